/* clinic-reconcile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-reconcile"

#include "clinic-reconcile.h"

#include "clinic-reconcile-private.h"
#include "clinic-windows.h"

/* Who has just booked somebody in one system still has to do so in the other. */
#define GRACE (15 * 60)

typedef struct
{
  const ClinicReconcileInput *input; /* unowned */
  ClinicSides *sides;                /* unowned */
  GPtrArray *found;                  /* unowned, of ClinicMismatch */
  GPtrArray *newcomers;              /* unowned, of ClinicMismatch: each would make a new patient */
  GEnumClass *kinds;                 /* unowned */
  gint64 tomorrow;                   /* midnight */
} Run;

/* --- mismatches --- */

static const char *
id_of (ClinicSideAppointment *side, char *buffer, gsize size)
{
  if (side == NULL)
    return "";
  g_snprintf (buffer, (gulong) size, ":%" G_GINT64_FORMAT, side->id);

  return buffer;
}

/* (transfer none): visit, side, other: (nullable) */
static ClinicMismatch *
add (Run *run,
     ClinicMismatchKind kind,
     ClinicSideVisit *visit,
     ClinicSideAppointment *side,
     ClinicSideAppointment *other,
     ClinicReconcileStep step)
{
  g_autoptr (ClinicMismatch) mismatch = clinic_mismatch_new ();
  char number[32], other_number[32];
  g_autofree char *id =
    g_strconcat (g_enum_get_value (run->kinds, (int) kind)->value_nick, ":",
                 visit != NULL ? visit->id : "", id_of (side, number, sizeof number),
                 id_of (other, other_number, sizeof other_number), NULL);

  clinic_mismatch_set_id (mismatch, id);
  clinic_mismatch_set_kind (mismatch, kind);
  if (visit != NULL)
    {
      clinic_mismatch_set_visit (mismatch, visit->visit);
      clinic_mismatch_set_status (mismatch, visit->status);
    }
  if (side != NULL)
    clinic_mismatch_set_appointment (mismatch, side->appointment);
  if (other != NULL)
    clinic_mismatch_set_other (mismatch, other->appointment);
  clinic_mismatch_set_can_take (mismatch, step >= CLINIC_RECONCILE_ASK);
  clinic_mismatch_set_safe (mismatch, step == CLINIC_RECONCILE_SAFE);
  g_ptr_array_add (run->found, g_object_ref (mismatch));

  return mismatch;
}

static gint64
start_of (ClinicMismatch *mismatch)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);

  return visit != NULL ? clinic_mis_visit_get_start (visit)
                       : clinic_appointment_get_start (appointment);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  ClinicMismatch *first = *(ClinicMismatch *const *) a;
  ClinicMismatch *second = *(ClinicMismatch *const *) b;
  gint64 start = start_of (first), other = start_of (second);

  if (start != other)
    return start < other ? -1 : 1;
  if (clinic_mismatch_get_kind (first) != clinic_mismatch_get_kind (second))
    return clinic_mismatch_get_kind (first) < clinic_mismatch_get_kind (second) ? -1 : 1;

  return g_strcmp0 (clinic_mismatch_get_id (first), clinic_mismatch_get_id (second));
}

/* --- words --- */

/* nobody has said what the word means: nothing is done by itself, for it may mean the end */
static gboolean
is_unknown (ClinicSideVisit *visit)
{
  return visit->status == CLINIC_MIS_STATUS_UNKNOWN && visit->stage == NULL;
}

static gboolean
says_come (ClinicSideVisit *visit)
{
  return visit->status == CLINIC_MIS_STATUS_ARRIVED ||
         visit->status == CLINIC_MIS_STATUS_IN_CHAIR ||
         visit->status == CLINIC_MIS_STATUS_COMPLETED || clinic_reconcile_has_come (visit->stage);
}

