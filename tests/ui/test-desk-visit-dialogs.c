/* test-desk-visit-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "desk-cancel-dialog.h"
#include "desk-visit-dialog.h"

#include "clinic-windows.h"

static GtkWidget *
child (GtkWidget *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), name));
}

static gint64
tomorrow_at (int minute)
{
  return clinic_windows_at (clinic_windows_day (DUMMY_NOW, 1), minute);
}

static ClinicSession *
session_of (Desk *desk)
{
  return CLINIC_SESSION (desk->session);
}

static gboolean
is_open (GtkWidget *dialog)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  settle (30);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (toplevel == dialog)
        return TRUE;
    }

  return FALSE;
}

/* the first entry of the picker: its time */
static GtkWidget *
time_entry (GtkWidget *dialog)
{
  return desk_find (child (dialog, "picker_slot"), GTK_TYPE_ENTRY, 0);
}

static void
choose_window (GtkWidget *dialog, const char *time)
{
  GtkWidget *window =
    wait_for_widget (child (dialog, "picker_slot"), GTK_TYPE_FLOW_BOX_CHILD, time);

  g_assert_nonnull (window);
  gtk_widget_activate (window);
  settle (20);
}

static gboolean
can_save (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (child (dialog, "save"));
}

static void
save (GtkWidget *dialog)
{
  g_assert_true (can_save (dialog));
  g_signal_emit_by_name (child (dialog, "save"), "clicked");
  settle (50);
}

/* --- new --- */

static void
test_a_visit_is_booked_from_the_keyboard (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 0, 0, 0);
  GtkWidget *search = NULL;
  g_autofree char *payload = NULL;

  settle (50);
  search = desk_find (dialog, GTK_TYPE_SEARCH_ENTRY, 0);
  assert_reads (dialog, "Choose a patient");
  g_assert_false (can_save (dialog));
  desk_type (search, "ким");
  g_signal_emit_by_name (search, "activate");
  assert_reads (dialog, "Ким Виктория");

  assert_reads (dialog, "Choose a doctor");
  /* on top is nobody */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (child (dialog, "doctor")), 2);
  assert_reads (dialog, "Choose a time");
  desk_click (dialog, "tomorrow");
  assert_reads (dialog, "27 free windows");
  choose_window (dialog, "12:15");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time_entry (dialog))), ==, "12:15");
  desk_type (child (dialog, "price"), "2 500");
  desk_type (child (dialog, "comment"), "Боль");
  save (dialog);

  g_assert_false (is_open (dialog));
  payload = g_strdup_printf ("amount=250000 comment='Боль' doctor=101 minutes=30 patient=3 "
                             "specialty=500 start=%" G_GINT64_FORMAT " title='Visit — Ким В.'",
                             tomorrow_at (735));
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CREATE_APPOINTMENT), payload);
  g_assert_cmpint (clinic_command_get_entity (dummy_session_submitted (desk->session, 0)), ==,
                   CLINIC_ENTITY_NONE);
  assert_reads (desk->overlay, "Booked: Ким В., tomorrow 12:15");
}

static void
test_a_new_patient_is_checked_and_not_made_twice (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog =
    desk_visit_dialog_present_new (desk->place, session_of (desk), 0, DUMMY_LI, tomorrow_at (720));
  GtkWidget *search = NULL;
  GtkWidget *person = child (dialog, "person_slot");
  g_autofree char *payload = NULL;

  settle (50);
  search = desk_find (dialog, GTK_TYPE_SEARCH_ENTRY, 0);
  desk_type (search, "Новиков Олег");
  assert_reads (dialog, "New patient…");
  g_signal_emit_by_name (search, "activate");
  settle (30);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (desk_find (person, GTK_TYPE_ENTRY, 0))), ==,
                   "Новиков");
  assert_reads (dialog, "Write the patient’s telephone");
  desk_type (desk_find (person, GTK_TYPE_ENTRY, 3), "12345");
  assert_reads (dialog, "The telephone is not a whole number");
  desk_type (desk_find (person, GTK_TYPE_ENTRY, 3), "+79000000001");
  assert_reads (dialog, "This number is known already:");
  assert_reads (dialog, "Смирнова Анна Викторовна");
  desk_type (desk_find (person, GTK_TYPE_ENTRY, 3), "+79000000077");
  assert_does_not_read (dialog, "This number is known already:");
  desk_type (desk_find (person, GTK_TYPE_ENTRY, 4), "31.02.1990");
  assert_reads (dialog, "The date of birth is not readable: write it as 05.03.1992");
  desk_type (desk_find (person, GTK_TYPE_ENTRY, 4), "1.2.1990");
  save (dialog);

  payload = g_strdup_printf ("birth='1990-02-01' comment='' doctor=102 first='Олег' last='Новиков' "
                             "minutes=30 phone='+79000000077' second='' specialty=501 "
                             "start=%" G_GINT64_FORMAT " title='Visit — Новиков О.'",
                             tomorrow_at (720));
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CREATE_APPOINTMENT), payload);
}

