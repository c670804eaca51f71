/* test-desk-mismatches.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-eyes.h"
#include "dummy-mismatches.h"
#include "dummy-scenes.h"

#include "desk-mismatch-page.h"
#include "desk-mismatch-row.h"
#include "desk-mismatch-words.h"
#include "desk-pages.h"

#include <adwaita.h>

/* The page in a window, with nothing connected until a test does so. */
typedef struct
{
  DummySession *session; /* owned */
  ClinicMisLink *link;   /* unowned */
  GListStore *all;       /* unowned: the mismatches */
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *list;
  GString *opened; /* owned */
} Fixture;

static void
on_open_cb (GSimpleAction *action, GVariant *parameter, Fixture *fixture)
{
  g_string_append_printf (fixture->opened, "%s:%" G_GINT64_FORMAT " ",
                          g_action_get_name (G_ACTION (action)), g_variant_get_int64 (parameter));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "open-appointment", "open-patient" };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->opened = g_string_new (NULL);
  fixture->session = dummy_session_new ();
  dummy_session_set_now (fixture->session, DUMMY_NOW);
  dummy_add_stages (fixture->session);
  fixture->all = dummy_mis_desk_mismatches (dummy_session_mis_desk (fixture->session));
  fixture->link =
    clinic_mis_desk_get_link (CLINIC_MIS_DESK (dummy_session_mis_desk (fixture->session)));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], G_VARIANT_TYPE_INT64);

      g_signal_connect (action, "activate", G_CALLBACK (on_open_cb), fixture);
      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1150, 720);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
  fixture->page = desk_mismatch_page_new (CLINIC_SESSION (fixture->session));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->list = find_type (fixture->page, GTK_TYPE_LIST_BOX);
  settle (60);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (60);
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->session);
  g_string_free (fixture->opened, TRUE);
}

static const char *
asked (Fixture *fixture)
{
  return dummy_mis_desk_asked (dummy_session_mis_desk (fixture->session));
}

/* (nullable) */
static GtkListBoxRow *
nth_row (Fixture *fixture, int n)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (fixture->list), n);
}

static const char *
id_of (Fixture *fixture, int n)
{
  return clinic_mismatch_get_id (
    desk_mismatch_row_get_mismatch (DESK_MISMATCH_ROW (nth_row (fixture, n))));
}

static void
focus_row (Fixture *fixture, int n)
{
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (nth_row (fixture, n))));
}

static int
focused_index (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *row = focus != NULL && !GTK_IS_LIST_BOX_ROW (focus)
                     ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW)
                     : focus;

  return row != NULL && GTK_IS_LIST_BOX_ROW (row)
           ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))
           : -1;
}

/* Rows take their time on a busy machine, and in a sanitized build. */
static void
wait_for_rows (Fixture *fixture, int n)
{
  for (int i = 0; i < 200 && (nth_row (fixture, n - 1) == NULL ||
                              !gtk_widget_get_mapped (GTK_WIDGET (nth_row (fixture, n - 1))));
       i++)
    settle (20);
  g_assert_nonnull (nth_row (fixture, n - 1));
}

/* what is added and then changed finds its place */
static void
fill (Fixture *fixture)
{
  dummy_mis_fill (fixture->session);
  wait_for_widget (fixture->page, GTK_TYPE_BUTTON, "All 10");
  settle (300);
}

/* on a busy machine it takes its time */
static void
assert_focused (Fixture *fixture, int n, const char *id)
{
  for (int i = 0;
       i < 200 && (focused_index (fixture) != n || g_strcmp0 (id_of (fixture, n), id) != 0); i++)
    settle (10);
  g_assert_cmpint (focused_index (fixture), ==, n);
  g_assert_cmpstr (id_of (fixture, n), ==, id);
}