static gboolean
is_ahead (Run *run, ClinicSideVisit *visit)
{
  return visit->minute * 60 >= run->tomorrow;
}

static gboolean
is_same_day (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  return side->minute > 0 && clinic_sides_day_of (run->sides, side->minute * 60) ==
                               clinic_sides_day_of (run->sides, visit->minute * 60);
}

/* Whoever has just changed it here is about to do the same there; to take her change back before
 * she had the time to would be a click lost. The later change of the two decides when both are
 * known. */
static gboolean
is_being_changed (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  gint64 modified = clinic_appointment_get_modified (side->appointment);

  return modified > run->input->now - GRACE &&
         modified > clinic_mis_visit_get_modified (visit->visit);
}

/* --- M1 --- */

/* Where an appointment belongs that is given another time: what the patient said of the old one is
 * void, unless the medical system knows that she confirmed the new one. Not against her no. */
static ClinicStage *
stage_of_new_time (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  ClinicStage *is = clinic_appointment_get_stage (side->appointment);
  gboolean declined =
    clinic_appointment_get_confirmation (side->appointment) == CLINIC_CONFIRMATION_NO ||
    (is != NULL && clinic_stage_get_role (is) == CLINIC_STAGE_ROLE_CANCELLED);

  if (visit->stage != NULL && !(declined && visit->status == CLINIC_MIS_STATUS_CONFIRMED))
    return visit->stage;

  return clinic_mis_rules_find_stage (run->input->rules, CLINIC_MIS_STATUS_SCHEDULED,
                                      visit->tomorrow);
}

/* (nullable): the stage that taking the time moves it into */
static ClinicStage *
look_at_time (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  ClinicReconcileStep step = is_unknown (visit) ? CLINIC_RECONCILE_ASK : CLINIC_RECONCILE_SAFE;
  ClinicStage *is = clinic_appointment_get_stage (side->appointment);
  ClinicStage *stage = NULL;

  if (side->minute == visit->minute)
    return NULL;
  if (!side->open)
    {
      /* what took place is accounted for: a person says whether it is to be on another day */
      if (!is_same_day (run, visit, side))
        add (run, CLINIC_MISMATCH_TIME, visit, side, NULL,
             says_come (visit) && !is_ahead (run, visit) ? CLINIC_RECONCILE_ASK
                                                         : CLINIC_RECONCILE_SHOW);
      return NULL;
    }
  /* who is in the clinic stays there when her visit is put off by a quarter of an hour */
  if (!says_come (visit) && !(clinic_reconcile_has_come (is) && is_same_day (run, visit, side)))
    {
      stage = stage_of_new_time (run, visit, side);
      if (clinic_reconcile_has_come (is))
        step = CLINIC_RECONCILE_ASK;
    }
  if (is_being_changed (run, visit, side))
    step = CLINIC_RECONCILE_ASK;
  clinic_mismatch_set_stage (add (run, CLINIC_MISMATCH_TIME, visit, side, NULL, step), stage);

  return stage;
}

/* --- M2 --- */

static void
look_at_doctor (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  const char *name = clinic_mis_visit_get_doctor (visit->visit);
  ClinicReconcileStep step = CLINIC_RECONCILE_SAFE;
  gint64 doctor;

  if (name == NULL || *name == '\0' || !clinic_sides_has_doctors (run->sides) ||
      clinic_sides_same_doctor (run->sides, visit, side))
    return;

  doctor = clinic_sides_find_doctor (run->sides, visit);
  if (doctor == 0)
    step = CLINIC_RECONCILE_SHOW;
  else if (is_unknown (visit) || !side->open || is_being_changed (run, visit, side))
    step = CLINIC_RECONCILE_ASK;
  clinic_mismatch_set_doctor_id (add (run, CLINIC_MISMATCH_DOCTOR, visit, side, NULL, step),
                                 doctor);
}

/* --- M3 --- */

