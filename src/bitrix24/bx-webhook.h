/* bx-webhook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-auth.h"

G_BEGIN_DECLS

/**
 * BxWebhook:
 *
 * An inbound webhook: https://PORTAL/rest/USER/SECRET/. The whole address is a password.
 */
#define BX_TYPE_WEBHOOK (bx_webhook_get_type ())

G_DECLARE_FINAL_TYPE (BxWebhook, bx_webhook, BX, WEBHOOK, GObject)

/* Understands what people paste: spaces around, a method at the end (…/profile.json), a missing
 * last slash, no scheme. NULL with BX_ERROR_INVALID when it is no webhook address, or plain http to
 * another machine than this one. */
BxWebhook *bx_webhook_new (const char *address, GError **error);
/* the portal's host, with the port if it is not the usual one: fit to show and to log */
const char *bx_webhook_get_portal (BxWebhook *self);
/* scheme://host[:port], no path, no secret */
const char *bx_webhook_get_origin (BxWebhook *self);
/* the id in the address */
gint64 bx_webhook_get_user_id (BxWebhook *self);
/* the whole address in its canonical form, with the secret */
const char *bx_webhook_get_address (BxWebhook *self);

G_END_DECLS
