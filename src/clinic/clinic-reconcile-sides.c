/* clinic-reconcile-sides.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-reconcile-sides"

#include "clinic-reconcile-private.h"

#include "clinic-doctor.h"
#include "clinic-name.h"
#include "clinic-phone.h"
#include "clinic-windows.h"

/* What the rules say of a word; a thousand visits have ten words. */
typedef struct
{
  ClinicMisStatus status;
  ClinicStage *stage;    /* unowned (nullable) */
  ClinicStage *tomorrow; /* unowned (nullable) */
} Word;

/* --- days --- */

static void
read_days (ClinicSides *self)
{
  const ClinicReconcileInput *input = self->input;
  gint64 day = clinic_windows_day (input->from, 0);

  self->midnights = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->midnights, day);
  for (int i = 1; day < input->to && i < 400; i++)
    {
      day = clinic_windows_day (input->from, i);
      g_array_append_val (self->midnights, day);
    }
}

gint64
clinic_sides_day_of (ClinicSides *self, gint64 when)
{
  const gint64 *midnights = (const gint64 *) self->midnights->data;
  guint low = 0, high = self->midnights->len - 1;

  if (when < midnights[low] || when >= midnights[high])
    return clinic_windows_day (when, 0);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (when < midnights[middle])
        high = middle;
      else
        low = middle;
    }

  return midnights[low];
}

gboolean
clinic_sides_has_visits (ClinicSides *self, gint64 when)
{
  gint64 day = clinic_sides_day_of (self, when);

  return g_hash_table_contains (self->days, &day);
}

/* --- reading --- */

static const Word *
find_word (ClinicSides *self, const char *raw)
{
  Word *word;

  raw = raw != NULL ? raw : "";
  word = g_hash_table_lookup (self->words, raw);
  if (word == NULL)
    {
      ClinicMisRules *rules = self->input->rules;

      word = g_new0 (Word, 1);
      word->status = clinic_mis_rules_get_status (rules, raw);
      word->stage = clinic_mis_rules_get_stage (rules, raw, FALSE);
      word->tomorrow = clinic_mis_rules_get_stage (rules, raw, TRUE);
      /* a system that has no word for it says no more than that there is a visit */
      if (word->status == CLINIC_MIS_STATUS_UNKNOWN && word->stage == NULL && *raw == '\0')
        {
          word->status = CLINIC_MIS_STATUS_SCHEDULED;
          word->stage = clinic_mis_rules_find_stage (rules, word->status, FALSE);
          word->tomorrow = clinic_mis_rules_find_stage (rules, word->status, TRUE);
        }
      g_hash_table_insert (self->words, (gpointer) raw, word);
    }

  return word;
}

static gboolean
is_standing (ClinicSideVisit *side)
{
  if (clinic_mis_visit_get_deleted (side->visit) || side->minute <= 0 ||
      side->status == CLINIC_MIS_STATUS_DECLINED || side->status == CLINIC_MIS_STATUS_NO_SHOW ||
      side->status == CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT ||
      side->status == CLINIC_MIS_STATUS_CANCELLED_BY_CLINIC)
    return FALSE;

  return side->stage == NULL ||
         (clinic_stage_get_kind (side->stage) != CLINIC_STAGE_KIND_FAILURE &&
          clinic_stage_get_role (side->stage) != CLINIC_STAGE_ROLE_CANCELLED);
}

/* Files may overlap: of two that have one key, the later. */
static gboolean
is_later (ClinicMisVisit *visit, ClinicMisVisit *other)
{
  gint64 modified = clinic_mis_visit_get_modified (visit),
         other_modified = clinic_mis_visit_get_modified (other);
  int order;

  if (modified != other_modified)
    return modified > other_modified;
  order = g_strcmp0 (clinic_mis_visit_get_version (visit), clinic_mis_visit_get_version (other));
  if (order != 0)
    return order > 0;
  if (clinic_mis_visit_get_start (visit) != clinic_mis_visit_get_start (other))
    return clinic_mis_visit_get_start (visit) > clinic_mis_visit_get_start (other);

  return g_strcmp0 (clinic_mis_visit_get_raw_status (visit),
                    clinic_mis_visit_get_raw_status (other)) > 0;
}

