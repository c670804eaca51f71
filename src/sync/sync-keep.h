/* sync-keep.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Brings what was read to the disk. What cannot be kept is only logged: it comes again from the
 * portal. Goes on when the session closes, so that the next start has it.
 */

#pragma once

#include "store-repository.h"

G_BEGIN_DECLS

/* kept: (nullable); gone: (nullable): ids (gint64) */
void sync_keep_appointments (StoreRepository *store, GPtrArray *kept, GArray *gone);
void sync_keep_leads (StoreRepository *store, GPtrArray *kept, GArray *gone);

G_END_DECLS
