/* desk-call-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallPerson:
 *
 * What a card says of a caller who is known: her next visit, the others on her number, her last
 * visits and open leads, in the order in which they become known, so that what arrives later never
 * moves what is being read. Emits "chosen" (ClinicCandidate), and for the next visit "confirm",
 * "reschedule", "cancel", or "book" when there is none.
 */
#define DESK_TYPE_CALL_PERSON (desk_call_person_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallPerson, desk_call_person, DESK, CALL_PERSON, GtkWidget)

/* call: one with a chosen candidate */
void desk_call_person_show (DeskCallPerson *self, ClinicSession *session, ClinicCall *call);
/* TRUE when the digit means something here: 1 confirms or books, 2 moves, 3 cancels, the others
 * choose another person */
gboolean desk_call_person_press (DeskCallPerson *self, int digit);

G_END_DECLS
