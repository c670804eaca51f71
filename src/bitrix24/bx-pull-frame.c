/* bx-pull-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-frame"

#include "bx-pull-frame.h"
#include "bx-decode.h"
#include "bx-json.h"

#include <string.h>

#define FRAME_START "#!NGINXNMS!#"
#define FRAME_END "#!NGINXNME!#"
/* `sender.type` of a message that another client published. Anybody who knows a public channel can
 * do that, so it must not be able to make a telephone ring. */
#define SENDER_CLIENT 1

void
bx_pull_message_free (BxPullMessage *self)
{
  g_clear_pointer (&self->mid, g_free);
  g_clear_pointer (&self->module, g_free);
  g_clear_pointer (&self->command, g_free);
  g_clear_pointer (&self->params, json_object_unref);
  g_clear_pointer (&self, g_free);
}

/* The portal packs `text` and `body` as an object, older servers as JSON inside a string. The
 * result is owned by @holder. */
static JsonObject *
read_packed_object (JsonObject *object, const char *member, JsonNode **holder)
{
  const char *packed;
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  packed = bx_json_get_string (object, member);
  if (packed == NULL)
    return NULL;

  *holder = bx_decode (packed, strlen (packed), NULL);

  return *holder != NULL && JSON_NODE_HOLDS_OBJECT (*holder) ? json_node_get_object (*holder)
                                                             : NULL;
}

static gboolean
is_from_client (JsonObject *holder)
{
  JsonObject *sender = holder != NULL ? bx_json_get_object (holder, "sender") : NULL;

  return sender != NULL && bx_json_get_int (sender, "type", 0) == SENDER_CLIENT;
}

/* the message's id is text in the documentation, but a number costs nothing to understand */
static char *
dup_mid (JsonObject *object)
{
  const char *text = bx_json_get_string (object, "mid");
  gint64 number;

  if (text != NULL)
    return text[0] != '\0' ? g_strdup (text) : NULL;

  number = bx_json_get_int (object, "mid", 0);

  return number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static BxPullMessage *
build_message (JsonObject *outer, JsonObject *body)
{
  const char *module = bx_json_get_string (body, "module_id");
  const char *command = bx_json_get_string (body, "command");
  JsonObject *params = bx_json_get_object (body, "params");
  BxPullMessage *message;

  if (module == NULL || module[0] == '\0' || command == NULL || command[0] == '\0')
    return NULL;

  message = g_new0 (BxPullMessage, 1);
  message->mid = dup_mid (outer);
  message->module = g_ascii_strdown (module, -1);
  message->command = g_strdup (command);
  message->params = params != NULL ? json_object_ref (params) : NULL;
  /* what stands in the body was written by the sender, what stands beside it by the server: either
   * one is enough to distrust it */
  message->from_client = is_from_client (bx_json_get_object (body, "extra")) ||
                         is_from_client (bx_json_get_object (outer, "extra")) ||
                         is_from_client (outer);

  return message;
}

static void
copy_members (JsonObject *to, JsonObject *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (from == NULL)
    return;

  json_object_iter_init (&iter, from);
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (to, name, json_node_copy (value));
}

/* what is for this person only, and what is the same in many messages, come beside the body */
static void
merge_params (BxPullMessage *message, JsonObject *more)
{
  g_autoptr (JsonObject) merged = NULL;

  if (more == NULL || json_object_get_size (more) == 0)
    return;

  /* what was decoded cannot be changed */
  merged = json_object_new ();
  copy_members (merged, message->params);
  copy_members (merged, more);
  g_clear_pointer (&message->params, json_object_unref);
  message->params = g_steal_pointer (&merged);
}

/* {"jsonrpc":"2.0","method":"incoming.message","params":{"mid":"…",
 *  "body":{"module_id":"voximplant","command":"invite","params":{…},"extra":{…}},
 *  "sender":{"type":2},"user_params":{…},"dictionary":{…}}} */
static gboolean
read_rpc (JsonObject *object, GPtrArray *messages)
{
  g_autoptr (JsonNode) holder = NULL;
  const char *method = bx_json_get_string (object, "method");
  JsonObject *params = bx_json_get_object (object, "params");
  JsonObject *body;
  BxPullMessage *message;

  /* replies to what we asked, and methods of newer servers */
  if (g_strcmp0 (method, "incoming.message") != 0)
    return TRUE;

  body = params != NULL ? read_packed_object (params, "body", &holder) : NULL;
  message = body != NULL ? build_message (params, body) : NULL;
  if (message == NULL)
    return FALSE;

  merge_params (message, bx_json_get_object (params, "user_params"));
  merge_params (message, bx_json_get_object (params, "dictionary"));
  message->wants_ack = message->mid != NULL;
  g_ptr_array_add (messages, message);

  return TRUE;
}

/* {"id":320146,"mid":"1452…","channel":"46a4…","text":{"module_id":"voximplant",
 *  "command":"invite","params":{…},"extra":{…}},"extra":{"sender":{"type":2}}} */
static gboolean
read_text (JsonObject *object, GPtrArray *messages)
{
  g_autoptr (JsonNode) holder = NULL;
  JsonObject *body = read_packed_object (object, "text", &holder);
  BxPullMessage *message = body != NULL ? build_message (object, body) : NULL;

  if (message == NULL)
    return FALSE;

  g_ptr_array_add (messages, message);

  return TRUE;
}

static gboolean
read_object (JsonObject *object, GPtrArray *messages)
{
  if (json_object_has_member (object, "jsonrpc"))
    return read_rpc (object, messages);

  return read_text (object, messages);
}

static gboolean
read_json (const char *data, gsize length, GPtrArray *messages)
{
  g_autoptr (JsonNode) root = bx_decode (data, length, NULL);
  JsonArray *array;
  gboolean good = TRUE;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return read_object (json_node_get_object (root), messages);

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return FALSE;

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = bx_json_node_object (json_array_get_element (array, i));

      if (object == NULL || !read_object (object, messages))
        good = FALSE;
    }

  return good;
}

