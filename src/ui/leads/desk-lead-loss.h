/* desk-lead-loss.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"
#include "desk-board-moves.h"

G_BEGIN_DECLS

/**
 * DeskLeadLoss:
 *
 * An enquiry does not become an appointment: in which lost stage it ends, and what happened, as
 * without the words nobody can learn from it (clinic.md A-8). Ends with one move and its comment,
 * to be taken back like any other move.
 */
#define DESK_TYPE_LEAD_LOSS (desk_lead_loss_get_type ())

G_DECLARE_FINAL_TYPE (DeskLeadLoss, desk_lead_loss, DESK, LEAD_LOSS, AdwWindow)

/* The window, which is on show and owned by the toolkit. leads: (element-type ClinicLead); wanted:
 * (nullable): the stage that somebody wanted to move them to */
GtkWidget *desk_lead_loss_present (GtkWidget *parent,
                                   ClinicSession *session,
                                   DeskBoardMoves *moves,
                                   GPtrArray *leads,
                                   ClinicStage *wanted);

G_END_DECLS
