/* clinic-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-report"

#include "clinic-report.h"

#include "clinic-days.h"
#include "clinic-shares.h"
#include "clinic-tally.h"

#define TOTAL G_MAXUINT32

/**
 * ClinicReport:
 *
 * A report as it was counted: it never changes and keeps no facts alive. The groups stand in the
 * order in which they are shown; each row knows the place of its group.
 */
struct _ClinicReport
{
  GObject parent_instance;

  ClinicQuestion *question; /* (owned) */
  ClinicReport *before;     /* (owned) (nullable) */
  GStrv rules;              /* (owned) */
  GStringChunk *texts;      /* (owned): keys and names of groups */
  GArray *groups;           /* (owned) of ClinicReportGroup */
  ClinicReportGroup total;
  GArray *rows;       /* (owned) of ClinicTallyRow; group is a place in `groups` */
  GHashTable *places; /* (owned): key of a group → its place + 1 */
  ClinicGrouping grouping;
  int from;
  int to;
  int known_from;
  int known_to;
  gboolean is_whole;
};

G_DEFINE_FINAL_TYPE (ClinicReport, clinic_report, G_TYPE_OBJECT)

static void
clinic_report_finalize (GObject *object)
{
  ClinicReport *self = CLINIC_REPORT (object);

  g_clear_pointer (&self->question, clinic_question_free);
  g_clear_object (&self->before);
  g_clear_pointer (&self->rules, g_strfreev);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);

  G_OBJECT_CLASS (clinic_report_parent_class)->finalize (object);
}

static void
clinic_report_class_init (ClinicReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clinic_report_finalize;
}

