/* clinic-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-measure"

#include "clinic-measure.h"

#include <glib/gi18n.h>

#define BIT(name) (1u << CLINIC_NAMES_##name)
#define CALL_NAMES (BIT (USER) | BIT (LINE) | BIT (CODE))
#define LEAD_NAMES (BIT (SOURCE) | BIT (USER) | BIT (LEAD_STAGE))
#define VISIT_NAMES                                                                                \
  (BIT (DOCTOR) | BIT (SPECIALTY) | BIT (SOURCE) | BIT (REASON) | BIT (STAGE) | BIT (CHAIR) |      \
   BIT (USER))
#define WAIT_NAMES (BIT (USER) | BIT (SOURCE) | BIT (DOCTOR) | BIT (SPECIALTY))

/* What a measure rests on. */
enum
{
  RULE_FIRST = 1 << 0,
  RULE_TARGET = 1 << 1,
  RULE_SERVICE = 1 << 2,
  RULE_CALLBACK = 1 << 3,
  RULE_LOST = 1 << 4,
  RULE_LATE = 1 << 5,
  RULE_HOURS = 1 << 6,
  RULE_BRINGING = 1 << 7,
};

typedef struct
{
  const char *nick;
  const char *title;
  const char *formula;
  ClinicMeasureUnit unit;
  ClinicFactSet set;
  guint names; /* bits of ClinicFactName */
  guint rules;
} Measure;

