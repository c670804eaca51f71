/* desk-shift-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"
#include "desk-tally.h"

G_BEGIN_DECLS

/**
 * DeskShiftStrip:
 *
 * How the day goes, at the foot of the sidebar on every page: five figures, each of which is a
 * button that opens what it was counted from. Counts what the session holds anyway, again when
 * something of it is another or time goes by, as the tallies tell.
 */
#define DESK_TYPE_SHIFT_STRIP (desk_shift_strip_get_type ())

G_DECLARE_FINAL_TYPE (DeskShiftStrip, desk_shift_strip, DESK, SHIFT_STRIP, AdwBin)

/* missed, visits: (transfer none): the badges' tallies over the missed calls and over the
 * appointments, which tell when to count */
GtkWidget *desk_shift_strip_new (ClinicSession *session, DeskTally *missed, DeskTally *visits);

G_END_DECLS
