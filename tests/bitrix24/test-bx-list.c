/* test-bx-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-fake.h"
#include "bx-json.h"
#include "bx-list.h"

#include <string.h>

typedef struct
{
  BxFake *fake;     /* owned */
  BxClient *client; /* owned */
  guint rows;       /* in the list; ids are 3, 6, 9… */
  gboolean restarts;
  gboolean is_item_list;
  int fails_at; /* the page of the next batch that fails, -1 none */
  double duration;
  guint biggest;
  GArray *ids; /* owned (element-type gint64) */
} Fixture;

static void
append_rows (GString *out, Fixture *fixture, guint first)
{
  for (guint i = 0; i < 50 && first + i < fixture->rows; i++)
    g_string_append_printf (out, fixture->is_item_list ? "%s{\"id\":%u}" : "%s{\"ID\":\"%u\"}",
                            i > 0 ? "," : "", (first + i + 1) * 3);
}

static guint
first_row_after (gint64 id)
{
  return (guint) (id / 3);
}

/* Runs the commands one after another as a portal does, with its ways of going past the end. */
static char *
answer_batch (BxFakeRequest *request, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (JsonNode) root = json_from_string (request->body, NULL);
  JsonObject *commands = bx_json_get_object (json_node_get_object (root), "cmd");
  g_autoptr (GString) result = g_string_new (NULL);
  g_autofree char *failure = NULL;
  guint size = json_object_get_size (commands);
  gint64 last_id = 0;
  guint in_page = 50;

  fixture->biggest = MAX (fixture->biggest, size);

  for (guint page = 0; page < size; page++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", page);
      const char *command = bx_json_get_string (commands, key);
      const char *bound =
        strstr (command, fixture->is_item_list ? "filter[%3Eid]=" : "filter[%3EID]=");
      guint first;

      g_assert_nonnull (bound);
      bound = strchr (bound, '=') + 1;
      g_assert_nonnull (strstr (command, "start=-1"));

      if (page == 0)
        last_id = g_ascii_strtoll (bound, NULL, 10);
      else
        g_assert_true (g_str_has_prefix (bound, "$result[p"));

      if ((int) page == fixture->fails_at)
        {
          failure = g_strdup_printf ("{\"%s\":{\"error\":\"INTERNAL_SERVER_ERROR\","
                                     "\"error_description\":\"\"}}",
                                     key);
          fixture->fails_at = -1;
          break;
        }

      if (in_page < 50 && !fixture->restarts)
        {
          failure = g_strdup_printf ("{\"%s\":{\"error\":\"INVALID_ARG_VALUE\","
                                     "\"error_description\":\"has invalid value\"}}",
                                     key);
          break;
        }

      first = in_page < 50 ? 0 : first_row_after (last_id);
      g_string_append_printf (result,
                              fixture->is_item_list ? "%s\"%s\":{\"items\":[" : "%s\"%s\":[",
                              page > 0 ? "," : "", key);
      append_rows (result, fixture, first);
      g_string_append (result, fixture->is_item_list ? "]}" : "]");
      in_page = MIN (50, fixture->rows - MIN (first, fixture->rows));
      last_id = (first + in_page) * 3;
    }

  return g_strdup_printf ("{\"result\":{\"result\":%s%s%s,\"result_error\":%s,\"result_total\":[],"
                          "\"result_next\":[],\"result_time\":[]},\"time\":{\"duration\":%g}}",
                          result->len > 0 ? "{" : "[", result->str, result->len > 0 ? "}" : "]",
                          failure != NULL ? failure : "[]", fixture->duration);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = bx_fake_new ();
  fixture->client = bx_fake_make_client (fixture->fake);
  fixture->fails_at = -1;
  fixture->restarts = TRUE;
  fixture->duration = 1;
  fixture->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  bx_fake_set_handler (fixture->fake, answer_batch, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->fake, bx_fake_free);
  g_clear_pointer (&fixture->ids, g_array_unref);
}

/* with batches of ten pages, which is quicker than fifty */
static BxList *
make_list (Fixture *fixture, gint64 after_id)
{
  g_autoptr (JsonNode) params =
    bx_json_build ("{'select': ['ID'], 'filter': {'TYPE_ID': 'CLIENT'}}");
  BxList *list =
    bx_list_new (fixture->client, fixture->is_item_list ? "crm.item.list" : "crm.contact.list",
                 params, fixture->is_item_list ? "items" : NULL,
                 fixture->is_item_list ? "id" : "ID", after_id, BX_PRIORITY_BACKGROUND);

  bx_list_set_pages (list, 10);

  return list;
}

static gboolean
read_batch (Fixture *fixture, BxList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) pages = NULL;

  bx_list_next_async (list, NULL, bx_fake_on_result_cb, &result);
  pages = bx_list_next_finish (list, bx_fake_wait (&result), error);

  if (pages == NULL)
    return FALSE;

  for (guint page = 0; page < pages->len; page++)
    {
      JsonArray *rows = g_ptr_array_index (pages, page);

      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          gint64 id = bx_json_get_int (json_array_get_object_element (rows, i),
                                       fixture->is_item_list ? "id" : "ID", 0);

          g_array_append_val (fixture->ids, id);
        }
    }

  return TRUE;
}

static void
read_all (Fixture *fixture, BxList *list)
{
  while (!bx_list_is_done (list))
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (read_batch (fixture, list, &error));
      g_assert_no_error (error);
    }
}

