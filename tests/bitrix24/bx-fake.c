/* bx-fake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-fake"

#include "bx-fake.h"

#include "../tls-handshakes.h"

#include <string.h>

typedef struct
{
  guint status;
  GBytes *body; /* owned, (nullable) */
  BxFakeFault fault;
} Canned;

struct _BxFake
{
  SoupServer *server;  /* owned */
  char *origin;        /* owned */
  GHashTable *canned;  /* owned (element-type utf8 GQueue) */
  GHashTable *delays;  /* owned (element-type utf8 guint) */
  GPtrArray *requests; /* owned (element-type BxFakeRequest) */
  guint n_idle;        /* how many hold the certificate when nobody is connected */
  char *(*handler) (BxFakeRequest *request, gpointer user_data);
  gpointer handler_data;
};

static void
canned_free (gpointer data)
{
  Canned *canned = data;

  g_clear_pointer (&canned->body, g_bytes_unref);
  g_clear_pointer (&canned, g_free);
}

static void
queue_free (gpointer data)
{
  g_queue_free_full (data, canned_free);
}

static void
request_free (gpointer data)
{
  BxFakeRequest *request = data;

  g_clear_pointer (&request->method, g_free);
  g_clear_pointer (&request->body, g_free);
  g_clear_pointer (&request->user_agent, g_free);
  g_clear_pointer (&request->type, g_free);
  g_clear_pointer (&request->bearer, g_free);
  g_clear_pointer (&request, g_free);
}

typedef struct
{
  SoupServerMessage *message; /* owned */
  guint status;
  GBytes *body; /* owned */
} Late;

static gboolean
on_late_cb (gpointer user_data)
{
  Late *late = user_data;
  gsize length;
  const char *data = g_bytes_get_data (late->body, &length);

  soup_server_message_set_status (late->message, late->status, NULL);
  soup_server_message_set_response (late->message, "application/json", SOUP_MEMORY_COPY, data,
                                    length);
  soup_server_message_unpause (late->message);

  return G_SOURCE_REMOVE;
}

static void
late_free (gpointer data)
{
  Late *late = data;

  g_clear_object (&late->message);
  g_clear_pointer (&late->body, g_bytes_unref);
  g_clear_pointer (&late, g_free);
}

static gboolean
on_trickle_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  if (soup_server_message_get_socket (message) == NULL)
    return G_SOURCE_REMOVE;

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, " ",
                            1);
  soup_server_message_unpause (message);

  return G_SOURCE_CONTINUE;
}

static void
send_promise (SoupServerMessage *message, guint length)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  g_autofree char *half = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %u\r\n"
                                           "Content-Type: application/json\r\n\r\n"
                                           "{\"result\":[1,2,3",
                                           length);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), half, strlen (half), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
commit_fault (SoupServerMessage *message, BxFakeFault fault)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  switch (fault)
    {
    case BX_FAKE_DROP_BEFORE:
      {
        g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

        g_io_stream_close (stream, NULL, NULL);
      }
      break;
    case BX_FAKE_DROP_HALFWAY:
      send_promise (message, 500);
      break;
    case BX_FAKE_HUGE:
      send_promise (message, 999999999);
      break;
    case BX_FAKE_SILENT:
      soup_server_message_pause (message);
      break;
    case BX_FAKE_TRICKLE:
      soup_server_message_set_status (message, 200, NULL);
      soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
      g_timeout_add_full (G_PRIORITY_DEFAULT, 50, on_trickle_cb, g_object_ref (message),
                          g_object_unref);
      break;
    case BX_FAKE_ANSWER:
    default:
      g_assert_not_reached ();
    }
}

static Canned *
take_canned (BxFake *self, const char *method)
{
  GQueue *queue = g_hash_table_lookup (self->canned, method);
  Canned *head;

  if (queue == NULL)
    return NULL;

  head = g_queue_peek_head (queue);

  /* the last stays: its place is taken by the next only if there is one */
  if (queue->length > 1)
    {
      g_queue_pop_head (queue);
      g_object_set_data_full (G_OBJECT (self->server), "served", head, canned_free);
    }

  return head;
}

static void
answer (BxFake *self, SoupServerMessage *message, const char *method, guint status, GBytes *body)
{
  guint delay = GPOINTER_TO_UINT (g_hash_table_lookup (self->delays, method));
  Late *late = g_new0 (Late, 1);

  late->message = g_object_ref (message);
  late->status = status;
  late->body = g_bytes_ref (body);
  soup_server_message_pause (message);

  if (delay > 0)
    {
      g_timeout_add_full (G_PRIORITY_DEFAULT, delay, on_late_cb, late, late_free);
    }
  else
    {
      on_late_cb (late);
      late_free (late);
    }
}

static BxFakeRequest *
note_request (BxFake *self, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  BxFakeRequest *request = g_new0 (BxFakeRequest, 1);
  const char *name = strrchr (path, '/') + 1;

  request->method =
    g_str_has_suffix (name, ".json") ? g_strndup (name, strlen (name) - 5) : g_strdup (name);
  request->body = body->data != NULL ? g_strndup (body->data, body->length) : g_strdup ("");
  request->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  request->type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  request->bearer = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  request->arrived = g_get_monotonic_time ();
  g_ptr_array_add (self->requests, request);

  return request;
}

