/* desk-chart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-chart.h"

G_BEGIN_DECLS

/**
 * DeskChart:
 *
 * Numbers as bars, lines or parts of a whole. Each bar, point and part is a button of its own, with
 * its number in words for those who cannot see it, and opens what it was counted from: signal
 * "activated" (series, category). Tab goes into the chart and out of it, the arrows from one to the
 * next.
 */
#define DESK_TYPE_CHART (desk_chart_get_type ())

G_DECLARE_FINAL_TYPE (DeskChart, desk_chart, DESK, CHART, GtkWidget)

GtkWidget *desk_chart_new (ClinicChartKind kind);
/* bars to compare; standing ones of days and months, lying ones of what has long names */
GtkWidget *desk_bar_chart_new (void);
/* lines: the course of time */
GtkWidget *desk_line_chart_new (void);
/* a ring: the parts of the first series */
GtkWidget *desk_share_chart_new (void);

/* holds a reference; NULL: nothing to show */
void desk_chart_set_chart (DeskChart *self, ClinicChart *chart);
/* (transfer none) (nullable) */
ClinicChart *desk_chart_get_chart (DeskChart *self);
void desk_chart_set_kind (DeskChart *self, ClinicChartKind kind);
ClinicChartKind desk_chart_get_kind (DeskChart *self);
/* what is said when there is nothing to show; NULL: the usual words */
void desk_chart_set_empty_text (DeskChart *self, const char *text);
/* (transfer none) (nullable): the button of a bar, point or part */
GtkWidget *desk_chart_get_mark (DeskChart *self, guint series, guint category);

G_END_DECLS
