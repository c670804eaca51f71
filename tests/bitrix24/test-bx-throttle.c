/* test-bx-throttle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-throttle-private.h"

typedef struct
{
  BxThrottle *throttle; /* owned */
  gint64 now;
  GString *order; /* owned: a letter for each turn given */
  guint cancelled;
  guint refused;
} Fixture;

typedef struct
{
  Fixture *fixture; /* unowned, outlives it */
  char letter;
} Asker;

static gint64
get_clock (gpointer user_data)
{
  return ((Fixture *) user_data)->now;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
pass (Fixture *fixture, double seconds)
{
  fixture->now += (gint64) (seconds * G_USEC_PER_SEC);
  bx_throttle_dispatch (fixture->throttle);
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->throttle = bx_throttle_new ();
  fixture->now = 1000 * G_USEC_PER_SEC;
  fixture->order = g_string_new (NULL);
  bx_throttle_set_clock (fixture->throttle, get_clock, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  settle ();
  g_assert_finalize_object (fixture->throttle);
  g_string_free (fixture->order, TRUE);
}

static void
on_turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asker *asker = user_data;
  g_autoptr (GError) error = NULL;

  if (bx_throttle_acquire_finish (BX_THROTTLE (source), result, &error))
    g_string_append_c (asker->fixture->order, asker->letter);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    asker->fixture->cancelled++;
  else if (g_error_matches (error, BX_ERROR, BX_ERROR_THROTTLED))
    asker->fixture->refused++;
  else
    g_assert_not_reached ();
}

static void
ask_for (Fixture *fixture,
         char letter,
         BxPriority priority,
         const char *methods,
         GCancellable *cancellable)
{
  Asker *asker = g_new0 (Asker, 1);

  asker->fixture = fixture;
  asker->letter = letter;
  bx_throttle_acquire_async (fixture->throttle, priority, methods, cancellable, on_turn_cb, asker);
}

static void
ask (Fixture *fixture, char letter, BxPriority priority)
{
  ask_for (fixture, letter, priority, "profile", NULL);
}

/* empties the share, so that everybody after has to wait */
static void
spend_all (Fixture *fixture, guint burst)
{
  for (guint i = 0; i < burst; i++)
    {
      ask (fixture, 'x', BX_PRIORITY_PERSON);
      settle ();
      bx_throttle_release (fixture->throttle);
    }

  settle ();
  g_assert_cmpuint (fixture->order->len, ==, burst);
  g_string_truncate (fixture->order, 0);
}

static void
test_a_burst_goes_at_once_and_the_rest_by_the_second (Fixture *fixture, gconstpointer data)
{
  bx_throttle_set_share (fixture->throttle, 0.5, 3);
  spend_all (fixture, 3);

  ask (fixture, 'a', BX_PRIORITY_PERSON);
  ask (fixture, 'b', BX_PRIORITY_PERSON);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "");
  pass (fixture, 1.9);
  g_assert_cmpstr (fixture->order->str, ==, "");
  pass (fixture, 0.2);
  g_assert_cmpstr (fixture->order->str, ==, "a");
  pass (fixture, 2);
  g_assert_cmpstr (fixture->order->str, ==, "ab");
}

static void
test_a_minute_spends_no_more_than_the_share (Fixture *fixture, gconstpointer data)
{
  bx_throttle_set_share (fixture->throttle, 0.5, 10);

  for (guint i = 0; i < 200; i++)
    ask (fixture, 'b', BX_PRIORITY_BACKGROUND);

  for (guint tick = 0; tick < 600; tick++)
    {
      guint before = fixture->order->len;

      pass (fixture, 0.1);

      for (guint i = before; i < fixture->order->len; i++)
        bx_throttle_release (fixture->throttle);
    }

  /* background takes half of the burst, and then 0.5 a second */
  g_assert_cmpuint (fixture->order->len, >=, 34);
  g_assert_cmpuint (fixture->order->len, <=, 36);

  /* let everybody go */
  for (guint i = 0; i < 300 && bx_throttle_get_waiting (fixture->throttle, BX_PRIORITY_BACKGROUND);
       i++)
    {
      guint before = fixture->order->len;

      pass (fixture, 60);

      for (guint j = before; j < fixture->order->len; j++)
        bx_throttle_release (fixture->throttle);
    }
}

