/* bx-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-request"

#include "bx-request.h"

#include "bx-answer-private.h"
#include "bx-error.h"
#include "bx-scan.h"

#include <string.h>

/* From this size on, decoding would be felt on the main thread. */
#define THREAD_FROM (32 * 1024)

#define PAUSE_MAX_MS 30000

typedef struct
{
  GBytes *body;    /* owned */
  GPtrArray *keys; /* owned, (nullable) */
  guint status;
  BxCallFlags flags;
  BxAnswer *answer;     /* owned, (nullable) */
  BxBatchAnswer *batch; /* owned, (nullable) */
} Decoding;

static void
decoding_free (Decoding *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->answer, bx_answer_unref);
  g_clear_pointer (&self->batch, bx_batch_answer_unref);
  g_slice_free (Decoding, self);
}

BxRequest *
bx_request_new (const char *method, JsonNode *params, BxPriority priority, BxCallFlags flags)
{
  BxRequest *self = g_slice_new0 (BxRequest);
  char *json = params != NULL ? json_to_string (params, FALSE) : g_strdup ("{}");

  self->method = g_strdup (method);
  self->methods = g_strdup (method);
  self->body = g_bytes_new_take (json, strlen (json));
  self->priority = priority;
  self->flags = flags;

  return self;
}

static gpointer
copy_text (gconstpointer text, gpointer user_data)
{
  return g_strdup (text);
}

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_copy (texts, (GCopyFunc) copy_text, NULL);

  g_ptr_array_set_free_func (copy, g_free);

  return copy;
}

void
bx_request_set_batch (BxRequest *self, BxBatch *batch)
{
  g_clear_pointer (&self->methods, g_free);
  self->methods = bx_batch_dup_methods (batch);
  self->keys = copy_texts (bx_batch_get_keys (batch));
  self->commands = copy_texts (bx_batch_get_methods (batch));
}

void
bx_request_free (BxRequest *self)
{
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->methods, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_clear_object (&self->message);
  g_clear_pointer (&self->answer, bx_answer_unref);
  g_clear_pointer (&self->batch, bx_batch_answer_unref);
  g_slice_free (BxRequest, self);
}

gboolean
bx_request_is_write (const BxRequest *self)
{
  return (self->flags & BX_CALL_WRITE) != 0;
}

/**
 * bx_request_make_message:
 * @self: the request
 * @auth: how it is signed
 * @error: (nullable): where an error goes
 *
 * Makes the message of one attempt. Only reads are marked as idempotent: the mark lets libsoup
 * use a connection that is open already, but also send the request again by itself when that
 * connection turns out to be dead, which must not happen to a write.
 *
 * Returns: (nullable) (transfer none): the message, or %NULL with %BX_ERROR_INVALID
 */
SoupMessage *
bx_request_make_message (BxRequest *self, BxAuth *auth, GError **error)
{
  g_autofree char *uri = bx_auth_dup_method_uri (auth, self->method);

  g_clear_object (&self->message);
  self->message = soup_message_new (SOUP_METHOD_POST, uri);

  if (self->message == NULL)
    {
      g_set_error_literal (error, BX_ERROR, BX_ERROR_INVALID, "the portal has no usable address");
      return NULL;
    }

  soup_message_set_request_body_from_bytes (self->message, "application/json", self->body);
  soup_message_headers_replace (soup_message_get_request_headers (self->message), "Accept",
                                "application/json");
  /* a redirect would come back as a GET without params */
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);

  if (!bx_request_is_write (self) && (self->flags & BX_CALL_ONCE) == 0)
    soup_message_add_flags (self->message, SOUP_MESSAGE_IDEMPOTENT);

  if (self->priority == BX_PRIORITY_CALL)
    soup_message_set_priority (self->message, SOUP_MESSAGE_PRIORITY_HIGH);

  bx_auth_sign (auth, self->message);

  return self->message;
}

/* Takes the results out of the body, so that only what is around them is decoded; texts stay empty
 * when it is no answer to a batch. */
static void
set_texts_apart (Decoding *self, GHashTable *texts)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  char *rest = length > 0 ? bx_scan_split (data, length, texts) : NULL;

  if (rest == NULL)
    {
      g_hash_table_remove_all (texts);
      return;
    }

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_take (rest, strlen (rest));
}

static gboolean
decode (Decoding *self, GError **error)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if ((self->flags & BX_CALL_TEXTS) != 0)
    set_texts_apart (self, texts);

  self->answer = bx_answer_parse (self->body, self->status, error);

  if (self->answer == NULL || self->keys == NULL)
    return self->answer != NULL;

  self->batch = bx_batch_answer_new (self->keys, self->answer);

  if (self->batch == NULL)
    g_set_error_literal (error, BX_ERROR, BX_ERROR_MALFORMED, "this is no answer to a batch");
  else
    bx_batch_answer_take_texts (self->batch, texts);

  return self->batch != NULL;
}

static void
decode_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (decode (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bx_request_decode_async:
 * @self: the request
 * @body: the body of the answer to its message
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called with the outcome
 * @user_data: data for @callback
 *
 * Reads an answer, in a thread when it is large.
 */
void
bx_request_decode_async (BxRequest *self,
                         GBytes *body,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Decoding *decoding = g_slice_new0 (Decoding);

  decoding->body = g_bytes_ref (body);
  decoding->keys = self->keys != NULL ? g_ptr_array_ref (self->keys) : NULL;
  decoding->flags = self->flags;
  decoding->status = soup_message_get_status (self->message);

  g_task_set_source_tag (task, bx_request_decode_async);
  g_task_set_task_data (task, decoding, (GDestroyNotify) decoding_free);

  if (g_bytes_get_size (body) >= THREAD_FROM)
    g_task_run_in_thread (task, decode_worker);
  else
    decode_worker (task, NULL, decoding, cancellable);
}

/**
 * bx_request_decode_finish:
 * @self: the request
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: whether @self has an answer now
 */
gboolean
bx_request_decode_finish (BxRequest *self, GAsyncResult *result, GError **error)
{
  Decoding *decoding = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  self->answer = g_steal_pointer (&decoding->answer);
  self->batch = g_steal_pointer (&decoding->batch);

  return TRUE;
}

/**
 * bx_request_may_repeat:
 * @self: the request
 * @error: what became of its last attempt
 *
 * Returns: whether it is safe and sensible to send it again, refusals because of limits aside
 */
gboolean
bx_request_may_repeat (BxRequest *self, const GError *error)
{
  if (bx_request_is_write (self) || (self->flags & BX_CALL_ONCE) != 0)
    return FALSE;

  if (g_error_matches (error, BX_ERROR, BX_ERROR_NETWORK) ||
      g_error_matches (error, BX_ERROR, BX_ERROR_SERVER))
    return TRUE;

  /* cut short on its way; any other answer would come back the same */
  return g_error_matches (error, BX_ERROR, BX_ERROR_MALFORMED) &&
         bx_error_get_status (error) == SOUP_STATUS_OK;
}

/**
 * bx_request_get_pause:
 * @self: the request
 * @first_pause_ms: the pause after the first failure
 *
 * Returns: ms to wait before the next attempt: doubled each time, 30 s at most, ±10 %
 */
gint64
bx_request_get_pause (BxRequest *self, guint first_pause_ms)
{
  gint64 pause = (gint64) first_pause_ms << MIN (self->failures, 16);

  return (gint64) (MIN (pause, PAUSE_MAX_MS) * g_random_double_range (0.9, 1.1));
}