static gboolean
is_cancelled (ClinicStage *stage)
{
  return stage != NULL && clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_CANCELLED;
}

/* Somebody gave the patient another time since, or it may be a visit that is not off. */
static gboolean
is_expected (ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  return side->minute != visit->minute || side->candidates > 0;
}

static void
look_at_stage (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side, ClinicStage *is)
{
  ClinicReconcileStep step = clinic_reconcile_judge (side->appointment, is, visit->stage,
                                                     visit->status, is_ahead (run, visit));

  if (step == CLINIC_RECONCILE_FINE)
    return;
  if (step == CLINIC_RECONCILE_SAFE && is_cancelled (visit->stage) && is_expected (visit, side))
    step = CLINIC_RECONCILE_ASK;
  clinic_mismatch_set_stage (add (run, CLINIC_MISMATCH_STAGE, visit, side, NULL, step),
                             visit->stage);
}

/* --- M4 --- */

static gboolean
is_over (Run *run, ClinicSideVisit *visit)
{
  gint64 minutes = clinic_mis_visit_get_minutes (visit->visit);

  return visit->status == CLINIC_MIS_STATUS_COMPLETED ||
         (visit->stage != NULL &&
          clinic_stage_get_kind (visit->stage) != CLINIC_STAGE_KIND_PROCESS) ||
         (visit->minute + (minutes > 0 ? minutes : CLINIC_WINDOWS_USUAL_MINUTES)) * 60 <=
           run->input->now;
}

static gboolean
has_name (ClinicSideVisit *visit)
{
  const char *name = clinic_mis_visit_get_patient_name (visit->visit);

  return name != NULL && *name != '\0';
}

/* Whose visit it is: a patient with this number and name, or a new one when nobody has the number.
 * Whoever has it under another name may be her mother: a person makes the new card. */
static ClinicReconcileStep
judge_new_patient (Run *run, ClinicSideVisit *visit, gint64 *patient)
{
  guint n_named = 0;

  *patient = clinic_sides_find_patient (run->sides, visit, &n_named);
  if (*patient != 0)
    return CLINIC_RECONCILE_SAFE;
  if (n_named > 1 || !has_name (visit))
    return CLINIC_RECONCILE_SHOW;

  return run->input->find_patients != NULL &&
             clinic_sides_get_phones (run->sides, visit)->len > 0 &&
             clinic_sides_get_patients (run->sides, visit)->len == 0
           ? CLINIC_RECONCILE_SAFE
           : CLINIC_RECONCILE_ASK;
}

static void
look_at_missing_appointment (Run *run, ClinicSideVisit *visit)
{
  gint64 start = clinic_mis_visit_get_start (visit->visit);
  ClinicReconcileStep step;
  ClinicMismatch *mismatch;
  gint64 patient = 0;

  if (!visit->standing || visit->waits || start < run->input->from || start >= run->input->to ||
      is_over (run, visit))
    return;

  step = judge_new_patient (run, visit, &patient);
  if (visit->candidates > 0)
    step = CLINIC_RECONCILE_SHOW;
  else if (step == CLINIC_RECONCILE_SAFE &&
           (visit->doubtful || is_unknown (visit) || (is_ahead (run, visit) && says_come (visit))))
    step = CLINIC_RECONCILE_ASK;
  mismatch = add (run, CLINIC_MISMATCH_NO_APPOINTMENT, visit, NULL, NULL, step);
  clinic_mismatch_set_stage (mismatch, visit->stage);
  clinic_mismatch_set_patient_id (mismatch, patient);
  clinic_mismatch_set_doctor_id (mismatch, clinic_sides_find_doctor (run->sides, visit));
  if (step == CLINIC_RECONCILE_SAFE && patient == 0)
    g_ptr_array_add (run->newcomers, mismatch);
  if (is_unknown (visit))
    add (run, CLINIC_MISMATCH_STATUS, visit, NULL, NULL, CLINIC_RECONCILE_SHOW);
}

