/* test-desk-call-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The call list as the operator works it: one key for each thing.
 */

#include "dummy-desk.h"

#include "clinic-call-mark.h"
#include "clinic-windows.h"
#include "desk-call-later.h"
#include "desk-call-list-page.h"
#include "desk-call-list-row.h"
#include "desk-call-list-view.h"
#include "desk-cancel-dialog.h"
#include "desk-visit-dialog.h"
#include "desk-waiting-list.h"
#include "dummy-calls.h"
#include "dummy-mapping.h"

#define ME 7
#define MARINA 14

typedef struct
{
  Desk desk;
  GtkWidget *page;
  DeskCallListView *view; /* unowned, in the page */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  desk_set_up (&fixture->desk, data);
  g_list_store_remove_all (dummy_book_appointments (dummy_session_book (fixture->desk.session)));
  fixture->desk.anna = NULL;
  clinic_link_set_user_id (clinic_session_get_link (CLINIC_SESSION (fixture->desk.session)), ME);
  clinic_link_set_state (clinic_session_get_link (CLINIC_SESSION (fixture->desk.session)),
                         CLINIC_LINK_ONLINE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->desk.window), 1100, 700);
}

static void
open_page (Fixture *fixture)
{
  fixture->page = desk_call_list_page_new (CLINIC_SESSION (fixture->desk.session));
  gtk_widget_set_vexpand (fixture->page, TRUE);
  gtk_box_append (GTK_BOX (fixture->desk.place), fixture->page);
  for (int i = 0; i < 100 && !gtk_widget_get_mapped (fixture->page); i++)
    settle (20);
  settle (50);
  fixture->view = DESK_CALL_LIST_VIEW (gtk_widget_get_first_child (GTK_WIDGET (
    gtk_widget_get_template_child (fixture->page, DESK_TYPE_CALL_LIST_PAGE, "view_slot"))));
}

/* nine rows of which all can be called */
static void
open_nine (Fixture *fixture)
{
  dummy_fill_calls (fixture->desk.session, 9, FALSE);
  open_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desk_tear_down (&fixture->desk, data);
}

static gint64
current (Fixture *fixture)
{
  ClinicCallRow *row = desk_call_list_view_get_current (fixture->view);

  return row != NULL ? clinic_call_row_get_id (row) : 0;
}

/* what was begun is over, also in a slow build */
static void
let_it_happen (void)
{
  settle (60);
  for (int i = 0; i < 2000 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
key (Fixture *fixture, guint keyval)
{
  press (GTK_WIDGET (fixture->view), keyval, 0);
  let_it_happen ();
}

/* Enter in the row */
static void
call (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "calllist.call", NULL);
  let_it_happen ();
}

static ClinicAppointment *
visit (Fixture *fixture, guint n)
{
  g_autoptr (ClinicAppointment) found =
    g_list_model_get_item (G_LIST_MODEL (
                             dummy_book_appointments (dummy_session_book (fixture->desk.session))),
                           n);

  g_assert_nonnull (found);

  return found; /* the book has it */
}

static GVariant *
payload (Fixture *fixture, guint n)
{
  return clinic_command_get_payload (
    desk_command (&fixture->desk, n, CLINIC_COMMAND_CHANGE_APPOINTMENT));
}

static const char *
text_of (GVariant *values, const char *name)
{
  const char *text = NULL;

  g_variant_lookup (values, name, "&s", &text);

  return text;
}

static gint64
number_of (GVariant *values, const char *name)
{
  gint64 number = 0;

  g_variant_lookup (values, name, "x", &number);

  return number;
}

/* not before a key that bounces would be over */
static void
wait_for_next_key (void)
{
  settle (420);
}

static void
test_it_opens_on_whom_to_call_first (Fixture *fixture, gconstpointer data)
{
  dummy_fill_calls (fixture->desk.session, 9, TRUE);
  open_page (fixture);
  assert_reads (fixture->page, "Tomorrow: not confirmed or cancelled · 8 people");
  assert_reads (fixture->page, "3 called · 8 left · 1 asked not to be called");
  assert_reads (fixture->page, "in work: Ольхова Марина");
  assert_reads (fixture->page, "No answer, again at 15:40, 1 call");
  assert_reads (fixture->page, "Busy, 2 calls");
  assert_reads (fixture->page, "+7 900 000-00-01");
  g_assert_cmpint (current (fixture), ==, 200);
  /* who only looks takes nothing */
  settle (800);
  g_assert_cmpstr (dummy_session_marked (fixture->desk.session), ==, "");

  /* the right arrow passes over Marina's row and those of later */
  key (fixture, GDK_KEY_Right);
  g_assert_cmpint (current (fixture), ==, 203);
}

static void
test_from_a_call_to_the_next_row_in_two_keys (Fixture *fixture, gconstpointer data)
{
  open_nine (fixture);
  call (fixture);
  g_assert_cmpstr (fixture->desk.actions->str, ==, "dial-patient(('+79000000001', 2000))");
  g_assert_cmpstr (dummy_session_marked (fixture->desk.session), ==,
                   "200:by=7 until=2026-11-21T15:10:00Z;");
  assert_reads (fixture->page, "with you");

  key (fixture, GDK_KEY_1);
  g_assert_cmpint (current (fixture), ==, 201);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 1);
  desk_assert_payload (
    desk_command (&fixture->desk, 0, CLINIC_COMMAND_CHANGE_APPOINTMENT),
    "confirmation=1 from-mark='by=7 until=2026-11-21T15:10:00Z' from='C1:SILENT' "
    "mark='attempts=1 outcome=1 about=2026-11-22T09:30:00Z' "
    "note='Call list: confirmed the visit by phone' stage='C1:YES'");
  assert_reads (fixture->page, "8 left");
  /* the next one is taken, the first one's mark is that of the outcome */
  g_assert_nonnull (strstr (dummy_session_marked (fixture->desk.session), ";201:by=7"));
  g_assert_null (strstr (dummy_session_marked (fixture->desk.session), "200:;"));
}

