/* clinic-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-guard"

#include "clinic-guard.h"

#include "clinic-windows.h"

/* Longer than any day and the next, also when the clocks change: spares most visits the calendar.
 */
#define TWO_DAYS (50 * 3600)

static ClinicStageRole
role_of (ClinicAppointment *visit)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);

  return stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;
}

/* Stages that mean nothing to the reception are judged by their place in the funnel. */
static gboolean
is_behind (ClinicStage *is, ClinicStage *wanted)
{
  switch (clinic_stage_get_role (is))
    {
    case CLINIC_STAGE_ROLE_BOOKED:
    case CLINIC_STAGE_ROLE_WAITING_LIST:
    case CLINIC_STAGE_ROLE_UNREACHABLE:
      return TRUE;
    case CLINIC_STAGE_ROLE_NONE:
      return clinic_stage_get_sort (is) < clinic_stage_get_sort (wanted);
    case CLINIC_STAGE_ROLE_TOMORROW:
    case CLINIC_STAGE_ROLE_UNCONFIRMED:
    case CLINIC_STAGE_ROLE_CONFIRMED:
    case CLINIC_STAGE_ROLE_CANCELLED:
    case CLINIC_STAGE_ROLE_ARRIVED:
    case CLINIC_STAGE_ROLE_IN_CHAIR:
    case CLINIC_STAGE_ROLE_COMPLETED:
    case CLINIC_STAGE_ROLE_LOST:
    case CLINIC_STAGE_ROLE_NO_SHOW:
    default:
      return FALSE;
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  ClinicAppointment *first = *(ClinicAppointment *const *) a;
  ClinicAppointment *second = *(ClinicAppointment *const *) b;
  gint64 start = clinic_appointment_get_start (first),
         other = clinic_appointment_get_start (second);

  if (start != other)
    return start < other ? -1 : 1;

  return clinic_appointment_get_id (first) < clinic_appointment_get_id (second) ? -1 : 1;
}

ClinicStage *
clinic_guard_dup_stage (GListModel *stages)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (stages), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_TOMORROW)
        return g_steal_pointer (&stage);
    }

  return NULL;
}

gboolean
clinic_guard_is_due (gint64 now, int minute)
{
  return now >= clinic_windows_at (now, minute);
}

gboolean
clinic_guard_is_tomorrow (ClinicAppointment *visit, gint64 now)
{
  gint64 start = 0;

  g_return_val_if_fail (CLINIC_IS_APPOINTMENT (visit), FALSE);

  start = clinic_appointment_get_start (visit);
  if (clinic_appointment_get_id (visit) <= 0 || start <= now || start >= now + TWO_DAYS)
    return FALSE;

  return start >= clinic_windows_day (now, 1) && start < clinic_windows_day (now, 2);
}

ClinicGuardReason
clinic_guard_look (ClinicAppointment *visit, ClinicStage *stage, gint64 now)
{
  ClinicStage *is = NULL;
  const char *problem = NULL;

  g_return_val_if_fail (CLINIC_IS_APPOINTMENT (visit), CLINIC_GUARD_NONE);

  if (stage == NULL || clinic_appointment_get_kind (visit) != CLINIC_STAGE_KIND_PROCESS ||
      !clinic_guard_is_tomorrow (visit, now))
    return CLINIC_GUARD_NONE;

  is = clinic_appointment_get_stage (visit);
  if (is == NULL)
    return CLINIC_GUARD_UNLISTED;
  if (!is_behind (is, stage))
    return CLINIC_GUARD_NONE;
  problem = clinic_appointment_get_problem (visit);

  return problem != NULL && *problem != '\0' ? CLINIC_GUARD_REFUSED : CLINIC_GUARD_BEHIND;
}

GPtrArray *
clinic_guard_find (GListModel *visits, ClinicStage *stage, gint64 now, guint *n_tomorrow)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (visits), found);

  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i);

      if (!clinic_guard_is_tomorrow (visit, now) ||
          clinic_appointment_get_kind (visit) != CLINIC_STAGE_KIND_PROCESS ||
          role_of (visit) == CLINIC_STAGE_ROLE_CANCELLED)
        continue;
      n++;
      if (clinic_guard_look (visit, stage, now) != CLINIC_GUARD_NONE)
        g_ptr_array_add (found, g_steal_pointer (&visit));
    }
  g_ptr_array_sort (found, compare);
  if (n_tomorrow != NULL)
    *n_tomorrow = n;

  return found;
}
