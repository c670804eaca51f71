/* naive-count-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "naive-private.h"

#include <string.h>

static Names
call_names (const ClinicFactCall *call)
{
  Names names = { 0 };

  names.names[CLINIC_NAMES_USER] = call->user;
  names.names[CLINIC_NAMES_LINE] = call->line;
  names.names[CLINIC_NAMES_CODE] = call->code;

  return names;
}

static gboolean
incoming (const ClinicFactCall *call)
{
  return call->type == 2 || call->type == 3;
}

void
naive_count_calls (Naive *self)
{
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (self->facts, &n);

  for (guint i = 0; i < n; i++)
    {
      const ClinicFactCall *call = &calls[i];
      Names names = call_names (call);
      guint bits = 0;
      gint64 value = 0;

      if (call->type == 5 || !naive_wanted (self, call->start, &names))
        continue;
      if (self->question->measure == CLINIC_MEASURE_CALLS)
        bits = PART;
      if (self->question->measure == CLINIC_MEASURE_CALLS_HANDLED && call->answered)
        bits = PART;
      if (self->question->measure == CLINIC_MEASURE_MISSED_RATE && incoming (call))
        bits = call->answered ? WHOLE : WHOLE | PART;
      if (self->question->measure == CLINIC_MEASURE_TALK_TIME && call->answered)
        {
          bits = WHOLE | PART;
          value = call->duration;
        }
      if (self->question->measure == CLINIC_MEASURE_ANSWER_TIME && call->answered &&
          incoming (call))
        {
          bits = call->ring < 0 ? UNKNOWN : WHOLE | PART;
          value = call->ring;
        }
      if (self->question->measure == CLINIC_MEASURE_SERVICE_LEVEL && incoming (call))
        {
          if (call->ring < 0)
            bits = UNKNOWN;
          else if (call->answered && call->ring <= 20)
            bits = WHOLE | PART;
          else if (call->answered || call->ring > 5)
            bits = WHOLE;
        }
      naive_add (self, call->start, &names, bits, value, 0);
    }
}

/* the earliest call of the number at or after a moment that was answered, or was missed; NULL none
 */
static const ClinicFactCall *
next_call (Naive *self, guint64 number, gint64 since, gboolean answered)
{
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (self->facts, &n);
  const ClinicFactCall *found = NULL;

  for (guint i = 0; i < n; i++)
    if (calls[i].number == number && calls[i].start >= since && calls[i].type != 5 &&
        !calls[i].answered == !answered && (answered || incoming (&calls[i])) &&
        (found == NULL || calls[i].start < found->start))
      found = &calls[i];

  return found;
}

typedef enum
{
  OURS,
  THEIRS,
  NEVER,
  OPEN,
} End;

static End
end_of (Naive *self, const ClinicFactCall *missed, gint64 *waited, gint64 *until)
{
  gint64 limit = 24 * 3600;
  const ClinicFactCall *answer = next_call (self, missed->number, missed->start + 1, TRUE);

  if (answer != NULL && answer->start <= missed->start + limit)
    {
      *waited = answer->start - missed->start;
      *until = answer->start + 1;
      return incoming (answer) ? THEIRS : OURS;
    }
  *waited = self->now - missed->start;
  *until = missed->start + limit + 1;

  return *waited > limit ? NEVER : OPEN;
}

/* what each case of the number is, in the order in which they began: start → End */
static GHashTable *
cases_of (Naive *self, guint64 number)
{
  GHashTable *cases = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  gint64 since = 0;
  const ClinicFactCall *missed = NULL;

  while ((missed = next_call (self, number, since, FALSE)) != NULL)
    {
      gint64 waited = 0;
      Names names = call_names (missed);
      gboolean rate = self->question->measure == CLINIC_MEASURE_CALLBACK_RATE;
      End end = end_of (self, missed, &waited, &since);

      g_hash_table_insert (cases, (gpointer) &missed->start, GINT_TO_POINTER (end));
      if (self->question->measure == CLINIC_MEASURE_LOST_RATE || end == THEIRS ||
          !naive_wanted (self, missed->start, &names))
        continue;
      if (end == OURS && (!rate || waited <= 15 * 60))
        naive_add (self, missed->start, &names, WHOLE | PART, waited, 0);
      else if (end == OPEN && (!rate || waited <= 15 * 60))
        naive_add (self, missed->start, &names, RIPENING, 0, 0);
      else
        naive_add (self, missed->start, &names, WHOLE, 0, 0);
    }

  return cases;
}

/* one number of one stretch: its worst call, the earliest of those */
static void
count_caller (Naive *self, guint64 number, const char *stretch, GHashTable *cases)
{
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (self->facts, &n);
  const ClinicFactCall *stands = NULL;
  int badness = -1;
  Names names = { 0 };

  for (guint i = 0; i < n; i++)
    {
      Names own = call_names (&calls[i]);
      g_autofree char *in = NULL;
      gpointer end = NULL;
      int bad = 0;

      if (calls[i].number != number || !incoming (&calls[i]) ||
          !naive_wanted (self, calls[i].start, &own))
        continue;
      in = naive_stretch_of (self, calls[i].start);
      if (strcmp (in, stretch) != 0)
        continue;
      if (g_hash_table_lookup_extended (cases, &calls[i].start, NULL, &end))
        bad = GPOINTER_TO_INT (end) == NEVER ? 2 : GPOINTER_TO_INT (end) == OPEN ? 1 : 0;
      if (bad <= badness)
        continue;
      badness = bad;
      stands = &calls[i];
      names = own;
    }
  if (stands != NULL)
    naive_add (self, stands->start, &names,
               WHOLE | (badness == 2 ? PART : 0) | (badness == 1 ? RIPENING : 0), 0, 0);
}

void
naive_count_cases (Naive *self)
{
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (self->facts, &n);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GHashTable) stretches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter, inner;
  gpointer number = NULL, stretch = NULL;

  for (guint i = 0; i < n; i++)
    {
      Names names = call_names (&calls[i]);

      g_hash_table_add (numbers, GSIZE_TO_POINTER (calls[i].number));
      g_hash_table_add (stretches, naive_stretch_of (self, calls[i].start));
      if (calls[i].number == 0 && incoming (&calls[i]) &&
          naive_wanted (self, calls[i].start, &names) &&
          (!calls[i].answered || self->question->measure == CLINIC_MEASURE_LOST_RATE))
        naive_add (self, calls[i].start, &names, UNKNOWN, 0, 0);
    }
  g_hash_table_remove (numbers, NULL);
  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      g_autoptr (GHashTable) cases = cases_of (self, GPOINTER_TO_SIZE (number));

      g_hash_table_iter_init (&inner, stretches);
      while (self->question->measure == CLINIC_MEASURE_LOST_RATE &&
             g_hash_table_iter_next (&inner, &stretch, NULL))
        count_caller (self, GPOINTER_TO_SIZE (number), stretch, cases);
    }
}
