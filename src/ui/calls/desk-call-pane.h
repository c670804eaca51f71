/* desk-call-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallPane:
 *
 * The calls on the right of the window: one of them as a card, the others as lines below it. It
 * shows itself when a call comes and goes when the last card is put away; the window reveals it by
 * its "visible". It never takes the focus; the person goes there and back with F2 and Esc. It
 * decides when a card has served and puts it away.
 */
#define DESK_TYPE_CALL_PANE (desk_call_pane_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallPane, desk_call_pane, DESK, CALL_PANE, GtkWidget)

GtkWidget *desk_call_pane_new (ClinicSession *session);
/* "win.show-call": the focus goes to the card of this call; "" or NULL is the one that rings
 * longest, else the one on show. FALSE: there is no such call. */
gboolean desk_call_pane_show_call (DeskCallPane *self, const char *call_id);
/* "win.hide-call": from the card the focus goes back exactly where it was; else the cards of ended
 * calls are put away and the pane hides until the next call. Never ends a call. FALSE: there was
 * nothing to do. */
gboolean desk_call_pane_hide_call (DeskCallPane *self);
/* (transfer none) (nullable): the call that has the card */
ClinicCall *desk_call_pane_get_call (DeskCallPane *self);
/* (transfer none): for benchmarks and tests */
GtkWidget *desk_call_pane_get_card (DeskCallPane *self);
/* what happens each second by itself; for tests */
void desk_call_pane_tick (DeskCallPane *self);

G_END_DECLS