static void
test_both_sides_stand_beside_each_other (Fixture *fixture, gconstpointer data)
{
  ClinicMismatch *mismatch = NULL;
  g_autofree char *label = NULL;

  dummy_mis_connect (fixture->session);
  mismatch = dummy_mismatch (fixture->session, "time-1", CLINIC_MISMATCH_TIME);
  wait_for_rows (fixture, 1);
  assert_reads (fixture->list, "Смирнова Анна Викторовна");
  assert_reads (fixture->list, "34 years · +7 900 000-00-01");
  assert_reads (fixture->list, "Time changed in the MIS");
  assert_reads (fixture->list, "tomorrow, Sun 22 Nov");
  assert_reads (fixture->list, "≠\nTue 24 Nov, 12:00\nПетров И. С.\nЗаписан\nchanged last: today "
                               "14:20, Иванова О. П.\nCRM\n≠\ntomorrow, Sun 22 Nov, 10:30\n"
                               "Петров И. С.\n◆\nВизит завтра\nchanged: yesterday 15:00, "
                               "Марина К.");
  assert_reads (fixture->list, "The appointment is moved to Tue 24 Nov 12:00, “Записан”");
  label = desk_mismatch_label (mismatch, DUMMY_NOW);
  g_assert_cmpstr (label, ==,
                   "Смирнова Анна Викторовна, 34 years · +7 900 000-00-01. Time changed in the "
                   "MIS. MIS: Tue 24 Nov 12:00, Петров И. С., Записан. CRM: tomorrow 10:30, "
                   "Петров И. С., Визит завтра");
}

static void
test_each_kind_is_said_in_plain_words (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "Another stage than the MIS says",
    "No appointment in CRM",
    "No such appointment",
    "An appointment is made: tomorrow 13:20, “Записан”",
    "Deleted in the MIS",
    "deleted · Записан",
    "No visit in the MIS",
    "No such visit",
    "Another doctor in the MIS",
    "CRM has no doctor “Шереметьева-Александровская К. В.”: see how the name is written there",
    "Status not mapped: ОжидаетЛаборант",
    "Another phone than in the MIS",
    "Two appointments for one visit",
    "Decide in CRM which of the two stays",
    "“Визит состоялся” is final",
    "On its way to CRM…",
    "CRM could not be changed: Обязательное поле «Причина» не заполнено",
    "Гаврилов <b>Кирилл</b>",
  };

  fill (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    assert_reads (fixture->list, words[i]);
}

