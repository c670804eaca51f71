/* sync-news-ask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-news-ask"

#include "sync-news-ask.h"

#include "bx-json.h"

#define KEY_USERS "u"
/* the portal names no more readers */
#define MOST_READERS 500

struct _SyncNewsAsk
{
  BxBatch *batch;         /* owned */
  JsonArray *users;       /* owned */
  BxBatchAnswer *answers; /* owned, (nullable): NULL until they came */
};

SyncNewsAsk *
sync_news_ask_new (void)
{
  SyncNewsAsk *self = g_new0 (SyncNewsAsk, 1);

  self->batch = bx_batch_new (FALSE);
  self->users = json_array_new ();

  return self;
}

void
sync_news_ask_free (SyncNewsAsk *self)
{
  g_clear_object (&self->batch);
  g_clear_pointer (&self->users, json_array_unref);
  g_clear_pointer (&self->answers, bx_batch_answer_unref);
  g_free (self);
}

static char *
dup_key (char kind, gint64 id)
{
  return g_strdup_printf ("%c%" G_GINT64_FORMAT, kind, id);
}

/* One place is kept for the authors. */
static gboolean
add (SyncNewsAsk *self, char kind, gint64 id, const char *method, const char *name)
{
  g_autofree char *key = dup_key (kind, id);
  g_autoptr (JsonNode) params = NULL;
  JsonObject *object = NULL;

  if (bx_batch_get_size (self->batch) >= BX_BATCH_MAX - 1)
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, name, id);
  params = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (params, object);
  bx_batch_add (self->batch, key, method, params, NULL);

  return TRUE;
}

/* docs: log/log-blogpost-getusers-important */
gboolean
sync_news_ask_readers (SyncNewsAsk *self, gint64 post)
{
  return add (self, 'r', post, "log.blogpost.getusers.important", "POST_ID");
}

gboolean
sync_news_ask_post (SyncNewsAsk *self, gint64 post)
{
  return add (self, 'p', post, "log.blogpost.get", "POST_ID");
}

gboolean
sync_news_ask_file (SyncNewsAsk *self, gint64 file)
{
  return add (self, 'f', file, "disk.attachedObject.get", "id");
}

void
sync_news_ask_user (SyncNewsAsk *self, gint64 user)
{
  json_array_add_int_element (self->users, user);
}

gboolean
sync_news_ask_is_empty (SyncNewsAsk *self)
{
  return bx_batch_get_size (self->batch) == 0 && json_array_get_length (self->users) == 0;
}

static void
on_answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncNewsAsk *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  if (self->answers != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sync_news_ask_async (SyncNewsAsk *self,
                     SyncContext *context,
                     BxPriority priority,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_news_ask_async);
  g_task_set_task_data (task, self, NULL);
  if (json_array_get_length (self->users) > 0)
    {
      g_autoptr (JsonNode) ids = json_node_init_array (json_node_alloc (), self->users);
      g_autoptr (JsonNode) params = bx_json_build ("{'FILTER': {'ID': %p}, 'start': -1}", ids);

      bx_batch_add (self->batch, KEY_USERS, "user.get", params, NULL);
    }
  bx_client_batch_async (sync_context_get_client (context), self->batch, priority, BX_CALL_READ,
                         cancellable, on_answers_cb, task);
}

gboolean
sync_news_ask_finish (SyncNewsAsk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static BxAnswer *
dup_answer (SyncNewsAsk *self, const char *key)
{
  if (self->answers == NULL || !bx_batch_answer_has (self->answers, key))
    return NULL;

  return bx_batch_answer_dup (self->answers, key, NULL);
}

/* (transfer full) (nullable) */
static JsonNode *
dup_result (SyncNewsAsk *self, const char *key)
{
  g_autoptr (BxAnswer) answer = dup_answer (self, key);

  return answer != NULL ? json_node_copy (bx_answer_get_result (answer)) : NULL;
}

int
sync_news_find_reader (BxAnswer *answer, gint64 user)
{
  JsonArray *ids = bx_answer_get_array (answer);
  guint length = ids != NULL ? json_array_get_length (ids) : 0;

  for (guint i = 0; i < length; i++)
    {
      if (bx_json_node_int (json_array_get_element (ids, i), 0) == user)
        return 1;
    }

  /* a list that is full says nothing of those who are not in it */
  return length < MOST_READERS ? 0 : -1;
}

int
sync_news_ask_has_read (SyncNewsAsk *self, gint64 post, gint64 user)
{
  g_autofree char *key = dup_key ('r', post);
  g_autoptr (BxAnswer) answer = dup_answer (self, key);

  return answer != NULL ? sync_news_find_reader (answer, user) : -1;
}

JsonNode *
sync_news_ask_dup_post (SyncNewsAsk *self, gint64 post)
{
  g_autofree char *key = dup_key ('p', post);

  return dup_result (self, key);
}

JsonNode *
sync_news_ask_dup_file (SyncNewsAsk *self, gint64 file)
{
  g_autofree char *key = dup_key ('f', file);

  return dup_result (self, key);
}

JsonNode *
sync_news_ask_dup_users (SyncNewsAsk *self)
{
  return dup_result (self, KEY_USERS);
}
