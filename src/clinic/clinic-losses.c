/* clinic-losses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-losses"

#include "clinic-losses.h"

#define LATE_SECONDS (24 * 3600)

/* Portals name their stages and reasons themselves; in lower case. */
static const char *const excuses[] = { "отменила клиника", "по вине клиники", "ошибк", "дубл" };

gboolean
clinic_losses_says_excuse (const char *words)
{
  g_autofree char *folded = NULL;

  if (words == NULL)
    return FALSE;
  folded = g_utf8_strdown (words, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (excuses); i++)
    if (strstr (folded, excuses[i]) != NULL)
      return TRUE;

  return FALSE;
}

gboolean
clinic_losses_is_lost (ClinicAppointment *visit)
{
  g_return_val_if_fail (CLINIC_IS_APPOINTMENT (visit), FALSE);

  return clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_FAILURE;
}

gboolean
clinic_losses_is_excused (ClinicAppointment *visit)
{
  ClinicStage *stage = NULL;

  if (!clinic_losses_is_lost (visit))
    return FALSE;
  stage = clinic_appointment_get_stage (visit);

  return clinic_losses_says_excuse (clinic_appointment_get_reason (visit)) ||
         (stage != NULL && clinic_losses_says_excuse (clinic_stage_get_name (stage)));
}

static gboolean
has_not_come (ClinicAppointment *visit)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);

  return stage != NULL && clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_NO_SHOW;
}

gboolean
clinic_losses_is_no_show (ClinicAppointment *visit)
{
  return clinic_losses_is_lost (visit) && has_not_come (visit) && !clinic_losses_is_excused (visit);
}

gboolean
clinic_losses_is_late (ClinicAppointment *visit)
{
  gint64 start = 0;
  gint64 moved = 0;

  if (!clinic_losses_is_lost (visit) || has_not_come (visit))
    return FALSE;
  start = clinic_appointment_get_start (visit);
  moved = clinic_appointment_get_moved (visit);

  /* What was put right after the day says nothing of when the patient cancelled. */
  return moved > 0 && moved > start - LATE_SECONDS && moved <= start &&
         !clinic_losses_is_excused (visit);
}

int
clinic_losses_share (guint part, guint whole)
{
  if (whole == 0)
    return -1;

  return (int) ((2000 * (guint64) part + whole) / (2 * (guint64) whole));
}

void
clinic_losses_count (GPtrArray *visits, ClinicLosses *losses)
{
  *losses = (ClinicLosses){ .visits = visits->len };
  for (guint i = 0; i < visits->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (visits, i);

      if (clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_SUCCESS)
        losses->came++;
      if (!clinic_losses_is_lost (visit))
        continue;
      losses->lost++;
      losses->amount += clinic_appointment_get_amount (visit);
      losses->excused += clinic_losses_is_excused (visit) ? 1 : 0;
      losses->no_shows += clinic_losses_is_no_show (visit) ? 1 : 0;
      losses->late += clinic_losses_is_late (visit) ? 1 : 0;
    }
  losses->scheduled = losses->visits - losses->excused;
}

int
clinic_losses_no_show_rate (const ClinicLosses *losses)
{
  return clinic_losses_share (losses->no_shows, losses->no_shows + losses->came);
}

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 one = clinic_appointment_get_start ((gpointer) a);
  gint64 other = clinic_appointment_get_start ((gpointer) b);

  if (one != other)
    return one < other ? -1 : 1;

  return clinic_appointment_get_id ((gpointer) a) < clinic_appointment_get_id ((gpointer) b) ? -1
                                                                                             : 1;
}

GListModel *
clinic_losses_pick (GPtrArray *visits, ClinicLossesTest test)
{
  GListStore *store = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < visits->len; i++)
    if (test (g_ptr_array_index (visits, i)))
      g_ptr_array_add (found, g_ptr_array_index (visits, i));
  g_list_store_splice (store, 0, 0, found->pdata, found->len);
  g_list_store_sort (store, compare_starts, NULL);

  return G_LIST_MODEL (store);
}

