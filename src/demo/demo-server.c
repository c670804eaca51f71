/* demo-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-server"

#include "demo-server.h"

#include "demo-attached.h"
#include "demo-control.h"
#include "demo-methods-drive.h"
#include "demo-photo.h"
#include "demo-record-file.h"
#include "demo-record.h"
#include "demo-request.h"
#include "demo-smart.h"
#include "demo-timer.h"
#include "demo-v3.h"

#include <string.h>

/* limits.md: all plans but Enterprise */
#define BUCKET_SIZE 50
#define BUCKET_LEAK 2

struct _DemoServer
{
  GObject parent_instance;

  DemoDispatch *dispatch; /* owned */
  SoupServer *server;     /* owned */
  DemoBucket *bucket;     /* owned */
  DemoJournal *journal;   /* owned, (nullable): only with the control interface */
  DemoMisOData *mis;      /* owned */
  GPtrArray *delayed;     /* owned: Delayed */
  char *secret;           /* owned */
  guint port;
  gboolean is_revoked;
};

G_DEFINE_FINAL_TYPE (DemoServer, demo_server, G_TYPE_OBJECT)

/*
 * Delayed:
 *
 * A request that waits before it is answered. Owned by the server that it points to.
 */
typedef struct
{
  DemoServer *server;   /* unowned */
  DemoRequest *request; /* owned */
  GSource *timer;       /* owned */
  gulong finished;
  gboolean is_gone; /* the client did not wait */
  DemoFault fault;
} Delayed;

static void
delayed_free (Delayed *self)
{
  demo_timer_clear (&self->timer);
  g_signal_handler_disconnect (self->request->message, self->finished);
  demo_fault_clear (&self->fault);
  g_clear_pointer (&self->request, demo_request_free);
  g_free (self);
}

static void
demo_server_dispose (GObject *object)
{
  DemoServer *self = DEMO_SERVER (object);

  demo_server_stop (self);
  g_clear_pointer (&self->delayed, g_ptr_array_unref);
  g_clear_pointer (&self->bucket, demo_bucket_free);
  g_clear_pointer (&self->journal, demo_journal_free);
  g_clear_pointer (&self->secret, g_free);
  g_clear_object (&self->mis);
  g_clear_object (&self->dispatch);

  G_OBJECT_CLASS (demo_server_parent_class)->dispose (object);
}

static void
demo_server_class_init (DemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_server_dispose;
}

static void
demo_server_init (DemoServer *self)
{
  self->bucket = demo_bucket_new (BUCKET_SIZE, BUCKET_LEAK);
  self->delayed = g_ptr_array_new_with_free_func ((GDestroyNotify) delayed_free);
}

static void
answer_call (DemoServer *self, DemoRequest *request)
{
  g_auto (DemoAnswer) answer = { 0 };
  g_autoptr (JsonObject) body = NULL;

  if (request->is_v3)
    {
      demo_v3_answer (self->dispatch, request);
      return;
    }
  demo_dispatch_run (self->dispatch, request->user_id, request->method, request->params, &answer);
  if (answer.error != NULL)
    {
      demo_request_answer_error (request->message, demo_error_get_status (answer.error),
                                 demo_error_get_name (answer.error), answer.error->message);
      return;
    }

  body = json_object_new ();
  json_object_set_member (body, "result", g_steal_pointer (&answer.result));
  if (answer.total >= 0)
    json_object_set_int_member (body, "total", answer.total);
  if (answer.next >= 0)
    json_object_set_int_member (body, "next", answer.next);
  json_object_set_object_member (body, "time", g_steal_pointer (&answer.time));
  demo_request_answer (request->message, SOUP_STATUS_OK, body);
}

static void
drop (DemoRequest *request)
{
  GSocket *socket = soup_server_message_get_socket (request->message);

  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
answer_redirect (DemoServer *self, DemoRequest *request)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (request->message));
  g_autofree char *location = g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);

  soup_server_message_set_redirect (request->message, SOUP_STATUS_FOUND, location);
}

static void
answer_truncated (DemoServer *self, DemoRequest *request)
{
  SoupMessageBody *body = soup_server_message_get_response_body (request->message);
  g_autoptr (GBytes) whole = NULL;

  answer_call (self, request);
  whole = soup_message_body_flatten (body);
  soup_server_message_set_response (request->message, "application/json; charset=utf-8",
                                    SOUP_MEMORY_COPY, g_bytes_get_data (whole, NULL),
                                    g_bytes_get_size (whole) / 2);
}

