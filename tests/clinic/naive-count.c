/* naive-count.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "naive-private.h"

#include <string.h>

#include "clinic-days.h"

static GDateTime *
local (Naive *self, gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment);

  return g_date_time_to_timezone (utc, clinic_facts_get_zone (self->facts));
}

static char *
day_of (Naive *self, gint64 moment)
{
  g_autoptr (GDateTime) time = local (self, moment);

  return g_date_time_format (time, "%Y-%m-%d");
}

/* the key of the group that a moment is in; for names: of the name */
static char *
group_of (Naive *self, gint64 moment, const Names *names)
{
  g_autoptr (GDateTime) time = local (self, moment);
  g_autoptr (GDateTime) begin = NULL;
  g_autofree char *key = NULL;
  ClinicGrouping grouping = self->question->grouping;
  int year = g_date_time_get_year (time), month = g_date_time_get_month (time);

  if (grouping >= CLINIC_GROUPING_BY_NAME)
    return g_strdup (clinic_facts_get_key (self->facts,
                                           (ClinicFactName) (grouping - CLINIC_GROUPING_BY_NAME),
                                           names->names[grouping - CLINIC_GROUPING_BY_NAME]));
  if (grouping == CLINIC_GROUPING_NONE)
    return g_strdup ("");
  if (grouping == CLINIC_GROUPING_WEEKDAY)
    return g_strdup_printf ("%d", g_date_time_get_day_of_week (time));
  if (grouping == CLINIC_GROUPING_HOUR)
    return g_strdup_printf ("%d", g_date_time_get_hour (time));
  if (grouping == CLINIC_GROUPING_WEEK)
    begin = g_date_time_add_days (time, 1 - g_date_time_get_day_of_week (time));
  else if (grouping == CLINIC_GROUPING_MONTH)
    begin = g_date_time_new_utc (year, month, 1, 0, 0, 0);
  else if (grouping == CLINIC_GROUPING_QUARTER)
    begin = g_date_time_new_utc (year, (month + 2) / 3 * 3 - 2, 1, 0, 0, 0);
  else
    begin = g_date_time_ref (time);
  key = g_date_time_format (begin, "%Y-%m-%d");

  return g_strdup (strcmp (key, self->from) < 0 ? self->from : key);
}

gboolean
naive_wanted (Naive *self, gint64 moment, const Names *names)
{
  g_autofree char *day = NULL;

  if (moment == 0)
    return FALSE;
  day = day_of (self, moment);
  if (strcmp (day, self->from) < 0 || strcmp (day, self->to) >= 0)
    return FALSE;
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    if (self->question->filters[i] != NULL &&
        clinic_measure_has_name (self->question->measure, (ClinicFactName) i) &&
        !g_strv_contains ((const char *const *) self->question->filters[i],
                          clinic_facts_get_key (self->facts, (ClinicFactName) i, names->names[i])))
      return FALSE;

  return TRUE;
}

static NaiveGroup *
need_group (Naive *self, gint64 moment, const Names *names)
{
  g_autofree char *key = group_of (self, moment, names);
  NaiveGroup *group = g_hash_table_lookup (self->groups, key);

  if (group == NULL)
    {
      group = g_new0 (NaiveGroup, 1);
      g_hash_table_insert (self->groups, g_steal_pointer (&key), group);
    }

  return group;
}

void
naive_add (Naive *self, gint64 moment, const Names *names, guint bits, gint64 value, gint64 amount)
{
  NaiveGroup *group = NULL;

  if (bits == 0)
    return;
  group = need_group (self, moment, names);
  for (guint i = 0; i < N_BITS; i++)
    group->figures[i] += bits & (1u << i) ? 1 : 0;
  group->sum += bits & PART ? value : 0;
  group->amount += bits & PART ? amount : 0;
}

/* in which stretch a thing is counted once */
char *
naive_stretch_of (Naive *self, gint64 moment)
{
  Names names = { 0 };

  if (self->question->grouping < CLINIC_GROUPING_DAY ||
      self->question->grouping > CLINIC_GROUPING_QUARTER)
    return g_strdup ("");

  return group_of (self, moment, &names);
}

