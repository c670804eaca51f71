/* report-scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report-scene.h"

#include "clinic-days.h"

/* a moment of the clinic's clock, which is that of UTC here */
gint64
scene_at (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (time);

  return g_date_time_to_unix (time);
}

ClinicFacts *
scene_new_facts (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  ClinicFacts *facts = clinic_facts_new (zone);

  for (ClinicFactSet set = 0; set < CLINIC_N_FACT_SETS; set++)
    clinic_facts_set_known (facts, set, scene_at ("2024-01-01T00:00:00"),
                            scene_at ("2026-12-01T00:00:00"));

  return facts;
}

const ClinicQuestion *
scene_november (ClinicQuestion *question, ClinicMeasure measure, ClinicGrouping grouping)
{
  *question = (ClinicQuestion){
    .measure = measure,
    .grouping = grouping,
    .period = CLINIC_PERIOD_DAYS,
    .from = clinic_days_from_date (2026, 11, 1),
    .to = clinic_days_from_date (2026, 12, 1),
  };

  return question;
}

ClinicReport *
scene_ask_by (ClinicFacts *facts, ClinicMeasure measure, ClinicGrouping grouping)
{
  ClinicQuestion question;
  ClinicReportRules rules;

  clinic_report_rules_init (&rules);

  return clinic_report_new (facts, scene_november (&question, measure, grouping), &rules,
                            scene_at ("2026-12-10T12:00:00"));
}

ClinicReport *
scene_ask (ClinicFacts *facts, ClinicMeasure measure)
{
  return scene_ask_by (facts, measure, CLINIC_GROUPING_NONE);
}

/* every figure is the number of its rows */
void
scene_assert_rows (ClinicReport *report)
{
  for (guint i = 0; i <= clinic_report_get_n_groups (report); i++)
    for (ClinicFigure figure = 0; figure < CLINIC_N_FIGURES; figure++)
      {
        const ClinicReportGroup *group = i < clinic_report_get_n_groups (report)
                                           ? clinic_report_get_group (report, i)
                                           : clinic_report_get_total (report);
        g_autoptr (GArray) rows = clinic_report_dup_rows (report, group, figure);

        g_assert_cmpint (rows->len, ==, group->figures[figure]);
      }
}

void
scene_assert_total (ClinicFacts *facts, ClinicMeasure measure, gint64 part, gint64 whole, int share)
{
  g_autoptr (ClinicReport) report = scene_ask (facts, measure);
  const ClinicReportGroup *total = clinic_report_get_total (report);

  g_assert_cmpint (total->figures[CLINIC_FIGURE_PART], ==, part);
  g_assert_cmpint (total->figures[CLINIC_FIGURE_WHOLE], ==, whole);
  g_assert_cmpint (total->share, ==, share);
  scene_assert_rows (report);
}

void
scene_assert_rest (ClinicFacts *facts, ClinicMeasure measure, gint64 unknown, gint64 ripening)
{
  g_autoptr (ClinicReport) report = scene_ask (facts, measure);
  const ClinicReportGroup *total = clinic_report_get_total (report);

  g_assert_cmpint (total->figures[CLINIC_FIGURE_UNKNOWN], ==, unknown);
  g_assert_cmpint (total->figures[CLINIC_FIGURE_RIPENING], ==, ripening);
}
