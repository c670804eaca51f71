/* sync-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include <glib/gstdio.h>

#include "bx-client.h"

#define TIME_SCALE 0.02

gboolean
sync_fixture_tick (void)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
on_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
sync_fixture_iterate (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* SoupServer 3.2 itself asks for the peer of a connection, and warns when that is gone already,
 * which is what tests of lost connections do. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return g_strcmp0 (domain, "libsoup") != 0;
}

static void
pass_over (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

static void
set_up (SyncFixture *fixture, DemoPortalOptions options)
{
  g_autoptr (GError) error = NULL;

  g_test_log_set_fatal_handler (is_fatal, NULL);
  /* GTest's own would announce the end of the test */
  g_log_set_handler ("libsoup", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, pass_over, NULL);
  fixture->time_scale = TIME_SCALE;
  options.patients = options.history > 0 ? 1200 : 120;
  options.control = TRUE;
  options.living_day = FALSE;
  options.earlier_calls = 0;
  options.secret = "s3cr3t";
  fixture->portal = demo_portal_new (&options);
  demo_portal_start (fixture->portal, &error);
  g_assert_no_error (error);
  fixture->http = soup_session_new ();
  fixture->control = demo_portal_dup_control_url (fixture->portal);
  fixture->directory = g_dir_make_tmp ("sync-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "store.db", NULL);
  fixture->settings = g_settings_new ("io.github.reception24.Reception");
  g_settings_set_double (fixture->settings, "requests-per-second", 5.0);
  g_settings_set_int (fixture->settings, "request-burst", 50);
  sync_fixture_order (fixture, "budget", "{\"size\":100000,\"leak\":\"1000\"}");
}

void
sync_fixture_set_up (SyncFixture *fixture, gconstpointer data)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;

  /* DemoSetup of the invoices, and how many more wait */
  options.invoices = GPOINTER_TO_INT (data) & 0xff;
  options.more_tasks = GPOINTER_TO_INT (data) >> 8;
  set_up (fixture, options);
}

void
sync_fixture_set_up_months (SyncFixture *fixture, gconstpointer data)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;

  options.now = SYNC_FIXTURE_NOW;
  options.history = (guint) GPOINTER_TO_INT (data);
  set_up (fixture, options);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_remove (child);
    }
  g_rmdir (path);
}

void
sync_fixture_tear_down (SyncFixture *fixture, gconstpointer data)
{
  if (fixture->session != NULL)
    sync_fixture_close (fixture);
  soup_session_abort (fixture->http);
  g_assert_finalize_object (fixture->http);
  g_assert_finalize_object (fixture->portal);
  g_settings_reset (fixture->settings, "appointments-category");
  g_settings_reset (fixture->settings, "dial-line");
  g_clear_object (&fixture->settings);
  remove_directory (fixture->directory);
  g_clear_pointer (&fixture->control, g_free);
  g_clear_pointer (&fixture->directory, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
sync_fixture_open_offline (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StoreRepository) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  BxClient *client;

  store_repository_open_async (fixture->path, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  store = store_repository_open_finish (result, &error);
  g_assert_no_error (error);
  fixture->store = store;
  address = fixture->user != 0 ? demo_portal_dup_url_for (fixture->portal, fixture->user)
                               : g_strdup (demo_portal_get_url (fixture->portal));
  fixture->session =
    sync_session_new_scaled (address, store, fixture->settings, fixture->time_scale, &error);
  g_assert_no_error (error);
  client = sync_context_get_client (sync_session_get_context (SYNC_SESSION (fixture->session)));
  bx_client_set_retries (client, 0, 10);
  fixture->link = clinic_session_get_link (fixture->session);
}

void
sync_fixture_open (SyncFixture *fixture)
{
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (clinic_link_get_user_id (fixture->link) != 0 &&
              clinic_link_get_state (fixture->link) == CLINIC_LINK_ONLINE);
}

void
sync_fixture_close (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  clinic_session_close_async (fixture->session, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  clinic_session_close_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  /* what was cancelled says so in its own time */
  sync_fixture_iterate (50);
  g_assert_finalize_object (fixture->session);
  fixture->session = NULL;
  fixture->store = NULL;
  fixture->link = NULL;
}

gboolean
sync_fixture_is_filled (SyncFixture *fixture)
{
  return clinic_link_get_sync_total (fixture->link) > 0 &&
         !clinic_link_get_syncing (fixture->link) &&
         clinic_link_get_stored_patients (fixture->link) > 0;
}

static void
send_delete (SyncFixture *fixture, const char *what)
{
  g_autofree char *url = g_strconcat (fixture->control, what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("DELETE", url);
  g_autoptr (GBytes) bytes = soup_session_send_and_read (fixture->http, message, NULL, NULL);

  g_assert_nonnull (bytes);
}

void
sync_fixture_clear_faults (SyncFixture *fixture)
{
  send_delete (fixture, "fault");
}

JsonObject *
sync_fixture_control (SyncFixture *fixture, const char *command, const char *json)
{
  g_autofree char *url = g_strconcat (fixture->control, command, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (json != NULL ? "POST" : "GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (json != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }
  bytes = soup_session_send_and_read (fixture->http, message, NULL, &error);
  g_assert_no_error (error);
  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("%s %s: %.*s", command, json, (int) g_bytes_get_size (bytes),
             (const char *) g_bytes_get_data (bytes, NULL));

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

void
sync_fixture_order (SyncFixture *fixture, const char *command, const char *format, ...)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonObject) answer = NULL;
  va_list args;

  va_start (args, format);
  json = g_strdup_vprintf (format, args);
  va_end (args);
  answer = sync_fixture_control (fixture, command, json);
}

JsonNode *
sync_fixture_call (SyncFixture *fixture, const char *method, const char *format, ...)
{
  g_autofree char *params = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonObject) answer = NULL;
  va_list args;

  va_start (args, format);
  params = g_strdup_vprintf (format, args);
  va_end (args);
  json = g_strdup_printf ("{\"method\":\"%s\",\"params\":%s,\"user\":7}", method, params);
  answer = sync_fixture_control (fixture, "call", json);

  return json_node_copy (json_object_get_member (answer, "result"));
}

void
sync_fixture_fault (SyncFixture *fixture, const char *kind, const char *match, int count)
{
  sync_fixture_order (fixture, "fault", "{\"match\":\"%s\",\"kind\":\"%s\",\"count\":%d}", match,
                      kind, count);
}

JsonObject *
sync_fixture_get_item (SyncFixture *fixture, int type, gint64 id)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.get", "{\"entityTypeId\":%d,\"id\":%" G_GINT64_FORMAT "}",
                       type, id);

  return json_object_ref (json_object_get_object_member (json_node_get_object (result), "item"));
}

gboolean
sync_fixture_is_done (ClinicCommand *command)
{
  return clinic_command_get_state (command) == CLINIC_COMMAND_DONE;
}

static guint
count_entries (SyncFixture *fixture, const char *list, const char *member, const char *value)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);
  JsonArray *entries = json_object_get_array_member (journal, list);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (value == NULL || g_strcmp0 (json_object_get_string_member (entry, member), value) == 0)
        count++;
    }

  return count;
}

