/* desk-chart-plan-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of a plan share.
 */

#pragma once

#include "desk-chart-plan.h"

G_BEGIN_DECLS

/* of a line of text */
#define DESK_CHART_GAP 0.5
#define DESK_CHART_ROW 1.7
/* a ring that is less wide has its names below */
#define DESK_CHART_WIDE 26

/* alignment: where x is on the text, 0 its left … 1 its right end. max_width: shortened there, 0:
 * never. Answers its width. */
double desk_chart_plan_add_text (DeskChartPlan *self,
                                 const char *text,
                                 double x,
                                 double y,
                                 double alignment,
                                 double max_width,
                                 gboolean bold,
                                 gboolean quiet);
double desk_chart_plan_measure (DeskChartPlan *self, const char *text);
void desk_chart_plan_add_rule (DeskChartPlan *self,
                               double x1,
                               double y1,
                               double x2,
                               double y2,
                               gboolean axis);
void desk_chart_plan_add_swatch (DeskChartPlan *self,
                                 guint nth,
                                 gboolean previous,
                                 double x,
                                 double y,
                                 double width,
                                 double height);
/* from the side where reading begins to the left one */
double desk_chart_plan_mirror (DeskChartPlan *self, double x, double width);

/* fill the plan below top */
void desk_chart_plan_columns (DeskChartPlan *self, double top);
void desk_chart_plan_rows (DeskChartPlan *self, double top);
void desk_chart_plan_shares (DeskChartPlan *self, double top);

G_END_DECLS
