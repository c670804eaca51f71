/* demo-v3.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-v3"

#include "demo-v3.h"

#include <string.h>

#define MOST_CALLS 50

static void
answer_error (SoupServerMessage *message, const GError *refusal)
{
  gboolean is_scope = g_str_equal (demo_error_get_name (refusal), "insufficient_scope");
  const char *code = is_scope ? DEMO_V3_ERROR ("INSUFFICIENTSCOPE") : demo_error_get_name (refusal);
  g_autoptr (JsonObject) body = json_object_new ();
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "code", code);
  if (g_str_equal (code, DEMO_V3_INVALID))
    {
      g_auto (GStrv) parts = g_strsplit (refusal->message, "\n", 2);
      JsonArray *list = json_array_new ();
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "field", parts[0]);
      json_object_set_string_member (row, "message", parts[1]);
      json_array_add_object_element (list, row);
      json_object_set_string_member (error, "message", "Ошибка при валидации объекта запроса");
      json_object_set_array_member (error, "validation", list);
    }
  else
    json_object_set_string_member (error, "message",
                                   is_scope ? "Insufficient scope" : refusal->message);
  json_object_set_object_member (body, "error", error);
  demo_request_answer (message, demo_error_get_status (refusal), body);
}

static void
run (DemoDispatch *dispatch,
     DemoRequest *request,
     const char *method,
     JsonObject *params,
     DemoAnswer *answer)
{
  g_autofree char *name = g_strconcat (DEMO_V3_PREFIX, method, NULL);

  demo_dispatch_run (dispatch, request->user_id, name, params, answer);
}

/* An array of {"method", "query"}: the first refusal is that of the whole. */
static void
run_batch (DemoDispatch *dispatch, DemoRequest *request, DemoAnswer *answer)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (JsonArray) results = json_array_new ();
  guint count = request->calls != NULL ? json_array_get_length (request->calls) : 0;

  *answer = (DemoAnswer){ .total = -1, .next = -1 };
  if (request->calls == NULL || count > MOST_CALLS)
    {
      demo_error_set (&answer->error, 400, DEMO_V3_ERROR ("INVALIDSELECT"), "Wrong batch");
      return;
    }
  for (guint i = 0; i < count; i++)
    {
      JsonNode *node = json_array_get_element (request->calls, i);
      JsonObject *call = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonNode *query = call != NULL ? json_object_get_member (call, "query") : NULL;
      g_autoptr (JsonObject) params = query != NULL && JSON_NODE_HOLDS_OBJECT (query)
                                        ? json_object_ref (json_node_get_object (query))
                                        : json_object_new ();
      const char *method =
        call != NULL ? json_object_get_string_member_with_default (call, "method", "") : "";
      g_auto (DemoAnswer) one = { 0 };

      run (dispatch, request, method, params, &one);
      if (one.error != NULL)
        {
          answer->error = g_steal_pointer (&one.error);
          return;
        }
      json_array_add_element (results, g_steal_pointer (&one.result));
    }
  answer->result = json_node_init_array (json_node_alloc (), results);
  answer->time = demo_dispatch_measure (dispatch, began);
}

void
demo_v3_answer (DemoDispatch *dispatch, DemoRequest *request)
{
  g_auto (DemoAnswer) answer = { 0 };
  g_autoptr (JsonObject) body = NULL;

  if (request->is_spoiled)
    demo_error_set (&answer.error, 400, DEMO_V3_ERROR ("INVALIDJSON"), "Invalid JSON");
  else if (g_ascii_strcasecmp (request->method, "batch") == 0)
    run_batch (dispatch, request, &answer);
  else
    run (dispatch, request, request->method, request->params, &answer);
  if (answer.error != NULL)
    {
      answer_error (request->message, answer.error);
      return;
    }
  body = json_object_new ();
  json_object_set_member (body, "result", g_steal_pointer (&answer.result));
  json_object_set_object_member (body, "time", g_steal_pointer (&answer.time));
  demo_request_answer (request->message, SOUP_STATUS_OK, body);
}
