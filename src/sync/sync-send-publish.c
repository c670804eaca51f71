/* sync-send-publish.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A post of one's own (docs: log/log-blogpost-add). The portal knows no key that would keep it from
 * being published twice: before a repeat the feed is searched for what an earlier attempt has made.
 */

#define G_LOG_DOMAIN "sync-send-publish"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "sync-bbcode.h"
#include "sync-news-map.h"
#include "sync-post-notes.h"

/* Seconds that the portal's clock and our idea of it may differ by: nobody writes the same message
 * twice in so short a time. */
#define CLOCK_SLACK 60
/* pages of the feed in which a post of one's own is looked for */
#define MOST_PAGES 4
/* bytes of one file: more takes the portal longer than it lets a request take */
#define MOST_BYTES (10 * 1024 * 1024)

/* --- files --- */

static void
add_file (JsonArray *files, const char *name, const char *code)
{
  JsonArray *pair = json_array_new ();

  json_array_add_string_element (pair, name);
  json_array_add_string_element (pair, code);
  json_array_add_array_element (files, pair);
}

static void
read_files (GTask *reading, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **paths = data;
  g_autoptr (JsonArray) files = json_array_new ();

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (paths[i]);
      g_autofree char *content = NULL;
      g_autofree char *code = NULL;
      gsize length = 0;

      if (!g_file_get_contents (paths[i], &content, &length, NULL))
        {
          g_task_return_new_error (reading, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                   _ ("The file “%s” is not there any more."), name);
          return;
        }
      if (length > MOST_BYTES)
        {
          g_task_return_new_error (reading, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                                   _ ("The file “%s” is larger than 10 MB."), name);
          return;
        }
      code = g_base64_encode ((const guchar *) content, length);
      add_file (files, name, code);
    }
  g_task_return_pointer (reading, g_steal_pointer (&files), (GDestroyNotify) json_array_unref);
}

static char **
dup_list (SyncSend *self, const char *key)
{
  GVariant *payload = clinic_command_get_payload (self->command);
  char **list = NULL;

  if (payload != NULL)
    g_variant_lookup (payload, key, "^as", &list);

  return list;
}

/* --- publishing --- */

static void
return_published (GTask *task, gint64 id)
{
  SyncSend *self = g_task_get_task_data (task);
  g_auto (GStrv) dest = dup_list (self, "dest");

  if (id > 0 && dest != NULL)
    sync_post_notes_dest (self->context, id, (const char *const *) dest);
  sync_send_return_done (task, CLINIC_ENTITY_NONE, id);
}

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    return_published (task, bx_json_node_int (bx_answer_get_result (answer), 0));
}

/* The portal keeps the day alone; at noon it is the same day in the zones around. */
static void
set_end (JsonObject *params, gint64 until)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (until);
  g_autoptr (GDateTime) noon =
    g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                           g_date_time_get_day_of_month (day), 12, 0, 0);
  g_autofree char *text = g_date_time_format (noon, "%Y-%m-%dT%H:%M:%S%:z");

  json_object_set_string_member (params, "IMPORTANT_DATE_END", text);
}

/* What was made for this message alone is kept in the command, and nowhere else. */
static void
add_contents (SyncSend *self, JsonArray *files)
{
  GVariant *payload = clinic_command_get_payload (self->command);
  g_autoptr (GVariant) contents = NULL;
  GVariantIter iter;
  const char *name = NULL;
  const char *code = NULL;

  if (payload != NULL)
    contents = g_variant_lookup_value (payload, "contents", G_VARIANT_TYPE ("a(ss)"));
  if (contents == NULL)
    return;
  g_variant_iter_init (&iter, contents);
  while (g_variant_iter_next (&iter, "(&s&s)", &name, &code))
    add_file (files, name, code);
}

