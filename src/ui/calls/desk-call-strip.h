/* desk-call-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallStrip:
 *
 * The calls that ring now, a line each, longest waiting first: stands under the header of every
 * page and is there only while somebody waits. It never takes the focus.
 */
#define DESK_TYPE_CALL_STRIP (desk_call_strip_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallStrip, desk_call_strip, DESK, CALL_STRIP, GtkWidget)

GtkWidget *desk_call_strip_new (ClinicSession *session);
/* calls that ring now */
guint desk_call_strip_get_n_ringing (DeskCallStrip *self);

G_END_DECLS
