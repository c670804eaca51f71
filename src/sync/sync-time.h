/* sync-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* (transfer full): a moment (unix seconds) as it must be sent for a datetime user field so that it
 * reads back as the same moment: the portal may take it for the time zone of the webhook's user
 * (crm.md 5), by how much the last test says. Only for values: a filter is compared as it is. */
char *sync_time_to_portal (SyncContext *context, gint64 moment);

G_END_DECLS