static void
test_a_time_that_is_taken_needs_a_tick (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 3,
                                                     DUMMY_PETROV, tomorrow_at (675));

  assert_reads (dialog, "The doctor is booked from 11:00 to 12:00: Ким Виктория");
  assert_reads (dialog, "The doctor is busy then: take another time, or tick that it is meant so");
  g_assert_false (can_save (dialog));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (desk_find (child (dialog, "picker_slot"),
                                                            GTK_TYPE_CHECK_BUTTON, 0)),
                               TRUE);
  save (dialog);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
}

static void
test_a_window_goes_when_somebody_else_takes_it (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 3,
                                                     DUMMY_PETROV, tomorrow_at (735));

  assert_reads (dialog, "27 free windows");
  g_assert_true (can_save (dialog));
  dummy_book_visit (desk->session, 77, "Быстрова", DUMMY_PETROV, tomorrow_at (735), 30,
                    CLINIC_STAGE_ROLE_BOOKED);
  settle (150);
  assert_reads (dialog, "The doctor is booked from 12:15 to 12:45: Быстрова");
  g_assert_false (can_save (dialog));
  desk_type (time_entry (dialog), "8:00");
  g_assert_true (can_save (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_the_past_cannot_be_booked (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 3,
                                                     DUMMY_PETROV, DUMMY_NOW - 3600);

  assert_reads (dialog, "This time is over");
  desk_type (time_entry (dialog), "утром");
  assert_reads (dialog, "The time is not readable: write it as 10:30");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_what_was_written_is_not_lost_by_escape (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 3,
                                                     DUMMY_PETROV, tomorrow_at (735));

  settle (30);
  desk_type (child (dialog, "comment"), "Боль");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (is_open (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));

  dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 3, DUMMY_PETROV,
                                          tomorrow_at (735));
  settle (30);
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_false (is_open (dialog));
}

static void
test_what_cannot_be_kept_stays_in_the_dialog (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 3,
                                                     DUMMY_PETROV, tomorrow_at (735));
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "full");

  settle (30);
  dummy_session_set_error (desk->session, error);
  save (dialog);
  g_assert_true (is_open (dialog));
  assert_reads (dialog, "This could not be kept. Please try again.");
  dummy_session_set_error (desk->session, NULL);
  save (dialog);
  g_assert_false (is_open (dialog));
}

static void
test_two_presses_book_once (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_visit_dialog_present_new (desk->place, session_of (desk), 3,
                                                     DUMMY_PETROV, tomorrow_at (735));

  settle (30);
  dummy_session_set_slow (desk->session, TRUE);
  g_signal_emit_by_name (child (dialog, "save"), "clicked");
  g_signal_emit_by_name (child (dialog, "save"), "clicked");
  settle (20);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
  dummy_session_set_slow (desk->session, FALSE);
  g_assert_false (is_open (dialog));
}

static void
test_moving_keeps_the_appointment (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog =
    desk_visit_dialog_present_reschedule (desk->place, session_of (desk), desk->anna);
  g_autofree char *payload = NULL;

  assert_reads (dialog, "So far: tomorrow, Sun 22 Nov, 10:30, Петров И. С.");
  assert_reads (dialog, "Choose a time");
  desk_type (time_entry (dialog), "10:30");
  assert_reads (dialog, "Choose another time or doctor");
  choose_window (dialog, "15:00");
  save (dialog);
  payload = g_strdup_printf ("from-start=%" G_GINT64_FORMAT
                             " from='C1:TOMORROW' minutes=30 moves=1 stage='C1:NEW' "
                             "start=%" G_GINT64_FORMAT,
                             tomorrow_at (630), tomorrow_at (900));
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT), payload);
  assert_reads (desk->overlay, "Moved: Смирнова А. В., tomorrow 15:00");
}