static void
test_a_ringing_call_jumps_every_queue (Fixture *fixture, gconstpointer data)
{
  bx_throttle_set_share (fixture->throttle, 0.5, 2);
  spend_all (fixture, 2);

  ask (fixture, 'b', BX_PRIORITY_BACKGROUND);
  ask (fixture, 'p', BX_PRIORITY_PERSON);
  ask (fixture, 'c', BX_PRIORITY_CALL);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "c");
  g_assert_cmpuint (bx_throttle_get_waiting (fixture->throttle, BX_PRIORITY_PERSON), ==, 1);
  pass (fixture, 2.1);
  g_assert_cmpstr (fixture->order->str, ==, "cp");
  pass (fixture, 4);
  g_assert_cmpstr (fixture->order->str, ==, "cpb");
}

static void
test_calls_stop_at_the_portals_own_bucket (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 60; i++)
    ask (fixture, 'c', BX_PRIORITY_CALL);

  settle ();
  g_assert_cmpuint (fixture->order->len, ==, 50);
  pass (fixture, 1.01);
  g_assert_cmpuint (fixture->order->len, ==, 52);
  pass (fixture, 10);
  g_assert_cmpuint (fixture->order->len, ==, 60);
}

static void
test_four_requests_at_a_time_and_calls_besides (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    ask (fixture, 'p', BX_PRIORITY_PERSON);

  ask (fixture, 'c', BX_PRIORITY_CALL);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "ppppc");

  /* five are under way: one place is free when two are over */
  bx_throttle_release (fixture->throttle);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "ppppc");
  bx_throttle_release (fixture->throttle);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "ppppcp");
  bx_throttle_release (fixture->throttle);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "ppppcpp");
}

static void
test_background_leaves_half_of_the_burst_to_people (Fixture *fixture, gconstpointer data)
{
  bx_throttle_set_share (fixture->throttle, 0.5, 6);

  for (guint i = 0; i < 4; i++)
    ask (fixture, 'b', BX_PRIORITY_BACKGROUND);

  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "bbb");
  ask (fixture, 'p', BX_PRIORITY_PERSON);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "bbbp");
  bx_throttle_release (fixture->throttle);
  pass (fixture, 60);
}

static void
test_a_503_slows_everybody_longer_each_time (Fixture *fixture, gconstpointer data)
{
  bx_throttle_back_off (fixture->throttle);
  g_assert_cmpint (bx_throttle_get_blocked_until (fixture->throttle), >, g_get_monotonic_time ());
  ask (fixture, 'p', BX_PRIORITY_PERSON);
  pass (fixture, 0.99);
  g_assert_cmpstr (fixture->order->str, ==, "");
  pass (fixture, 0.27);
  g_assert_cmpstr (fixture->order->str, ==, "p");

  /* 1.5 s now, however many refusals come together */
  bx_throttle_back_off (fixture->throttle);
  bx_throttle_back_off (fixture->throttle);
  bx_throttle_back_off (fixture->throttle);
  ask (fixture, 'q', BX_PRIORITY_PERSON);
  pass (fixture, 1.49);
  g_assert_cmpstr (fixture->order->str, ==, "p");
  pass (fixture, 0.4);
  g_assert_cmpstr (fixture->order->str, ==, "pq");
}

static void
test_a_call_waits_for_the_first_pause_only (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    {
      bx_throttle_back_off (fixture->throttle);
      pass (fixture, 10);
    }

  bx_throttle_back_off (fixture->throttle);
  ask (fixture, 'p', BX_PRIORITY_PERSON);
  ask (fixture, 'c', BX_PRIORITY_CALL);
  pass (fixture, 1.3);
  g_assert_cmpstr (fixture->order->str, ==, "c");
  pass (fixture, 60);
  g_assert_cmpstr (fixture->order->str, ==, "cp");
}

static void
test_a_call_goes_first_after_refusals_that_came_together (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    bx_throttle_back_off (fixture->throttle);

  ask (fixture, 'p', BX_PRIORITY_PERSON);
  ask (fixture, 'c', BX_PRIORITY_CALL);
  for (guint i = 0; i < 130 && fixture->order->len == 0; i++)
    pass (fixture, 0.01);
  g_assert_cmpint (fixture->order->str[0], ==, 'c');
  pass (fixture, 60);
  g_assert_cmpstr (fixture->order->str, ==, "cp");
}

