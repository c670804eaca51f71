/* desk-stage-badge.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-stage.h"

G_BEGIN_DECLS

/**
 * DeskStageBadge:
 *
 * The stage of an appointment: a coloured shape and the stage's name, so that colour is never
 * alone (Okabe-Ito palette, clinic.md 4). The portal's name of the stage is shown as it is.
 */
#define DESK_TYPE_STAGE_BADGE (desk_stage_badge_get_type ())

G_DECLARE_FINAL_TYPE (DeskStageBadge, desk_stage_badge, DESK, STAGE_BADGE, GtkWidget)

GtkWidget *desk_stage_badge_new (void);
/* stage (nullable): nothing is shown */
void desk_stage_badge_set_stage (DeskStageBadge *self, ClinicStage *stage);
/* how many the name may take where one is too short for it; 1 is the usual */
void desk_stage_badge_set_lines (DeskStageBadge *self, int lines);
/* What a stage (nullable) looks like where there is no room for a badge. (transfer none): a shape
 * of one letter; css_class: (out) (optional): of its colour */
const char *desk_stage_look (ClinicStage *stage, const char **css_class);

G_END_DECLS
