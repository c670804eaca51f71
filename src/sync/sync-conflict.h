/* sync-conflict.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a command found where it was about to write: somebody else had changed it. Kept in the
 * command's payload until the person decides, so that it outlives a restart.
 */

#pragma once

#include "sync-send.h"

G_BEGIN_DECLS

/* notes what sent, a SYNC_VERDICT_CONFLICT, says is there now, and its stage in words ("seen") */
void sync_conflict_note (SyncContext *context, ClinicCommand *command, SyncSent *sent);
/* The person has seen what is there now: that is what the command expects to find from here on.
 * Does nothing to a command without a conflict. */
void sync_conflict_accept (ClinicCommand *command);

G_END_DECLS