static void
clinic_report_init (ClinicReport *self)
{
  self->texts = g_string_chunk_new (256);
  self->groups = g_array_new (FALSE, TRUE, sizeof (ClinicReportGroup));
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
count (ClinicTally *tally)
{
  switch ((int) tally->question->measure)
    {
    case CLINIC_MEASURE_LOST_RATE:
    case CLINIC_MEASURE_CALLBACK_TIME:
    case CLINIC_MEASURE_CALLBACK_RATE:
      clinic_count_cases (tally);
      break;
    case CLINIC_MEASURE_FIRST_PATIENTS:
    case CLINIC_MEASURE_RETURNED_PATIENTS:
      clinic_count_patients (tally);
      break;
    case CLINIC_MEASURE_BRINGING_FIRST:
      if (tally->rules->bringing == CLINIC_BRINGING_OF_CONTACTED)
        clinic_count_contacted (tally);
      else
        clinic_count_patients (tally);
      break;
    case CLINIC_MEASURE_BRINGING_WAITING:
      clinic_count_waits (tally);
      break;
    case CLINIC_MEASURE_CHAIR_LOAD:
      clinic_count_load (tally);
      break;
    default:
      if (clinic_measure_get_set (tally->question->measure) == CLINIC_FACTS_CALLS)
        clinic_count_calls (tally);
      else if (clinic_measure_get_set (tally->question->measure) == CLINIC_FACTS_LEADS)
        clinic_count_leads (tally);
      else
        clinic_count_visits (tally);
      break;
    }
}

/* A group of names is shown when anything was found of it; calendar ones always are. */
static gboolean
is_shown (const ClinicTally *tally, const ClinicTallyGroup *group)
{
  gint64 found = group->open;

  if (tally->grouping < CLINIC_GROUPING_BY_NAME)
    return TRUE;
  for (guint i = 0; i < CLINIC_N_FIGURES; i++)
    found += group->figures[i];

  return found != 0;
}

static void
name_group (ClinicReport *self, const ClinicTally *tally, guint number, ClinicReportGroup *group)
{
  g_autofree char *key = NULL;
  const char *name = NULL;

  if (tally->grouping >= CLINIC_GROUPING_BY_NAME)
    {
      ClinicFactName kind = (ClinicFactName) (tally->grouping - CLINIC_GROUPING_BY_NAME);

      key = g_strdup (clinic_facts_get_key (tally->facts, kind, number));
      name = clinic_facts_get_name (tally->facts, kind, number);
    }
  else if (tally->grouping == CLINIC_GROUPING_WEEKDAY)
    {
      key = g_strdup_printf ("%u", number + 1);
    }
  else if (tally->grouping == CLINIC_GROUPING_HOUR)
    {
      key = g_strdup_printf ("%u", number);
    }
  else
    {
      group->day = clinic_tally_get_bucket_day (tally, number);
      key = clinic_days_to_string (group->day);
    }
  group->key = g_string_chunk_insert (self->texts, key);
  group->name = name != NULL ? g_string_chunk_insert (self->texts, name) : NULL;
}

static void
fill_group (ClinicReportGroup *group, const ClinicTallyGroup *from, gboolean is_load)
{
  for (guint i = 0; i < CLINIC_N_FIGURES; i++)
    group->figures[i] += from->figures[i];
  group->amount += from->amount;
  group->sum += from->sum;
  group->whole += is_load ? from->open : from->figures[CLINIC_FIGURE_WHOLE];
}

/* the size of a line: what people look for at the top */
static gint64
get_size (const ClinicReportGroup *group, ClinicMeasureUnit unit)
{
  if (unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD)
    return group->whole;

  return group->figures[CLINIC_FIGURE_PART];
}

typedef struct
{
  ClinicReportGroup group;
  guint number; /* in the tally */
  gint64 size;
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *one = a, *other = b;

  if ((*one->group.key == '\0') != (*other->group.key == '\0'))
    return *one->group.key == '\0' ? 1 : -1;
  if (one->size != other->size)
    return one->size > other->size ? -1 : 1;
  if (one->group.name != NULL && other->group.name != NULL)
    {
      int order = g_utf8_collate (one->group.name, other->group.name);

      if (order != 0)
        return order;
    }

  return g_strcmp0 (one->group.key, other->group.key);
}

/* Puts the groups in order, and the rows with them. */
static void
take_groups (ClinicReport *self, ClinicTally *tally)
{
  ClinicMeasureUnit unit = clinic_measure_get_unit (self->question->measure);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_autofree guint32 *places = g_new0 (guint32, MAX (tally->n_groups, 1));

  for (guint i = 0; i < tally->n_groups; i++)
    {
      Line line = { .group = { .day = CLINIC_DAYS_NONE, .share = -1, .value = -1 }, .number = i };

      fill_group (&self->total, &tally->groups[i], unit == CLINIC_UNIT_LOAD);
      if (!is_shown (tally, &tally->groups[i]))
        continue;
      fill_group (&line.group, &tally->groups[i], unit == CLINIC_UNIT_LOAD);
      name_group (self, tally, i, &line.group);
      line.size = get_size (&line.group, unit);
      g_array_append_val (lines, line);
    }
  if (tally->grouping >= CLINIC_GROUPING_BY_NAME)
    g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      places[line->number] = i;
      g_array_append_val (self->groups, line->group);
      g_hash_table_insert (self->places, (gpointer) line->group.key, GUINT_TO_POINTER (i + 1));
    }
  self->rows = g_steal_pointer (&tally->rows);
  for (guint i = 0; i < self->rows->len; i++)
    {
      ClinicTallyRow *row = &g_array_index (self->rows, ClinicTallyRow, i);

      row->group = places[row->group];
    }
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* half up of the two in the middle */
static gint64
find_median (const gint64 *values, guint n)
{
  if (n == 0)
    return -1;
  if (n % 2 == 1)
    return values[n / 2];

  return clinic_shares_divide (values[n / 2 - 1] + values[n / 2], 2);
}

/* One sort for all groups: the group stands in the upper half of what is sorted. */
static void
fill_medians (ClinicReport *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 *data = NULL;
  guint end;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ClinicTallyRow *row = &g_array_index (self->rows, ClinicTallyRow, i);
      gint64 value = row->value;
      gint64 packed = (gint64) row->group << 32 | (guint32) row->value;

      if (!(row->flags & CLINIC_PART))
        continue;
      g_array_append_val (values, value);
      g_array_append_val (all, packed);
    }
  g_array_sort (values, compare_values);
  self->total.value = find_median ((const gint64 *) (gpointer) values->data, values->len);
  g_array_sort (all, compare_values);
  data = (const gint64 *) (gpointer) all->data;
  for (guint begin = 0; begin < all->len; begin = end)
    {
      guint32 place = (guint32) (data[begin] >> 32);

      for (end = begin; end < all->len && (guint32) (data[end] >> 32) == place; end++)
        g_array_index (values, gint64, end - begin) = data[end] & G_MAXUINT32;
      g_array_index (self->groups, ClinicReportGroup, place).value =
        find_median ((const gint64 *) (gpointer) values->data, end - begin);
    }
}

