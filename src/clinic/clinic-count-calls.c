/* clinic-count-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measures of calls. Code 304 is also given to our own calls that nobody picked up, so only
 * what came in (types 2 and 3) can be missed: clinic.md 3.5, scenario 10.
 */

#define G_LOG_DOMAIN "clinic-count-calls"

#include "clinic-tally.h"

#include "clinic-days.h"

#define TYPE_IN 2
#define TYPE_REDIRECTED 3
#define TYPE_INFO 5

static gboolean
came_in (const ClinicFactCall *call)
{
  return call->type == TYPE_IN || call->type == TYPE_REDIRECTED;
}

static ClinicTallyKeys
get_keys (const ClinicFactCall *call)
{
  ClinicTallyKeys keys = { .day = call->day, .hour = call->hour };

  keys.names[CLINIC_NAMES_USER] = call->user;
  keys.names[CLINIC_NAMES_LINE] = call->line;
  keys.names[CLINIC_NAMES_CODE] = call->code;

  return keys;
}

static void
add_call (ClinicTally *tally, guint32 place, guint flags, gint32 value)
{
  guint n = 0;
  const ClinicFactCall *call = &clinic_facts_get_calls (tally->facts, &n)[place];
  ClinicTallyKeys keys = get_keys (call);

  clinic_tally_add (tally, &keys, CLINIC_FACTS_CALLS, place, call->id, flags, value, 0);
}

static guint
judge_service (const ClinicTally *tally, const ClinicFactCall *call)
{
  if (!came_in (call))
    return 0;
  if (call->ring < 0)
    return CLINIC_UNKNOWN;
  if (call->answered)
    return CLINIC_WHOLE | (call->ring <= (int) tally->rules->service_seconds ? CLINIC_PART : 0);

  return call->ring <= (int) tally->rules->short_seconds ? 0 : CLINIC_WHOLE;
}

static guint
judge_call (const ClinicTally *tally, const ClinicFactCall *call, gint32 *value)
{
  switch ((int) tally->question->measure)
    {
    case CLINIC_MEASURE_CALLS_HANDLED:
      return call->answered ? CLINIC_PART : 0;
    case CLINIC_MEASURE_CALLS:
      return CLINIC_PART;
    case CLINIC_MEASURE_MISSED_RATE:
      return came_in (call) ? CLINIC_WHOLE | (call->answered ? 0 : CLINIC_PART) : 0;
    case CLINIC_MEASURE_ANSWER_TIME:
      *value = MAX (call->ring, 0);
      if (!came_in (call) || !call->answered)
        return 0;
      return call->ring >= 0 ? CLINIC_PART | CLINIC_WHOLE : CLINIC_UNKNOWN;
    case CLINIC_MEASURE_SERVICE_LEVEL:
      return judge_service (tally, call);
    case CLINIC_MEASURE_TALK_TIME:
      *value = call->duration;
      return call->answered ? CLINIC_PART | CLINIC_WHOLE : 0;
    default:
      return 0;
    }
}

void
clinic_count_calls (ClinicTally *tally)
{
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (tally->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      ClinicTallyKeys keys = get_keys (&calls[i]);
      gint32 value = 0;
      guint flags;

      if (calls[i].type == TYPE_INFO || !clinic_tally_wants (tally, &keys))
        continue;
      flags = judge_call (tally, &calls[i], &value);
      clinic_tally_add (tally, &keys, CLINIC_FACTS_CALLS, i, calls[i].id, flags, value, 0);
    }
}

/* What became of a number that was missed: one case from the first missed call until somebody spoke
 * with it, or the time for that was over. */
typedef enum
{
  CASE_OURS,   /* we called back and got through */
  CASE_THEIRS, /* he called again and got through */
  CASE_NEVER,
  CASE_OPEN, /* there is still time */
} CaseEnd;

typedef struct
{
  guint32 missed; /* place of the first missed call */
  CaseEnd end;
  gint64 waited; /* seconds, of those that ended */
} Case;

/* The calls of one number, places[0] to places[n - 1], by time: fills (out) cases, in their order.
 */
static void
find_cases (const ClinicTally *tally,
            const ClinicFactCall *calls,
            const guint32 *places,
            guint n,
            GArray *cases)
{
  gint64 limit = (gint64) tally->rules->lost_hours * 3600;
  gboolean is_open = FALSE;
  Case now = { 0 };

  g_array_set_size (cases, 0);
  for (guint i = 0; i < n; i++)
    {
      const ClinicFactCall *call = &calls[places[i]];

      if (call->type == TYPE_INFO)
        continue;
      if (is_open && call->start > calls[now.missed].start + limit)
        {
          now.end = CASE_NEVER;
          g_array_append_val (cases, now);
          is_open = FALSE;
        }
      if (is_open && call->answered)
        {
          now.end = came_in (call) ? CASE_THEIRS : CASE_OURS;
          now.waited = call->start - calls[now.missed].start;
          g_array_append_val (cases, now);
          is_open = FALSE;
        }
      else if (!is_open && came_in (call) && !call->answered)
        {
          now = (Case){ .missed = places[i] };
          is_open = TRUE;
        }
    }
  if (!is_open)
    return;
  now.waited = tally->now - calls[now.missed].start;
  now.end = now.waited > limit ? CASE_NEVER : CASE_OPEN;
  g_array_append_val (cases, now);
}

