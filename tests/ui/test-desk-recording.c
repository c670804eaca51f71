/* test-desk-recording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recording of a call is played to its end, as GTK plays it: with GStreamer, on a computer
 * without a sound card into nothing. Skipped where GTK has no media back end.
 */

#include "dummy-eyes.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#define RATE 8000
#define SAMPLES (RATE / 2)

static void
append_number (GByteArray *bytes, guint32 number, guint size)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, size);
}

/* (transfer full): half a second of silence, 8 bits, one channel, as telephones record */
static GBytes *
make_wave (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 silence[SAMPLES];

  memset (silence, 128, sizeof silence);
  g_byte_array_append (bytes, (const guint8 *) "RIFF", 4);
  append_number (bytes, 36 + SAMPLES, 4);
  g_byte_array_append (bytes, (const guint8 *) "WAVEfmt ", 8);
  append_number (bytes, 16, 4);
  append_number (bytes, 1, 2);
  append_number (bytes, 1, 2);
  append_number (bytes, RATE, 4);
  append_number (bytes, RATE, 4);
  append_number (bytes, 1, 2);
  append_number (bytes, 8, 2);
  g_byte_array_append (bytes, (const guint8 *) "data", 4);
  append_number (bytes, SAMPLES, 4);
  g_byte_array_append (bytes, silence, SAMPLES);

  return g_byte_array_free_to_bytes (bytes);
}

static void
test_a_recording_is_played_to_its_end (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) wave = make_wave ();
  g_autoptr (GtkMediaStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  int fd = g_file_open_tmp ("recording-XXXXXX.wav", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (wave, NULL),
                                      (gssize) g_bytes_get_size (wave), &error));
  stream = gtk_media_file_new_for_filename (path);
  gtk_media_stream_play (stream);
  while (!gtk_media_stream_get_ended (stream) && gtk_media_stream_get_error (stream) == NULL &&
         g_get_monotonic_time () < until)
    settle (20);
  if (gtk_media_stream_get_error (stream) != NULL)
    g_test_message ("%s", gtk_media_stream_get_error (stream)->message);
  g_unlink (path);
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (stream), "GtkNoMediaFile") == 0)
    {
      g_test_skip ("GTK has no media back end here");
      return;
    }
  g_assert_no_error (gtk_media_stream_get_error (stream));
  g_assert_true (gtk_media_stream_get_ended (stream));
  g_assert_cmpint (gtk_media_stream_get_duration (stream), >=, 400 * 1000);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/recording/to-its-end", test_a_recording_is_played_to_its_end);

  return g_test_run ();
}
