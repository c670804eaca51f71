/* test-plat-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an administrator sets for everybody, under the settings of one person.
 */

#include "plat-settings.h"

#include <glib/gstdio.h>

#define ID "io.github.reception24.Reception"

typedef struct
{
  char *dir;               /* owned */
  char *path;              /* owned: the preset */
  GSettingsSchema *schema; /* owned */
  GSettingsBackend *inner; /* owned: the person's own */
  GSettings *own;          /* owned: as another program would set them */
  guint changes;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = NULL;

  fixture->dir = g_dir_make_tmp ("settings-XXXXXX", NULL);
  folder = g_build_filename (fixture->dir, "reception", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  fixture->path = g_build_filename (folder, "reception.conf", NULL);
  fixture->schema =
    g_settings_schema_source_lookup (g_settings_schema_source_get_default (), ID, FALSE);
  g_assert_nonnull (fixture->schema);
  fixture->inner = g_memory_settings_backend_new ();
  fixture->own = g_settings_new_with_backend (ID, fixture->inner);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_object_unref (fixture->own);
  g_assert_finalize_object (fixture->inner);
  g_settings_schema_unref (fixture->schema);
  g_unlink (fixture->path);
  g_rmdir (folder);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

/* Returns: (transfer full) */
static GSettings *
open_with (Fixture *fixture, const char *preset)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;
  PlatPreset *loaded;

  g_file_set_contents (fixture->path, preset, -1, &error);
  g_assert_no_error (error);
  loaded = plat_preset_load (fixture->path, fixture->schema, &error);
  g_assert_no_error (error);
  backend = plat_settings_new (fixture->inner, fixture->schema, loaded);

  return g_settings_new_with_backend (ID, backend);
}

static void
assert_string (GSettings *settings, const char *key, const char *expected)
{
  g_autofree char *value = g_settings_get_string (settings, key);

  g_assert_cmpstr (value, ==, expected);
}

static void
on_changed_cb (Fixture *fixture)
{
  fixture->changes++;
}

/* --- the sentences --- */

static void
test_a_default_holds_until_the_person_chooses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = open_with (fixture, "[defaults]\n"
                                                       "portal=https://clinic.bitrix24.ru\n"
                                                       "missed-minutes=25\n"
                                                       "mis-automatic=['time', 'doctor']\n");
  g_auto (GStrv) automatic = g_settings_get_strv (settings, "mis-automatic");
  g_autoptr (GVariant) own = NULL;

  assert_string (settings, "portal", "https://clinic.bitrix24.ru");
  g_assert_cmpint (g_settings_get_int (settings, "missed-minutes"), ==, 25);
  g_assert_cmpuint (g_strv_length (automatic), ==, 2);
  own = g_settings_get_user_value (settings, "missed-minutes");
  g_assert_null (own);
  g_assert_true (g_settings_is_writable (settings, "missed-minutes"));

  g_assert_true (g_settings_set_int (settings, "missed-minutes", 40));
  g_assert_cmpint (g_settings_get_int (settings, "missed-minutes"), ==, 40);
  g_assert_cmpint (g_settings_get_int (fixture->own, "missed-minutes"), ==, 40);

  g_settings_reset (settings, "missed-minutes");
  g_assert_cmpint (g_settings_get_int (settings, "missed-minutes"), ==, 25);
  /* what the file does not speak of is as it always was */
  g_assert_cmpint (g_settings_get_int (settings, "wrap-up-seconds"), ==, 10);
}

static void
test_a_locked_value_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GVariant) own = NULL;

  g_settings_set_int (fixture->own, "desktops", 3);
  settings = open_with (fixture, "[locked]\ndesktops=10\nmis-kind=odata\n");

  g_assert_cmpint (g_settings_get_int (settings, "desktops"), ==, 10);
  g_assert_false (g_settings_is_writable (settings, "desktops"));
  g_assert_false (g_settings_set_int (settings, "desktops", 4));
  g_settings_reset (settings, "desktops");
  g_assert_cmpint (g_settings_get_int (settings, "desktops"), ==, 10);
  own = g_settings_get_user_value (settings, "desktops");
  g_assert_null (own);
  assert_string (settings, "mis-kind", "odata");
  g_assert_true (g_settings_is_writable (settings, "mis-url"));
}

static void
test_a_locked_value_among_others_refuses_them_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = open_with (fixture, "[locked]\ndesktops=10\n");

  g_settings_delay (settings);
  g_settings_set_int (settings, "missed-minutes", 30);
  g_settings_apply (settings);
  g_assert_cmpint (g_settings_get_int (fixture->own, "missed-minutes"), ==, 30);
  g_assert_cmpint (g_settings_get_int (settings, "desktops"), ==, 10);
}

