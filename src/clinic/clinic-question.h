/* clinic-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-grouping.h"
#include "clinic-measure.h"

G_BEGIN_DECLS

/**
 * ClinicPeriod:
 *
 * Which days; by the calendar, so that a saved question asks for another month every month.
 */
typedef enum
{
  CLINIC_PERIOD_DAYS, /* from and to as they stand */
  CLINIC_PERIOD_TODAY,
  CLINIC_PERIOD_YESTERDAY,
  CLINIC_PERIOD_THIS_WEEK,
  CLINIC_PERIOD_LAST_WEEK,
  CLINIC_PERIOD_THIS_MONTH,
  CLINIC_PERIOD_LAST_MONTH,
  CLINIC_PERIOD_THIS_QUARTER,
  CLINIC_PERIOD_LAST_QUARTER,
  CLINIC_PERIOD_THIS_YEAR,
  CLINIC_PERIOD_LAST_YEAR,
  CLINIC_PERIOD_LAST_12_MONTHS, /* whole ones, without this */
  CLINIC_PERIOD_LAST_24_MONTHS,
} ClinicPeriod;
#define CLINIC_N_PERIODS (CLINIC_PERIOD_LAST_24_MONTHS + 1)

/**
 * ClinicComparison:
 * @CLINIC_COMPARISON_PREVIOUS: whole months with as many months before, else as many days before
 * @CLINIC_COMPARISON_YEAR_AGO: the same days of the year before
 */
typedef enum
{
  CLINIC_COMPARISON_NONE,
  CLINIC_COMPARISON_PREVIOUS,
  CLINIC_COMPARISON_YEAR_AGO,
} ClinicComparison;
#define CLINIC_N_COMPARISONS (CLINIC_COMPARISON_YEAR_AGO + 1)

/**
 * ClinicQuestion:
 *
 * What a report is asked. A plain value: whoever makes it owns it; the members may be set freely.
 */
typedef struct
{
  ClinicMeasure measure;
  ClinicGrouping grouping;
  ClinicPeriod period;
  int from; /* ClinicDays, of CLINIC_PERIOD_DAYS: from <= day < to */
  int to;
  ClinicComparison comparison;
  GStrv filters[CLINIC_N_NAMES]; /* (owned) (nullable): keys, one of which a row must have; "" is
                                    "not said"; NULL: all */
} ClinicQuestion;

#define CLINIC_TYPE_QUESTION (clinic_question_get_type ())
GType clinic_question_get_type (void);

ClinicQuestion *clinic_question_new (ClinicMeasure measure, ClinicGrouping grouping);
ClinicQuestion *clinic_question_copy (const ClinicQuestion *self);
void clinic_question_free (ClinicQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicQuestion, clinic_question_free)

gboolean clinic_question_equal (const ClinicQuestion *self, const ClinicQuestion *other);
/* keys: (nullable): NULL or none lets all through */
void
clinic_question_set_filter (ClinicQuestion *self, ClinicFactName name, const char *const *keys);

/* the days asked for: *from <= day < *to */
void clinic_question_get_days (const ClinicQuestion *self, int today, int *from, int *to);
/* those it is compared with, as much of them as there is of a period that is not over yet, unless
 * the measure looks ahead; FALSE: none */
gboolean
clinic_question_get_days_before (const ClinicQuestion *self, int today, int *from, int *to);
/* any days, by the rule of @CLINIC_COMPARISON_PREVIOUS or YEAR_AGO */
void clinic_question_shift (ClinicComparison comparison, int *from, int *to);

/* The same of a period that is not over yet: as much of the period before as there is of this one,
 * today and its like included: the 1st to the 22nd of November with the 1st to the 22nd of October.
 * Whole where today is not in the period. */
void clinic_question_shift_to_date (ClinicComparison comparison, int today, int *from, int *to);

/* (transfer full): one line, for settings; a later version reads it too */
char *clinic_question_to_string (const ClinicQuestion *self);
/* (transfer full): CLINIC_ERROR_INVALID when it is no question, or one of a later version that
 * asks for what this one does not have */
ClinicQuestion *clinic_question_from_string (const char *text, GError **error);

const char *clinic_period_get_nick (ClinicPeriod period);
gboolean clinic_period_from_nick (const char *nick, ClinicPeriod *period);
/* translated: «за прошлый месяц» */
const char *clinic_period_get_title (ClinicPeriod period);

G_END_DECLS