/* Several visits of one new patient: the first makes her card, the others find it afterwards. */
static void
hold_back (Run *run)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_ptr_array_sort (run->newcomers, compare);
  for (guint i = 0; i < run->newcomers->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (run->newcomers, i);
      const char *id = clinic_mis_visit_get_id (clinic_mismatch_get_visit (mismatch));
      GArray *phones =
        clinic_sides_get_phones (run->sides, g_hash_table_lookup (run->sides->by_key, id));

      for (guint j = 0; j < phones->len; j++)
        if (g_hash_table_contains (seen, &g_array_index (phones, guint64, j)))
          clinic_mismatch_set_safe (mismatch, FALSE);
      for (guint j = 0; j < phones->len; j++)
        g_hash_table_add (seen, g_memdup2 (&g_array_index (phones, guint64, j), sizeof (guint64)));
    }
}

/* --- M5 --- */

static ClinicStage *
stage_of_cancelled (Run *run)
{
  return clinic_mis_rules_find_stage (run->input->rules, CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT,
                                      FALSE);
}

static ClinicReconcileStep
judge_missing_visit (ClinicSideAppointment *side, ClinicStage *cancelled)
{
  if (cancelled == NULL)
    return clinic_appointment_get_kind (side->appointment) == CLINIC_STAGE_KIND_FAILURE
             ? CLINIC_RECONCILE_FINE
             : CLINIC_RECONCILE_SHOW;

  return clinic_reconcile_judge (side->appointment,
                                 clinic_appointment_get_stage (side->appointment), cancelled,
                                 CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT, FALSE);
}

/* It goes where it is worked on, and is not lost. */
static void
look_at_deleted (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  ClinicStage *cancelled = stage_of_cancelled (run);
  ClinicReconcileStep step = judge_missing_visit (side, cancelled);

  if (step == CLINIC_RECONCILE_FINE)
    return;
  if (step == CLINIC_RECONCILE_SAFE && is_expected (visit, side))
    step = CLINIC_RECONCILE_ASK;
  clinic_mismatch_set_stage (add (run, CLINIC_MISMATCH_NO_VISIT, visit, side, NULL, step),
                             cancelled);
}

static gint64
known_since (ClinicAppointment *appointment)
{
  gint64 created = clinic_appointment_get_created (appointment);

  return created != 0 ? created : clinic_appointment_get_modified (appointment);
}

/* The visit may have been moved to a day that is not read, so that this is never done by itself. */
static void
look_at_missing_visit (Run *run, ClinicSideAppointment *side)
{
  gint64 start = clinic_appointment_get_start (side->appointment);
  ClinicStage *cancelled = NULL;
  ClinicReconcileStep step;

  if (!side->open || side->id <= 0 || start < run->input->from || start >= run->input->to ||
      known_since (side->appointment) > run->input->now - GRACE ||
      is_cancelled (clinic_appointment_get_stage (side->appointment)) ||
      (side->key == NULL && !clinic_sides_has_visits (run->sides, start)))
    return;

  cancelled = stage_of_cancelled (run);
  step = judge_missing_visit (side, cancelled);
  if (step != CLINIC_RECONCILE_FINE)
    clinic_mismatch_set_stage (add (run, CLINIC_MISMATCH_NO_VISIT, NULL, side, NULL,
                                    MIN (step, CLINIC_RECONCILE_ASK)),
                               cancelled);
}

/* --- M6 --- */

static void
look_at_twin (Run *run, ClinicSideAppointment *side)
{
  ClinicStage *stage = clinic_mis_rules_find_twice (run->input->rules);

  clinic_mismatch_set_stage (add (run, CLINIC_MISMATCH_TWICE, side->twin->visit, side->twin, side,
                                  stage != NULL ? CLINIC_RECONCILE_ASK : CLINIC_RECONCILE_SHOW),
                             stage);
}

