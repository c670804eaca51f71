/* test-plat-ringer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sound goes to libcanberra's null driver, which plays everything at once and in silence.
 */

#include "plat-ringer.h"

#include <string.h>

static const char *ring_path; /* from the command line */

static void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
test_it_rings_until_it_is_told_to_stop (void)
{
  PlatRinger *ringer = plat_ringer_new (ring_path);
  guint rounds = 0;

  plat_ringer_set_volume (ringer, 0.5);
  plat_ringer_set_ringing (ringer, TRUE);
  plat_ringer_set_ringing (ringer, TRUE);
  wait_ms (3000);
  g_assert_cmpuint (plat_ringer_get_rounds (ringer), >=, 2);

  plat_ringer_set_ringing (ringer, FALSE);
  wait_ms (300);
  rounds = plat_ringer_get_rounds (ringer);
  g_assert_cmpuint (rounds, <=, 4);
  wait_ms (2000);
  g_assert_cmpuint (plat_ringer_get_rounds (ringer), ==, rounds);

  g_assert_finalize_object (ringer);
  wait_ms (100);
}

static void
test_starting_never_waits (void)
{
  PlatRinger *ringer = plat_ringer_new (ring_path);
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < 100; i++)
    plat_ringer_set_ringing (ringer, i % 2 == 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 50 * 1000);
  plat_ringer_set_ringing (ringer, FALSE);
  wait_ms (200);

  g_assert_finalize_object (ringer);
  wait_ms (100);
}

static void
test_our_own_ring_is_a_short_sound_file (void)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (ring_path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 20000);
  g_assert_cmpuint (length, <, 100000);
  g_assert_cmpint (memcmp (contents, "RIFF", 4), ==, 0);
  g_assert_cmpint (memcmp (contents + 8, "WAVE", 4), ==, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("CANBERRA_DRIVER", "null", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  ring_path = argv[1];

  g_test_add_func ("/platform/ringer/it-rings-until-it-is-told-to-stop",
                   test_it_rings_until_it_is_told_to_stop);
  g_test_add_func ("/platform/ringer/starting-never-waits", test_starting_never_waits);
  g_test_add_func ("/platform/ringer/our-own-ring-is-a-short-sound-file",
                   test_our_own_ring_is_a_short_sound_file);

  return g_test_run ();
}
