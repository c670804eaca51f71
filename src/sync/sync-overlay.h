/* sync-overlay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-book.h"
#include "clinic-command.h"
#include "sync-context.h"
#include "sync-shelf.h"

G_BEGIN_DECLS

/**
 * SyncOverlay:
 *
 * Lays what waits in the outbox over what the portal says: gives the shelves the commands about
 * each thing, and shows an appointment that is being made before the portal has it. What is done
 * but was not read back yet stays on show until it was. Owned by the book.
 *
 * Signal: "unsettled" (gint64 appointment id or 0): something is done and should be read
 */
#define SYNC_TYPE_OVERLAY (sync_overlay_get_type ())

G_DECLARE_FINAL_TYPE (SyncOverlay, sync_overlay, SYNC, OVERLAY, GObject)

/* book: unowned, outlives it */
SyncOverlay *sync_overlay_new (GListModel *commands,
                               SyncShelf *appointments,
                               SyncShelf *leads,
                               ClinicBook *book);
/* the state of a command has changed */
void sync_overlay_note_command (SyncOverlay *self, ClinicCommand *command);
/* the portal's answer to a command says what the thing is now */
void sync_overlay_note_told (SyncOverlay *self, ClinicEntity entity, gint64 id);
/* a round of questions is over that began then (monotonic µs) */
void sync_overlay_note_round (SyncOverlay *self, gint64 asked_at);
/* the portal has an appointment that was made of this lead */
void sync_overlay_note_made (SyncOverlay *self, gint64 lead_id);

G_END_DECLS