/* #!NGINXNMS!#{…}#!NGINXNME!##!NGINXNMS!#{…}#!NGINXNME!# */
static gboolean
read_marked (const char *data, gsize length, GPtrArray *messages)
{
  const char *end = data + length;
  const char *start = data;
  gboolean good = TRUE;

  while (start != NULL)
    {
      const char *json = start + strlen (FRAME_START);
      const char *stop = g_strstr_len (json, end - json, FRAME_END);

      if (stop == NULL)
        return FALSE;

      if (!read_json (json, stop - json, messages))
        good = FALSE;

      start = g_strstr_len (stop, end - stop, FRAME_START);
    }

  return good;
}

/**
 * bx_pull_frame_parse:
 * @data: what arrived: one WebSocket frame or the body of one long poll; need not end in a zero
 * @length: its length in bytes
 * @malformed: (out): whether some of it could not be understood
 *
 * Takes a frame apart: lists in JSON (server version 4), texts between markers (3 and before),
 * JSON-RPC (5). What can be understood is returned even when the rest cannot. See
 * settings/interactivity/custom-push-and-pull-client, "General Format of Commands".
 *
 * Returns: (transfer full) (element-type BxPullMessage): the messages, in the order in which they
 *   were sent; possibly none
 */
GPtrArray *
bx_pull_frame_parse (const char *data, gsize length, gboolean *malformed)
{
  g_autoptr (GPtrArray) messages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) bx_pull_message_free);
  gboolean good;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (malformed != NULL, NULL);

  if (length == 0)
    good = TRUE;
  else if (length >= strlen (FRAME_START) && strncmp (data, FRAME_START, strlen (FRAME_START)) == 0)
    good = read_marked (data, length, messages);
  else
    good = read_json (data, length, messages);

  *malformed = !good;

  return g_steal_pointer (&messages);
}
