/* desk-chart-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-chart.h"

G_BEGIN_DECLS

/* How charts write their numbers; all (transfer full). */

/* "48 600 ₽", "65.0 %", "7:30"; «unknown» for CLINIC_SHEET_EMPTY */
char *desk_chart_value (ClinicSheetKind unit, gint64 value);
/* the same for an axis, in few letters: "50k ₽", "1.5M ₽" */
char *desk_chart_short_value (ClinicSheetKind unit, gint64 value);
/* "65.0 %" of tenths of a per cent */
char *desk_chart_percent (gint64 tenths);
/* What a bar, point or part stands for, in words: «July 2026, Rent: 48 600 ₽, before: 40 000
 * ₽»
 */
char *
desk_chart_mark_words (ClinicChart *chart, ClinicChartKind kind, guint series, guint category);

G_END_DECLS
