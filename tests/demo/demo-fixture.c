/* demo-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#include <string.h>

static void
set_up (Fixture *fixture, DemoPortalOptions options)
{
  g_autoptr (GError) error = NULL;

  if (options.patients == 0)
    options.patients = 300;
  options.control = TRUE;
  options.living_day = FALSE;
  options.earlier_calls = 0;
  options.secret = "s3cr3t";
  fixture->portal = demo_portal_new (&options);
  demo_portal_start (fixture->portal, &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
  fixture->url = g_strdup (demo_portal_get_url (fixture->portal));
  fixture->control = demo_portal_dup_control_url (fixture->portal);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;

  options.patients = 0;
  set_up (fixture, options);
}

void
fixture_set_up_invoices (Fixture *fixture, gconstpointer data)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;

  options.patients = 0;
  options.invoices = GPOINTER_TO_INT (data);
  set_up (fixture, options);
}

void
fixture_set_up_months (Fixture *fixture, gconstpointer data)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;

  options.patients = 1200;
  options.history = (guint) GPOINTER_TO_INT (data);
  options.now = FIXTURE_NOW;
  set_up (fixture, options);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  soup_session_abort (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->portal);
  g_clear_pointer (&fixture->url, g_free);
  g_clear_pointer (&fixture->control, g_free);
}

GBytes *
fixture_send (Fixture *fixture,
              const char *method,
              const char *url,
              const char *type,
              const char *body,
              GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  GBytes *answer;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, type, bytes);
    }
  answer = soup_session_send_and_read (fixture->session, message, NULL, error);
  fixture->status = soup_message_get_status (message);

  return answer;
}

static JsonObject *
read_object (GBytes *bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

JsonObject *
fixture_post (Fixture *fixture, const char *url, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = fixture_send (fixture, "POST", url, "application/json", json, &error);

  g_assert_no_error (error);

  return read_object (bytes);
}

JsonObject *
fixture_call (Fixture *fixture, const char *method, const char *json)
{
  g_autofree char *url = g_strconcat (fixture->url, method, NULL);

  return fixture_post (fixture, url, json != NULL ? json : "{}");
}

JsonObject *
fixture_call_as (Fixture *fixture, gint64 user, const char *method, const char *json)
{
  g_autofree char *webhook = demo_portal_dup_url_for (fixture->portal, user);
  g_autofree char *url = g_strconcat (webhook, method, NULL);

  return fixture_post (fixture, url, json != NULL ? json : "{}");
}

JsonObject *
fixture_control (Fixture *fixture, const char *command, const char *json)
{
  g_autofree char *url = g_strconcat (fixture->control, command, NULL);
  JsonObject *answer = fixture_post (fixture, url, json != NULL ? json : "{}");

  if (fixture->status != 200)
    g_error ("%s %s: %s", command, json,
             json_object_get_string_member (answer, "error_description"));

  return answer;
}

JsonObject *
fixture_journal (Fixture *fixture)
{
  g_autofree char *url = g_strconcat (fixture->control, "journal", NULL);
  g_autoptr (GBytes) bytes = fixture_send (fixture, "GET", url, NULL, NULL, NULL);

  return read_object (bytes);
}

char *
fixture_to_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

static void
on_frame_cb (SoupWebsocketConnection *connection, int type, GBytes *bytes, gpointer user_data)
{
  Listener *self = user_data;

  g_ptr_array_add (self->frames,
                   g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
}

static void
on_closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  Listener *self = user_data;

  self->is_closed = TRUE;
  self->code = soup_websocket_connection_get_close_code (connection);
}

static void
on_pong_cb (SoupWebsocketConnection *connection, GBytes *bytes, gpointer user_data)
{
  ((Listener *) user_data)->pongs++;
}

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

Listener *
listener_new (Fixture *fixture, const char *url, const char *mid, const char *more, GError **error)
{
  g_autofree char *full =
    g_strconcat (url, mid != NULL ? "&mid=" : "", mid != NULL ? mid : "", more, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", full);
  g_autoptr (GAsyncResult) result = NULL;
  SoupWebsocketConnection *connection;
  Listener *self;

  soup_session_websocket_connect_async (fixture->session, message, NULL, NULL, 0, NULL,
                                        store_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  connection = soup_session_websocket_connect_finish (fixture->session, result, error);
  fixture->status = soup_message_get_status (message);
  if (connection == NULL)
    return NULL;

  self = g_new0 (Listener, 1);
  self->connection = connection;
  self->frames = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (connection, "message", G_CALLBACK (on_frame_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed_cb), self);
  g_signal_connect (connection, "pong", G_CALLBACK (on_pong_cb), self);

  return self;
}

/* The address with the channels, as a client would put it together. */
char *
fixture_websocket_url (Fixture *fixture, const char *webhook)
{
  g_autofree char *url = g_strconcat (webhook, "pull.config.get", NULL);
  g_autoptr (JsonObject) answer = fixture_post (fixture, url, "{}");
  JsonObject *result = json_object_get_object_member (answer, "result");
  JsonObject *channels = json_object_get_object_member (result, "channels");
  const char *private =
    json_object_get_string_member (json_object_get_object_member (channels, "private"), "id");
  const char *shared =
    json_object_get_string_member (json_object_get_object_member (channels, "shared"), "id");
  const char *server =
    json_object_get_string_member (json_object_get_object_member (result, "server"),
                                   "websocket_secure");
  g_autofree char *ids = g_strconcat (private, "/", shared, NULL);
  g_autofree char *escaped = g_uri_escape_string (ids, NULL, FALSE);

  if (json_object_has_member (result, "jwt"))
    return g_strconcat (server, "?jsonRpc=true&revision=19&token=",
                        json_object_get_string_member (result, "jwt"), NULL);

  return g_strconcat (server, "?CHANNEL_ID=", escaped, "&revision=19", NULL);
}

Listener *
listener_open (Fixture *fixture, const char *mid)
{
  g_autofree char *url = fixture_websocket_url (fixture, fixture->url);
  g_autoptr (GError) error = NULL;
  Listener *self = listener_new (fixture, url, mid, "&format=json", &error);

  g_assert_no_error (error);

  return self;
}

void
listener_free (Listener *self)
{
  g_signal_handlers_disconnect_by_data (self->connection, self);
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, 1000, NULL);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_free (self);
}

static gboolean
on_time_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
fixture_iterate (guint milliseconds)
{
  gboolean is_up = FALSE;

  g_timeout_add (milliseconds, on_time_up_cb, &is_up);
  while (!is_up)
    g_main_context_iteration (NULL, TRUE);
}

const char *
listener_wait (Listener *self, guint n, guint milliseconds)
{
  for (guint i = 0; i < milliseconds / 10 && self->frames->len <= n; i++)
    fixture_iterate (10);

  return self->frames->len > n ? g_ptr_array_index (self->frames, n) : NULL;
}

gboolean
listener_wait_closed (Listener *self, guint milliseconds)
{
  for (guint i = 0; i < milliseconds / 10 && !self->is_closed; i++)
    fixture_iterate (10);

  return self->is_closed;
}
