/* test-desk-shell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window around the pages: connection, banners, badges, search, welcome page.
 */

#include <adwaita.h>

#include "clinic-enums.h"
#include "clinic-missed-group.h"
#include "clinic-patient.h"
#include "clinic-patient-file.h"
#include "desk-banner.h"
#include "desk-call-list-row.h"
#include "desk-command-row.h"
#include "desk-link-button.h"
#include "desk-link-view.h"
#include "desk-notices.h"
#include "desk-pane-host.h"
#include "desk-options.h"
#include "desk-patient-pane.h"
#include "desk-preferences.h"
#include "desk-record-row.h"
#include "desk-search.h"
#include "desk-sidebar.h"
#include "desk-tally.h"
#include "desk-welcome.h"
#include "desk-window.h"
#include "dummy-calls.h"
#include "dummy-scenes.h"
#include "dummy-services.h"
#include "dummy-session.h"
#include "reception-config.h"

#define ADDRESS "https://clinic.example/rest/7/secret/"

typedef struct
{
  DummySession *session;      /* owned */
  DummyServices *services;    /* owned */
  DeskConnection *connection; /* owned */
  GSettings *settings;        /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ClinicLink *link;

  fixture->session = dummy_session_new ();
  fixture->services = dummy_services_new (CLINIC_SESSION (fixture->session));
  fixture->connection = desk_connection_new (CLINIC_SERVICES (fixture->services));
  fixture->settings = g_settings_new (RECEPTION_APP_ID);
  link = clinic_session_get_link (CLINIC_SESSION (fixture->session));
  g_object_set (link, "state", CLINIC_LINK_ONLINE, "calls-state", CLINIC_LINK_ONLINE, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  g_assert_finalize_object (g_steal_pointer (&fixture->services));
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_settings_reset (fixture->settings, "last-page");
  g_clear_object (&fixture->settings);
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_timeout_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Runs the main loop until something is so; a test that waits for what never comes fails. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (guint i_ = 0; i_ < 300 && !(condition); i_++)                                             \
      run_for (10);                                                                                \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* (transfer none) (nullable): the first widget of a type below another */
static gpointer
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* (transfer none) (nullable): the label, anywhere below, that says this */
static GtkWidget *
find_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A window with one widget in it, for widgets that are tested alone. */
static GtkWidget *
show_alone (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static DeskWindow *
open_window (Fixture *fixture)
{
  DeskWindow *window;

  dummy_services_set_address (fixture->services, ADDRESS);
  window = desk_window_new (NULL, fixture->connection, fixture->settings);
  gtk_window_present (GTK_WINDOW (window));
  desk_connection_start (fixture->connection, NULL, FALSE);
  wait_until (desk_window_get_workspace (window) != NULL);

  return window;
}

/* A window that was closed must be gone: each one left would hold a whole session. */
static void
assert_window_goes (gpointer window)
{
  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (window == NULL);
}

static void
test_every_template_can_be_made (Fixture *fixture, gconstpointer data)
{
  ClinicSession *session = CLINIC_SESSION (fixture->session);
  g_autoptr (ClinicCommand) command = g_object_new (CLINIC_TYPE_COMMAND, NULL);
  GtkWidget *widgets[] = {
    desk_banner_new (),
    desk_command_row_new (session, command),
    desk_link_button_new (session),
    desk_link_view_new (session),
    desk_notices_new (session),
    desk_search_new (session),
    desk_sidebar_new (session),
    desk_welcome_new (fixture->connection),
    desk_workspace_new (session),
  };
  GtkWidget *preferences = desk_preferences_new (NULL, fixture->connection, fixture->settings);

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    g_assert_finalize_object (g_object_ref_sink (widgets[i]));
  assert_window_goes (preferences);
}

static void
test_a_stored_address_opens_the_workspace (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = open_window (fixture);

  g_assert_cmpstr (dummy_services_opened (fixture->services), ==, ADDRESS);
  g_assert_true (desk_connection_get_remembered (fixture->connection));
  g_assert_cmpstr (desk_workspace_get_page (desk_window_get_workspace (window)), ==, "calls");
  assert_window_goes (window);
}

static void
test_one_key_builds_the_call_list (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = NULL;
  GtkWidget *focus = NULL;

  dummy_session_set_now (fixture->session, DUMMY_NOW);
  dummy_add_stages (fixture->session);
  dummy_fill_calls (fixture->session, 9, FALSE);
  window = open_window (fixture);
  for (int i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-call-list", NULL);
      g_assert_cmpstr (desk_workspace_get_page (desk_window_get_workspace (window)), ==,
                       "call-list");
      /* whoever pressed a key goes on with keys */
      wait_until ((focus = gtk_window_get_focus (GTK_WINDOW (window))) != NULL &&
                  DESK_IS_CALL_LIST_ROW (focus));
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "calls");
      run_for (20);
    }
  assert_window_goes (window);
}

static void
test_without_an_address_the_welcome_page_asks (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = desk_window_new (NULL, fixture->connection, fixture->settings);
  GtkWidget *welcome;

  dummy_services_set_address (fixture->services, NULL);
  gtk_window_present (GTK_WINDOW (window));
  desk_connection_start (fixture->connection, NULL, FALSE);
  wait_until (find (GTK_WIDGET (window), DESK_TYPE_WELCOME) != NULL);

  g_assert_cmpint (desk_connection_get_state (fixture->connection), ==, DESK_CONNECTION_WELCOME);
  welcome = find (GTK_WIDGET (window), DESK_TYPE_WELCOME);
  g_assert_null (desk_banner_get_title (find (welcome, DESK_TYPE_BANNER)));
  assert_window_goes (window);
}

static void
test_a_dead_keyring_is_said_and_tried_again (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = desk_window_new (NULL, fixture->connection, fixture->settings);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no service");
  GtkWidget *welcome;

  g_test_expect_message ("desk-connection", G_LOG_LEVEL_MESSAGE, "*keyring*");
  dummy_services_set_address (fixture->services, ADDRESS);
  dummy_services_set_error (fixture->services, error);
  gtk_window_present (GTK_WINDOW (window));
  desk_connection_start (fixture->connection, NULL, FALSE);
  wait_until (find (GTK_WIDGET (window), DESK_TYPE_WELCOME) != NULL);
  g_test_assert_expected_messages ();
  welcome = find (GTK_WIDGET (window), DESK_TYPE_WELCOME);
  g_assert_nonnull (desk_banner_get_title (find (welcome, DESK_TYPE_BANNER)));

  dummy_services_set_error (fixture->services, NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.retry", NULL);
  wait_until (desk_window_get_workspace (window) != NULL);
  assert_window_goes (window);
}

static void
test_each_error_of_an_address_has_its_sentence (Fixture *fixture, gconstpointer data)
{
  const ClinicError codes[] = { CLINIC_ERROR_INVALID, CLINIC_ERROR_FORBIDDEN, CLINIC_ERROR_OFFLINE,
                                CLINIC_ERROR_UNTRUSTED, CLINIC_ERROR_BROKEN };
  const char *words[] = { "not the address", "refuses", "does not answer", "certificate",
                          "no Bitrix24" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      GtkWidget *welcome = desk_welcome_new (fixture->connection);
      GtkWidget *window = show_alone (welcome);
      g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, codes[i], "technical");
      g_autofree char *text = desk_welcome_error_text (error);

      g_assert_nonnull (strstr (text, words[i]));
      g_assert_null (strstr (text, "technical"));
      dummy_services_set_error (fixture->services, error);
      gtk_editable_set_text (find (welcome, ADW_TYPE_PASSWORD_ENTRY_ROW), ADDRESS);
      wait_until (find_text (welcome, text) != NULL);
      dummy_services_set_error (fixture->services, NULL);
      assert_window_goes (window);
    }
}

static void
test_a_good_address_is_kept_and_opened (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = desk_window_new (NULL, fixture->connection, fixture->settings);
  GtkWidget *welcome, *button;

  dummy_services_set_address (fixture->services, NULL);
  gtk_window_present (GTK_WINDOW (window));
  desk_connection_start (fixture->connection, NULL, FALSE);
  wait_until (find (GTK_WIDGET (window), DESK_TYPE_WELCOME) != NULL);

  welcome = find (GTK_WIDGET (window), DESK_TYPE_WELCOME);
  button = gtk_widget_get_ancestor (find_text (welcome, "Connect"), GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (find (welcome, ADW_TYPE_PASSWORD_ENTRY_ROW), "  " ADDRESS "\n");
  wait_until (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  wait_until (desk_window_get_workspace (window) != NULL);

  g_assert_cmpstr (dummy_services_address (fixture->services), ==, ADDRESS);
  assert_window_goes (window);
}

static void
test_a_short_break_of_the_channel_troubles_nobody (Fixture *fixture, gconstpointer data)
{
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (fixture->session));
  GtkWidget *notices = g_object_ref_sink (desk_notices_new (CLINIC_SESSION (fixture->session)));

  desk_notices_set_patience (DESK_NOTICES (notices), 300);
  clinic_link_set_calls_state (link, CLINIC_LINK_OFFLINE);
  run_for (50);
  g_assert_null (desk_notices_get_calls_text (DESK_NOTICES (notices)));
  clinic_link_set_calls_state (link, CLINIC_LINK_ONLINE);
  run_for (400);
  g_assert_null (desk_notices_get_calls_text (DESK_NOTICES (notices)));

  clinic_link_set_calls_state (link, CLINIC_LINK_OFFLINE);
  wait_until (desk_notices_get_calls_text (DESK_NOTICES (notices)) != NULL);
  clinic_link_set_calls_state (link, CLINIC_LINK_ONLINE);
  wait_until (desk_notices_get_calls_text (DESK_NOTICES (notices)) == NULL);
  g_assert_finalize_object (notices);
}

static void
test_banners_follow_the_link (Fixture *fixture, gconstpointer data)
{
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (fixture->session));
  GtkWidget *widget = g_object_ref_sink (desk_notices_new (CLINIC_SESSION (fixture->session)));
  DeskNotices *notices = DESK_NOTICES (widget);

  clinic_link_set_calls_state (link, CLINIC_LINK_PAUSED);
  wait_until (desk_notices_get_calls_text (notices) != NULL);
  clinic_link_set_calls_state (link, CLINIC_LINK_ONLINE);
  clinic_link_set_state (link, CLINIC_LINK_DENIED);
  wait_until (desk_notices_get_stale_text (notices) != NULL);
  clinic_link_set_state (link, CLINIC_LINK_ONLINE);
  wait_until (desk_notices_get_stale_text (notices) == NULL);
  clinic_link_set_failed (link, 2);
  wait_until (desk_notices_get_failed_text (notices) != NULL);
  g_assert_nonnull (strstr (desk_notices_get_failed_text (notices), "2 changes"));
  g_assert_finalize_object (widget);
}

static void
test_the_link_button_says_how_it_is (Fixture *fixture, gconstpointer data)
{
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (fixture->session));
  GtkWidget *widget = g_object_ref_sink (desk_link_button_new (CLINIC_SESSION (fixture->session)));
  DeskLinkButton *button = DESK_LINK_BUTTON (widget);

  g_assert_true (g_str_has_prefix (desk_link_button_get_text (button), "Online "));
  clinic_link_set_calls_state (link, CLINIC_LINK_OFFLINE);
  wait_until (g_str_equal (desk_link_button_get_text (button), "No calls"));
  clinic_link_set_state (link, CLINIC_LINK_OFFLINE);
  wait_until (g_str_has_prefix (desk_link_button_get_text (button), "Offline since "));
  clinic_link_set_state (link, CLINIC_LINK_DENIED);
  wait_until (g_str_equal (desk_link_button_get_text (button), "No access"));
  g_assert_finalize_object (widget);
}

static void
test_the_badge_counts_what_waits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = g_object_ref_sink (desk_sidebar_new (CLINIC_SESSION (fixture->session)));
  g_autoptr (ClinicMissedGroup) group =
    g_object_new (CLINIC_TYPE_MISSED_GROUP, "state", CLINIC_MISSED_WAITING, NULL);

  g_list_store_append (dummy_session_missed (fixture->session), group);
  wait_until (find_text (sidebar, "1") != NULL);
  clinic_missed_group_set_state (group, CLINIC_MISSED_LATE);
  wait_until (find_text (sidebar, "1 !") != NULL);
  clinic_missed_group_set_state (group, CLINIC_MISSED_CALLED_BACK);
  wait_until (find_text (sidebar, "No missed calls wait") != NULL);
  g_assert_finalize_object (sidebar);
}

