/* desk-window-picker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskWindowPicker:
 *
 * A time for a visit: the day, the free windows of the doctor on that day, and a field for any
 * other time. What is booked meanwhile goes from the windows while one looks. A time that is taken
 * can be chosen too, after one said so. Emits "changed".
 */
#define DESK_TYPE_WINDOW_PICKER (desk_window_picker_get_type ())

G_DECLARE_FINAL_TYPE (DeskWindowPicker, desk_window_picker, DESK, WINDOW_PICKER, GtkWidget)

GtkWidget *desk_window_picker_new (ClinicSession *session);
/* doctor_id: 0 none chosen yet; minutes: how long the visit will be; except: the appointment that
 * is to be moved, 0 none */
void
desk_window_picker_set_visit (DeskWindowPicker *self, gint64 doctor_id, int minutes, gint64 except);
/* unix seconds; 0: no time, and today */
void desk_window_picker_set_start (DeskWindowPicker *self, gint64 start);
/* shows the day of this time, no time chosen */
void desk_window_picker_set_day (DeskWindowPicker *self, gint64 day);
gint64 desk_window_picker_get_start (DeskWindowPicker *self);
/* (transfer none) (nullable): why this cannot be taken, in words */
const char *desk_window_picker_get_problem (DeskWindowPicker *self);
/* the focus goes to the windows, or to the time when there are none */
void desk_window_picker_focus (DeskWindowPicker *self);

G_END_DECLS