static void
fill_mean (ClinicReportGroup *group)
{
  gint64 n = group->figures[CLINIC_FIGURE_PART];

  group->value = n > 0 ? clinic_shares_divide (group->sum, n) : -1;
}

static void
fill_rate (ClinicReportGroup *group, ClinicMeasureUnit unit)
{
  group->share =
    clinic_shares_of (unit == CLINIC_UNIT_LOAD ? group->sum : group->figures[CLINIC_FIGURE_PART],
                      group->whole);
}

static void
fill_split (ClinicReport *self)
{
  g_autofree gint64 *parts = g_new0 (gint64, MAX (self->groups->len, 1));
  g_autofree int *shares = g_new0 (int, MAX (self->groups->len, 1));

  for (guint i = 0; i < self->groups->len; i++)
    parts[i] = g_array_index (self->groups, ClinicReportGroup, i).figures[CLINIC_FIGURE_PART];
  clinic_shares_split (parts, self->groups->len, shares);
  for (guint i = 0; i < self->groups->len; i++)
    g_array_index (self->groups, ClinicReportGroup, i).share = shares[i];
  self->total.share = self->total.figures[CLINIC_FIGURE_PART] > 0 ? 1000 : -1;
}

static void
fill_shares (ClinicReport *self)
{
  ClinicMeasureUnit unit = clinic_measure_get_unit (self->question->measure);

  if (unit == CLINIC_UNIT_COUNT)
    fill_split (self);
  else if (unit == CLINIC_UNIT_MEDIAN)
    fill_medians (self);
  for (guint i = 0; i <= self->groups->len; i++)
    {
      ClinicReportGroup *group =
        i < self->groups->len ? &g_array_index (self->groups, ClinicReportGroup, i) : &self->total;

      if (unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD)
        fill_rate (group, unit);
      else if (unit == CLINIC_UNIT_MEAN)
        fill_mean (group);
    }
}

static void
look_how_much_is_known (ClinicReport *self, ClinicFacts *facts, int today)
{
  GTimeZone *zone = clinic_facts_get_zone (facts);
  gint64 from = 0, to = 0;
  int first, last;

  self->known_from = self->known_to = self->from;
  if (!clinic_facts_get_known (facts, clinic_measure_get_set (self->question->measure), &from, &to))
    return;
  first = from != 0 ? clinic_days_of (zone, from - 1, NULL) + 1 : self->from;
  last = clinic_days_of (zone, to, NULL);
  self->is_whole = first <= self->from && last >= MIN (self->to - 1, today);
  self->known_from = MAX (self->from, first);
  self->known_to = MAX (self->known_from, MIN (self->to, last + 1));
}

static ClinicReport *
count_days (ClinicFacts *facts,
            const ClinicQuestion *question,
            const ClinicReportRules *rules,
            int from,
            int to,
            gint64 now)
{
  ClinicReport *self = g_object_new (CLINIC_TYPE_REPORT, NULL);
  g_auto (ClinicTally) tally = { 0 };

  self->question = clinic_question_copy (question);
  self->from = from;
  self->to = MAX (from, to);
  self->total = (ClinicReportGroup){ .key = "", .day = CLINIC_DAYS_NONE, .share = -1, .value = -1 };
  clinic_tally_init (&tally, facts, self->question, rules, self->from, self->to, now);
  self->grouping = tally.grouping;
  count (&tally);
  take_groups (self, &tally);
  fill_shares (self);
  self->rules = clinic_measure_dup_rules (question->measure, rules);
  look_how_much_is_known (self, facts, clinic_days_of (clinic_facts_get_zone (facts), now, NULL));

  return self;
}

