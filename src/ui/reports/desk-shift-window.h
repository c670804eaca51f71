/* desk-shift-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-shift-report.h"

G_BEGIN_DECLS

/**
 * DeskShiftWindow:
 *
 * What happened in the shift and what is left for the next one: every figure opens what it was
 * counted from; copied as text, printed, saved as a workbook. Counts again when one comes back to
 * it. What is opened from it is shown in the window that it belongs to.
 */
#define DESK_TYPE_SHIFT_WINDOW (desk_shift_window_get_type ())

G_DECLARE_FINAL_TYPE (DeskShiftWindow, desk_shift_window, DESK, SHIFT_WINDOW, AdwWindow)

GtkWidget *
desk_shift_window_new (GtkWindow *parent, ClinicSession *session, ClinicShiftWatch *watch);
/* what a figure was counted from; when there is something */
void desk_shift_window_open (DeskShiftWindow *self, ClinicShiftLine line, ClinicShiftSide side);

G_END_DECLS
