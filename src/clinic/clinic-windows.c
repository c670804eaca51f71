/* clinic-windows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-windows"

#include "clinic-windows.h"

#include "clinic-doctor.h"
#include "clinic-stage.h"

#define STEP (CLINIC_WINDOWS_STEP_MINUTES * 60)
#define DAYS_AHEAD 14

gint64
clinic_windows_at (gint64 when, int minute)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) time = NULL;

  if (day == NULL)
    return 0;
  if (minute >= 1440)
    return clinic_windows_day (when, 1);

  time = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day), minute / 60, minute % 60, 0);

  return g_date_time_to_unix (time);
}

gint64
clinic_windows_day (gint64 when, int days)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) then = day != NULL ? g_date_time_add_days (day, days) : NULL;

  return then != NULL ? clinic_windows_at (g_date_time_to_unix (then), 0) : 0;
}

gboolean
clinic_windows_takes_time (ClinicAppointment *appointment)
{
  ClinicStage *stage = clinic_appointment_get_stage (appointment);

  return clinic_appointment_get_start (appointment) != 0 &&
         clinic_appointment_get_kind (appointment) != CLINIC_STAGE_KIND_FAILURE &&
         (stage == NULL || clinic_stage_get_role (stage) != CLINIC_STAGE_ROLE_CANCELLED);
}

static gint64
seconds_of (gint64 minutes)
{
  return (minutes > 0 ? minutes : CLINIC_WINDOWS_USUAL_MINUTES) * 60;
}

gint64
clinic_windows_end_of (ClinicAppointment *appointment)
{
  return clinic_appointment_get_start (appointment) +
         seconds_of (clinic_appointment_get_minutes (appointment));
}

static gint64
place_of (ClinicAppointment *appointment, ClinicPlace place)
{
  return place == CLINIC_PLACE_DOCTOR ? clinic_appointment_get_doctor_id (appointment)
                                      : clinic_appointment_get_chair_id (appointment);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const ClinicWindow *first = a, *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

/* The times in from <= t < to that are taken, by start: once for many questions. */
static GArray *
collect_taken (GListModel *appointments,
               const ClinicWindowRules *rules,
               ClinicPlace place,
               gint64 place_id,
               gint64 from,
               gint64 to)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));
  guint n = g_list_model_get_n_items (appointments);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (appointments, i);
      ClinicWindow time = { clinic_appointment_get_start (visit), clinic_windows_end_of (visit),
                            0 };

      if (time.start < to && time.end > from && place_of (visit, place) == place_id &&
          clinic_appointment_get_id (visit) != rules->except && clinic_windows_takes_time (visit))
        g_array_append_val (taken, time);
    }
  g_array_sort (taken, compare_starts);

  return taken;
}

static void
add_window (GArray *windows, gint64 start, gint64 end, gint64 wanted)
{
  ClinicWindow window = { start, end, 0 };

  if (end - start >= wanted)
    g_array_append_val (windows, window);
}

/* What is left of a day. */
static GArray *
leave_free (GArray *taken, const ClinicWindowRules *rules, gint64 day)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));
  gint64 wanted = seconds_of (rules->minutes);
  gint64 end = clinic_windows_at (day, rules->day_ends);
  gint64 at = MAX (clinic_windows_at (day, rules->day_begins), rules->now);

  for (guint i = 0; i < taken->len && at < end; i++)
    {
      const ClinicWindow *time = &g_array_index (taken, ClinicWindow, i);

      if (time->end <= at)
        continue;
      add_window (windows, at, MIN (time->start, end), wanted);
      at = time->end;
    }
  add_window (windows, at, end, wanted);

  return windows;
}

/* The first quarter hour that is not before `when`. Quarter hours are those of the clock: all
 * zones are whole quarters away from UTC. */
static gint64
next_quarter (gint64 when)
{
  return (when + STEP - 1) / STEP * STEP;
}

/* step: from one start to the next */
static void
add_starts (GArray *starts, GArray *windows, gint64 wanted, gint64 step, gint64 doctor_id)
{
  for (guint i = 0; i < windows->len; i++)
    {
      const ClinicWindow *window = &g_array_index (windows, ClinicWindow, i);

      for (gint64 at = next_quarter (window->start); at + wanted <= window->end; at += step)
        {
          ClinicWindow start = { at, at + wanted, doctor_id };

          g_array_append_val (starts, start);
        }
    }
}

GArray *
clinic_windows_free (GListModel *appointments,
                     const ClinicWindowRules *rules,
                     ClinicPlace place,
                     gint64 place_id,
                     gint64 day)
{
  g_autoptr (GArray) taken = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (appointments), NULL);

  taken = collect_taken (appointments, rules, place, place_id, clinic_windows_day (day, 0),
                         clinic_windows_day (day, 1));

  return leave_free (taken, rules, day);
}

