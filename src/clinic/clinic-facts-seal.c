/* clinic-facts-seal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sorts the rows of ClinicFacts, gives them their days and links them.
 */

#define G_LOG_DOMAIN "clinic-facts-seal"

#include "clinic-facts-private.h"

#include "clinic-days.h"

#define COMPARE(a, b) ((a) < (b) ? -1 : (a) > (b))

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const ClinicFactVisit *one = a, *other = b;
  int order = COMPARE (one->start, other->start);

  return order != 0 ? order : COMPARE (one->id, other->id);
}

static int
compare_calls (gconstpointer a, gconstpointer b)
{
  const ClinicFactCall *one = a, *other = b;
  int order = COMPARE (one->start, other->start);

  return order != 0 ? order : COMPARE (one->id, other->id);
}

static int
compare_leads (gconstpointer a, gconstpointer b)
{
  const ClinicFactLead *one = a, *other = b;
  int order = COMPARE (one->created, other->created);

  return order != 0 ? order : COMPARE (one->id, other->id);
}

static int
compare_works (gconstpointer a, gconstpointer b)
{
  const ClinicFactWork *one = a, *other = b;
  gint64 begin = one->plan_start != 0 ? one->plan_start : one->fact_start;
  gint64 other_begin = other->plan_start != 0 ? other->plan_start : other->fact_start;
  int order = COMPARE (one->user, other->user);

  return order != 0 ? order : COMPARE (begin, other_begin);
}

/* Indices whose rows are equal stay in the order of the rows: by start. */
static int
compare_patients (gconstpointer a, gconstpointer b, gpointer data)
{
  const ClinicFactVisit *visits = data;
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;
  int order = COMPARE (visits[one].patient, visits[other].patient);

  return order != 0 ? order : COMPARE (one, other);
}

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer data)
{
  const ClinicFactCall *calls = data;
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;
  int order = COMPARE (calls[one].number, calls[other].number);

  return order != 0 ? order : COMPARE (one, other);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  const ClinicFactVisit *visits = data;
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return COMPARE (visits[one].id, visits[other].id);
}

static void
fill_index (GArray *index, GArray *rows, GCompareDataFunc compare)
{
  g_array_set_size (index, rows->len);
  for (guint32 i = 0; i < rows->len; i++)
    g_array_index (index, guint32, i) = i;
  g_array_sort_with_data (index, compare, rows->data);
}

/* by when they were spoken with, so that of two that are worth the same the first one counts; whom
 * nobody spoke with is the last */
static int
compare_waits (gconstpointer a, gconstpointer b)
{
  const ClinicFactWait *one = a, *other = b;
  gint64 spoken = one->contacted != 0 ? one->contacted : G_MAXINT64;
  gint64 other_spoken = other->contacted != 0 ? other->contacted : G_MAXINT64;
  int order = COMPARE (spoken, other_spoken);

  if (order == 0)
    order = COMPARE (one->entity, other->entity);

  return order != 0 ? order : COMPARE (one->id, other->id);
}

/* Days by the clinic's calendar, once for all reports. */
static void
fill_days (ClinicFacts *self)
{
  for (guint i = 0; i < self->rows[CLINIC_FACTS_VISITS]->len; i++)
    {
      ClinicFactVisit *row = &g_array_index (self->rows[CLINIC_FACTS_VISITS], ClinicFactVisit, i);

      row->day = clinic_days_of (self->zone, row->start, NULL);
    }
  for (guint i = 0; i < self->rows[CLINIC_FACTS_CALLS]->len; i++)
    {
      ClinicFactCall *row = &g_array_index (self->rows[CLINIC_FACTS_CALLS], ClinicFactCall, i);
      int second = 0;

      row->day = clinic_days_of (self->zone, row->start, &second);
      row->hour = (guint8) (second / 3600);
    }
  for (guint i = 0; i < self->rows[CLINIC_FACTS_LEADS]->len; i++)
    {
      ClinicFactLead *row = &g_array_index (self->rows[CLINIC_FACTS_LEADS], ClinicFactLead, i);

      row->day = clinic_days_of (self->zone, row->created, NULL);
    }
}

static void
fill_few_days (ClinicFacts *self)
{
  for (guint i = 0; i < self->rows[CLINIC_FACTS_WAITS]->len; i++)
    {
      ClinicFactWait *row = &g_array_index (self->rows[CLINIC_FACTS_WAITS], ClinicFactWait, i);

      row->day = clinic_days_of (self->zone, row->contacted, NULL);
    }
  for (guint i = 0; i < self->rows[CLINIC_FACTS_OPENINGS]->len; i++)
    {
      ClinicFactOpening *row =
        &g_array_index (self->rows[CLINIC_FACTS_OPENINGS], ClinicFactOpening, i);

      row->day = clinic_days_of (self->zone, row->start, NULL);
    }
  for (guint i = 0; i < self->rows[CLINIC_FACTS_WORKS]->len; i++)
    {
      ClinicFactWork *row = &g_array_index (self->rows[CLINIC_FACTS_WORKS], ClinicFactWork, i);

      row->day =
        clinic_days_of (self->zone, row->plan_start != 0 ? row->plan_start : row->fact_start, NULL);
    }
  for (guint i = 0; i < self->rows[CLINIC_FACTS_BILLS]->len; i++)
    {
      ClinicFactBill *row = &g_array_index (self->rows[CLINIC_FACTS_BILLS], ClinicFactBill, i);

      row->day = clinic_days_of (self->zone, row->paid, NULL);
    }
}

