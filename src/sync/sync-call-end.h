/* sync-call-end.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a call ended, as far as this desk can tell, and what the journal says of it until the
 * portal's statistics know better.
 */

#pragma once

#include "clinic-call-record.h"
#include "clinic-call.h"
#include "clinic-link.h"
#include "sync-call-event.h"

G_BEGIN_DECLS

/* what an END of the channel means for a call that goes on or rings: a guess */
ClinicCallEnd sync_call_end_guess (ClinicCall *call, const SyncCallEvent *event);
/* what the statistics say of the call, for sure; me: the user's id */
ClinicCallEnd sync_call_end_read (ClinicCall *call, ClinicCallRecord *record, gint64 me);
/* (transfer full): what this desk saw of an ended call, as the journal shows it; link: who the user
 * is */
ClinicCallRecord *sync_call_end_new_record (ClinicCall *call, ClinicLink *link);

G_END_DECLS
