/* test-plat-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "plat-secrets.h"

#include <glib/gstdio.h>
#include <string.h>

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static char *
load_secret (PlatSecret which, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  plat_secrets_load_async (which, NULL, on_answer_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return plat_secrets_load_finish (answer, error);
}

static char *
load (GError **error)
{
  return load_secret (PLAT_SECRET_WEBHOOK, error);
}

static gboolean
store_secret (PlatSecret which, const char *secret, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  plat_secrets_store_async (which, "Reception", secret, NULL, on_answer_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return plat_secrets_store_finish (answer, error);
}

static gboolean
store (const char *address, GError **error)
{
  return store_secret (PLAT_SECRET_WEBHOOK, address, error);
}

static void
test_an_address_is_kept_replaced_and_forgotten (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reception-secrets-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  g_autofree char *none = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *forgotten = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      /* libsecret chooses its backend once for each process */
      g_setenv ("SECRET_BACKEND", "file", TRUE);
      g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
      g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
      /* libsecret 0.20 loses the etag of its file at each store, in GIO's frames only */
      g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      g_unsetenv ("SECRET_BACKEND");
      g_unlink (path);
      g_rmdir (folder);
      return;
    }

  g_rmdir (folder);
  none = load (&error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_true (store ("https://example.bitrix24.ru/rest/1/first/", &error));
  g_assert_no_error (error);
  first = load (&error);
  g_assert_cmpstr (first, ==, "https://example.bitrix24.ru/rest/1/first/");
  g_assert_true (store ("https://example.bitrix24.ru/rest/1/second/", &error));
  second = load (&error);
  g_assert_cmpstr (second, ==, "https://example.bitrix24.ru/rest/1/second/");
  g_assert_true (store_secret (PLAT_SECRET_MIS_PASSWORD, "пароль", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &contents, NULL, NULL));
  g_assert_true (store (NULL, &error));
  forgotten = load (&error);
  g_assert_no_error (error);
  g_assert_null (forgotten);
  password = load_secret (PLAT_SECRET_MIS_PASSWORD, &error);
  g_assert_cmpstr (password, ==, "пароль");
  /* and once more, when there is nothing */
  g_assert_true (store (NULL, &error));
  g_assert_no_error (error);
}

static void
test_a_desktop_without_a_keyring_says_so (void)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) store_error = NULL;

  if (!g_test_subprocess ())
    {
      g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);

      g_test_dbus_up (bus);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      g_test_dbus_down (bus);
      return;
    }

  g_assert_null (load (&load_error));
  g_assert_error (load_error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_assert_false (store ("https://example.bitrix24.ru/rest/1/secret/", &store_error));
  g_assert_error (store_error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_assert_null (strstr (store_error->message, "secret/"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/platform/secrets/an-address-is-kept-replaced-and-forgotten",
                   test_an_address_is_kept_replaced_and_forgotten);
  g_test_add_func ("/platform/secrets/a-desktop-without-a-keyring-says-so",
                   test_a_desktop_without_a_keyring_says_so);

  return g_test_run ();
}
