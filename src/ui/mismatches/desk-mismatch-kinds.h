/* desk-mismatch-kinds.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * DeskMismatchKinds:
 *
 * The buttons that choose a kind of mismatch, each with how many there are, at the beginning of a
 * bar that owns them. A kind that there is none of takes no room. Emits "changed".
 */
#define DESK_TYPE_MISMATCH_KINDS (desk_mismatch_kinds_get_type ())

G_DECLARE_FINAL_TYPE (DeskMismatchKinds, desk_mismatch_kinds, DESK, MISMATCH_KINDS, GObject)

DeskMismatchKinds *desk_mismatch_kinds_new (GtkWidget *bar);
/* counts them anew; all: of ClinicMismatch */
void desk_mismatch_kinds_show (DeskMismatchKinds *self, GListModel *all);
/* FALSE: all kinds are chosen */
gboolean desk_mismatch_kinds_get_kind (DeskMismatchKinds *self, ClinicMismatchKind *kind);
void desk_mismatch_kinds_choose_all (DeskMismatchKinds *self);

G_END_DECLS