static gboolean
wants_call (const ClinicTally *tally, const ClinicFactCall *call)
{
  ClinicTallyKeys keys = get_keys (call);

  return clinic_tally_wants (tally, &keys);
}

static void
add_case (ClinicTally *tally, const ClinicFactCall *calls, const Case *one)
{
  gint64 allowed = (gint64) tally->rules->callback_minutes * 60;
  gboolean is_rate = tally->question->measure == CLINIC_MEASURE_CALLBACK_RATE;
  guint flags = CLINIC_WHOLE;

  if (one->end == CASE_THEIRS || !wants_call (tally, &calls[one->missed]))
    return;
  if (one->end == CASE_OURS)
    flags |= !is_rate || one->waited <= allowed ? CLINIC_PART : 0;
  else if (one->end == CASE_OPEN && (!is_rate || one->waited <= allowed))
    flags = CLINIC_RIPENING;
  add_call (tally, one->missed, flags, one->end == CASE_OURS ? (gint32) one->waited : 0);
}

/* A number that called in a stretch: its row is the call that was lost, else the one that may yet
 * be, else its first. */
typedef struct
{
  gboolean is_set;
  guint bucket;
  guint32 place;
  CaseEnd end;
} Caller;

static void
flush_caller (ClinicTally *tally, Caller *caller)
{
  if (caller->is_set)
    add_call (tally, caller->place,
              CLINIC_WHOLE | (caller->end == CASE_NEVER ? CLINIC_PART : 0) |
                (caller->end == CASE_OPEN ? CLINIC_RIPENING : 0),
              0);
  caller->is_set = FALSE;
}

static int
weigh (CaseEnd end)
{
  return end == CASE_NEVER ? 2 : end == CASE_OPEN ? 1 : 0;
}

static void
add_caller (ClinicTally *tally,
            const ClinicFactCall *calls,
            const guint32 *places,
            guint n,
            GArray *cases)
{
  Caller caller = { 0 };
  guint next = 0;

  for (guint i = 0; i < n; i++)
    {
      const ClinicFactCall *call = &calls[places[i]];
      CaseEnd end = CASE_THEIRS;
      guint bucket;

      if (next < cases->len && g_array_index (cases, Case, next).missed == places[i])
        end = g_array_index (cases, Case, next++).end;
      if (!came_in (call) || !wants_call (tally, call))
        continue;
      bucket = clinic_tally_get_bucket (tally, call->day);
      if (caller.is_set && caller.bucket != bucket)
        flush_caller (tally, &caller);
      if (!caller.is_set || weigh (end) > weigh (caller.end))
        caller = (Caller){ TRUE, bucket, places[i], end };
    }
  flush_caller (tally, &caller);
}

/* Nobody can say who a withheld number was, or call it back. */
static void
add_hidden (ClinicTally *tally, const ClinicFactCall *calls, const guint32 *places, guint n)
{
  gboolean all = tally->question->measure == CLINIC_MEASURE_LOST_RATE;

  for (guint i = 0; i < n; i++)
    {
      const ClinicFactCall *call = &calls[places[i]];

      if (came_in (call) && (all || !call->answered) && wants_call (tally, call))
        add_call (tally, places[i], CLINIC_UNKNOWN, 0);
    }
}

void
clinic_count_cases (ClinicTally *tally)
{
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (tally->facts, &n);
  const guint32 *places = clinic_facts_get_calls_by_number (tally->facts, &n);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (Case));
  guint end;

  for (guint begin = 0; begin < n; begin = end)
    {
      guint64 number = calls[places[begin]].number;

      for (end = begin + 1; end < n && calls[places[end]].number == number;)
        end++;
      if (number == 0)
        {
          add_hidden (tally, calls, places + begin, end - begin);
          continue;
        }
      find_cases (tally, calls, places + begin, end - begin, cases);
      if (tally->question->measure == CLINIC_MEASURE_LOST_RATE)
        add_caller (tally, calls, places + begin, end - begin, cases);
      else
        for (guint i = 0; i < cases->len; i++)
          add_case (tally, calls, &g_array_index (cases, Case, i));
    }
}
