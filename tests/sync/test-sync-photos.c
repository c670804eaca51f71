/* test-sync-photos.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include "clinic-error.h"

#include <string.h>

/* of the demo clinic: two have put a photo into their profile */
#define WITH_PHOTO 1
#define WITH_ANOTHER 5
#define WITHOUT 8

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
assert_picture (GInputStream *stream)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (stream);
  g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  bytes = g_input_stream_read_bytes_finish (stream, result, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), "\x89PNG", 4), ==, 0);
}

static void
test_photos_wanted_together_are_asked_for_once (SyncFixture *fixture, gconstpointer data)
{
  static const gint64 users[] = { WITH_PHOTO, WITH_ANOTHER, WITHOUT, WITH_PHOTO };
  GAsyncResult *results[G_N_ELEMENTS (users)] = { NULL };
  ClinicNews *news = NULL;

  sync_fixture_open (fixture);
  news = clinic_session_get_news (fixture->session);
  sync_fixture_forget_journal (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    clinic_news_open_photo_async (news, users[i], NULL, on_result_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GInputStream) stream = NULL;

      WAIT_UNTIL (results[i] != NULL);
      result = results[i];
      stream = clinic_news_open_photo_finish (news, result, &error);
      if (users[i] == WITHOUT)
        g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
      else
        assert_picture (stream);
    }
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "user.get"), ==, 1);
}

static void
test_without_the_portal_there_is_no_photo (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ClinicNews *news = NULL;

  sync_fixture_open (fixture);
  news = clinic_session_get_news (fixture->session);
  sync_fixture_order (fixture, "method", "{\"name\":\"user.get\",\"missing\":true}");
  clinic_news_open_photo_async (news, WITH_PHOTO, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_null (clinic_news_open_photo_finish (news, result, &error));
  g_assert_true (error->domain == CLINIC_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("photos/once", test_photos_wanted_together_are_asked_for_once);
  SYNC_TEST ("photos/none", test_without_the_portal_there_is_no_photo);

  return g_test_run ();
}
