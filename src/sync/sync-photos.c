/* sync-photos.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-photos"

#include "sync-photos.h"

#include "bx-json.h"
#include "sync-stream.h"

/* a page of user.get */
#define MOST_USERS 50

struct _SyncPhotos
{
  GObject parent_instance;

  SyncContext *context;  /* owned */
  GHashTable *addresses; /* owned: id -> where her photo lies, "" she has none */
  GPtrArray *waiting;    /* owned (GTask): to be asked for; data: gint64 id */
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (SyncPhotos, sync_photos, G_TYPE_OBJECT)

/* Those who wait for one answer; owned by its callback. */
typedef struct
{
  SyncPhotos *self; /* owned */
  GPtrArray *tasks; /* owned */
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->self);
  g_clear_pointer (&asking->tasks, g_ptr_array_unref);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static gint64
get_user (GTask *task)
{
  return *(const gint64 *) g_task_get_task_data (task);
}

static void
fetch (SyncPhotos *self, GTask *task)
{
  gint64 user = get_user (task);
  const char *address = g_hash_table_lookup (self->addresses, &user);

  sync_stream_open (sync_context_get_client (self->context), address, "there is no photo",
                    g_object_ref (task));
}

/* Who is not in the answer has none. A path is one of the portal's own. */
static void
take_addresses (SyncPhotos *self, GPtrArray *tasks, JsonArray *rows)
{
  for (guint i = 0; i < tasks->len; i++)
    g_hash_table_replace (self->addresses,
                          g_memdup2 (g_task_get_task_data (g_ptr_array_index (tasks, i)),
                                     sizeof (gint64)),
                          g_strdup (""));
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gint64 id = bx_json_get_int (row, "ID", 0);
      const char *address = bx_json_get_string (row, "PERSONAL_PHOTO");

      if (id > 0 && address != NULL)
        g_hash_table_replace (self->addresses, g_memdup2 (&id, sizeof id), g_strdup (address));
    }
}

static void
on_users_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer != NULL)
    take_addresses (asking->self, asking->tasks, bx_answer_get_array (answer));
  for (guint i = 0; i < asking->tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (asking->tasks, i);

      if (answer != NULL)
        fetch (asking->self, task);
      else
        g_task_return_error (task, sync_translate_error (error));
    }
}

/* docs: user/user-get; IMAGE_RESIZE small: 150 × 150 */
static void
ask (SyncPhotos *self, GPtrArray *tasks)
{
  g_autoptr (JsonArray) ids = json_array_new ();
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) params = NULL;
  Asking *asking = g_new0 (Asking, 1);

  for (guint i = 0; i < tasks->len; i++)
    json_array_add_int_element (ids, get_user (g_ptr_array_index (tasks, i)));
  list = json_node_init_array (json_node_alloc (), ids);
  params = bx_json_build ("{'FILTER': {'ID': %p}, 'select': ['ID', 'PERSONAL_PHOTO'],"
                          " 'IMAGE_RESIZE': 'small', 'start': -1}",
                          list);
  asking->self = g_object_ref (self);
  asking->tasks = g_ptr_array_ref (tasks);
  bx_client_call_async (sync_context_get_client (self->context), "user.get", params,
                        BX_PRIORITY_BACKGROUND, BX_CALL_READ,
                        sync_context_get_cancellable (self->context), on_users_cb, asking);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  SyncPhotos *self = user_data;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->idle_id = 0;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  while (waiting->len > 0)
    {
      g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < MOST_USERS && waiting->len > 0; i++)
        g_ptr_array_add (page, g_ptr_array_steal_index (waiting, 0));
      ask (self, page);
    }

  return G_SOURCE_REMOVE;
}

void
sync_photos_open_async (SyncPhotos *self,
                        gint64 user,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (SYNC_IS_PHOTOS (self));

  g_task_set_source_tag (task, sync_photos_open_async);
  g_task_set_task_data (task, g_memdup2 (&user, sizeof user), g_free);
  if (user <= 0 || g_hash_table_contains (self->addresses, &user))
    {
      fetch (self, task);
      return;
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);
}

GInputStream *
sync_photos_open_finish (SyncPhotos *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sync_photos_finalize (GObject *object)
{
  SyncPhotos *self = SYNC_PHOTOS (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->addresses, g_hash_table_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_photos_parent_class)->finalize (object);
}

static void
sync_photos_class_init (SyncPhotosClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_photos_finalize;
}

static void
sync_photos_init (SyncPhotos *self)
{
  self->addresses = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

SyncPhotos *
sync_photos_new (SyncContext *context)
{
  SyncPhotos *self = g_object_new (SYNC_TYPE_PHOTOS, NULL);

  self->context = g_object_ref (context);

  return self;
}