static void
test_a_good_answer_ends_the_back_off (Fixture *fixture, gconstpointer data)
{
  bx_throttle_back_off (fixture->throttle);
  ask (fixture, 'p', BX_PRIORITY_PERSON);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "");
  bx_throttle_succeeded (fixture->throttle, bx_throttle_get_refusals (fixture->throttle));
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "p");
  g_assert_cmpint (bx_throttle_get_blocked_until (fixture->throttle), ==, 0);
}

/* Four are under way together: one that was let in before another was refused says nothing. */
static void
test_an_answer_from_before_does_not_end_the_back_off (Fixture *fixture, gconstpointer data)
{
  guint before = bx_throttle_get_refusals (fixture->throttle);

  bx_throttle_back_off (fixture->throttle);
  ask (fixture, 'p', BX_PRIORITY_PERSON);
  bx_throttle_succeeded (fixture->throttle, before);
  pass (fixture, 0.99);
  g_assert_cmpstr (fixture->order->str, ==, "");
  pass (fixture, 0.27);
  g_assert_cmpstr (fixture->order->str, ==, "p");
}

static void
test_a_blocked_method_waits_and_the_others_go (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  bx_throttle_block_method (fixture->throttle, "crm.contact.list", now + 20);
  ask_for (fixture, 'b', BX_PRIORITY_BACKGROUND, "crm.contact.list", NULL);
  ask_for (fixture, 'o', BX_PRIORITY_BACKGROUND, "crm.item.list", NULL);
  ask_for (fixture, 'm', BX_PRIORITY_BACKGROUND, "crm.contact.list crm.item.list", NULL);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "om");
  pass (fixture, 18);
  g_assert_cmpstr (fixture->order->str, ==, "om");
  pass (fixture, 3);
  g_assert_cmpstr (fixture->order->str, ==, "omb");
}

static void
test_nobody_waits_minutes_at_a_desk (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  bx_throttle_block_method (fixture->throttle, "crm.contact.list", now + 300);
  ask_for (fixture, 'p', BX_PRIORITY_PERSON, "crm.contact.list", NULL);
  settle ();
  g_assert_cmpuint (fixture->refused, ==, 1);
  g_assert_cmpstr (fixture->order->str, ==, "");
}

static void
test_a_spared_method_is_left_to_people (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  bx_throttle_spare_method (fixture->throttle, "crm.contact.list", now + 300);
  ask_for (fixture, 'b', BX_PRIORITY_BACKGROUND, "crm.contact.list", NULL);
  ask_for (fixture, 'p', BX_PRIORITY_PERSON, "crm.contact.list", NULL);
  settle ();
  g_assert_cmpstr (fixture->order->str, ==, "p");
  pass (fixture, 301);
  g_assert_cmpstr (fixture->order->str, ==, "pb");
}

static void
test_whoever_gives_up_leaves_the_queue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  bx_throttle_set_share (fixture->throttle, 0.5, 1);
  spend_all (fixture, 1);
  ask_for (fixture, 'a', BX_PRIORITY_PERSON, "profile", cancellable);
  ask (fixture, 'b', BX_PRIORITY_PERSON);
  settle ();
  g_cancellable_cancel (cancellable);
  settle ();
  g_assert_cmpuint (fixture->cancelled, ==, 1);
  g_assert_cmpuint (bx_throttle_get_waiting (fixture->throttle, BX_PRIORITY_PERSON), ==, 1);
  pass (fixture, 2.1);
  g_assert_cmpstr (fixture->order->str, ==, "b");
}

#define ADD(name) g_test_add ("/bx-throttle/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_burst_goes_at_once_and_the_rest_by_the_second);
  ADD (a_minute_spends_no_more_than_the_share);
  ADD (a_ringing_call_jumps_every_queue);
  ADD (calls_stop_at_the_portals_own_bucket);
  ADD (four_requests_at_a_time_and_calls_besides);
  ADD (background_leaves_half_of_the_burst_to_people);
  ADD (a_503_slows_everybody_longer_each_time);
  ADD (a_call_waits_for_the_first_pause_only);
  ADD (a_call_goes_first_after_refusals_that_came_together);
  ADD (a_good_answer_ends_the_back_off);
  ADD (an_answer_from_before_does_not_end_the_back_off);
  ADD (a_blocked_method_waits_and_the_others_go);
  ADD (nobody_waits_minutes_at_a_desk);
  ADD (a_spared_method_is_left_to_people);
  ADD (whoever_gives_up_leaves_the_queue);

  return g_test_run ();
}
