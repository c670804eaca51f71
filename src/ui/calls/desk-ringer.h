/* desk-ringer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"

G_BEGIN_DECLS

/**
 * DeskRinger:
 *
 * Tells the person of incoming calls when she does not look at the window: a notification for each
 * call that rings, and one sound while any of them does. No name and no number leaves the window
 * unless the settings allow it. The application owns it as long as the session.
 */
#define DESK_TYPE_RINGER (desk_ringer_get_type ())

G_DECLARE_FINAL_TYPE (DeskRinger, desk_ringer, DESK, RINGER, GObject)

DeskRinger *desk_ringer_new (ClinicSession *session, ClinicServices *services, GSettings *settings);
/* "app.mute-call": this call makes no sound any more; "" or NULL: all that ring now */
void desk_ringer_mute (DeskRinger *self, const char *call_id);

G_END_DECLS
