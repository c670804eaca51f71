/* test-desk-calls-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include "desk-call-text.h"
#include "desk-calls-page.h"
#include "desk-missed-row.h"
#include "desk-patient-pane.h"

#include "clinic-comment.h"

#include <adwaita.h>

static void
on_dial_cb (GSimpleAction *action, GVariant *parameter, GString *dialled)
{
  g_string_append (dialled, g_variant_get_string (parameter, NULL));
}

static void
add_dial (GActionMap *map, GString *dialled)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("dial", G_VARIANT_TYPE_STRING);

  g_signal_connect (action, "activate", G_CALLBACK (on_dial_cb), dialled);
  g_action_map_add_action (map, G_ACTION (action));
}

static void
test_missed_calls_say_what_became_of_them (void)
{
  static const struct
  {
    int minutes;
    ClinicMissedState state;
    const char *words;
  } table[] = {
    { 4, CLINIC_MISSED_WAITING, "11 min left" },
    { 16, CLINIC_MISSED_WAITING, "late by 1 min" },
    { 40, CLINIC_MISSED_LATE, "late by 25 min" },
    { 30, CLINIC_MISSED_TRIED, "called back at 14:34, no answer" },
    { 60, CLINIC_MISSED_CALLED_BACK, "called back after 6 min" },
    { 60, CLINIC_MISSED_GOT_THROUGH, "got through" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ClinicMissedGroup) group =
        dummy_missed ("79000000003", NULL, table[i].minutes, 1, table[i].state);
      g_autofree char *words = desk_missed_text (group, DUMMY_NOW);

      g_assert_cmpstr (words, ==, table[i].words);
    }
}

static void
test_a_visit_does_not_repeat_the_name_of_whom_one_looks_at (void)
{
  g_autoptr (ClinicPatient) patient = dummy_patient (5, "Ким", "Виктория", "1998-01-01");
  g_autofree char *own = desk_text_service ("Кариес 3.6 — Ким В. А.", patient);
  g_autofree char *other = desk_text_service ("Кариес — лечение", patient);
  g_autofree char *nobody = desk_text_service ("Кариес 3.6 — Ким В. А.", NULL);

  g_assert_cmpstr (own, ==, "Кариес 3.6");
  g_assert_cmpstr (other, ==, "Кариес — лечение");
  g_assert_cmpstr (nobody, ==, "Кариес 3.6 — Ким В. А.");
}

static void
test_the_page_shows_missed_calls_and_dials_them (void)
{
  DummySession *session = dummy_session_new ();
  g_autoptr (ClinicMissedGroup) group =
    dummy_missed ("79000000003", "Сидоров Пётр", 14, 2, CLINIC_MISSED_WAITING);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GString) dialled = g_string_new (NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = NULL;
  GtkWidget *button = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  g_list_store_append (dummy_session_missed (session), group);
  add_dial (G_ACTION_MAP (actions), dialled);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (actions));
  page = desk_calls_page_new (CLINIC_SESSION (session));
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  desk_calls_page_show_missed (DESK_CALLS_PAGE (page));

  assert_reads (page, "Сидоров Пётр");
  assert_reads (page, "14:46 · 2 times");
  assert_reads (page, "1 min left");

  /* The clock runs by itself. */
  dummy_session_set_now (session, DUMMY_NOW + 120);
  settle (2200);
  assert_reads (page, "late by 1 min");

  button = wait_for_widget (page, GTK_TYPE_BUTTON, "Call back");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (dialled->str, ==, "79000000003");

  g_object_ref (page);
  gtk_window_destroy (GTK_WINDOW (window));
  settle (20);
  g_assert_finalize_object (page);
  g_assert_finalize_object (session);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = DESK_IS_MISSED_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* However many numbers wait, they cost rows only when somebody looks, and then not one each. */
static void
test_a_list_that_nobody_looked_at_has_no_rows (void)
{
  DummySession *session = dummy_session_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = desk_calls_page_new (CLINIC_SESSION (session));
  const guint n_numbers = 1000;

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 500);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < n_numbers; i++)
    {
      g_autofree char *number = g_strdup_printf ("7900%07u", i);
      g_autoptr (ClinicMissedGroup) group =
        dummy_missed (number, NULL, 14, 1, CLINIC_MISSED_WAITING);

      g_list_store_append (dummy_session_missed (session), group);
    }
  settle (50);
  g_assert_cmpuint (count_rows (page), ==, 0);
  assert_reads (page, "Missed  1000");

  desk_calls_page_show_missed (DESK_CALLS_PAGE (page));
  settle (50);
  g_assert_cmpuint (count_rows (page), >, 5);
  g_assert_cmpuint (count_rows (page), <, n_numbers / 2);

  g_object_ref (page);
  gtk_window_destroy (GTK_WINDOW (window));
  settle (20);
  g_assert_finalize_object (page);
  g_assert_finalize_object (session);
}

