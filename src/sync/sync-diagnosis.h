/* sync-diagnosis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"
#include "clinic-diagnosis.h"

G_BEGIN_DECLS

/* The part of the checklist that the portal is asked for: everything from ADDRESS to MAPPING, in
 * four requests and one connection to the channel. Changes nothing on the portal and keeps nothing.
 *
 * address: (nullable): none is known; client: (nullable): of the session that has this address, so
 * that its share of the budget is spent; settings: (nullable). Fails only with
 * G_IO_ERROR_CANCELLED: everything else is what the checklist says. */
void sync_diagnose_async (const char *address,
                          BxClient *client,
                          GSettings *settings,
                          ClinicDiagnosis *diagnosis,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean sync_diagnose_finish (GAsyncResult *result, GError **error);

G_END_DECLS