static void
test_one_key_decides_and_the_next_row_is_at_hand (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  g_assert_cmpstr (id_of (fixture, 1), ==, "stage-1");
  focus_row (fixture, 1);
  press (fixture->page, GDK_KEY_a, 0);
  g_assert_cmpstr (asked (fixture), ==, "take:stage-1 ");
  assert_focused (fixture, 1, "stage-1");

  press (fixture->page, GDK_KEY_k, 0);
  g_assert_cmpstr (asked (fixture), ==, "take:stage-1 keep:stage-1 ");
  assert_focused (fixture, 1, "time-1");
  assert_reads (fixture->window, "Left as it is in CRM");

  /* and back, by key and by the toast */
  press (fixture->page, GDK_KEY_z, GDK_CONTROL_MASK);
  settle (60);
  g_assert_cmpstr (asked (fixture), ==, "take:stage-1 keep:stage-1 undo:stage-1 ");
  g_assert_cmpstr (id_of (fixture, 1), ==, "stage-1");
  press (fixture->page, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_reads (fixture->window, "Nothing to undo");
}

static void
test_the_keys_are_those_of_a_russian_layout_too (Fixture *fixture, gconstpointer data)
{
  dummy_mis_connect (fixture->session);
  dummy_mismatch (fixture->session, "time-1", CLINIC_MISMATCH_TIME);
  wait_for_rows (fixture, 1);
  focus_row (fixture, 0);
  press (fixture->page, GDK_KEY_Cyrillic_ef, 0);
  press (fixture->page, GDK_KEY_Cyrillic_EL, 0);
  press (fixture->page, GDK_KEY_Cyrillic_ya, GDK_CONTROL_MASK);
  g_assert_cmpstr (asked (fixture), ==, "take:time-1 keep:time-1 undo:time-1 ");
  /* a letter with Ctrl is somebody else's */
  focus_row (fixture, 0);
  press (fixture->page, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpstr (asked (fixture), ==, "take:time-1 keep:time-1 undo:time-1 ");
}

static void
test_enter_opens_the_visit_or_the_patient (Fixture *fixture, gconstpointer data)
{
  ClinicMismatch *mismatch = NULL;

  dummy_mis_connect (fixture->session);
  dummy_mismatch (fixture->session, "time-1", CLINIC_MISMATCH_TIME);
  wait_for_rows (fixture, 1);
  g_signal_emit_by_name (fixture->list, "row-activated", nth_row (fixture, 0));
  g_assert_cmpstr (fixture->opened->str, ==, "open-appointment:11 ");

  g_list_store_remove_all (fixture->all);
  mismatch = dummy_mismatch (fixture->session, "visit-1", CLINIC_MISMATCH_NO_APPOINTMENT);
  clinic_mismatch_set_appointment (mismatch, NULL);
  clinic_mismatch_set_patient_id (mismatch, 3);
  settle (60);
  gtk_widget_activate_action (fixture->page, "mismatch.open", "s", "visit-1");
  g_assert_cmpstr (fixture->opened->str, ==, "open-appointment:11 open-patient:3 ");
}

static void
test_what_cannot_be_taken_says_why (Fixture *fixture, gconstpointer data)
{
  ClinicMismatch *mismatch = NULL;
  GtkWidget *take = NULL;

  dummy_mis_connect (fixture->session);
  mismatch = dummy_mismatch (fixture->session, "status-1", CLINIC_MISMATCH_STATUS);
  clinic_mismatch_set_can_take (mismatch, FALSE);
  wait_for_rows (fixture, 1);
  settle (60);
  take = wait_for_widget (fixture->list, GTK_TYPE_BUTTON, "Take From the MIS");
  g_assert_false (gtk_widget_get_sensitive (take));
  assert_reads (fixture->list, "Nobody has said what this status means");
  wait_for_widget (fixture->list, GTK_TYPE_BUTTON, "Say What It Means…");
  focus_row (fixture, 0);
  press (fixture->page, GDK_KEY_a, 0);
  g_assert_cmpstr (asked (fixture), ==, "");
  assert_reads (find_type (fixture->window, ADW_TYPE_TOAST_OVERLAY),
                "Nobody has said what this status means");

  clinic_mismatch_set_can_take (mismatch, TRUE);
  clinic_mismatch_set_pending (mismatch, TRUE);
  assert_reads (fixture->list, "On its way to CRM…");
  g_assert_false (gtk_widget_get_sensitive (take));
  g_assert_false (
    gtk_widget_get_sensitive (wait_for_widget (fixture->list, GTK_TYPE_BUTTON, "Keep CRM")));
  press (fixture->page, GDK_KEY_a, 0);
  press (fixture->page, GDK_KEY_k, 0);
  g_assert_cmpstr (asked (fixture), ==, "");
  clinic_mismatch_set_pending (mismatch, FALSE);
  clinic_mismatch_set_problem (mismatch, "Доступ запрещён");
  assert_reads (fixture->list, "CRM could not be changed: Доступ запрещён");
  g_assert_true (gtk_widget_get_sensitive (take));
  clinic_mismatch_set_problem (mismatch, NULL);
  clinic_mismatch_set_automatic (mismatch, TRUE);
  assert_reads (fixture->list, "This is repaired by itself in a moment");
}

/* (transfer none) */
static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data) && gtk_widget_get_visible (link->data))
      return link->data;

  g_assert_not_reached ();
}

static void
test_all_of_a_kind_are_taken_when_a_person_says_so (Fixture *fixture, gconstpointer data)
{
  ClinicMismatch *mismatch = NULL;
  GtkWidget *dialog = NULL;

  dummy_mis_connect (fixture->session);
  dummy_mismatch (fixture->session, "time-1", CLINIC_MISMATCH_TIME);
  dummy_mismatch (fixture->session, "time-2", CLINIC_MISMATCH_TIME);
  dummy_mismatch (fixture->session, "doctor-1", CLINIC_MISMATCH_DOCTOR);
  mismatch = dummy_mismatch (fixture->session, "time-3", CLINIC_MISMATCH_TIME);
  clinic_mismatch_set_can_take (mismatch, FALSE);
  wait_for_rows (fixture, 4);

  gtk_widget_activate_action (fixture->page, "mismatch.take-all", "s", "time");
  settle (60);
  dialog = find_dialog ();
  assert_reads (dialog, "2 appointments get the times of the MIS");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  settle (30);
  g_assert_cmpstr (asked (fixture), ==, "");

  gtk_widget_activate_action (fixture->page, "mismatch.take-all", "s", "time");
  settle (60);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "take");
  settle (30);
  g_assert_cmpstr (asked (fixture), ==, "take:time-1 take:time-2 ");
}

