/* test-desk-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk comes back where it was: page, filters, lists, and who was open.
 */

#include <adwaita.h>

#include "desk-board-bar.h"
#include "desk-board-choice.h"
#include "desk-invoices-page.h"
#include "desk-memory.h"
#include "desk-patient-pane.h"
#include "desk-preferences.h"
#include "desk-quiet.h"
#include "desk-registry-filter.h"
#include "desk-window.h"
#include "dummy-clinic.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"
#include "dummy-services.h"
#include "dummy-session.h"
#include "reception-config.h"

#define ADDRESS "https://clinic.example/rest/7/secret/"
#define ANNA 42

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
  fixture->session = dummy_session_new ();
  fixture->services = dummy_services_new (CLINIC_SESSION (fixture->session));
  fixture->connection = desk_connection_new (CLINIC_SERVICES (fixture->services));
  fixture->settings = g_settings_new (RECEPTION_APP_ID);
  dummy_session_set_now (fixture->session, DUMMY_NOW);
  dummy_add_stages (fixture->session);
  dummy_services_set_address (fixture->services, ADDRESS);
  desk_connection_start (fixture->connection, NULL, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  settle (20);
  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  g_assert_finalize_object (g_steal_pointer (&fixture->services));
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_settings_reset (fixture->settings, "last-page");
  desk_memory_forget ();
  g_clear_object (&fixture->settings);
}

static DeskWindow *
open_window (Fixture *fixture)
{
  DeskWindow *window = desk_window_new (NULL, fixture->connection, fixture->settings);

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 300 && desk_window_get_workspace (window) == NULL; i++)
    settle (20);
  g_assert_nonnull (desk_window_get_workspace (window));

  return window;
}

static void
close_window (gpointer window)
{
  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (GTK_WINDOW (window));
  for (int i = 0; i < 300 && window != NULL; i++)
    settle (20);
  g_assert_null (window);
}

static gboolean
shows_pane (DeskWindow *window)
{
  return desk_workspace_is_pane_shown (desk_window_get_workspace (window));
}

static void
test_page_and_patient_are_open_again (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = open_window (fixture);
  GtkWidget *focus = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "leads");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-patient", "x", (gint64) ANNA);
  g_assert_true (shows_pane (window));
  close_window (window);

  window = open_window (fixture);
  g_assert_cmpstr (desk_workspace_get_page (desk_window_get_workspace (window)), ==, "leads");
  for (int i = 0; i < 300 && !shows_pane (window); i++)
    settle (20);
  g_assert_true (shows_pane (window));
  g_assert_nonnull (find_type (GTK_WIDGET (window), DESK_TYPE_PATIENT_PANE));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus == NULL || gtk_widget_get_ancestor (focus, DESK_TYPE_PATIENT_PANE) == NULL);

  /* what was closed stays closed */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.hide-call", NULL);
  close_window (window);
  window = open_window (fixture);
  settle (1000);
  g_assert_false (shows_pane (window));
  close_window (window);
}

static void
test_a_patient_of_another_clinic_stays_closed (Fixture *fixture, gconstpointer data)
{
  DeskWindow *window = NULL;

  desk_memory_keep ("pane", "42 other.example");
  window = open_window (fixture);
  settle (1000);
  g_assert_false (shows_pane (window));
  close_window (window);
}

static GtkWidget *
new_bar (Fixture *fixture)
{
  GtkWidget *bar = desk_board_bar_new (CLINIC_SESSION (fixture->session), TRUE);

  desk_board_bar_remember (DESK_BOARD_BAR (bar), "board");

  return g_object_ref_sink (bar);
}

/* the days, and the doctor, who is in no list before the portal was read */
static void
test_filters_come_back_before_their_lists (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = new_bar (fixture);
  DeskBoardDays *days = desk_board_bar_get_days (DESK_BOARD_BAR (bar));
  ClinicBoardFilter filter;
  g_autofree char *words = NULL;
  g_autofree char *tomorrow = NULL;
  g_autoptr (GDateTime) day = NULL;

  clinic_link_set_user_id (clinic_session_get_link (CLINIC_SESSION (fixture->session)), 7);
  desk_board_days_show_day (days, 1);
  desk_board_bar_get_filter (DESK_BOARD_BAR (bar), &filter);
  day = g_date_time_new_from_unix_local (filter.from);
  tomorrow = g_date_time_format (day, "%Y-%m-%d");
  g_assert_finalize_object (bar);
  words = desk_memory_dup ("board.days");
  g_assert_cmpstr (words, ==, tomorrow);

  desk_memory_keep ("board.doctor", "102");
  desk_memory_keep ("board.mine", "yes");
  bar = new_bar (fixture);
  desk_board_bar_get_filter (DESK_BOARD_BAR (bar), &filter);
  g_assert_cmpint (filter.doctor_id, ==, 0);
  g_assert_cmpint (filter.from, ==, filter.tomorrow);
  g_assert_true (desk_board_bar_is_filtered (DESK_BOARD_BAR (bar)));
  dummy_fill_clinic (fixture->session);
  desk_board_bar_get_filter (DESK_BOARD_BAR (bar), &filter);
  g_assert_cmpint (filter.doctor_id, ==, DUMMY_LI);

  /* and are forgotten when they are cleared */
  desk_board_bar_clear (DESK_BOARD_BAR (bar));
  g_clear_pointer (&words, g_free);
  words = desk_memory_dup ("board.doctor");
  g_assert_null (words);
  g_assert_finalize_object (bar);
}