static void
test_a_key_that_bounces_decides_about_nobody (Fixture *fixture, gconstpointer data)
{
  open_nine (fixture);
  call (fixture);
  for (int i = 0; i < 2; i++)
    gtk_widget_activate_action (GTK_WIDGET (fixture->view), "calllist.outcome", "i", 4);
  let_it_happen ();
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 1);
  g_assert_cmpint (current (fixture), ==, 201);
}

static void
test_the_same_key_at_the_last_row_is_no_second_call (Fixture *fixture, gconstpointer data)
{
  dummy_fill_calls (fixture->desk.session, 1, FALSE);
  open_page (fixture);
  call (fixture);
  for (guint i = 0; i < 3; i++)
    {
      key (fixture, GDK_KEY_1);
      wait_for_next_key ();
    }
  g_assert_cmpint (current (fixture), ==, 200);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 1);

  /* she rings back, and means something else */
  key (fixture, GDK_KEY_4);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 2);
}

static void
test_each_digit_does_its_work (Fixture *fixture, gconstpointer data)
{
  static const guint digits[] = { GDK_KEY_4, GDK_KEY_KP_5, GDK_KEY_7, GDK_KEY_8, GDK_KEY_9 };

  open_nine (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      key (fixture, digits[i]);
      wait_for_next_key ();
      g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, i + 1);
    }
  g_assert_cmpstr (text_of (payload (fixture, 0), "mark"), ==,
                   "attempts=1 outcome=4 retry=2026-11-21T15:40:00Z about=2026-11-22T09:30:00Z");
  g_assert_cmpstr (text_of (payload (fixture, 0), "note"), ==, "Call list: no answer, attempt 1");
  g_assert_null (text_of (payload (fixture, 0), "stage"));
  g_assert_nonnull (strstr (text_of (payload (fixture, 1), "mark"), "retry=2026-11-21T15:10:00Z"));
  g_assert_cmpstr (text_of (payload (fixture, 2), "todo"), ==,
                   "Find out the number: Сидоров Пётр, +7 900 000-00-03 is wrong");
  g_assert_cmpint (number_of (payload (fixture, 2), "todo-due"), ==, DUMMY_NOW + 3600);
  g_assert_nonnull (strstr (text_of (payload (fixture, 3), "mark"), "retry=2026-11-21T16:00:00Z"));
  g_assert_cmpint (number_of (payload (fixture, 4), "stop"), ==, 2004);
  assert_reads (fixture->page, "5 called · 7 left");
  assert_reads (fixture->page, "Wrong number");
  assert_reads (fixture->page, "Stop calling");
}