static Names
visit_names (const ClinicFactVisit *visit)
{
  Names names = { 0 };

  names.names[CLINIC_NAMES_DOCTOR] = visit->doctor;
  names.names[CLINIC_NAMES_SPECIALTY] = visit->specialty;
  names.names[CLINIC_NAMES_SOURCE] = visit->source;
  names.names[CLINIC_NAMES_REASON] = visit->reason;
  names.names[CLINIC_NAMES_STAGE] = visit->stage;
  names.names[CLINIC_NAMES_CHAIR] = visit->chair;
  names.names[CLINIC_NAMES_USER] = visit->user;

  return names;
}

static guint
bits_of_visit (Naive *self, const ClinicFactVisit *visit)
{
  gboolean came = visit->kind == CLINIC_STAGE_KIND_SUCCESS;
  gboolean lost = visit->kind == CLINIC_STAGE_KIND_FAILURE;
  gboolean open = !came && !lost;
  gboolean ours = lost && !visit->excused;
  gboolean no_show = ours && visit->role == CLINIC_STAGE_ROLE_NO_SHOW;
  gint64 ahead = visit->start - visit->cancelled;

  switch ((int) self->question->measure)
    {
    case CLINIC_MEASURE_VISITS:
      return came ? PART : 0;
    case CLINIC_MEASURE_BOOKED_VISITS:
      return PART;
    case CLINIC_MEASURE_LOSSES:
      return lost ? PART : 0;
    case CLINIC_MEASURE_SHOW_UP:
      return open ? RIPENING : came ? PART | WHOLE : ours ? WHOLE : 0;
    case CLINIC_MEASURE_NO_SHOW:
      return open ? RIPENING : came ? WHOLE : no_show ? PART | WHOLE : 0;
    case CLINIC_MEASURE_LATE_CANCEL:
      if (lost && !ours)
        return 0;
      if (!lost || no_show)
        return WHOLE;
      if (visit->cancelled == 0 || ahead < 0)
        return WHOLE | UNKNOWN;
      return WHOLE | (ahead < 24 * 3600 ? PART : 0);
    case CLINIC_MEASURE_CONFIRMED:
      if (open && visit->start >= self->now + 48 * 3600)
        return 0;
      if (visit->reminders == CLINIC_REMINDERS_NONE)
        return open ? 0 : UNKNOWN;
      if (!(visit->reminders & CLINIC_REMINDERS_DELIVERED))
        return (visit->reminders & (CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_FAILED)) ==
                   CLINIC_REMINDERS_SENT
                 ? UNKNOWN
                 : 0;
      return WHOLE | ((visit->reminders & CLINIC_REMINDERS_ANSWERED) &&
                          visit->confirmation == CLINIC_CONFIRMATION_YES
                        ? PART
                        : 0);
    default:
      return 0;
    }
}

static void
count_visits (Naive *self)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (self->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      Names names = visit_names (&visits[i]);

      if (naive_wanted (self, visits[i].start, &names))
        naive_add (self, visits[i].start, &names, bits_of_visit (self, &visits[i]), 0,
                   visits[i].amount);
    }
}

/* 'n' new, 'r' returned, '-' not a first visit, '?' nobody knows */
static char
first_kind (Naive *self, gint64 patient, gint64 moment, int field)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (self->facts, &n);
  g_autofree char *day = day_of (self, moment);
  g_autofree char *known_day = NULL;
  g_autofree char *limit = NULL;
  g_autoptr (GDateTime) time = local (self, moment);
  g_autoptr (GDateTime) ago = g_date_time_add_months (time, -(int) self->rules->first_months);
  gint64 last = 0, known = 0, to = 0;

  for (guint i = 0; i < n; i++)
    if (patient != 0 && visits[i].patient == patient && visits[i].start != 0 &&
        visits[i].start < moment && visits[i].kind == CLINIC_STAGE_KIND_SUCCESS)
      last = MAX (last, visits[i].start);
  if (last != 0)
    {
      g_autoptr (GDateTime) then = local (self, last);
      g_autoptr (GDateTime) again = g_date_time_add_months (then, (int) self->rules->first_months);
      g_autofree char *again_day = g_date_time_format (again, "%Y-%m-%d");
      int order = strcmp (day, again_day);

      return order > 0 || (order == 0 && self->rules->first_inclusive) ? 'r' : '-';
    }
  limit = g_date_time_format (ago, "%Y-%m-%d");
  clinic_facts_get_known (self->facts, CLINIC_FACTS_VISITS, &known, &to);
  known_day = day_of (self, known);
  if (patient != 0 && strcmp (known_day, limit) <= 0)
    return 'n';

  return field == CLINIC_FIRST_VISIT_YES ? 'n' : field == CLINIC_FIRST_VISIT_NO ? '-' : '?';
}

