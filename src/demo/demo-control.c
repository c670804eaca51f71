/* demo-control.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-control"

#include "demo-control.h"

#include "demo-control-order.h"
#include "demo-param.h"
#include "demo-popup.h"
#include "demo-request.h"

#include <string.h>

#define FIRST_DESK 7
#define SECOND_DESK 8

gboolean
demo_control_fail (GError **error, const char *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);

  return FALSE;
}

gint64
demo_control_get_user (DemoOrder *order)
{
  return demo_param_get_int (order->params, "user", FIRST_DESK);
}

static DemoRing *
find_ring (DemoOrder *order, GError **error)
{
  g_autofree char *id = demo_param_dup_text (order->params, "callId");
  DemoRing *ring = demo_exchange_find (order->exchange, id);

  if (ring == NULL)
    demo_control_fail (error, "there is no such call");

  return ring;
}

static GArray *
dup_users (DemoOrder *order)
{
  GArray *users = demo_param_dup_ids (order->params, "users");
  gint64 desks[] = { FIRST_DESK, SECOND_DESK };

  if (users->len > 0)
    return users;

  g_array_unref (users);
  users = demo_pull_dup_listeners (order->pull);
  if (users->len == 0)
    g_array_append_vals (users, desks, G_N_ELEMENTS (desks));

  return users;
}

static DemoRing *
ring_external (DemoOrder *order,
               const char *number,
               const char *line,
               GArray *users,
               const char *id)
{
  gboolean is_old;
  DemoRing *ring = demo_exchange_register (order->exchange, number, line, 2,
                                           g_array_index (users, gint64, 0), id, &is_old);

  demo_popup_fill (order->dispatch, ring);
  demo_exchange_show (order->exchange, ring, users);

  return ring;
}

/* {"number":"79161234567","line":"reg150908","users":[7,8],"type":"invite","id":"…"} */
static gboolean
run_ring (DemoOrder *order, GError **error)
{
  g_autofree char *number = demo_param_dup_text (order->params, "number");
  g_autofree char *line = demo_param_dup_text (order->params, "line");
  g_autofree char *type = demo_param_dup_text (order->params, "type");
  g_autofree char *id = demo_param_dup_text (order->params, "id");
  g_autoptr (GArray) users = dup_users (order);
  DemoRing *ring;

  if (number == NULL)
    number = g_strdup ("");
  if (g_strcmp0 (type, "external") == 0)
    ring = ring_external (order, number, line, users, id);
  else
    ring = demo_exchange_ring (order->exchange, number, line, users, id);
  json_object_set_string_member (order->answer, "callId", ring->call_id);

  return TRUE;
}

static gboolean
run_answer (DemoOrder *order, GError **error)
{
  DemoRing *ring = find_ring (order, error);

  if (ring == NULL)
    return FALSE;
  demo_exchange_answer (order->exchange, ring, demo_control_get_user (order));

  return TRUE;
}

static gboolean
run_hang_up (DemoOrder *order, GError **error)
{
  DemoRing *ring = find_ring (order, error);
  g_autofree char *code = demo_param_dup_text (order->params, "code");

  if (ring == NULL)
    return FALSE;
  json_object_set_int_member (order->answer, "id",
                              demo_exchange_hang_up (order->exchange, ring, code));

  return TRUE;
}

static gboolean
run_miss (DemoOrder *order, GError **error)
{
  DemoRing *ring = find_ring (order, error);

  if (ring == NULL)
    return FALSE;
  if (ring->answered_at != 0)
    return demo_control_fail (error, "the call is answered already");
  json_object_set_int_member (order->answer, "id",
                              demo_exchange_hang_up (order->exchange, ring, "304"));

  return TRUE;
}

/* {"code":"304","answer_ms":100,"talk_ms":100}: how the next callbacks go */
static gboolean
run_callback (DemoOrder *order, GError **error)
{
  g_autofree char *code = demo_param_dup_text (order->params, "code");

  demo_exchange_script_callbacks (order->exchange, code != NULL ? code : "200",
                                  (guint) demo_param_get_int (order->params, "answer_ms", 4000),
                                  (guint) demo_param_get_int (order->params, "talk_ms", 25000));

  return TRUE;
}

static gboolean
run_fault (DemoOrder *order, GError **error)
{
  DemoFaults *faults = demo_dispatch_get_faults (order->dispatch);

  if (!order->is_delete)
    return demo_faults_add (faults, order->params, error);
  demo_faults_clear (faults);

  return TRUE;
}

static void
announce (DemoOrder *order, const char *command)
{
  demo_pull_send (order->pull, demo_control_get_user (order), "pull", command, json_object_new (),
                  DEMO_PULL_TTL);
}

