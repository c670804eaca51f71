/* bx-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-client"

#include "bx-client.h"

#include "bx-error.h"
#include "bx-exchange.h"
#include "bx-quota.h"
#include "bx-request.h"
#include "reception-config.h"

/* limits: "one REST request must finish within 60 seconds" */
#define DEFAULT_TIMEOUT 60
/* the portal's own 60 s, and as long again for a slow line to carry the answer */
#define DEADLINE_FACTOR 2

#define DEFAULT_RETRIES 3
#define DEFAULT_FIRST_PAUSE_MS 1000
/* limits say to come back with growing pauses; 503 more often than we repeat a failure */
#define EXTRA_REFUSALS 2

/* A ringing call must not wait for a connection that a slow report holds. */
#define MAX_CONNECTIONS 12

/* whoever waits for an answer is told sooner than this */
#define PATIENCE 30

/**
 * BxClient:
 *
 * Sends each request through the throttle, reads the answer, and decides whether it may be sent
 * again. Keeps what is common to all requests: the session, the portal's clock, what methods cost,
 * and the one refresh of a token. Main thread only.
 */
struct _BxClient
{
  GObject parent_instance;

  BxAuth *auth;          /* owned */
  BxThrottle *throttle;  /* owned, shared with other clients of the portal */
  SoupSession *session;  /* owned */
  GPtrArray *refreshing; /* owned (element-type GTask): what waits for the new token */
  BxQuota quota;
  guint timeout; /* s */
  guint retries;
  guint first_pause_ms;
  guint token; /* counts the tokens we had */
};

G_DEFINE_FINAL_TYPE (BxClient, bx_client, G_TYPE_OBJECT)

static void start_attempt (GTask *task);

static void
bx_client_finalize (GObject *object)
{
  BxClient *self = BX_CLIENT (object);

  g_clear_pointer (&self->refreshing, g_ptr_array_unref);
  bx_quota_clear (&self->quota);
  g_clear_object (&self->session);
  g_clear_object (&self->throttle);
  g_clear_object (&self->auth);

  G_OBJECT_CLASS (bx_client_parent_class)->finalize (object);
}

static void
bx_client_class_init (BxClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bx_client_finalize;
}

static void
bx_client_init (BxClient *self)
{
  self->timeout = DEFAULT_TIMEOUT;
  self->retries = DEFAULT_RETRIES;
  self->first_pause_ms = DEFAULT_FIRST_PAUSE_MS;
  self->refreshing = g_ptr_array_new_with_free_func (g_object_unref);
  self->session =
    soup_session_new_with_options ("timeout", DEFAULT_TIMEOUT, "user-agent",
                                   "Reception/" RECEPTION_VERSION, "max-conns", MAX_CONNECTIONS,
                                   "max-conns-per-host", MAX_CONNECTIONS, NULL);
  /* it would send a request again on a 401, even a write */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

/**
 * bx_client_new:
 * @auth: how requests are signed
 * @throttle: the brake of this portal
 *
 * Returns: (transfer full): a client
 */
BxClient *
bx_client_new (BxAuth *auth, BxThrottle *throttle)
{
  BxClient *self;

  g_return_val_if_fail (BX_IS_AUTH (auth), NULL);
  g_return_val_if_fail (BX_IS_THROTTLE (throttle), NULL);

  self = g_object_new (BX_TYPE_CLIENT, NULL);
  self->auth = g_object_ref (auth);
  self->throttle = g_object_ref (throttle);
  bx_quota_init (&self->quota, throttle);

  return self;
}

/**
 * bx_client_get_auth:
 * @self: the client
 *
 * Returns: (transfer none): how requests are signed
 */
BxAuth *
bx_client_get_auth (BxClient *self)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), NULL);

  return self->auth;
}

/**
 * bx_client_get_throttle:
 * @self: the client
 *
 * Returns: (transfer none): the brake of this portal
 */
BxThrottle *
bx_client_get_throttle (BxClient *self)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), NULL);

  return self->throttle;
}

/**
 * bx_client_get_session:
 * @self: the client
 *
 * Returns: (transfer none): the session, for what is no REST call
 */
SoupSession *
bx_client_get_session (BxClient *self)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), NULL);

  return self->session;
}

/**
 * bx_client_set_timeout:
 * @self: the client
 * @seconds: how long a portal may be silent; the whole of an answer may take twice as long
 *
 * Sets the patience of requests that are still to come.
 */
void
bx_client_set_timeout (BxClient *self, guint seconds)
{
  g_return_if_fail (BX_IS_CLIENT (self));
  g_return_if_fail (seconds > 0);

  self->timeout = seconds;
  soup_session_set_timeout (self->session, seconds);
}

/**
 * bx_client_set_retries:
 * @self: the client
 * @retries: how often a read is tried again; with 0 nothing is ever tried again, refusals included
 * @first_pause_ms: the first pause
 *
 * For tests.
 */
