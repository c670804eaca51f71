/* demo-control-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands of the control interface about the news feed: who has read, and what the portal
 * does not have.
 */

#define G_LOG_DOMAIN "demo-control-feed"

#include "demo-control-order.h"

#include "demo-feed.h"
#include "demo-param.h"
#include "demo-poll.h"

/* {"post":412,"users":[8,9]}: they have pressed «Я прочитал» */
static gboolean
run_read (DemoOrder *order, GError **error)
{
  g_autoptr (GArray) users = demo_param_dup_ids (order->params, "users");
  gint64 post = demo_param_get_int (order->params, "post", 0);

  for (guint i = 0; i < users->len; i++)
    demo_feed_vote (order->world, post, g_array_index (users, gint64, i));

  return TRUE;
}

/* {"held":true}: who reads from now on is not listed among the readers until it is over */
static gboolean
run_readers (DemoOrder *order, GError **error)
{
  demo_feed_hold_back (order->world, demo_param_is_true (order->params, "held"));

  return TRUE;
}

/* {"title":"…","text":"…","dest":["UA"],"important":true,"user":1}: says its id */
static gboolean
run_post (DemoOrder *order, GError **error)
{
  JsonObject *params = json_object_new ();
  JsonNode *dest = demo_param_get (order->params, "dest");
  g_autofree char *title = demo_param_dup_text (order->params, "title");
  g_autofree char *text = demo_param_dup_text (order->params, "text");
  g_autoptr (JsonNode) result = NULL;

  if (title != NULL)
    json_object_set_string_member (params, "POST_TITLE", title);
  json_object_set_string_member (params, "POST_MESSAGE", text != NULL ? text : "Новое сообщение");
  if (dest != NULL)
    json_object_set_member (params, "DEST", json_node_copy (dest));
  if (demo_param_is_true (order->params, "important"))
    json_object_set_string_member (params, "IMPORTANT", "Y");
  result = demo_dispatch_run_inside (order->dispatch, demo_param_get_int (order->params, "user", 1),
                                     "log.blogpost.add", params, error);
  if (result == NULL)
    return FALSE;
  json_object_set_int_member (order->answer, "id", json_node_get_int (result));

  return TRUE;
}

/* {"post":412,"questions":[{"question":"…","answers":["…"]}]}: somebody attached it in the browser;
 * {"post":412,"finished":true}: it is over */
static gboolean
run_poll (DemoOrder *order, GError **error)
{
  gint64 post = demo_param_get_int (order->params, "post", 0);
  g_autoptr (GPtrArray) questions =
    demo_json_node_list (demo_param_get (order->params, "questions"));
  gint64 poll;

  if (demo_param_is_true (order->params, "finished"))
    {
      demo_poll_finish (order->world, demo_poll_find (order->world, post));
      return TRUE;
    }
  poll = demo_poll_add (order->world, post);
  for (guint i = 0; i < questions->len; i++)
    {
      JsonObject *question = json_node_get_object (questions->pdata[i]);
      g_autofree char *text = demo_param_dup_text (question, "question");
      g_autoptr (GPtrArray) answers = demo_json_node_list (demo_param_get (question, "answers"));

      demo_poll_ask (order->world, poll, text, answers);
    }

  return TRUE;
}

/* {"name":"log.blogpost.get","missing":true}: as on a portal that is too old for it */
static gboolean
run_method (DemoOrder *order, GError **error)
{
  g_autofree char *name = demo_param_dup_text (order->params, "name");

  if (name == NULL)
    return demo_control_fail (error, "name is missing");
  demo_dispatch_set_missing (order->dispatch, name, demo_param_is_true (order->params, "missing"));

  return TRUE;
}

const DemoOrderKind *
demo_control_feed_orders (void)
{
  static const DemoOrderKind orders[] = {
    { "read", run_read }, { "readers", run_readers }, { "post", run_post },
    { "poll", run_poll }, { "method", run_method },   { NULL },
  };

  return orders;
}
