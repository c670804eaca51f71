/* desk-call-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-call.h"

G_BEGIN_DECLS

/**
 * DeskCallHead:
 *
 * The top of a card, read from an arm's length: how long the call rings or what became of it, the
 * name, age and number, and what must be known before anything is said. Texts only; the card says
 * which call.
 */
#define DESK_TYPE_CALL_HEAD (desk_call_head_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallHead, desk_call_head, DESK, CALL_HEAD, GtkWidget)

void desk_call_head_show (DeskCallHead *self, ClinicCall *call, gint64 now);
/* a second went by: the timer alone is drawn again */
void desk_call_head_tick (DeskCallHead *self, ClinicCall *call, gint64 now);
/* (transfer none): what names the card for a screen reader */
GtkWidget *desk_call_head_get_name (DeskCallHead *self);

G_END_DECLS
