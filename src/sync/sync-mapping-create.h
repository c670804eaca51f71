/* sync-mapping-create.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the user fields that a portal lacks.
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* Creates all fields that are neither chosen nor found (crm.deal.userfield.add and
 * crm.contact.userfield.add), then reads the portal's fields again. What was chosen and is gone is
 * left: a person must say what is to become of it. CLINIC_ERROR; done when none is missing. */
void sync_mapping_create_async (SyncContext *context,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sync_mapping_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS
