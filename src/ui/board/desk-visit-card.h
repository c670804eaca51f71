/* desk-visit-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-board-card.h"

G_BEGIN_DECLS

/**
 * DeskVisitCard:
 *
 * A visit on the board: time and name, age, doctor, price, what became of the reminders, and in
 * place what is wrong with it.
 */
#define DESK_TYPE_VISIT_CARD (desk_visit_card_get_type ())

G_DECLARE_FINAL_TYPE (DeskVisitCard, desk_visit_card, DESK, VISIT_CARD, DeskBoardCard)

GtkWidget *desk_visit_card_new (ClinicSession *session);
/* visit (nullable): none */
void desk_visit_card_set_visit (DeskVisitCard *self, ClinicAppointment *visit);
ClinicAppointment *desk_visit_card_get_visit (DeskVisitCard *self);
/* says on which day the visit is */
void desk_visit_card_set_with_day (DeskVisitCard *self, gboolean with_day);
/* a minute has passed */
void desk_visit_card_tick (DeskVisitCard *self);

G_END_DECLS