GArray *
clinic_windows_starts (GListModel *appointments,
                       const ClinicWindowRules *rules,
                       ClinicPlace place,
                       gint64 place_id,
                       gint64 day)
{
  g_autoptr (GArray) windows = clinic_windows_free (appointments, rules, place, place_id, day);
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));

  add_starts (starts, windows, seconds_of (rules->minutes), STEP, 0);

  return starts;
}

/* A visit of the doctor that day, also one that is over. */
static gboolean
works_on (GArray *taken, gint64 day)
{
  gint64 next = clinic_windows_day (day, 1);

  for (guint i = 0; i < taken->len; i++)
    {
      const ClinicWindow *time = &g_array_index (taken, ClinicWindow, i);

      if (time->start >= day && time->start < next)
        return TRUE;
    }

  return FALSE;
}

/* The starts of a doctor on the days that she works, or on the others. */
static GArray *
collect_offers (GListModel *appointments,
                const ClinicWindowRules *rules,
                gint64 doctor_id,
                gboolean working)
{
  gint64 today = clinic_windows_day (rules->now, 0);
  g_autoptr (GArray) taken = collect_taken (appointments, rules, CLINIC_PLACE_DOCTOR, doctor_id,
                                            today, clinic_windows_day (today, DAYS_AHEAD));
  GArray *offers = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));
  gint64 wanted = seconds_of (rules->minutes);

  for (int i = 0; i < DAYS_AHEAD; i++)
    {
      gint64 day = clinic_windows_day (today, i);
      g_autoptr (GArray) windows = NULL;

      if (works_on (taken, day) != working)
        continue;
      windows = leave_free (taken, rules, day);
      add_starts (offers, windows, wanted, (wanted + STEP - 1) / STEP * STEP, doctor_id);
    }

  return offers;
}

static void
take_first (GArray *all, GArray *offers, guint n)
{
  guint room = n - MIN (n, all->len);

  if (offers->len > 0)
    g_array_append_vals (all, offers->data, MIN (room, offers->len));
}

/* The specialty of a doctor, as the list of doctors has it. (transfer full) (nullable) */
static char *
dup_specialty (GListModel *doctors, gint64 doctor_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);

      if (clinic_doctor_get_id (doctor) == doctor_id)
        return g_strdup (clinic_doctor_get_specialty (doctor));
    }

  return NULL;
}

/* Of all the others of the specialty together, by time. */
static GArray *
collect_of_others (GListModel *appointments,
                   GListModel *doctors,
                   const ClinicWindowRules *rules,
                   gint64 doctor_id)
{
  g_autofree char *specialty = dup_specialty (doctors, doctor_id);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));

  for (guint i = 0; specialty != NULL && i < g_list_model_get_n_items (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);
      g_autoptr (GArray) offers = NULL;

      if (clinic_doctor_get_id (doctor) == doctor_id ||
          g_strcmp0 (clinic_doctor_get_specialty (doctor), specialty) != 0)
        continue;
      offers = collect_offers (appointments, rules, clinic_doctor_get_id (doctor), TRUE);
      take_first (all, offers, all->len + offers->len);
    }
  g_array_sort (all, compare_starts);

  return all;
}

GArray *
clinic_windows_nearest (GListModel *appointments,
                        GListModel *doctors,
                        const ClinicWindowRules *rules,
                        gint64 doctor_id,
                        guint n)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));
  g_autoptr (GArray) working = NULL, others = NULL, rest = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (appointments), all);
  g_return_val_if_fail (G_IS_LIST_MODEL (doctors), all);

  if (doctor_id == 0)
    return all;

  working = collect_offers (appointments, rules, doctor_id, TRUE);
  take_first (all, working, n);
  if (all->len == n)
    return all;

  others = collect_of_others (appointments, doctors, rules, doctor_id);
  take_first (all, others, n);
  if (all->len == n)
    return all;

  rest = collect_offers (appointments, rules, doctor_id, FALSE);
  take_first (all, rest, n);

  return all;
}

ClinicAppointment *
clinic_windows_dup_clash (GListModel *appointments,
                          const ClinicWindowRules *rules,
                          ClinicPlace place,
                          gint64 place_id,
                          gint64 start)
{
  g_autoptr (ClinicAppointment) first = NULL;
  gint64 end = start + seconds_of (rules->minutes);

  g_return_val_if_fail (G_IS_LIST_MODEL (appointments), NULL);

  if (place_id == 0 || start == 0)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (appointments); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (appointments, i);

      if (clinic_appointment_get_start (visit) < end && clinic_windows_end_of (visit) > start &&
          place_of (visit, place) == place_id &&
          clinic_appointment_get_id (visit) != rules->except && clinic_windows_takes_time (visit) &&
          (first == NULL ||
           clinic_appointment_get_start (visit) < clinic_appointment_get_start (first)))
        g_set_object (&first, visit);
    }

  return g_steal_pointer (&first);
}
