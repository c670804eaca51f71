/* desk-call-later.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallLater:
 *
 * Asks when a patient wants to be called again: in an hour, unless another time is written. Emits
 * "chosen" (int64: unix seconds) and goes.
 */
#define DESK_TYPE_CALL_LATER (desk_call_later_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallLater, desk_call_later, DESK, CALL_LATER, GtkPopover)

/* (transfer none): open, at a place of the widget; before: the visit, which is the latest, 0 none
 */
GtkWidget *desk_call_later_popup (GtkWidget *widget, ClinicSession *session, gint64 before);

G_END_DECLS