static void
answer_page (DemoRequest *request)
{
  const char *page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
                     "<body><center><h1>502 Bad Gateway</h1></center></body></html>";

  soup_server_message_set_status (request->message, SOUP_STATUS_BAD_GATEWAY, NULL);
  soup_server_message_set_response (request->message, "text/html; charset=utf-8",
                                    SOUP_MEMORY_STATIC, page, strlen (page));
}

/* Plays a fault instead of, or after, the real answer. */
static void
play_fault (DemoServer *self, DemoRequest *request, const char *kind)
{
  SoupServerMessage *message = request->message;

  if (g_str_equal (kind, "503"))
    demo_request_answer_error (message, 503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
  else if (g_str_equal (kind, "429"))
    demo_request_answer_error (message, 429, "OPERATION_TIME_LIMIT",
                               "Method is blocked due to operation time limit.");
  else if (g_str_equal (kind, "401"))
    demo_request_answer_error (message, 401, "INVALID_CREDENTIALS", "Invalid request credentials");
  else if (g_str_equal (kind, "500"))
    demo_request_answer_error (message, 500, "INTERNAL_SERVER_ERROR", "Internal server error");
  else if (g_str_equal (kind, "http200error"))
    demo_request_answer_error (message, 200, "ERROR_CORE", "Internal error");
  else if (g_str_equal (kind, "html"))
    answer_page (request);
  else if (g_str_equal (kind, "empty"))
    soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  else if (g_str_equal (kind, "redirect"))
    answer_redirect (self, request);
  else if (g_str_equal (kind, "truncated"))
    answer_truncated (self, request);
  else if (g_str_equal (kind, "drop_before"))
    drop (request);
  else
    {
      answer_call (self, request);
      if (g_str_equal (kind, "drop_after"))
        drop (request);
    }
}

static void
write_down (DemoServer *self, DemoRequest *request, const char *fault)
{
  if (self->journal != NULL)
    demo_journal_add_request (self->journal, request->user_id, request->method, request->params,
                              soup_server_message_get_status (request->message), fault);
}

static gboolean
on_delay_over_cb (gpointer user_data)
{
  Delayed *delayed = user_data;
  DemoServer *self = delayed->server;
  g_autoptr (SoupServerMessage) message = g_object_ref (delayed->request->message);
  gboolean is_gone = delayed->is_gone;

  play_fault (self, delayed->request, delayed->fault.kind);
  write_down (self, delayed->request, delayed->fault.kind);
  g_ptr_array_remove (self->delayed, delayed);
  if (!is_gone)
    soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
on_delayed_finished_cb (SoupServerMessage *message, gpointer user_data)
{
  ((Delayed *) user_data)->is_gone = TRUE;
}

static void
delay (DemoServer *self, DemoRequest *request, DemoFault *fault)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->server = self;
  delayed->request = request;
  delayed->fault = *fault;
  *fault = (DemoFault){ 0 };
  delayed->timer = demo_timer_new (delayed->fault.delay_ms, on_delay_over_cb, delayed);
  delayed->finished =
    g_signal_connect (request->message, "finished", G_CALLBACK (on_delayed_finished_cb), delayed);
  g_ptr_array_add (self->delayed, delayed);
  soup_server_message_pause (request->message);
  /* the portal works on, although nobody listens any more */
  if (g_str_equal (delayed->fault.kind, "drop_late"))
    drop (request);
}

/* Everything comes from this machine, and is counted as one address. Asking libsoup for the peer of
 * a connection that has gone already makes it warn. */
#define ADDRESS "127.0.0.1"

static gboolean
knows (DemoServer *self, DemoRequest *request)
{
  g_autofree char *name =
    request->is_v3 ? g_strconcat (DEMO_V3_PREFIX, request->method, NULL) : NULL;

  return name != NULL ? demo_dispatch_knows (self->dispatch, name) ||
                          g_ascii_strcasecmp (request->method, "batch") == 0
                      : demo_dispatch_knows (self->dispatch, request->method);
}

/* What is refused before any method runs; the name of the method is looked at before the
 * credentials. */
static gboolean
refuse (DemoServer *self, DemoRequest *request)
{
  if (!demo_bucket_take (self->bucket, ADDRESS, g_get_monotonic_time ()))
    demo_request_answer_error (request->message, 503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
  else if (!knows (self, request))
    demo_request_answer_error (request->message, 404, "ERROR_METHOD_NOT_FOUND",
                               "Method not found!");
  else if (request->secret == NULL)
    demo_request_answer_error (request->message, 401, "NO_AUTH_FOUND", "Wrong authorization data");
  else if (self->is_revoked || request->user_id <= 0 ||
           !g_str_equal (request->secret, self->secret))
    demo_request_answer_error (request->message, 401, "INVALID_CREDENTIALS",
                               "Invalid request credentials");
  else
    return FALSE;

  return TRUE;
}

/* What is refused has no time in its body: its header must not tell another one. */
static void
tell_time (DemoServer *self, SoupServerMessage *message)
{
  gint64 now = demo_world_get_now (demo_dispatch_get_world (self->dispatch));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree char *text = soup_date_time_to_string (time, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", text);
}

static void
on_rest_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  DemoServer *self = user_data;
  g_auto (DemoFault) fault = { 0 };
  g_autoptr (DemoRequest) request = NULL;
  gboolean is_spoiled;

  if (!g_str_has_prefix (path, "/rest/"))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }

  tell_time (self, message);
  request = demo_request_new (message, path);
  if (refuse (self, request))
    {
      write_down (self, request, NULL);
      return;
    }

  is_spoiled = demo_faults_take (demo_dispatch_get_faults (self->dispatch), request->method,
                                 request->params, &fault);
  if (is_spoiled && fault.delay_ms > 0)
    {
      delay (self, g_steal_pointer (&request), &fault);
      return;
    }

  if (is_spoiled)
    play_fault (self, request, fault.kind);
  else
    answer_call (self, request);
  write_down (self, request, fault.kind);
}

static void
on_upload_cb (SoupServer *server,
              SoupServerMessage *message,
              const char *path,
              GHashTable *query,
              gpointer user_data)
{
  DemoServer *self = user_data;

  demo_record_receive (demo_dispatch_get_world (self->dispatch), message, query);
}

static void
on_poll_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  DemoServer *self = user_data;

  demo_pull_poll (demo_dispatch_get_pull (self->dispatch), message,
                  g_uri_get_query (soup_server_message_get_uri (message)));
}

