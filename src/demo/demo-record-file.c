/* demo-record-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-record-file"

#include "demo-record-file.h"

#include "demo-dispatch.h"
#include "demo-param.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define RATE 8000
#define HEADER 44
#define MAX_SECONDS 3600

/* how long one of the two speaks before the other */
#define PHRASE (2 * RATE)

char *
demo_record_file_make_path (const char *call_id)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, call_id, -1);

  return g_strdup_printf ("/recordings/%.32s.wav", hash);
}

static void
put_number (guint8 *at, guint32 number, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    at[i] = (guint8) (number >> (8 * i));
}

/* RIFF, one channel of eight bits */
static void
put_header (guint8 *wav, guint32 samples)
{
  memcpy (wav, "RIFF", 4);
  put_number (wav + 4, HEADER - 8 + samples, 4);
  memcpy (wav + 8, "WAVEfmt ", 8);
  put_number (wav + 16, 16, 4);
  put_number (wav + 20, 1, 2);
  put_number (wav + 22, 1, 2);
  put_number (wav + 24, RATE, 4);
  put_number (wav + 28, RATE, 4);
  put_number (wav + 32, 1, 2);
  put_number (wav + 34, 8, 2);
  memcpy (wav + 36, "data", 4);
  put_number (wav + 40, samples, 4);
}

/* A note that swells four times a second, as syllables do, and rests at the end of each phrase. */
static guint8
hum (guint32 at, guint32 voice)
{
  double pitch = (at / PHRASE) % 2 == 0 ? 196.0 + voice % 40 : 122.0 + voice % 17;
  double seconds = (double) at / RATE;
  double swell = fabs (sin (2 * G_PI * 2 * seconds));

  if (at % PHRASE > PHRASE - RATE / 4)
    return 128;

  return (guint8) (128 + 50 * swell * sin (2 * G_PI * pitch * seconds));
}

GBytes *
demo_record_file_make (guint seconds, guint32 voice)
{
  guint32 samples = MIN (seconds, MAX_SECONDS) * RATE;
  guint8 *wav = g_malloc (HEADER + samples);

  put_header (wav, samples);
  for (guint32 i = 0; i < samples; i++)
    wav[HEADER + i] = hum (i, voice);

  return g_bytes_new_take (wav, HEADER + samples);
}

/*
 * Found:
 *
 * A recording: what was attached to the call, or how long to hum.
 */
typedef struct
{
  gint64 call; /* the row in the statistics */
  guint seconds;
  char *name;    /* owned, (nullable) */
  GBytes *bytes; /* owned, (nullable) */
} Found;

static void
found_clear (Found *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gboolean
find (DemoWorld *world, const char *where, const char *value, Found *found)
{
  sqlite3_stmt *row = NULL;
  g_autofree char *sql =
    g_strdup_printf ("SELECT s.ID, s.CALL_DURATION, r.NAME, r.CONTENT FROM record r"
                     " JOIN statistic s ON s.RECORD_FILE_ID = r.ID WHERE %s",
                     where);
  gboolean is_there = FALSE;

  if (sqlite3_prepare_v2 (demo_world_get_database (world), sql, -1, &row, NULL) != SQLITE_OK)
    return FALSE;
  sqlite3_bind_text (row, 1, value, -1, SQLITE_STATIC);
  if (sqlite3_step (row) == SQLITE_ROW)
    {
      is_there = TRUE;
      found->call = sqlite3_column_int64 (row, 0);
      found->seconds = (guint) sqlite3_column_int (row, 1);
      found->name = g_strdup ((const char *) sqlite3_column_text (row, 2));
      if (sqlite3_column_type (row, 3) == SQLITE_BLOB)
        found->bytes =
          g_bytes_new (sqlite3_column_blob (row, 3), (gsize) sqlite3_column_bytes (row, 3));
    }
  sqlite3_finalize (row);
  if (is_there && found->bytes == NULL)
    found->bytes = demo_record_file_make (found->seconds, (guint32) found->call);

  return is_there;
}

#define BY_ID "CAST (r.ID AS TEXT) = ?1"
#define BY_ADDRESS "s.CALL_RECORD_URL = ?1"
#define DISK "/disk/downloadFile/"

/* The server below cuts out the part that a Range asks for. */
void
demo_record_file_serve (DemoWorld *world, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gboolean on_disk = g_str_has_prefix (path, DISK);
  g_autofree char *key = g_strdup (on_disk ? path + strlen (DISK) : path);
  g_auto (Found) found = { 0 };

  if (on_disk)
    key[strcspn (key, "/")] = '\0';
  if (!find (world, on_disk ? BY_ID : BY_ADDRESS, key, &found))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }

  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  soup_message_headers_set_content_type (headers,
                                         g_str_has_suffix (found.name, ".mp3") ? "audio/mpeg"
                                                                               : "audio/wav",
                                         NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), found.bytes);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

static void
set_text (JsonObject *object, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  json_object_set_string_member (object, name, text);
}

/* See api-reference/disk/file/disk-file-get. */
JsonNode *
demo_record_file_run_get (DemoCall *call, GError **error)
{
  gint64 file = demo_param_get_int (call->params, "id", 0);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, file);
  g_autofree char *url = NULL;
  g_auto (Found) found = { 0 };
  g_autoptr (JsonObject) result = NULL;

  if (!find (call->world, BY_ID, id, &found))
    {
      demo_error_set (error, 400, "ERROR_NOT_FOUND", "Could not find entity with id `%s`.", id);
      return NULL;
    }

  url =
    g_strdup_printf ("http://%s" DISK "%s/?filename=%s",
                     demo_pull_get_host (demo_dispatch_get_pull (call->dispatch)), id, found.name);
  result = json_object_new ();
  set_text (result, "ID", file);
  json_object_set_string_member (result, "NAME", found.name);
  json_object_set_null_member (result, "CODE");
  json_object_set_string_member (result, "STORAGE_ID", "13");
  json_object_set_string_member (result, "TYPE", "file");
  json_object_set_string_member (result, "PARENT_ID", "15");
  json_object_set_string_member (result, "DELETED_TYPE", "0");
  set_text (result, "FILE_ID", file + 20000);
  set_text (result, "SIZE", (gint64) g_bytes_get_size (found.bytes));
  json_object_set_string_member (result, "DOWNLOAD_URL", url);

  return json_node_init_object (json_node_alloc (), result);
}
