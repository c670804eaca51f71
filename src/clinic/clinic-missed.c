/* clinic-missed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which numbers still wait for a call back (clinic.md F-11, scenarios 9 and 10).
 */

#define G_LOG_DOMAIN "clinic-missed"

#include "clinic-missed.h"

static gboolean
got_through (ClinicCallRecord *record)
{
  return g_strcmp0 (clinic_call_record_get_code (record), "200") == 0;
}

/**
 * clinic_missed_is_missed:
 * @record: a call that is over
 *
 * Code 304 is also given to our own calls that nobody picked up, so only what came in (CALL_TYPE 2
 * and 3 of voximplant.statistic.get) can be missed.
 *
 * Returns: whether somebody called us and did not get through
 */
gboolean
clinic_missed_is_missed (ClinicCallRecord *record)
{
  gint64 type = clinic_call_record_get_call_type (record);

  return (type == 2 || type == 3) && !got_through (record);
}

/**
 * clinic_missed_needs_call:
 * @group: the missed calls of a number
 *
 * Returns: whether somebody still has to call back
 */
gboolean
clinic_missed_needs_call (ClinicMissedGroup *group)
{
  return clinic_missed_group_get_resolved (group) == 0;
}

static int
compare_start (gconstpointer a, gconstpointer b)
{
  gint64 first = clinic_call_record_get_start (*(ClinicCallRecord **) a);
  gint64 second = clinic_call_record_get_start (*(ClinicCallRecord **) b);

  return first < second ? -1 : first > second;
}

/* Those that wait come first, the oldest at the top; then the settled ones, the latest at the top.
 */
static int
compare_urgency (gconstpointer a, gconstpointer b)
{
  ClinicMissedGroup *first = *(ClinicMissedGroup **) a;
  ClinicMissedGroup *second = *(ClinicMissedGroup **) b;
  gint64 left, right;

  if (clinic_missed_needs_call (first) != clinic_missed_needs_call (second))
    return clinic_missed_needs_call (first) ? -1 : 1;

  if (clinic_missed_needs_call (first))
    {
      left = clinic_missed_group_get_first_missed (first);
      right = clinic_missed_group_get_first_missed (second);
    }
  else
    {
      left = -clinic_missed_group_get_resolved (first);
      right = -clinic_missed_group_get_resolved (second);
    }

  if (left != right)
    return left < right ? -1 : 1;

  return g_strcmp0 (clinic_missed_group_get_number (first),
                    clinic_missed_group_get_number (second));
}

static void
add_missed (ClinicMissedGroup *group, ClinicCallRecord *record)
{
  gint64 start = clinic_call_record_get_start (record);
  gboolean anew =
    clinic_missed_group_get_count (group) == 0 || clinic_missed_group_get_resolved (group) != 0;

  if (anew)
    {
      clinic_missed_group_set_count (group, 0);
      clinic_missed_group_set_first_missed (group, start);
      clinic_missed_group_set_resolved (group, 0);
      clinic_missed_group_set_tried (group, 0);
    }

  clinic_missed_group_set_count (group, clinic_missed_group_get_count (group) + 1);
  clinic_missed_group_set_last_missed (group, start);
}

static void
add_record (ClinicMissedGroup *group, ClinicCallRecord *record)
{
  gint64 start = clinic_call_record_get_start (record);
  gboolean waits = clinic_missed_group_get_count (group) > 0 && clinic_missed_needs_call (group);

  if (clinic_call_record_get_patient_id (record) != 0)
    {
      clinic_missed_group_set_patient_id (group, clinic_call_record_get_patient_id (record));
      clinic_missed_group_set_patient_name (group, clinic_call_record_get_patient_name (record));
    }

  if (clinic_missed_is_missed (record))
    {
      add_missed (group, record);
    }
  else if (waits && got_through (record))
    {
      gboolean ours = clinic_call_record_get_direction (record) == CLINIC_CALL_DIRECTION_OUT;

      clinic_missed_group_set_resolved (group, start);
      clinic_missed_group_set_state (group,
                                     ours ? CLINIC_MISSED_CALLED_BACK : CLINIC_MISSED_GOT_THROUGH);
    }
  else if (waits && clinic_call_record_get_direction (record) == CLINIC_CALL_DIRECTION_OUT)
    {
      clinic_missed_group_set_tried (group, start);
    }
}

static void
settle (ClinicMissedGroup *group, gint64 now, guint allowed_minutes)
{
  gint64 due = clinic_missed_group_get_first_missed (group) + (gint64) allowed_minutes * 60;

  clinic_missed_group_set_due (group, due);

  if (!clinic_missed_needs_call (group))
    return;

  if (clinic_missed_group_get_tried (group) != 0)
    clinic_missed_group_set_state (group, CLINIC_MISSED_TRIED);
  else if (now > due)
    clinic_missed_group_set_state (group, CLINIC_MISSED_LATE);
  else
    clinic_missed_group_set_state (group, CLINIC_MISSED_WAITING);
}

/**
 * clinic_missed_group_records:
 * @records: (element-type ClinicCallRecord): today's calls, in any order
 * @now: unix seconds
 * @allowed_minutes: how long a missed call may wait
 *
 * Puts the missed calls of each number together with what became of them. A number that got
 * through and is missed again later starts anew. Withheld numbers make one group.
 *
 * Returns: (transfer container) (element-type ClinicMissedGroup): those that wait first
 */
GPtrArray *
clinic_missed_group_records (GPtrArray *records, gint64 now, guint allowed_minutes)
{
  g_autoptr (GHashTable) by_number = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (records != NULL, groups);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (records, i));

  g_ptr_array_sort (sorted, compare_start);

  for (guint i = 0; i < sorted->len; i++)
    {
      ClinicCallRecord *record = g_ptr_array_index (sorted, i);
      const char *number = clinic_call_record_get_number (record);
      ClinicMissedGroup *group = g_hash_table_lookup (by_number, number != NULL ? number : "");

      if (group == NULL)
        {
          group = clinic_missed_group_new ();
          clinic_missed_group_set_number (group, number != NULL ? number : "");
          g_ptr_array_add (all, group);
          g_hash_table_insert (by_number, (gpointer) clinic_missed_group_get_number (group), group);
        }

      add_record (group, record);
    }

  for (guint i = 0; i < all->len; i++)
    {
      ClinicMissedGroup *group = g_ptr_array_index (all, i);

      if (clinic_missed_group_get_count (group) == 0)
        continue;

      settle (group, now, allowed_minutes);
      g_ptr_array_add (groups, g_object_ref (group));
    }

  g_ptr_array_sort (groups, compare_urgency);

  return groups;
}
