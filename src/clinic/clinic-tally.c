/* clinic-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-tally"

#include "clinic-tally.h"

#include "clinic-days.h"

#define N_WEEKDAYS 7
#define N_HOURS 24

static int
count_months (int from, int to)
{
  int year, month, day, other_year, other_month, other_day;

  clinic_days_to_date (from, &year, &month, &day);
  clinic_days_to_date (to, &other_year, &other_month, &other_day);

  return (other_year - year) * 12 + other_month - month;
}

static guint
find_bucket (const ClinicTally *self, int day)
{
  switch ((int) self->grouping)
    {
    case CLINIC_GROUPING_DAY:
      return (guint) (day - self->from);
    case CLINIC_GROUPING_WEEK:
      return (guint) (clinic_days_week (day) - clinic_days_week (self->from)) / 7;
    case CLINIC_GROUPING_MONTH:
      return (guint) count_months (self->from, day);
    case CLINIC_GROUPING_QUARTER:
      return (guint) count_months (clinic_days_quarter (self->from), day) / 3;
    default:
      return 0;
    }
}

guint
clinic_tally_get_bucket (ClinicTally *self, int day)
{
  if (day != self->cached_day)
    {
      self->cached_day = day;
      self->cached_bucket = find_bucket (self, day);
    }

  return self->cached_bucket;
}

int
clinic_tally_get_bucket_day (const ClinicTally *self, guint bucket)
{
  int n = (int) bucket;
  int day = CLINIC_DAYS_NONE;

  if (self->grouping == CLINIC_GROUPING_DAY)
    day = self->from + n;
  else if (self->grouping == CLINIC_GROUPING_WEEK)
    day = clinic_days_week (self->from) + 7 * n;
  else if (self->grouping == CLINIC_GROUPING_MONTH)
    day = clinic_days_add_months (clinic_days_month (self->from), n);
  else if (self->grouping == CLINIC_GROUPING_QUARTER)
    day = clinic_days_add_months (clinic_days_quarter (self->from), 3 * n);

  return day != CLINIC_DAYS_NONE ? MAX (day, self->from) : day;
}

static guint
count_groups (const ClinicTally *self)
{
  if (self->grouping >= CLINIC_GROUPING_BY_NAME)
    return clinic_facts_get_n_keys (self->facts,
                                    (ClinicFactName) (self->grouping - CLINIC_GROUPING_BY_NAME));
  if (self->grouping == CLINIC_GROUPING_WEEKDAY)
    return N_WEEKDAYS;
  if (self->grouping == CLINIC_GROUPING_HOUR)
    return N_HOURS;
  if (self->grouping == CLINIC_GROUPING_NONE)
    return 1;

  return self->to > self->from ? find_bucket (self, self->to - 1) + 1 : 0;
}

/* (transfer full): by number: 1 is let through */
static guint8 *
read_filter (const ClinicTally *self, ClinicFactName name, GStrv keys)
{
  guint n = clinic_facts_get_n_keys (self->facts, name);
  guint8 *allowed = g_new0 (guint8, n);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      guint32 number = clinic_facts_find (self->facts, name, keys[i]);

      if (number != 0 || *keys[i] == '\0')
        allowed[number] = 1;
    }

  return allowed;
}

void
clinic_tally_init (ClinicTally *self,
                   ClinicFacts *facts,
                   const ClinicQuestion *question,
                   const ClinicReportRules *rules,
                   int from,
                   int to,
                   gint64 now)
{
  *self = (ClinicTally){
    .facts = facts,
    .question = question,
    .rules = rules,
    .from = from,
    .to = to,
    .now = now,
    .cached_day = CLINIC_DAYS_NONE,
  };
  if (clinic_measure_has_grouping (question->measure, question->grouping))
    self->grouping = question->grouping;
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    if (question->filters[i] != NULL &&
        clinic_measure_has_name (question->measure, (ClinicFactName) i))
      self->allowed[i] = read_filter (self, (ClinicFactName) i, question->filters[i]);
  self->n_groups = count_groups (self);
  self->groups = g_new0 (ClinicTallyGroup, MAX (self->n_groups, 1));
  self->rows = g_array_new (FALSE, FALSE, sizeof (ClinicTallyRow));
}

void
clinic_tally_clear (ClinicTally *self)
{
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    g_clear_pointer (&self->allowed[i], g_free);
  g_clear_pointer (&self->groups, g_free);
  g_clear_pointer (&self->rows, g_array_unref);
}

gboolean
clinic_tally_wants (const ClinicTally *self, const ClinicTallyKeys *keys)
{
  if (keys->day < self->from || keys->day >= self->to)
    return FALSE;
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    if (self->allowed[i] != NULL && !self->allowed[i][keys->names[i]])
      return FALSE;

  return TRUE;
}

static guint
find_group (ClinicTally *self, const ClinicTallyKeys *keys)
{
  if (self->grouping >= CLINIC_GROUPING_BY_NAME)
    return keys->names[self->grouping - CLINIC_GROUPING_BY_NAME];
  if (self->grouping == CLINIC_GROUPING_WEEKDAY)
    return (guint) clinic_days_weekday (keys->day) - 1;
  if (self->grouping == CLINIC_GROUPING_HOUR)
    return keys->hour;

  return clinic_tally_get_bucket (self, keys->day);
}

void
clinic_tally_add (ClinicTally *self,
                  const ClinicTallyKeys *keys,
                  ClinicFactSet set,
                  guint32 place,
                  gint64 id,
                  guint flags,
                  gint32 value,
                  gint64 amount)
{
  ClinicTallyRow row = {
    .id = id,
    .place = place,
    .group = find_group (self, keys),
    .value = value,
    .set = (guint16) set,
    .flags = (guint16) flags,
  };
  ClinicTallyGroup *group = NULL;

  g_return_if_fail (row.group < self->n_groups);

  if (flags == 0)
    return;
  group = &self->groups[row.group];
  for (guint i = 0; i < CLINIC_N_FIGURES; i++)
    group->figures[i] += (flags >> i) & 1;
  if (flags & CLINIC_PART)
    {
      group->amount += amount;
      group->sum += value;
    }
  g_array_append_val (self->rows, row);
}

void
clinic_tally_add_open (ClinicTally *self, const ClinicTallyKeys *keys, gint64 minutes)
{
  guint group = find_group (self, keys);

  g_return_if_fail (group < self->n_groups);

  self->groups[group].open += minutes;
}