void
bx_client_set_retries (BxClient *self, guint retries, guint first_pause_ms)
{
  g_return_if_fail (BX_IS_CLIENT (self));

  self->retries = retries;
  self->first_pause_ms = first_pause_ms;
}

/**
 * bx_client_get_server_time:
 * @self: the client
 *
 * Returns: what the portal's clock shows now, in unix µs, as far as the last answer tells
 */
gint64
bx_client_get_server_time (BxClient *self)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), 0);

  return g_get_real_time () + self->quota.clock_offset;
}

static gboolean
is_named (const GError *error, const char *name)
{
  return g_strcmp0 (bx_error_get_remote_name (error), name) == 0;
}

static void
succeed (GTask *task)
{
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);

  bx_throttle_succeeded (self->throttle, request->all_refusals);
  bx_quota_note_answer (&self->quota, request);

  if (request->batch != NULL)
    g_task_return_pointer (task, g_steal_pointer (&request->batch),
                           (GDestroyNotify) bx_batch_answer_unref);
  else
    g_task_return_pointer (task, g_steal_pointer (&request->answer),
                           (GDestroyNotify) bx_answer_unref);
}

static void
fail (GTask *task, GError *error)
{
  BxRequest *request = g_task_get_task_data (task);

  g_debug ("%s failed: status %u, code %s", request->method, bx_error_get_status (error),
           bx_error_get_remote_name (error) != NULL ? bx_error_get_remote_name (error) : "-");
  g_prefix_error (&error, "%s: ", request->method);
  g_task_return_error (task, error);
}

static gboolean
on_pause_over_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);

  if (!g_task_return_error_if_cancelled (task))
    start_attempt (task);

  return G_SOURCE_REMOVE;
}

/* Waits outside of the throttle's queues, so it is in nobody's way. */
static void
repeat_after_pause (GTask *task)
{
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GSource) pause = NULL;

  pause = g_timeout_source_new ((guint) bx_request_get_pause (request, self->first_pause_ms));
  g_source_set_static_name (pause, "bx-client-pause");
  g_source_set_callback (pause, on_pause_over_cb, g_object_ref (task), g_object_unref);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (pause, cancelled);
    }

  g_source_attach (pause, g_main_context_get_thread_default ());
  request->failures++;
}

/* 503 and 429: the portal did not run it, so even a write may be sent again */
static void
handle_refusal (GTask *task, GError *error)
{
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 until = now;
  guint allowed = self->retries > 0 ? self->retries + EXTRA_REFUSALS : 0;

  if (is_named (error, "OPERATION_TIME_LIMIT"))
    {
      until = bx_quota_block (&self->quota, request->method, error);
      bx_error_set_retry_at (error, until);
    }
  else
    {
      bx_throttle_back_off (self->throttle);
    }

  if ((request->flags & BX_CALL_ONCE) != 0 || request->refusals >= allowed ||
      (request->priority != BX_PRIORITY_BACKGROUND && until - now > PATIENCE))
    {
      fail (task, error);
      return;
    }

  request->refusals++;
  g_error_free (error);
  start_attempt (task);
}

static void
on_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BxClient) self = BX_CLIENT (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->refreshing);
  gboolean is_fresh = bx_auth_refresh_finish (BX_AUTH (source), result, &error);

  self->refreshing = g_ptr_array_new_with_free_func (g_object_unref);

  if (is_fresh)
    self->token++;

  for (guint i = 0; i < waiting->len; i++)
    {
      if (is_fresh)
        start_attempt (g_ptr_array_index (waiting, i));
      else
        fail (g_ptr_array_index (waiting, i), g_error_copy (error));
    }
}

/* One refresh for all, and each request is sent again once: refresh tokens rotate. */
static void
refresh_and_repeat (GTask *task)
{
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);

  request->is_refreshed = TRUE;

  if (request->token != self->token)
    {
      start_attempt (task);
      return;
    }

  g_ptr_array_add (self->refreshing, g_object_ref (task));

  if (self->refreshing->len == 1)
    bx_auth_refresh_async (self->auth, NULL, on_refreshed_cb, g_object_ref (self));
}

static gboolean
is_stale_token (BxClient *self, BxRequest *request, const GError *error)
{
  return bx_auth_can_refresh (self->auth) && !request->is_refreshed &&
         (request->flags & BX_CALL_ONCE) == 0 &&
         (is_named (error, "expired_token") || is_named (error, "invalid_token"));
}

static void
handle_failure (GTask *task, GError *error)
{
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);

  if (error->domain != BX_ERROR)
    g_task_return_error (task, error);
  else if (is_named (error, "QUERY_LIMIT_EXCEEDED") || is_named (error, "OPERATION_TIME_LIMIT"))
    handle_refusal (task, error);
  else if (is_stale_token (self, request, error))
    {
      g_error_free (error);
      refresh_and_repeat (task);
    }
  else if (request->failures < self->retries && bx_request_may_repeat (request, error))
    {
      g_debug ("%s is tried again", request->method);
      g_error_free (error);
      repeat_after_pause (task);
    }
  else
    fail (task, error);
}

