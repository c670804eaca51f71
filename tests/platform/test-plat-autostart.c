/* test-plat-autostart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "plat-autostart.h"

#include <gio/gdesktopappinfo.h>

#define APP_ID "org.example.Desk"

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
set (gboolean autostart)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  plat_autostart_set_async (APP_ID, "Приёмная", "because", autostart, NULL, on_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (plat_autostart_set_finish (result, &error));
  g_assert_no_error (error);
}

static void
test_a_file_starts_it_with_the_session_and_goes_again (void)
{
  g_autofree char *path =
    g_build_filename (g_get_user_config_dir (), "autostart", APP_ID ".desktop", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *command = NULL;
  g_autofree char *name = NULL;

  set (FALSE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  set (TRUE);
  set (TRUE);
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  command =
    g_key_file_get_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, NULL);
  name = g_key_file_get_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, NULL);
  g_assert_cmpstr (command, ==, "reception --background");
  g_assert_cmpstr (name, ==, "Приёмная");
  set (FALSE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plat/autostart/file", test_a_file_starts_it_with_the_session_and_goes_again);

  return g_test_run ();
}
