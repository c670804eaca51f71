/* clinic-count-leads.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measures of leads, by the day on which they came: a cohort, whose last days ripen later
 * (clinic.md 3.6); and of the waiting list, by the day on which people were spoken with.
 */

#define G_LOG_DOMAIN "clinic-count-leads"

#include "clinic-tally.h"

#include "clinic-first.h"

static ClinicTallyKeys
get_keys (const ClinicFactLead *lead)
{
  ClinicTallyKeys keys = { .day = lead->day };

  keys.names[CLINIC_NAMES_SOURCE] = lead->source;
  keys.names[CLINIC_NAMES_USER] = lead->user;
  keys.names[CLINIC_NAMES_LEAD_STAGE] = lead->stage;

  return keys;
}

/* (transfer full): by number of a stage, whether its leads are target ones */
static guint8 *
read_targets (const ClinicTally *tally)
{
  guint n = clinic_facts_get_n_keys (tally->facts, CLINIC_NAMES_LEAD_STAGE);
  guint8 *targets = g_new0 (guint8, n);

  for (guint i = 0; i < n; i++)
    targets[i] = clinic_report_rules_is_target (tally->rules,
                                                clinic_facts_get_key (tally->facts,
                                                                      CLINIC_NAMES_LEAD_STAGE, i),
                                                clinic_facts_get_name (tally->facts,
                                                                       CLINIC_NAMES_LEAD_STAGE, i));

  return targets;
}

static gboolean
is_booked (const ClinicFactLead *lead)
{
  return lead->kind == CLINIC_STAGE_KIND_SUCCESS || lead->visit != 0;
}

/* whether the lead's first visit took place; flags of what is not known or not decided */
static guint
judge_chair (const ClinicTally *tally, const ClinicFactLead *lead)
{
  const ClinicFactVisit *visit =
    lead->visit != 0 ? clinic_facts_find_visit (tally->facts, lead->visit) : NULL;

  if (!is_booked (lead))
    return lead->kind == CLINIC_STAGE_KIND_PROCESS ? CLINIC_RIPENING : 0;
  if (visit == NULL)
    return CLINIC_UNKNOWN;
  if (visit->kind == CLINIC_STAGE_KIND_PROCESS)
    return CLINIC_RIPENING;

  return visit->kind == CLINIC_STAGE_KIND_SUCCESS ? CLINIC_PART : 0;
}

static guint
judge_lead (const ClinicTally *tally, const ClinicFactLead *lead)
{
  switch ((int) tally->question->measure)
    {
    case CLINIC_MEASURE_LEADS:
    case CLINIC_MEASURE_TARGET_LEADS:
      return CLINIC_PART;
    case CLINIC_MEASURE_LEAD_TO_BOOKED:
      if (is_booked (lead))
        return CLINIC_WHOLE | CLINIC_PART;
      return CLINIC_WHOLE | (lead->kind == CLINIC_STAGE_KIND_PROCESS ? CLINIC_RIPENING : 0);
    case CLINIC_MEASURE_LEAD_TO_CHAIR:
      return CLINIC_WHOLE | judge_chair (tally, lead);
    case CLINIC_MEASURE_BOOKED_TO_CHAIR:
      return is_booked (lead) ? CLINIC_WHOLE | judge_chair (tally, lead) : 0;
    default:
      return 0;
    }
}

void
clinic_count_leads (ClinicTally *tally)
{
  guint n = 0;
  const ClinicFactLead *leads = clinic_facts_get_leads (tally->facts, &n);
  g_autofree guint8 *targets = read_targets (tally);
  gboolean all = tally->question->measure == CLINIC_MEASURE_LEADS;

  for (guint i = 0; i < n; i++)
    {
      ClinicTallyKeys keys = get_keys (&leads[i]);

      if ((all || targets[leads[i].stage]) && clinic_tally_wants (tally, &keys))
        clinic_tally_add (tally, &keys, CLINIC_FACTS_LEADS, i, leads[i].id,
                          judge_lead (tally, &leads[i]), 0, 0);
    }
}

/* What a lead's first visit, or nothing, says of doctors and the like. */
static ClinicTallyKeys
get_contacted_keys (const ClinicTally *tally, const ClinicFactLead *lead)
{
  const ClinicFactVisit *visit =
    lead->visit != 0 ? clinic_facts_find_visit (tally->facts, lead->visit) : NULL;
  ClinicTallyKeys keys = get_keys (lead);

  if (visit == NULL)
    return keys;
  keys.names[CLINIC_NAMES_DOCTOR] = visit->doctor;
  keys.names[CLINIC_NAMES_SPECIALTY] = visit->specialty;
  keys.names[CLINIC_NAMES_CHAIR] = visit->chair;
  keys.names[CLINIC_NAMES_STAGE] = visit->stage;
  keys.names[CLINIC_NAMES_REASON] = visit->reason;

  return keys;
}

static int
weigh (guint flags)
{
  return flags & CLINIC_PART ? 3 : flags & CLINIC_RIPENING ? 2 : flags & CLINIC_UNKNOWN ? 1 : 0;
}

