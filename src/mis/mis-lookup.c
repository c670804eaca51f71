/* mis-lookup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-lookup"

#include "mis-lookup.h"

#include "mis-row.h"

/* what web servers take for an address at least */
#define MAX_URI 2000
/* A name or number that somebody corrects is seen with the next change of a visit after this. */
#define FRESH_US (10 * 60 * G_USEC_PER_SEC)

/* What is known of a key; no rows: there is nothing. */
typedef struct
{
  GPtrArray *rows; /* owned: JsonObject */
  gint64 at;       /* monotonic */
} Known;

struct _MisLookup
{
  GObject parent_instance;

  MisClient *client; /* owned */
  char *entity;      /* owned */
  char *key;         /* owned */
  char *filter;      /* owned (nullable) */
  GPtrArray *fields; /* owned: utf8 */
  GHashTable *known; /* owned: key -> Known */
};

G_DEFINE_FINAL_TYPE (MisLookup, mis_lookup, G_TYPE_OBJECT)

/*
 * Asking:
 *
 * The data of a task: what is still to be asked, and what was.
 */
typedef struct
{
  GPtrArray *open;  /* owned: utf8 */
  GPtrArray *asked; /* owned: utf8: with the request that is on its way */
} Asking;

static void
known_free (Known *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
asking_free (Asking *self)
{
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_free (self);
}

static void
mis_lookup_finalize (GObject *object)
{
  MisLookup *self = MIS_LOOKUP (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->entity, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);

  G_OBJECT_CLASS (mis_lookup_parent_class)->finalize (object);
}

static void
mis_lookup_class_init (MisLookupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mis_lookup_finalize;
}

static void
mis_lookup_init (MisLookup *self)
{
  self->known =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) known_free);
}

MisLookup *
mis_lookup_new (MisClient *client,
                const char *entity,
                const char *key,
                const char *filter,
                GPtrArray *fields)
{
  MisLookup *self = g_object_new (MIS_TYPE_LOOKUP, NULL);

  self->client = g_object_ref (client);
  self->entity = g_strdup (entity);
  self->key = g_strdup (key);
  self->filter = g_strdup (filter);
  self->fields = g_ptr_array_copy (fields, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
  g_ptr_array_set_free_func (self->fields, g_free);
  mis_row_add_fields (key, self->fields);

  return self;
}

/* guid'…' for what looks like one, else 'text' with its quotes doubled */
static void
append_key (GString *filter, const char *field, const char *key)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *quoted = NULL;

  if (g_uuid_string_is_valid (key))
    {
      g_string_append_printf (filter, "%s eq guid'%s'", field, key);
      return;
    }

  parts = g_strsplit (key, "'", -1);
  quoted = g_strjoinv ("''", parts);
  g_string_append_printf (filter, "%s eq '%s'", field, quoted);
}

/* (transfer full): the condition for the first so many keys */
static char *
build_filter (MisLookup *self, GPtrArray *keys, guint count)
{
  GString *filter = g_string_new (self->filter != NULL ? "(" : "");

  for (guint i = 0; i < count; i++)
    {
      if (i > 0)
        g_string_append (filter, " or ");
      append_key (filter, self->key, keys->pdata[i]);
    }
  if (self->filter != NULL)
    g_string_append_printf (filter, ") and %s", self->filter);

  return g_string_free (filter, FALSE);
}

static char *
dup_uri (MisLookup *self, GPtrArray *keys, guint count)
{
  g_autofree char *filter = build_filter (self, keys, count);
  MisQuery query = { self->entity, filter, self->key, self->fields, NULL };

  return mis_client_dup_uri (self->client, &query);
}

/* How many keys one address bears: measured once, for all keys are of one size. */
static guint
count_bearable (MisLookup *self, GPtrArray *keys)
{
  g_autofree char *one = dup_uri (self, keys, 1);
  g_autofree char *two = keys->len > 1 ? dup_uri (self, keys, 2) : NULL;
  gsize step;

  if (two == NULL)
    return 1;

  step = MAX (strlen (two) - strlen (one), 1);

  return (guint) CLAMP (1 + (MAX_URI - (gssize) strlen (one)) / (gssize) step, 1, keys->len);
}

static void ask (GTask *task);

static void
keep_rows (MisLookup *self, Asking *asking, GPtrArray *rows)
{
  for (guint i = 0; i < asking->asked->len; i++)
    {
      Known *known = g_new0 (Known, 1);

      known->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
      known->at = g_get_monotonic_time ();
      g_hash_table_replace (self->known, g_strdup (asking->asked->pdata[i]), known);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *key = mis_row_dup_text (rows->pdata[i], self->key);
      Known *known = key != NULL ? g_hash_table_lookup (self->known, key) : NULL;

      if (known != NULL)
        g_ptr_array_add (known->rows, json_object_ref (rows->pdata[i]));
    }
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = mis_client_list_finish (MIS_CLIENT (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  keep_rows (g_task_get_source_object (task), g_task_get_task_data (task), rows);
  ask (task);
}

static void
ask (GTask *task)
{
  MisLookup *self = g_task_get_source_object (task);
  Asking *asking = g_task_get_task_data (task);
  g_autofree char *filter = NULL;
  MisQuery query = { .entity = self->entity, .order = self->key, .fields = self->fields };
  guint count;

  if (asking->open->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  count = count_bearable (self, asking->open);
  filter = build_filter (self, asking->open, count);
  query.filter = filter;
  g_ptr_array_set_size (asking->asked, 0);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (asking->asked, g_strdup (asking->open->pdata[i]));
  g_ptr_array_remove_range (asking->open, 0, count);

  mis_client_list_async (self->client, &query, g_task_get_cancellable (task), on_listed_cb,
                         g_object_ref (task));
}

static gboolean
is_fresh (MisLookup *self, const char *key)
{
  Known *known = g_hash_table_lookup (self->known, key);

  return known != NULL && g_get_monotonic_time () - known->at < FRESH_US;
}

void
mis_lookup_resolve_async (MisLookup *self,
                          GPtrArray *keys,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Asking *asking = g_new0 (Asking, 1);

  g_return_if_fail (MIS_IS_LOOKUP (self));

  g_task_set_source_tag (task, mis_lookup_resolve_async);
  asking->open = g_ptr_array_new_with_free_func (g_free);
  asking->asked = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);
  for (guint i = 0; i < keys->len; i++)
    {
      if (!is_fresh (self, keys->pdata[i]) && g_hash_table_add (seen, keys->pdata[i]))
        g_ptr_array_add (asking->open, g_strdup (keys->pdata[i]));
    }

  ask (task);
}

gboolean
mis_lookup_resolve_finish (MisLookup *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
mis_lookup_get_rows (MisLookup *self, const char *key)
{
  Known *known;

  g_return_val_if_fail (MIS_IS_LOOKUP (self), NULL);

  known = key != NULL ? g_hash_table_lookup (self->known, key) : NULL;

  return known != NULL && known->rows->len > 0 ? known->rows : NULL;
}

JsonObject *
mis_lookup_get_row (MisLookup *self, const char *key)
{
  GPtrArray *rows = mis_lookup_get_rows (self, key);

  return rows != NULL ? rows->pdata[0] : NULL;
}
