/* test-desk-visits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "desk-visit-pane.h"
#include "desk-visit-parse.h"

#include "clinic-windows.h"

static GtkWidget *
open_pane (Desk *desk, ClinicAppointmentFile *file)
{
  GtkWidget *pane = desk_visit_pane_new (CLINIC_SESSION (desk->session));

  if (file != NULL)
    dummy_book_add_file (dummy_session_book (desk->session), file);
  gtk_widget_set_vexpand (pane, TRUE);
  gtk_box_append (GTK_BOX (desk->place), pane);
  desk_visit_pane_show (DESK_VISIT_PANE (pane), clinic_appointment_get_id (desk->anna));
  settle (30);

  return pane;
}

static GtkWidget *
open_anna (Desk *desk)
{
  g_autoptr (ClinicAppointmentFile) file = dummy_visit_file (desk->session, desk->anna);

  return open_pane (desk, file);
}

static GtkWidget *
row (GtkWidget *pane, const char *title)
{
  for (int n = 0;; n++)
    {
      GtkWidget *entry = desk_find (pane, ADW_TYPE_ENTRY_ROW, n);

      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry)), title) == 0)
        return entry;
    }
}

static void
apply (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "apply");
  settle (30);
}

static void
test_a_visit_is_read_at_one_glance (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = NULL;

  clinic_appointment_set_first_visit (desk->anna, CLINIC_FIRST_VISIT_YES);
  clinic_appointment_set_moves (desk->anna, 2);
  clinic_appointment_set_reminders (desk->anna, CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_DELIVERED);
  clinic_appointment_set_mis_status (desk->anna, "Записан");
  clinic_appointment_set_origin (desk->anna, "HLX-1");
  pane = open_anna (desk);

  assert_reads (pane, "Смирнова Анна Викторовна");
  assert_reads (pane, "34 years");
  assert_reads (pane, "first visit");
  assert_reads (pane, "+7 900 000-00-01");
  assert_reads (pane, "tomorrow, Sun 22 Nov, 10:30");
  assert_reads (pane, "Петров И. С., терапевт");
  assert_reads (pane, "Визит завтра");
  assert_reads (pane, "moved 2 times · reminder sent, delivered · MIS: Записан, HLX-1");
  assert_reads (pane, "Просила место у окна");
  assert_reads (pane, "Марина К. · not sent yet");
  assert_reads (pane, "late: today 14:00 · Марина К.");
  assert_reads (pane, "today 14:00 · Ольга Петрова");
}

static void
test_one_confirms_and_can_be_undone (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);
  ClinicCommand *command = NULL;

  press (pane, GDK_KEY_1, 0);
  command = desk_command (desk, 0, CLINIC_COMMAND_MOVE_STAGE);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 11);
  g_assert_cmpint (clinic_command_get_hold (command), >, g_get_monotonic_time ());
  desk_assert_payload (command, "from='C1:TOMORROW' stage='C1:YES'");
  assert_reads (desk->overlay, "Visit confirmed");
  assert_reads (pane, "Смирнова Анна Викторовна: to “Подтвердил запись”");

  desk_click (desk->overlay, "Undo");
  g_assert_cmpuint (dummy_session_n_undone (desk->session), ==, 1);
}

static void
test_a_refusal_stands_in_the_panel_with_its_choices (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);
  ClinicCommand *command = NULL;

  press (pane, GDK_KEY_1, 0);
  command = dummy_session_submitted (desk->session, 0);
  clinic_appointment_set_problem (desk->anna, "Заполните «Диагноз»");
  clinic_command_set_problem (command, "Заполните «Диагноз»");
  clinic_command_set_state (command, CLINIC_COMMAND_REFUSED);
  assert_reads (pane, "The portal refused it: Заполните «Диагноз»");

  g_list_store_remove_all (dummy_session_commands (desk->session));
  assert_reads (pane, "Заполните «Диагноз»");
  assert_does_not_read (pane, "The portal refused it");
}

static void
test_every_state_says_what_it_is (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicAppointmentFile) file = clinic_appointment_file_new ();
  GtkWidget *pane = NULL;

  clinic_appointment_file_set_appointment_id (file, 11);
  pane = open_pane (desk, file);
  assert_reads (pane, "Asking the portal…");
  clinic_appointment_file_set_state (file, CLINIC_LOAD_STALE);
  assert_reads (pane, "This appointment is not kept on this computer yet.");
  clinic_appointment_file_set_appointment (file, desk->anna);
  clinic_appointment_file_set_as_of (file, DUMMY_NOW - 19 * 60);
  assert_reads (pane, "No connection: data as of today 14:41");
  assert_reads (pane, "tomorrow, Sun 22 Nov, 10:30");
  clinic_appointment_file_set_state (file, CLINIC_LOAD_MISSING);
  assert_reads (pane, "There is no such appointment");
  desk_visit_pane_show (DESK_VISIT_PANE (pane), 0);
  assert_reads (pane, "No appointment is open");
}

static void
test_a_visit_that_is_over_cannot_be_moved (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);

  clinic_appointment_set_kind (desk->anna, CLINIC_STAGE_KIND_SUCCESS);
  settle (20);
  g_assert_false (gtk_widget_is_sensitive (wait_for_widget (pane, GTK_TYPE_BUTTON, "Move…")));
  press (pane, GDK_KEY_1, 0);
  press (pane, GDK_KEY_2, 0);
  press (pane, GDK_KEY_3, 0);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
}

static void
test_a_comment_is_sent_and_comes_back_when_it_cannot_be_kept (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);
  GtkWidget *entry =
    GTK_WIDGET (gtk_widget_get_template_child (pane, DESK_TYPE_VISIT_PANE, "comment"));
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "full");

  desk_type (entry, "  Позвонить за час ");
  press (entry, GDK_KEY_Return, GDK_CONTROL_MASK);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_ADD_COMMENT),
                       "text='Позвонить за час'");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");

  dummy_session_set_error (desk->session, error);
  desk_type (entry, "Ещё раз");
  press (entry, GDK_KEY_Return, GDK_CONTROL_MASK);
  assert_reads (desk->overlay, "This could not be kept. Please try again.");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Ещё раз");
}

static void
test_what_is_wrong_is_put_right_where_it_stands (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);
  g_autofree char *time = NULL;
  gint64 at = clinic_windows_at (clinic_appointment_get_start (desk->anna), 600);

  apply (row (pane, "Price, ₽"), "3 500,50");
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT), "amount=350050");
  apply (row (pane, "Comment"), "Боится уколов");
  desk_assert_payload (desk_command (desk, 1, CLINIC_COMMAND_CHANGE_APPOINTMENT),
                       "comment='Боится уколов'");
  apply (row (pane, "Time"), "10.00");
  time = g_strdup_printf ("from-start=%" G_GINT64_FORMAT " minutes=30 start=%" G_GINT64_FORMAT,
                          clinic_appointment_get_start (desk->anna), at);
  desk_assert_payload (desk_command (desk, 2, CLINIC_COMMAND_CHANGE_APPOINTMENT), time);
  adw_combo_row_set_selected (ADW_COMBO_ROW (desk_find (pane, ADW_TYPE_COMBO_ROW, 0)), 2);
  settle (20);
  desk_assert_payload (desk_command (desk, 3, CLINIC_COMMAND_CHANGE_APPOINTMENT), "doctor=103");
}

static void
test_doctors_that_come_late_change_nothing (Desk *desk, gconstpointer data)
{
  GListStore *doctors = dummy_book_doctors (dummy_session_book (desk->session));
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_doctors = g_list_model_get_n_items (G_LIST_MODEL (doctors));
  GtkWidget *pane = NULL;
  AdwComboRow *row_of_doctors = NULL;
  ClinicDoctor *chosen = NULL;

  for (guint i = 0; i < n_doctors; i++)
    g_ptr_array_add (known, g_list_model_get_item (G_LIST_MODEL (doctors), n_doctors - 1 - i));
  g_list_store_remove_all (doctors);
  pane = open_anna (desk);
  for (guint i = 0; i < known->len; i++)
    {
      g_list_store_append (doctors, g_ptr_array_index (known, i));
      settle (20);
    }

  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  row_of_doctors = ADW_COMBO_ROW (desk_find (pane, ADW_TYPE_COMBO_ROW, 0));
  chosen = adw_combo_row_get_selected_item (row_of_doctors);
  g_assert_cmpint (clinic_doctor_get_id (chosen), ==,
                   clinic_appointment_get_doctor_id (desk->anna));
}

static void
test_what_cannot_be_is_not_sent (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);

  apply (row (pane, "Price, ₽"), "много");
  assert_reads (pane, "The price is not readable: write it as 3200");
  apply (row (pane, "Time"), "25:00");
  assert_reads (pane, "The time is not readable: write it as 10:30");
  apply (row (pane, "Time"), "11:30");
  assert_reads (pane, "The doctor is busy then.");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);

  press (row (pane, "Time"), GDK_KEY_Escape, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (pane, "Time"))), ==, "10:30");
}

static void
test_changes_of_others_appear_but_not_under_ones_hands (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);

  gtk_editable_set_text (GTK_EDITABLE (row (pane, "Comment")), "Пишу");
  clinic_appointment_set_comments (desk->anna, "Чужое");
  clinic_appointment_set_amount (desk->anna, 100000);
  settle (20);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (pane, "Comment"))), ==, "Пишу");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (pane, "Price, ₽"))), ==, "1000");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
}

static void
click_play (GtkWidget *pane)
{
  for (int n = 0;; n++)
    {
      GtkWidget *button = desk_find (pane, GTK_TYPE_BUTTON, n);

      if (g_strcmp0 (gtk_widget_get_tooltip_text (button), "Play the recording") != 0)
        continue;
      g_signal_emit_by_name (button, "clicked");
      settle (50);
      return;
    }
}

static void
test_a_recording_that_is_gone_says_so (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_OFFLINE, "away");

  click_play (pane);
  assert_reads (pane, "The portal has no recording of this call any more");
  dummy_session_set_error (desk->session, error);
  click_play (pane);
  assert_reads (pane, "The recording could not be read. Please try again.");
}

/* Half a second of silence: 8 kHz, 8 bits. Without the plug-in of GTK the row says what to do. */
static void
test_a_recording_plays_in_its_row (Desk *desk, gconstpointer data)
{
  static const guint8 head[] = { 'R', 'I', 'F',  'F',  0xc4, 0x0f, 0,    0,    'W',  'A', 'V',
                                 'E', 'f', 'm',  't',  ' ',  16,   0,    0,    0,    1,   0,
                                 1,   0,   0x40, 0x1f, 0,    0,    0x40, 0x1f, 0,    0,   1,
                                 0,   8,   0,    'd',  'a',  't',  'a',  0xa0, 0x0f, 0,   0 };
  GByteArray *wave = g_byte_array_new ();
  g_autoptr (GBytes) recording = NULL;
  GtkWidget *pane = open_anna (desk);
  int n = 0;

  g_byte_array_append (wave, head, sizeof head);
  g_byte_array_set_size (wave, sizeof head + 4000);
  memset (wave->data + sizeof head, 128, 4000);
  recording = g_byte_array_free_to_bytes (wave);
  dummy_session_set_recording (desk->session, recording);
  click_play (pane);
  settle (300);
  if (desk_nth (pane, GTK_TYPE_MEDIA_CONTROLS, &n) == NULL)
    assert_reads (pane, "This computer cannot play the recording.");

  desk_visit_pane_show (DESK_VISIT_PANE (pane), 0);
  settle (50);
}

