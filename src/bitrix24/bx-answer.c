/* bx-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-answer"

#include "bx-answer-private.h"

#include "bx-decode.h"
#include "bx-error.h"
#include "bx-json.h"

struct _BxAnswer
{
  JsonNode *result; /* owned */
  char *text;       /* owned, (nullable): instead of the result */
  gint64 total;     /* -1 when absent */
  gint64 next;      /* -1 when absent */
  double operating; /* seconds */
  gint64 operating_reset_at;
  double duration; /* seconds that the portal says it took */
  gint64 finished; /* unix µs by the portal's clock, 0 when it did not say */
};

G_DEFINE_BOXED_TYPE (BxAnswer, bx_answer, bx_answer_ref, bx_answer_unref)

BxAnswer *
bx_answer_ref (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
bx_answer_clear (gpointer data)
{
  BxAnswer *self = data;

  g_clear_pointer (&self->result, json_node_unref);
  g_clear_pointer (&self->text, g_free);
}

void
bx_answer_unref (BxAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, bx_answer_clear);
}

static gint64
read_finished (JsonObject *time)
{
  double seconds = bx_json_get_double (time, "finish", 0);

  /* anything else than a moment of this century is no clock to trust */
  if (seconds > 946684800.0 && seconds < 4102444800.0)
    return (gint64) (seconds * G_USEC_PER_SEC);

  return bx_json_get_unix (time, "date_finish") * G_USEC_PER_SEC;
}

/**
 * bx_answer_new:
 * @result: (transfer full): what the method gave
 * @total: how many rows there are in all, or -1
 * @next: the `start` of the next page, or -1
 * @time: (nullable) (transfer none): the `time` object of the answer
 *
 * Returns: (transfer full): a new answer
 */
BxAnswer *
bx_answer_new (JsonNode *result, gint64 total, gint64 next, JsonObject *time)
{
  BxAnswer *self = g_atomic_rc_box_new0 (BxAnswer);

  self->result = result;
  self->total = total;
  self->next = next;
  self->operating = bx_json_get_double (time, "operating", 0);
  self->operating_reset_at = bx_json_get_int (time, "operating_reset_at", 0);
  self->duration = bx_json_get_double (time, "duration", 0);
  self->finished = read_finished (time);

  return self;
}

/**
 * bx_answer_error_new:
 * @error: the `error` member: a text, a number, or (REST 3) an object
 * @holder: (nullable): the object that @error is a member of
 * @status: the HTTP status, 0 for a command of a batch
 *
 * Reads `{"error":"CODE","error_description":"text"}`, where the code may also be "", "0" or 100,
 * and `{"error":{"code":"CODE","message":"text"}}`.
 *
 * Returns: (transfer full): the error
 */
GError *
bx_answer_error_new (JsonNode *error, JsonObject *holder, guint status)
{
  g_autofree char *name = NULL;
  const char *description = bx_json_get_string (holder, "error_description");
  JsonObject *details = bx_json_node_object (error);
  GError *made;

  if (details != NULL)
    {
      name = bx_json_dup_string (details, "code");
      description = bx_json_get_string (details, "message");
    }
  else if (error != NULL && JSON_NODE_HOLDS_VALUE (error))
    {
      if (json_node_get_value_type (error) == G_TYPE_STRING)
        name = json_node_dup_string (error);
      else
        name = json_to_string (error, FALSE);
    }

  made = bx_error_new_remote (status, name != NULL ? name : "", description);
  bx_error_set_retry_at (made, bx_json_get_int (bx_json_get_object (holder, "time"),
                                                "operating_reset_at", 0));

  return made;
}

static gboolean
is_error (JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "error");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;

  /* an empty code is a code, but not when there is a result beside it */
  return !json_object_has_member (root, "result") ||
         g_strcmp0 (bx_json_get_string (root, "error"), "") != 0;
}

static GError *
malformed (guint status, const char *why)
{
  GError *error = g_error_new (BX_ERROR, status >= 500 ? BX_ERROR_SERVER : BX_ERROR_MALFORMED,
                               "the portal answered %u with %s", status, why);

  bx_error_set_status (error, status);

  return error;
}

/**
 * bx_answer_parse:
 * @body: the body of an HTTP answer
 * @status: its status
 * @error: (nullable): where an error goes
 *
 * Reads `{"result":…,"total":120,"next":50,"time":{…}}`. Whether it is an error is decided by the
 * body, because some methods give errors with status 200. Blocks: a large body is for a thread.
 *
 * Returns: (nullable) (transfer full): the answer, or %NULL with %BX_ERROR
 */
BxAnswer *
bx_answer_parse (GBytes *body, guint status, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  gconstpointer data;
  gsize length;

  data = g_bytes_get_data (body, &length);

  if (length > 0)
    root = bx_decode (data, length, NULL);

  object = bx_json_node_object (root);

  if (object == NULL)
    {
      const char *why = length == 0 ? "nothing" : "something that is not the JSON of a portal";

      g_propagate_error (error, malformed (status, why));
      return NULL;
    }

  if (is_error (object))
    {
      g_propagate_error (error, bx_answer_error_new (json_object_get_member (object, "error"),
                                                     object, status));
      return NULL;
    }

  if (status >= 300 || !json_object_has_member (object, "result"))
    {
      g_propagate_error (error, malformed (status, "JSON that has no result"));
      return NULL;
    }

  return bx_answer_new (json_node_ref (json_object_get_member (object, "result")),
                        bx_json_get_int (object, "total", -1), bx_json_get_int (object, "next", -1),
                        bx_json_get_object (object, "time"));
}

/**
 * bx_answer_get_result:
 * @self: the answer
 *
 * Returns: (transfer none): the `result` member; may hold a JSON null
 */
JsonNode *
bx_answer_get_result (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->result;
}

/**
 * bx_answer_get_object:
 * @self: the answer
 *
 * Returns: (nullable) (transfer none): the result when it is an object
 */
JsonObject *
bx_answer_get_object (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return bx_json_node_object (self->result);
}

/**
 * bx_answer_get_array:
 * @self: the answer
 *
 * Returns: (nullable) (transfer none): the result when it is an array
 */
JsonArray *
bx_answer_get_array (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return bx_json_node_array (self->result);
}

/**
 * bx_answer_get_total:
 * @self: the answer
 *
 * Returns: how many rows there are in all, or -1. Old lists say 0 when they did not count
 *   (`start=-1`).
 */
gint64
bx_answer_get_total (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->total;
}

/**
 * bx_answer_get_next:
 * @self: the answer
 *
 * Returns: the `start` of the next page, or -1
 */
gint64
bx_answer_get_next (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->next;
}

/**
 * bx_answer_get_operating:
 * @self: the answer
 *
 * Returns: seconds of work that the method has cost in the last ten minutes (limits)
 */
double
bx_answer_get_operating (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->operating;
}

/**
 * bx_answer_get_operating_reset_at:
 * @self: the answer
 *
 * Returns: when the oldest of that work is forgotten, in unix seconds, or 0
 */
gint64
bx_answer_get_operating_reset_at (BxAnswer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->operating_reset_at;
}

void
bx_answer_take_text (BxAnswer *self, char *text)
{
  g_clear_pointer (&self->text, g_free);
  self->text = text;
}

char *
bx_answer_steal_text (BxAnswer *self)
{
  return g_steal_pointer (&self->text);
}

double
bx_answer_get_duration (BxAnswer *self)
{
  return self->duration;
}

gint64
bx_answer_get_finished (BxAnswer *self)
{
  return self->finished;
}
