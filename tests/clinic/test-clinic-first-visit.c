/* test-clinic-first-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-first-visit.h"

static gint64
unix_time (const char *iso)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, zone);

  g_assert_nonnull (time);

  return g_date_time_to_unix (time);
}

static gboolean
is_first (const char *last, const char *visit)
{
  return clinic_first_visit_is_first (last != NULL ? unix_time (last) : 0, unix_time (visit), 6);
}

static void
test_nobody_who_never_came_is_known (void)
{
  g_assert_true (is_first (NULL, "2026-11-21T15:00:00"));
}

static void
test_six_months_to_the_day_is_first_again (void)
{
  g_assert_true (is_first ("2026-05-21T18:00:00", "2026-11-21T10:00:00"));
  g_assert_false (is_first ("2026-05-22T08:00:00", "2026-11-21T20:00:00"));
  g_assert_true (is_first ("2025-01-01T08:00:00", "2026-11-21T20:00:00"));
}

static void
test_months_end_at_their_last_day (void)
{
  g_assert_true (is_first ("2025-08-31T12:00:00", "2026-02-28T09:00:00"));
  g_assert_false (is_first ("2025-08-31T12:00:00", "2026-02-27T09:00:00"));
  g_assert_true (is_first ("2023-08-31T12:00:00", "2024-02-29T09:00:00"));
  g_assert_false (is_first ("2023-08-31T12:00:00", "2024-02-28T09:00:00"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/first-visit/never", test_nobody_who_never_came_is_known);
  g_test_add_func ("/clinic/first-visit/six-months", test_six_months_to_the_day_is_first_again);
  g_test_add_func ("/clinic/first-visit/month-end", test_months_end_at_their_last_day);

  return g_test_run ();
}
