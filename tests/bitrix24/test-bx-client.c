/* test-bx-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-fake.h"
#include "bx-json.h"

#include <string.h>

#define GOOD                                                                                       \
  "{\"result\":{\"ID\":\"7\"},\"total\":120,\"next\":50,\"time\":{\"operating\":1.5,"              \
  "\"operating_reset_at\":1789367500}}"

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

static BxAnswer *
read_method (Fixture *fixture, GError **error)
{
  return bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_READ, error);
}

static BxAnswer *
write_method (Fixture *fixture, GError **error)
{
  return bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_WRITE, error);
}

static void
test_a_call_gives_the_result_and_its_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;
  BxFakeRequest *request;

  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  answer = read_method (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bx_json_get_int (bx_answer_get_object (answer), "ID", 0), ==, 7);
  g_assert_cmpint (bx_answer_get_total (answer), ==, 120);
  g_assert_cmpint (bx_answer_get_next (answer), ==, 50);
  g_assert_cmpfloat_with_epsilon (bx_answer_get_operating (answer), 1.5, 1e-9);
  g_assert_cmpint (bx_answer_get_operating_reset_at (answer), ==, 1789367500);

  request = bx_fake_get (fixture->fake, 0);
  g_assert_cmpstr (request->method, ==, "profile");
  g_assert_cmpstr (request->type, ==, "application/json");
  g_assert_cmpstr (request->body, ==, "{}");
  g_assert_true (g_str_has_prefix (request->user_agent, "Reception/"));
}

static void
test_a_write_goes_once_after_a_dropped_connection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_DROP_BEFORE);
  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  answer = write_method (fixture, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_NETWORK);
  g_assert_true (bx_error_maybe_applied (error));
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 1);
}

#define ADD(name) g_test_add ("/bx-client/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_call_gives_the_result_and_its_counts);
  ADD (a_write_goes_once_after_a_dropped_connection);

  return g_test_run ();
}
