/* demo-past.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-past"

#include "demo-past.h"

#include "demo-exchange.h"
#include "demo-messages.h"
#include "demo-past-calls.h"
#include "demo-statistic.h"

#define DAY (24 * 60 * 60)
#define ZONE (3 * 60 * 60)
#define OPENING (8 * 60 * 60)

/* how far back the calls go that did not save a visit */
#define LOST_DAYS 30

#define INCOMING 2
#define CALLBACK 4

/* who takes the calls: the desks and the call centre */
static const gint64 staff[] = { 7, 8, 9, 12, 13 };

/*
 * Past:
 *
 * The calls of today that were over before the portal was started.
 */
typedef struct
{
  DemoWorld *world; /* unowned */
  GRand *random;    /* unowned */
  gint64 now;
  guint count;
} Past;

static void
write_call (Past *past, const char *number, int type, const char *code, gint64 start)
{
  gboolean is_talk = g_str_equal (code, "200");
  g_autoptr (GArray) contacts =
    number[0] != '\0' ? demo_world_find_contacts (past->world, number, 1) : NULL;
  gboolean is_known = contacts != NULL && contacts->len > 0;
  g_autofree char *call_id =
    g_strdup_printf ("5E31688046%06X.%" G_GINT64_FORMAT ".%u", g_rand_int (past->random) & 0xffffff,
                     start, 8730000 + past->count++);
  DemoStatisticRow row = {
    .user_id = staff[g_rand_int_range (past->random, 0, G_N_ELEMENTS (staff))],
    .line = DEMO_EXCHANGE_DEFAULT_LINE,
    .number = number,
    .call_id = call_id,
    .category = type == CALLBACK ? "callback" : "external",
    .type = type,
    .start = start,
    .duration = is_talk ? g_rand_int_range (past->random, 25, 260) : 0,
    .code = code,
    .reason = is_talk ? "Success call" : "Skipped call",
    .entity_type = is_known ? "CONTACT" : "",
    .entity_id = is_known ? g_array_index (contacts, gint64, 0) : 0,
    .currency = "RUR",
    .is_recorded = TRUE,
  };

  if (row.start < past->now)
    demo_statistic_add (past->world, &row, NULL);
}

static char *
pick_number (Past *past)
{
  gint32 dice = g_rand_int_range (past->random, 0, 10);
  char *number = NULL;

  if (dice < 8)
    number = demo_world_pick_phone (past->world, past->random, dice < 4);

  return number != NULL ? number : demo_world_unknown_phone (past->world, past->random);
}

/* What became of a missed call: nothing yet, called back in time or late, tried in vain, or the
 * patient got through on another try. */
static void
follow_up (Past *past, const char *number, gint64 missed, guint kind)
{
  switch (kind % 5)
    {
    case 1:
      write_call (past, number, 1, "200", missed + g_rand_int_range (past->random, 120, 600));
      break;
    case 2:
      write_call (past, number, CALLBACK, "200",
                  missed + g_rand_int_range (past->random, 2400, 4200));
      break;
    case 3:
      write_call (past, number, INCOMING, "200", missed + g_rand_int_range (past->random, 60, 900));
      break;
    case 4:
      write_call (past, number, 1, "304", missed + g_rand_int_range (past->random, 300, 1200));
      break;
    default:
      break;
    }
}

/* When the first call of today came: at eight, or earlier if it is earlier now. */
static gint64
find_beginning (gint64 now)
{
  gint64 midnight = (now + ZONE) / DAY * DAY - ZONE;

  return MAX (midnight, MIN (midnight + OPENING, now - 4 * 60 * 60));
}

/* The last call about a visit that was lost: a quarter of an hour before. */
static void
write_lost (Past *past, DemoMessages *messages, gint64 deal, gint64 contact, gint64 lost)
{
  gboolean is_talk = g_rand_int_range (past->random, 0, 4) != 0;
  gint64 user = staff[g_rand_int_range (past->random, 0, G_N_ELEMENTS (staff))];
  gint64 start = lost - g_rand_int_range (past->random, 600, 1200);
  g_autofree char *number = demo_messages_dup_phone (past->world, contact);
  g_autofree char *call_id = NULL;
  DemoStatisticRow row = { 0 };

  if (number == NULL)
    return;
  call_id = g_strdup_printf ("5E31688047%06X.%" G_GINT64_FORMAT ".%u",
                             g_rand_int (past->random) & 0xffffff, start, 8740000 + past->count++);
  row = (DemoStatisticRow){
    .user_id = user,
    .line = DEMO_EXCHANGE_DEFAULT_LINE,
    .number = number,
    .call_id = call_id,
    .category = "external",
    .type = 1,
    .start = start,
    .duration = is_talk ? g_rand_int_range (past->random, 20, 200) : 0,
    .code = is_talk ? "200" : "304",
    .reason = is_talk ? "Success call" : "Skipped call",
    .entity_type = "CONTACT",
    .entity_id = contact,
    .currency = "RUR",
    .is_recorded = TRUE,
    .activity_id =
      demo_messages_write_call (messages, deal, contact, start, (int) user, is_talk, call_id),
  };
  demo_statistic_add (past->world, &row, NULL);
}

/* Those of today are left out: today's calls are counted one by one. */
static void
write_lost_calls (Past *past)
{
  g_autoptr (DemoMessages) messages = demo_messages_new (past->world);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (past->world,
                         "SELECT ID, CONTACT_ID, MOVED_TIME FROM deal WHERE CATEGORY_ID = 5"
                         " AND STAGE_SEMANTIC_ID = 'F' AND CONTACT_ID > ?3 AND MOVED_TIME > ?1"
                         " AND MOVED_TIME < ?2 ORDER BY MOVED_TIME");
  gint64 midnight = (past->now + ZONE) / DAY * DAY - ZONE;

  sqlite3_bind_int64 (row, 1, midnight - LOST_DAYS * DAY);
  sqlite3_bind_int64 (row, 2, midnight);
  sqlite3_bind_int (row, 3, DEMO_FIXTURES);
  demo_schema_exec (past->world, "BEGIN", NULL);
  while (sqlite3_step (row) == SQLITE_ROW)
    write_lost (past, messages, sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1),
                sqlite3_column_int64 (row, 2));
  demo_schema_exec (past->world, "COMMIT", NULL);
}

/**
 * demo_past_write:
 * @world: the clinic
 * @seed: what the calls are made from
 * @count: about how many
 *
 * Writes the earlier calls of today into the statistics: one in five was missed, and those are in
 * all the states that a missed call can be in. Before them come the calls of the last weeks that
 * did not save a visit, so that there is something to listen to.
 */
void
demo_past_write (DemoWorld *world, guint seed, guint count)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed + 1);
  Past past = { world, random, demo_world_get_now (world), 0 };
  gint64 begin = find_beginning (past.now);
  guint missed = 0;

  /* a clinic that is kept in a file has them already */
  if (world->history > 0 && demo_schema_get_int (world, "SELECT count(*) FROM statistic") == 0)
    demo_past_write_days (world, world->history);
  if (count > 0)
    write_lost_calls (&past);
  for (guint i = 0; i < count; i++)
    {
      gint64 start = begin + (past.now - begin) * i / count;
      g_autofree char *number = pick_number (&past);

      if (i % 5 == 3)
        {
          write_call (&past, number, INCOMING, "304", start);
          /* the latest ones are still to be called back */
          follow_up (&past, number, start, i + 5 >= count ? 0 : missed++);
        }
      else
        write_call (&past, number, i % 4 == 2 ? 1 : INCOMING, "200", start);
    }
}
