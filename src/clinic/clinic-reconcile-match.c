/* clinic-reconcile-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-reconcile-match"

#include "clinic-reconcile-private.h"

#include "clinic-name.h"
#include "clinic-phone.h"

#include <string.h>

/* --- by the key --- */

/* Which of two with one key is the visit's: one that took place before one that is open before one
 * that is lost; before all of them one that the portal has. */
static int
worth_of (ClinicSideAppointment *side)
{
  if (side->id <= 0)
    return 0;
  if (side->open)
    return 2;

  return clinic_appointment_get_kind (side->appointment) == CLINIC_STAGE_KIND_FAILURE ? 1 : 3;
}

static gboolean
is_better (ClinicSideAppointment *side, ClinicSideAppointment *other)
{
  int worth = worth_of (side), other_worth = worth_of (other);

  if (worth != other_worth)
    return worth > other_worth;

  /* the older stays; of those that are lost the newer says how it ended */
  return worth == 1 ? side->id > other->id : side->id < other->id;
}

static void
match_keys (ClinicSides *self)
{
  g_autoptr (GHashTable) best = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->appointments->len; i++)
    {
      ClinicSideAppointment *side = &g_array_index (self->appointments, ClinicSideAppointment, i);
      ClinicSideAppointment *other =
        side->key != NULL ? g_hash_table_lookup (best, side->key) : NULL;

      if (side->key != NULL && (other == NULL || is_better (side, other)))
        g_hash_table_replace (best, (gpointer) side->key, side);
    }
  for (guint i = 0; i < self->appointments->len; i++)
    {
      ClinicSideAppointment *side = &g_array_index (self->appointments, ClinicSideAppointment, i);
      ClinicSideAppointment *first =
        side->key != NULL ? g_hash_table_lookup (best, side->key) : NULL;
      ClinicSideVisit *visit =
        side->key != NULL ? g_hash_table_lookup (self->by_key, side->key) : NULL;

      if (first == side && visit != NULL)
        {
          side->visit = visit;
          visit->appointment = side;
        }
      else if (first != NULL && first != side && side->open && side->id > 0)
        {
          side->twin = first;
          first->has_twin = TRUE;
        }
    }
}

/* --- by patient, doctor and time --- */

/* Has no key, or the key of a visit that is no more: then the medical system may have made it anew.
 * One that is cancelled already is being worked on: whoever comes after all is to be seen. */
static gboolean
may_be_linked (ClinicSideAppointment *side)
{
  ClinicStage *stage = clinic_appointment_get_stage (side->appointment);

  if (side->key == NULL)
    return side->open ||
           clinic_appointment_get_kind (side->appointment) == CLINIC_STAGE_KIND_SUCCESS;

  return side->open && side->id > 0 && side->twin == NULL &&
         (side->visit == NULL || !side->visit->standing) &&
         (stage == NULL || clinic_stage_get_role (stage) != CLINIC_STAGE_ROLE_CANCELLED);
}

static gboolean
wants_appointment (ClinicSideVisit *visit)
{
  return visit->standing && visit->appointment == NULL;
}

static void
add_to (GHashTable *table, gconstpointer key, ClinicSideAppointment *side)
{
  GPtrArray *sides = g_hash_table_lookup (table, key);

  if (sides == NULL)
    {
      sides = g_ptr_array_new ();
      g_hash_table_insert (table, (gpointer) key, sides);
    }
  g_ptr_array_add (sides, side);
}

static void
count_candidates (ClinicSides *self)
{
  g_autoptr (GHashTable) minutes =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->appointments->len; i++)
    {
      ClinicSideAppointment *side = &g_array_index (self->appointments, ClinicSideAppointment, i);

      if (side->minute > 0 && may_be_linked (side))
        add_to (minutes, &side->minute, side);
    }
  if (g_hash_table_size (minutes) == 0)
    return;

  for (guint i = 0; i < self->visits->len; i++)
    {
      ClinicSideVisit *visit = &g_array_index (self->visits, ClinicSideVisit, i);
      GPtrArray *sides =
        wants_appointment (visit) ? g_hash_table_lookup (minutes, &visit->minute) : NULL;

      for (guint j = 0; sides != NULL && j < sides->len; j++)
        {
          ClinicSideAppointment *side = g_ptr_array_index (sides, j);

          if (!clinic_sides_same_doctor (self, visit, side) ||
              !clinic_sides_same_patient (self, visit, side))
            continue;
          visit->candidates++;
          visit->candidate = side;
          side->candidates++;
        }
    }
}

static void
link_candidates (ClinicSides *self)
{
  for (guint i = 0; i < self->visits->len; i++)
    {
      ClinicSideVisit *visit = &g_array_index (self->visits, ClinicSideVisit, i);
      ClinicSideAppointment *side = visit->candidate;

      /* of two with one key a person keeps one first */
      if (visit->candidates != 1 || side->candidates != 1 || side->has_twin)
        {
          visit->doubtful = visit->doubtful || visit->candidates > 0;
          continue;
        }
      if (side->id <= 0)
        {
          visit->waits = TRUE;
          continue;
        }
      if (side->visit != NULL)
        side->visit->appointment = NULL;
      side->visit = visit;
      visit->appointment = side;
      visit->linked = TRUE;
    }
}

