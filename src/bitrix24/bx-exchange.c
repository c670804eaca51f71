/* bx-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-exchange"

#include "bx-exchange.h"

#include "bx-error.h"
#include "bx-uri.h"

#define CHUNK (64 * 1024)

/* One request and the whole of its answer. Lives as the data of a task. */
typedef struct
{
  SoupMessage *message;    /* owned */
  GCancellable *giving_up; /* owned: cancelled by the caller or by the deadline */
  GCancellable *caller;    /* owned, (nullable) */
  gulong caller_handler;
  GSource *deadline;    /* owned, (nullable) */
  GInputStream *stream; /* owned, (nullable) */
  GByteArray *body;     /* owned, (nullable) */
  gsize limit;
  gboolean started;  /* a byte of the request may have left */
  gboolean too_late; /* the deadline came */
} Exchange;

static void
exchange_free (Exchange *self)
{
  if (self->caller_handler != 0)
    g_cancellable_disconnect (self->caller, self->caller_handler);

  if (self->deadline != NULL)
    g_source_destroy (self->deadline);

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_pointer (&self->deadline, g_source_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_object (&self->stream);
  g_clear_object (&self->caller);
  g_clear_object (&self->giving_up);
  g_clear_object (&self->message);
  g_slice_free (Exchange, self);
}

static void
return_failure (GTask *task, const GError *cause)
{
  Exchange *self = g_task_get_task_data (task);
  GError *error;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->too_late)
    error = g_error_new_literal (BX_ERROR, BX_ERROR_NETWORK, "the portal did not answer in time");
  else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    error = g_error_new_literal (BX_ERROR, BX_ERROR_UNTRUSTED, cause->message);
  else
    error = g_error_new_literal (BX_ERROR, BX_ERROR_NETWORK, cause->message);

  bx_error_set_maybe_applied (error, self->started);
  g_task_return_error (task, error);
}

static void
return_too_large (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  GError *error = g_error_new (BX_ERROR, BX_ERROR_MALFORMED,
                               "the answer is larger than %" G_GSIZE_FORMAT " bytes", self->limit);

  bx_error_set_status (error, soup_message_get_status (self->message));
  bx_error_set_maybe_applied (error, TRUE);
  g_task_return_error (task, error);
}

static void on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_more (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  guint filled = self->body->len;

  /* the buffer grows by halves, or the answer would be copied again for each chunk */
  g_byte_array_set_size (self->body, filled + CHUNK);
  g_input_stream_read_async (self->stream, self->body->data + filled, CHUNK, G_PRIORITY_DEFAULT,
                             self->giving_up, on_read_cb, g_object_ref (task));
  self->body->len = filled;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  Exchange *self = g_task_get_task_data (task);
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (count < 0)
    {
      return_failure (task, error);
      return;
    }

  if (count == 0)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&self->body)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }

  self->body->len += (guint) count;

  if (self->body->len > self->limit)
    return_too_large (task);
  else
    read_more (task);
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  Exchange *self = g_task_get_task_data (task);
  goffset length;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (self->stream == NULL)
    {
      return_failure (task, error);
      return;
    }

  length =
    soup_message_headers_get_content_length (soup_message_get_response_headers (self->message));

  if (length > 0 && (guint64) length > self->limit)
    {
      return_too_large (task);
      return;
    }

  self->body = g_byte_array_new ();
  read_more (task);
}

static void
on_starting_cb (SoupMessage *message, gpointer user_data)
{
  Exchange *self = user_data;

  self->started = TRUE;
}

static void
on_caller_cancelled_cb (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  Exchange *self = user_data;

  self->too_late = TRUE;
  g_cancellable_cancel (self->giving_up);

  return G_SOURCE_REMOVE;
}

static void
arm_deadline (Exchange *self, guint timeout)
{
  self->deadline = g_timeout_source_new_seconds (timeout);
  g_source_set_static_name (self->deadline, "bx-exchange");
  g_source_set_callback (self->deadline, on_deadline_cb, self, NULL);
  g_source_attach (self->deadline, g_main_context_get_thread_default ());
}

/**
 * bx_exchange_async:
 * @session: the session
 * @message: the request
 * @timeout: seconds after which it is given up, however busy the connection is
 * @limit: how many bytes the answer may have
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called with the outcome
 * @user_data: data for @callback
 *
 * Sends @message and reads its answer, whatever its status. A secret is in its address, so it is
 * not sent in the clear to another machine.
 */
void
bx_exchange_async (SoupSession *session,
                   SoupMessage *message,
                   guint timeout,
                   gsize limit,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Exchange *self;

  g_return_if_fail (SOUP_IS_SESSION (session));
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, bx_exchange_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (!bx_uri_is_safe (soup_message_get_uri (message)))
    {
      g_task_return_new_error (task, BX_ERROR, BX_ERROR_INVALID,
                               "a secret is not sent over plain http");
      return;
    }

  self = g_slice_new0 (Exchange);
  self->message = g_object_ref (message);
  self->limit = limit;
  self->giving_up = g_cancellable_new ();
  g_task_set_task_data (task, self, (GDestroyNotify) exchange_free);

  if (cancellable != NULL)
    {
      self->caller = g_object_ref (cancellable);
      self->caller_handler =
        g_cancellable_connect (cancellable, G_CALLBACK (on_caller_cancelled_cb),
                               g_object_ref (self->giving_up), g_object_unref);
    }

  arm_deadline (self, timeout);
  /* emitted on a connection that stands: before it, nothing was sent */
  g_signal_connect (message, "starting", G_CALLBACK (on_starting_cb), self);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->giving_up, on_sent_cb,
                           g_steal_pointer (&task));
}

/**
 * bx_exchange_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: (nullable) (transfer full): the body of the answer, or %NULL with %G_IO_ERROR_CANCELLED
 *   or %BX_ERROR, which knows whether the request may have arrived
 */
GBytes *
bx_exchange_finish (SoupSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
