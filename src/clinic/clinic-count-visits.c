/* clinic-count-visits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measures of visits, by the day on which the visit is.
 */

#define G_LOG_DOMAIN "clinic-count-visits"

#include "clinic-tally.h"

#include "clinic-first.h"

/* from when on a visit's patient is asked whether he comes */
#define ASKED_SECONDS (48 * 3600)

static ClinicTallyKeys
get_keys (const ClinicFactVisit *visit)
{
  ClinicTallyKeys keys = { .day = visit->day };

  keys.names[CLINIC_NAMES_DOCTOR] = visit->doctor;
  keys.names[CLINIC_NAMES_SPECIALTY] = visit->specialty;
  keys.names[CLINIC_NAMES_SOURCE] = visit->source;
  keys.names[CLINIC_NAMES_REASON] = visit->reason;
  keys.names[CLINIC_NAMES_STAGE] = visit->stage;
  keys.names[CLINIC_NAMES_CHAIR] = visit->chair;
  keys.names[CLINIC_NAMES_USER] = visit->user;

  return keys;
}

static gboolean
is_excused (const ClinicFactVisit *visit)
{
  return visit->kind == CLINIC_STAGE_KIND_FAILURE && visit->excused;
}

/* When the patient cancelled is not known of what was put right only after the day. */
static guint
judge_late (const ClinicTally *tally, const ClinicFactVisit *visit)
{
  gint64 limit = (gint64) tally->rules->late_hours * 3600;

  if (is_excused (visit))
    return 0;
  if (visit->kind != CLINIC_STAGE_KIND_FAILURE || visit->role == CLINIC_STAGE_ROLE_NO_SHOW)
    return CLINIC_WHOLE;
  if (visit->cancelled == 0 || visit->cancelled > visit->start)
    return CLINIC_WHOLE | CLINIC_UNKNOWN;

  return CLINIC_WHOLE | (visit->cancelled > visit->start - limit ? CLINIC_PART : 0);
}

static guint
judge_show_up (const ClinicFactVisit *visit)
{
  if (visit->kind == CLINIC_STAGE_KIND_PROCESS)
    return CLINIC_RIPENING;
  if (visit->kind == CLINIC_STAGE_KIND_SUCCESS)
    return CLINIC_PART | CLINIC_WHOLE;

  return visit->excused ? 0 : CLINIC_WHOLE;
}

static guint
judge_no_show (const ClinicFactVisit *visit)
{
  if (visit->kind == CLINIC_STAGE_KIND_PROCESS)
    return CLINIC_RIPENING;
  if (visit->kind == CLINIC_STAGE_KIND_SUCCESS)
    return CLINIC_WHOLE;

  return visit->role == CLINIC_STAGE_ROLE_NO_SHOW && !visit->excused ? CLINIC_PART | CLINIC_WHOLE
                                                                     : 0;
}

/* Of a visit that is over and of whose messages the portal has none nothing is known; whom nobody
 * has asked yet whether he comes tomorrow has not been silent. */
static guint
judge_confirmed (const ClinicTally *tally, const ClinicFactVisit *visit)
{
  if (visit->kind == CLINIC_STAGE_KIND_PROCESS && visit->start >= tally->now + ASKED_SECONDS)
    return 0;
  if (visit->reminders == CLINIC_REMINDERS_NONE)
    return visit->kind == CLINIC_STAGE_KIND_PROCESS ? 0 : CLINIC_UNKNOWN;
  if (visit->reminders & CLINIC_REMINDERS_DELIVERED)
    return CLINIC_WHOLE | (visit->reminders & CLINIC_REMINDERS_ANSWERED &&
                               visit->confirmation == CLINIC_CONFIRMATION_YES
                             ? CLINIC_PART
                             : 0);

  return visit->reminders & CLINIC_REMINDERS_SENT && !(visit->reminders & CLINIC_REMINDERS_FAILED)
           ? CLINIC_UNKNOWN
           : 0;
}

static guint
judge_visit (const ClinicTally *tally, const ClinicFactVisit *visit)
{
  switch ((int) tally->question->measure)
    {
    case CLINIC_MEASURE_VISITS:
      return visit->kind == CLINIC_STAGE_KIND_SUCCESS ? CLINIC_PART : 0;
    case CLINIC_MEASURE_BOOKED_VISITS:
      return CLINIC_PART;
    case CLINIC_MEASURE_LOSSES:
      return visit->kind == CLINIC_STAGE_KIND_FAILURE ? CLINIC_PART : 0;
    case CLINIC_MEASURE_SHOW_UP:
      return judge_show_up (visit);
    case CLINIC_MEASURE_NO_SHOW:
      return judge_no_show (visit);
    case CLINIC_MEASURE_LATE_CANCEL:
      return judge_late (tally, visit);
    case CLINIC_MEASURE_CONFIRMED:
      return judge_confirmed (tally, visit);
    default:
      return 0;
    }
}

