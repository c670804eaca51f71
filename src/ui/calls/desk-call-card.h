/* desk-call-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallCard:
 *
 * One telephone call as the person at the desk sees it: who, when, with whom, what now. The card
 * is made once and turned from call to call, so that a ring only sets texts; all that belongs to
 * one call lives in the call and its DeskCallDraft. It never takes the focus by itself. The pane
 * owns it.
 */
#define DESK_TYPE_CALL_CARD (desk_call_card_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallCard, desk_call_card, DESK, CALL_CARD, GtkWidget)

GtkWidget *desk_call_card_new (ClinicSession *session);
/* call: (nullable): an empty card */
void desk_call_card_set_call (DeskCallCard *self, ClinicCall *call);
ClinicCall *desk_call_card_get_call (DeskCallCard *self);
/* seconds that the outcome is asked for after a call; 0 never */
void desk_call_card_set_wrap_up (DeskCallCard *self, int seconds);
/* a second went by: timers and the outcome's bar are drawn again */
void desk_call_card_tick (DeskCallCard *self);
/* somebody is reading, pointing or typing here: it must not go away now */
gboolean desk_call_card_is_busy (DeskCallCard *self);
/* F4: to the name of the new enquiry; FALSE when this call is not one to make it from */
gboolean desk_call_card_begin_lead (DeskCallCard *self);
/* Monotonic µs at which the first frame with the present call was painted, 0 not yet. The property
 * "painted" notifies of it: what the benchmark of ring to card measures. */
gint64 desk_call_card_get_painted (DeskCallCard *self);

G_END_DECLS
