/* desk-mismatch-keeper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMismatchKeeper:
 *
 * What a person left as it is in CRM, newest last, so that it can be taken back: by key, or in the
 * toast, which is always about the newest. Owned by the page or panel where it is done.
 */
#define DESK_TYPE_MISMATCH_KEEPER (desk_mismatch_keeper_get_type ())

G_DECLARE_FINAL_TYPE (DeskMismatchKeeper, desk_mismatch_keeper, DESK, MISMATCH_KEEPER, GObject)

DeskMismatchKeeper *desk_mismatch_keeper_new (ClinicSession *session);
/* mismatches: of ClinicMismatch; those on their way to CRM are left out. widget: whose window says
 * so */
void desk_mismatch_keeper_keep (DeskMismatchKeeper *self, GtkWidget *widget, GPtrArray *mismatches);
/* FALSE: there is nothing to take back */
gboolean desk_mismatch_keeper_undo (DeskMismatchKeeper *self);

G_END_DECLS
