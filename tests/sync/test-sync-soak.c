/* test-sync-soak.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random moves on a bad day: the portal refuses, requests and answers get lost, and the desk is
 * killed at random moments. What the portal has committed is what was meant, each move once.
 * RECEPTION_MOVES_CLIENT is the desk's program.
 *
 * usage: test-sync-soak [MOVES [SEED]]
 */

#include "sync-fixture.h"

#include <stdlib.h>

#include "bx-json.h"

#define DEALS 25
#define PAGE 50
#define KILL_ONE_IN 12
#define FAULT_ONE_IN 4

/* none of them is final, and no robot moves on from them */
static const char *const stages[] = { "C5:NEW", "C5:UC_ZAVTRA", "C5:UC_CONFIRM" };

static struct
{
  guint moves;
  guint32 seed;
} wanted = { 40, 3 };

typedef struct
{
  gint64 id;
  GPtrArray *meant; /* owned: the stages that it was moved into, in order: char */
} Deal;

typedef struct
{
  SyncFixture *fixture; /* unowned */
  GRand *random;        /* owned */
  GSubprocess *desk;    /* owned, (nullable) */
  GDataInputStream *words;
  GOutputStream *orders; /* unowned: the desk's */
  Deal deals[DEALS];
  char *kept; /* owned, (nullable): the last move that the disk has */
  guint left;
  guint undecided;
  guint kills;
  gboolean ended; /* no more words come from the desk */
} Day;

/* --- the desk --- */

static void
on_word_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Day *day = user_data;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      day->ended = TRUE;
      return;
    }
  if (g_str_has_prefix (line, "kept "))
    {
      g_clear_pointer (&day->kept, g_free);
      day->kept = g_strdup (line + strlen ("kept "));
    }
  else if (g_str_has_prefix (line, "left "))
    {
      day->left = (guint) g_ascii_strtoull (line + strlen ("left "), NULL, 10);
    }
  else if (g_str_has_prefix (line, "undecided "))
    {
      g_test_message ("%s", line);
      day->undecided++;
    }
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL,
                                       on_word_cb, day);
}

static void
start_desk (Day *day)
{
  g_autoptr (GError) error = NULL;

  day->desk =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                      g_getenv ("RECEPTION_MOVES_CLIENT"),
                      demo_portal_get_url (day->fixture->portal), day->fixture->path, NULL);
  g_assert_no_error (error);
  day->ended = FALSE;
  day->left = 0;
  day->orders = g_subprocess_get_stdin_pipe (day->desk);
  day->words = g_data_input_stream_new (g_subprocess_get_stdout_pipe (day->desk));
  g_data_input_stream_read_line_async (day->words, G_PRIORITY_DEFAULT, NULL, on_word_cb, day);
}

/* SIGKILL; what it had said before is still heard */
static void
kill_desk (Day *day)
{
  g_subprocess_force_exit (day->desk);
  WAIT_UNTIL (day->ended);
  g_subprocess_wait (day->desk, NULL, NULL);
  g_clear_object (&day->words);
  g_clear_object (&day->desk);
}

static void
tell_desk (Day *day, const char *order)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (day->orders, order, strlen (order), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_flush (day->orders, NULL, NULL);
}

/* --- the day --- */

static void
spoil (Day *day)
{
  static const char *const kinds[] = { "503", "drop_before", "drop_after", "500", "truncated" };
  static const char *const methods[] = { "crm.item.update", "crm.item.get", "crm.item.list" };

  sync_fixture_order (day->fixture, "fault", "{\"match\":\"%s\",\"kind\":\"%s\",\"count\":1}",
                      methods[g_rand_int_range (day->random, 0, G_N_ELEMENTS (methods))],
                      kinds[g_rand_int_range (day->random, 0, G_N_ELEMENTS (kinds))]);
}

static const char *
get_stage (Deal *deal)
{
  return g_ptr_array_index (deal->meant, deal->meant->len - 1);
}

static const char *
pick_stage (Day *day, Deal *deal)
{
  const char *stage;

  do
    stage = stages[g_rand_int_range (day->random, 0, G_N_ELEMENTS (stages))];
  while (g_str_equal (stage, get_stage (deal)));

  return stage;
}

static void
move (Day *day)
{
  Deal *deal = &day->deals[g_rand_int_range (day->random, 0, DEALS)];
  const char *stage = pick_stage (day, deal);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *order =
    g_strdup_printf ("%s %" G_GINT64_FORMAT " %s %s\n", id, deal->id, get_stage (deal), stage);

  if (g_rand_int_range (day->random, 0, FAULT_ONE_IN) == 0)
    spoil (day);
  tell_desk (day, order);
  if (g_rand_int_range (day->random, 0, KILL_ONE_IN) == 0)
    {
      sync_fixture_iterate ((guint) g_rand_int_range (day->random, 1, 120));
      kill_desk (day);
      day->kills++;
      start_desk (day);
      /* nobody had promised her that it is kept, so she does it again */
      if (g_strcmp0 (day->kept, id) != 0)
        tell_desk (day, order);
    }
  WAIT_UNTIL (g_strcmp0 (day->kept, id) == 0);
  g_ptr_array_add (deal->meant, g_strdup (stage));
}

