/* desk-call-unknown.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallUnknown:
 *
 * What a card offers when nobody has the number, or when it is withheld: a new enquiry in one key,
 * asked for once and never twice, and a search by name. Emits "chosen" (ClinicPatient) and
 * "create"; the texts typed here are kept in the call's draft.
 */
#define DESK_TYPE_CALL_UNKNOWN (desk_call_unknown_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallUnknown, desk_call_unknown, DESK, CALL_UNKNOWN, GtkWidget)

void desk_call_unknown_show (DeskCallUnknown *self, ClinicSession *session, ClinicCall *call);
/* F4: to the name of the new enquiry; FALSE when there is none to be made */
gboolean desk_call_unknown_focus (DeskCallUnknown *self);

G_END_DECLS
