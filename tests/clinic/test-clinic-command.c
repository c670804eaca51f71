/* test-clinic-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-command.h"

static void
on_notify_cb (ClinicCommand *command, GParamSpec *pspec, guint *times)
{
  (*times)++;
}

/* Whoever sets a payload gives it away, also one that is like the payload before. */
static void
test_a_payload_is_taken_over_also_when_nothing_changes (void)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  g_autoptr (GVariant) same = g_variant_ref (g_variant_new_parsed ("{'text': <'a'>}"));
  guint times = 0;

  g_signal_connect (command, "notify::payload", G_CALLBACK (on_notify_cb), &times);
  clinic_command_set_payload (command, g_variant_new_parsed ("{'text': <'a'>}"));
  g_assert_cmpuint (times, ==, 1);
  g_assert_true (g_variant_is_floating (same));
  clinic_command_set_payload (command, same);
  g_assert_false (g_variant_is_floating (same));
  g_assert_cmpuint (times, ==, 1);
  clinic_command_set_payload (command, NULL);
  g_assert_cmpuint (times, ==, 2);
  g_assert_null (clinic_command_get_payload (command));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/command/payload",
                   test_a_payload_is_taken_over_also_when_nothing_changes);

  return g_test_run ();
}
