/* desk-chart-paint.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-chart-look.h"
#include "desk-chart-plan.h"

G_BEGIN_DECLS

/* Draws a plan: on the screen, on paper and into files alike. progress: 1, less while bars and
 * parts still grow. */
void desk_chart_paint (const DeskChartPlan *plan,
                       const DeskChartLook *look,
                       cairo_t *cr,
                       double progress);

G_END_DECLS
