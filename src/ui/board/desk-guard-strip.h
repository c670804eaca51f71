/* desk-guard-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-board-moves.h"

G_BEGIN_DECLS

/**
 * DeskGuardStrip:
 *
 * The guard «Визит завтра»: the visits of tomorrow that nobody moved into the stage that sends the
 * reminder, in red from the hour of the settings on. Enter moves one, Ctrl+Shift+G all of them, to
 * be taken back like any other move; Ctrl+G goes here. Until the hour it is one quiet line.
 */
#define DESK_TYPE_GUARD_STRIP (desk_guard_strip_get_type ())

G_DECLARE_FINAL_TYPE (DeskGuardStrip, desk_guard_strip, DESK, GUARD_STRIP, GtkWidget)

GtkWidget *desk_guard_strip_new (ClinicSession *session, DeskBoardMoves *moves);

G_END_DECLS
