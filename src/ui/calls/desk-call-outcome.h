/* desk-call-outcome.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * DeskCallOutcome:
 *
 * How the conversation ended, in one key: nine buttons and how long they stay. The card asks for
 * it for some seconds after a call that was answered here; emits "picked" (int: ClinicOutcome).
 */
#define DESK_TYPE_CALL_OUTCOME (desk_call_outcome_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallOutcome, desk_call_outcome, DESK, CALL_OUTCOME, GtkWidget)

/* seconds left, shown as a shrinking bar; of: how many there were */
void desk_call_outcome_set_left (DeskCallOutcome *self, int seconds, int of);
/* what was picked: its button is marked, the others are quiet; NONE = ask again */
void desk_call_outcome_set_picked (DeskCallOutcome *self, ClinicOutcome outcome);
/* (transfer none): "Confirmed" and so on, translated */
const char *desk_call_outcome_name (ClinicOutcome outcome);

G_END_DECLS