/* --- what may be a visit, and is not sure enough --- */

/* what appointments without a visit are looked up by */
typedef struct
{
  GHashTable *phones;   /* owned: key of a number -> ClinicSideAppointment */
  GHashTable *patients; /* owned: her id -> the same */
  GHashTable *names;    /* owned: family name, folded -> the same */
  GHashTable *minutes;  /* owned: its start -> the same, open ones only */
} Index;

/* (transfer full): the first word, folded */
static char *
dup_family_name (const char *name)
{
  char *folded = clinic_name_fold (name);

  folded[strcspn (folded, " ")] = '\0';

  return folded;
}

static void
index_appointments (ClinicSides *self, Index *index)
{
  for (guint i = 0; i < self->appointments->len; i++)
    {
      ClinicSideAppointment *side = &g_array_index (self->appointments, ClinicSideAppointment, i);
      const char *phone = clinic_appointment_get_patient_phone (side->appointment);
      gint64 patient = clinic_appointment_get_patient_id (side->appointment);
      g_autofree char *name = NULL;
      guint64 key;

      if (side->key != NULL || side->visit != NULL || side->minute <= 0)
        continue;
      key = phone != NULL ? clinic_phone_key_number (phone) : 0;
      name = dup_family_name (clinic_appointment_get_patient_name (side->appointment));
      if (side->open)
        add_to (index->minutes, &side->minute, side);
      if (key != 0)
        add_to (index->phones, GSIZE_TO_POINTER (key), side);
      if (patient != 0)
        add_to (index->patients, GSIZE_TO_POINTER (patient), side);
      if (*name != '\0')
        {
          GPtrArray *sides = g_hash_table_lookup (index->names, name);

          if (sides == NULL)
            g_hash_table_insert (index->names, g_steal_pointer (&name), sides = g_ptr_array_new ());
          g_ptr_array_add (sides, side);
        }
    }
}

/* Her open appointments of that day, and lost ones at that time. */
static gboolean
is_near (ClinicSides *self, ClinicSideVisit *visit, GPtrArray *sides, gboolean by_name)
{
  for (guint i = 0; sides != NULL && i < sides->len; i++)
    {
      ClinicSideAppointment *side = g_ptr_array_index (sides, i);

      if (side->minute != visit->minute &&
          (!side->open || clinic_sides_day_of (self, side->minute * 60) !=
                            clinic_sides_day_of (self, visit->minute * 60)))
        continue;
      if (!by_name ||
          clinic_name_count_agreeing (clinic_mis_visit_get_patient_name (visit->visit),
                                      clinic_appointment_get_patient_name (side->appointment)) >= 2)
        return TRUE;
    }

  return FALSE;
}

/* Somebody else is booked there: in one of the two systems only, perhaps under another name. */
static gboolean
is_taken (ClinicSides *self, ClinicSideVisit *visit, Index *index)
{
  GPtrArray *sides = g_hash_table_lookup (index->minutes, &visit->minute);

  for (guint i = 0; sides != NULL && i < sides->len; i++)
    if (clinic_sides_same_doctor (self, visit, g_ptr_array_index (sides, i)))
      return TRUE;

  return FALSE;
}

static gboolean
has_near (ClinicSides *self, ClinicSideVisit *visit, Index *index)
{
  GArray *phones = clinic_sides_get_phones (self, visit);
  g_autofree char *name = dup_family_name (clinic_mis_visit_get_patient_name (visit->visit));
  GPtrArray *patients;

  if (is_taken (self, visit, index) ||
      is_near (self, visit, g_hash_table_lookup (index->names, name), TRUE))
    return TRUE;
  for (guint i = 0; i < phones->len; i++)
    if (is_near (self, visit,
                 g_hash_table_lookup (index->phones,
                                      GSIZE_TO_POINTER (g_array_index (phones, guint64, i))),
                 FALSE))
      return TRUE;
  patients = clinic_sides_get_patients (self, visit);
  for (guint i = 0; i < patients->len; i++)
    if (is_near (self, visit,
                 g_hash_table_lookup (index->patients, GSIZE_TO_POINTER (clinic_patient_get_id (
                                                         g_ptr_array_index (patients, i)))),
                 FALSE))
      return TRUE;

  return FALSE;
}

static void
mark_doubtful (ClinicSides *self)
{
  g_autoptr (GHashTable) phones =
    g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) patients =
    g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) names =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) minutes =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  Index index = { phones, patients, names, minutes };

  index_appointments (self, &index);
  for (guint i = 0; i < self->visits->len; i++)
    {
      ClinicSideVisit *visit = &g_array_index (self->visits, ClinicSideVisit, i);

      if (wants_appointment (visit) && !visit->waits && !visit->doubtful)
        visit->doubtful = has_near (self, visit, &index);
    }
}

void
clinic_sides_match (ClinicSides *self)
{
  match_keys (self);
  count_candidates (self);
  link_candidates (self);
  mark_doubtful (self);
}