static void
test_all_of_a_kind_are_left_with_a_way_back (Fixture *fixture, gconstpointer data)
{
  dummy_mis_connect (fixture->session);
  dummy_mismatch (fixture->session, "time-1", CLINIC_MISMATCH_TIME);
  dummy_mismatch (fixture->session, "time-2", CLINIC_MISMATCH_TIME);
  dummy_mismatch (fixture->session, "doctor-1", CLINIC_MISMATCH_DOCTOR);
  wait_for_rows (fixture, 3);
  gtk_widget_activate_action (fixture->page, "mismatch.keep-all", "s", "time");
  settle (60);
  g_assert_cmpstr (asked (fixture), ==, "keep:time-1 keep:time-2 ");
  g_assert_null (nth_row (fixture, 1));
  assert_reads (fixture->window, "2 left as they are in CRM");
  g_signal_emit_by_name (wait_for_widget (fixture->window, GTK_TYPE_BUTTON, "Undo"), "clicked");
  settle (60);
  g_assert_cmpstr (asked (fixture), ==, "keep:time-1 keep:time-2 undo:time-1 undo:time-2 ");
  g_assert_nonnull (nth_row (fixture, 2));
}

static void
test_a_kind_can_be_looked_at_alone (Fixture *fixture, gconstpointer data)
{
  GtkWidget *doctors = NULL;

  dummy_mis_connect (fixture->session);
  dummy_mismatch (fixture->session, "time-1", CLINIC_MISMATCH_TIME);
  dummy_mismatch (fixture->session, "time-2", CLINIC_MISMATCH_TIME);
  dummy_mismatch (fixture->session, "doctor-1", CLINIC_MISMATCH_DOCTOR);
  wait_for_rows (fixture, 3);
  assert_reads (fixture->page, "All 3");
  assert_reads (fixture->page, "Time 2");
  assert_does_not_read (fixture->page, "Patient 0");
  assert_does_not_read (fixture->page, "For All of Them…");
  doctors = wait_for_widget (fixture->page, GTK_TYPE_TOGGLE_BUTTON, "Doctor 1");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (doctors), TRUE);
  settle (60);
  g_assert_cmpstr (id_of (fixture, 0), ==, "doctor-1");
  g_assert_null (nth_row (fixture, 1));
  assert_reads (fixture->page, "For All of Them…");

  g_list_store_remove (fixture->all, 2);
  settle (60);
  assert_reads (fixture->page, "No such mismatches");
  gtk_widget_activate_action (fixture->page, "mismatch.everything", NULL);
  settle (60);
  g_assert_nonnull (nth_row (fixture, 1));
}

static void
test_the_page_says_what_it_shows_and_why_not (Fixture *fixture, gconstpointer data)
{
  assert_reads (fixture->page, "No medical system is connected");
  assert_reads (fixture->page, "Open the Preferences");

  g_object_set (fixture->link, "name", "1c.clinic.local", "state", CLINIC_LINK_CONNECTING, NULL);
  settle (60);
  assert_does_not_read (fixture->page, "Reading the visits");
  settle (400);
  assert_reads (fixture->page, "Reading the visits of the MIS…");

  dummy_mis_connect (fixture->session);
  assert_reads (fixture->page, "The MIS and CRM agree");
  assert_reads (fixture->page, "Compared at 14:58: 214 visits");

  /* what was compared stays, and says how old it is */
  dummy_mis_break (fixture->session, CLINIC_LINK_OFFLINE, "Connection refused");
  assert_reads (fixture->page, "The MIS has not answered since 15:02: appointments are not "
                               "compared, nothing is changed");
  assert_reads (fixture->page, "The MIS and CRM agree");
  g_signal_emit_by_name (wait_for_widget (fixture->page, GTK_TYPE_BUTTON, "Retry"), "clicked");
  g_assert_cmpstr (asked (fixture), ==, "refresh ");

  clinic_mis_link_set_as_of (fixture->link, 0);
  assert_reads (fixture->page, "The MIS does not answer");
  assert_reads (fixture->page, "1c.clinic.local has not answered since 15:02: Connection refused");
  assert_does_not_read (fixture->page, "nothing is changed");

  dummy_mis_break (fixture->session, CLINIC_LINK_DENIED, "HTTP 401");
  assert_reads (fixture->page, "The MIS refuses this desk");
  assert_reads (fixture->page, "1c.clinic.local has refused since 15:02: HTTP 401");
  assert_reads (fixture->page, "Check the Address, User and Password");
}

