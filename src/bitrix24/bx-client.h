/* bx-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-answer.h"
#include "bx-auth.h"
#include "bx-batch.h"
#include "bx-throttle.h"

G_BEGIN_DECLS

/**
 * BxCallFlags:
 * @BX_CALL_READ: safe to repeat: retried after a network failure, a 5xx and throttling
 * @BX_CALL_WRITE: not safe to repeat: tried again only when the portal surely did not run it
 *   (503 and 429 refusals); otherwise fails with bx_error_maybe_applied()
 * @BX_CALL_ONCE: never tried again for any reason
 * @BX_CALL_TEXTS: of a batch: the results are left as the portal wrote them, for BxScan
 *
 * After a 429 background work waits until the portal allows the method again; whoever waits for an
 * answer gets BX_ERROR_THROTTLED with bx_error_get_retry_at() when that is over 30 s away.
 */
typedef enum
{
  BX_CALL_READ = 0,
  BX_CALL_WRITE = 1 << 0,
  BX_CALL_ONCE = 1 << 1,
  BX_CALL_TEXTS = 1 << 2,
} BxCallFlags;

/**
 * BxClient:
 *
 * Calls methods of one Bitrix24 portal. Knows the protocol and nothing of clinics.
 */
#define BX_TYPE_CLIENT (bx_client_get_type ())

G_DECLARE_FINAL_TYPE (BxClient, bx_client, BX, CLIENT, GObject)

BxClient *bx_client_new (BxAuth *auth, BxThrottle *throttle);
BxAuth *bx_client_get_auth (BxClient *self);
BxThrottle *bx_client_get_throttle (BxClient *self);
SoupSession *bx_client_get_session (BxClient *self);

/* seconds a request may take; 60 is the portal's own limit and the default. For tests. */
void bx_client_set_timeout (BxClient *self, guint seconds);
/* how often a read is tried again (default 3) and the first pause in ms (default 1000). For tests.
 */
void bx_client_set_retries (BxClient *self, guint retries, guint first_pause_ms);

void bx_client_call_async (BxClient *self,
                           const char *method,
                           JsonNode *params,
                           BxPriority priority,
                           BxCallFlags flags,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
BxAnswer *bx_client_call_finish (BxClient *self, GAsyncResult *result, GError **error);

void bx_client_batch_async (BxClient *self,
                            BxBatch *batch,
                            BxPriority priority,
                            BxCallFlags flags,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
BxBatchAnswer *bx_client_batch_finish (BxClient *self, GAsyncResult *result, GError **error);

/* Downloads a file that the portal named (urlMachine, DOWNLOAD_URL) to a file of mode 0600.
 * Only from the portal's own origin or over https. */
void bx_client_download_async (BxClient *self,
                               const char *uri,
                               GFile *target,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean bx_client_download_finish (BxClient *self, GAsyncResult *result, GError **error);

/* The same as a stream of what comes, for what is heard or seen at once and not kept. The stream
 * ends with the cancellable. finish: (transfer full) */
void bx_client_open_async (BxClient *self,
                           const char *uri,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GInputStream *bx_client_open_finish (BxClient *self, GAsyncResult *result, GError **error);

/* what is known of the portal's clock: unix µs now, from the Date of the last answers */
gint64 bx_client_get_server_time (BxClient *self);

G_END_DECLS