/* The doctors may come when the dialog is open; that moves nobody to another one. */
static void
test_doctors_that_come_late_move_nobody (Desk *desk, gconstpointer data)
{
  GListStore *doctors = dummy_book_doctors (dummy_session_book (desk->session));
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_doctors = g_list_model_get_n_items (G_LIST_MODEL (doctors));
  GtkWidget *dialog = NULL;
  ClinicDoctor *chosen = NULL;

  for (guint i = 0; i < n_doctors; i++)
    g_ptr_array_add (known, g_list_model_get_item (G_LIST_MODEL (doctors), n_doctors - 1 - i));
  g_list_store_remove_all (doctors);
  dialog = desk_visit_dialog_present_reschedule (desk->place, session_of (desk), desk->anna);
  for (guint i = 0; i < known->len; i++)
    {
      g_list_store_append (doctors, g_ptr_array_index (known, i));
      settle (20);
    }

  chosen =
    gtk_drop_down_get_selected_item (GTK_DROP_DOWN (desk_find (dialog, GTK_TYPE_DROP_DOWN, 0)));
  g_assert_nonnull (chosen);
  g_assert_cmpint (clinic_doctor_get_id (chosen), ==,
                   clinic_appointment_get_doctor_id (desk->anna));
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle (20);
}

static ClinicLead *
add_lead (Desk *desk, gint64 id, const char *name, const char *phone, ClinicStageRole role)
{
  g_autoptr (ClinicLead) lead = clinic_lead_new ();
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_role (stage, role);
  clinic_lead_set_id (lead, id);
  clinic_lead_set_stage (lead, stage);
  clinic_lead_set_stage_id (lead, "IN_PROCESS");
  clinic_lead_set_title (lead, "Имплантация");
  clinic_lead_set_name (lead, name);
  clinic_lead_set_phone (lead, phone);
  g_list_store_append (dummy_book_leads (dummy_session_book (desk->session)), lead);

  return lead; /* the book has it */
}

static void
test_an_enquiry_becomes_one_appointment (Desk *desk, gconstpointer data)
{
  ClinicLead *lead = add_lead (desk, 31, "Новикова Ольга", "+79000000078", CLINIC_STAGE_ROLE_NONE);
  GListStore *stages = dummy_book_lead_stages (dummy_session_book (desk->session));
  g_autoptr (ClinicStage) booked = clinic_stage_new ();
  GtkWidget *dialog = NULL;
  g_autofree char *payload = NULL;

  clinic_stage_set_id (booked, "CONVERTED");
  clinic_stage_set_kind (booked, CLINIC_STAGE_KIND_SUCCESS);
  g_list_store_append (stages, booked);
  dummy_book_set_robot (dummy_session_book (desk->session), TRUE);
  dialog = desk_visit_dialog_present_lead (desk->place, session_of (desk), lead);
  assert_reads (dialog, "Enquiry: Имплантация");
  desk_visit_dialog_set_window (DESK_VISIT_DIALOG (dialog), DUMMY_LI, tomorrow_at (720));
  settle (20);
  save (dialog);
  payload = g_strdup_printf (
    "birth='' comment='' doctor=102 first='Ольга' from='IN_PROCESS' last='Новикова' lead=31 "
    "minutes=30 phone='+79000000078' second='' specialty=501 stage='CONVERTED' "
    "start=%" G_GINT64_FORMAT " title='Visit — Новикова О.' wait=true",
    tomorrow_at (720));
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_BOOK_LEAD), payload);
}

/* --- cancel --- */

/* Scenario 26. */
static void
test_who_cancels_is_offered_another_time_and_takes_the_second (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, NULL);
  g_autofree char *payload = NULL;

  assert_reads (dialog, "Why does the patient cancel?");
  assert_reads (dialog, "Срочные дела");
  press (dialog, GDK_KEY_1, 0);
  assert_reads (dialog, "Reason: Срочные дела");
  assert_reads (dialog, "tomorrow, Sun 22 Nov, 9:00");
  assert_reads (dialog, "tomorrow, Sun 22 Nov, 9:30");
  press (dialog, GDK_KEY_2, 0);

  g_assert_false (is_open (dialog));
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
  payload =
    g_strdup_printf ("from-start=%" G_GINT64_FORMAT " from='C1:TOMORROW' minutes=30 moves=1 "
                     "note='Outcome of the call: moved the visit. Reason: Срочные дела' "
                     "reason=500 stage='C1:NEW' start=%" G_GINT64_FORMAT,
                     tomorrow_at (630), tomorrow_at (570));
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT), payload);
}