static void
test_three_times_in_vain_leads_to_the_stage_for_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicStage) stage =
    g_object_new (CLINIC_TYPE_STAGE, "id", "C1:VAIN", "name", "Не дозвонились", "role",
                  CLINIC_STAGE_ROLE_UNREACHABLE, "kind", CLINIC_STAGE_KIND_FAILURE, NULL);

  g_list_store_append (dummy_session_stages (fixture->desk.session), stage);
  dummy_fill_calls (fixture->desk.session, 1, FALSE);
  open_page (fixture);
  for (int i = 0; i < 3; i++)
    {
      key (fixture, GDK_KEY_4);
      wait_for_next_key ();
    }
  g_assert_cmpstr (text_of (payload (fixture, 2), "stage"), ==, "C1:VAIN");
  g_assert_cmpstr (text_of (payload (fixture, 2), "comment"), ==,
                   "Call list: not reached, 3 calls in vain");
  assert_reads (fixture->page, "all are decided");
  assert_reads (fixture->page, "Не дозвонились");
}

static void
test_six_asks_when (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = NULL;

  open_nine (fixture);
  key (fixture, GDK_KEY_6);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 0);
  popover = desk_find (GTK_WIDGET (fixture->view), DESK_TYPE_CALL_LATER, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (desk_find (popover, GTK_TYPE_ENTRY, 0))),
                   ==, "16:00");
  desk_type (desk_find (popover, GTK_TYPE_ENTRY, 0), "nonsense");
  assert_reads (popover, "Write it as 16:30");
  /* tomorrow at eleven: after the visit */
  desk_type (desk_find (popover, GTK_TYPE_ENTRY, 0), "11");
  assert_reads (popover, "That is after the visit");
  g_assert_false (
    gtk_widget_is_sensitive (wait_for_widget (popover, GTK_TYPE_BUTTON, "Call Later")));
  desk_type (desk_find (popover, GTK_TYPE_ENTRY, 0), "17.30");
  assert_reads (popover, "today 17:30");
  g_signal_emit_by_name (desk_find (popover, GTK_TYPE_ENTRY, 0), "activate");
  let_it_happen ();
  g_assert_nonnull (strstr (text_of (payload (fixture, 0), "mark"), "retry=2026-11-21T17:30:00Z"));
  g_assert_cmpstr (text_of (payload (fixture, 0), "todo"), ==, "Call back: Смирнова Анна");
  g_assert_cmpint (number_of (payload (fixture, 0), "todo-due"), ==,
                   clinic_windows_at (DUMMY_NOW, 1050));
  g_assert_cmpint (current (fixture), ==, 201);
}

/* the dialog that is open; (transfer none) */
static GtkWidget *
find_dialog (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  g_assert_not_reached ();
}

static void
test_two_moves_the_visit_with_the_outcome (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  gint32 answer = -1;

  open_nine (fixture);
  key (fixture, GDK_KEY_2);
  dialog = find_dialog (DESK_TYPE_VISIT_DIALOG);
  desk_visit_dialog_set_window (DESK_VISIT_DIALOG (dialog), DUMMY_PETROV,
                                clinic_windows_at (clinic_windows_day (DUMMY_NOW, 3), 600));
  let_it_happen ();
  press (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  desk_click (dialog, "Move");
  let_it_happen ();
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 1);
  g_assert_cmpstr (text_of (payload (fixture, 0), "mark"), ==,
                   "attempts=1 outcome=2 about=2026-11-22T09:30:00Z");
  g_assert_cmpint (number_of (payload (fixture, 0), "moves"), ==, 1);
  g_assert_true (g_variant_lookup (payload (fixture, 0), "confirmation", "i", &answer));
  g_assert_cmpint (answer, ==, CLINIC_CONFIRMATION_UNKNOWN);
  g_assert_cmpint (current (fixture), ==, 201);
  assert_reads (fixture->page, "Moved");
}

static void
test_three_cancels_with_a_reason_and_the_outcome (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  open_nine (fixture);
  key (fixture, GDK_KEY_3);
  dialog = find_dialog (DESK_TYPE_CANCEL_DIALOG);
  press (dialog, GDK_KEY_1, 0);
  press (dialog, GDK_KEY_w, 0);
  let_it_happen ();
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 1);
  g_assert_cmpstr (text_of (payload (fixture, 0), "mark"), ==,
                   "attempts=1 outcome=3 about=2026-11-22T09:30:00Z");
  g_assert_true (g_variant_lookup (payload (fixture, 0), "waiting", "b", NULL));
  g_assert_cmpint (current (fixture), ==, 201);
  assert_reads (fixture->page, "Cancelled");
}

