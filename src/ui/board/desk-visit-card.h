/* desk-visit-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskVisitCard:
 *
 * A visit on the board: time and name, age, doctor, price, what became of the reminders, and in
 * place what is wrong with it. It draws its lines itself: a column keeps two hundred cards at
 * hand, and as many labels, each with its own style and layout, would take seconds.
 */
#define DESK_TYPE_VISIT_CARD (desk_visit_card_get_type ())

G_DECLARE_FINAL_TYPE (DeskVisitCard, desk_visit_card, DESK, VISIT_CARD, GtkWidget)

GtkWidget *desk_visit_card_new (ClinicSession *session);
/* visit (nullable): none */
void desk_visit_card_set_visit (DeskVisitCard *self, ClinicAppointment *visit);
ClinicAppointment *desk_visit_card_get_visit (DeskVisitCard *self);
/* says on which day the visit is */
void desk_visit_card_set_with_day (DeskVisitCard *self, gboolean with_day);
/* somebody else moved it a moment ago; NULL: no longer */
void desk_visit_card_set_mover (DeskVisitCard *self, const char *name);
/* a minute has passed */
void desk_visit_card_tick (DeskVisitCard *self);

G_END_DECLS
