/* desk-day-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskDayCard:
 *
 * A visit in the day view, as high as it is long: it says as much as there is room for, the most
 * important first, and the rest in its tooltip. Emits "activated", and "menu" (x, y).
 */
#define DESK_TYPE_DAY_CARD (desk_day_card_get_type ())

G_DECLARE_FINAL_TYPE (DeskDayCard, desk_day_card, DESK, DAY_CARD, GtkWidget)

GtkWidget *desk_day_card_new (ClinicSession *session, ClinicAppointment *visit);
ClinicAppointment *desk_day_card_get_visit (DeskDayCard *self);
/* with_doctor: the column does not say the doctor; assumed: nor the visit how long it lasts */
void desk_day_card_set_facts (DeskDayCard *self, gboolean with_doctor, gboolean assumed);
/* it is not what the person looks for */
void desk_day_card_set_dimmed (DeskDayCard *self, gboolean dimmed);
/* a minute has passed */
void desk_day_card_tick (DeskDayCard *self);

G_END_DECLS
