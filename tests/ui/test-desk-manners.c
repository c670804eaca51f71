/* test-desk-manners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "clinic-patient.h"
#include "desk-clipboard.h"
#include "desk-help.h"
#include "desk-quiet-button.h"
#include "desk-quiet.h"
#include "desk-ringer.h"
#include "desk-search-provider.h"
#include "desk-shortcuts.h"
#include "desk-tel.h"
#include "desk-tour.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"
#include "dummy-services.h"
#include "dummy-session.h"
#include "reception-config.h"

#define PATH "/org/example/Desk"

static gboolean
on_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* runs the main loop until it is so; fails the test when it takes too long */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                                    \
    guint tick = g_timeout_add (10, on_tick_cb, NULL);                                             \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, end);                                         \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
    g_source_remove (tick);                                                                        \
  }                                                                                                \
  G_STMT_END

static void
test_a_link_to_a_number_is_understood (void)
{
  static const struct
  {
    const char *uri, *number;
  } links[] = {
    { "tel:+78121234567", "+78121234567" },
    { "TEL:+7-812-123-45-67;ext=12", "+7-812-123-45-67" },
    { "tel://8%20(812)%20123-45-67", "8 (812) 123-45-67" },
    { "tel:", NULL },
    { "tel:%ff%fe", NULL },
    { "tel:doctor", NULL },
    { "https://clinic.example/", NULL },
    { "+78121234567", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *number = desk_tel_dup_number (links[i].uri);

      g_assert_cmpstr (number, ==, links[i].number);
    }
}

static void
test_a_copied_number_leaves_the_clipboard (void)
{
  GtkWidget *window = gtk_window_new ();
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);
  GdkContentProvider *kept;

  /* what somebody copied meanwhile is not ours to clear: the second is still there when the time of
   * the first has come */
  desk_clipboard_copy (window, "+79000000001", 1);
  desk_clipboard_copy (window, "+79000000002", 2);
  kept = gdk_clipboard_get_content (clipboard);
  for (gint64 end = g_get_monotonic_time () + 1300 * 1000; g_get_monotonic_time () < end;)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_true (gdk_clipboard_get_content (clipboard) == kept);
  WAIT_UNTIL (gdk_clipboard_get_content (clipboard) == NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_nobody_is_disturbed_until_the_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (DeskQuiet) quiet = desk_quiet_new (settings);
  g_autoptr (GtkWidget) button = g_object_ref_sink (desk_quiet_button_new ());
  DummySession *session = dummy_session_new ();
  DummyServices *services = dummy_services_new (NULL);
  g_autoptr (DeskRinger) ringer =
    desk_ringer_new (CLINIC_SESSION (session), CLINIC_SERVICES (services), settings);
  g_autoptr (ClinicCall) call = dummy_call ("1", "79000000001", 1);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_false (gtk_widget_get_visible (button));
  desk_quiet_begin (quiet, 30);
  g_assert_true (desk_quiet_is_on (settings));
  g_assert_cmpint (desk_quiet_get_until (quiet), >=, now + 30 * 60);
  g_assert_true (gtk_widget_get_visible (button));

  g_list_store_append (dummy_session_calls (session), call);
  g_assert_false (dummy_services_ringing (services));
  g_assert_cmpuint (dummy_services_n_shown (services), ==, 0);

  /* ends by itself, and the call that still rings is heard */
  g_settings_set_int64 (settings, "quiet-until", g_get_real_time () / G_USEC_PER_SEC + 1);
  WAIT_UNTIL (dummy_services_ringing (services));
  g_assert_cmpuint (dummy_services_n_shown (services), ==, 1);
  g_assert_cmpint (desk_quiet_get_until (quiet), ==, 0);
  g_assert_false (gtk_widget_get_visible (button));

  desk_quiet_begin (quiet, 0);
  g_assert_false (dummy_services_ringing (services));
  desk_quiet_end (quiet);
  g_assert_true (dummy_services_ringing (services));

  g_clear_object (&ringer);
  g_assert_finalize_object (services);
  g_assert_finalize_object (session);
}

static void
test_the_day_ends_when_the_clinic_closes (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 11, 21, 12, 0, 0);
  g_autoptr (GDateTime) close = g_date_time_new_local (2026, 11, 21, 20, 0, 0);
  g_autoptr (GDateTime) late = g_date_time_new_local (2026, 11, 21, 21, 30, 0);

  g_settings_set_int (settings, "day-ends", 20 * 60);
  g_assert_cmpint (desk_quiet_end_of_day (settings, g_date_time_to_unix (noon)), ==,
                   g_date_time_to_unix (close));
  g_assert_cmpint (desk_quiet_end_of_day (settings, g_date_time_to_unix (late)), ==,
                   g_date_time_to_unix (late) + 3600);
  g_settings_reset (settings, "day-ends");
}

