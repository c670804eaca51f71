/* bx-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-batch"

#include "bx-batch-private.h"

#include "bx-error.h"
#include "bx-query.h"

#include <string.h>

/**
 * BxBatch:
 *
 * Collects the commands in their order. Whoever builds it owns it; a client copies what it needs,
 * so the same batch may be sent again.
 */
struct _BxBatch
{
  GObject parent_instance;

  GPtrArray *keys;     /* owned (element-type utf8) */
  GPtrArray *methods;  /* owned (element-type utf8): the method of each key */
  GPtrArray *commands; /* owned (element-type utf8): `method?query` of each key */
  gboolean halt;
};

G_DEFINE_FINAL_TYPE (BxBatch, bx_batch, G_TYPE_OBJECT)

static void
bx_batch_finalize (GObject *object)
{
  BxBatch *self = BX_BATCH (object);

  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->methods, g_ptr_array_unref);
  g_clear_pointer (&self->commands, g_ptr_array_unref);

  G_OBJECT_CLASS (bx_batch_parent_class)->finalize (object);
}

static void
bx_batch_class_init (BxBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bx_batch_finalize;
}

static void
bx_batch_init (BxBatch *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->methods = g_ptr_array_new_with_free_func (g_free);
  self->commands = g_ptr_array_new_with_free_func (g_free);
}

/**
 * bx_batch_new:
 * @halt: whether to stop at the first command that fails
 *
 * Returns: (transfer full): a batch without commands
 */
BxBatch *
bx_batch_new (gboolean halt)
{
  BxBatch *self = g_object_new (BX_TYPE_BATCH, NULL);

  self->halt = halt;

  return self;
}

/* the key is part of references: $result[key][field] */
static gboolean
is_key (const char *key)
{
  return key[0] != '\0' && strpbrk (key, "[]$ &=?") == NULL;
}

static gboolean
add_command (BxBatch *self,
             const char *key,
             const char *method,
             JsonNode *params,
             gboolean keep_references,
             GError **error)
{
  g_autofree char *query = NULL;

  if (self->keys->len >= BX_BATCH_MAX)
    {
      g_set_error (error, BX_ERROR, BX_ERROR_INVALID, "a batch holds %d commands", BX_BATCH_MAX);
      return FALSE;
    }

  if (!is_key (key) || g_ptr_array_find_with_equal_func (self->keys, key, g_str_equal, NULL))
    {
      g_set_error (error, BX_ERROR, BX_ERROR_INVALID, "“%s” cannot be the next key", key);
      return FALSE;
    }

  if (!keep_references && bx_query_has_reference (params))
    {
      g_set_error (error, BX_ERROR, BX_ERROR_INVALID, "a text for %s would be read as a reference",
                   method);
      return FALSE;
    }

  query = bx_query_encode (params, keep_references);
  g_ptr_array_add (self->keys, g_strdup (key));
  g_ptr_array_add (self->methods, g_strdup (method));
  g_ptr_array_add (self->commands,
                   query[0] != '\0' ? g_strconcat (method, "?", query, NULL) : g_strdup (method));

  return TRUE;
}

/**
 * bx_batch_add:
 * @self: the batch
 * @key: the name of the command in this batch
 * @method: a REST method
 * @params: (nullable) (transfer none): its params, a JSON object. null, {} and [] in it have no
 *   spelling in a batch and are left out: to send them, call the method by itself
 * @error: (nullable): where an error goes
 *
 * Adds a command. Free text that people typed goes better in a call of its own
 * (settings/how-to-call-rest-api/batch): here it is refused if the portal would misread it.
 *
 * Returns: whether it was added; %FALSE with %BX_ERROR_INVALID when the batch is full, @key is
 *   taken or empty, or a text in @params holds `$result[` and its like
 */
gboolean
bx_batch_add (BxBatch *self, const char *key, const char *method, JsonNode *params, GError **error)
{
  g_return_val_if_fail (BX_IS_BATCH (self), FALSE);
  g_return_val_if_fail (key != NULL && method != NULL, FALSE);

  return add_command (self, key, method, params, FALSE, error);
}

/**
 * bx_batch_ask:
 * @self: the batch
 * @key: the name of the command in this batch
 * @method: a REST method
 * @params: (nullable) (transfer full): as for bx_batch_add()
 *
 * Adds a question of our own making, which can only be refused where we made a mistake: that is
 * logged, and the others are asked without it.
 */
void
bx_batch_ask (BxBatch *self, const char *key, const char *method, JsonNode *params)
{
  g_autoptr (JsonNode) owned = params;
  g_autoptr (GError) error = NULL;

  if (!bx_batch_add (self, key, method, params, &error))
    g_warning ("Cannot ask %s: %s", method, error->message);
}

/**
 * bx_batch_add_with_references:
 * @self: the batch
 * @key: the name of the command in this batch
 * @method: a REST method
 * @params: (nullable) (transfer none): its params, a JSON object
 * @error: (nullable): where an error goes
 *
 * As bx_batch_add(), for params such as `$result[dup][CONTACT][0]`. What does not resolve is
 * replaced by the nearest thing that does, so check the ids in the answer. Never put a text that
 * somebody typed in such params.
 *
 * Returns: whether it was added
 */
gboolean
bx_batch_add_with_references (BxBatch *self,
                              const char *key,
                              const char *method,
                              JsonNode *params,
                              GError **error)
{
  g_return_val_if_fail (BX_IS_BATCH (self), FALSE);
  g_return_val_if_fail (key != NULL && method != NULL, FALSE);

  return add_command (self, key, method, params, TRUE, error);
}

/**
 * bx_batch_get_size:
 * @self: the batch
 *
 * Returns: how many commands it has
 */
guint
bx_batch_get_size (BxBatch *self)
{
  g_return_val_if_fail (BX_IS_BATCH (self), 0);

  return self->keys->len;
}

/**
 * bx_batch_dup_params:
 * @self: the batch
 *
 * Returns: (transfer full): the params of the method `batch`
 */
JsonNode *
bx_batch_dup_params (BxBatch *self)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonObject *commands = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < self->keys->len; i++)
    json_object_set_string_member (commands, g_ptr_array_index (self->keys, i),
                                   g_ptr_array_index (self->commands, i));

  json_object_set_int_member (root, "halt", self->halt ? 1 : 0);
  json_object_set_object_member (root, "cmd", commands);
  json_node_take_object (node, g_steal_pointer (&root));

  return node;
}

/**
 * bx_batch_dup_methods:
 * @self: the batch
 *
 * Returns: (transfer full): the methods it runs, each once, with spaces between
 */
char *
bx_batch_dup_methods (BxBatch *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->methods->len; i++)
    {
      char *name = g_ptr_array_index (self->methods, i);

      if (g_hash_table_add (seen, name))
        g_string_append_printf (names, names->len > 0 ? " %s" : "%s", name);
    }

  return g_string_free (names, FALSE);
}

/* (transfer none) (element-type utf8): the keys in their order */
GPtrArray *
bx_batch_get_keys (BxBatch *self)
{
  return self->keys;
}

/* (transfer none) (element-type utf8): the method of each key */
GPtrArray *
bx_batch_get_methods (BxBatch *self)
{
  return self->methods;
}