static void
test_a_day_that_has_gone_by_is_not_gone_back_to (Fixture *fixture, gconstpointer data)
{
  GtkWidget *days = g_object_ref_sink (desk_board_days_new (CLINIC_SESSION (fixture->session)));
  gint64 today = 0, from = 0, to = 0;
  g_autofree char *words = NULL;

  desk_board_days_get_today (DESK_BOARD_DAYS (days), &today, &to);
  desk_board_days_show_words (DESK_BOARD_DAYS (days), "2001-01-01");
  desk_board_days_get_range (DESK_BOARD_DAYS (days), &from, &to);
  g_assert_cmpint (from, ==, today);
  desk_board_days_show_words (DESK_BOARD_DAYS (days), "nonsense");
  desk_board_days_get_range (DESK_BOARD_DAYS (days), &from, &to);
  g_assert_cmpint (from, ==, today);
  desk_board_days_step (DESK_BOARD_DAYS (days), 9);
  words = desk_board_days_dup_words (DESK_BOARD_DAYS (days));
  desk_board_days_show_any (DESK_BOARD_DAYS (days));
  desk_board_days_show_words (DESK_BOARD_DAYS (days), words);
  desk_board_days_get_range (DESK_BOARD_DAYS (days), &from, &to);
  g_assert_cmpint (from, ==, today + 9 * 86400);
  g_assert_finalize_object (days);
}

static void
test_the_registry_keeps_its_list_and_its_filter (Fixture *fixture, gconstpointer data)
{
  ClinicSession *session = CLINIC_SESSION (fixture->session);
  GtkWidget *page = g_object_ref_sink (desk_invoices_page_new (session));
  GtkWidget *filter = NULL;
  g_autofree char *words = NULL;

  desk_invoices_page_show (DESK_INVOICES_PAGE (page), "registry");
  g_assert_finalize_object (page);
  desk_memory_keep ("registry.category", "Аренда");
  desk_memory_keep ("registry.act", "1");

  page = g_object_ref_sink (desk_invoices_page_new (session));
  g_assert_cmpstr (desk_invoices_page_get_shown (DESK_INVOICES_PAGE (page)), ==, "registry");
  filter = find_type (page, DESK_TYPE_REGISTRY_FILTER);
  g_assert_true (desk_registry_filter_is_narrow (DESK_REGISTRY_FILTER (filter)));
  words = desk_registry_filter_dup_words (DESK_REGISTRY_FILTER (filter));
  g_assert_nonnull (strstr (words, "Аренда"));
  g_assert_nonnull (strstr (words, "Act missing"));
  desk_registry_filter_clear (DESK_REGISTRY_FILTER (filter));
  g_clear_pointer (&words, g_free);
  words = desk_memory_dup ("registry.category");
  g_assert_null (words);
  g_assert_finalize_object (page);
}

static void
test_do_not_disturb_stands_in_the_preferences (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = desk_preferences_new (NULL, fixture->connection, fixture->settings);
  GtkWidget *row = NULL;

  gtk_window_present (GTK_WINDOW (window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "calls");
  settle (100);
  row = wait_for_widget (window, ADW_TYPE_ACTION_ROW, "Do not disturb");
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_true (desk_quiet_is_on (fixture->settings));
  assert_reads (row, "No ring and no notifications until ");
  assert_does_not_read (row, "until the clinic closes");

  /* ended from the header meanwhile */
  g_settings_set_int64 (fixture->settings, "quiet-until", 0);
  assert_reads (row, "until the clinic closes");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_false (desk_quiet_is_on (fixture->settings));
  close_window (window);
}

#define add(test) g_test_add ("/desk-memory/" #test, Fixture, NULL, set_up, test_##test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add (page_and_patient_are_open_again);
  add (a_patient_of_another_clinic_stays_closed);
  add (filters_come_back_before_their_lists);
  add (a_day_that_has_gone_by_is_not_gone_back_to);
  add (the_registry_keeps_its_list_and_its_filter);
  add (do_not_disturb_stands_in_the_preferences);

  return g_test_run ();
}