/* whether the visit stands for its patient: none of the same stretch is better, or as good and
 * earlier */
static int
goodness (Naive *self, const ClinicFactVisit *visit)
{
  Names names = visit_names (visit);
  gboolean bringing = self->question->measure == CLINIC_MEASURE_BRINGING_FIRST;
  gboolean came = visit->kind == CLINIC_STAGE_KIND_SUCCESS;
  gboolean excused = visit->kind == CLINIC_STAGE_KIND_FAILURE && visit->excused;
  char kind;

  if (!naive_wanted (self, visit->start, &names) || (bringing ? excused : !came))
    return -1;
  kind = first_kind (self, visit->patient, visit->start, visit->first);
  if (kind == '?')
    return -2;
  if (kind == '-' || (kind == 'n' && self->question->measure == CLINIC_MEASURE_RETURNED_PATIENTS))
    return -1;

  return came ? 3 : visit->kind == CLINIC_STAGE_KIND_PROCESS ? 2 : 1;
}

static void
count_patients (Naive *self)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (self->facts, &n);
  g_autofree int *good = g_new0 (int, n);

  for (guint i = 0; i < n; i++)
    good[i] = goodness (self, &visits[i]);
  for (guint i = 0; i < n; i++)
    {
      Names names = visit_names (&visits[i]);
      g_autofree char *stretch = good[i] != -1 ? naive_stretch_of (self, visits[i].start) : NULL;
      gboolean stands = good[i] > 0;
      guint bits = PART;

      if (good[i] == -2)
        naive_add (self, visits[i].start, &names, UNKNOWN, 0, 0);
      for (guint k = 0; k < n && stands; k++)
        if (visits[i].patient != 0 && visits[k].patient == visits[i].patient &&
            (good[k] > good[i] || (good[k] == good[i] && k < i)))
          {
            g_autofree char *other = naive_stretch_of (self, visits[k].start);

            stands = strcmp (stretch, other) != 0;
          }
      if (!stands)
        continue;
      if (self->question->measure == CLINIC_MEASURE_BRINGING_FIRST)
        bits = WHOLE | (good[i] == 3 ? PART : good[i] == 2 ? RIPENING : 0);
      naive_add (self, visits[i].start, &names, bits, 0, visits[i].amount);
    }
}

static const ClinicFactVisit *
visit_with (Naive *self, gint64 id)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (self->facts, &n);

  for (guint i = 0; i < n; i++)
    if (visits[i].id == id)
      return &visits[i];

  return NULL;
}

static gboolean
is_target (Naive *self, const ClinicFactLead *lead)
{
  const char *name = clinic_facts_get_name (self->facts, CLINIC_NAMES_LEAD_STAGE, lead->stage);

  return name == NULL || (strstr (name, "Спам") == NULL && strstr (name, "Дубль") == NULL);
}

static guint
bits_of_lead (Naive *self, const ClinicFactLead *lead)
{
  gboolean booked = lead->kind == CLINIC_STAGE_KIND_SUCCESS || lead->visit != 0;
  gboolean open = lead->kind == CLINIC_STAGE_KIND_PROCESS;
  const ClinicFactVisit *visit = lead->visit != 0 ? visit_with (self, lead->visit) : NULL;
  guint chair = !booked                                    ? (open ? RIPENING : 0)
                : visit == NULL                            ? UNKNOWN
                : visit->kind == CLINIC_STAGE_KIND_SUCCESS ? PART
                : visit->kind == CLINIC_STAGE_KIND_PROCESS ? RIPENING
                                                           : 0;

  switch ((int) self->question->measure)
    {
    case CLINIC_MEASURE_LEAD_TO_BOOKED:
      return WHOLE | (booked ? PART : open ? RIPENING : 0);
    case CLINIC_MEASURE_LEAD_TO_CHAIR:
      return WHOLE | chair;
    case CLINIC_MEASURE_BOOKED_TO_CHAIR:
      return booked ? WHOLE | chair : 0;
    default:
      return PART;
    }
}

