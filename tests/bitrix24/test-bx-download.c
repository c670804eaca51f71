/* test-bx-download.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-fake.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  BxFake *fake;     /* owned */
  BxClient *client; /* owned */
  char *folder;     /* owned */
  GFile *target;    /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->fake = bx_fake_new ();
  fixture->client = bx_fake_make_client (fixture->fake);
  fixture->folder = g_dir_make_tmp ("bx-download-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "photo.jpg", NULL);
  fixture->target = g_file_new_for_path (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_file_delete (fixture->target, NULL, NULL);
  /* fails if something half-done was left */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_object (&fixture->target);
  g_clear_pointer (&fixture->folder, g_free);
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->fake, bx_fake_free);
}

static gboolean
fetch (Fixture *fixture, const char *uri, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_there;

  bx_client_download_async (fixture->client, uri, fixture->target, NULL, bx_fake_on_result_cb,
                            &result);
  is_there = bx_client_download_finish (fixture->client, bx_fake_wait (&result), error);
  /* what is left behind is deleted in the background */
  bx_fake_spin (30);

  return is_there;
}

static void
assert_target (Fixture *fixture, const char *expected)
{
  g_autofree char *contents = NULL;
  GStatBuf info;

  g_assert_true (g_file_load_contents (fixture->target, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
  g_assert_cmpint (g_stat (g_file_peek_path (fixture->target), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_a_file_of_the_portal_is_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (bx_fake_get_origin (fixture->fake), "/f/file?token=x", NULL);
  g_autoptr (GError) error = NULL;

  bx_fake_add (fixture->fake, "file", 200, "JPEG");
  g_assert_true (fetch (fixture, uri, &error));
  g_assert_no_error (error);
  assert_target (fixture, "JPEG");
}

static void
test_a_file_that_was_there_is_replaced_and_made_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (g_file_peek_path (fixture->target), "old", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  bx_fake_add (fixture->fake, "file", 200, "new");
  g_assert_true (fetch (fixture, "/f/file", &error));
  g_assert_no_error (error);
  assert_target (fixture, "new");
}

static void
test_a_file_that_breaks_off_leaves_the_old_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (g_file_peek_path (fixture->target), "old", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  bx_fake_add_fault (fixture->fake, "file", BX_FAKE_DROP_HALFWAY);
  g_assert_false (fetch (fixture, "/f/file", &error));
  g_assert_error (error, BX_ERROR, BX_ERROR_NETWORK);
  assert_target (fixture, "old");
}

static void
test_a_file_is_not_fetched_over_plain_http_from_elsewhere (Fixture *fixture, gconstpointer data)
{
  static const char *const uris[] = { "http://ulybka.bitrix24.ru/file", "http://127.0.0.1:1/file",
                                      "file:///etc/passwd", "ftp://127.0.0.1/file", "//[" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", uris[i]);
      g_assert_false (fetch (fixture, uris[i], &error));
      g_assert_error (error, BX_ERROR, BX_ERROR_INVALID);
    }

  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 0);
}

static void
test_what_is_not_there_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fetch (fixture, "/f/nothing", &error));
  g_assert_error (error, BX_ERROR, BX_ERROR_NOT_FOUND);
  g_assert_false (g_file_query_exists (fixture->target, NULL));
}

static void
test_a_redirect_within_the_portal_is_followed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bx_fake_add (fixture->fake, "file", 302, "");
  bx_fake_add (fixture->fake, "profile", 200, "moved here");
  g_assert_true (fetch (fixture, "/f/file", &error));
  g_assert_no_error (error);
  assert_target (fixture, "moved here");
}

#define ADD(name) g_test_add ("/bx-download/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_file_of_the_portal_is_private);
  ADD (a_file_that_was_there_is_replaced_and_made_private);
  ADD (a_file_that_breaks_off_leaves_the_old_one);
  ADD (a_file_is_not_fetched_over_plain_http_from_elsewhere);
  ADD (what_is_not_there_is_told);
  ADD (a_redirect_within_the_portal_is_followed);

  return g_test_run ();
}