/* Somebody in a stretch of the calendar, counted once. */
typedef struct
{
  gint64 patient;
  guint bucket;
} Person;

/* What is counted of each person: the row that says most. Owned by its hash table. */
typedef struct
{
  Person person;
  ClinicTallyKeys keys;
  ClinicFactSet set;
  guint32 place;
  gint64 id;
  guint flags;
} Stand;

static guint
hash_person (gconstpointer key)
{
  const Person *person = key;

  return g_int64_hash (&person->patient) ^ (person->bucket * 2654435761u);
}

static gboolean
equal_persons (gconstpointer a, gconstpointer b)
{
  const Person *one = a, *other = b;

  return one->patient == other->patient && one->bucket == other->bucket;
}

/* people of whom the portal has no contact each stand for themselves */
static void
stand_for (ClinicTally *tally, GHashTable *stands, const Stand *stand)
{
  Stand *known = NULL;

  if (stand->person.patient == 0)
    {
      clinic_tally_add (tally, &stand->keys, stand->set, stand->place, stand->id, stand->flags, 0,
                        0);
      return;
    }
  known = g_hash_table_lookup (stands, &stand->person);
  if (known == NULL)
    {
      known = g_memdup2 (stand, sizeof *stand);
      g_hash_table_insert (stands, &known->person, known);
    }
  else if (weigh (stand->flags) > weigh (known->flags))
    {
      *known = *stand;
    }
}

static void
add_stands (ClinicTally *tally, GHashTable *stands)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, stands);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Stand *stand = value;

      clinic_tally_add (tally, &stand->keys, stand->set, stand->place, stand->id, stand->flags, 0,
                        0);
    }
}

void
clinic_count_contacted (ClinicTally *tally)
{
  guint n = 0;
  const ClinicFactLead *leads = clinic_facts_get_leads (tally->facts, &n);
  g_autofree guint8 *targets = read_targets (tally);
  g_autoptr (GHashTable) stands = g_hash_table_new_full (hash_person, equal_persons, NULL, g_free);

  for (guint i = 0; i < n; i++)
    {
      ClinicFirst first;
      Stand stand = { .set = CLINIC_FACTS_LEADS, .place = i, .id = leads[i].id };

      stand.keys = get_contacted_keys (tally, &leads[i]);
      if (!targets[leads[i].stage] || !clinic_tally_wants (tally, &stand.keys))
        continue;
      first = clinic_first_at (tally->facts, tally->rules, leads[i].patient, leads[i].created);
      /* whom the portal has no contact of has never been a patient */
      if (first == CLINIC_FIRST_REPEAT)
        continue;
      stand.person = (Person){ leads[i].patient, clinic_tally_get_bucket (tally, leads[i].day) };
      stand.flags = first == CLINIC_FIRST_UNKNOWN && leads[i].patient != 0
                      ? CLINIC_UNKNOWN
                      : CLINIC_WHOLE | judge_chair (tally, &leads[i]);
      stand_for (tally, stands, &stand);
    }
  add_stands (tally, stands);
}

static guint
judge_wait (const ClinicTally *tally, const ClinicFactWait *wait)
{
  const ClinicFactVisit *visit =
    wait->visit != 0 ? clinic_facts_find_visit (tally->facts, wait->visit) : NULL;

  if (wait->visit == 0)
    return CLINIC_WHOLE;
  if (visit == NULL)
    return CLINIC_WHOLE | CLINIC_UNKNOWN;
  if (visit->kind == CLINIC_STAGE_KIND_PROCESS)
    return CLINIC_WHOLE | CLINIC_RIPENING;

  return CLINIC_WHOLE | (visit->kind == CLINIC_STAGE_KIND_SUCCESS ? CLINIC_PART : 0);
}

void
clinic_count_waits (ClinicTally *tally)
{
  guint n = 0;
  const ClinicFactWait *waits = clinic_facts_get_waits (tally->facts, &n);
  g_autoptr (GHashTable) stands = g_hash_table_new_full (hash_person, equal_persons, NULL, g_free);

  for (guint i = 0; i < n; i++)
    {
      Stand stand = { .set = CLINIC_FACTS_WAITS, .place = i, .id = waits[i].id };

      stand.keys.day = waits[i].day;
      stand.keys.names[CLINIC_NAMES_USER] = waits[i].user;
      stand.keys.names[CLINIC_NAMES_SOURCE] = waits[i].source;
      stand.keys.names[CLINIC_NAMES_DOCTOR] = waits[i].doctor;
      stand.keys.names[CLINIC_NAMES_SPECIALTY] = waits[i].specialty;
      if (!clinic_tally_wants (tally, &stand.keys))
        continue;
      stand.person = (Person){ waits[i].patient, clinic_tally_get_bucket (tally, waits[i].day) };
      stand.flags = judge_wait (tally, &waits[i]);
      stand_for (tally, stands, &stand);
    }
  add_stands (tally, stands);
}
