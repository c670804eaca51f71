/* sync-mis-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis.h"
#include "sync-book.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncMisField:
 *
 * A medical system that is known by what the portal's integration writes into the appointments: the
 * visit's id and its status, in the fields that are set for them. Day, time, doctor and patient are
 * the appointment's own, so all that can differ is the stage, a status that nobody gave a meaning,
 * or two appointments with one id. Asks nobody: the book has it all. Owned by the desk.
 */
#define SYNC_TYPE_MIS_FIELD (sync_mis_field_get_type ())

G_DECLARE_FINAL_TYPE (SyncMisField, sync_mis_field, SYNC, MIS_FIELD, GObject)

/* book: unowned, outlives it */
ClinicMis *sync_mis_field_new (SyncContext *context, SyncBook *book);
/* what this kind can tell of; the rest is the appointment against itself */
gboolean sync_mis_field_tells (ClinicMismatchKind kind);

G_END_DECLS