/* Scenario 27. */
static void
test_a_lost_visit_needs_a_comment_and_is_one_change (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicStage) lost =
    g_list_model_get_item (G_LIST_MODEL (dummy_session_stages (desk->session)), 7);
  GtkWidget *dialog = NULL;

  clinic_appointment_set_comments (desk->anna, "Боится уколов");
  dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, lost);
  settle (30);
  press (dialog, GDK_KEY_3, 0);
  press (dialog, GDK_KEY_6, 0);
  assert_reads (dialog, "A lost visit needs a comment: what did the patient say?");
  assert_reads (dialog, "Не пришёл");
  g_assert_false (can_save (dialog));
  desk_type (child (dialog, "comment"), "   ");
  g_assert_false (can_save (dialog));
  desk_type (child (dialog, "comment"), "Нашла дешевле");
  save (dialog);

  g_assert_false (is_open (dialog));
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT),
                       "comment='Боится уколов\\nНашла дешевле' from='C1:TOMORROW' reason=502 "
                       "stage='C1:LOSE'");
}

static void
test_the_waiting_list_is_one_key (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, NULL);

  settle (30);
  press (dialog, GDK_KEY_2, 0);
  press (dialog, GDK_KEY_Cyrillic_tse, 0);
  g_assert_false (is_open (dialog));
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT),
                       "from='C1:TOMORROW' note='To the waiting list. Reason: Болезнь' reason=501 "
                       "stage='C1:NO' waiting=true");
}

static void
test_a_clinic_without_reasons_begins_with_the_offer (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  g_list_store_remove_all (
    dummy_book_list (dummy_session_book (desk->session), CLINIC_BOOK_REASONS));
  dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, NULL);
  assert_reads (dialog, "Offer another time");
  press (dialog, GDK_KEY_5, 0);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT),
                       "from='C1:TOMORROW' note='To the waiting list' stage='C1:NO' waiting=true");
}

static void
test_another_time_goes_on_in_the_other_dialog (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, NULL);
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());
  GtkWidget *other = NULL;
  g_autofree char *payload = NULL;

  settle (30);
  press (dialog, GDK_KEY_1, 0);
  press (dialog, GDK_KEY_4, 0);
  g_assert_false (is_open (dialog));
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (DESK_IS_VISIT_DIALOG (toplevel))
        other = toplevel;
    }
  g_assert_nonnull (other);
  choose_window (other, "18:00");
  save (other);
  payload =
    g_strdup_printf ("from-start=%" G_GINT64_FORMAT " from='C1:TOMORROW' minutes=30 moves=1 "
                     "note='Outcome of the call: moved the visit. Reason: Срочные дела' "
                     "reason=500 stage='C1:NEW' start=%" G_GINT64_FORMAT,
                     tomorrow_at (630), tomorrow_at (1080));
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT), payload);
}

static ClinicAppointment *
add_waiting (Desk *desk, gint64 id, const char *name, const char *phone, int days)
{
  ClinicAppointment *visit =
    dummy_book_visit (desk->session, id, name, DUMMY_PETROV, 0, 30, CLINIC_STAGE_ROLE_CANCELLED);

  clinic_appointment_set_waiting (visit, TRUE);
  clinic_appointment_set_patient_phone (visit, phone);
  clinic_appointment_set_moved (visit, DUMMY_NOW - days * 86400);

  return visit;
}