static void
test_a_key_is_found_by_what_it_does (void)
{
  GtkWidget *shortcuts = desk_shortcuts_new (NULL);
  GtkEditable *search;

  gtk_window_present (GTK_WINDOW (shortcuts));
  search = GTK_EDITABLE (find_type (shortcuts, GTK_TYPE_SEARCH_ENTRY));
  assert_reads (shortcuts, "Move the chosen cards a stage");
  gtk_editable_set_text (search, "PRINT the list");
  assert_reads (shortcuts, "Print the list of the day");
  assert_does_not_read (shortcuts, "Move the chosen cards a stage");
  assert_does_not_read (shortcuts, "Invoices");
  gtk_editable_set_text (search, "xyz");
  assert_reads (shortcuts, "No such shortcut");
  gtk_editable_set_text (search, "");
  assert_reads (shortcuts, "Move the chosen cards a stage");
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

static void
test_every_page_of_the_help_is_there_in_both_languages (void)
{
  GtkWidget *help = g_object_ref_sink (desk_help_new (NULL));
  static const char *const topics[] = { "call",  "board",     "call-list", "mismatches",
                                        "news",  "invoices",  "reports",   "keys",
                                        "quiet", "connection" };

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autofree char *english =
        g_strdup_printf ("/io/github/reception24/Reception/help/en/%s.txt", topics[i]);
      g_autofree char *russian =
        g_strdup_printf ("/io/github/reception24/Reception/help/ru/%s.txt", topics[i]);
      g_autoptr (GBytes) en = g_resources_lookup_data (english, 0, NULL);
      g_autoptr (GBytes) ru = g_resources_lookup_data (russian, 0, NULL);

      g_assert_true (desk_help_show (DESK_HELP (help), topics[i]));
      g_assert_nonnull (en);
      g_assert_nonnull (ru);
    }
  g_assert_false (desk_help_show (DESK_HELP (help), "nothing"));
  gtk_window_destroy (GTK_WINDOW (help));
  g_assert_finalize_object (help);
}

/* --- the desktop's search --- */

typedef struct
{
  DummySession *session;        /* owned */
  GSettings *settings;          /* owned */
  DeskSearchProvider *provider; /* owned */
  GDBusConnection *bus;         /* owned: the desk's */
  GDBusConnection *shell;       /* owned: the asking side's */
  gint64 opened;
} Search;

static void
on_open_cb (Search *search, gint64 id)
{
  search->opened = id;
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus =
    g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);

  g_assert_no_error (error);

  return bus;
}

static void
set_up_search (Search *search, gconstpointer data)
{
  static const char *const phones[] = { "+79000000003", NULL };
  g_autoptr (ClinicPatient) patient =
    g_object_new (CLINIC_TYPE_PATIENT, "id", (gint64) 3, "last-name", "Сидоров", "first-name",
                  "Пётр", "phones", phones, NULL);
  g_autoptr (GError) error = NULL;

  search->session = dummy_session_new ();
  g_list_store_append (dummy_session_patients (search->session), patient);
  search->settings = g_settings_new (RECEPTION_APP_ID);
  search->provider = desk_search_provider_new (search->settings);
  search->bus = connect_to_bus ();
  search->shell = connect_to_bus ();
  desk_search_provider_set_session (search->provider, CLINIC_SESSION (search->session));
  g_assert_true (desk_search_provider_export (search->provider, search->bus, PATH, &error));
  g_assert_no_error (error);
  g_signal_connect_swapped (search->provider, "open", G_CALLBACK (on_open_cb), search);
}