/* (transfer full): an id where the portal has one, else the words; name: (transfer none) */
static char *
dup_key (ClinicAppointment *visit, ClinicLossesBy by, const char **name)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  const char *text = NULL;
  gint64 id = 0;

  switch (by)
    {
    case CLINIC_LOSSES_BY_STAGE:
      *name =
        stage != NULL ? clinic_stage_get_name (stage) : clinic_appointment_get_stage_id (visit);
      text = clinic_appointment_get_stage_id (visit);
      break;
    case CLINIC_LOSSES_BY_DOCTOR:
      *name = clinic_appointment_get_doctor_name (visit);
      id = clinic_appointment_get_doctor_id (visit);
      break;
    case CLINIC_LOSSES_BY_SOURCE:
      *name = clinic_appointment_get_source_name (visit);
      text = clinic_appointment_get_source_id (visit);
      break;
    case CLINIC_LOSSES_BY_REASON:
    default:
      *name = clinic_appointment_get_reason (visit);
      id = clinic_appointment_get_reason_id (visit);
      break;
    }
  if (*name != NULL && **name == '\0')
    *name = NULL;
  if (id != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, id);
  if (text == NULL || *text == '\0')
    text = *name;

  return g_strdup (text != NULL ? text : "");
}

static void
add_visit (ClinicLossGroup *group, ClinicAppointment *visit, guint n_visits)
{
  gint64 count = clinic_loss_group_get_count (group) + 1;

  g_list_store_insert_sorted (G_LIST_STORE (clinic_loss_group_get_visits (group)), visit,
                              compare_starts, NULL);
  clinic_loss_group_set_count (group, count);
  clinic_loss_group_set_share (group, clinic_losses_share ((guint) count, n_visits));
  clinic_loss_group_set_amount (group, clinic_loss_group_get_amount (group) +
                                         clinic_appointment_get_amount (visit));
  if (clinic_losses_is_excused (visit))
    clinic_loss_group_set_excused (group, clinic_loss_group_get_excused (group) + 1);
}

static ClinicLossGroup *
new_group (const char *key, const char *name)
{
  ClinicLossGroup *group = clinic_loss_group_new ();
  g_autoptr (GListStore) visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);

  clinic_loss_group_set_key (group, key);
  clinic_loss_group_set_name (group, name);
  clinic_loss_group_set_visits (group, G_LIST_MODEL (visits));

  return group;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  ClinicLossGroup *first = *(ClinicLossGroup *const *) a;
  ClinicLossGroup *second = *(ClinicLossGroup *const *) b;
  gint64 count = clinic_loss_group_get_count (first);
  gint64 other = clinic_loss_group_get_count (second);
  const char *name = clinic_loss_group_get_name (first);
  const char *other_name = clinic_loss_group_get_name (second);

  if (count != other)
    return count > other ? -1 : 1;
  if (name == NULL || other_name == NULL)
    return (name == NULL) - (other_name == NULL);

  return g_utf8_collate (name, other_name);
}

GPtrArray *
clinic_losses_group (GPtrArray *visits, ClinicLossesBy by)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < visits->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (visits, i);
      const char *name = NULL;
      g_autofree char *key = NULL;
      ClinicLossGroup *group = NULL;

      if (!clinic_losses_is_lost (visit))
        continue;
      key = dup_key (visit, by, &name);
      group = g_hash_table_lookup (by_key, key);
      if (group == NULL)
        {
          group = new_group (key, name);
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_key, g_steal_pointer (&key), group);
        }
      add_visit (group, visit, visits->len);
    }
  g_ptr_array_sort (groups, compare_groups);

  return groups;
}

/* midnight of the first day of the week or month that is `steps` after that of `when` */
static gint64
begin_of (GDateTime *when, gboolean is_month, int steps)
{
  g_autoptr (GDateTime) midnight =
    g_date_time_new_local (g_date_time_get_year (when), g_date_time_get_month (when),
                           is_month ? 1 : g_date_time_get_day_of_month (when), 0, 0, 0);
  g_autoptr (GDateTime) begin =
    is_month ? g_date_time_add_months (midnight, steps)
             : g_date_time_add_days (midnight, 7 * steps + 1 - g_date_time_get_day_of_week (when));

  return g_date_time_to_unix (begin);
}

void
clinic_losses_get_period (ClinicLossesPeriod period, gint64 now, gint64 *from, gint64 *to)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (now);
  gboolean is_month = period == CLINIC_LOSSES_THIS_MONTH || period == CLINIC_LOSSES_LAST_MONTH;
  int steps = period == CLINIC_LOSSES_LAST_WEEK || period == CLINIC_LOSSES_LAST_MONTH ? -1 : 0;

  *from = begin_of (when, is_month, steps);
  *to = begin_of (when, is_month, steps + 1);
}
