/* clinic-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-question"

#include "clinic-question.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-error.h"

G_DEFINE_BOXED_TYPE (ClinicQuestion, clinic_question, clinic_question_copy, clinic_question_free)

static const struct
{
  const char *nick;
  const char *title;
} periods[CLINIC_N_PERIODS] = {
  [CLINIC_PERIOD_DAYS] = { "days", NC_ ("period", "on chosen days") },
  [CLINIC_PERIOD_TODAY] = { "today", NC_ ("period", "today") },
  [CLINIC_PERIOD_YESTERDAY] = { "yesterday", NC_ ("period", "yesterday") },
  [CLINIC_PERIOD_THIS_WEEK] = { "this-week", NC_ ("period", "this week") },
  [CLINIC_PERIOD_LAST_WEEK] = { "last-week", NC_ ("period", "last week") },
  [CLINIC_PERIOD_THIS_MONTH] = { "this-month", NC_ ("period", "this month") },
  [CLINIC_PERIOD_LAST_MONTH] = { "last-month", NC_ ("period", "last month") },
  [CLINIC_PERIOD_THIS_QUARTER] = { "this-quarter", NC_ ("period", "this quarter") },
  [CLINIC_PERIOD_LAST_QUARTER] = { "last-quarter", NC_ ("period", "last quarter") },
  [CLINIC_PERIOD_THIS_YEAR] = { "this-year", NC_ ("period", "this year") },
  [CLINIC_PERIOD_LAST_YEAR] = { "last-year", NC_ ("period", "last year") },
  [CLINIC_PERIOD_LAST_12_MONTHS] = { "last-12-months", NC_ ("period", "in the last 12 months") },
  [CLINIC_PERIOD_LAST_24_MONTHS] = { "last-24-months", NC_ ("period", "in the last 24 months") },
};

static const char *const comparisons[CLINIC_N_COMPARISONS] = { "none", "previous", "year-ago" };

ClinicQuestion *
clinic_question_new (ClinicMeasure measure, ClinicGrouping grouping)
{
  ClinicQuestion *self = g_new0 (ClinicQuestion, 1);

  self->measure = measure;
  self->grouping = grouping;
  self->period = CLINIC_PERIOD_THIS_MONTH;

  return self;
}

ClinicQuestion *
clinic_question_copy (const ClinicQuestion *self)
{
  ClinicQuestion *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    copy->filters[i] = g_strdupv (self->filters[i]);

  return copy;
}

void
clinic_question_free (ClinicQuestion *self)
{
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    g_strfreev (self->filters[i]);
  g_free (self);
}

static gboolean
filters_equal (GStrv one, GStrv other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return g_strv_equal ((const char *const *) one, (const char *const *) other);
}

gboolean
clinic_question_equal (const ClinicQuestion *self, const ClinicQuestion *other)
{
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    if (!filters_equal (self->filters[i], other->filters[i]))
      return FALSE;
  if (self->period == CLINIC_PERIOD_DAYS && (self->from != other->from || self->to != other->to))
    return FALSE;

  return self->measure == other->measure && self->grouping == other->grouping &&
         self->period == other->period && self->comparison == other->comparison;
}

void
clinic_question_set_filter (ClinicQuestion *self, ClinicFactName name, const char *const *keys)
{
  GStrv copy = keys != NULL && *keys != NULL ? g_strdupv ((char **) keys) : NULL;

  g_strfreev (self->filters[name]);
  self->filters[name] = copy;
}

static void
set_months (int first, int n, int *from, int *to)
{
  *from = first;
  *to = clinic_days_add_months (first, n);
}

void
clinic_question_get_days (const ClinicQuestion *self, int today, int *from, int *to)
{
  int week = clinic_days_week (today);
  int month = clinic_days_month (today);
  int quarter = clinic_days_quarter (today);
  int year = clinic_days_year (today);

  switch (self->period)
    {
    case CLINIC_PERIOD_TODAY:
    case CLINIC_PERIOD_YESTERDAY:
      *from = self->period == CLINIC_PERIOD_TODAY ? today : today - 1;
      *to = *from + 1;
      break;
    case CLINIC_PERIOD_THIS_WEEK:
    case CLINIC_PERIOD_LAST_WEEK:
      *from = self->period == CLINIC_PERIOD_THIS_WEEK ? week : week - 7;
      *to = *from + 7;
      break;
    case CLINIC_PERIOD_THIS_MONTH:
      set_months (month, 1, from, to);
      break;
    case CLINIC_PERIOD_LAST_MONTH:
      set_months (clinic_days_add_months (month, -1), 1, from, to);
      break;
    case CLINIC_PERIOD_THIS_QUARTER:
      set_months (quarter, 3, from, to);
      break;
    case CLINIC_PERIOD_LAST_QUARTER:
      set_months (clinic_days_add_months (quarter, -3), 3, from, to);
      break;
    case CLINIC_PERIOD_THIS_YEAR:
      set_months (year, 12, from, to);
      break;
    case CLINIC_PERIOD_LAST_YEAR:
      set_months (clinic_days_add_months (year, -12), 12, from, to);
      break;
    case CLINIC_PERIOD_LAST_12_MONTHS:
      set_months (clinic_days_add_months (month, -12), 12, from, to);
      break;
    case CLINIC_PERIOD_LAST_24_MONTHS:
      set_months (clinic_days_add_months (month, -24), 24, from, to);
      break;
    case CLINIC_PERIOD_DAYS:
    default:
      *from = self->from;
      *to = self->to;
      break;
    }
}

static int
count_months (int from, int to)
{
  int year, month, day, other_year, other_month, other_day;

  clinic_days_to_date (from, &year, &month, &day);
  clinic_days_to_date (to, &other_year, &other_month, &other_day);

  return day == 1 && other_day == 1 ? (other_year - year) * 12 + other_month - month : 0;
}

void
clinic_question_shift (ClinicComparison comparison, int *from, int *to)
{
  int months = comparison == CLINIC_COMPARISON_YEAR_AGO ? 12 : count_months (*from, *to);
  int length = *to - *from;

  if (comparison == CLINIC_COMPARISON_NONE)
    return;
  if (months == 0)
    {
      *from -= length;
      *to -= length;
      return;
    }
  *from = clinic_days_add_months (*from, -months);
  *to = clinic_days_add_months (*to, -months);
}

void
clinic_question_shift_to_date (ClinicComparison comparison, int today, int *from, int *to)
{
  int months = comparison == CLINIC_COMPARISON_YEAR_AGO ? 12 : count_months (*from, *to);
  int length = *to - *from;
  gboolean is_part = today >= *from && today + 1 < *to;

  clinic_question_shift (comparison, from, to);
  if (is_part && comparison != CLINIC_COMPARISON_NONE)
    *to = MIN (*to, (months > 0 ? clinic_days_add_months (today, -months) : today - length) + 1);
}

gboolean
clinic_question_get_days_before (const ClinicQuestion *self, int today, int *from, int *to)
{
  clinic_question_get_days (self, today, from, to);
  if (clinic_measure_looks_ahead (self->measure))
    clinic_question_shift (self->comparison, from, to);
  else
    clinic_question_shift_to_date (self->comparison, today, from, to);

  return self->comparison != CLINIC_COMPARISON_NONE;
}

char *
clinic_question_to_string (const ClinicQuestion *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) variant = NULL;

  g_variant_dict_insert (&dict, "measure", "s", clinic_measure_get_nick (self->measure));
  g_variant_dict_insert (&dict, "grouping", "s", clinic_grouping_get_nick (self->grouping));
  g_variant_dict_insert (&dict, "period", "s", clinic_period_get_nick (self->period));
  g_variant_dict_insert (&dict, "comparison", "s", comparisons[self->comparison]);
  if (self->period == CLINIC_PERIOD_DAYS)
    {
      g_autofree char *from = clinic_days_to_string (self->from);
      g_autofree char *to = clinic_days_to_string (self->to);

      g_variant_dict_insert (&dict, "from", "s", from);
      g_variant_dict_insert (&dict, "to", "s", to);
    }
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    if (self->filters[i] != NULL)
      {
        g_autofree char *key =
          g_strconcat ("only-", clinic_grouping_get_nick (CLINIC_GROUPING_BY (i)), NULL);

        g_variant_dict_insert (&dict, key, "^as", self->filters[i]);
      }
  variant = g_variant_ref_sink (g_variant_dict_end (&dict));

  return g_variant_print (variant, FALSE);
}

static gboolean
read_comparison (GVariantDict *dict, ClinicComparison *comparison)
{
  const char *nick = "none";

  g_variant_dict_lookup (dict, "comparison", "&s", &nick);
  for (guint i = 0; i < CLINIC_N_COMPARISONS; i++)
    if (g_strcmp0 (comparisons[i], nick) == 0)
      {
        *comparison = (ClinicComparison) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_days (GVariantDict *dict, ClinicQuestion *question)
{
  const char *from = NULL, *to = NULL;

  if (question->period != CLINIC_PERIOD_DAYS)
    return TRUE;
  g_variant_dict_lookup (dict, "from", "&s", &from);
  g_variant_dict_lookup (dict, "to", "&s", &to);
  question->from = clinic_days_from_string (from);
  question->to = clinic_days_from_string (to);

  return question->from != CLINIC_DAYS_NONE && question->to != CLINIC_DAYS_NONE &&
         question->from < question->to;
}

static gboolean
read_question (GVariantDict *dict, ClinicQuestion *question)
{
  const char *measure = NULL, *grouping = "none", *period = NULL;

  g_variant_dict_lookup (dict, "measure", "&s", &measure);
  g_variant_dict_lookup (dict, "grouping", "&s", &grouping);
  g_variant_dict_lookup (dict, "period", "&s", &period);
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    {
      g_autofree char *key =
        g_strconcat ("only-", clinic_grouping_get_nick (CLINIC_GROUPING_BY (i)), NULL);
      g_auto (GStrv) keys = NULL;

      if (g_variant_dict_lookup (dict, key, "^as", &keys))
        clinic_question_set_filter (question, (ClinicFactName) i, (const char *const *) keys);
    }

  return clinic_measure_from_nick (measure, &question->measure) &&
         clinic_grouping_from_nick (grouping, &question->grouping) &&
         clinic_period_from_nick (period, &question->period) &&
         read_comparison (dict, &question->comparison) && read_days (dict, question) &&
         clinic_measure_has_grouping (question->measure, question->grouping);
}

ClinicQuestion *
clinic_question_from_string (const char *text, GError **error)
{
  g_autoptr (ClinicQuestion) question = clinic_question_new (CLINIC_MEASURE_CALLS_HANDLED, 0);
  g_autoptr (GVariant) variant = NULL;
  g_auto (GVariantDict) dict = { 0 };

  variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text != NULL ? text : "", NULL, NULL, NULL);
  g_variant_dict_init (&dict, variant);
  if (variant == NULL || !read_question (&dict, question))
    {
      g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID, "not a question: %s",
                   text != NULL ? text : "");
      return NULL;
    }

  return g_steal_pointer (&question);
}

const char *
clinic_period_get_nick (ClinicPeriod period)
{
  g_return_val_if_fail (period < CLINIC_N_PERIODS, NULL);

  return periods[period].nick;
}

gboolean
clinic_period_from_nick (const char *nick, ClinicPeriod *period)
{
  for (guint i = 0; i < CLINIC_N_PERIODS; i++)
    if (g_strcmp0 (periods[i].nick, nick) == 0)
      {
        *period = (ClinicPeriod) i;
        return TRUE;
      }

  return FALSE;
}

const char *
clinic_period_get_title (ClinicPeriod period)
{
  g_return_val_if_fail (period < CLINIC_N_PERIODS, NULL);

  return g_dpgettext2 (NULL, "period", periods[period].title);
}
