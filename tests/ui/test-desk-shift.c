/* test-desk-shift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shift strip at the foot of the sidebar: its figures, what they say, what they open; and the
 * end-of-shift report.
 */

#include "clinic-missed-group.h"
#include "desk-export.h"
#include "desk-shift-window.h"
#include "desk-sidebar.h"
#include "dummy-desk.h"
#include "dummy-exporter.h"

static void
on_action_cb (GSimpleAction *action, GVariant *parameter, Desk *desk)
{
  g_autofree char *text = parameter != NULL ? g_variant_print (parameter, FALSE) : NULL;

  g_string_append_printf (desk->actions, "%s(%s)", g_action_get_name (G_ACTION (action)),
                          text != NULL ? text : "");
}

static void
add_action (Desk *desk, GSimpleActionGroup *group, const char *name, const char *type)
{
  g_autoptr (GSimpleAction) action =
    g_simple_action_new (name, type != NULL ? G_VARIANT_TYPE (type) : NULL);

  g_signal_connect (action, "activate", G_CALLBACK (on_action_cb), desk);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

/* A sidebar over the small clinic, which has been asked for its calls and its book. */
static GtkWidget *
show (Desk *desk)
{
  GtkWidget *sidebar = desk_sidebar_new (CLINIC_SESSION (desk->session));
  g_autoptr (GSimpleActionGroup) window = g_simple_action_group_new ();
  g_autoptr (GSimpleActionGroup) workspace = g_simple_action_group_new ();

  add_action (desk, window, "show-missed", NULL);
  add_action (desk, window, "show-call-list", NULL);
  add_action (desk, workspace, "show-today", "s");
  add_action (desk, workspace, "show-shift", "s");
  gtk_widget_insert_action_group (desk->window, "win", G_ACTION_GROUP (window));
  gtk_widget_insert_action_group (desk->window, "workspace", G_ACTION_GROUP (workspace));
  clinic_link_set_state (clinic_session_get_link (CLINIC_SESSION (desk->session)),
                         CLINIC_LINK_ONLINE);
  dummy_book_set_state (dummy_session_book (desk->session), CLINIC_LOAD_READY, DUMMY_NOW);
  gtk_widget_set_vexpand (sidebar, TRUE);
  gtk_box_append (GTK_BOX (desk->place), sidebar);
  settle (50);

  return sidebar;
}

/* (transfer none): the button of the strip with this name */
static GtkWidget *
figure (GtkWidget *sidebar, const char *name)
{
  GtkWidget *label = find_widget (sidebar, GTK_TYPE_LABEL, name);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
}

static void
assert_says (GtkWidget *sidebar, const char *name, const char *sentence)
{
  g_assert_cmpstr (gtk_widget_get_tooltip_text (figure (sidebar, name)), ==, sentence);
}

static void
open_figure (GtkWidget *sidebar, const char *name)
{
  GtkWidget *button = figure (sidebar, name);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_focusable (button));
  g_signal_emit_by_name (button, "clicked");
  settle (30);
}

static void
test_every_figure_says_a_whole_sentence (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicMissedGroup) late =
    dummy_missed ("79000000003", "Сидоров", 40, 2, CLINIC_MISSED_LATE);
  g_autoptr (ClinicMissedGroup) waiting =
    dummy_missed ("79000000004", "Смирнова", 5, 1, CLINIC_MISSED_WAITING);
  GtkWidget *sidebar = NULL;

  g_list_store_append (dummy_session_missed (desk->session), late);
  g_list_store_append (dummy_session_missed (desk->session), waiting);
  sidebar = show (desk);

  assert_says (sidebar, "Missed now", "2 missed numbers are still to be called back; late: 1");
  assert_reads (sidebar, "2 !");
  clinic_missed_group_set_state (late, CLINIC_MISSED_CALLED_BACK);
  settle (50);
  assert_says (sidebar, "Missed now", "1 missed number is still to be called back");
  clinic_missed_group_set_state (waiting, CLINIC_MISSED_GOT_THROUGH);
  settle (50);
  assert_reads (sidebar, "No missed calls wait");
}

