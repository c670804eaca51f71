/* test-desk-losses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "desk-losses-page.h"
#include "desk-recording-row.h"

#include "clinic-losses.h"
#include "clinic-windows.h"

static GtkWidget *
open_page (Desk *desk)
{
  GtkWidget *page = desk_losses_page_new (CLINIC_SESSION (desk->session));

  gtk_widget_set_vexpand (page, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1000, 740);
  gtk_box_append (GTK_BOX (desk->place), page);
  /* It reads when it is seen. */
  for (int i = 0; i < 100 && !gtk_widget_get_mapped (page); i++)
    settle (20);
  settle (50);

  return page;
}

static GtkWidget *
part (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, DESK_TYPE_LOSSES_PAGE, name));
}

static guint
n_listed (GtkWidget *page)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (part (page, "list")))));
}

static void
choose_group (GtkWidget *page, int n)
{
  GtkListBox *groups = GTK_LIST_BOX (part (page, "groups"));

  /* a slow build is still counting */
  for (int i = 0; i < 200 && gtk_list_box_get_row_at_index (groups, n) == NULL; i++)
    settle (20);
  settle (100);
  gtk_list_box_select_row (groups, gtk_list_box_get_row_at_index (groups, n));
  settle (20);
}

static void
choose_visit (GtkWidget *page, guint n)
{
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (part (page, "list"))), n,
                                   TRUE);
  settle (400);
}

static void
fail (Desk *desk, ClinicError code)
{
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, code, "away");

  dummy_book_set_period_error (dummy_session_book (desk->session), error);
}

static void
set_link (Desk *desk, ClinicLinkState state)
{
  clinic_link_set_state (clinic_session_get_link (CLINIC_SESSION (desk->session)), state);
  settle (30);
}

static void
test_a_month_is_read_at_one_glance (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_add_losses (desk->session);
  page = open_page (desk);
  assert_reads (page, "lost of 40 visits: 30.0%");
  assert_reads (page, "did not come: 3 of 31");
  assert_reads (page, "9.7%");
  assert_reads (page, "cancelled less than 24 h before");
  assert_reads (page, "Дорого");
  assert_reads (page, "12.5%");
  assert_reads (page, "Отменила клиника");
  assert_reads (page, "not the reception’s");
  assert_reads (page, "Reason not given");
  assert_reads (page, "Дорого: 5");
  g_assert_cmpuint (n_listed (page), ==, 5);
}

static void
test_each_number_opens_its_appointments (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_add_losses (desk->session);
  page = open_page (desk);
  choose_group (page, 1);
  assert_reads (page, "Не пришёл: 3");
  g_assert_cmpuint (n_listed (page), ==, 3);

  g_signal_emit_by_name (desk_find (part (page, "figures"), GTK_TYPE_BUTTON, 0), "clicked");
  settle (30);
  assert_reads (page, "All lost: 12");
  g_assert_cmpuint (n_listed (page), ==, 12);
  g_signal_emit_by_name (desk_find (part (page, "figures"), GTK_TYPE_BUTTON, 3), "clicked");
  settle (30);
  g_assert_cmpuint (n_listed (page), ==, 1);

  /* The first by start is the one whose id is the largest: 107. */
  g_signal_emit_by_name (part (page, "list"), "activate", 0);
  g_assert_cmpstr (desk->actions->str, ==, "open-appointment(107)");
}

static void
test_losses_are_seen_from_other_sides (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_add_losses (desk->session);
  page = open_page (desk);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (part (page, "by")), CLINIC_LOSSES_BY_STAGE);
  settle (30);
  assert_reads (page, "Отменил: 9");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (part (page, "by")), CLINIC_LOSSES_BY_DOCTOR);
  settle (30);
  assert_reads (page, "Ли В. С.: 4");
  assert_reads (page, "1 of them is not the reception’s");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (part (page, "by")), CLINIC_LOSSES_BY_SOURCE);
  settle (30);
  assert_reads (page, ": 6");
}

static ClinicAppointmentFile *
add_calls (Desk *desk, gint64 appointment_id)
{
  ClinicAppointmentFile *file = clinic_appointment_file_new ();
  g_autoptr (GListStore) calls = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  g_autoptr (ClinicCallRecord) heard = dummy_record ("79000000001", "Смирнова", 60, "200", FALSE);
  g_autoptr (ClinicCallRecord) missed = dummy_record ("79000000001", "Смирнова", 90, "304", FALSE);

  clinic_call_record_set_recorded (heard, TRUE);
  g_list_store_append (calls, heard);
  g_list_store_append (calls, missed);
  clinic_appointment_file_set_appointment_id (file, appointment_id);
  clinic_appointment_file_set_calls (file, G_LIST_MODEL (calls));
  clinic_appointment_file_set_state (file, CLINIC_LOAD_READY);
  dummy_book_add_file (dummy_session_book (desk->session), file);

  return file;
}

static void
test_the_calls_of_a_lost_visit_are_heard_by_key (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicAppointmentFile) file = NULL;
  GtkWidget *page = NULL;
  GtkWidget *row = NULL;

  dummy_add_losses (desk->session);
  page = open_page (desk);
  assert_reads (page, "Choose an appointment to hear the calls with the patient");
  /* the last by start of those who found it too expensive */
  file = add_calls (desk, 100);
  choose_visit (page, 4);
  assert_reads (page, "Calls: Смирнова Анна");
  assert_reads (page, "today 14:00");

  row = gtk_widget_get_parent (desk_find (page, DESK_TYPE_RECORDING_ROW, 0));
  gtk_widget_grab_focus (row);
  press (gtk_widget_get_parent (row), GDK_KEY_space, 0);
  settle (50);
  assert_reads (page, "The portal has no recording of this call any more");

  /* Another visit, another patient. */
  choose_visit (page, 3);
  assert_reads (page, "Asking the portal…");
  assert_does_not_read (page, "today 14:00");
}