static void
test_a_refused_change_offers_both_ways_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    g_object_new (CLINIC_TYPE_COMMAND, "kind", CLINIC_COMMAND_MOVE_STAGE, "state",
                  CLINIC_COMMAND_CONFLICT, "seen", "Cancelled", "payload",
                  g_variant_new_parsed ("{'stage': <'B'>, 'from': <'A'>}"), NULL);
  GtkWidget *row =
    g_object_ref_sink (desk_command_row_new (CLINIC_SESSION (fixture->session), command));

  g_assert_nonnull (find_text (row, "Somebody else moved it meanwhile. It was “A”, is now "
                                    "“Cancelled”, and you want “B”."));
  g_assert_nonnull (find_text (row, "Do It Anyway"));
  clinic_command_set_state (command, CLINIC_COMMAND_REFUSED);
  clinic_command_set_problem (command, "<i>no</i>");
  g_assert_nonnull (find_text (row, "The portal refused it: <i>no</i>"));
  g_assert_nonnull (find_text (row, "Send Again"));
  g_assert_finalize_object (row);
}

static void
test_a_patient_is_found_and_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPatient) patient =
    g_object_new (CLINIC_TYPE_PATIENT, "id", (gint64) 42, "last-name", "Иванова", "first-name",
                  "<b>", NULL);
  DeskWindow *window = open_window (fixture);
  DeskWorkspace *workspace = desk_window_get_workspace (window);
  DeskSearch *search = find (GTK_WIDGET (workspace), DESK_TYPE_SEARCH);
  GtkEditable *entry = find (GTK_WIDGET (search), GTK_TYPE_SEARCH_ENTRY);

  g_list_store_append (dummy_session_patients (fixture->session), patient);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  gtk_editable_set_text (entry, "nobody");
  run_for (100);
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (desk_workspace_is_pane_shown (workspace));

  /* Enter right after the last letter: the answer has not come yet. */
  gtk_editable_set_text (entry, "Иван");
  g_signal_emit_by_name (entry, "activate");
  wait_until (desk_workspace_is_pane_shown (workspace));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.hide-call", NULL);
  g_assert_false (desk_workspace_is_pane_shown (workspace));
  assert_window_goes (window);
}