static void
test_the_record_of_the_patient_opens (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_anna (desk);

  desk_click (pane, "Patient’s record");
  g_assert_cmpstr (desk->actions->str, ==, "open-patient(1)");
}

static void
assert_birth (const char *text, const char *expected)
{
  g_autofree char *date = desk_parse_birth_date (text, DUMMY_NOW);

  g_assert_cmpstr (date, ==, expected);
}

static void
test_times_prices_and_dates_are_read_as_people_write_them (void)
{
  g_assert_cmpint (desk_parse_time ("10:30"), ==, 630);
  g_assert_cmpint (desk_parse_time ("10.30"), ==, 630);
  g_assert_cmpint (desk_parse_time ("1030"), ==, 630);
  g_assert_cmpint (desk_parse_time ("930"), ==, 570);
  g_assert_cmpint (desk_parse_time ("9 15"), ==, 555);
  g_assert_cmpint (desk_parse_time ("9"), ==, 540);
  g_assert_cmpint (desk_parse_time (""), ==, -1);
  g_assert_cmpint (desk_parse_time ("24:00"), ==, -1);
  g_assert_cmpint (desk_parse_time ("10:61"), ==, -1);
  g_assert_cmpint (desk_parse_time ("утром"), ==, -1);
  g_assert_cmpint (desk_parse_time ("10:30:15"), ==, -1);

  g_assert_cmpint (desk_parse_money (""), ==, 0);
  g_assert_cmpint (desk_parse_money ("3200"), ==, 320000);
  g_assert_cmpint (desk_parse_money ("3\u00a0200,5 ₽"), ==, 320050);
  g_assert_cmpint (desk_parse_money ("-5"), ==, -1);
  g_assert_cmpint (desk_parse_money ("3.200,50"), ==, -1);
  g_assert_cmpint (desk_parse_money ("99999999999"), ==, -1);

  assert_birth ("5.3.1992", "1992-03-05");
  assert_birth ("05031992", "1992-03-05");
  assert_birth ("1992-03-05", "1992-03-05");
  assert_birth ("31.02.1992", NULL);
  assert_birth ("22.11.2026", NULL);
  assert_birth ("01.01.1850", NULL);
  assert_birth ("5.3.92", NULL);
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/visits/parse", test_times_prices_and_dates_are_read_as_people_write_them);
  ADD ("/visits/pane/glance", test_a_visit_is_read_at_one_glance);
  ADD ("/visits/pane/confirm", test_one_confirms_and_can_be_undone);
  ADD ("/visits/pane/refused", test_a_refusal_stands_in_the_panel_with_its_choices);
  ADD ("/visits/pane/states", test_every_state_says_what_it_is);
  ADD ("/visits/pane/over", test_a_visit_that_is_over_cannot_be_moved);
  ADD ("/visits/pane/comment", test_a_comment_is_sent_and_comes_back_when_it_cannot_be_kept);
  ADD ("/visits/pane/edit", test_what_is_wrong_is_put_right_where_it_stands);
  ADD ("/visits/late-doctors", test_doctors_that_come_late_change_nothing);
  ADD ("/visits/pane/edit-wrong", test_what_cannot_be_is_not_sent);
  ADD ("/visits/pane/others", test_changes_of_others_appear_but_not_under_ones_hands);
  ADD ("/visits/pane/no-recording", test_a_recording_that_is_gone_says_so);
  ADD ("/visits/pane/recording", test_a_recording_plays_in_its_row);
  ADD ("/visits/pane/patient", test_the_record_of_the_patient_opens);

  return g_test_run ();
}