static void
tear_down_search (Search *search, gconstpointer data)
{
  g_settings_reset (search->settings, "search-provider");
  g_settings_reset (search->settings, "search-phones");
  g_assert_finalize_object (g_steal_pointer (&search->provider));
  g_clear_object (&search->shell);
  g_clear_object (&search->bus);
  g_clear_object (&search->settings);
  g_assert_finalize_object (search->session);
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GVariant **) user_data =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

/* (transfer full) */
static GVariant *
ask (Search *search, const char *method, GVariant *parameters)
{
  GVariant *answer = NULL;

  g_dbus_connection_call (search->shell, g_dbus_connection_get_unique_name (search->bus),
                          PATH "/SearchProvider", "org.gnome.Shell.SearchProvider2", method,
                          parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_answer_cb,
                          &answer);
  WAIT_UNTIL (answer != NULL);

  return answer;
}

static void
assert_finds (Search *search, const char *text, const char *expected)
{
  const char *const terms[] = { text, NULL };
  g_autoptr (GVariant) answer = ask (search, "GetInitialResultSet", g_variant_new ("(^as)", terms));
  g_autofree char *printed = g_variant_print (answer, FALSE);

  g_assert_cmpstr (printed, ==, expected);
}

static void
test_the_search_finds_nobody_until_it_is_allowed (Search *search, gconstpointer data)
{
  assert_finds (search, "сидоров", "([],)");
  g_settings_set_boolean (search->settings, "search-provider", TRUE);
  assert_finds (search, "сидоров", "(['3'],)");
  assert_finds (search, "си", "([],)");
  desk_search_provider_set_session (search->provider, NULL);
  assert_finds (search, "сидоров", "([],)");
}

static void
test_a_number_is_masked_until_it_is_allowed (Search *search, gconstpointer data)
{
  const char *const ids[] = { "3", "99", NULL };
  g_autoptr (GVariant) masked = NULL;
  g_autoptr (GVariant) whole = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_settings_set_boolean (search->settings, "search-provider", TRUE);
  assert_finds (search, "сидоров", "(['3'],)");
  masked = ask (search, "GetResultMetas", g_variant_new ("(^as)", ids));
  first = g_variant_print (masked, FALSE);
  g_assert_nonnull (strstr (first, "Сидоров Пётр"));
  g_assert_nonnull (strstr (first, "00-03"));
  g_assert_null (strstr (first, "900"));

  g_settings_set_boolean (search->settings, "search-phones", TRUE);
  whole = ask (search, "GetResultMetas", g_variant_new ("(^as)", ids));
  second = g_variant_print (whole, FALSE);
  g_assert_nonnull (strstr (second, "+7 900 000-00-03"));
}

static void
test_a_patient_that_was_chosen_is_opened (Search *search, gconstpointer data)
{
  const char *const terms[] = { "сидоров", NULL };
  g_autoptr (GVariant) refused = NULL;
  g_autoptr (GVariant) opened = NULL;

  refused = ask (search, "ActivateResult", g_variant_new ("(s^asu)", "3", terms, 0));
  g_assert_cmpint (search->opened, ==, 0);
  g_settings_set_boolean (search->settings, "search-provider", TRUE);
  opened = ask (search, "ActivateResult", g_variant_new ("(s^asu)", "3", terms, 0));
  g_assert_cmpint (search->opened, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/desk/manners/tel", test_a_link_to_a_number_is_understood);
  g_test_add_func ("/desk/manners/clipboard", test_a_copied_number_leaves_the_clipboard);
  g_test_add_func ("/desk/manners/quiet", test_nobody_is_disturbed_until_the_time);
  g_test_add_func ("/desk/manners/day", test_the_day_ends_when_the_clinic_closes);
  g_test_add_func ("/desk/manners/keys", test_a_key_is_found_by_what_it_does);
  g_test_add_func ("/desk/manners/help", test_every_page_of_the_help_is_there_in_both_languages);
  g_test_add ("/desk/manners/search/allowed", Search, NULL, set_up_search,
              test_the_search_finds_nobody_until_it_is_allowed, tear_down_search);
  g_test_add ("/desk/manners/search/masked", Search, NULL, set_up_search,
              test_a_number_is_masked_until_it_is_allowed, tear_down_search);
  g_test_add ("/desk/manners/search/open", Search, NULL, set_up_search,
              test_a_patient_that_was_chosen_is_opened, tear_down_search);

  return g_test_run ();
}
