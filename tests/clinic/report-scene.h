/* report-scene.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-report.h"

/* Reports on November 2026, asked in December. */

/* a moment of the clinic's clock, which is that of UTC here */
gint64 scene_at (const char *text);
ClinicFacts *scene_new_facts (void);
const ClinicQuestion *
scene_november (ClinicQuestion *question, ClinicMeasure measure, ClinicGrouping grouping);
ClinicReport *scene_ask_by (ClinicFacts *facts, ClinicMeasure measure, ClinicGrouping grouping);
ClinicReport *scene_ask (ClinicFacts *facts, ClinicMeasure measure);
/* every figure is the number of its rows */
void scene_assert_rows (ClinicReport *report);
void scene_assert_total (ClinicFacts *facts,
                         ClinicMeasure measure,
                         gint64 part,
                         gint64 whole,
                         int share);
void scene_assert_rest (ClinicFacts *facts, ClinicMeasure measure, gint64 unknown, gint64 ripening);