guint
sync_fixture_count_writes (SyncFixture *fixture, const char *what)
{
  return count_entries (fixture, "writes", "what", what);
}

guint
sync_fixture_count_changes (SyncFixture *fixture, const char *field)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);
  JsonArray *writes = json_object_get_array_member (journal, "writes");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (writes); i++)
    {
      JsonObject *write = json_array_get_object_element (writes, i);

      if (json_object_has_member (write, "changes") &&
          json_object_has_member (json_object_get_object_member (write, "changes"), field))
        count++;
    }

  return count;
}

guint
sync_fixture_count_requests (SyncFixture *fixture, const char *method)
{
  return count_entries (fixture, "requests", "method", method);
}

guint
sync_fixture_count_faults (SyncFixture *fixture)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);

  return (guint) json_object_get_int_member (journal, "faults");
}

void
sync_fixture_forget_journal (SyncFixture *fixture)
{
  send_delete (fixture, "journal");
}

ClinicCommand *
sync_fixture_new_command (ClinicCommandKind kind,
                          ClinicEntity entity,
                          gint64 id,
                          const char *first_key,
                          ...)
{
  ClinicCommand *command = clinic_command_new ();
  g_autofree char *uuid = g_uuid_string_random ();
  GVariantDict dict;
  va_list args;

  g_variant_dict_init (&dict, NULL);
  va_start (args, first_key);
  for (const char *key = first_key; key != NULL; key = va_arg (args, const char *))
    g_variant_dict_insert (&dict, key, "s", va_arg (args, const char *));
  va_end (args);
  clinic_command_set_id (command, uuid);
  clinic_command_set_kind (command, kind);
  clinic_command_set_entity (command, entity);
  clinic_command_set_entity_id (command, id);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));

  return command;
}

void
sync_fixture_submit (SyncFixture *fixture, ClinicCommand *command)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  clinic_session_submit_async (fixture->session, command, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  clinic_session_submit_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

guint
sync_fixture_count_commands (SyncFixture *fixture)
{
  return g_list_model_get_n_items (clinic_session_get_commands (fixture->session));
}

ClinicColleague *
sync_fixture_find_colleague (GListModel *people, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (people, i);

      if (clinic_user_get_id (clinic_colleague_get_user (colleague)) == id)
        return colleague;
    }

  return NULL;
}