/* how many of its moves stand not where they are meant in the portal's history */
static guint
count_lost (Day *day, Deal *deal)
{
  guint meant = deal->meant->len - 1;
  guint made = 0;

  for (guint page = 0; page <= meant / PAGE; page++)
    {
      g_autoptr (JsonNode) result =
        sync_fixture_call (day->fixture, "crm.stagehistory.list",
                           "{\"entityTypeId\":2,\"filter\":{\"OWNER_ID\":%" G_GINT64_FORMAT
                           "},\"order\":{\"ID\":\"DESC\"},\"start\":%u}",
                           deal->id, page * PAGE);
      JsonArray *rows = bx_json_get_array (json_node_get_object (result), "items");

      /* newest first: ours stand before what was there in the morning */
      for (guint i = 0; i < json_array_get_length (rows) && page * PAGE + i < meant; i++)
        {
          JsonObject *row = json_array_get_object_element (rows, i);

          if (g_strcmp0 (bx_json_get_string (row, "STAGE_ID"),
                         g_ptr_array_index (deal->meant, meant - page * PAGE - i)) == 0)
            made++;
        }
    }

  return meant - made;
}

static guint
count_writes_of (JsonArray *writes, gint64 id)
{
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (writes); i++)
    {
      JsonObject *entry = json_array_get_object_element (writes, i);

      if (g_strcmp0 (bx_json_get_string (entry, "what"), "deal.update") == 0 &&
          bx_json_get_int (entry, "id", 0) == id)
        count++;
    }

  return count;
}

/* as long as it gets less: after refusals the desk keeps to its share of the portal's budget */
static void
drain (Day *day)
{
  while (day->left > 0)
    {
      guint left = day->left;

      WAIT_UNTIL (day->left != left);
    }
}

static void
begin (Day *day, SyncFixture *fixture)
{
  day->fixture = fixture;
  day->random = g_rand_new_with_seed (wanted.seed);
  /* no quota of time: a thousand moves in a minute are more than a clinic's day */
  sync_fixture_order (fixture, "budget",
                      "{\"size\":100000,\"leak\":\"1000\",\"operating_limit\":1000000}");
  sync_fixture_order (fixture, "robots", "{\"leads\":false,\"messages\":false,\"answers\":false}");
  for (guint i = 0; i < DEALS; i++)
    {
      g_autoptr (JsonNode) result = sync_fixture_call (
        fixture, "crm.item.add",
        "{\"entityTypeId\":2,\"fields\":{\"categoryId\":5,\"stageId\":\"C5:NEW\"}}");

      day->deals[i].id =
        bx_json_get_int (bx_json_get_object (json_node_get_object (result), "item"), "id", 0);
      day->deals[i].meant = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (day->deals[i].meant, g_strdup ("C5:NEW"));
    }
  sync_fixture_forget_journal (fixture);
  start_desk (day);
}

static void
end (Day *day)
{
  kill_desk (day);
  for (guint i = 0; i < DEALS; i++)
    g_clear_pointer (&day->deals[i].meant, g_ptr_array_unref);
  g_clear_pointer (&day->random, g_rand_free);
  g_clear_pointer (&day->kept, g_free);
}

static void
test_random_moves_arrive_once_each (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) journal = NULL;
  JsonArray *writes;
  guint lost = 0;
  guint doubled = 0;
  Day day = { NULL };

  begin (&day, fixture);
  for (guint i = 0; i < wanted.moves; i++)
    move (&day);
  sync_fixture_clear_faults (fixture);
  drain (&day);
  /* what a desk that has just started has on its disk is in the list a moment later */
  sync_fixture_iterate (500);
  drain (&day);
  journal = sync_fixture_control (fixture, "journal", NULL);
  writes = json_object_get_array_member (journal, "writes");
  for (guint i = 0; i < DEALS; i++)
    {
      guint written = count_writes_of (writes, day.deals[i].id);
      guint meant = day.deals[i].meant->len - 1;

      doubled += written > meant ? written - meant : 0;
      lost += count_lost (&day, &day.deals[i]);
    }
  g_print ("# {\"name\":\"moves\",\"moves\":%u,\"kills\":%u,\"lost\":%u,\"doubled\":%u,"
           "\"undecided\":%u}\n",
           wanted.moves, day.kills, lost, doubled, day.undecided);
  g_assert_cmpuint (lost, ==, 0);
  g_assert_cmpuint (doubled, ==, 0);
  g_assert_cmpuint (day.undecided, ==, 0);
  end (&day);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    wanted.moves = (guint) atoi (argv[1]);
  if (argc > 2)
    wanted.seed = (guint32) atoi (argv[2]);

  SYNC_TEST ("soak/moves", test_random_moves_arrive_once_each);

  return g_test_run ();
}