static void
test_a_dialog_that_is_closed_decides_nothing (Fixture *fixture, gconstpointer data)
{
  open_nine (fixture);
  key (fixture, GDK_KEY_3);
  gtk_window_destroy (GTK_WINDOW (find_dialog (DESK_TYPE_CANCEL_DIALOG)));
  let_it_happen ();
  g_assert_cmpint (current (fixture), ==, 200);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 0);
}

static void
test_a_comment_goes_with_the_outcome (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = NULL;

  open_nine (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "calllist.comment", NULL);
  entry = desk_find (GTK_WIDGET (fixture->view), GTK_TYPE_ENTRY, 0);
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->desk.window)), entry));
  desk_type (entry, "просит смс");
  /* digits are text while one writes */
  key (fixture, GDK_KEY_4);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 0);
  press (entry, GDK_KEY_Return, GDK_CONTROL_MASK);
  settle (30);
  key (fixture, GDK_KEY_1);
  g_assert_cmpstr (text_of (payload (fixture, 0), "note"), ==,
                   "Call list: confirmed the visit by phone\nпросит смс");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
test_an_outcome_can_be_undone_and_one_is_back (Fixture *fixture, gconstpointer data)
{
  open_nine (fixture);
  call (fixture);
  key (fixture, GDK_KEY_1);
  assert_reads (fixture->desk.window, "Смирнова А.: Confirmed, in ");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "calllist.undo", NULL);
  let_it_happen ();
  g_assert_cmpuint (dummy_session_n_undone (fixture->desk.session), ==, 1);
  g_assert_cmpint (current (fixture), ==, 200);
  assert_reads (fixture->desk.window, "The change is undone");
  assert_reads (fixture->page, "9 left");

  /* what a dialog decided likewise */
  key (fixture, GDK_KEY_3);
  press (find_dialog (DESK_TYPE_CANCEL_DIALOG), GDK_KEY_1, 0);
  press (find_dialog (DESK_TYPE_CANCEL_DIALOG), GDK_KEY_w, 0);
  let_it_happen ();
  g_assert_cmpint (current (fixture), ==, 201);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "calllist.undo", NULL);
  let_it_happen ();
  g_assert_cmpuint (dummy_session_n_undone (fixture->desk.session), ==, 2);
  g_assert_cmpint (current (fixture), ==, 200);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "calllist.undo", NULL);
  assert_reads (fixture->desk.window, "Nothing to undo");
}

static void
test_a_colleague_was_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) conflict =
    g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_CONFLICT, "she was first");
  ClinicCallMark mark = { .by = MARINA, .until = DUMMY_NOW + 600 };
  g_autofree char *text = clinic_call_mark_to_string (&mark);

  open_nine (fixture);
  dummy_session_set_mark_error (fixture->desk.session, conflict);
  dummy_session_set_mark_slow (fixture->desk.session, TRUE);
  call (fixture);
  g_assert_cmpstr (fixture->desk.actions->str, ==, "");
  /* the book brings her mark with the conflict */
  clinic_appointment_set_call_mark (visit (fixture, 0), text);
  dummy_session_set_mark_slow (fixture->desk.session, FALSE);
  let_it_happen ();
  g_assert_cmpstr (fixture->desk.actions->str, ==, "");
  assert_reads (fixture->desk.window, "Смирнова Анна, 76: in work: Ольхова Марина");
  g_assert_cmpint (current (fixture), ==, 201);
}

static void
test_no_patient_waits_for_a_slow_portal (Fixture *fixture, gconstpointer data)
{
  open_nine (fixture);
  dummy_session_set_mark_slow (fixture->desk.session, TRUE);
  call (fixture);
  g_assert_cmpstr (fixture->desk.actions->str, ==, "");
  settle (3100);
  g_assert_cmpstr (fixture->desk.actions->str, ==, "dial-patient(('+79000000001', 2000))");
  /* the outcome waits for it, and says what was there before */
  key (fixture, GDK_KEY_4);
  g_assert_cmpint (current (fixture), ==, 201);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->desk.session), ==, 0);
  dummy_session_set_mark_slow (fixture->desk.session, FALSE);
  let_it_happen ();
  g_assert_cmpstr (text_of (payload (fixture, 0), "from-mark"), ==,
                   "by=7 until=2026-11-21T15:10:00Z");
}