static void
on_websocket_early_cb (SoupServer *server,
                       SoupServerMessage *message,
                       const char *path,
                       GHashTable *query,
                       gpointer user_data)
{
  DemoServer *self = user_data;

  if (demo_pull_is_refusing (demo_dispatch_get_pull (self->dispatch)))
    soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
}

static void
on_websocket_cb (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 SoupWebsocketConnection *connection,
                 gpointer user_data)
{
  DemoServer *self = user_data;

  demo_pull_accept (demo_dispatch_get_pull (self->dispatch), message, connection,
                    g_uri_get_query (soup_server_message_get_uri (message)));
}

static void
on_recording_cb (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  demo_record_file_serve (demo_dispatch_get_world (DEMO_SERVER (user_data)->dispatch), message,
                          path);
}

static void
on_mis_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  DemoServer *self = user_data;

  tell_time (self, message);
  demo_mis_odata_handle (self->mis, message, path, query);
}

static void
on_attached_cb (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  demo_attached_serve (demo_dispatch_get_world (DEMO_SERVER (user_data)->dispatch), message, query);
}

static void
on_photo_cb (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer user_data)
{
  demo_photo_serve (message, path);
}

static void
on_download_cb (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  demo_drive_serve (demo_dispatch_get_world (DEMO_SERVER (user_data)->dispatch), message, query);
}

static void
on_item_file_cb (SoupServer *server,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  demo_smart_serve (demo_dispatch_get_world (DEMO_SERVER (user_data)->dispatch), message, query);
}

/* The portal's own pages are for people who have logged in: a token does not open them. */
static void
on_page_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Авторизация</title></head>"
                             "<body><form action=\"/auth/\">Логин, пароль</form></body></html>";

  if (g_str_has_prefix (path, "/auth"))
    {
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC,
                                        page, strlen (page));
    }
  else
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/auth/?backurl=%2F");
}

static void
on_control_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  demo_control_handle (user_data, message, path);
}

