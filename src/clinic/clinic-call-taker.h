/* clinic-call-taker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-list.h"

G_BEGIN_DECLS

/**
 * ClinicCallTaker:
 *
 * Takes visits of the call list for this desk, one at a time, by marks on the portal: written one
 * after the other, so that each knows what the last one left. What is taken is renewed while
 * somebody is at work, and free again by itself when this desk dies.
 *
 * Emits "changed" when another visit is taken, or the sharing works otherwise than before.
 */
#define CLINIC_TYPE_CALL_TAKER (clinic_call_taker_get_type ())

G_DECLARE_FINAL_TYPE (ClinicCallTaker, clinic_call_taker, CLINIC, CALL_TAKER, GObject)

ClinicCallTaker *clinic_call_taker_new (ClinicSession *session);

/* see clinic_call_list_take_async() and its sisters */
void clinic_call_taker_take_async (ClinicCallTaker *self,
                                   ClinicAppointment *visit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void clinic_call_taker_settle_async (ClinicCallTaker *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean clinic_call_taker_finish (ClinicCallTaker *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable) */
ClinicAppointment *clinic_call_taker_get_taken (ClinicCallTaker *self);
ClinicCallSharing clinic_call_taker_get_sharing (ClinicCallTaker *self);
void clinic_call_taker_keep (ClinicCallTaker *self);
void clinic_call_taker_release (ClinicCallTaker *self);
/* it is not ours any more, and nothing is to be written about it */
void clinic_call_taker_forget (ClinicCallTaker *self, ClinicAppointment *visit);
/* renews what is due to be renewed */
void clinic_call_taker_tick (ClinicCallTaker *self);

G_END_DECLS
