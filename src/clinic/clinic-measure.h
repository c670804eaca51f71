/* clinic-measure.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"
#include "clinic-grouping.h"
#include "clinic-report-rules.h"

G_BEGIN_DECLS

/**
 * ClinicMeasure:
 *
 * What a report counts (clinic.md 3.6). Each has a formula in words, which people see when they ask
 * for it.
 */
typedef enum
{
  CLINIC_MEASURE_CALLS_HANDLED,
  CLINIC_MEASURE_CALLS,
  CLINIC_MEASURE_MISSED_RATE,
  CLINIC_MEASURE_LOST_RATE,
  CLINIC_MEASURE_CALLBACK_TIME,
  CLINIC_MEASURE_CALLBACK_RATE,
  CLINIC_MEASURE_ANSWER_TIME,
  CLINIC_MEASURE_SERVICE_LEVEL,
  CLINIC_MEASURE_TALK_TIME,
  CLINIC_MEASURE_VISITS,
  CLINIC_MEASURE_BOOKED_VISITS,
  CLINIC_MEASURE_FIRST_PATIENTS,
  CLINIC_MEASURE_RETURNED_PATIENTS,
  CLINIC_MEASURE_SHOW_UP,
  CLINIC_MEASURE_NO_SHOW,
  CLINIC_MEASURE_LATE_CANCEL,
  CLINIC_MEASURE_CONFIRMED,
  CLINIC_MEASURE_LOSSES,
  CLINIC_MEASURE_CHAIR_LOAD,
  CLINIC_MEASURE_LEADS,
  CLINIC_MEASURE_TARGET_LEADS,
  CLINIC_MEASURE_LEAD_TO_BOOKED,
  CLINIC_MEASURE_LEAD_TO_CHAIR,
  CLINIC_MEASURE_BOOKED_TO_CHAIR,
  CLINIC_MEASURE_BRINGING_FIRST,
  CLINIC_MEASURE_BRINGING_WAITING,
} ClinicMeasure;
#define CLINIC_N_MEASURES (CLINIC_MEASURE_BRINGING_WAITING + 1)

/**
 * ClinicMeasureUnit:
 * @CLINIC_UNIT_COUNT: how many (part), and their share in all groups
 * @CLINIC_UNIT_RATE: part of whole
 * @CLINIC_UNIT_MEAN: mean of seconds, over part
 * @CLINIC_UNIT_MEDIAN: median of seconds, over part
 * @CLINIC_UNIT_LOAD: minutes of part in the minutes of the whole
 */
typedef enum
{
  CLINIC_UNIT_COUNT,
  CLINIC_UNIT_RATE,
  CLINIC_UNIT_MEAN,
  CLINIC_UNIT_MEDIAN,
  CLINIC_UNIT_LOAD,
} ClinicMeasureUnit;

/* for saved questions and the command line: never changes, such as "first-patients" */
const char *clinic_measure_get_nick (ClinicMeasure measure);
gboolean clinic_measure_from_nick (const char *nick, ClinicMeasure *measure);
/* translated: «Первичные пациенты» */
const char *clinic_measure_get_title (ClinicMeasure measure);
/* translated: how it is counted, a sentence or two */
const char *clinic_measure_get_formula (ClinicMeasure measure);
ClinicMeasureUnit clinic_measure_get_unit (ClinicMeasure measure);
/* the rows whose day decides whether they are in the period */
ClinicFactSet clinic_measure_get_set (ClinicMeasure measure);
/* whether it counts what is still to come, such as booked visits: then a month that is not over is
 * compared with a whole one */
gboolean clinic_measure_looks_ahead (ClinicMeasure measure);
/* whether its rows have such a name to filter by; and to group by */
gboolean clinic_measure_has_name (ClinicMeasure measure, ClinicFactName name);
gboolean clinic_measure_has_grouping (ClinicMeasure measure, ClinicGrouping grouping);
/* (transfer full): the rules that it rests on, as translated sentences */
GStrv clinic_measure_dup_rules (ClinicMeasure measure, const ClinicReportRules *rules);

G_END_DECLS
