/* sync-mapping.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mapping.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncMapping:
 *
 * The mapping page's view of the dictionaries: one entry for each thing that can be chosen, checked
 * whenever the dictionaries or the settings change. Choices are kept in the settings; the
 * dictionaries read them from there. Owned by the session.
 */
#define SYNC_TYPE_MAPPING (sync_mapping_get_type ())

G_DECLARE_FINAL_TYPE (SyncMapping, sync_mapping, SYNC, MAPPING, GObject)

SyncMapping *sync_mapping_new (SyncContext *context);
/* reads what is known of the portal's times; before anything is sent */
void sync_mapping_start (SyncMapping *self);

G_END_DECLS
