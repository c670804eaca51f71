/* clinic-shift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-shift"

#include "clinic-shift.h"

#include "clinic-call-rules.h"
#include "clinic-missed-group.h"
#include "clinic-stage.h"

/* The days that a moment is between. */
typedef struct
{
  gint64 today;
  gint64 tomorrow;
  gint64 after;
} Days;

static Days
days_of (gint64 now)
{
  return (Days){ clinic_windows_day (now, 0), clinic_windows_day (now, 1),
                 clinic_windows_day (now, 2) };
}

static ClinicStageRole
role_of (ClinicAppointment *visit)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);

  return stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;
}

gboolean
clinic_shift_is_missed (ClinicMissedGroup *group)
{
  switch (clinic_missed_group_get_state (group))
    {
    case CLINIC_MISSED_WAITING:
    case CLINIC_MISSED_LATE:
    case CLINIC_MISSED_TRIED:
      return TRUE;
    case CLINIC_MISSED_CALLED_BACK:
    case CLINIC_MISSED_GOT_THROUGH:
    default:
      return FALSE;
    }
}

gboolean
clinic_shift_is_confirmed (ClinicAppointment *visit)
{
  return !clinic_call_rules_is_unsure (visit) &&
         (clinic_appointment_get_confirmation (visit) == CLINIC_CONFIRMATION_YES ||
          role_of (visit) == CLINIC_STAGE_ROLE_CONFIRMED);
}

static gboolean
is_between (ClinicAppointment *visit, gint64 from, gint64 to)
{
  gint64 start = clinic_appointment_get_start (visit);

  return start >= from && start < to && clinic_windows_takes_time (visit);
}

gboolean
clinic_shift_is_tomorrow (ClinicAppointment *visit, gint64 now)
{
  return is_between (visit, clinic_windows_day (now, 1), clinic_windows_day (now, 2));
}

static void
count_missed (ClinicShift *shift, GListModel *missed)
{
  shift->missed = shift->late = 0;
  for (guint i = 0; i < g_list_model_get_n_items (missed); i++)
    {
      g_autoptr (ClinicMissedGroup) group = g_list_model_get_item (missed, i);

      shift->missed += clinic_shift_is_missed (group);
      shift->late += clinic_missed_group_get_state (group) == CLINIC_MISSED_LATE;
    }
}

/* A clinic without such a stage does not say who has come. */
static gboolean
tells_who_came (GListModel *stages)
{
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_ARRIVED)
        return TRUE;
    }

  return FALSE;
}

/* Where no visit of today has a doctor nobody knows whose time may be free. */
static int
count_windows (GListStore *visits, const ClinicWindowRules *rules)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  int n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (visits)); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (G_LIST_MODEL (visits), i);
      gint64 doctor = clinic_appointment_get_doctor_id (visit);
      g_autoptr (GArray) windows = NULL;

      if (doctor == 0 || !g_hash_table_add (seen, g_memdup2 (&doctor, sizeof doctor)))
        continue;
      windows =
        clinic_windows_free (G_LIST_MODEL (visits), rules, CLINIC_PLACE_DOCTOR, doctor, rules->now);
      n += (int) windows->len;
    }

  return g_hash_table_size (seen) > 0 ? n : CLINIC_SHIFT_UNKNOWN;
}

/* Of thousands of visits those of today are put aside, as each doctor's are looked for. */
static void
count_visits (ClinicShift *shift, GListModel *appointments, const ClinicWindowRules *rules)
{
  g_autoptr (GListStore) today = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  Days days = days_of (rules->now);

  shift->waiting = shift->booked = shift->tomorrow = shift->confirmed = 0;
  for (guint i = 0; i < g_list_model_get_n_items (appointments); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (appointments, i);
      gint64 created = clinic_appointment_get_created (visit);

      shift->booked += created >= days.today && created < days.tomorrow;
      if (is_between (visit, days.today, days.tomorrow))
        {
          g_list_store_append (today, visit);
          shift->waiting += role_of (visit) == CLINIC_STAGE_ROLE_ARRIVED;
        }
      else if (is_between (visit, days.tomorrow, days.after))
        {
          shift->tomorrow++;
          shift->confirmed += clinic_shift_is_confirmed (visit);
        }
    }
  shift->windows = count_windows (today, rules);
}

ClinicShift
clinic_shift_count (const ClinicShiftScene *scene)
{
  ClinicShift shift = { CLINIC_SHIFT_UNKNOWN, CLINIC_SHIFT_UNKNOWN, CLINIC_SHIFT_UNKNOWN,
                        CLINIC_SHIFT_UNKNOWN, CLINIC_SHIFT_UNKNOWN, CLINIC_SHIFT_UNKNOWN,
                        CLINIC_SHIFT_UNKNOWN };

  if (scene->missed != NULL)
    count_missed (&shift, scene->missed);
  if (scene->appointments != NULL)
    count_visits (&shift, scene->appointments, &scene->rules);
  if (scene->appointments != NULL && !tells_who_came (scene->stages))
    shift.waiting = CLINIC_SHIFT_UNKNOWN;

  return shift;
}

int
clinic_shift_get_share (const ClinicShift *self)
{
  return self->tomorrow > 0 ? (200 * self->confirmed + self->tomorrow) / (2 * self->tomorrow)
                            : CLINIC_SHIFT_UNKNOWN;
}

/* The portal keeps the journal of calls from this webhook, or has not been asked yet. */
static gboolean
knows_calls (ClinicSession *session)
{
  ClinicLink *link = clinic_session_get_link (session);
  const char *const *scopes = clinic_link_get_missing_scopes (link);

  if (scopes != NULL && g_strv_contains (scopes, "telephony"))
    return FALSE;

  return clinic_link_get_last_answer (link) != 0 ||
         clinic_link_get_state (link) != CLINIC_LINK_CONNECTING ||
         g_list_model_get_n_items (clinic_session_get_call_log (session)) > 0;
}

static gboolean
knows_book (ClinicBook *book)
{
  ClinicLoadState state = clinic_book_get_state (book);

  return state == CLINIC_LOAD_READY ||
         (state == CLINIC_LOAD_STALE && clinic_book_get_as_of (book) != 0);
}

ClinicShiftScene
clinic_shift_look (ClinicSession *session, int day_begins, int day_ends)
{
  ClinicShiftScene scene = { 0 };
  ClinicBook *book = NULL;

  g_return_val_if_fail (CLINIC_IS_SESSION (session), scene);

  book = clinic_session_get_book (session);
  scene.missed = knows_calls (session) ? clinic_session_get_missed (session) : NULL;
  scene.appointments = knows_book (book) ? clinic_book_get_appointments (book) : NULL;
  scene.stages = clinic_book_get_stages (book);
  scene.rules = (ClinicWindowRules){ .day_begins = day_begins,
                                     .day_ends = day_ends,
                                     .now = clinic_session_get_now (session) };

  return scene;
}
