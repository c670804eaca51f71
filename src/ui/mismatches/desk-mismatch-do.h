/* desk-mismatch-do.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/* What a person decides about mismatches; see also DeskMismatchKeeper. */

/* the portal is made like the medical system; FALSE when it cannot be, or already is on its way */
gboolean desk_mismatch_take (GtkWidget *widget, ClinicSession *session, ClinicMismatch *mismatch);
/* (transfer full) (element-type ClinicMismatch): all of a kind that nobody decided about yet;
 * can_take: only those that can be taken */
GPtrArray *
desk_mismatches_of_kind (ClinicSession *session, ClinicMismatchKind kind, gboolean can_take);
/* takes all of a kind, when the person says so in a dialog that names their number */
void
desk_mismatch_ask_take_all (GtkWidget *widget, ClinicSession *session, ClinicMismatchKind kind);
/* (transfer full): both choices for all of a kind, for the actions mismatch.take-all and .keep-all
 * whose target is its nick */
GMenuModel *desk_mismatch_create_menu (ClinicSession *session, ClinicMismatchKind kind);

G_END_DECLS