/* Scenario 28. */
static void
test_the_freed_window_goes_to_who_waits_longest (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  GtkListBox *choices = NULL;
  g_autofree char *payload = NULL;

  add_waiting (desk, 22, "Недавняя Вера", "+79000000052", 2);
  add_waiting (desk, 21, "Давняя Нина", "+79000000051", 9);
  dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, NULL);
  settle (30);
  press (dialog, GDK_KEY_1, 0);
  press (dialog, GDK_KEY_5, 0);
  assert_reads (dialog, "A window is free: who waits for it?");
  assert_reads (dialog, "tomorrow, Sun 22 Nov, 10:30, Петров И. С.");

  choices = GTK_LIST_BOX (child (dialog, "choices"));
  assert_reads (GTK_WIDGET (gtk_list_box_get_row_at_index (choices, 0)), "Давняя Нина");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) ==
                 GTK_WIDGET (gtk_list_box_get_row_at_index (choices, 0)));
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (choices, 0)));
  g_assert_cmpstr (desk->actions->str, ==, "dial-patient(('+79000000051', 0))");

  desk_click (GTK_WIDGET (gtk_list_box_get_row_at_index (choices, 1)), "Book here");
  payload = g_strdup_printf ("from-start=0 from='C1:NO' minutes=30 moves=1 stage='C1:NEW' "
                             "start=%" G_GINT64_FORMAT " waiting=false",
                             tomorrow_at (630));
  g_assert_cmpint (clinic_command_get_entity_id (
                     desk_command (desk, 1, CLINIC_COMMAND_CHANGE_APPOINTMENT)),
                   ==, 22);
  desk_assert_payload (desk_command (desk, 1, CLINIC_COMMAND_CHANGE_APPOINTMENT), payload);
  g_assert_false (is_open (dialog));
}

static void
test_an_enquiry_that_waits_is_booked_into_the_window (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  add_lead (desk, 41, "Орлова Дарья", "+79000000045", CLINIC_STAGE_ROLE_WAITING_LIST);
  dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, NULL);
  settle (30);
  press (dialog, GDK_KEY_1, 0);
  press (dialog, GDK_KEY_5, 0);
  desk_click (dialog, "Book here");
  g_assert_false (is_open (dialog));
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (!DESK_IS_VISIT_DIALOG (toplevel))
        continue;
      assert_reads (toplevel, "Петров И. С., терапевт");
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time_entry (toplevel))), ==, "10:30");
      gtk_window_destroy (GTK_WINDOW (toplevel));
      return;
    }
  g_assert_not_reached ();
}

static void
test_a_failure_keeps_the_dialog_of_the_cancellation (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = desk_cancel_dialog_present (desk->place, session_of (desk), desk->anna, NULL);
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "full");

  settle (30);
  dummy_session_set_error (desk->session, error);
  press (dialog, GDK_KEY_1, 0);
  press (dialog, GDK_KEY_1, 0);
  g_assert_true (is_open (dialog));
  assert_reads (dialog, "This could not be kept. Please try again.");
  dummy_session_set_error (desk->session, NULL);
  press (dialog, GDK_KEY_1, 0);
  g_assert_false (is_open (dialog));
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/visits/move/late-doctors", test_doctors_that_come_late_move_nobody);
  ADD ("/visits/new/keyboard", test_a_visit_is_booked_from_the_keyboard);
  ADD ("/visits/new/patient", test_a_new_patient_is_checked_and_not_made_twice);
  ADD ("/visits/new/clash", test_a_time_that_is_taken_needs_a_tick);
  ADD ("/visits/new/taken", test_a_window_goes_when_somebody_else_takes_it);
  ADD ("/visits/new/past", test_the_past_cannot_be_booked);
  ADD ("/visits/new/escape", test_what_was_written_is_not_lost_by_escape);
  ADD ("/visits/new/failed", test_what_cannot_be_kept_stays_in_the_dialog);
  ADD ("/visits/new/once", test_two_presses_book_once);
  ADD ("/visits/move", test_moving_keeps_the_appointment);
  ADD ("/visits/lead", test_an_enquiry_becomes_one_appointment);
  ADD ("/visits/cancel/26", test_who_cancels_is_offered_another_time_and_takes_the_second);
  ADD ("/visits/cancel/27", test_a_lost_visit_needs_a_comment_and_is_one_change);
  ADD ("/visits/cancel/waiting", test_the_waiting_list_is_one_key);
  ADD ("/visits/cancel/no-reasons", test_a_clinic_without_reasons_begins_with_the_offer);
  ADD ("/visits/cancel/other-time", test_another_time_goes_on_in_the_other_dialog);
  ADD ("/visits/cancel/28", test_the_freed_window_goes_to_who_waits_longest);
  ADD ("/visits/cancel/28-lead", test_an_enquiry_that_waits_is_booked_into_the_window);
  ADD ("/visits/cancel/failed", test_a_failure_keeps_the_dialog_of_the_cancellation);

  return g_test_run ();
}