static void
assert_every_row_came_once (Fixture *fixture, guint from)
{
  g_assert_cmpuint (fixture->ids->len, ==, fixture->rows - from);

  for (guint i = 0; i < fixture->ids->len; i++)
    g_assert_cmpint (g_array_index (fixture->ids, gint64, i), ==, (from + i + 1) * 3);
}

static void
test_an_old_list_that_restarts_at_its_end_gives_every_row_once (Fixture *fixture,
                                                                gconstpointer data)
{
  g_autoptr (BxList) list = NULL;

  fixture->rows = 2630;
  list = make_list (fixture, 0);
  bx_list_set_pages (list, 50);
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 0);
  g_assert_cmpuint (bx_fake_count (fixture->fake, "batch"), ==, 2);
  g_assert_cmpuint (fixture->biggest, ==, 50);
  g_assert_cmpint (bx_list_get_last_id (list), ==, 2630 * 3);
}

static void
test_a_new_list_ends_with_an_error_that_nobody_sees (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxList) list = NULL;

  fixture->rows = 570;
  fixture->restarts = FALSE;
  fixture->is_item_list = TRUE;
  list = make_list (fixture, 0);
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 0);
  g_assert_cmpuint (bx_fake_count (fixture->fake, "batch"), ==, 2);
}

static void
test_a_list_that_fills_its_batches_ends_with_an_empty_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxList) list = NULL;

  fixture->rows = 1000;
  list = make_list (fixture, 0);
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 0);
  g_assert_cmpuint (bx_fake_count (fixture->fake, "batch"), ==, 3);
}

static void
test_an_empty_list_is_done_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxList) list = make_list (fixture, 0);

  read_all (fixture, list);
  g_assert_cmpuint (fixture->ids->len, ==, 0);
  g_assert_cmpuint (bx_fake_count (fixture->fake, "batch"), ==, 1);
}

static void
test_a_list_goes_on_after_the_id_where_it_was_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxList) list = NULL;

  fixture->rows = 800;
  list = make_list (fixture, 500 * 3);
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 500);
}

static void
test_a_batch_that_fails_halfway_loses_and_doubles_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxList) list = NULL;

  fixture->rows = 800;
  fixture->fails_at = 7;
  list = make_list (fixture, 0);
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 0);
}

static void
test_a_batch_that_fails_at_once_can_be_asked_for_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxList) list = NULL;

  fixture->rows = 120;
  fixture->fails_at = 0;
  list = make_list (fixture, 0);

  g_assert_false (read_batch (fixture, list, &error));
  g_assert_error (error, BX_ERROR, BX_ERROR_SERVER);
  g_assert_false (bx_list_is_done (list));
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 0);
}

static void
test_a_known_number_of_rows_makes_the_last_batch_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxList) list = NULL;

  fixture->rows = 130;
  list = make_list (fixture, 0);
  bx_list_set_expected (list, 130);
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 0);
  g_assert_cmpuint (fixture->biggest, ==, 3);
  g_assert_cmpuint (bx_fake_count (fixture->fake, "batch"), ==, 1);
}

static void
test_more_rows_than_expected_come_all_the_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxList) list = NULL;

  fixture->rows = 400;
  list = make_list (fixture, 0);
  bx_list_set_expected (list, 100);
  read_all (fixture, list);

  assert_every_row_came_once (fixture, 0);
}

static void
test_slow_batches_become_shorter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxList) list = NULL;

  fixture->rows = 2000;
  fixture->duration = 31;
  list = make_list (fixture, 0);

  g_assert_true (read_batch (fixture, list, &error));
  g_assert_cmpuint (fixture->ids->len, ==, 500);
  g_assert_true (read_batch (fixture, list, &error));
  g_assert_cmpuint (fixture->ids->len, ==, 750);
}

static void
test_ids_that_do_not_grow_are_an_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxList) list = NULL;

  bx_fake_set_handler (fixture->fake, NULL, NULL);
  bx_fake_add (
    fixture->fake, "batch", 200,
    "{\"result\":{\"result\":{\"p0\":[{\"ID\":\"9\"},{\"ID\":\"3\"}]},\"result_error\":[]}}");
  list = make_list (fixture, 0);

  g_assert_false (read_batch (fixture, list, &error));
  g_assert_error (error, BX_ERROR, BX_ERROR_MALFORMED);
  g_assert_cmpint (bx_list_get_last_id (list), ==, 0);
}

#define ADD(name) g_test_add ("/bx-list/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (an_old_list_that_restarts_at_its_end_gives_every_row_once);
  ADD (a_new_list_ends_with_an_error_that_nobody_sees);
  ADD (a_list_that_fills_its_batches_ends_with_an_empty_page);
  ADD (an_empty_list_is_done_at_once);
  ADD (a_list_goes_on_after_the_id_where_it_was_left);
  ADD (a_batch_that_fails_halfway_loses_and_doubles_nothing);
  ADD (a_batch_that_fails_at_once_can_be_asked_for_again);
  ADD (a_known_number_of_rows_makes_the_last_batch_short);
  ADD (more_rows_than_expected_come_all_the_same);
  ADD (slow_batches_become_shorter);
  ADD (ids_that_do_not_grow_are_an_error);

  return g_test_run ();
}