/* {"action":"kill","user":7}; see the branches */
static gboolean
run_socket (DemoOrder *order, GError **error)
{
  g_autofree char *action = demo_param_dup_text (order->params, "action");
  g_autofree char *text = demo_param_dup_text (order->params, "text");
  gboolean on = demo_param_is_true (order->params, "on");

  if (g_strcmp0 (action, "kill") == 0)
    demo_pull_kill (order->pull, demo_param_get_int (order->params, "user", 0));
  else if (g_strcmp0 (action, "silent") == 0)
    demo_pull_fall_silent (order->pull, demo_param_get_int (order->params, "user", 0));
  else if (g_strcmp0 (action, "reconnect") == 0)
    demo_pull_expire_channel (order->pull, DEMO_PULL_EVERYBODY, TRUE);
  else if (g_strcmp0 (action, "get_config") == 0)
    demo_pull_expire_channel (order->pull, demo_control_get_user (order), FALSE);
  else if (g_strcmp0 (action, "config_expire") == 0 || g_strcmp0 (action, "server_restart") == 0)
    announce (order, action);
  else if (g_strcmp0 (action, "raw") == 0)
    demo_pull_send_raw (order->pull, demo_param_get_int (order->params, "user", 0),
                        text != NULL ? text : "");
  else if (g_strcmp0 (action, "refuse") == 0)
    demo_pull_set_refusing (order->pull, on);
  else if (g_strcmp0 (action, "version") == 0)
    demo_pull_set_version (order->pull, (int) demo_param_get_int (order->params, "version", 4));
  else if (g_strcmp0 (action, "channel_life") == 0)
    demo_pull_set_channel_life (order->pull,
                                (guint) demo_param_get_int (order->params, "seconds", 43205));
  else
    return demo_control_fail (error, "unknown action");

  return TRUE;
}

/* {"user":7,"module":"voximplant","command":"invite","params":{…},"ttl":30} */
static gboolean
run_send (DemoOrder *order, GError **error)
{
  g_autofree char *module = demo_param_dup_text (order->params, "module");
  g_autofree char *command = demo_param_dup_text (order->params, "command");
  JsonNode *params = demo_param_get (order->params, "params");

  demo_pull_send (order->pull, demo_control_get_user (order),
                  module != NULL ? module : "voximplant", command != NULL ? command : "",
                  params != NULL && JSON_NODE_HOLDS_OBJECT (params)
                    ? json_object_ref (json_node_get_object (params))
                    : json_object_new (),
                  (guint) demo_param_get_int (order->params, "ttl", DEMO_PULL_TTL));

  return TRUE;
}

/* {"set":"2026-11-21T15:00:00+03:00"} or {"advance":60}; says the time */
static gboolean
run_clock (DemoOrder *order, GError **error)
{
  g_autofree char *set = demo_param_dup_text (order->params, "set");
  gint64 advance = demo_param_get_int (order->params, "advance", 0);

  if (set != NULL)
    demo_world_set_now (order->world, demo_param_parse_time (set));
  if (advance != 0)
    {
      demo_world_advance (order->world, advance);
      demo_pull_advance (order->pull, advance);
    }
  json_object_set_int_member (order->answer, "now", demo_world_get_now (order->world));

  return TRUE;
}

/* {"size":50,"leak":2} empties the bucket; {"operating_limit":480} the time quota */
static gboolean
run_budget (DemoOrder *order, GError **error)
{
  DemoQuota *quota = demo_dispatch_get_quota (order->dispatch);
  g_autofree char *leak = demo_param_dup_text (order->params, "leak");

  demo_bucket_set (demo_server_get_bucket (order->server),
                   (double) demo_param_get_int (order->params, "size", 50),
                   leak != NULL ? g_ascii_strtod (leak, NULL) : 2.0);
  demo_quota_set_limit (quota, (double) demo_param_get_int (order->params, "operating_limit", 480));
  demo_quota_clear (quota);

  return TRUE;
}

/* {"method":"crm.item.list","seconds":500,"user":7}: pretends that the method has worked so long */
static gboolean
run_operating (DemoOrder *order, GError **error)
{
  g_autofree char *method = demo_param_dup_text (order->params, "method");
  g_autofree char *lower = g_ascii_strdown (method != NULL ? method : "", -1);
  g_autofree char *key =
    g_strdup_printf ("%" G_GINT64_FORMAT " %s", demo_control_get_user (order), lower);
  gint64 reset_at = 0;

  demo_quota_add (demo_dispatch_get_quota (order->dispatch), key,
                  (double) demo_param_get_int (order->params, "seconds", 500),
                  demo_world_get_now (order->world), &reset_at);
  json_object_set_int_member (order->answer, "reset_at", reset_at);

  return TRUE;
}