/* A refusal in the portal's own words did not run, unless the portal broke down on it. */
static gboolean
is_plain_refusal (const GError *error)
{
  return bx_error_get_remote_name (error) != NULL &&
         !g_error_matches (error, BX_ERROR, BX_ERROR_SERVER);
}

static void
on_decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean is_good = bx_request_decode_finish (request, result, &error);

  bx_quota_note_clock (&self->quota, request);

  if (is_good)
    {
      succeed (task);
      return;
    }

  if (error->domain == BX_ERROR)
    {
      bx_error_set_status (error, soup_message_get_status (request->message));
      bx_error_set_maybe_applied (error, !is_plain_refusal (error));
    }

  handle_failure (task, error);
}

static void
on_exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GBytes) body = NULL;
  BxClient *self = g_task_get_source_object (task);
  GError *error = NULL;

  body = bx_exchange_finish (SOUP_SESSION (source), result, &error);
  bx_throttle_release (self->throttle);

  if (body == NULL)
    handle_failure (task, error);
  else
    bx_request_decode_async (g_task_get_task_data (task), body, NULL, on_decoded_cb,
                             g_object_ref (task));
}

static void
on_turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);
  SoupMessage *message;
  GError *error = NULL;

  if (!bx_throttle_acquire_finish (BX_THROTTLE (source), result, &error))
    {
      if (error->domain == BX_ERROR)
        fail (task, error);
      else
        g_task_return_error (task, error);
      return;
    }

  message = bx_request_make_message (request, self->auth, &error);

  if (message == NULL)
    {
      bx_throttle_release (self->throttle);
      fail (task, error);
      return;
    }

  request->token = self->token;
  request->all_refusals = bx_throttle_get_refusals (self->throttle);
  bx_exchange_async (self->session, message, self->timeout * DEADLINE_FACTOR, BX_EXCHANGE_LIMIT,
                     g_task_get_cancellable (task), on_exchanged_cb, g_object_ref (task));
}

static void
start_attempt (GTask *task)
{
  BxClient *self = g_task_get_source_object (task);
  BxRequest *request = g_task_get_task_data (task);

  bx_throttle_acquire_async (self->throttle, request->priority, request->methods,
                             g_task_get_cancellable (task), on_turn_cb, g_object_ref (task));
}

/**
 * bx_client_call_async:
 * @self: the client
 * @method: a REST method, such as `crm.item.list`; of REST 3 with BX_METHOD_V3 in front
 * @params: (nullable) (transfer none): its params, a JSON object; of a batch of REST 3 an array
 * @priority: who waits for it
 * @flags: whether it may be repeated
 * @cancellable: (nullable): a way to give up. A write that is given up may have been applied
 * @callback: (scope async): called with the outcome
 * @user_data: data for @callback
 *
 * Calls @method.
 */
void
bx_client_call_async (BxClient *self,
                      const char *method,
                      JsonNode *params,
                      BxPriority priority,
                      BxCallFlags flags,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BX_IS_CLIENT (self));
  g_return_if_fail (method != NULL);
  g_return_if_fail (params == NULL || JSON_NODE_HOLDS_OBJECT (params) ||
                    JSON_NODE_HOLDS_ARRAY (params));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bx_client_call_async);
  /* an answer that has arrived is given, so that a write is not thought lost */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, bx_request_new (method, params, priority, flags),
                        (GDestroyNotify) bx_request_free);
  start_attempt (task);
}

/**
 * bx_client_call_finish:
 * @self: the client
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: (nullable) (transfer full): the answer, or %NULL with %BX_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
BxAnswer *
bx_client_call_finish (BxClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bx_client_batch_async:
 * @self: the client
 * @batch: (transfer none): the commands, at least one
 * @priority: who waits for it
 * @flags: whether it may be repeated as a whole
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called with the outcome
 * @user_data: data for @callback
 *
 * Runs @batch as it is now; later changes of it do not matter.
 */
void
bx_client_batch_async (BxClient *self,
                       BxBatch *batch,
                       BxPriority priority,
                       BxCallFlags flags,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonNode) params = NULL;
  BxRequest *request;

  g_return_if_fail (BX_IS_CLIENT (self));
  g_return_if_fail (BX_IS_BATCH (batch) && bx_batch_get_size (batch) > 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  params = bx_batch_dup_params (batch);
  request = bx_request_new ("batch", params, priority, flags);
  bx_request_set_batch (request, batch);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bx_client_batch_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, (GDestroyNotify) bx_request_free);
  start_attempt (task);
}

/**
 * bx_client_batch_finish:
 * @self: the client
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: (nullable) (transfer full): the outcome of each command, or %NULL with %BX_ERROR or
 *   %G_IO_ERROR_CANCELLED when the batch as a whole failed
 */
BxBatchAnswer *
bx_client_batch_finish (BxClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
