/* test-bx-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-batch-private.h"
#include "bx-error.h"
#include "bx-fake.h"
#include "bx-json.h"

typedef struct
{
  BxFake *fake;     /* owned */
  BxClient *client; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = bx_fake_new ();
  fixture->client = bx_fake_make_client (fixture->fake);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->fake, bx_fake_free);
}

static char *
encode (JsonNode *params, gboolean has_references)
{
  g_autoptr (BxBatch) batch = bx_batch_new (TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) sent = NULL;
  JsonObject *commands;

  if (has_references)
    bx_batch_add_with_references (batch, "k", "m", params, &error);
  else
    bx_batch_add (batch, "k", "m", params, &error);

  g_assert_no_error (error);
  sent = bx_batch_dup_params (batch);
  commands = bx_json_get_object (json_node_get_object (sent), "cmd");
  g_assert_cmpint (bx_json_get_int (json_node_get_object (sent), "halt", 0), ==, 1);

  return bx_json_dup_string (commands, "k");
}

static void
test_params_are_written_the_way_php_reads_them (void)
{
  static const struct
  {
    const char *params;
    const char *expected;
  } rows[] = {
    { "{}", "m" },
    { "{\"id\":651}", "m?id=651" },
    { "{\"a\":true,\"b\":false,\"c\":null,\"d\":2.5}", "m?a=1&b=0&d=2.5" },
    { "{\"values\":[\"+79161234567\",\"8 916\"]}", "m?values[0]=%2B79161234567&values[1]=8%20916" },
    { "{\"filter\":{\">=id\":5,\"%name\":\"a&b=c#d%\"}}",
      "m?filter[%3E%3Did]=5&filter[%25name]=a%26b%3Dc%23d%25" },
    { "{\"filter\":{\"0\":{\"logic\":\"OR\",\"0\":{\"%lastName\":\"Ко\"}}}}",
      "m?filter[0][logic]=OR&filter[0][0][%25lastName]=%D0%9A%D0%BE" },
    { "{\"fm\":[{\"typeId\":\"PHONE\",\"value\":\"1\"}]}", "m?fm[0][typeId]=PHONE&fm[0][value]=1" },
    { "{\"t\":\"2026-09-14T00:00:00+03:00\"}", "m?t=2026-09-14T00%3A00%3A00%2B03%3A00" },
    { "{\"empty\":[],\"none\":{},\"text\":\"\"}", "m?text=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) params = json_from_string (rows[i].params, NULL);
      g_autofree char *command = encode (params, FALSE);

      g_assert_cmpstr (command, ==, rows[i].expected);
    }
}

static void
test_references_stay_readable (void)
{
  g_autoptr (JsonNode) params = bx_json_build ("{'id': '$result[dup][CONTACT][0]'}");
  g_autofree char *command = encode (params, TRUE);

  g_assert_cmpstr (command, ==, "m?id=$result[dup][CONTACT][0]");
}

static void
test_a_text_that_looks_like_a_reference_is_refused (void)
{
  static const char *const texts[] = { "see $result[x]", "$total[x]", "a$next[b", "$error[" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
      g_autoptr (JsonNode) params = bx_json_build ("{'a': [{'comment': %s}]}", texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (bx_batch_add (batch, "k", "m", params, &error));
      g_assert_error (error, BX_ERROR, BX_ERROR_INVALID);
      g_assert_cmpuint (bx_batch_get_size (batch), ==, 0);
    }
}

static void
test_a_batch_holds_fifty_commands_with_different_keys (void)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (GError) full = NULL;
  g_autoptr (GError) taken = NULL;

  g_assert_true (bx_batch_add (batch, "k0", "m", NULL, NULL));
  g_assert_false (bx_batch_add (batch, "k0", "m", NULL, &taken));
  g_assert_error (taken, BX_ERROR, BX_ERROR_INVALID);

  for (guint i = 1; i < BX_BATCH_MAX; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);

      g_assert_true (bx_batch_add (batch, key, "m", NULL, NULL));
    }

  g_assert_false (bx_batch_add (batch, "more", "m", NULL, &full));
  g_assert_error (full, BX_ERROR, BX_ERROR_INVALID);
}

