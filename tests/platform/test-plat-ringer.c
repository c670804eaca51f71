/* test-plat-ringer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sound goes through libcanberra's ALSA driver to a device that writes it to a file at once.
 */

#include "plat-ringer.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *ring_path; /* from the command line */
static char *played_path;     /* what the device has played */

static gsize
get_played_bytes (void)
{
  GStatBuf info;

  return g_stat (played_path, &info) == 0 ? (gsize) info.st_size : 0;
}

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
  if (get_played_bytes () == 0)
    {
      g_test_skip ("libcanberra has no ALSA driver here");
      g_assert_finalize_object (ringer);
      return;
    }
  g_assert_cmpuint (plat_ringer_get_rounds (ringer), >=, 2);

  plat_ringer_set_ringing (ringer, FALSE);
  wait_ms (300);
  rounds = plat_ringer_get_rounds (ringer);
  g_assert_cmpuint (rounds, <=, 6);
  wait_ms (2000);
  g_assert_cmpuint (plat_ringer_get_rounds (ringer), ==, rounds);

  g_assert_finalize_object (ringer);
  wait_ms (100);
}

/* A thread of libcanberra may still be in its driver when the ringer has gone. */
static void
test_the_driver_stays_when_the_ringer_goes (void)
{
  PlatRinger *ringer = plat_ringer_new (ring_path);
  g_autofree char *loaded = NULL;

  plat_ringer_set_ringing (ringer, TRUE);
  wait_ms (1000);
  if (get_played_bytes () == 0)
    {
      g_test_skip ("libcanberra has no ALSA driver here");
      g_assert_finalize_object (ringer);
      return;
    }
  g_assert_finalize_object (ringer);
  wait_ms (500);

  g_assert_true (g_file_get_contents ("/proc/self/maps", &loaded, NULL, NULL));
  g_assert_nonnull (strstr (loaded, "libcanberra-alsa"));
}

static void
test_a_desk_without_sound_is_silent (void)
{
  PlatRinger *ringer = plat_ringer_new ("/nowhere/ring.wav");

  /* neither the theme nor the file: tried once each, and not again for a while */
  plat_ringer_set_ringing (ringer, TRUE);
  wait_ms (500);
  g_assert_cmpuint (plat_ringer_get_rounds (ringer), >=, 1);
  g_assert_cmpuint (plat_ringer_get_rounds (ringer), <=, 2);

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
  g_autofree char *folder = g_dir_make_tmp ("reception-ringer-XXXXXX", NULL);
  g_autofree char *config_path = g_build_filename (folder, "asound.conf", NULL);
  g_autofree char *config = NULL;
  int result = 0;

  played_path = g_build_filename (folder, "played.raw", NULL);
  config = g_strdup_printf ("pcm.!default { type file slave.pcm { type null } format \"raw\""
                            " file \"%s\" }\n",
                            played_path);
  g_assert_true (g_file_set_contents (config_path, config, -1, NULL));
  g_setenv ("CANBERRA_DRIVER", "alsa", TRUE);
  g_setenv ("ALSA_CONFIG_PATH", config_path, TRUE);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  ring_path = argv[1];

  g_test_add_func ("/platform/ringer/it-rings-until-it-is-told-to-stop",
                   test_it_rings_until_it_is_told_to_stop);
  g_test_add_func ("/platform/ringer/the-driver-stays-when-the-ringer-goes",
                   test_the_driver_stays_when_the_ringer_goes);
  g_test_add_func ("/platform/ringer/a-desk-without-sound-is-silent",
                   test_a_desk_without_sound_is_silent);
  g_test_add_func ("/platform/ringer/starting-never-waits", test_starting_never_waits);
  g_test_add_func ("/platform/ringer/our-own-ring-is-a-short-sound-file",
                   test_our_own_ring_is_a_short_sound_file);

  result = g_test_run ();

  g_unlink (played_path);
  g_unlink (config_path);
  g_rmdir (folder);
  g_clear_pointer (&played_path, g_free);

  return result;
}