/* Four visits of tomorrow are in the small clinic, one of them confirmed. */
static void
test_figures_follow_the_book (Desk *desk, gconstpointer data)
{
  GtkWidget *sidebar = show (desk);
  ClinicAppointment *visit = NULL;

  assert_says (sidebar, "Booked today", "0 visits were booked today, for whatever day");
  assert_says (sidebar, "In the waiting room", "0 patients have come and wait for the doctor");
  assert_says (sidebar, "Tomorrow confirmed", "1 of the 4 visits of tomorrow are confirmed");
  assert_reads (sidebar, "25%");
  visit = dummy_book_visit (desk->session, 901, "Сидоров", DUMMY_PETROV, DUMMY_NOW - 600, 30,
                            CLINIC_STAGE_ROLE_ARRIVED);
  clinic_appointment_set_created (visit, DUMMY_NOW - 60);
  clinic_appointment_set_confirmation (desk->anna, CLINIC_CONFIRMATION_YES);
  settle (50);
  assert_says (sidebar, "Booked today", "1 visit was booked today, for whatever day");
  assert_says (sidebar, "In the waiting room", "1 patient has come and waits for the doctor");
  assert_says (sidebar, "Tomorrow confirmed", "2 of the 4 visits of tomorrow are confirmed");
  assert_says (sidebar, "Free windows today", "1 free window is left today");
}

static void
test_a_figure_opens_what_it_was_counted_from (Desk *desk, gconstpointer data)
{
  GtkWidget *sidebar = show (desk);

  open_figure (sidebar, "No missed calls wait");
  open_figure (sidebar, "In the waiting room");
  open_figure (sidebar, "Booked today");
  open_figure (sidebar, "Free windows today");
  open_figure (sidebar, "Tomorrow confirmed");
  g_assert_cmpstr (desk->actions->str, ==,
                   "show-missed()show-today('')show-shift('booked')show-today('day')"
                   "show-call-list()");
}

static void
test_what_is_not_known_is_no_zero (Desk *desk, gconstpointer data)
{
  static const char *const closed[] = { "telephony", NULL };
  GtkWidget *sidebar = show (desk);

  assert_says (sidebar, "Free windows today",
               "Free windows: not known. No visit of today has a doctor.");
  clinic_link_set_missing_scopes (clinic_session_get_link (CLINIC_SESSION (desk->session)), closed);
  dummy_book_set_state (dummy_session_book (desk->session), CLINIC_LOAD_LOADING, 0);
  settle (50);
  assert_does_not_read (sidebar, "No missed calls wait");
  assert_does_not_read (sidebar, "0");
  assert_reads (sidebar, "—");
  assert_says (sidebar, "Missed now",
               "Missed calls: not known. The portal does not show its journal of calls to this "
               "desk, or has not answered yet.");
  assert_says (sidebar, "Booked today",
               "Not known: the appointments have not been read from the portal yet.");
}

/* The report over the small clinic, in which one call was taken by a colleague. */
static GtkWidget *
show_report (Desk *desk, ClinicShiftWatch *watch)
{
  g_autoptr (ClinicCallRecord) call = dummy_record ("79000000003", "Сидоров", 30, "200", FALSE);
  GtkWidget *report = NULL;

  g_list_store_append (dummy_session_call_log (desk->session), call);
  clinic_link_set_state (clinic_session_get_link (CLINIC_SESSION (desk->session)),
                         CLINIC_LINK_ONLINE);
  clinic_link_set_user_id (clinic_session_get_link (CLINIC_SESSION (desk->session)), 7);
  dummy_book_set_state (dummy_session_book (desk->session), CLINIC_LOAD_READY, DUMMY_NOW);
  report = desk_shift_window_new (GTK_WINDOW (desk->window), CLINIC_SESSION (desk->session), watch);
  gtk_window_present (GTK_WINDOW (report));
  settle (100);

  return report;
}