static void
test_a_question_that_cannot_be_asked_is_left_out (void)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  bx_batch_ask (batch, "k", "m", bx_json_build ("{'id': %d}", 5));
  g_test_expect_message ("bx-batch", G_LOG_LEVEL_WARNING, "Cannot ask m: *");
  bx_batch_ask (batch, "k", "m", NULL);
  g_test_assert_expected_messages ();
  bx_batch_ask (batch, "other", "m", NULL);
  g_assert_cmpuint (bx_batch_get_size (batch), ==, 2);
}

static BxBatchAnswer *
run (Fixture *fixture, const char *const *keys, BxCallFlags flags, GError **error)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    g_assert_true (bx_batch_add (batch, keys[i], "crm.item.list", NULL, NULL));

  bx_client_batch_async (fixture->client, batch, BX_PRIORITY_PERSON, flags, NULL,
                         bx_fake_on_result_cb, &result);

  return bx_client_batch_finish (fixture->client, bx_fake_wait (&result), error);
}

static void
test_each_command_has_its_outcome (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "con", "bad", "nxt", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) not_run = NULL;
  g_autoptr (BxBatchAnswer) batch = NULL;
  g_autoptr (BxAnswer) good = NULL;
  g_autoptr (BxAnswer) bad = NULL;
  g_autoptr (BxAnswer) never = NULL;
  g_autoptr (JsonNode) result = NULL;
  gint64 reset_at = 0;

  bx_fake_add (fixture->fake, "batch", 200,
               "{\"result\":{\"result\":{\"con\":{\"item\":{\"id\":651}}},"
               "\"result_error\":{\"bad\":{\"error\":100,\"error_description\":\"no\"}},"
               "\"result_total\":{\"con\":\"12\"},\"result_next\":{\"con\":50},"
               "\"result_time\":{\"con\":{\"operating\":7.5,\"operating_reset_at\":1789368102}}},"
               "\"time\":{}}");
  batch = run (fixture, keys, BX_CALL_READ, &error);
  g_assert_no_error (error);

  good = bx_batch_answer_dup (batch, "con", &error);
  g_assert_no_error (error);
  g_assert_nonnull (bx_json_get_object (bx_answer_get_object (good), "item"));
  g_assert_cmpint (bx_answer_get_total (good), ==, 12);
  g_assert_cmpint (bx_answer_get_next (good), ==, 50);
  g_assert_cmpfloat_with_epsilon (bx_batch_answer_get_operating (batch, &reset_at), 7.5, 1e-9);
  g_assert_cmpint (reset_at, ==, 1789368102);

  bad = bx_batch_answer_dup (batch, "bad", &refused);
  g_assert_null (bad);
  g_assert_error (refused, BX_ERROR, BX_ERROR_REMOTE);
  g_assert_cmpstr (bx_error_get_remote_name (refused), ==, "100");

  never = bx_batch_answer_dup (batch, "nxt", &not_run);
  g_assert_null (never);
  g_assert_error (not_run, BX_ERROR, BX_ERROR_INVALID);
  g_assert_false (bx_batch_answer_has (batch, "nxt"));
  g_assert_true (bx_batch_answer_has (batch, "con"));

  result = bx_batch_answer_dup_result (batch, "con");
  g_assert_nonnull (bx_json_get_object (bx_json_node_object (result), "item"));
  g_assert_null (bx_batch_answer_dup_result (batch, "bad"));
  g_assert_null (bx_batch_answer_dup_result (batch, "nxt"));
  g_assert_null (bx_batch_answer_dup_result (batch, "never asked"));
}

static void
test_maps_may_be_arrays (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "0", "1", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) batch = NULL;
  g_autoptr (BxAnswer) second = NULL;

  bx_fake_add (
    fixture->fake, "batch", 200,
    "{\"result\":{\"result\":[[],{\"a\":\"x\"}],\"result_error\":[],\"result_total\":[3,4],"
    "\"result_next\":[],\"result_time\":[]}}");
  batch = run (fixture, keys, BX_CALL_READ, &error);
  g_assert_no_error (error);
  g_assert_true (bx_batch_answer_has (batch, "0"));
  second = bx_batch_answer_dup (batch, "1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bx_json_get_string (bx_answer_get_object (second), "a"), ==, "x");
  g_assert_cmpint (bx_answer_get_total (second), ==, 4);
}

