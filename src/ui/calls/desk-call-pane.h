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
 * The calls on the right of the window: one of them as a card, the others as lines below it. The
 * window shows it when a call comes and hides it when the last one is put away. It never takes the
 * focus; the person goes there and back with F2 and Esc. It decides which call has the card, and
 * when a card has served and is put away.
 */
#define DESK_TYPE_CALL_PANE (desk_call_pane_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallPane, desk_call_pane, DESK, CALL_PANE, GtkWidget)

GtkWidget *desk_call_pane_new (ClinicSession *session);
/* "win.show-call": the focus goes to the card of this call; "" or NULL is the one that rings
 * longest, else the one on show. FALSE: there is no such call. */
gboolean desk_call_pane_show_call (DeskCallPane *self, const char *call_id);
/* "win.hide-call": TRUE: the focus went from the card back exactly where it was. FALSE: it was not
 * in the card; those of ended calls were put away and the pane may be hidden. Never ends a call. */
gboolean desk_call_pane_hide_call (DeskCallPane *self);
/* (transfer none) (nullable): whom F4 makes an enquiry from: the unknown caller that rings, else
 * the one on show */
ClinicCall *desk_call_pane_find_unknown (DeskCallPane *self);
/* shows that call and puts the focus where the enquiry begins; FALSE: there is nobody, or it is
 * made already */
gboolean desk_call_pane_begin_lead (DeskCallPane *self);
/* (transfer none) (nullable): the call that has the card */
ClinicCall *desk_call_pane_get_call (DeskCallPane *self);
/* (transfer none): for benchmarks and tests */
GtkWidget *desk_call_pane_get_card (DeskCallPane *self);
/* what happens each second by itself; for tests */
void desk_call_pane_tick (DeskCallPane *self);

G_END_DECLS