static void
on_request_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  BxFake *self = user_data;
  BxFakeRequest *request = note_request (self, message, path);
  Canned *canned;

  if (self->handler != NULL)
    {
      char *made = self->handler (request, self->handler_data);

      if (made != NULL)
        {
          g_autoptr (GBytes) bytes = g_bytes_new_take (made, strlen (made));

          answer (self, message, request->method, 200, bytes);
          return;
        }
    }

  canned = take_canned (self, request->method);

  if (canned == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (
        "{\"error\":\"ERROR_METHOD_NOT_FOUND\",\"error_description\":\"Method not found!\"}", 70);

      answer (self, message, request->method, 404, bytes);
    }
  else if (canned->fault != BX_FAKE_ANSWER)
    {
      commit_fault (message, canned->fault);
    }
  else
    {
      if (canned->status / 100 == 3)
        soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                      "Location", "/rest/1/elsewhere/profile.json");
      answer (self, message, request->method, canned->status, canned->body);
    }
}

/* certificate: (nullable) */
static BxFake *
fake_new (GTlsCertificate *certificate)
{
  BxFake *self = g_new0 (BxFake, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  self->canned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, queue_free);
  self->delays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  soup_server_add_handler (self->server, NULL, on_request_cb, self, NULL);
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY |
                              (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  /* but for the caller's */
  self->n_idle = certificate != NULL ? G_OBJECT (certificate)->ref_count - 1 : 0;

  uris = soup_server_get_uris (self->server);
  self->origin = g_strdup_printf ("%s://127.0.0.1:%d", g_uri_get_scheme (uris->data),
                                  g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

BxFake *
bx_fake_new (void)
{
  return fake_new (NULL);
}

BxFake *
bx_fake_new_secure (const char *certificate)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("RECEPTION_FIXTURES"), "tls", certificate, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) both = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return fake_new (both);
}

void
bx_fake_free (BxFake *self)
{
  GTlsCertificate *certificate = soup_server_get_tls_certificate (self->server);

  if (certificate != NULL)
    tls_handshakes_end (certificate, self->n_idle);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->canned, g_hash_table_unref);
  g_clear_pointer (&self->delays, g_hash_table_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self, g_free);
}

const char *
bx_fake_get_origin (BxFake *self)
{
  return self->origin;
}

static void
push (BxFake *self, const char *method, Canned *canned)
{
  GQueue *queue = g_hash_table_lookup (self->canned, method);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->canned, g_strdup (method), queue);
    }

  g_queue_push_tail (queue, canned);
}

void
bx_fake_add_bytes (BxFake *self, const char *method, guint status, GBytes *body)
{
  Canned *canned = g_new0 (Canned, 1);

  canned->status = status;
  canned->body = g_bytes_ref (body);
  push (self, method, canned);
}

void
bx_fake_add (BxFake *self, const char *method, guint status, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  bx_fake_add_bytes (self, method, status, bytes);
}

void
bx_fake_add_fault (BxFake *self, const char *method, BxFakeFault fault)
{
  Canned *canned = g_new0 (Canned, 1);

  canned->fault = fault;
  push (self, method, canned);
}

void
bx_fake_set_delay (BxFake *self, const char *method, guint ms)
{
  g_hash_table_insert (self->delays, g_strdup (method), GUINT_TO_POINTER (ms));
}

void
bx_fake_set_handler (BxFake *self,
                     char *(*handler) (BxFakeRequest *request, gpointer user_data),
                     gpointer user_data)
{
  self->handler = handler;
  self->handler_data = user_data;
}

guint
bx_fake_count (BxFake *self, const char *method)
{
  guint count = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      BxFakeRequest *request = g_ptr_array_index (self->requests, i);

      if (method == NULL || g_str_equal (request->method, method))
        count++;
    }

  return count;
}

BxFakeRequest *
bx_fake_get (BxFake *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);

  return g_ptr_array_index (self->requests, index);
}

/* A client whose waiting times are a hundredth of the real ones. */
BxClient *
bx_fake_make_client (BxFake *self)
{
  g_autofree char *address = g_strconcat (self->origin, "/rest/7/" BX_FAKE_SECRET "/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxWebhook) webhook = bx_webhook_new (address, &error);
  g_autoptr (BxThrottle) throttle = bx_throttle_new ();
  BxClient *client;

  g_assert_no_error (error);
  bx_throttle_set_time_scale (throttle, 0.01);
  client = bx_client_new (BX_AUTH (webhook), throttle);
  bx_client_set_retries (client, 3, 10);

  return client;
}

void
bx_fake_on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
bx_fake_wait (GAsyncResult **result)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (*result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, TRUE);
    }

  return *result;
}

static gboolean
on_spin_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
bx_fake_spin (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, on_spin_over_cb, &is_over);

  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

BxAnswer *
bx_fake_call (BxClient *client,
              const char *method,
              BxPriority priority,
              BxCallFlags flags,
              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bx_client_call_async (client, method, NULL, priority, flags, NULL, bx_fake_on_result_cb, &result);

  return bx_client_call_finish (client, bx_fake_wait (&result), error);
}