static JsonNode *
new_params (SyncSend *self, JsonArray *files)
{
  const char *title = sync_command_peek (self->command, "title");
  const char *text = sync_command_peek (self->command, "text");
  gint64 until = sync_command_peek_int (self->command, "until");
  g_auto (GStrv) dest = dup_list (self, "dest");
  JsonNode *node = bx_json_build ("{'POST_MESSAGE': %s}", text != NULL ? text : "");
  JsonObject *params = json_node_get_object (node);
  JsonArray *codes = json_array_new ();

  for (guint i = 0; dest != NULL && dest[i] != NULL; i++)
    json_array_add_string_element (codes, dest[i]);
  json_object_set_array_member (params, "DEST", codes);
  if (title != NULL)
    json_object_set_string_member (params, "POST_TITLE", title);
  if (sync_command_peek_bool (self->command, "important"))
    {
      json_object_set_string_member (params, "IMPORTANT", "Y");
      if (until > 0)
        set_end (params, until);
    }
  if (json_array_get_length (files) > 0)
    json_object_set_array_member (params, "FILES", json_array_ref (files));

  return node;
}

static void
on_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) files = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (files == NULL)
    sync_send_return_refused (task, g_strdup (error->message));
  else
    {
      add_contents (self, files);
      sync_send_call (g_steal_pointer (&task), "log.blogpost.add", new_params (self, files),
                      BX_CALL_WRITE, on_added_cb);
    }
}

/* takes the task over */
static void
publish (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  g_auto (GStrv) dest = dup_list (self, "dest");
  g_autoptr (GTask) reading = NULL;

  /* without recipients the portal would take everybody */
  if (dest == NULL || dest[0] == NULL)
    {
      sync_send_return_refused (task, g_strdup (_ ("Nobody is to get the message.")));
      g_object_unref (task);
      return;
    }
  reading = g_task_new (NULL, g_task_get_cancellable (task), on_files_cb, task);
  g_task_set_source_tag (reading, publish);
  g_task_set_task_data (reading, dup_list (self, "files"), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (reading, read_files);
}

/* --- before a repeat --- */

static void look_for_own (GTask *task, gint64 start);

static gboolean
is_same_title (ClinicPost *post, const char *title)
{
  const char *other = clinic_post_get_title (post);

  /* a post without a title gets one out of its text */
  return title == NULL || g_strcmp0 (other, title) == 0;
}

static gboolean
is_ours (SyncSend *self, ClinicPost *post)
{
  return clinic_post_get_author_id (post) ==
           clinic_link_get_user_id (sync_context_get_link (self->context)) &&
         clinic_post_get_published (post) >= self->sent_at - CLOCK_SLACK &&
         is_same_title (post, sync_command_peek (self->command, "title")) &&
         sync_bbcode_equal (clinic_post_get_text (post), sync_command_peek (self->command, "text"));
}

static void
on_feed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 next;

  if (answer == NULL)
    return;
  rows = sync_news_map_rows (bx_answer_get_result (answer));
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (ClinicPost) post = sync_news_map_post (self->context, g_ptr_array_index (rows, i));

      if (post != NULL && is_ours (self, post))
        {
          return_published (task, clinic_post_get_id (post));
          return;
        }
    }
  next = bx_answer_get_next (answer);
  if (next > 0 && next < MOST_PAGES * 50)
    look_for_own (g_steal_pointer (&task), next);
  else
    publish (g_steal_pointer (&task));
}

/* Takes the task over (docs: log/log-blogpost-get). The feed is ordered by the last activity; older
 * portals pass over the date. */
static void
look_for_own (GTask *task, gint64 start)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->sent_at - CLOCK_SLACK);
  g_autofree char *from = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");

  sync_send_call (task, "log.blogpost.get",
                  bx_json_build ("{'LOG_DATE_FROM': %s, 'start': %" G_GINT64_FORMAT "}", from,
                                 start),
                  BX_CALL_READ, on_feed_cb);
}

void
sync_send_publish (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (self->check)
    look_for_own (task, 0);
  else
    publish (task);
}