static const Measure measures[CLINIC_N_MEASURES] = {
  [CLINIC_MEASURE_CALLS_HANDLED] = { "calls-handled", N_ ("Calls handled"),
                                     N_ ("Calls that were answered, in either direction. Each is "
                                         "counted for whose call it was."),
                                     CLINIC_UNIT_COUNT, CLINIC_FACTS_CALLS, CALL_NAMES, 0 },
  [CLINIC_MEASURE_CALLS] = { "calls", N_ ("All calls"),
                             N_ ("All calls of the statistics, answered or not; information calls "
                                 "by a machine are left out."),
                             CLINIC_UNIT_COUNT, CLINIC_FACTS_CALLS, CALL_NAMES, 0 },
  [CLINIC_MEASURE_MISSED_RATE] = { "missed-rate", N_ ("Missed calls"),
                                   N_ ("Incoming calls that nobody answered, out of all incoming "
                                       "calls."),
                                   CLINIC_UNIT_RATE, CLINIC_FACTS_CALLS, CALL_NAMES, 0 },
  [CLINIC_MEASURE_LOST_RATE] = { "lost-rate", N_ ("Lost callers"),
                                 N_ ("Numbers that were missed and not spoken with in time, in "
                                     "either direction, out of all numbers that called."),
                                 CLINIC_UNIT_RATE, CLINIC_FACTS_CALLS, CALL_NAMES, RULE_LOST },
  [CLINIC_MEASURE_CALLBACK_TIME] = { "callback-time", N_ ("Time until called back"),
                                     N_ ("The median of the time from a missed call to our "
                                         "conversation with that number. Who got through without "
                                         "us is left out."),
                                     CLINIC_UNIT_MEDIAN, CLINIC_FACTS_CALLS, CALL_NAMES,
                                     RULE_LOST },
  [CLINIC_MEASURE_CALLBACK_RATE] = { "callback-rate", N_ ("Called back in time"),
                                     N_ ("Missed numbers that we reached in time, out of all "
                                         "missed ones. Who got through without us is left out."),
                                     CLINIC_UNIT_RATE, CLINIC_FACTS_CALLS, CALL_NAMES,
                                     RULE_CALLBACK | RULE_LOST },
  [CLINIC_MEASURE_ANSWER_TIME] = { "answer-time", N_ ("Time until answered"),
                                   N_ ("The mean time from the first ring to the answer, of the "
                                       "incoming calls that this program saw ringing. The portal "
                                       "does not tell of the others."),
                                   CLINIC_UNIT_MEAN, CLINIC_FACTS_CALLS, CALL_NAMES, 0 },
  [CLINIC_MEASURE_SERVICE_LEVEL] = { "service-level", N_ ("Answered in time"),
                                     N_ ("Incoming calls answered in time, out of all but those "
                                         "given up at once; of those that this program saw "
                                         "ringing."),
                                     CLINIC_UNIT_RATE, CLINIC_FACTS_CALLS, CALL_NAMES,
                                     RULE_SERVICE },
  [CLINIC_MEASURE_TALK_TIME] = { "talk-time", N_ ("Length of a conversation"),
                                 N_ ("The mean length of the answered calls."), CLINIC_UNIT_MEAN,
                                 CLINIC_FACTS_CALLS, CALL_NAMES, 0 },
  [CLINIC_MEASURE_VISITS] = { "visits", N_ ("Visits that took place"),
                              N_ ("Visits of the period that took place."), CLINIC_UNIT_COUNT,
                              CLINIC_FACTS_VISITS, VISIT_NAMES, 0 },
  [CLINIC_MEASURE_BOOKED_VISITS] = { "booked-visits", N_ ("Booked visits"),
                                     N_ ("All visits booked for the period, whatever became of "
                                         "them."),
                                     CLINIC_UNIT_COUNT, CLINIC_FACTS_VISITS, VISIT_NAMES, 0 },
  [CLINIC_MEASURE_FIRST_PATIENTS] = { "first-patients", N_ ("First-visit patients"),
                                      N_ ("Patients who came for a first visit; each is counted "
                                          "once, with the first of several."),
                                      CLINIC_UNIT_COUNT, CLINIC_FACTS_VISITS, VISIT_NAMES,
                                      RULE_FIRST },
  [CLINIC_MEASURE_RETURNED_PATIENTS] = { "returned-patients", N_ ("Returned patients"),
                                         N_ ("First-visit patients who had been here before, long "
                                             "enough ago; as far back as visits are known."),
                                         CLINIC_UNIT_COUNT, CLINIC_FACTS_VISITS, VISIT_NAMES,
                                         RULE_FIRST },
  [CLINIC_MEASURE_SHOW_UP] = { "show-up", N_ ("Show-up rate"),
                               N_ ("Visits that took place, out of those whose outcome is known. "
                                   "Cancelled by the clinic, mistakes and doubles are left out."),
                               CLINIC_UNIT_RATE, CLINIC_FACTS_VISITS, VISIT_NAMES, 0 },
  [CLINIC_MEASURE_NO_SHOW] = { "no-show", N_ ("No-show rate"),
                               N_ ("No-shows, out of no-shows and visits that took place."),
                               CLINIC_UNIT_RATE, CLINIC_FACTS_VISITS, VISIT_NAMES, 0 },
  [CLINIC_MEASURE_LATE_CANCEL] = { "late-cancel", N_ ("Late cancellations"),
                                   N_ ("Visits cancelled shortly before they were to begin, out of "
                                       "all booked ones. Cancelled by the clinic, mistakes and "
                                       "doubles are left out."),
                                   CLINIC_UNIT_RATE, CLINIC_FACTS_VISITS, VISIT_NAMES, RULE_LATE },
  [CLINIC_MEASURE_CONFIRMED] = { "confirmed", N_ ("Confirmed by reply"),
                                 N_ ("Visits whose patients answered yes to the reminder, out of "
                                     "those whose reminder was delivered. Visits that are over and "
                                     "of whose messages the portal has none are unknown; others "
                                     "count from two days before."),
                                 CLINIC_UNIT_RATE, CLINIC_FACTS_VISITS, VISIT_NAMES, 0 },
  [CLINIC_MEASURE_LOSSES] = { "losses", N_ ("Lost visits"),
                              N_ ("Visits of the period that were lost, and what they would have "
                                  "brought."),
                              CLINIC_UNIT_COUNT, CLINIC_FACTS_VISITS, VISIT_NAMES, 0 },
  [CLINIC_MEASURE_CHAIR_LOAD] = { "chair-load", N_ ("Chair load"),
                                  N_ ("Booked minutes out of the minutes open for booking. Visits "
                                      "at the same time count once, lost ones do not."),
                                  CLINIC_UNIT_LOAD, CLINIC_FACTS_VISITS, BIT (DOCTOR) | BIT (CHAIR),
                                  RULE_HOURS },
  [CLINIC_MEASURE_LEADS] = { "leads", N_ ("Leads"), N_ ("Leads that came in the period."),
                             CLINIC_UNIT_COUNT, CLINIC_FACTS_LEADS, LEAD_NAMES, 0 },
  [CLINIC_MEASURE_TARGET_LEADS] = { "target-leads", N_ ("Target leads"),
                                    N_ ("Leads that came in the period from people who may want a "
                                        "visit."),
                                    CLINIC_UNIT_COUNT, CLINIC_FACTS_LEADS, LEAD_NAMES,
                                    RULE_TARGET },
  [CLINIC_MEASURE_LEAD_TO_BOOKED] = { "lead-to-booked", N_ ("From lead to booking"),
                                      N_ ("Leads that were booked, out of the target leads that "
                                          "came in the period."),
                                      CLINIC_UNIT_RATE, CLINIC_FACTS_LEADS, LEAD_NAMES,
                                      RULE_TARGET },
  [CLINIC_MEASURE_LEAD_TO_CHAIR] = { "lead-to-chair", N_ ("From lead to chair"),
                                     N_ ("Leads whose first visit took place, whenever it did, out "
                                         "of the target leads that came in the period."),
                                     CLINIC_UNIT_RATE, CLINIC_FACTS_LEADS, LEAD_NAMES,
                                     RULE_TARGET },
  [CLINIC_MEASURE_BOOKED_TO_CHAIR] = { "booked-to-chair", N_ ("From booking to chair"),
                                       N_ ("Leads whose first visit took place, out of the booked "
                                           "ones among the target leads that came in the period."),
                                       CLINIC_UNIT_RATE, CLINIC_FACTS_LEADS, LEAD_NAMES,
                                       RULE_TARGET },
  [CLINIC_MEASURE_BRINGING_FIRST] = { "bringing-first", N_ ("Brought to a visit: first-visit"),
                                      N_ ("First-visit patients who came, each counted once."),
                                      CLINIC_UNIT_RATE, CLINIC_FACTS_VISITS, VISIT_NAMES,
                                      RULE_FIRST | RULE_BRINGING },
  [CLINIC_MEASURE_BRINGING_WAITING] = { "bringing-waiting", N_ ("Brought to a visit: waiting list"),
                                        N_ ("People of the waiting list who came, out of those "
                                            "spoken with in the period, each counted once."),
                                        CLINIC_UNIT_RATE, CLINIC_FACTS_WAITS, WAIT_NAMES, 0 },
};

