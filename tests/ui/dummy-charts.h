/* dummy-charts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts as reports have them, for tests and to look at.
 */

#pragma once

#include "clinic-chart.h"

G_BEGIN_DECLS

/* (transfer full): 24 months of expenses; with the year before when compared */
ClinicChart *dummy_chart_months (gboolean compared);
/* 31 days of calls and missed calls, some days unknown */
ClinicChart *dummy_chart_days (void);
/* visits by doctor, booked and came */
ClinicChart *dummy_chart_doctors (guint n_series);
/* patients by source */
ClinicChart *dummy_chart_sources (void);
/* n bars */
ClinicChart *dummy_chart_bars (guint n);
/* differences, some below nothing */
ClinicChart *dummy_chart_differences (void);

G_END_DECLS