static void
test_what_was_ours_before_a_crash_is_gone_to (Fixture *fixture, gconstpointer data)
{
  ClinicCallMark mark = { .by = ME, .until = DUMMY_NOW + 300 };
  g_autofree char *text = clinic_call_mark_to_string (&mark);

  dummy_fill_calls (fixture->desk.session, 9, FALSE);
  clinic_appointment_set_call_mark (visit (fixture, 4), text);
  open_page (fixture);
  g_assert_cmpint (current (fixture), ==, 204);
  assert_reads (fixture->page, "with you");
  settle (100);
  /* taken on, and given back when the page is left */
  g_assert_cmpstr (dummy_session_marked (fixture->desk.session), ==,
                   "204:by=7 until=2026-11-21T15:10:00Z;");
  gtk_widget_set_visible (fixture->page, FALSE);
  let_it_happen ();
  g_assert_true (g_str_has_suffix (dummy_session_marked (fixture->desk.session), ";204:;"));
}

static void
test_who_is_not_seen_is_told_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) none = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "none");

  open_nine (fixture);
  assert_does_not_read (fixture->page, "not shared between desks");
  dummy_session_set_mark_error (fixture->desk.session, none);
  call (fixture);
  g_assert_cmpstr (fixture->desk.actions->str, ==, "dial-patient(('+79000000001', 2000))");
  assert_reads (fixture->page, "The call list is not shared between desks");
  assert_reads (fixture->page, "Set Up");

  clinic_link_set_state (clinic_session_get_link (CLINIC_SESSION (fixture->desk.session)),
                         CLINIC_LINK_OFFLINE);
  assert_reads (fixture->page, "No connection");
  assert_reads (fixture->page, "Colleagues do not see whom you call");
}

static void
test_the_mapping_says_that_the_field_is_missing (Fixture *fixture, gconstpointer data)
{
  dummy_mapping_add (fixture->desk.session, "field-call-mark", CLINIC_MAPPING_FIELD,
                     CLINIC_MAPPING_MISSING, NULL, NULL);
  open_nine (fixture);
  assert_reads (fixture->page, "The call list is not shared between desks");
}

static ClinicCall *
ring (Fixture *fixture, const char *id, const char *number)
{
  g_autoptr (ClinicCall) ringing = dummy_call (id, number, 3);

  g_list_store_append (dummy_session_calls (fixture->desk.session), ringing);
  let_it_happen ();

  return ringing; /* the session has it */
}

static void
test_who_calls_herself_is_gone_to (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = NULL;

  open_nine (fixture);
  ring (fixture, "a", "8 (900) 000-00-05");
  g_assert_cmpint (current (fixture), ==, 204);

  /* not away from what one writes */
  entry = desk_find (GTK_WIDGET (fixture->view), GTK_TYPE_ENTRY, 0);
  desk_type (entry, "просит");
  ring (fixture, "b", "+79000000007");
  g_assert_cmpint (current (fixture), ==, 204);
  assert_reads (fixture->desk.window, "of the list is calling");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "calllist.go", "x", (gint64) 206);
  settle (30);
  g_assert_cmpint (current (fixture), ==, 206);

  ring (fixture, "c", "+79990000000");
  g_assert_cmpint (current (fixture), ==, 206);
}

static void
test_the_portals_own_list_is_made_of_who_is_left (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  open_nine (fixture);
  key (fixture, GDK_KEY_1);
  gtk_widget_activate_action (fixture->page, "calllist.share", NULL);
  let_it_happen ();
  dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "make");
  let_it_happen ();
  g_assert_cmpuint (dummy_session_n_shared (fixture->desk.session), ==, 8);
  assert_reads (fixture->desk.window, "Call list 11 is in Bitrix24: 8 patients");
}

static void
test_every_state_says_what_it_is (Fixture *fixture, gconstpointer data)
{
  static const char *const scopes[] = { "crm", NULL };
  DummyBook *book = dummy_session_book (fixture->desk.session);
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (fixture->desk.session));

  dummy_book_set_state (book, CLINIC_LOAD_LOADING, 0);
  open_page (fixture);
  assert_does_not_read (fixture->page, "Loading the appointments…");
  assert_reads (fixture->page, "Loading the appointments…");
  dummy_book_set_state (book, CLINIC_LOAD_READY, DUMMY_NOW);
  assert_reads (fixture->page, "Nobody to call");
  clinic_link_set_missing_scopes (link, scopes);
  assert_reads (fixture->page, "The appointments are closed to this desk");
  clinic_link_set_missing_scopes (link, NULL);
  dummy_book_set_state (book, CLINIC_LOAD_STALE, DUMMY_NOW - 3600);
  assert_reads (fixture->page, "The portal does not answer");
  dummy_fill_calls (fixture->desk.session, 2, FALSE);
  assert_reads (fixture->page, "2 people");
  /* those that came are gone to by themselves */
  g_assert_cmpint (current (fixture), ==, 200);
}