ClinicReport *
clinic_report_new (ClinicFacts *facts,
                   const ClinicQuestion *question,
                   const ClinicReportRules *rules,
                   gint64 now)
{
  ClinicReport *self = NULL;
  int today, from, to;

  g_return_val_if_fail (CLINIC_IS_FACTS (facts), NULL);
  g_return_val_if_fail (question != NULL && rules != NULL, NULL);

  today = clinic_days_of (clinic_facts_get_zone (facts), now, NULL);
  clinic_question_get_days (question, today, &from, &to);
  self = count_days (facts, question, rules, from, to, now);
  if (clinic_question_get_days_before (question, today, &from, &to))
    self->before = count_days (facts, question, rules, from, to, now);

  return self;
}

const ClinicQuestion *
clinic_report_get_question (ClinicReport *self)
{
  g_return_val_if_fail (CLINIC_IS_REPORT (self), NULL);

  return self->question;
}

void
clinic_report_get_days (ClinicReport *self, int *from, int *to)
{
  g_return_if_fail (CLINIC_IS_REPORT (self));

  *from = self->from;
  *to = self->to;
}

guint
clinic_report_get_n_groups (ClinicReport *self)
{
  g_return_val_if_fail (CLINIC_IS_REPORT (self), 0);

  return self->groups->len;
}

const ClinicReportGroup *
clinic_report_get_group (ClinicReport *self, guint place)
{
  g_return_val_if_fail (CLINIC_IS_REPORT (self), NULL);
  g_return_val_if_fail (place < self->groups->len, NULL);

  return &g_array_index (self->groups, ClinicReportGroup, place);
}

const ClinicReportGroup *
clinic_report_get_total (ClinicReport *self)
{
  g_return_val_if_fail (CLINIC_IS_REPORT (self), NULL);

  return &self->total;
}

static guint32
get_place (ClinicReport *self, const ClinicReportGroup *group)
{
  const ClinicReportGroup *first = (const ClinicReportGroup *) (gpointer) self->groups->data;

  return group == NULL || group == &self->total ? TOTAL : (guint32) (group - first);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const ClinicTallyRow *one = a, *other = b;

  return one->place < other->place ? -1 : one->place > other->place;
}

GArray *
clinic_report_dup_rows (ClinicReport *self, const ClinicReportGroup *group, ClinicFigure figure)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (ClinicReportRow));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ClinicTallyRow));
  guint32 place;

  g_return_val_if_fail (CLINIC_IS_REPORT (self), rows);

  place = get_place (self, group);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ClinicTallyRow *row = &g_array_index (self->rows, ClinicTallyRow, i);

      if ((place == TOTAL || row->group == place) && row->flags & (1u << figure))
        g_array_append_vals (found, row, 1);
    }
  g_array_sort (found, compare_rows);
  for (guint i = 0; i < found->len; i++)
    {
      const ClinicTallyRow *row = &g_array_index (found, ClinicTallyRow, i);
      ClinicReportRow made = {
        .id = row->id,
        .value = row->value,
        .set = row->set,
        .flags = row->flags,
      };

      g_array_append_val (rows, made);
    }

  return rows;
}

ClinicReport *
clinic_report_get_before (ClinicReport *self)
{
  g_return_val_if_fail (CLINIC_IS_REPORT (self), NULL);

  return self->before;
}

const ClinicReportGroup *
clinic_report_get_group_before (ClinicReport *self, const ClinicReportGroup *group)
{
  ClinicReport *before = NULL;
  guint32 place;

  g_return_val_if_fail (CLINIC_IS_REPORT (self), NULL);

  before = self->before;
  place = get_place (self, group);
  if (before == NULL)
    return NULL;
  if (place == TOTAL)
    return &before->total;
  if (!clinic_grouping_is_stretch (self->grouping))
    place = GPOINTER_TO_UINT (g_hash_table_lookup (before->places, group->key)) - 1;

  return place < before->groups->len ? &g_array_index (before->groups, ClinicReportGroup, place)
                                     : NULL;
}

const char *const *
clinic_report_get_rules (ClinicReport *self)
{
  g_return_val_if_fail (CLINIC_IS_REPORT (self), NULL);

  return (const char *const *) self->rules;
}

gboolean
clinic_report_is_whole (ClinicReport *self, int *from, int *to)
{
  g_return_val_if_fail (CLINIC_IS_REPORT (self), FALSE);

  *from = self->known_from;
  *to = self->known_to;

  return self->is_whole;
}