/* {"revoked":true} or {"scope":"pull_channel","held":false} */
static gboolean
run_webhook (DemoOrder *order, GError **error)
{
  g_autofree char *scope = demo_param_dup_text (order->params, "scope");

  if (demo_param_get (order->params, "revoked") != NULL)
    demo_server_set_revoked (order->server, demo_param_is_true (order->params, "revoked"));
  if (scope != NULL)
    demo_dispatch_set_scope (order->dispatch, scope, demo_param_is_true (order->params, "held"));

  return TRUE;
}

/* {"kind":"known"|"visit"|"unknown"|"family","seed":1}: a phone number to ring with */
static gboolean
run_phone (DemoOrder *order, GError **error)
{
  g_autofree char *kind = demo_param_dup_text (order->params, "kind");
  g_autoptr (GRand) random =
    g_rand_new_with_seed ((guint32) demo_param_get_int (order->params, "seed", 1));
  g_autofree char *phone = NULL;

  if (g_strcmp0 (kind, "unknown") == 0)
    phone = demo_world_unknown_phone (order->world, random);
  else if (g_strcmp0 (kind, "family") == 0)
    phone = demo_world_family_phone (order->world, random);
  else
    phone = demo_world_pick_phone (order->world, random, g_strcmp0 (kind, "visit") == 0);
  if (phone == NULL)
    return demo_control_fail (error, "there is nobody like that");
  json_object_set_string_member (order->answer, "number", phone);

  return TRUE;
}

static gboolean
run_journal (DemoOrder *order, GError **error)
{
  DemoJournal *journal = demo_server_get_journal (order->server);

  if (order->is_delete)
    demo_journal_clear (journal);
  else
    {
      g_clear_pointer (&order->answer, json_object_unref);
      order->answer = demo_journal_dup_entries (journal);
      json_object_set_int_member (order->answer, "faults",
                                  demo_faults_get_n_rules (
                                    demo_dispatch_get_faults (order->dispatch)));
    }

  return TRUE;
}

static const DemoOrderKind orders[] = {
  { "ring", run_ring },     { "answer", run_answer },       { "hangup", run_hang_up },
  { "miss", run_miss },     { "callback", run_callback },   { "fault", run_fault },
  { "socket", run_socket }, { "send", run_send },           { "clock", run_clock },
  { "budget", run_budget }, { "operating", run_operating }, { "webhook", run_webhook },
  { "phone", run_phone },   { "journal", run_journal },     { NULL },
};

/* (nullable) */
static const DemoOrderKind *
find_order (const char *name)
{
  const DemoOrderKind *const tables[] = { orders,
                                          demo_control_crm_orders (),
                                          demo_control_feed_orders (),
                                          demo_control_mis_orders (),
                                          demo_control_office_orders (),
                                          demo_control_work_orders () };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const DemoOrderKind *kind = tables[i]; kind->name != NULL; kind++)
        {
          if (g_str_equal (kind->name, name))
            return kind;
        }
    }

  return NULL;
}

/**
 * demo_control_handle:
 * @server: the server
 * @message: a request
 * @path: its path, "/control/…"
 *
 * Carries out one command and answers with JSON; 400 with `error` when it cannot.
 */
void
demo_control_handle (DemoServer *server, SoupServerMessage *message, const char *path)
{
  g_autoptr (JsonObject) params = demo_request_read_params (message);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  DemoDispatch *dispatch = demo_server_get_dispatch (server);
  DemoOrder order = {
    .server = server,
    .dispatch = dispatch,
    .world = demo_dispatch_get_world (dispatch),
    .exchange = demo_dispatch_get_exchange (dispatch),
    .pull = demo_dispatch_get_pull (dispatch),
    .is_delete = soup_server_message_get_method (message) == SOUP_METHOD_DELETE,
    .params = params,
    .answer = json_object_new (),
  };
  const DemoOrderKind *kind;
  gboolean is_done;

  name = g_strdup (path + MIN (strlen (path), strlen ("/control/")));
  name[strcspn (name, "/")] = '\0';
  kind = find_order (name);
  is_done = kind != NULL && kind->run (&order, &error);

  if (is_done)
    demo_request_answer (message, SOUP_STATUS_OK, order.answer);
  else
    demo_request_answer_error (message, SOUP_STATUS_BAD_REQUEST, "CONTROL",
                               error != NULL ? error->message : "unknown command");
  json_object_unref (order.answer);
}