static void
test_an_eighth_function_key_builds_it_anew (Fixture *fixture, gconstpointer data)
{
  open_nine (fixture);
  key (fixture, GDK_KEY_1);
  assert_reads (fixture->page, "9 people");
  desk_call_list_page_build (DESK_CALL_LIST_PAGE (fixture->page));
  assert_reads (fixture->page, "8 people");
  g_assert_cmpint (current (fixture), ==, 201);
}

static void
test_the_script_is_the_clinics_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reception24.Reception");

  open_nine (fixture);
  assert_reads (fixture->page, "You have a visit tomorrow 9:30, Петров И. С.");
  g_settings_set_string (settings, "call-script", "Доброго дня! Клиника «Свет».");
  assert_reads (fixture->page, "Доброго дня! Клиника «Свет».");
  g_settings_reset (settings, "call-script");
}

static void
test_people_wait_by_doctor (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = NULL;

  dummy_fill_waiting (fixture->desk.session);
  open_page (fixture);
  desk_click (fixture->page, "Waiting List  4");
  settle (100);
  list = desk_find (fixture->page, DESK_TYPE_WAITING_LIST, 0);
  assert_reads (list, "Ли В. С.");
  assert_reads (list, "Петров И. С.");
  assert_reads (list, "Enquiries: no doctor chosen yet");
  assert_reads (list, "next window:");
  assert_reads (list, "+7 900 000-00-72 · waits since Mon 16 Nov");
  gtk_widget_activate_action (list, "waiting.call", NULL);
  g_assert_cmpstr (fixture->desk.actions->str, ==, "dial-patient(('+79000000072', 7002))");
  gtk_widget_activate_action (list, "waiting.open", NULL);
  g_assert_nonnull (strstr (fixture->desk.actions->str, "open-appointment(702)"));
  gtk_widget_activate_action (list, "waiting.book", NULL);
  let_it_happen ();
  gtk_window_destroy (GTK_WINDOW (find_dialog (DESK_TYPE_VISIT_DIALOG)));

  g_list_store_remove_all (dummy_book_appointments (dummy_session_book (fixture->desk.session)));
  g_list_store_remove_all (dummy_book_leads (dummy_session_book (fixture->desk.session)));
  assert_reads (list, "Nobody is waiting");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add ("/desk/call-list/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("opens", test_it_opens_on_whom_to_call_first);
  ADD ("two-keys", test_from_a_call_to_the_next_row_in_two_keys);
  ADD ("bounce", test_a_key_that_bounces_decides_about_nobody);
  ADD ("last", test_the_same_key_at_the_last_row_is_no_second_call);
  ADD ("digits", test_each_digit_does_its_work);
  ADD ("in-vain", test_three_times_in_vain_leads_to_the_stage_for_it);
  ADD ("later", test_six_asks_when);
  ADD ("move", test_two_moves_the_visit_with_the_outcome);
  ADD ("cancel", test_three_cancels_with_a_reason_and_the_outcome);
  ADD ("closed-dialog", test_a_dialog_that_is_closed_decides_nothing);
  ADD ("comment", test_a_comment_goes_with_the_outcome);
  ADD ("undo", test_an_outcome_can_be_undone_and_one_is_back);
  ADD ("conflict", test_a_colleague_was_first);
  ADD ("slow", test_no_patient_waits_for_a_slow_portal);
  ADD ("resume", test_what_was_ours_before_a_crash_is_gone_to);
  ADD ("unseen", test_who_is_not_seen_is_told_so);
  ADD ("mapping", test_the_mapping_says_that_the_field_is_missing);
  ADD ("caller", test_who_calls_herself_is_gone_to);
  ADD ("share", test_the_portals_own_list_is_made_of_who_is_left);
  ADD ("states", test_every_state_says_what_it_is);
  ADD ("build", test_an_eighth_function_key_builds_it_anew);
  ADD ("script", test_the_script_is_the_clinics_own);
  ADD ("waiting", test_people_wait_by_doctor);
#undef ADD

  return g_test_run ();
}