/* (transfer full): lead → index + 1 of the visit that was made of it first */
static GHashTable *
find_first_visits (ClinicFacts *self)
{
  GArray *visits = self->rows[CLINIC_FACTS_VISITS];
  GHashTable *firsts = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < visits->len; i++)
    {
      ClinicFactVisit *visit = &g_array_index (visits, ClinicFactVisit, i);
      guint known = 0;
      ClinicFactVisit *before = NULL;

      if (visit->lead == 0)
        continue;
      known = GPOINTER_TO_UINT (g_hash_table_lookup (firsts, &visit->lead));
      before = known != 0 ? &g_array_index (visits, ClinicFactVisit, known - 1) : NULL;
      if (before == NULL || visit->created < before->created ||
          (visit->created == before->created && visit->id < before->id))
        g_hash_table_insert (firsts, &visit->lead, GUINT_TO_POINTER (i + 1));
    }

  return firsts;
}

static gint64
get_first_visit (ClinicFacts *self, GHashTable *firsts, gint64 lead)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (firsts, &lead));

  return known != 0 ? g_array_index (self->rows[CLINIC_FACTS_VISITS], ClinicFactVisit, known - 1).id
                    : 0;
}

/* the first place in the index that is not before the patient's visits */
static guint
find_patient (ClinicFacts *self, gint64 patient)
{
  const ClinicFactVisit *visits =
    (const ClinicFactVisit *) (gpointer) self->rows[CLINIC_FACTS_VISITS]->data;
  guint low = 0, high = self->by_patient->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (visits[g_array_index (self->by_patient, guint32, middle)].patient < patient)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gint64
find_visit_since (ClinicFacts *self, const ClinicFactWait *wait)
{
  if (wait->patient == 0 || wait->contacted == 0)
    return 0;
  for (guint i = find_patient (self, wait->patient); i < self->by_patient->len; i++)
    {
      const ClinicFactVisit *visit =
        &g_array_index (self->rows[CLINIC_FACTS_VISITS], ClinicFactVisit,
                        g_array_index (self->by_patient, guint32, i));

      if (visit->patient != wait->patient)
        return 0;
      if (visit->start >= wait->contacted && visit->created >= wait->since)
        return visit->id;
    }

  return 0;
}

static void
link_rows (ClinicFacts *self)
{
  g_autoptr (GHashTable) firsts = find_first_visits (self);

  for (guint i = 0; i < self->rows[CLINIC_FACTS_LEADS]->len; i++)
    {
      ClinicFactLead *lead = &g_array_index (self->rows[CLINIC_FACTS_LEADS], ClinicFactLead, i);

      if (lead->visit == 0)
        lead->visit = get_first_visit (self, firsts, lead->id);
    }
  for (guint i = 0; i < self->rows[CLINIC_FACTS_WAITS]->len; i++)
    {
      ClinicFactWait *wait = &g_array_index (self->rows[CLINIC_FACTS_WAITS], ClinicFactWait, i);

      if (wait->visit == 0 && wait->entity == CLINIC_ENTITY_APPOINTMENT)
        wait->visit = wait->id;
      else if (wait->visit == 0)
        wait->visit = get_first_visit (self, firsts, wait->id);
      if (wait->visit == 0)
        wait->visit = find_visit_since (self, wait);
    }
}

void
clinic_facts_seal (ClinicFacts *self)
{
  g_return_if_fail (CLINIC_IS_FACTS (self));
  g_return_if_fail (!self->sealed);

  g_array_sort (self->rows[CLINIC_FACTS_VISITS], compare_visits);
  g_array_sort (self->rows[CLINIC_FACTS_CALLS], compare_calls);
  g_array_sort (self->rows[CLINIC_FACTS_LEADS], compare_leads);
  g_array_sort (self->rows[CLINIC_FACTS_WAITS], compare_waits);
  g_array_sort (self->rows[CLINIC_FACTS_WORKS], compare_works);
  fill_days (self);
  fill_few_days (self);
  fill_index (self->by_patient, self->rows[CLINIC_FACTS_VISITS], compare_patients);
  fill_index (self->by_number, self->rows[CLINIC_FACTS_CALLS], compare_numbers);
  fill_index (self->by_id, self->rows[CLINIC_FACTS_VISITS], compare_ids);
  link_rows (self);
  self->sealed = TRUE;
}