static void
read_visits (ClinicSides *self)
{
  const ClinicReconcileInput *input = self->input;
  gint64 tomorrow = clinic_windows_day (input->now, 1),
         after_tomorrow = clinic_windows_day (input->now, 2);
  g_autoptr (GHashTable) latest = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < input->visits->len; i++)
    {
      ClinicMisVisit *visit = g_ptr_array_index (input->visits, i);
      const char *id = clinic_mis_visit_get_id (visit);
      ClinicMisVisit *other = id != NULL ? g_hash_table_lookup (latest, id) : NULL;

      if (id != NULL && *id != '\0' && (other == NULL || is_later (visit, other)))
        g_hash_table_replace (latest, (gpointer) id, visit);
    }

  self->visits =
    g_array_sized_new (FALSE, TRUE, sizeof (ClinicSideVisit), g_hash_table_size (latest));
  g_array_set_size (self->visits, g_hash_table_size (latest));
  g_hash_table_iter_init (&iter, latest);
  for (guint i = 0; g_hash_table_iter_next (&iter, NULL, &value); i++)
    {
      ClinicSideVisit *side = &g_array_index (self->visits, ClinicSideVisit, i);
      gint64 start = clinic_mis_visit_get_start (value);
      const Word *word = find_word (self, clinic_mis_visit_get_raw_status (value));
      gint64 day = clinic_sides_day_of (self, start);

      side->visit = value;
      side->id = clinic_mis_visit_get_id (value);
      side->minute = start / 60;
      side->tomorrow = start >= tomorrow && start < after_tomorrow;
      side->doctor = -1;
      side->status = word->status;
      side->stage = side->tomorrow ? word->tomorrow : word->stage;
      side->standing = is_standing (side);
      g_hash_table_insert (self->by_key, (gpointer) side->id, side);
      if (!g_hash_table_contains (self->days, &day))
        g_hash_table_add (self->days, g_memdup2 (&day, sizeof day));
    }
}

static gboolean
is_open (ClinicAppointment *appointment)
{
  ClinicStage *stage = clinic_appointment_get_stage (appointment);

  return clinic_appointment_get_kind (appointment) == CLINIC_STAGE_KIND_PROCESS &&
         (stage == NULL || clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_PROCESS);
}

static void
read_appointments (ClinicSides *self)
{
  GPtrArray *appointments = self->input->appointments;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  self->appointments =
    g_array_sized_new (FALSE, TRUE, sizeof (ClinicSideAppointment), appointments->len);
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *appointment = g_ptr_array_index (appointments, i);
      const char *key = clinic_appointment_get_mis_id (appointment);
      ClinicSideAppointment side = {
        .appointment = appointment,
        .id = clinic_appointment_get_id (appointment),
        .minute = clinic_appointment_get_start (appointment) / 60,
        .key = key != NULL && *key != '\0' ? key : NULL,
        .open = is_open (appointment),
      };

      if (g_hash_table_add (seen, appointment))
        g_array_append_val (self->appointments, side);
    }
}

/* --- doctors --- */

gboolean
clinic_sides_has_doctors (ClinicSides *self)
{
  GListModel *doctors = self->input->doctors;

  return doctors != NULL && g_list_model_get_n_items (doctors) > 0;
}

/* the only one with this name, else the only one whose name agrees with it; 0 */
static gint64
look_for_doctor (GListModel *doctors, const char *name)
{
  g_autofree char *folded = clinic_name_fold (name);
  gint64 found = 0, exact = 0;
  guint n_found = 0, n_exact = 0;

  for (guint i = 0; i < g_list_model_get_n_items (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);
      g_autofree char *other = clinic_name_fold (clinic_doctor_get_name (doctor));

      if (clinic_name_count_agreeing (name, clinic_doctor_get_name (doctor)) == 0)
        continue;
      found = clinic_doctor_get_id (doctor);
      n_found++;
      if (g_str_equal (folded, other))
        {
          exact = found;
          n_exact++;
        }
    }
  if (n_exact == 1)
    return exact;

  return n_found == 1 ? found : 0;
}

gint64
clinic_sides_find_doctor (ClinicSides *self, ClinicSideVisit *visit)
{
  const char *name = clinic_mis_visit_get_doctor (visit->visit);
  gint64 *found;

  if (visit->doctor >= 0 || name == NULL || !clinic_sides_has_doctors (self))
    return MAX (visit->doctor, 0);
  found = g_hash_table_lookup (self->doctors, name);
  if (found == NULL)
    {
      found = g_new (gint64, 1);
      *found = look_for_doctor (self->input->doctors, name);
      g_hash_table_insert (self->doctors, (gpointer) name, found);
    }
  visit->doctor = *found;

  return *found;
}

gboolean
clinic_sides_same_doctor (ClinicSides *self,
                          ClinicSideVisit *visit,
                          ClinicSideAppointment *appointment)
{
  gint64 id = clinic_appointment_get_doctor_id (appointment->appointment);
  gint64 found = clinic_sides_find_doctor (self, visit);

  if (found != 0)
    return id == found;
  if (id == 0 && !clinic_sides_has_doctors (self))
    return TRUE;

  /* one of several with such a name, or one who is not listed */
  return clinic_name_count_agreeing (clinic_mis_visit_get_doctor (visit->visit),
                                     clinic_appointment_get_doctor_name (
                                       appointment->appointment)) > 0;
}

/* --- patients --- */

