/* clinic-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-facts"

#include "clinic-facts-private.h"

G_DEFINE_FINAL_TYPE (ClinicFacts, clinic_facts, G_TYPE_OBJECT)

static const guint sizes[CLINIC_N_FACT_SETS] = {
  [CLINIC_FACTS_VISITS] = sizeof (ClinicFactVisit),
  [CLINIC_FACTS_CALLS] = sizeof (ClinicFactCall),
  [CLINIC_FACTS_LEADS] = sizeof (ClinicFactLead),
  [CLINIC_FACTS_WAITS] = sizeof (ClinicFactWait),
  [CLINIC_FACTS_OPENINGS] = sizeof (ClinicFactOpening),
  [CLINIC_FACTS_WORKS] = sizeof (ClinicFactWork),
  [CLINIC_FACTS_BILLS] = sizeof (ClinicFactBill),
};

static void
clinic_facts_finalize (GObject *object)
{
  ClinicFacts *self = CLINIC_FACTS (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    g_clear_pointer (&self->names[i], clinic_fact_names_free);
  for (guint i = 0; i < CLINIC_N_FACT_SETS; i++)
    g_clear_pointer (&self->rows[i], g_array_unref);
  g_clear_pointer (&self->by_patient, g_array_unref);
  g_clear_pointer (&self->by_number, g_array_unref);
  g_clear_pointer (&self->by_id, g_array_unref);

  G_OBJECT_CLASS (clinic_facts_parent_class)->finalize (object);
}

static void
clinic_facts_class_init (ClinicFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clinic_facts_finalize;
}

static void
clinic_facts_init (ClinicFacts *self)
{
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    self->names[i] = clinic_fact_names_new ();
  for (guint i = 0; i < CLINIC_N_FACT_SETS; i++)
    self->rows[i] = g_array_new (FALSE, FALSE, sizes[i]);
  self->by_patient = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->by_number = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->by_id = g_array_new (FALSE, FALSE, sizeof (guint32));
}

ClinicFacts *
clinic_facts_new (GTimeZone *zone)
{
  ClinicFacts *self = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  self = g_object_new (CLINIC_TYPE_FACTS, NULL);
  self->zone = g_time_zone_ref (zone);

  return self;
}

GTimeZone *
clinic_facts_get_zone (ClinicFacts *self)
{
  g_return_val_if_fail (CLINIC_IS_FACTS (self), NULL);

  return self->zone;
}

guint32
clinic_facts_key (ClinicFacts *self, ClinicFactName kind, const char *key, const char *name)
{
  g_return_val_if_fail (CLINIC_IS_FACTS (self), 0);
  g_return_val_if_fail (!self->sealed, 0);

  return clinic_fact_names_add (self->names[kind], key, name);
}

guint32
clinic_facts_key_of_id (ClinicFacts *self, ClinicFactName kind, gint64 id, const char *name)
{
  char key[24];

  if (id == 0)
    return 0;
  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT, id);

  return clinic_facts_key (self, kind, key, name);
}

guint32
clinic_facts_find (ClinicFacts *self, ClinicFactName kind, const char *key)
{
  g_return_val_if_fail (CLINIC_IS_FACTS (self), 0);

  return clinic_fact_names_find (self->names[kind], key);
}

void
clinic_facts_rename (ClinicFacts *self, ClinicFactName kind, guint32 number, const char *name)
{
  g_return_if_fail (CLINIC_IS_FACTS (self));

  clinic_fact_names_add (self->names[kind], clinic_fact_names_get_key (self->names[kind], number),
                         name);
}

guint
clinic_facts_get_n_keys (ClinicFacts *self, ClinicFactName kind)
{
  g_return_val_if_fail (CLINIC_IS_FACTS (self), 0);

  return clinic_fact_names_get_n (self->names[kind]);
}

const char *
clinic_facts_get_key (ClinicFacts *self, ClinicFactName kind, guint32 number)
{
  g_return_val_if_fail (CLINIC_IS_FACTS (self), "");

  return clinic_fact_names_get_key (self->names[kind], number);
}

const char *
clinic_facts_get_name (ClinicFacts *self, ClinicFactName kind, guint32 number)
{
  g_return_val_if_fail (CLINIC_IS_FACTS (self), NULL);

  return clinic_fact_names_get_name (self->names[kind], number);
}

void
clinic_facts_set_known (ClinicFacts *self, ClinicFactSet set, gint64 from, gint64 to)
{
  g_return_if_fail (CLINIC_IS_FACTS (self));
  g_return_if_fail (!self->sealed);

  self->known_from[set] = from;
  self->known_to[set] = to;
}

gboolean
clinic_facts_get_known (ClinicFacts *self, ClinicFactSet set, gint64 *from, gint64 *to)
{
  g_return_val_if_fail (CLINIC_IS_FACTS (self), FALSE);

  *from = self->known_from[set];
  *to = self->known_to[set];

  return *to > *from;
}

void
clinic_facts_reserve (ClinicFacts *self, ClinicFactSet set, guint n_rows)
{
  g_return_if_fail (CLINIC_IS_FACTS (self));
  g_return_if_fail (self->rows[set]->len == 0);

  g_array_unref (self->rows[set]);
  self->rows[set] = g_array_sized_new (FALSE, FALSE, sizes[set], n_rows);
}

static void
add (ClinicFacts *self, ClinicFactSet set, gconstpointer row)
{
  g_return_if_fail (CLINIC_IS_FACTS (self));
  g_return_if_fail (!self->sealed);

  g_array_append_vals (self->rows[set], row, 1);
}

void
clinic_facts_add_visit (ClinicFacts *self, const ClinicFactVisit *row)
{
  add (self, CLINIC_FACTS_VISITS, row);
}

void
clinic_facts_add_call (ClinicFacts *self, const ClinicFactCall *row)
{
  add (self, CLINIC_FACTS_CALLS, row);
}

void
clinic_facts_add_lead (ClinicFacts *self, const ClinicFactLead *row)
{
  add (self, CLINIC_FACTS_LEADS, row);
}

void
clinic_facts_add_wait (ClinicFacts *self, const ClinicFactWait *row)
{
  add (self, CLINIC_FACTS_WAITS, row);
}

void
clinic_facts_add_opening (ClinicFacts *self, const ClinicFactOpening *row)
{
  add (self, CLINIC_FACTS_OPENINGS, row);
}

void
clinic_facts_add_work (ClinicFacts *self, const ClinicFactWork *row)
{
  add (self, CLINIC_FACTS_WORKS, row);
}

void
clinic_facts_add_bill (ClinicFacts *self, const ClinicFactBill *row)
{
  add (self, CLINIC_FACTS_BILLS, row);
}

static gconstpointer
get_rows (ClinicFacts *self, ClinicFactSet set, guint *n)
{
  *n = 0;
  g_return_val_if_fail (CLINIC_IS_FACTS (self), NULL);
  g_return_val_if_fail (self->sealed, NULL);

  *n = self->rows[set]->len;

  return self->rows[set]->data;
}

const ClinicFactVisit *
clinic_facts_get_visits (ClinicFacts *self, guint *n)
{
  return get_rows (self, CLINIC_FACTS_VISITS, n);
}

const ClinicFactCall *
clinic_facts_get_calls (ClinicFacts *self, guint *n)
{
  return get_rows (self, CLINIC_FACTS_CALLS, n);
}

const ClinicFactLead *
clinic_facts_get_leads (ClinicFacts *self, guint *n)
{
  return get_rows (self, CLINIC_FACTS_LEADS, n);
}

const ClinicFactWait *
clinic_facts_get_waits (ClinicFacts *self, guint *n)
{
  return get_rows (self, CLINIC_FACTS_WAITS, n);
}

const ClinicFactOpening *
clinic_facts_get_openings (ClinicFacts *self, guint *n)
{
  return get_rows (self, CLINIC_FACTS_OPENINGS, n);
}

const ClinicFactWork *
clinic_facts_get_works (ClinicFacts *self, guint *n)
{
  return get_rows (self, CLINIC_FACTS_WORKS, n);
}

const ClinicFactBill *
clinic_facts_get_bills (ClinicFacts *self, guint *n)
{
  return get_rows (self, CLINIC_FACTS_BILLS, n);
}

const guint32 *
clinic_facts_get_visits_by_patient (ClinicFacts *self, guint *n)
{
  *n = self->by_patient->len;

  return (const guint32 *) (gpointer) self->by_patient->data;
}

const guint32 *
clinic_facts_get_calls_by_number (ClinicFacts *self, guint *n)
{
  *n = self->by_number->len;

  return (const guint32 *) (gpointer) self->by_number->data;
}

const ClinicFactVisit *
clinic_facts_find_visit (ClinicFacts *self, gint64 id)
{
  const ClinicFactVisit *visits = NULL;
  guint low = 0, high;

  g_return_val_if_fail (CLINIC_IS_FACTS (self), NULL);

  visits = (const ClinicFactVisit *) (gpointer) self->rows[CLINIC_FACTS_VISITS]->data;
  high = self->by_id->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const ClinicFactVisit *visit = &visits[g_array_index (self->by_id, guint32, middle)];

      if (visit->id == id)
        return visit;
      if (visit->id < id)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

gsize
clinic_facts_get_size (ClinicFacts *self)
{
  gsize size = 0;

  g_return_val_if_fail (CLINIC_IS_FACTS (self), 0);

  for (guint i = 0; i < CLINIC_N_FACT_SETS; i++)
    size += (gsize) self->rows[i]->len * sizes[i];
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    size += clinic_fact_names_get_size (self->names[i]);

  return size +
         (self->by_patient->len + self->by_number->len + self->by_id->len) * sizeof (guint32);
}
