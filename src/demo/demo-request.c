/* demo-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-request"

#include "demo-request.h"

#include "demo-query.h"

#include <string.h>

static void
merge (JsonObject *into, JsonObject *from)
{
  g_autoptr (GList) members = json_object_get_members (from);

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (into, l->data, json_node_ref (json_object_get_member (from, l->data)));
}

/* A body that is not JSON although it says so is swallowed: the method runs without it. */
static void
merge_json (JsonObject *params, const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!g_utf8_validate (text, (gssize) length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return;

  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    merge (params, json_node_get_object (root));
}

/**
 * demo_request_read_params:
 * @message: a request
 *
 * Reads the query and the body, JSON or a form.
 *
 * Returns: (transfer full): the parameters
 */
JsonObject *
demo_request_read_params (SoupServerMessage *message)
{
  JsonObject *params = demo_query_parse (g_uri_get_query (soup_server_message_get_uri (message)));
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  if (length == 0)
    return params;

  if (type != NULL && g_ascii_strcasecmp (type, "application/json") == 0)
    merge_json (params, data, length);
  else
    {
      g_autofree char *text = g_strndup (data, length);
      g_autoptr (JsonObject) form = demo_query_parse (text);

      merge (params, form);
    }

  return params;
}

/* The body of a request of REST 3.0; one without a body has no parameters. */
static void
read_v3 (DemoRequest *self)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (self->message));
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  self->params = json_object_new ();
  if (length == 0)
    return;
  if (g_utf8_validate (text, (gssize) length, NULL) &&
      json_parser_load_from_data (parser, text, (gssize) length, NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    merge (self->params, json_node_get_object (root));
  else if (root != NULL && JSON_NODE_HOLDS_ARRAY (root))
    self->calls = json_node_dup_array (root);
  else
    self->is_spoiled = TRUE;
}

static char *
clean_method (const char *text)
{
  char *method = g_strdup (text != NULL ? text : "");

  if (g_str_has_suffix (method, ".json"))
    method[strlen (method) - strlen (".json")] = '\0';

  return method;
}

/**
 * demo_request_new:
 * @message: a request
 * @path: its decoded path, beginning with "/rest/"
 *
 * Returns: (transfer full): the request taken apart; without a secret when the path has none
 */
DemoRequest *
demo_request_new (SoupServerMessage *message, const char *path)
{
  DemoRequest *self = g_new0 (DemoRequest, 1);
  gboolean is_v3 = g_str_has_prefix (path, "/rest/api/");
  g_auto (GStrv) parts =
    g_strsplit (path + (is_v3 ? strlen ("/rest/api/") : strlen ("/rest/")), "/", -1);
  guint count = g_strv_length (parts);

  while (count > 0 && parts[count - 1][0] == '\0')
    count--;

  self->message = g_object_ref (message);
  self->is_v3 = is_v3;
  if (is_v3)
    read_v3 (self);
  else
    self->params = demo_request_read_params (message);
  if (count >= 3)
    {
      self->user_id = g_ascii_strtoll (parts[0], NULL, 10);
      self->secret = g_strdup (parts[1]);
    }
  self->method = clean_method (count > 0 ? parts[count - 1] : NULL);

  return self;
}

void
demo_request_free (DemoRequest *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->secret, g_free);
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->params, json_object_unref);
  g_clear_pointer (&self->calls, json_array_unref);
  g_free (self);
}

/**
 * demo_request_answer:
 * @message: the request
 * @status: HTTP status
 * @body: the answer
 *
 * Answers with JSON.
 */
void
demo_request_answer (SoupServerMessage *message, guint status, JsonObject *body)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);
  char *text = json_to_string (node, FALSE);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_TAKE,
                                    text, strlen (text));
}

/* {"error":"…","error_description":"…"} */
void
demo_request_answer_error (SoupServerMessage *message,
                           guint status,
                           const char *name,
                           const char *description)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_string_member (body, "error", name);
  json_object_set_string_member (body, "error_description", description);
  demo_request_answer (message, status, body);
}
