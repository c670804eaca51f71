/* clinic-count-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much of the time that is open for booking is booked, by doctor or by chair (clinic.md 3.6).
 */

#define G_LOG_DOMAIN "clinic-count-load"

#include "clinic-tally.h"

#include "clinic-days.h"
#include "clinic-windows.h"

/* A visit or an opening of a place on a day. */
typedef struct
{
  guint32 place; /* the doctor or the chair */
  int day;
  gint64 start;
  gint64 end;
  guint32 row;    /* of a visit */
  guint32 doctor; /* of a visit: for filters and groups */
  guint32 chair;
} Stretch;

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const Stretch *one = a, *other = b;

  if (one->place != other->place)
    return one->place < other->place ? -1 : 1;
  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;

  return one->row < other->row ? -1 : one->row > other->row;
}

/* The open hours are those of the doctors, unless somebody asks about chairs alone. */
static gboolean
is_by_chair (const ClinicTally *tally)
{
  return tally->grouping == CLINIC_GROUPING_BY (CLINIC_NAMES_CHAIR) ||
         (tally->allowed[CLINIC_NAMES_CHAIR] != NULL &&
          tally->grouping != CLINIC_GROUPING_BY (CLINIC_NAMES_DOCTOR));
}

static ClinicTallyKeys
get_keys (int day, guint32 doctor, guint32 chair)
{
  ClinicTallyKeys keys = { .day = day };

  keys.names[CLINIC_NAMES_DOCTOR] = doctor;
  keys.names[CLINIC_NAMES_CHAIR] = chair;

  return keys;
}

/* (transfer full) of Stretch: the visits that take up a place, sorted; those of which nobody knows
 * where they are, are said to be unknown */
static GArray *
find_booked (ClinicTally *tally)
{
  GArray *booked = g_array_new (FALSE, FALSE, sizeof (Stretch));
  gboolean by_chair = is_by_chair (tally);
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (tally->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      const ClinicFactVisit *visit = &visits[i];
      ClinicTallyKeys keys = get_keys (visit->day, visit->doctor, visit->chair);
      guint minutes = visit->minutes != 0 ? visit->minutes : CLINIC_WINDOWS_USUAL_MINUTES;
      Stretch stretch = {
        .place = by_chair ? visit->chair : visit->doctor,
        .day = visit->day,
        .start = visit->start,
        .end = visit->start + (gint64) minutes * 60,
        .row = i,
        .doctor = visit->doctor,
        .chair = visit->chair,
      };

      if (visit->kind == CLINIC_STAGE_KIND_FAILURE || !clinic_tally_wants (tally, &keys))
        continue;
      if (stretch.place != 0)
        g_array_append_val (booked, stretch);
      else
        clinic_tally_add (tally, &keys, CLINIC_FACTS_VISITS, i, visit->id, CLINIC_UNKNOWN, 0, 0);
    }
  g_array_sort (booked, compare_stretches);

  return booked;
}

/* (transfer full) of Stretch: when the places are open, sorted, as the schedule says */
static GArray *
find_openings (ClinicTally *tally)
{
  GArray *openings = g_array_new (FALSE, FALSE, sizeof (Stretch));
  gboolean by_chair = is_by_chair (tally);
  guint n = 0;
  const ClinicFactOpening *rows = clinic_facts_get_openings (tally->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      ClinicTallyKeys keys = get_keys (rows[i].day, rows[i].doctor, rows[i].chair);
      Stretch stretch = {
        .place = by_chair ? rows[i].chair : rows[i].doctor,
        .day = rows[i].day,
        .start = rows[i].start,
        .end = rows[i].end,
        .doctor = rows[i].doctor,
        .chair = rows[i].chair,
      };

      if (stretch.place != 0 && stretch.end > stretch.start && clinic_tally_wants (tally, &keys))
        g_array_append_val (openings, stretch);
    }
  g_array_sort (openings, compare_stretches);

  return openings;
}