static gboolean
is_read (DeskSearch *search, const char *text)
{
  GtkWidget *label = find_text (GTK_WIDGET (search), text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
test_who_is_not_found_may_not_be_read_yet (Fixture *fixture, gconstpointer data)
{
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (fixture->session));
  g_autoptr (ClinicPatient) patient =
    g_object_new (CLINIC_TYPE_PATIENT, "id", (gint64) 42, "last-name", "Иванова", NULL);
  DeskWindow *window = open_window (fixture);
  DeskSearch *search = find (GTK_WIDGET (desk_window_get_workspace (window)), DESK_TYPE_SEARCH);
  GtkEditable *entry = find (GTK_WIDGET (search), GTK_TYPE_SEARCH_ENTRY);

  clinic_link_set_sync_total (link, 100000);
  clinic_link_set_sync_done (link, 2500);
  clinic_link_set_syncing (link, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  gtk_editable_set_text (entry, "Иван");
  wait_until (is_read (search, "Nobody found among those who are here already"));
  g_assert_true (is_read (search, "Reading the patients: 2500 of 100000"));
  clinic_link_set_sync_done (link, 5000);
  g_assert_true (is_read (search, "Reading the patients: 5000 of 100000"));

  /* all are here: the same question is asked once more, by itself */
  g_list_store_append (dummy_session_patients (fixture->session), patient);
  clinic_link_set_syncing (link, FALSE);
  wait_until (is_read (search, "Иванова"));
  g_assert_false (is_read (search, "Nobody found among those who are here already"));
  g_assert_false (is_read (search, "Reading the patients: 5000 of 100000"));
  assert_window_goes (window);
}

static void
test_the_sidebar_marks_the_page_on_show (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = open_window (fixture);
  GtkWidget *workspace = GTK_WIDGET (desk_window_get_workspace (window));
  GtkWidget *sidebar = find (workspace, DESK_TYPE_SIDEBAR);
  GtkListBox *pages = GTK_LIST_BOX (find (sidebar, GTK_TYPE_LIST_BOX));
  GtkListBoxRow *shown = gtk_list_box_get_selected_row (pages);

  wait_until (gtk_widget_grab_focus (GTK_WIDGET (shown)));
  /* as an arrow does */
  gtk_list_box_select_row (pages, gtk_list_box_get_row_at_index (pages, 2));
  g_assert_true (gtk_list_box_get_selected_row (pages) != shown);
  desk_workspace_search (DESK_WORKSPACE (workspace));
  wait_until (gtk_list_box_get_selected_row (pages) == shown);
  assert_window_goes (window);
}

static void
test_a_narrow_window_folds_its_sidebar (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window;

  g_settings_set_int (fixture->settings, "window-width", 800);
  window = open_window (fixture);
  wait_until (desk_workspace_is_narrow (desk_window_get_workspace (window)));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 700);
  wait_until (!desk_workspace_is_narrow (desk_window_get_workspace (window)));
  run_for (100);
  /* nobody opened the panel */
  g_assert_false (desk_workspace_is_pane_shown (desk_window_get_workspace (window)));
  assert_window_goes (window);
}

static int
least (gpointer widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
test_a_patient_with_calls_makes_the_pane_no_wider (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPatientFile) file = clinic_patient_file_new ();
  g_autoptr (ClinicPatient) patient = dummy_patient (1, "Иванова", "Анна", "1990-01-01");
  g_autoptr (GListStore) calls = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  g_autoptr (ClinicCallRecord) record =
    dummy_record ("79000000001", "Иванова Анна", 3000, "404", TRUE);
  DeskWindow *window = open_window (fixture);
  GtkWidget *pane;

  clinic_call_record_set_user_name (record, "Константинопольская Александра");
  g_list_store_append (calls, record);
  clinic_patient_file_set_patient_id (file, 1);
  clinic_patient_file_set_patient (file, patient);
  clinic_patient_file_set_calls (file, G_LIST_MODEL (calls));
  clinic_patient_file_set_state (file, CLINIC_LOAD_READY);
  dummy_session_add_file (fixture->session, file);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-patient", "x", (gint64) 1);
  pane = find (GTK_WIDGET (window), DESK_TYPE_PATIENT_PANE);
  wait_until (find (pane, DESK_TYPE_RECORD_ROW) != NULL);
  g_assert_cmpint (least (pane, GTK_ORIENTATION_HORIZONTAL, -1), <=, 400);
  assert_window_goes (window);
}

/* 200 % on the smallest screen that desks have */
static void
test_large_text_fits_the_smallest_screen (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (ClinicCall) call = dummy_call ("c1", "79000000001", 2);
  g_autoptr (ClinicPatient) anna = dummy_patient (1, "Иванова", "Анна Сергеевна", "1990-01-01");
  g_autoptr (ClinicPatient) misha = dummy_patient (2, "Иванов", "Миша Алексеевич", "2019-01-01");
  g_autoptr (ClinicCandidate) first = dummy_candidate (anna, NULL, 2);
  g_autoptr (ClinicCandidate) second = dummy_candidate (misha, NULL, 0);
  GtkWidget *workspace;
  GtkWidget *pane;
  DeskWindow *window;

  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_settings_set_int (fixture->settings, "window-width", 1366);
  g_settings_set_int (fixture->settings, "window-height", 768);
  window = open_window (fixture);
  workspace = GTK_WIDGET (desk_window_get_workspace (window));
  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, first, second, NULL);
  g_list_store_append (dummy_session_calls (fixture->session), call);
  wait_until (find_text (workspace, "Иванов Миша Алексеевич") != NULL);

  g_assert_cmpint (least (workspace, GTK_ORIENTATION_HORIZONTAL, -1), <=, 1366);
  g_assert_cmpint (least (workspace, GTK_ORIENTATION_VERTICAL, 1366), <=, 768);
  /* the headline is smaller then: style-calls.css */
  g_assert_true (gtk_widget_has_css_class (workspace, "large-text"));
  /* and the panel is wider, so that no telephone number is cut */
  pane = find (workspace, DESK_TYPE_PANE_HOST);
  wait_until (gtk_widget_get_width (pane) == 560);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  wait_until (!gtk_widget_has_css_class (workspace, "large-text"));
  g_settings_reset (fixture->settings, "window-width");
  g_settings_reset (fixture->settings, "window-height");
  assert_window_goes (window);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  desk_connection_forget_finish (DESK_CONNECTION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_forgetting_removes_the_store_and_the_address (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = open_window (fixture);
  gboolean done = FALSE;

  desk_connection_forget_async (fixture->connection, NULL, on_done_cb, &done);
  wait_until (done);
  wait_until (find (GTK_WIDGET (window), DESK_TYPE_WELCOME) != NULL);
  g_assert_true (dummy_session_forgotten (fixture->session));
  g_assert_true (dummy_session_closed (fixture->session));
  g_assert_null (dummy_services_address (fixture->services));
  g_assert_null (desk_window_get_workspace (window));
  assert_window_goes (window);
}

static void
test_the_address_is_blotted_out_of_the_process_list (void)
{
  g_autofree char *one = g_strdup ("--portal=" ADDRESS);
  g_autofree char *two = g_strdup (ADDRESS);
  char name[] = "reception", flag[] = "--portal";
  char *argv[] = { name, one, flag, two, NULL };
  DeskOptions *options = desk_options_new ();
  g_auto (GStrv) copy = NULL;
  g_autofree char *portal = NULL;

  g_setenv ("RECEPTION_PORTAL", ADDRESS, TRUE);
  copy = desk_options_hide_secrets (options, 4, argv);
  portal = desk_options_take_portal (options);

  g_assert_cmpstr (portal, ==, ADDRESS);
  g_assert_null (g_getenv ("RECEPTION_PORTAL"));
  g_assert_null (strstr (one, "secret"));
  g_assert_null (strstr (two, "secret"));
  g_assert_cmpstr (copy[1], ==, "--portal=" ADDRESS);
  g_assert_cmpstr (copy[3], ==, ADDRESS);
  desk_options_free (options);
}

static void
test_a_number_of_any_length_can_ring (void)
{
  g_autofree char *number = g_strnfill (100000, '7');
  g_autofree char *clean = desk_options_clean_number (number);
  g_autofree char *broken = desk_options_clean_number ("+7\xff");

  g_assert_cmpuint (strlen (clean), ==, 64);
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

#define add(test) g_test_add ("/desk-shell/" #test, Fixture, NULL, set_up, test_##test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add (every_template_can_be_made);
  add (a_stored_address_opens_the_workspace);
  add (one_key_builds_the_call_list);
  add (without_an_address_the_welcome_page_asks);
  add (a_dead_keyring_is_said_and_tried_again);
  add (each_error_of_an_address_has_its_sentence);
  add (a_good_address_is_kept_and_opened);
  add (a_short_break_of_the_channel_troubles_nobody);
  add (banners_follow_the_link);
  add (the_link_button_says_how_it_is);
  add (the_badge_counts_what_waits);
  add (a_refused_change_offers_both_ways_out);
  add (a_patient_is_found_and_opened);
  add (who_is_not_found_may_not_be_read_yet);
  add (the_sidebar_marks_the_page_on_show);
  add (a_narrow_window_folds_its_sidebar);
  add (a_patient_with_calls_makes_the_pane_no_wider);
  add (large_text_fits_the_smallest_screen);
  add (forgetting_removes_the_store_and_the_address);
  g_test_add_func ("/desk-shell/the_address_is_blotted_out_of_the_process_list",
                   test_the_address_is_blotted_out_of_the_process_list);
  g_test_add_func ("/desk-shell/a_number_of_any_length_can_ring",
                   test_a_number_of_any_length_can_ring);

  return g_test_run ();
}