/* Runs what a key does at a list, as when the focus is in it. */
static gboolean
activate_shortcut (GtkWidget *list, const char *trigger)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (trigger);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, list, NULL);
        }
    }

  g_error ("no shortcut %s", trigger);
}

static void
focus_first_row (GtkWidget *list)
{
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", 0);
  gtk_widget_grab_focus (gtk_widget_get_first_child (list));
  settle (20);
}

static void
test_an_unknown_missed_number_becomes_an_enquiry_by_key_and_by_menu (void)
{
  DummySession *session = dummy_session_new ();
  g_autoptr (ClinicMissedGroup) unknown =
    dummy_missed ("79000000017", NULL, 4, 1, CLINIC_MISSED_WAITING);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = NULL;
  GtkWidget *list = NULL;
  ClinicCommand *command = NULL;
  g_autoptr (GVariantDict) payload = NULL;
  const char *phone = NULL;
  const char *call = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  g_list_store_append (dummy_session_missed (session), unknown);
  page = desk_calls_page_new (CLINIC_SESSION (session));
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  desk_calls_page_show_missed (DESK_CALLS_PAGE (page));
  settle (50);

  list = wait_for_widget (page, GTK_TYPE_LIST_VIEW, "+7 900 000-00-17");
  g_assert_nonnull (list);
  focus_first_row (list);
  g_assert_true (activate_shortcut (list, "Menu|<Shift>F10"));
  settle (50);
  gtk_popover_popdown (
    GTK_POPOVER (wait_for_widget (page, GTK_TYPE_POPOVER_MENU, "Create enquiry")));
  settle (50);

  focus_first_row (list);
  g_assert_true (activate_shortcut (list, "F4"));
  g_assert_cmpuint (dummy_session_n_submitted (session), ==, 1);
  command = dummy_session_submitted (session, 0);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_CREATE_LEAD);
  payload = g_variant_dict_new (clinic_command_get_payload (command));
  g_assert_true (g_variant_dict_lookup (payload, "phone", "&s", &phone));
  g_assert_cmpstr (phone, ==, "79000000017");
  /* One number is one enquiry: the outbox tells repetitions by this. */
  g_assert_true (g_variant_dict_lookup (payload, "call", "&s", &call));
  g_assert_cmpstr (call, ==, "number:+79000000017");

  /* Somebody who is known has a record, and needs no enquiry. */
  clinic_missed_group_set_patient_id (unknown, 5);
  g_assert_false (activate_shortcut (list, "F4"));
  g_assert_cmpuint (dummy_session_n_submitted (session), ==, 1);

  gtk_window_destroy (GTK_WINDOW (window));
  settle (20);
  g_assert_finalize_object (session);
}

static void
test_a_journal_that_is_closed_says_which_box_to_tick (void)
{
  DummySession *session = dummy_session_new ();
  const char *scopes[] = { "telephony", NULL };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = desk_calls_page_new (CLINIC_SESSION (session));

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  desk_calls_page_show_missed (DESK_CALLS_PAGE (page));
  assert_reads (page, "No missed calls today");

  g_object_set (clinic_session_get_link (CLINIC_SESSION (session)), "missing-scopes", scopes, NULL);
  assert_reads (page, "The journal of calls is closed to this desk");
  assert_reads (page, "tick “telephony”");
  assert_does_not_read (page, "No missed calls today");

  gtk_window_destroy (GTK_WINDOW (window));
  settle (20);
  g_assert_finalize_object (session);
}