void
clinic_count_visits (ClinicTally *tally)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (tally->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      ClinicTallyKeys keys = get_keys (&visits[i]);

      if (clinic_tally_wants (tally, &keys))
        clinic_tally_add (tally, &keys, CLINIC_FACTS_VISITS, i, visits[i].id,
                          judge_visit (tally, &visits[i]), 0, visits[i].amount);
    }
}

/* A patient in a stretch of the calendar: counted once, with the visit that says most. */
typedef struct
{
  gboolean is_set;
  guint bucket;
  guint32 place;
} Patient;

/* Of several first visits the one that took place, else one that may yet, else a lost one. */
static int
weigh (const ClinicFactVisit *visit)
{
  if (visit->kind == CLINIC_STAGE_KIND_SUCCESS)
    return 2;

  return visit->kind == CLINIC_STAGE_KIND_PROCESS ? 1 : 0;
}

static void
flush_patient (ClinicTally *tally, const ClinicFactVisit *visits, Patient *patient)
{
  const ClinicFactVisit *visit = &visits[patient->place];
  ClinicTallyKeys keys;
  guint flags = CLINIC_PART;

  if (!patient->is_set)
    return;
  keys = get_keys (visit);
  if (tally->question->measure == CLINIC_MEASURE_BRINGING_FIRST)
    {
      static const guint by_weight[] = { CLINIC_WHOLE, CLINIC_WHOLE | CLINIC_RIPENING,
                                         CLINIC_WHOLE | CLINIC_PART };

      flags = by_weight[weigh (visit)];
    }
  clinic_tally_add (tally, &keys, CLINIC_FACTS_VISITS, patient->place, visit->id, flags, 0,
                    visit->amount);
  patient->is_set = FALSE;
}

/* whether the visit may stand for its patient; unknown: (out) nobody can say */
static gboolean
is_candidate (const ClinicTally *tally,
              const ClinicFactVisit *visit,
              ClinicFirst first,
              gboolean *unknown)
{
  gboolean came = visit->kind == CLINIC_STAGE_KIND_SUCCESS;
  gboolean counts =
    tally->question->measure == CLINIC_MEASURE_BRINGING_FIRST ? !is_excused (visit) : came;

  *unknown = counts && first == CLINIC_FIRST_UNKNOWN;
  if (tally->question->measure == CLINIC_MEASURE_RETURNED_PATIENTS)
    return counts && first == CLINIC_FIRST_RETURNED;

  return counts && (first == CLINIC_FIRST_NEW || first == CLINIC_FIRST_RETURNED);
}

void
clinic_count_patients (ClinicTally *tally)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (tally->facts, &n);
  const guint32 *places = clinic_facts_get_visits_by_patient (tally->facts, &n);
  g_autofree guint8 *firsts = clinic_first_classify (tally->facts, tally->rules);
  Patient patient = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const ClinicFactVisit *visit = &visits[places[i]];
      ClinicTallyKeys keys = get_keys (visit);
      gboolean is_other =
        i == 0 || visit->patient == 0 || visits[places[i - 1]].patient != visit->patient;
      gboolean is_unknown = FALSE;
      guint bucket;

      if (is_other)
        flush_patient (tally, visits, &patient);
      if (!clinic_tally_wants (tally, &keys))
        continue;
      bucket = clinic_tally_get_bucket (tally, visit->day);
      if (patient.is_set && patient.bucket != bucket)
        flush_patient (tally, visits, &patient);
      if (is_candidate (tally, visit, (ClinicFirst) firsts[places[i]], &is_unknown) &&
          (!patient.is_set || weigh (visit) > weigh (&visits[patient.place])))
        patient = (Patient){ TRUE, bucket, places[i] };
      if (is_unknown)
        clinic_tally_add (tally, &keys, CLINIC_FACTS_VISITS, places[i], visit->id, CLINIC_UNKNOWN,
                          0, 0);
    }
  flush_patient (tally, visits, &patient);
}
