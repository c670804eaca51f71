/* bx-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-batch-private.h"
#include "bx-client.h"

G_BEGIN_DECLS

/* One call or batch, through all its attempts. Lives as the data of a task. */
typedef struct
{
  char *method;        /* owned */
  char *methods;       /* owned: with spaces between; what the throttle is asked for */
  GBytes *body;        /* owned */
  GPtrArray *keys;     /* owned, (nullable) (element-type utf8): of a batch */
  GPtrArray *commands; /* owned, (nullable) (element-type utf8): the method of each key */
  BxPriority priority;
  BxCallFlags flags;

  guint failures;        /* attempts that failed for other reasons than the limits */
  guint refusals;        /* attempts that the portal refused because of its limits */
  guint all_refusals;    /* of every request, when the current attempt was sent */
  guint token;           /* which token the last attempt was signed with */
  gboolean is_refreshed; /* a new token was got for it already */

  SoupMessage *message; /* owned, (nullable): of the current attempt */
  BxAnswer *answer;     /* owned, (nullable) */
  BxBatchAnswer *batch; /* owned, (nullable) */
} BxRequest;

BxRequest *
bx_request_new (const char *method, JsonNode *params, BxPriority priority, BxCallFlags flags);
void bx_request_set_batch (BxRequest *self, BxBatch *batch);
void bx_request_free (BxRequest *self);
gboolean bx_request_is_write (const BxRequest *self);
SoupMessage *bx_request_make_message (BxRequest *self, BxAuth *auth, GError **error);
void bx_request_decode_async (BxRequest *self,
                              GBytes *body,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean bx_request_decode_finish (BxRequest *self, GAsyncResult *result, GError **error);
gboolean bx_request_may_repeat (BxRequest *self, const GError *error);
gint64 bx_request_get_pause (BxRequest *self, guint first_pause_ms);

G_END_DECLS