static void
test_loading_is_mentioned_only_when_it_takes_time (void)
{
  DummySession *session = dummy_session_new ();
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (session));
  GtkWidget *window = gtk_window_new ();
  gint64 begun = g_get_monotonic_time ();
  GtkWidget *page = NULL;

  clinic_link_set_last_answer (link, 0);
  clinic_link_set_state (link, CLINIC_LINK_CONNECTING);
  page = desk_calls_page_new (CLINIC_SESSION (session));
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  desk_calls_page_show_missed (DESK_CALLS_PAGE (page));

  /* By the clock and not by the number of looks: a slow machine draws its first frame when a fast
   * one has long said that it loads. */
  while (find_widget (page, GTK_TYPE_LABEL, "Loading the calls…") == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
      g_assert_null (find_widget (page, GTK_TYPE_LABEL, "No missed calls today"));
      settle (5);
    }
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 290 * G_TIME_SPAN_MILLISECOND);

  clinic_link_set_last_answer (link, DUMMY_NOW);
  clinic_link_set_state (link, CLINIC_LINK_ONLINE);
  assert_reads (page, "No missed calls today");

  gtk_window_destroy (GTK_WINDOW (window));
  settle (20);
  g_assert_finalize_object (session);
}

static void
test_the_patient_panel_shows_a_file_and_adds_a_comment (void)
{
  DummySession *session = dummy_session_new ();
  g_autoptr (ClinicPatientFile) file = clinic_patient_file_new ();
  g_autoptr (ClinicPatient) patient = dummy_patient (5, "Ким", "Виктория", "1998-01-01");
  g_autoptr (GListStore) comments = g_list_store_new (CLINIC_TYPE_COMMENT);
  g_autoptr (ClinicComment) comment = clinic_comment_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *pane = NULL;
  GtkWidget *entry = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  clinic_comment_set_text (comment, "Просила перезвонить");
  clinic_comment_set_pending (comment, TRUE);
  g_list_store_append (comments, comment);
  clinic_patient_file_set_patient_id (file, 5);
  clinic_patient_file_set_comments (file, G_LIST_MODEL (comments));
  dummy_session_add_file (session, file);

  pane = desk_patient_pane_new (CLINIC_SESSION (session));
  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 700);
  gtk_window_present (GTK_WINDOW (window));
  assert_reads (pane, "No patient is open");

  desk_patient_pane_show (DESK_PATIENT_PANE (pane), 5);
  assert_reads (pane, "Asking the portal…");
  clinic_patient_file_set_patient (file, patient);
  clinic_patient_file_set_state (file, CLINIC_LOAD_READY);
  assert_reads (pane, "Ким Виктория");
  assert_reads (pane, "28 years");
  assert_reads (pane, "not sent yet");

  entry = wait_for_widget (pane, GTK_TYPE_ENTRY, "");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "черновик");
  desk_patient_pane_show (DESK_PATIENT_PANE (pane), 6);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  desk_patient_pane_show (DESK_PATIENT_PANE (pane), 5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "черновик");

  press (entry, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (session), ==, 1);
  g_assert_cmpint (clinic_command_get_entity_id (dummy_session_submitted (session, 0)), ==, 5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");

  clinic_patient_file_set_state (file, CLINIC_LOAD_MISSING);
  assert_reads (pane, "There is no such patient");

  g_object_ref (pane);
  gtk_window_destroy (GTK_WINDOW (window));
  settle (20);
  g_assert_finalize_object (pane);
  g_assert_finalize_object (session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/page/missed-calls-say-what-became-of-them",
                   test_missed_calls_say_what_became_of_them);
  g_test_add_func ("/page/a-visit-does-not-repeat-the-name-of-whom-one-looks-at",
                   test_a_visit_does_not_repeat_the_name_of_whom_one_looks_at);
  g_test_add_func ("/page/the-page-shows-missed-calls-and-dials-them",
                   test_the_page_shows_missed_calls_and_dials_them);
  g_test_add_func ("/page/a-list-that-nobody-looked-at-has-no-rows",
                   test_a_list_that_nobody_looked_at_has_no_rows);
  g_test_add_func ("/page/an-unknown-missed-number-becomes-an-enquiry-by-key-and-by-menu",
                   test_an_unknown_missed_number_becomes_an_enquiry_by_key_and_by_menu);
  g_test_add_func ("/page/a-journal-that-is-closed-says-which-box-to-tick",
                   test_a_journal_that_is_closed_says_which_box_to_tick);
  g_test_add_func ("/page/loading-is-mentioned-only-when-it-takes-time",
                   test_loading_is_mentioned_only_when_it_takes_time);
  g_test_add_func ("/patient/the-patient-panel-shows-a-file-and-adds-a-comment",
                   test_the_patient_panel_shows_a_file_and_adds_a_comment);

  return g_test_run ();
}
