/* sync-call-callers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncCallCallers:
 *
 * Finds out who the calls on show are with: gives each a caller, asks for it, and ends the question
 * when the call goes. Knows whom this desk is about to call. Owned by the calls; main thread.
 */
typedef struct _SyncCallCallers SyncCallCallers;

SyncCallCallers *sync_call_callers_new (SyncContext *context);
/* ends all questions; (nullable) */
void sync_call_callers_free (SyncCallCallers *self);
/* The next outgoing call to the number, within five minutes, is to this contact; patient_id: 0 or
 * less: nobody in particular. */
void sync_call_callers_expect (SyncCallCallers *self, const char *number, gint64 patient_id);
/* Gives the call, whose direction is known, its number and a new caller, and asks who it is.
 * hint: (nullable): the name that the telephony gave. */
void sync_call_callers_set_number (SyncCallCallers *self,
                                   ClinicCall *call,
                                   const char *number,
                                   const char *hint);
/* asks again for those of the calls (of ClinicCall) that the portal could not tell us about */
void sync_call_callers_ask_again (SyncCallCallers *self, GListModel *calls);
/* the call goes: nobody needs the answer */
void sync_call_callers_forget (SyncCallCallers *self, ClinicCall *call);

G_END_DECLS