static ClinicShiftWatch *
new_watch (Desk *desk)
{
  return clinic_shift_watch_new (clinic_session_get_commands (CLINIC_SESSION (desk->session)));
}

static void
test_a_row_of_the_report_opens_its_visit (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicShiftWatch) watch = new_watch (desk);
  GtkWidget *report = show_report (desk, watch);
  gpointer gone = report;
  GtkListBox *list = NULL;

  g_object_add_weak_pointer (G_OBJECT (report), &gone);
  assert_reads (report, "Left for the next shift");
  desk_shift_window_open (DESK_SHIFT_WINDOW (report), CLINIC_SHIFT_LEFT_UNCONFIRMED,
                          CLINIC_SHIFT_ALL);
  settle (100);
  assert_reads (report, "Not confirmed for tomorrow");
  assert_reads (report, "Visits of tomorrow whose patients have not said that they come.");
  assert_does_not_read (report, "Left for the next shift");

  gtk_widget_activate_action (report, "shift.back", NULL);
  settle (50);
  assert_reads (report, "Left for the next shift");

  desk_shift_window_open (DESK_SHIFT_WINDOW (report), CLINIC_SHIFT_LEFT_UNCONFIRMED,
                          CLINIC_SHIFT_ALL);
  settle (100);
  list = GTK_LIST_BOX (desk_find (report, GTK_TYPE_LIST_BOX, 0));
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 2));
  g_assert_null (gtk_list_box_get_row_at_index (list, 3));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  settle (50);
  g_assert_true (g_str_has_prefix (desk->actions->str, "open-appointment("));
  g_assert_null (gone);
}

static void
test_the_report_is_copied_and_saved (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicShiftWatch) watch = new_watch (desk);
  g_autoptr (DummyExporter) exporter = dummy_exporter_new ();
  g_autoptr (GFile) file = g_file_new_build_filename (g_get_home_dir (), "shift.xlsx", NULL);
  GtkWidget *report = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  ClinicWorkbook *workbook = NULL;

  desk_export_offer (GTK_WINDOW (desk->window), CLINIC_EXPORTER (exporter));
  report = show_report (desk, watch);
  gtk_widget_activate_action (report, "shift.copy", NULL);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (
    gdk_content_provider_get_value (gdk_clipboard_get_content (gtk_widget_get_clipboard (report)),
                                    &value, NULL));
  g_assert_nonnull (strstr (g_value_get_string (&value), "Calls taken: 0 (whole clinic: 1)\n"));
  g_assert_nonnull (strstr (g_value_get_string (&value), "Not confirmed for tomorrow: 3\n"));
  g_assert_nonnull (strstr (g_value_get_string (&value), "\n— "));

  desk_export_save (DESK_EXPORT (desk_find (report, DESK_TYPE_EXPORT, 0)), DESK_EXPORT_XLSX, file);
  settle (50);
  workbook = dummy_exporter_workbook (exporter);
  g_assert_cmpuint (clinic_workbook_get_n_sheets (workbook), ==, 3);
  g_assert_cmpint (clinic_sheet_get_number (clinic_workbook_get_sheet (workbook, 0), 0, 2), ==, 1);
  g_assert_cmpuint (clinic_sheet_get_n_rows (clinic_workbook_get_sheet (workbook, 1)), ==, 3);
  gtk_window_destroy (GTK_WINDOW (report));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define add(test)                                                                                  \
  g_test_add ("/desk-shift/" #test, Desk, NULL, desk_set_up, test_##test, desk_tear_down)
  add (every_figure_says_a_whole_sentence);
  add (figures_follow_the_book);
  add (a_figure_opens_what_it_was_counted_from);
  add (what_is_not_known_is_no_zero);
  add (a_row_of_the_report_opens_its_visit);
  add (the_report_is_copied_and_saved);
#undef add

  return g_test_run ();
}
