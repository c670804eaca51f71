/* clinic-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-work"

#include "clinic-work.h"

static int
compare (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_plans (gconstpointer a, gconstpointer b)
{
  const ClinicFactWork *one = a, *other = b;

  return one->user != other->user ? compare (one->user, other->user)
                                  : compare (one->plan_start, other->plan_start);
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const ClinicFactWork *one = a, *other = b;

  return one->user != other->user ? compare (one->user, other->user)
                                  : compare (one->fact_start, other->fact_start);
}

/* a record whose end is missing is known to have been there when it began */
static gint64
get_end (const ClinicFactWork *record)
{
  return record->fact_end != 0 ? record->fact_end : record->fact_start + 1;
}

static gboolean
meet (const ClinicFactWork *plan, const ClinicFactWork *record)
{
  return plan->user == record->user && record->fact_start < plan->plan_end &&
         get_end (record) > plan->plan_start;
}

/* seconds between them; G_MAXINT64 of another user */
static gint64
get_distance (const ClinicFactWork *plan, const ClinicFactWork *record)
{
  if (plan->user != record->user)
    return G_MAXINT64;

  return MAX (plan->plan_start - get_end (record), record->fact_start - plan->plan_end);
}

/* Joins a record, or a piece of one, with what the shift already has. */
static void
attach (ClinicFactWork *work, const ClinicFactWork *piece)
{
  gint64 between = 0;

  if (work->record_id == 0)
    {
      work->record_id = piece->record_id;
      work->fact_start = piece->fact_start;
      work->fact_end = piece->fact_end;
      work->answered_end = piece->answered_end;
      work->fact_break = piece->fact_break;
      work->approved = piece->approved;
      work->early_approved = piece->early_approved;
      return;
    }
  /* pieces come by their start; an end that is missing before another beginning is that beginning
   * at the latest, which is nobody's knowledge: it stays missing */
  if (work->fact_end == 0)
    return;
  between = MAX (piece->fact_start - work->fact_end, 0);
  work->fact_break = MAX (work->fact_break, 0) + MAX (piece->fact_break, 0) + (gint32) between;
  work->fact_end = piece->fact_end != 0 ? MAX (work->fact_end, piece->fact_end) : 0;
  work->answered_end = piece->answered_end;
  work->approved = work->approved && piece->approved;
}

/* A record that goes through several shifts: nobody is paid for the time between them. */
static void
divide (GArray *works, const GArray *met, const ClinicFactWork *record)
{
  gint32 rest = record->fact_break;

  for (guint i = 0; i < met->len; i++)
    {
      ClinicFactWork *work = &g_array_index (works, ClinicFactWork, g_array_index (met, guint, i));
      ClinicFactWork piece = *record;

      if (i > 0)
        piece.fact_start = work->plan_start;
      if (i + 1 < met->len)
        {
          const ClinicFactWork *next =
            &g_array_index (works, ClinicFactWork, g_array_index (met, guint, i + 1));

          piece.fact_end = work->plan_end;
          piece.answered_end = 0;
          rest -= rest > 0 ? (gint32) MIN (rest, MAX (next->plan_start - work->plan_end, 0)) : 0;
        }
      /* what is left of the break is taken off where the record ends */
      piece.fact_break = i + 1 < met->len && rest >= 0 ? 0 : rest;
      attach (work, &piece);
    }
}

static void
place (GArray *works, guint n_plans, const ClinicFactWork *record)
{
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (guint));
  guint nearest = n_plans;

  for (guint i = 0; i < n_plans; i++)
    {
      const ClinicFactWork *plan = &g_array_index (works, ClinicFactWork, i);
      gint64 distance = get_distance (plan, record);

      if (meet (plan, record))
        g_array_append_val (met, i);
      else if (distance <= CLINIC_WORK_NEAR && plan->kind == CLINIC_WORK_SHIFT &&
               (nearest == n_plans ||
                distance < get_distance (&g_array_index (works, ClinicFactWork, nearest), record)))
        nearest = i;
    }
  if (met->len > 0)
    divide (works, met, record);
  else if (nearest < n_plans)
    attach (&g_array_index (works, ClinicFactWork, nearest), record);
  else
    g_array_append_vals (works, record, 1);
}

GArray *
clinic_work_match (const GArray *plans, const GArray *records)
{
  GArray *works = g_array_new (FALSE, FALSE, sizeof (ClinicFactWork));
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (ClinicFactWork));

  if (plans->len > 0)
    g_array_append_vals (works, plans->data, plans->len);
  if (records->len > 0)
    g_array_append_vals (sorted, records->data, records->len);
  g_array_sort (works, compare_plans);
  g_array_sort (sorted, compare_records);
  for (guint i = 0; i < plans->len; i++)
    {
      ClinicFactWork *work = &g_array_index (works, ClinicFactWork, i);

      work->fact_break = -1;
    }
  for (guint i = 0; i < sorted->len; i++)
    place (works, plans->len, &g_array_index (sorted, ClinicFactWork, i));

  return works;
}