static void
on_committed_cb (DemoWorld *world, const char *what, gint64 id, gint64 user_id, gpointer user_data)
{
  demo_journal_add_write (DEMO_SERVER (user_data)->journal, what, id, user_id,
                          demo_world_get_changes (world));
}

static void
add_control (DemoServer *self)
{
  self->journal = demo_journal_new ();
  g_signal_connect_object (demo_dispatch_get_world (self->dispatch), "committed",
                           G_CALLBACK (on_committed_cb), self, 0);
  soup_server_add_handler (self->server, "/control", on_control_cb, self, NULL);
}

/**
 * demo_server_new:
 * @dispatch: what runs the methods
 * @secret: the secret of everybody's webhook
 * @with_control: whether to offer the control interface and keep the journal
 *
 * Returns: (transfer full): a server that does not listen yet
 */
DemoServer *
demo_server_new (DemoDispatch *dispatch, const char *secret, gboolean with_control)
{
  DemoServer *self = g_object_new (DEMO_TYPE_SERVER, NULL);
  g_autoptr (DemoMis) mis = demo_mis_new (demo_dispatch_get_world (dispatch));

  self->dispatch = g_object_ref (dispatch);
  self->mis = demo_mis_odata_new (mis);
  self->secret = g_strdup (secret);
  self->server = soup_server_new ("server-header", "nginx", NULL);
  soup_server_add_handler (self->server, "/rest", on_rest_cb, self, NULL);
  soup_server_add_handler (self->server, "/rest/upload.json", on_upload_cb, self, NULL);
  soup_server_add_handler (self->server, "/recordings", on_recording_cb, self, NULL);
  soup_server_add_handler (self->server, "/disk", on_recording_cb, self, NULL);
  soup_server_add_handler (self->server, DEMO_DOWNLOAD_PATH, on_download_cb, self, NULL);
  soup_server_add_handler (self->server, DEMO_SMART_FILE_PATH, on_item_file_cb, self, NULL);
  soup_server_add_handler (self->server, "/bizproc", on_page_cb, self, NULL);
  soup_server_add_handler (self->server, "/company", on_page_cb, self, NULL);
  soup_server_add_handler (self->server, "/auth", on_page_cb, self, NULL);
  soup_server_add_handler (self->server, DEMO_ATTACHED_PATH, on_attached_cb, self, NULL);
  soup_server_add_handler (self->server, DEMO_PHOTO_PATH, on_photo_cb, self, NULL);
  soup_server_add_handler (self->server, "/sub", on_poll_cb, self, NULL);
  soup_server_add_handler (self->server, "/mis", on_mis_cb, self, NULL);
  soup_server_add_early_handler (self->server, "/subws", on_websocket_early_cb, self, NULL);
  soup_server_add_websocket_handler (self->server, "/subws", NULL, NULL, on_websocket_cb, self,
                                     NULL);
  if (with_control)
    add_control (self);

  return self;
}

/**
 * demo_server_listen:
 * @self: the server
 * @port: a port of 127.0.0.1, or 0 for any
 * @error: set when the port is taken
 *
 * Returns: whether the portal can be reached
 */
gboolean
demo_server_listen (DemoServer *self, guint port, GError **error)
{
  g_autofree char *host = NULL;
  GSList *uris;

  if (!soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  host = g_strdup_printf ("127.0.0.1:%u", self->port);
  demo_pull_set_host (demo_dispatch_get_pull (self->dispatch), host);

  return TRUE;
}

guint
demo_server_get_port (DemoServer *self)
{
  return self->port;
}

/* Lets everybody go and listens no more. */
void
demo_server_stop (DemoServer *self)
{
  if (self->server == NULL)
    return;

  g_ptr_array_set_size (self->delayed, 0);
  demo_mis_odata_stop (self->mis);
  demo_pull_stop (demo_dispatch_get_pull (self->dispatch));
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

DemoDispatch *
demo_server_get_dispatch (DemoServer *self)
{
  return self->dispatch;
}

DemoBucket *
demo_server_get_bucket (DemoServer *self)
{
  return self->bucket;
}

/* (nullable) */
DemoJournal *
demo_server_get_journal (DemoServer *self)
{
  return self->journal;
}

DemoMisOData *
demo_server_get_mis (DemoServer *self)
{
  return self->mis;
}

/* Whether the administrator took the webhook away. */
void
demo_server_set_revoked (DemoServer *self, gboolean revoked)
{
  self->is_revoked = revoked;
}
