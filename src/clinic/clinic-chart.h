/* clinic-chart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-sheet.h"

G_BEGIN_DECLS

/**
 * ClinicChart:
 *
 * Numbers to be drawn, as a value: categories (months, doctors, sources), one or several series of
 * one unit, and what the same was in the period before. Filled once, then only read.
 */
typedef struct _ClinicChart ClinicChart;

#define CLINIC_TYPE_CHART (clinic_chart_get_type ())

GType clinic_chart_get_type (void);
/* unit: COUNT, MONEY, PERCENT or MINUTES. in_time: the categories follow each other, as days and
 * months do; otherwise each is a name that has to be read. */
ClinicChart *clinic_chart_new (const char *title, ClinicSheetKind unit, gboolean in_time);
/* (nullable): what a sheet says about its chart; NULL: it has none, or groups */
ClinicChart *clinic_chart_new_from_sheet (ClinicSheet *sheet);
ClinicChart *clinic_chart_ref (ClinicChart *self);
void clinic_chart_unref (ClinicChart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicChart, clinic_chart_unref)

/* label: on the axis, «июл»; name: (nullable): in full, «июль 2026». All come before the series. */
void clinic_chart_add_category (ClinicChart *self, const char *label, const char *name);
/* values: one for each category; CLINIC_SHEET_EMPTY: not known, which is not nothing */
void clinic_chart_add_series (ClinicChart *self, const char *name, const gint64 *values);
/* the first series in the period before: drawn as an outline */
void clinic_chart_set_previous (ClinicChart *self, const char *name, const gint64 *values);

const char *clinic_chart_get_title (ClinicChart *self);
ClinicSheetKind clinic_chart_get_unit (ClinicChart *self);
gboolean clinic_chart_is_in_time (ClinicChart *self);
guint clinic_chart_get_n_categories (ClinicChart *self);
const char *clinic_chart_get_label (ClinicChart *self, guint category);
const char *clinic_chart_get_name (ClinicChart *self, guint category);
guint clinic_chart_get_n_series (ClinicChart *self);
const char *clinic_chart_get_series (ClinicChart *self, guint series);
gint64 clinic_chart_get_value (ClinicChart *self, guint series, guint category);
/* (nullable): NULL: it has none */
const char *clinic_chart_get_previous (ClinicChart *self);
gint64 clinic_chart_get_previous_value (ClinicChart *self, guint category);
/* nothing is known, or all is nothing */
gboolean clinic_chart_is_empty (ClinicChart *self);
/* the part of a category in its series, tenths of a per cent, half up; -1 when there is no whole */
int clinic_chart_get_share (ClinicChart *self, guint series, guint category);

/**
 * ClinicChartScale:
 * @from: at the beginning of the axis, 0 or less
 * @to: at its end
 * @step: from one mark to the next
 *
 * An axis whose marks are numbers that people count in.
 */
typedef struct
{
  gint64 from;
  gint64 to;
  gint64 step;
} ClinicChartScale;

/* the scale for all values, with at most n_marks marks besides the one at the beginning */
ClinicChartScale clinic_chart_make_scale (ClinicChart *self, guint n_marks);
/* the scale for values between two; min may be above 0, which is always on it */
ClinicChartScale
clinic_chart_scale_for (ClinicSheetKind unit, gint64 min, gint64 max, guint n_marks);

G_END_DECLS
