/* desk-chart-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-chart-plan.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_CHART_PNG,
  DESK_CHART_SVG,
} DeskChartFormat;

/* (transfer full): A chart as a picture, with its title, on white: drawn as on the screen. */
GBytes *desk_chart_to_file (ClinicChart *chart, ClinicChartKind kind, DeskChartFormat format);

G_END_DECLS
