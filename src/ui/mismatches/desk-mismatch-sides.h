/* desk-mismatch-sides.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-mismatch.h"

G_BEGIN_DECLS

/**
 * DeskMismatchSides:
 *
 * What the medical system says of a visit beside what the portal says: time, doctor, status and
 * stage, and who changed each last. What differs has a sign before it and a ground of its own.
 * Where there is no room for two beside each other, one is below the other.
 */
#define DESK_TYPE_MISMATCH_SIDES (desk_mismatch_sides_get_type ())

G_DECLARE_FINAL_TYPE (DeskMismatchSides, desk_mismatch_sides, DESK, MISMATCH_SIDES, GtkWidget)

GtkWidget *desk_mismatch_sides_new (void);
/* at the end of the row of sides; (transfer floating) */
void desk_mismatch_sides_append (DeskMismatchSides *self, GtkWidget *widget);
/* mismatches: bits, 1 << ClinicMismatchKind, of what differs */
void desk_mismatch_sides_show (DeskMismatchSides *self,
                               ClinicMismatch *mismatch,
                               gint64 mismatches,
                               gint64 now);

G_END_DECLS
