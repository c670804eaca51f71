/* reception-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-webhook.h"

G_BEGIN_DECLS

/* (transfer full): where this computer keeps what it knows of a portal */
char *reception_store_dup_path (BxWebhook *webhook);

G_END_DECLS
