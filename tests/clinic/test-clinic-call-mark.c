/* test-clinic-call-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-call-mark.h"

/* 21 November 2026, 15:00 UTC */
#define NOW G_GINT64_CONSTANT (1795273200)
#define FULL                                                                                       \
  "attempts=2 outcome=4 retry=2026-11-21T15:40:00Z by=14 until=2026-11-21T15:12:00Z "              \
  "about=2026-11-22T07:30:00Z"

static void
assert_read (const char *text, ClinicCallMark expected)
{
  ClinicCallMark mark = clinic_call_mark_parse (text);

  g_assert_cmpuint (mark.attempts, ==, expected.attempts);
  g_assert_cmpint (mark.outcome, ==, expected.outcome);
  g_assert_cmpint (mark.retry, ==, expected.retry);
  g_assert_cmpint (mark.by, ==, expected.by);
  g_assert_cmpint (mark.until, ==, expected.until);
  g_assert_cmpint (mark.about, ==, expected.about);
}

static void
assert_written (ClinicCallMark mark, const char *expected)
{
  g_autofree char *text = clinic_call_mark_to_string (&mark);

  g_assert_cmpstr (text, ==, expected);
}

static const ClinicCallMark full = {
  .attempts = 2,
  .outcome = CLINIC_OUTCOME_NO_ANSWER,
  .retry = NOW + 2400,
  .by = 14,
  .until = NOW + 720,
  .about = NOW + 16 * 3600 + 1800,
};

static void
test_a_mark_is_read_as_it_was_written (void)
{
  assert_written (full, FULL);
  assert_read (FULL, full);
}

static void
test_what_is_not_said_is_not_written (void)
{
  assert_written ((ClinicCallMark){ 0 }, "");
  assert_written ((ClinicCallMark){ .by = 7, .until = NOW }, "by=7 until=2026-11-21T15:00:00Z");
  assert_written ((ClinicCallMark){ .outcome = CLINIC_OUTCOME_CONFIRMED }, "outcome=1");
}

static void
test_a_broken_text_is_an_empty_mark (void)
{
  static const char *const texts[] = {
    "",
    "attempts",
    "=",
    "= = =",
    "attempts=",
    "attempts=-1",
    "attempts=99999999999999999999",
    "attempts=2x",
    "outcome=10",
    "outcome=-4",
    "retry=tomorrow",
    "retry=2026-11-21",
    "until=2026-11-21T15:40:00", /* of no time zone */
    "by=Marina",
    "Attempts=2",
    "перезвонить после обеда",
  };

  assert_read (NULL, (ClinicCallMark){ 0 });
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_read (texts[i], (ClinicCallMark){ 0 });
}

static void
test_unknown_words_are_left_out (void)
{
  assert_read ("colour=red  attempts=1 x by=3 y=z", (ClinicCallMark){ .attempts = 1, .by = 3 });
}

static void
test_a_time_may_be_of_another_zone (void)
{
  assert_read ("until=2026-11-21T18:12:00+03:00", (ClinicCallMark){ .until = NOW + 720 });
}

static void
test_any_mark_survives_the_way_there_and_back (void)
{
  for (int i = 0; i < 2000; i++)
    {
      ClinicCallMark mark = {
        .attempts = (guint) g_test_rand_int_range (0, 5),
        .outcome = (ClinicOutcome) g_test_rand_int_range (0, CLINIC_OUTCOME_STOP_CALLING + 1),
        .retry = g_test_rand_bit () ? NOW + g_test_rand_int_range (0, 90000) : 0,
        .by = g_test_rand_int_range (0, 3),
        .until = g_test_rand_bit () ? NOW + g_test_rand_int_range (0, 90000) : 0,
        .about = g_test_rand_bit () ? NOW + g_test_rand_int_range (0, 90000) : 0,
      };
      g_autofree char *text = clinic_call_mark_to_string (&mark);

      assert_read (text, mark);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/call-mark/a_mark_is_read_as_it_was_written",
                   test_a_mark_is_read_as_it_was_written);
  g_test_add_func ("/clinic/call-mark/what_is_not_said_is_not_written",
                   test_what_is_not_said_is_not_written);
  g_test_add_func ("/clinic/call-mark/a_broken_text_is_an_empty_mark",
                   test_a_broken_text_is_an_empty_mark);
  g_test_add_func ("/clinic/call-mark/unknown_words_are_left_out", test_unknown_words_are_left_out);
  g_test_add_func ("/clinic/call-mark/a_time_may_be_of_another_zone",
                   test_a_time_may_be_of_another_zone);
  g_test_add_func ("/clinic/call-mark/any_mark_survives_the_way_there_and_back",
                   test_any_mark_survives_the_way_there_and_back);

  return g_test_run ();
}