/* --- M8 --- */

/* Linked to somebody else is never changed by itself: families share numbers. */
static void
look_at_patient (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  gint64 linked = clinic_appointment_get_patient_id (side->appointment);
  const char *name = clinic_appointment_get_patient_name (side->appointment);
  gboolean has_phones = clinic_sides_get_phones (run->sides, visit)->len > 0;
  ClinicReconcileStep step = CLINIC_RECONCILE_SHOW;
  gint64 patient;

  if (linked == 0 ? !has_phones && !has_name (visit)
                  : !has_phones || run->input->find_patients == NULL)
    return;
  if (linked != 0 && clinic_sides_shares_phone (run->sides, visit, side))
    return;
  /* she has no number here, or is not read yet: what is known does not differ */
  if (linked != 0 && side->phone == 0 &&
      (name == NULL || *name == '\0' || clinic_sides_same_patient (run->sides, visit, side)))
    return;

  patient = clinic_sides_find_patient (run->sides, visit, NULL);
  if (patient != 0)
    step = linked == 0 && !is_unknown (visit) ? CLINIC_RECONCILE_SAFE : CLINIC_RECONCILE_ASK;
  clinic_mismatch_set_patient_id (add (run, CLINIC_MISMATCH_PATIENT, visit, side, NULL, step),
                                  patient);
}

/* --- all of them --- */

static void
look_at_pair (Run *run, ClinicSideVisit *visit, ClinicSideAppointment *side)
{
  ClinicStage *is = clinic_appointment_get_stage (side->appointment);
  ClinicStage *moved = NULL;

  if (side->id <= 0)
    return;
  if (visit->linked)
    add (run, CLINIC_MISMATCH_NO_APPOINTMENT, visit, side, NULL, CLINIC_RECONCILE_SAFE);
  if (clinic_mis_visit_get_deleted (visit->visit))
    {
      look_at_deleted (run, visit, side);
      return;
    }
  if (is_unknown (visit) && side->open)
    add (run, CLINIC_MISMATCH_STATUS, visit, side, NULL, CLINIC_RECONCILE_SHOW);
  if (visit->standing &&
      (side->open || clinic_appointment_get_kind (side->appointment) == CLINIC_STAGE_KIND_SUCCESS))
    {
      moved = look_at_time (run, visit, side);
      look_at_doctor (run, visit, side);
    }
  look_at_stage (run, visit, side, moved != NULL ? moved : is);
  if (visit->standing && side->open)
    look_at_patient (run, visit, side);
}

static void
look (Run *run)
{
  GArray *visits = run->sides->visits;
  GArray *appointments = run->sides->appointments;

  for (guint i = 0; i < visits->len; i++)
    {
      ClinicSideVisit *visit = &g_array_index (visits, ClinicSideVisit, i);

      if (visit->appointment != NULL)
        look_at_pair (run, visit, visit->appointment);
      else
        look_at_missing_appointment (run, visit);
    }
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicSideAppointment *side = &g_array_index (appointments, ClinicSideAppointment, i);

      if (side->twin != NULL)
        look_at_twin (run, side);
      else if (side->visit == NULL)
        look_at_missing_visit (run, side);
    }
}

GPtrArray *
clinic_reconcile (const ClinicReconcileInput *input)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GEnumClass) kinds = g_type_class_ref (CLINIC_TYPE_MISMATCH_KIND);
  g_autoptr (ClinicSides) sides = NULL;
  g_autoptr (GPtrArray) newcomers = g_ptr_array_new ();
  Run run = { .input = input, .found = found, .newcomers = newcomers, .kinds = kinds };

  g_return_val_if_fail (input != NULL, found);

  sides = clinic_sides_new (input);
  run.sides = sides;
  run.tomorrow = clinic_windows_day (input->now, 1);
  look (&run);
  hold_back (&run);
  g_ptr_array_sort (found, compare);

  return found;
}
