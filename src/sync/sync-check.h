/* sync-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"
#include "clinic-link.h"

G_BEGIN_DECLS

/* Tries an address that somebody pastes, keeping nothing: whose webhook it is, which mode the
 * portal works in, which scopes are missing. One request, whatever the answer.
 *
 * CLINIC_ERROR_INVALID: no webhook's address, or plain http to another machine; FORBIDDEN: the
 * portal does not accept it (revoked, mistyped secret); OFFLINE: nobody answers, or not now;
 * BROKEN: something answers that is no Bitrix24. */
void sync_check_address_async (const char *address,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ClinicLink *sync_check_address_finish (GAsyncResult *result, GError **error);

/* (transfer full): asks a portal while a person waits for what it says, beside the session's; NULL
 * with an error of BxWebhook */
BxClient *sync_check_new_client (const char *address, GError **error);

G_END_DECLS