static void
test_every_state_says_what_it_is (Desk *desk, gconstpointer data)
{
  DummyBook *book = dummy_session_book (desk->session);
  GtkWidget *page = NULL;

  set_link (desk, CLINIC_LINK_ONLINE);
  dummy_book_set_period_slow (book, TRUE);
  page = open_page (desk);
  assert_does_not_read (page, "Reading the appointments of the period…");
  settle (400);
  assert_reads (page, "Reading the appointments of the period…");
  dummy_book_set_period_slow (book, FALSE);
  settle (30);
  assert_reads (page, "Nothing was lost in this period");
  assert_reads (page, "There were 0 visits in it.");

  dummy_add_losses (desk->session);
  gtk_widget_activate_action (page, "page.reload", NULL);
  settle (30);
  assert_reads (page, "lost of 40 visits");
  fail (desk, CLINIC_ERROR_OFFLINE);
  gtk_widget_activate_action (page, "page.reload", NULL);
  settle (30);
  assert_reads (page, "The portal does not answer: data as of today 15:00");
  assert_reads (page, "lost of 40 visits");
}

static void
assert_fails (Desk *desk, ClinicError code, const char *words)
{
  GtkWidget *page = NULL;

  fail (desk, code);
  page = open_page (desk);
  assert_reads (page, words);
  gtk_box_remove (GTK_BOX (desk->place), page);
}

static void
test_what_cannot_be_read_says_why (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  assert_fails (desk, CLINIC_ERROR_FORBIDDEN, "The appointments are closed to this desk");
  assert_fails (desk, CLINIC_ERROR_NOT_FOUND, "No stages to show");
  assert_fails (desk, CLINIC_ERROR_BROKEN, "The appointments could not be read");

  set_link (desk, CLINIC_LINK_OFFLINE);
  fail (desk, CLINIC_ERROR_OFFLINE);
  page = open_page (desk);
  assert_reads (page, "No connection to the portal");
  dummy_add_losses (desk->session);
  dummy_book_set_period_error (dummy_session_book (desk->session), NULL);
  set_link (desk, CLINIC_LINK_ONLINE);
  assert_reads (page, "lost of 40 visits");
}

/* The answer that there are none may come after the stages have. */
static void
test_stages_that_come_while_it_reads (Desk *desk, gconstpointer data)
{
  DummyBook *book = dummy_session_book (desk->session);
  g_autoptr (ClinicStage) stage = clinic_stage_new ();
  GtkWidget *page = NULL;

  dummy_add_losses (desk->session);
  fail (desk, CLINIC_ERROR_NOT_FOUND);
  dummy_book_set_period_slow (book, TRUE);
  page = open_page (desk);
  g_list_store_append (dummy_session_stages (desk->session), stage);
  dummy_book_set_period_slow (book, FALSE);
  dummy_book_set_period_error (book, NULL);
  settle (50);
  assert_reads (page, "lost of 40 visits");
}

static void
assert_asked (Desk *desk, gint64 from, gint64 to)
{
  gint64 asked_from = 0;
  gint64 asked_to = 0;

  dummy_book_get_watched (dummy_session_book (desk->session), &asked_from, &asked_to);
  g_assert_cmpint (asked_from, ==, from);
  g_assert_cmpint (asked_to, ==, to);
}

static void
test_any_days_can_be_counted (Desk *desk, gconstpointer data)
{
  GtkWidget *page = open_page (desk);
  GtkWidget *periods = desk_find (part (page, "period_slot"), GTK_TYPE_DROP_DOWN, 0);
  g_autoptr (GDateTime) third = g_date_time_new_local (2026, 10, 3, 12, 0, 0);
  gint64 from = 0;
  gint64 to = 0;
  GtkWidget *calendar = NULL;

  clinic_losses_get_period (CLINIC_LOSSES_THIS_MONTH, DUMMY_NOW, &from, &to);
  assert_asked (desk, from, to);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (periods), CLINIC_LOSSES_LAST_WEEK);
  settle (20);
  clinic_losses_get_period (CLINIC_LOSSES_LAST_WEEK, DUMMY_NOW, &from, &to);
  assert_asked (desk, from, to);

  /* From a day on; the last one stays. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (periods), CLINIC_LOSSES_LAST_MONTH + 1);
  settle (20);
  gtk_menu_button_popup (
    GTK_MENU_BUTTON (desk_find (part (page, "period_slot"), GTK_TYPE_MENU_BUTTON, 0)));
  settle (50);
  calendar = desk_find (desk->window, GTK_TYPE_CALENDAR, 0);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), third);
  settle (20);
  assert_asked (desk, clinic_windows_day (g_date_time_to_unix (third), 0), to);
  assert_reads (page, "from 3 Oct 2026");
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/losses/glance", test_a_month_is_read_at_one_glance);
  ADD ("/losses/numbers", test_each_number_opens_its_appointments);
  ADD ("/losses/sides", test_losses_are_seen_from_other_sides);
  ADD ("/losses/calls", test_the_calls_of_a_lost_visit_are_heard_by_key);
  ADD ("/losses/states", test_every_state_says_what_it_is);
  ADD ("/losses/failures", test_what_cannot_be_read_says_why);
  ADD ("/losses/stages-come", test_stages_that_come_while_it_reads);
  ADD ("/losses/days", test_any_days_can_be_counted);

  return g_test_run ();
}
