/* desk-command-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/* What somebody did, and how far it got, in words. Plain text, (transfer full). */

/* what: "Note: allergic to…", "Move to “Confirmed”" */
char *desk_command_title (ClinicCommand *command, ClinicSession *session);
/* how far: "Waits to be sent", "Refused: …"; for a conflict both states */
char *desk_command_progress (ClinicCommand *command, ClinicSession *session);
/* CONFLICT or REFUSED: the person must choose */
gboolean desk_command_needs_decision (ClinicCommand *command);

G_END_DECLS
