/* desk-lead-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-board-card.h"

G_BEGIN_DECLS

/**
 * DeskLeadCard:
 *
 * An enquiry on the board: who, how long she waits, where she came from, what she asked, and who
 * looks after her.
 */
#define DESK_TYPE_LEAD_CARD (desk_lead_card_get_type ())

G_DECLARE_FINAL_TYPE (DeskLeadCard, desk_lead_card, DESK, LEAD_CARD, DeskBoardCard)

GtkWidget *desk_lead_card_new (ClinicSession *session);
/* lead: (nullable): none */
void desk_lead_card_set_lead (DeskLeadCard *self, ClinicLead *lead);
ClinicLead *desk_lead_card_get_lead (DeskLeadCard *self);
/* a minute has passed */
void desk_lead_card_tick (DeskLeadCard *self);

G_END_DECLS
