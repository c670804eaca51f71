/* naive-count.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-report.h"

/* Counts reports a second time, the slow and obvious way: by GDateTime, words and nested loops,
 * with nothing of the engine but the rows it was given. For tests. */

typedef struct
{
  gint64 figures[CLINIC_N_FIGURES];
  gint64 amount;
  gint64 sum;
  gint64 open; /* minutes of CLINIC_MEASURE_CHAIR_LOAD */
} NaiveGroup;

/* (transfer full): key of the group, as ClinicReportGroup has it → NaiveGroup */
GHashTable *naive_count (ClinicFacts *facts,
                         const ClinicQuestion *question,
                         const ClinicReportRules *rules,
                         gint64 now);