static void
count_leads (Naive *self)
{
  guint n = 0;
  const ClinicFactLead *leads = clinic_facts_get_leads (self->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      Names names = { 0 };

      names.names[CLINIC_NAMES_SOURCE] = leads[i].source;
      names.names[CLINIC_NAMES_USER] = leads[i].user;
      names.names[CLINIC_NAMES_LEAD_STAGE] = leads[i].stage;
      if (naive_wanted (self, leads[i].created, &names) &&
          (self->question->measure == CLINIC_MEASURE_LEADS || is_target (self, &leads[i])))
        naive_add (self, leads[i].created, &names, bits_of_lead (self, &leads[i]), 0, 0);
    }
}

/* what somebody who asked counts as; 0 nothing */
static guint
bits_of_asker (Naive *self, const ClinicFactLead *lead, Names *names)
{
  const ClinicFactVisit *visit = lead->visit != 0 ? visit_with (self, lead->visit) : NULL;
  char kind = 'n';

  *names = (Names){ 0 };
  if (visit != NULL)
    *names = visit_names (visit);
  names->names[CLINIC_NAMES_SOURCE] = lead->source;
  names->names[CLINIC_NAMES_USER] = lead->user;
  if (!is_target (self, lead) || !naive_wanted (self, lead->created, names))
    return 0;
  if (lead->patient != 0)
    kind = first_kind (self, lead->patient, lead->created, CLINIC_FIRST_VISIT_UNKNOWN);
  if (kind == '-')
    return 0;
  if (kind == '?')
    return UNKNOWN;
  if (lead->kind != CLINIC_STAGE_KIND_SUCCESS && lead->visit == 0)
    return WHOLE | (lead->kind == CLINIC_STAGE_KIND_PROCESS ? RIPENING : 0);
  if (visit == NULL)
    return WHOLE | UNKNOWN;

  return WHOLE | (visit->kind == CLINIC_STAGE_KIND_SUCCESS   ? PART
                  : visit->kind == CLINIC_STAGE_KIND_PROCESS ? RIPENING
                                                             : 0);
}

static int
worth_of_asker (guint bits)
{
  if (bits == 0)
    return -1;

  return bits & PART ? 3 : bits & RIPENING ? 2 : bits & UNKNOWN ? 1 : 0;
}

static void
count_askers (Naive *self)
{
  guint n = 0;
  const ClinicFactLead *leads = clinic_facts_get_leads (self->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      Names names, others;
      guint bits = bits_of_asker (self, &leads[i], &names);
      g_autofree char *stretch = bits != 0 ? naive_stretch_of (self, leads[i].created) : NULL;
      gboolean stands = bits != 0;

      for (guint k = 0; k < n && stands; k++)
        {
          g_autofree char *other = naive_stretch_of (self, leads[k].created);
          int worth = worth_of_asker (bits_of_asker (self, &leads[k], &others));

          if (k != i && leads[i].patient != 0 && leads[k].patient == leads[i].patient &&
              strcmp (stretch, other) == 0 &&
              (worth > worth_of_asker (bits) || (worth == worth_of_asker (bits) && k < i)))
            stands = FALSE;
        }
      if (stands)
        naive_add (self, leads[i].created, &names, bits, 0, 0);
    }
}

static guint
bits_of_wait (Naive *self, const ClinicFactWait *wait)
{
  const ClinicFactVisit *visit = wait->visit != 0 ? visit_with (self, wait->visit) : NULL;

  if (wait->visit == 0)
    return WHOLE;
  if (visit == NULL)
    return WHOLE | UNKNOWN;

  return WHOLE | (visit->kind == CLINIC_STAGE_KIND_SUCCESS   ? PART
                  : visit->kind == CLINIC_STAGE_KIND_PROCESS ? RIPENING
                                                             : 0);
}