GArray *
clinic_sides_get_phones (ClinicSides *self, ClinicSideVisit *visit)
{
  const char *const *phones = clinic_mis_visit_get_phones (visit->visit);

  if (visit->phones != NULL)
    return visit->phones;
  visit->phones = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      guint64 key = clinic_phone_key_number (phones[i]);

      if (key != 0)
        g_array_append_val (visit->phones, key);
    }

  return visit->phones;
}

GPtrArray *
clinic_sides_get_patients (ClinicSides *self, ClinicSideVisit *visit)
{
  const ClinicReconcileInput *input = self->input;

  if (visit->patients == NULL && input->find_patients != NULL &&
      clinic_sides_get_phones (self, visit)->len > 0)
    visit->patients = input->find_patients (visit->visit, input->data);
  if (visit->patients == NULL)
    visit->patients = g_ptr_array_new ();

  return visit->patients;
}

static gboolean
shares_first_phone (ClinicSides *self, ClinicSideVisit *visit, ClinicSideAppointment *appointment)
{
  GArray *phones = clinic_sides_get_phones (self, visit);

  if (!appointment->looked)
    {
      const char *phone = clinic_appointment_get_patient_phone (appointment->appointment);

      appointment->phone = phone != NULL ? clinic_phone_key_number (phone) : 0;
      appointment->looked = TRUE;
    }
  for (guint i = 0; appointment->phone != 0 && i < phones->len; i++)
    if (g_array_index (phones, guint64, i) == appointment->phone)
      return TRUE;

  return FALSE;
}

/* of the appointment only her first number is known: the search knows the others */
gboolean
clinic_sides_shares_phone (ClinicSides *self,
                           ClinicSideVisit *visit,
                           ClinicSideAppointment *appointment)
{
  gint64 id = clinic_appointment_get_patient_id (appointment->appointment);
  GPtrArray *patients;

  if (shares_first_phone (self, visit, appointment))
    return TRUE;
  if (id == 0)
    return FALSE;
  patients = clinic_sides_get_patients (self, visit);
  for (guint i = 0; i < patients->len; i++)
    if (clinic_patient_get_id (g_ptr_array_index (patients, i)) == id)
      return TRUE;

  return FALSE;
}

/* A mother and her daughter may share number, family name and initial. */
static gboolean
may_be_born_on (ClinicPatient *patient, ClinicMisVisit *visit)
{
  const char *here = clinic_patient_get_birth_date (patient);
  const char *there = clinic_mis_visit_get_patient_birth_date (visit);

  return here == NULL || there == NULL || *here == '\0' || *there == '\0' ||
         g_str_equal (here, there);
}

gint64
clinic_sides_find_patient (ClinicSides *self, ClinicSideVisit *visit, guint *n_named)
{
  GPtrArray *patients = clinic_sides_get_patients (self, visit);
  gint64 found = 0;
  guint n = 0;

  for (guint i = 0; i < patients->len; i++)
    {
      ClinicPatient *patient = g_ptr_array_index (patients, i);
      g_autofree char *name = clinic_name_full (patient);

      if (clinic_name_count_agreeing (name, clinic_mis_visit_get_patient_name (visit->visit)) < 2 ||
          !may_be_born_on (patient, visit->visit))
        continue;
      if (found != clinic_patient_get_id (patient))
        n++;
      found = clinic_patient_get_id (patient);
    }
  if (n_named != NULL)
    *n_named = n;

  return n == 1 ? found : 0;
}

/* the search comes last: it costs most */
gboolean
clinic_sides_same_patient (ClinicSides *self,
                           ClinicSideVisit *visit,
                           ClinicSideAppointment *appointment)
{
  const char *there = clinic_mis_visit_get_patient_name (visit->visit);
  const char *here = clinic_appointment_get_patient_name (appointment->appointment);

  return shares_first_phone (self, visit, appointment) ||
         clinic_name_count_agreeing (there, here) >= 2 ||
         clinic_sides_shares_phone (self, visit, appointment);
}

/* --- both --- */

static void
clear_visit (ClinicSideVisit *side)
{
  g_clear_pointer (&side->phones, g_array_unref);
  g_clear_pointer (&side->patients, g_ptr_array_unref);
}

ClinicSides *
clinic_sides_new (const ClinicReconcileInput *input)
{
  ClinicSides *self = g_new0 (ClinicSides, 1);

  self->input = input;
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->doctors = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->days = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  read_days (self);
  read_visits (self);
  g_array_set_clear_func (self->visits, (GDestroyNotify) clear_visit);
  read_appointments (self);
  clinic_sides_match (self);

  return self;
}

void
clinic_sides_free (ClinicSides *self)
{
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->doctors, g_hash_table_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_clear_pointer (&self->midnights, g_array_unref);
  g_clear_pointer (&self->visits, g_array_unref);
  g_clear_pointer (&self->appointments, g_array_unref);
  g_free (self);
}