/* the places have no schedule: the clinic's hours, on each day on which they have a visit */
static void
open_usual_hours (ClinicTally *tally, GArray *booked, GArray *openings)
{
  GTimeZone *zone = clinic_facts_get_zone (tally->facts);

  for (guint i = 0; i < booked->len; i++)
    {
      const Stretch *visit = &g_array_index (booked, Stretch, i);
      const Stretch *before = i > 0 ? &g_array_index (booked, Stretch, i - 1) : NULL;
      Stretch stretch = *visit;

      if (before != NULL && before->place == visit->place && before->day == visit->day)
        continue;
      stretch.start = clinic_days_at (zone, visit->day, (int) tally->rules->day_begins * 60);
      stretch.end = clinic_days_at (zone, visit->day, (int) tally->rules->day_ends * 60);
      g_array_append_val (openings, stretch);
    }
}

/* seconds of a visit that are open, and not taken by those before it: *until is how far they reach
 */
static gint64
take (const Stretch *visit, const Stretch *opening, gint64 *until)
{
  gint64 start = MAX (MAX (visit->start, opening->start), *until);
  gint64 end = MIN (visit->end, opening->end);

  if (end <= start)
    return 0;
  *until = end;

  return end - start;
}

static gboolean
is_before (const Stretch *one, const Stretch *other)
{
  return one->place != other->place ? one->place < other->place : one->day < other->day;
}

/* Openings of one place do not overlap: what two of them say twice counts once. */
static void
join_openings (GArray *openings)
{
  guint kept = 0;

  for (guint i = 0; i < openings->len; i++)
    {
      Stretch *last = kept > 0 ? &g_array_index (openings, Stretch, kept - 1) : NULL;
      const Stretch *next = &g_array_index (openings, Stretch, i);

      if (last != NULL && last->place == next->place && last->day == next->day &&
          next->start <= last->end)
        last->end = MAX (last->end, next->end);
      else
        g_array_index (openings, Stretch, kept++) = *next;
    }
  g_array_set_size (openings, kept);
}

static void
add_visit (ClinicTally *tally, const Stretch *visit, gint64 seconds)
{
  guint n = 0;
  const ClinicFactVisit *row = &clinic_facts_get_visits (tally->facts, &n)[visit->row];
  ClinicTallyKeys keys = get_keys (visit->day, visit->doctor, visit->chair);

  /* what lies outside the open hours takes nothing of them */
  if (seconds > 0)
    clinic_tally_add (tally, &keys, CLINIC_FACTS_VISITS, visit->row, row->id, CLINIC_PART,
                      (gint32) (seconds / 60), row->amount);
}

void
clinic_count_load (ClinicTally *tally)
{
  g_autoptr (GArray) booked = find_booked (tally);
  g_autoptr (GArray) openings = find_openings (tally);
  guint first = 0;

  if (openings->len == 0)
    open_usual_hours (tally, booked, openings);
  join_openings (openings);
  for (guint i = 0; i < openings->len; i++)
    {
      const Stretch *opening = &g_array_index (openings, Stretch, i);
      ClinicTallyKeys keys = get_keys (opening->day, opening->doctor, opening->chair);

      clinic_tally_add_open (tally, &keys, (opening->end - opening->start) / 60);
    }
  for (guint i = 0; i < booked->len; i++)
    {
      const Stretch *visit = &g_array_index (booked, Stretch, i);
      const Stretch *before = i > 0 ? &g_array_index (booked, Stretch, i - 1) : NULL;
      gint64 until = 0, seconds = 0;

      for (guint k = i;
           before != NULL && before->place == visit->place && before->day == visit->day;)
        {
          until = MAX (until, before->end);
          before = --k > 0 ? &g_array_index (booked, Stretch, k - 1) : NULL;
        }
      while (first < openings->len && is_before (&g_array_index (openings, Stretch, first), visit))
        first++;
      for (guint k = first; k < openings->len; k++)
        {
          const Stretch *opening = &g_array_index (openings, Stretch, k);

          if (opening->place != visit->place || opening->day != visit->day)
            break;
          seconds += take (visit, opening, &until);
        }
      add_visit (tally, visit, seconds);
    }
}