static void
test_changes_of_another_program_are_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = open_with (fixture, "[defaults]\nmissed-minutes=25\n");

  g_signal_connect_swapped (settings, "changed::missed-minutes", G_CALLBACK (on_changed_cb),
                            fixture);
  g_assert_cmpint (g_settings_get_int (settings, "missed-minutes"), ==, 25);
  g_settings_set_int (fixture->own, "missed-minutes", 50);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_assert_cmpint (g_settings_get_int (settings, "missed-minutes"), ==, 50);

  g_settings_set_int (settings, "missed-minutes", 60);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->changes, ==, 2);
}

static void
test_a_line_that_says_nothing_is_named_and_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = NULL;

  g_test_expect_message ("plat-preset", G_LOG_LEVEL_WARNING, "*elsewhere*groups are*");
  g_test_expect_message ("plat-preset", G_LOG_LEVEL_WARNING, "*misssed-minutes*no such setting*");
  g_test_expect_message ("plat-preset", G_LOG_LEVEL_WARNING, "*desktops*values*");
  g_test_expect_message ("plat-preset", G_LOG_LEVEL_WARNING, "*mis-kind*values*");
  g_test_expect_message ("plat-preset", G_LOG_LEVEL_WARNING, "*ring-volume*");
  settings = open_with (fixture, "[defaults]\n"
                                 "misssed-minutes=25\n"
                                 "desktops=1000\n"
                                 "mis-kind=telepathy\n"
                                 "ring-volume=loud\n"
                                 "notify-names=true\n"
                                 "[elsewhere]\na=b\n");
  g_test_assert_expected_messages ();

  g_assert_cmpint (g_settings_get_int (settings, "desktops"), ==, 1);
  assert_string (settings, "mis-kind", "none");
  g_assert_true (g_settings_get_boolean (settings, "notify-names"));
}

static void
test_texts_may_be_quoted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = open_with (fixture, "[defaults]\n"
                                                       "call-script='Добрый день\\nклиника'\n"
                                                       "mis-user=регистратура\n"
                                                       "dial-line=\n"
                                                       "stage-roles={'C5:NEW': 'booked'}\n");
  g_autoptr (GVariant) roles = g_settings_get_value (settings, "stage-roles");

  assert_string (settings, "call-script", "Добрый день\nклиника");
  assert_string (settings, "mis-user", "регистратура");
  assert_string (settings, "dial-line", "");
  g_assert_cmpuint (g_variant_n_children (roles), ==, 1);
}

static void
test_a_file_that_is_none_is_an_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (plat_preset_load (fixture->path, fixture->schema, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_file_set_contents (fixture->path, "portal", -1, NULL);
  g_assert_null (plat_preset_load (fixture->path, fixture->schema, &error));
  g_assert_nonnull (error);
}

/* In a process of its own: there is one default backend, and it stays. */
static void
test_every_setting_of_the_process_sees_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = NULL;

  if (!g_test_subprocess ())
    {
      g_autofree char *found = NULL;

      g_file_set_contents (fixture->path, "[defaults]\nmissed-minutes=25\n[locked]\ndesktops=7\n",
                           -1, NULL);
      g_setenv ("XDG_CONFIG_DIRS", fixture->dir, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_unsetenv ("XDG_CONFIG_DIRS");
      g_test_trap_assert_passed ();
      return;
    }

  plat_settings_install ();
  settings = g_settings_new (ID);
  g_assert_cmpint (g_settings_get_int (settings, "missed-minutes"), ==, 25);
  g_assert_true (g_settings_set_int (settings, "missed-minutes", 30));
  g_assert_cmpint (g_settings_get_int (settings, "missed-minutes"), ==, 30);
  g_assert_cmpint (g_settings_get_int (settings, "desktops"), ==, 7);
  g_assert_false (g_settings_is_writable (settings, "desktops"));
}

static void
test_without_a_file_nothing_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = NULL;

  if (!g_test_subprocess ())
    {
      g_setenv ("XDG_CONFIG_DIRS", "/nonexistent", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_unsetenv ("XDG_CONFIG_DIRS");
      g_test_trap_assert_passed ();
      return;
    }

  plat_settings_install ();
  settings = g_settings_new (ID);
  g_assert_cmpint (g_settings_get_int (settings, "desktops"), ==, 1);
  g_assert_true (g_settings_is_writable (settings, "desktops"));
}

#define TEST(path, function)                                                                       \
  g_test_add ("/plat/settings/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("default", test_a_default_holds_until_the_person_chooses);
  TEST ("locked", test_a_locked_value_stays);
  TEST ("locked-among-others", test_a_locked_value_among_others_refuses_them_all);
  TEST ("told", test_changes_of_another_program_are_told);
  TEST ("nonsense", test_a_line_that_says_nothing_is_named_and_left_out);
  TEST ("quoted", test_texts_may_be_quoted);
  TEST ("no-file", test_a_file_that_is_none_is_an_error);
  TEST ("installed", test_every_setting_of_the_process_sees_it);
  TEST ("not-installed", test_without_a_file_nothing_changes);

  return g_test_run ();
}
