/* sync-parties.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-parties"

#include "sync-parties.h"

#include <string.h>

#include "bx-error.h"
#include "bx-json.h"
#include "sync-context.h"

#define DOCUMENT "party-names"
/* what crm.item.list gives at once */
#define PAGE 50

static const struct
{
  const char *kind;
  int entity; /* entityTypeId */
  const char *select;
} kinds[] = {
  { "CO", 4, "[\"id\",\"title\"]" },
  { "C", 3, "[\"id\",\"lastName\",\"name\",\"secondName\"]" },
};

struct _SyncParties
{
  GObject parent_instance;

  BxClient *client;          /* owned */
  StoreRepository *store;    /* owned, (nullable) */
  GCancellable *cancellable; /* owned */
  GHashTable *names;         /* owned: "CO_12" -> name */
  GHashTable *asked;         /* owned: set of those that need not be asked for in this session */
  GPtrArray *wanted;         /* owned, of char: still to be asked for */
  guint idle_id;
  gboolean loaded; /* what the store has is here */
  gboolean busy;
  gboolean learnt; /* names were told that nobody was told of */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncParties, sync_parties, G_TYPE_OBJECT)

/* What is asked for in one request; owned by it. */
typedef struct
{
  SyncParties *self; /* owned */
  GPtrArray *keys;   /* owned, of char */
} Question;

static void
question_free (Question *question)
{
  g_clear_object (&question->self);
  g_clear_pointer (&question->keys, g_ptr_array_unref);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* --- numbers --- */

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static gboolean
is_of_kind (const char *key, const char *kind)
{
  gsize length = strlen (kind);

  return g_str_has_prefix (key, kind) && key[length] == '_' && is_number (key + length + 1);
}

gboolean
sync_parties_is_key (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (is_of_kind (text, kinds[i].kind))
        return TRUE;
    }

  return FALSE;
}

char *
sync_parties_dup_key (const char *value, const char *kind)
{
  if (value == NULL || *value == '\0' || g_str_equal (value, "0"))
    return NULL;

  return is_number (value) ? g_strdup_printf ("%s_%s", kind, value) : g_strdup (value);
}

/* --- asking --- */

static void ask (SyncParties *self);

static gboolean
on_idle_cb (gpointer user_data)
{
  SyncParties *self = user_data;

  self->idle_id = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

/* when all rows that just came have said whom they name */
static void
ask_soon (SyncParties *self)
{
  if (self->idle_id == 0 && self->loaded && !self->busy && self->wanted->len > 0 &&
      !g_cancellable_is_cancelled (self->cancellable))
    self->idle_id = g_idle_add (on_idle_cb, self);
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("The names cannot be kept: %s", error->message);
}

static void
keep (SyncParties *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  GHashTableIter iter;
  const char *key, *name;

  if (self->store == NULL)
    return;
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &name))
    json_object_set_string_member (object, key, name);
  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, FALSE);
  store_repository_put_document_async (self->store, DOCUMENT, text, NULL, on_kept_cb, NULL);
}

/* (transfer full) */
static char *
dup_name (JsonObject *row)
{
  static const char *const parts[] = { "title", "lastName", "name", "secondName" };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = bx_json_get_string (row, parts[i]);

      if (part != NULL && *part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }

  return g_string_free (name, FALSE);
}

/* TRUE: it is news */
static gboolean
take_row (SyncParties *self, const char *kind, JsonObject *row)
{
  g_autofree char *name = dup_name (row);
  g_autofree char *key =
    g_strdup_printf ("%s_%" G_GINT64_FORMAT, kind, bx_json_get_int (row, "id", 0));

  if (*name == '\0' || g_strcmp0 (g_hash_table_lookup (self->names, key), name) == 0)
    return FALSE;
  g_hash_table_replace (self->names, g_steal_pointer (&key), g_steal_pointer (&name));

  return TRUE;
}

static gboolean
take_rows (SyncParties *self, const char *kind, BxAnswer *answer)
{
  JsonArray *rows = bx_json_get_array (bx_answer_get_object (answer), "items");
  gboolean is_news = FALSE;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (row != NULL && take_row (self, kind, row))
        is_news = TRUE;
    }

  return is_news;
}

/* Keys of the batch are numbered, behind their kind: two kinds have at most 25 pages each. */
static gboolean
take_answers (SyncParties *self, BxBatchAnswer *answers)
{
  gboolean is_news = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint page = 0; page < BX_BATCH_MAX; page++)
      {
        g_autofree char *key = g_strdup_printf ("%s%u", kinds[i].kind, page);
        g_autoptr (BxAnswer) answer =
          bx_batch_answer_has (answers, key) ? bx_batch_answer_dup (answers, key, NULL) : NULL;

        if (answer != NULL && take_rows (self, kinds[i].kind, answer))
          is_news = TRUE;
      }

  return is_news;
}