const char *
clinic_measure_get_nick (ClinicMeasure measure)
{
  g_return_val_if_fail (measure < CLINIC_N_MEASURES, NULL);

  return measures[measure].nick;
}

gboolean
clinic_measure_from_nick (const char *nick, ClinicMeasure *measure)
{
  for (guint i = 0; i < CLINIC_N_MEASURES; i++)
    if (g_strcmp0 (measures[i].nick, nick) == 0)
      {
        *measure = (ClinicMeasure) i;
        return TRUE;
      }

  return FALSE;
}

const char *
clinic_measure_get_title (ClinicMeasure measure)
{
  g_return_val_if_fail (measure < CLINIC_N_MEASURES, NULL);

  return _ (measures[measure].title);
}

const char *
clinic_measure_get_formula (ClinicMeasure measure)
{
  g_return_val_if_fail (measure < CLINIC_N_MEASURES, NULL);

  return _ (measures[measure].formula);
}

ClinicMeasureUnit
clinic_measure_get_unit (ClinicMeasure measure)
{
  g_return_val_if_fail (measure < CLINIC_N_MEASURES, CLINIC_UNIT_COUNT);

  return measures[measure].unit;
}

ClinicFactSet
clinic_measure_get_set (ClinicMeasure measure)
{
  g_return_val_if_fail (measure < CLINIC_N_MEASURES, CLINIC_FACTS_VISITS);

  return measures[measure].set;
}

gboolean
clinic_measure_looks_ahead (ClinicMeasure measure)
{
  return measure == CLINIC_MEASURE_BOOKED_VISITS || measure == CLINIC_MEASURE_FIRST_PATIENTS ||
         measure == CLINIC_MEASURE_RETURNED_PATIENTS || measure == CLINIC_MEASURE_CHAIR_LOAD;
}

