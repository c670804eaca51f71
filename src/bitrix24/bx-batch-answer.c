/* bx-batch-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-batch-answer"

#include "bx-batch-private.h"

#include "bx-answer-private.h"
#include "bx-error.h"
#include "bx-json.h"

typedef struct
{
  BxAnswer *answer; /* owned, (nullable) */
  GError *error;    /* owned, (nullable): set when there is no answer */
} Outcome;

struct _BxBatchAnswer
{
  GHashTable *outcomes; /* owned (element-type utf8 Outcome): one for each key that was sent */
  double operating;
  gint64 operating_reset_at;
  double duration;
};

G_DEFINE_BOXED_TYPE (BxBatchAnswer, bx_batch_answer, bx_batch_answer_ref, bx_batch_answer_unref)

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->answer, bx_answer_unref);
  g_clear_error (&outcome->error);
  g_slice_free (Outcome, outcome);
}

BxBatchAnswer *
bx_batch_answer_ref (BxBatchAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
bx_batch_answer_clear (gpointer data)
{
  BxBatchAnswer *self = data;

  g_clear_pointer (&self->outcomes, g_hash_table_unref);
}

void
bx_batch_answer_unref (BxBatchAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, bx_batch_answer_clear);
}

/* A map of a batch answer is an object, [] when it is empty, or an array when its keys are 0..n. */
static JsonNode *
peek_entry (JsonNode *map, const char *key)
{
  JsonObject *object = bx_json_node_object (map);
  JsonArray *array = bx_json_node_array (map);
  guint64 index;

  if (object != NULL)
    return json_object_get_member (object, key);

  if (array != NULL && g_ascii_string_to_unsigned (key, 10, 0, G_MAXUINT, &index, NULL) &&
      index < json_array_get_length (array))
    return json_array_get_element (array, (guint) index);

  return NULL;
}

static JsonNode *
peek_map (JsonObject *root, const char *name)
{
  return json_object_get_member (root, name);
}

static Outcome *
read_outcome (JsonObject *root, const char *key)
{
  Outcome *outcome = g_slice_new0 (Outcome);
  JsonNode *failure = peek_entry (peek_map (root, "result_error"), key);
  JsonNode *result = peek_entry (peek_map (root, "result"), key);
  JsonObject *holder = bx_json_node_object (failure);

  if (failure != NULL && !JSON_NODE_HOLDS_NULL (failure))
    {
      JsonNode *code = holder != NULL ? json_object_get_member (holder, "error") : failure;

      outcome->error = bx_answer_error_new (code, holder, 0);
    }
  else if (result != NULL)
    {
      JsonNode *total = peek_entry (peek_map (root, "result_total"), key);
      JsonNode *next = peek_entry (peek_map (root, "result_next"), key);
      JsonNode *time = peek_entry (peek_map (root, "result_time"), key);

      outcome->answer = bx_answer_new (json_node_ref (result), bx_json_node_int (total, -1),
                                       bx_json_node_int (next, -1), bx_json_node_object (time));
    }
  else
    {
      outcome->error =
        g_error_new (BX_ERROR, BX_ERROR_INVALID, "the command “%s” was not run", key);
    }

  return outcome;
}

static void
note_operating (BxBatchAnswer *self, BxAnswer *answer)
{
  if (bx_answer_get_operating (answer) < self->operating)
    return;

  self->operating = bx_answer_get_operating (answer);
  self->operating_reset_at = bx_answer_get_operating_reset_at (answer);
}

/**
 * bx_batch_answer_new:
 * @keys: (element-type utf8): the keys that were sent
 * @answer: what the method `batch` gave
 *
 * Reads `{"result":{"key":…},"result_error":[],"result_total":[],"result_next":[],
 * "result_time":{…}}`.
 *
 * Returns: (nullable) (transfer full): the outcomes, or %NULL if this is no answer to a batch
 */
BxBatchAnswer *
bx_batch_answer_new (GPtrArray *keys, BxAnswer *answer)
{
  BxBatchAnswer *self;
  JsonObject *root = bx_answer_get_object (answer);

  if (root == NULL || !json_object_has_member (root, "result"))
    return NULL;

  self = g_atomic_rc_box_new0 (BxBatchAnswer);
  self->outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, outcome_free);
  self->duration = bx_answer_get_duration (answer);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      Outcome *outcome = read_outcome (root, key);

      if (outcome->answer != NULL)
        note_operating (self, outcome->answer);

      g_hash_table_insert (self->outcomes, g_strdup (key), outcome);
    }

  return self;
}

/**
 * bx_batch_answer_dup:
 * @self: the outcomes
 * @key: the key of a command
 * @error: (nullable): where an error goes
 *
 * Returns: (nullable) (transfer full): what the command gave, or %NULL with what the portal said
 *   against it, or with %BX_ERROR_INVALID when it was not run because an earlier one failed
 */
BxAnswer *
bx_batch_answer_dup (BxBatchAnswer *self, const char *key, GError **error)
{
  Outcome *outcome;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  outcome = g_hash_table_lookup (self->outcomes, key);

  if (outcome == NULL)
    {
      g_set_error (error, BX_ERROR, BX_ERROR_INVALID, "the batch had no command “%s”", key);
      return NULL;
    }

  if (outcome->error != NULL)
    {
      g_propagate_error (error, g_error_copy (outcome->error));
      return NULL;
    }

  return bx_answer_ref (outcome->answer);
}

/**
 * bx_batch_answer_dup_result:
 * @self: the outcomes
 * @key: the key of a command
 *
 * Returns: (nullable) (transfer full): the result of the command, or %NULL where it was not asked
 *   or the portal did not tell, which is logged
 */
JsonNode *
bx_batch_answer_dup_result (BxBatchAnswer *self, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_batch_answer_dup (self, key, &error);

  if (answer == NULL)
    {
      g_debug ("%s is not told: %s", key, error->message);
      return NULL;
    }

  return json_node_copy (bx_answer_get_result (answer));
}

/**
 * bx_batch_answer_has:
 * @self: the outcomes
 * @key: the key of a command
 *
 * Returns: whether the command succeeded
 */
gboolean
bx_batch_answer_has (BxBatchAnswer *self, const char *key)
{
  Outcome *outcome;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  outcome = g_hash_table_lookup (self->outcomes, key);

  return outcome != NULL && outcome->answer != NULL;
}

/**
 * bx_batch_answer_get_operating:
 * @self: the outcomes
 * @reset_at: (out) (optional): when the oldest of that work is forgotten, in unix seconds
 *
 * Returns: the largest `operating` of all commands, in seconds
 */
double
bx_batch_answer_get_operating (BxBatchAnswer *self, gint64 *reset_at)
{
  g_return_val_if_fail (self != NULL, 0);

  if (reset_at != NULL)
    *reset_at = self->operating_reset_at;

  return self->operating;
}

void
bx_batch_answer_take_texts (BxBatchAnswer *self, GHashTable *texts)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->outcomes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Outcome *outcome = value;
      g_autofree char *kept_key = NULL;
      char *text = NULL;

      if (outcome->answer != NULL &&
          g_hash_table_steal_extended (texts, key, (gpointer *) &kept_key, (gpointer *) &text))
        bx_answer_take_text (outcome->answer, text);
    }
}

/* seconds that the portal says the whole batch took */
double
bx_batch_answer_get_duration (BxBatchAnswer *self)
{
  return self->duration;
}