static void
test_a_batch_of_writes_goes_once (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "a", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) batch = NULL;

  bx_fake_add_fault (fixture->fake, "batch", BX_FAKE_DROP_BEFORE);
  batch = run (fixture, keys, BX_CALL_WRITE, &error);
  g_assert_null (batch);
  g_assert_error (error, BX_ERROR, BX_ERROR_NETWORK);
  g_assert_true (bx_error_maybe_applied (error));
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 1);
}

/* asks for the method in the background and tells whether it had to wait for its turn */
static gboolean
has_to_wait (Fixture *fixture, BxPriority priority)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_waiting;

  bx_client_call_async (fixture->client, "crm.item.list", NULL, priority, BX_CALL_READ, cancellable,
                        bx_fake_on_result_cb, &result);
  bx_fake_spin (20);
  is_waiting = bx_throttle_get_waiting (bx_client_get_throttle (fixture->client), priority) == 1;
  g_cancellable_cancel (cancellable);
  bx_fake_wait (&result);

  return is_waiting;
}

static void
test_a_command_out_of_quota_blocks_its_method (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "a", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) batch = NULL;

  bx_fake_add (fixture->fake, "batch", 200,
               "{\"result\":{\"result\":[],\"result_error\":{\"a\":{\"error\":"
               "\"OPERATION_TIME_LIMIT\",\"error_description\":\"\"}}}}");
  bx_fake_add (fixture->fake, "crm.item.list", 200, "{\"result\":[]}");
  batch = run (fixture, keys, BX_CALL_READ, &error);
  g_assert_no_error (error);
  g_assert_false (bx_batch_answer_has (batch, "a"));
  g_assert_true (has_to_wait (fixture, BX_PRIORITY_BACKGROUND));
  /* ten seconds, a hundred times as fast */
  bx_fake_spin (120);
  g_assert_false (has_to_wait (fixture, BX_PRIORITY_BACKGROUND));
}

static void
test_a_command_that_cost_much_is_left_to_people (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "a", NULL };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *body = g_strdup_printf (
    "{\"result\":{\"result\":{\"a\":[]},\"result_error\":[],\"result_time\":{\"a\":{"
    "\"operating\":301,\"operating_reset_at\":%" G_GINT64_FORMAT "}}}}",
    now + 400);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) batch = NULL;

  bx_fake_add (fixture->fake, "batch", 200, body);
  bx_fake_add (fixture->fake, "crm.item.list", 200, "{\"result\":[]}");
  batch = run (fixture, keys, BX_CALL_READ, &error);
  g_assert_no_error (error);
  g_assert_true (has_to_wait (fixture, BX_PRIORITY_BACKGROUND));
  g_assert_false (has_to_wait (fixture, BX_PRIORITY_PERSON));
}

static void
test_what_is_no_batch_answer_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "a", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) batch = NULL;

  bx_client_set_retries (fixture->client, 0, 10);
  bx_fake_add (fixture->fake, "batch", 200, "{\"result\":true}");
  batch = run (fixture, keys, BX_CALL_READ, &error);
  g_assert_error (error, BX_ERROR, BX_ERROR_MALFORMED);
}

#define ADD_FUNC(name) g_test_add_func ("/bx-batch/" #name, test_##name)
#define ADD(name) g_test_add ("/bx-batch/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_FUNC (params_are_written_the_way_php_reads_them);
  ADD_FUNC (references_stay_readable);
  ADD_FUNC (a_text_that_looks_like_a_reference_is_refused);
  ADD_FUNC (a_batch_holds_fifty_commands_with_different_keys);
  ADD_FUNC (a_question_that_cannot_be_asked_is_left_out);
  ADD (each_command_has_its_outcome);
  ADD (maps_may_be_arrays);
  ADD (a_batch_of_writes_goes_once);
  ADD (a_command_out_of_quota_blocks_its_method);
  ADD (a_command_that_cost_much_is_left_to_people);
  ADD (what_is_no_batch_answer_is_refused);

  return g_test_run ();
}
