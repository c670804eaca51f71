/* clinic-first-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-first-visit"

#include "clinic-first-visit.h"

#include "clinic-appointment.h"

static gboolean
read_day (GDateTime *time, GDate *day)
{
  int year, month, number;

  if (time == NULL)
    return FALSE;
  g_date_time_get_ymd (time, &year, &month, &number);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}

ClinicFirstVisit
clinic_first_visit_decide (gint64 last_completed, gint64 visit, guint months, GTimeZone *zone)
{
  g_autoptr (GTimeZone) own_zone
    = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) last_utc = NULL;
  g_autoptr (GDateTime) visit_utc = NULL;
  g_autoptr (GDateTime) last = NULL;
  g_autoptr (GDateTime) at_visit = NULL;
  g_autoptr (GDateTime) limit = NULL;
  GDate last_day, limit_day;

  if (last_completed <= 0)
    return CLINIC_FIRST_VISIT_YES;
  last_utc = g_date_time_new_from_unix_utc (last_completed);
  visit_utc = g_date_time_new_from_unix_utc (visit);
  if (last_utc == NULL || visit_utc == NULL)
    return CLINIC_FIRST_VISIT_UNKNOWN;
  last = g_date_time_to_timezone (last_utc, own_zone);
  at_visit = g_date_time_to_timezone (visit_utc, own_zone);
  limit = at_visit != NULL ? g_date_time_add_months (at_visit, -(int) months) : NULL;
  if (!read_day (last, &last_day) || !read_day (limit, &limit_day))
    return CLINIC_FIRST_VISIT_UNKNOWN;

  return g_date_compare (&last_day, &limit_day) <= 0 ? CLINIC_FIRST_VISIT_YES
                                                     : CLINIC_FIRST_VISIT_NO;
}

gint64
clinic_first_visit_find_last (GListModel *appointments, gint64 before)
{
  guint length;
  gint64 last = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (appointments), 0);

  length = g_list_model_get_n_items (appointments);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (ClinicAppointment) appointment = g_list_model_get_item (appointments, i);
      gint64 start = clinic_appointment_get_start (appointment);

      if (clinic_appointment_get_kind (appointment) == CLINIC_STAGE_KIND_SUCCESS && start < before)
        last = MAX (last, start);
    }

  return last;
}
