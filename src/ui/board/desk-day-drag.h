/* desk-day-drag.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-day-canvas.h"

G_BEGIN_DECLS

/* Dragging cards of a day with the mouse, to another time or another column. */

void desk_day_drag_add_canvas (DeskDayCanvas *canvas);
/* what is shown moves while a card is held near one of the sides */
void desk_day_drag_add_edges (GtkScrolledWindow *scrolled);

G_END_DECLS
