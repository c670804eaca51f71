/* desk-first-frame.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DeskFirstFrame:
 *
 * When something new was first seen: the moment at which the frame clock painted the first frame
 * after a change. The widget that changes owns it; "painted" notifies of the moment.
 */
#define DESK_TYPE_FIRST_FRAME (desk_first_frame_get_type ())

G_DECLARE_FINAL_TYPE (DeskFirstFrame, desk_first_frame, DESK, FIRST_FRAME, GObject)

/* widget: must outlive it */
DeskFirstFrame *desk_first_frame_new (GtkWidget *widget);
/* what is shown is another thing now: forgets the last moment and waits for nothing */
void desk_first_frame_reset (DeskFirstFrame *self);
/* waits for the next frame, when the widget is mapped and none was seen since the reset */
void desk_first_frame_await (DeskFirstFrame *self);
/* waits no longer */
void desk_first_frame_stop (DeskFirstFrame *self);
/* monotonic µs, 0 not yet */
gint64 desk_first_frame_get_painted (DeskFirstFrame *self);

G_END_DECLS