gboolean
clinic_measure_has_name (ClinicMeasure measure, ClinicFactName name)
{
  g_return_val_if_fail (measure < CLINIC_N_MEASURES, FALSE);

  return (measures[measure].names & (1u << name)) != 0;
}

gboolean
clinic_measure_has_grouping (ClinicMeasure measure, ClinicGrouping grouping)
{
  g_return_val_if_fail (measure < CLINIC_N_MEASURES, FALSE);

  if (grouping == CLINIC_GROUPING_HOUR)
    return measures[measure].set == CLINIC_FACTS_CALLS;
  if (grouping < CLINIC_GROUPING_BY_NAME)
    return TRUE;

  return clinic_measure_has_name (measure, (ClinicFactName) (grouping - CLINIC_GROUPING_BY_NAME));
}

static void
add_first_rule (GStrvBuilder *lines, const ClinicReportRules *rules)
{
  g_autofree char *line = NULL;

  if (rules->first_inclusive)
    line = g_strdup_printf (
      ngettext ("First visit: none took place before, or the last one at least %u month earlier.",
                "First visit: none took place before, or the last one at least %u months earlier.",
                rules->first_months),
      rules->first_months);
  else
    line = g_strdup_printf (
      ngettext ("First visit: none took place before, or the last one more than %u month earlier.",
                "First visit: none took place before, or the last one more than %u months earlier.",
                rules->first_months),
      rules->first_months);
  g_strv_builder_add (lines, line);
}

static void
add_target_rule (GStrvBuilder *lines, const ClinicReportRules *rules)
{
  g_autofree char *words = g_strjoinv (", ", (char **) clinic_report_rules_get_not_target (rules));
  g_autofree char *line =
    g_strdup_printf (_ ("Target leads: all but those in stages with these words: %s."), words);

  g_strv_builder_add (lines, line);
}

static void
add_call_rules (GStrvBuilder *lines, guint used, const ClinicReportRules *rules)
{
  g_autofree char *service =
    g_strdup_printf (_ ("In time: answered within %u s. Given up within %u s is not counted."),
                     rules->service_seconds, rules->short_seconds);
  g_autofree char *callback =
    g_strdup_printf (_ ("In time: called back within %u min."), rules->callback_minutes);
  g_autofree char *lost =
    g_strdup_printf (_ ("Lost: no conversation within %u h of the first missed call."),
                     rules->lost_hours);

  if (used & RULE_SERVICE)
    g_strv_builder_add (lines, service);
  if (used & RULE_CALLBACK)
    g_strv_builder_add (lines, callback);
  if (used & RULE_LOST)
    g_strv_builder_add (lines, lost);
}

static void
add_visit_rules (GStrvBuilder *lines, guint used, const ClinicReportRules *rules)
{
  g_autofree char *late =
    g_strdup_printf (_ ("Late: less than %u h before the visit."), rules->late_hours);
  g_autofree char *hours = g_strdup_printf (
    _ ("Where no schedule is known, open from %02u:%02u to %02u:%02u on days with visits."),
    rules->day_begins / 60, rules->day_begins % 60, rules->day_ends / 60, rules->day_ends % 60);

  if (used & RULE_LATE)
    g_strv_builder_add (lines, late);
  if (used & RULE_HOURS)
    g_strv_builder_add (lines, hours);
  if (used & RULE_BRINGING)
    g_strv_builder_add (lines, rules->bringing == CLINIC_BRINGING_OF_CONTACTED
                                 ? _ ("Compared with the target leads of new patients.")
                                 : _ ("Compared with the first-visit patients who were booked."));
}

GStrv
clinic_measure_dup_rules (ClinicMeasure measure, const ClinicReportRules *rules)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  guint used = 0;

  g_return_val_if_fail (measure < CLINIC_N_MEASURES, NULL);

  used = measures[measure].rules;
  if (used & RULE_BRINGING && rules->bringing == CLINIC_BRINGING_OF_CONTACTED)
    used |= RULE_TARGET;
  if (used & RULE_FIRST)
    add_first_rule (lines, rules);
  if (used & RULE_TARGET)
    add_target_rule (lines, rules);
  add_call_rules (lines, used, rules);
  add_visit_rules (lines, used, rules);

  return g_strv_builder_end (lines);
}