static void
test_the_badge_counts_what_waits_for_a_person (Fixture *fixture, gconstpointer data)
{
  const DeskPage *page = desk_pages_find ("mismatches");
  g_autoptr (DeskTally) tally = page->tally (CLINIC_SESSION (fixture->session));
  ClinicMismatch *mismatch = dummy_mismatch (fixture->session, "time-1", CLINIC_MISMATCH_TIME);

  desk_tally_refresh (tally);
  g_assert_cmpuint (desk_tally_get_waiting (tally), ==, 1);
  g_assert_cmpuint (desk_tally_get_late (tally), ==, 0);
  /* one of today is urgent */
  clinic_mis_visit_set_start (clinic_mismatch_get_visit (mismatch), DUMMY_NOW + 3600);
  desk_tally_refresh (tally);
  g_assert_cmpuint (desk_tally_get_late (tally), ==, 1);
  /* what is repaired by itself waits for nobody, unless it does not work */
  clinic_mismatch_set_automatic (mismatch, TRUE);
  desk_tally_refresh (tally);
  g_assert_cmpuint (desk_tally_get_waiting (tally), ==, 0);
  clinic_mismatch_set_problem (mismatch, "Доступ запрещён");
  desk_tally_refresh (tally);
  g_assert_cmpuint (desk_tally_get_late (tally), ==, 1);
  g_assert_cmpstr (page->key, ==, "<Primary>m");
}

static void
test_many_are_shown_some_at_a_time (Fixture *fixture, gconstpointer data)
{
  dummy_mis_connect (fixture->session);
  for (int i = 0; i < 70; i++)
    {
      g_autofree char *id = g_strdup_printf ("time-%02d", i);

      dummy_mismatch (fixture->session, id, CLINIC_MISMATCH_TIME);
    }
  wait_for_widget (fixture->page, GTK_TYPE_BUTTON, "All 70");
  g_assert_nonnull (nth_row (fixture, 49));
  g_assert_null (nth_row (fixture, 50));
  g_signal_emit_by_name (wait_for_widget (fixture->page, GTK_TYPE_BUTTON, "Show More"), "clicked");
  g_assert_nonnull (nth_row (fixture, 69));
  assert_does_not_read (fixture->page, "Show More");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/mismatches/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("sides", test_both_sides_stand_beside_each_other);
  ADD ("kinds", test_each_kind_is_said_in_plain_words);
  ADD ("keys", test_one_key_decides_and_the_next_row_is_at_hand);
  ADD ("layout", test_the_keys_are_those_of_a_russian_layout_too);
  ADD ("open", test_enter_opens_the_visit_or_the_patient);
  ADD ("obstacles", test_what_cannot_be_taken_says_why);
  ADD ("take-all", test_all_of_a_kind_are_taken_when_a_person_says_so);
  ADD ("keep-all", test_all_of_a_kind_are_left_with_a_way_back);
  ADD ("filter", test_a_kind_can_be_looked_at_alone);
  ADD ("states", test_the_page_says_what_it_shows_and_why_not);
  ADD ("badge", test_the_badge_counts_what_waits_for_a_person);
  ADD ("many", test_many_are_shown_some_at_a_time);
#undef ADD

  return g_test_run ();
}