static void
on_answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  SyncParties *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  self->busy = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (answers == NULL)
    {
      g_debug ("Names did not come: %s", error->message);
      /* whoever shows them next asks again */
      for (guint i = 0; sync_error_is_passing (error) && i < question->keys->len; i++)
        g_hash_table_remove (self->asked, g_ptr_array_index (question->keys, i));
      return;
    }
  if (take_answers (self, answers))
    {
      keep (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  ask_soon (self);
}

/* docs: crm/universal/crm-item-list */
static void
add_page (BxBatch *batch, guint kind, guint page, JsonArray *ids)
{
  g_autofree char *key = g_strdup_printf ("%s%u", kinds[kind].kind, page);
  g_autoptr (JsonNode) select = json_from_string (kinds[kind].select, NULL);
  g_autoptr (JsonNode) list = json_node_init_array (json_node_alloc (), ids);

  bx_batch_ask (batch, key, "crm.item.list",
                bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'select': %p,"
                               " 'filter': {'@id': %p}, 'start': -1}",
                               (gint64) kinds[kind].entity, select, list));
}

/* moves as many of the kind as a batch has room for from what is wanted to the question */
static void
add_pages (SyncParties *self, BxBatch *batch, guint kind, GPtrArray *keys)
{
  g_autoptr (JsonArray) ids = json_array_new ();
  guint page = 0;

  for (guint i = 0; i < self->wanted->len && page < BX_BATCH_MAX / G_N_ELEMENTS (kinds);)
    {
      char *key = g_ptr_array_index (self->wanted, i);

      if (!is_of_kind (key, kinds[kind].kind))
        {
          i++;
          continue;
        }
      json_array_add_int_element (ids, g_ascii_strtoll (strchr (key, '_') + 1, NULL, 10));
      g_ptr_array_add (keys, g_ptr_array_steal_index (self->wanted, i));
      if (json_array_get_length (ids) < PAGE)
        continue;
      add_page (batch, kind, page++, ids);
      json_array_unref (ids);
      ids = json_array_new ();
    }
  if (json_array_get_length (ids) > 0)
    add_page (batch, kind, page, ids);
}

static void
ask (SyncParties *self)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (Question) question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_pages (self, batch, i, question->keys);
  self->busy = TRUE;
  bx_client_batch_async (self->client, batch, BX_PRIORITY_BACKGROUND, BX_CALL_READ,
                         self->cancellable, on_answers_cb, g_steal_pointer (&question));
}

const char *
sync_parties_find (SyncParties *self, const char *key)
{
  g_return_val_if_fail (SYNC_IS_PARTIES (self), NULL);

  if (!sync_parties_is_key (key))
    return NULL;
  if (g_hash_table_add (self->asked, g_strdup (key)))
    {
      g_ptr_array_add (self->wanted, g_strdup (key));
      ask_soon (self);
    }

  return g_hash_table_lookup (self->names, key);
}

void
sync_parties_learn (SyncParties *self, const char *key, const char *name)
{
  g_return_if_fail (SYNC_IS_PARTIES (self));

  if (g_strcmp0 (g_hash_table_lookup (self->names, key), name) == 0)
    return;
  g_hash_table_replace (self->names, g_strdup (key), g_strdup (name));
  self->learnt = TRUE;
}

void
sync_parties_announce (SyncParties *self)
{
  g_return_if_fail (SYNC_IS_PARTIES (self));

  if (!self->learnt)
    return;
  self->learnt = FALSE;
  keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
sync_parties_foreach (SyncParties *self, SyncPartyFunc func, gpointer user_data)
{
  GHashTableIter iter;
  const char *key, *name;

  g_return_if_fail (SYNC_IS_PARTIES (self));

  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &name))
    func (key, name, user_data);
}

/* --- the store --- */

static void
take_kept (SyncParties *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    {
      const char *name = bx_json_get_string (object, key);

      if (name != NULL)
        g_hash_table_replace (self->names, g_strdup (key), g_strdup (name));
    }
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncParties) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loaded = TRUE;
  if (node != NULL && bx_json_node_object (node) != NULL)
    {
      take_kept (self, bx_json_node_object (node));
      g_signal_emit (self, signals[CHANGED], 0);
    }
  ask_soon (self);
}

static void
sync_parties_finalize (GObject *object)
{
  SyncParties *self = SYNC_PARTIES (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sync_parties_parent_class)->finalize (object);
}

static void
sync_parties_class_init (SyncPartiesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_parties_finalize;

  /**
   * SyncParties::changed:
   *
   * Names are known that were not, or things are called otherwise.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sync_parties_init (SyncParties *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->wanted = g_ptr_array_new_with_free_func (g_free);
}

SyncParties *
sync_parties_new (BxClient *client, StoreRepository *store, GCancellable *cancellable)
{
  SyncParties *self = g_object_new (SYNC_TYPE_PARTIES, NULL);

  self->client = g_object_ref (client);
  g_set_object (&self->store, store);
  self->cancellable = g_object_ref (cancellable);
  self->loaded = store == NULL;
  if (store != NULL)
    store_repository_get_document_async (store, DOCUMENT, cancellable, on_read_cb,
                                         g_object_ref (self));

  return self;
}