static void
count_waits (Naive *self)
{
  static const guint worth[] = { WHOLE, WHOLE | UNKNOWN, WHOLE | RIPENING, WHOLE | PART };
  guint n = 0;
  const ClinicFactWait *waits = clinic_facts_get_waits (self->facts, &n);
  g_autofree int *good = g_new0 (int, n);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        Names names = { 0 };
        gboolean stands = TRUE;
        g_autofree char *stretch = NULL;

        names.names[CLINIC_NAMES_USER] = waits[i].user;
        names.names[CLINIC_NAMES_SOURCE] = waits[i].source;
        names.names[CLINIC_NAMES_DOCTOR] = waits[i].doctor;
        names.names[CLINIC_NAMES_SPECIALTY] = waits[i].specialty;
        if (pass == 0)
          {
            good[i] = -1;
            for (guint k = 0; k < G_N_ELEMENTS (worth); k++)
              if (naive_wanted (self, waits[i].contacted, &names) &&
                  bits_of_wait (self, &waits[i]) == worth[k])
                good[i] = (int) k;
            continue;
          }
        if (good[i] < 0)
          continue;
        stretch = naive_stretch_of (self, waits[i].contacted);
        for (guint k = 0; k < n && stands; k++)
          if (waits[i].patient != 0 && waits[k].patient == waits[i].patient && good[k] >= 0 &&
              (good[k] > good[i] || (good[k] == good[i] && k < i)))
            {
              g_autofree char *other = naive_stretch_of (self, waits[k].contacted);

              stands = strcmp (other, stretch) != 0;
            }
        if (stands)
          naive_add (self, waits[i].contacted, &names, worth[good[i]], 0, 0);
      }
}

/* Minute for minute of the clinic's hours, of each doctor or chair and day. */
static void
count_load (Naive *self)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (self->facts, &n);
  gboolean by_chair = self->question->grouping == CLINIC_GROUPING_BY (CLINIC_NAMES_CHAIR) ||
                      (self->question->filters[CLINIC_NAMES_CHAIR] != NULL &&
                       self->question->grouping != CLINIC_GROUPING_BY (CLINIC_NAMES_DOCTOR));
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < n; i++)
    {
      Names names = visit_names (&visits[i]);
      g_autofree char *day = day_of (self, visits[i].start);
      guint32 place = by_chair ? visits[i].chair : visits[i].doctor;
      g_autofree char *key = g_strdup_printf ("%u/%s", place, day);
      g_autoptr (GDateTime) time = local (self, visits[i].start);
      int minute = g_date_time_get_hour (time) * 60 + g_date_time_get_minute (time);
      guint8 *taken = g_hash_table_lookup (days, key);
      gint64 minutes = 0;

      if (visits[i].kind == CLINIC_STAGE_KIND_FAILURE ||
          !naive_wanted (self, visits[i].start, &names))
        continue;
      if (place == 0)
        {
          naive_add (self, visits[i].start, &names, UNKNOWN, 0, 0);
          continue;
        }
      if (taken == NULL)
        {
          taken = g_new0 (guint8, 2 * 1440);
          g_hash_table_insert (days, g_steal_pointer (&key), taken);
          need_group (self, visits[i].start, &names)->open +=
            self->rules->day_ends - self->rules->day_begins;
        }
      for (int k = minute; k < minute + visits[i].minutes; k++)
        if (k >= (int) self->rules->day_begins && k < (int) self->rules->day_ends && !taken[k])
          {
            taken[k] = 1;
            minutes++;
          }
      if (minutes > 0)
        naive_add (self, visits[i].start, &names, PART, minutes, visits[i].amount);
    }
}

GHashTable *
naive_count (ClinicFacts *facts,
             const ClinicQuestion *question,
             const ClinicReportRules *rules,
             gint64 now)
{
  g_autofree char *from = clinic_days_to_string (question->from);
  g_autofree char *to = clinic_days_to_string (question->to);
  Naive self = { facts, question, rules, now, NULL, from, to };

  self.groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  switch ((int) question->measure)
    {
    case CLINIC_MEASURE_LOST_RATE:
    case CLINIC_MEASURE_CALLBACK_TIME:
    case CLINIC_MEASURE_CALLBACK_RATE:
      naive_count_cases (&self);
      break;
    case CLINIC_MEASURE_FIRST_PATIENTS:
    case CLINIC_MEASURE_RETURNED_PATIENTS:
    case CLINIC_MEASURE_BRINGING_FIRST:
      if (question->measure == CLINIC_MEASURE_BRINGING_FIRST &&
          rules->bringing == CLINIC_BRINGING_OF_CONTACTED)
        count_askers (&self);
      else
        count_patients (&self);
      break;
    case CLINIC_MEASURE_BRINGING_WAITING:
      count_waits (&self);
      break;
    case CLINIC_MEASURE_CHAIR_LOAD:
      count_load (&self);
      break;
    default:
      if (clinic_measure_get_set (question->measure) == CLINIC_FACTS_CALLS)
        naive_count_calls (&self);
      else if (clinic_measure_get_set (question->measure) == CLINIC_FACTS_LEADS)
        count_leads (&self);
      else
        count_visits (&self);
      break;
    }

  return self.groups;
}
