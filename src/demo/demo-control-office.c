/* demo-control-office.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands of the control interface about invoices: one comes in, somebody decides in the
 * browser, links to files run out.
 */

#define G_LOG_DOMAIN "demo-control-office"

#include "demo-control-order.h"

#include "demo-attached.h"
#include "demo-office.h"
#include "demo-param.h"
#include "demo-workflow.h"

static DemoSetup
read_setup (DemoOrder *order)
{
  g_autofree char *text = demo_param_dup_text (order->params, "setup");
  int setups = demo_lists_get_setups (order->world);

  if (text != NULL && *text >= 'A' && *text <= 'C')
    return (DemoSetup) (1 << (*text - 'A'));

  return setups & DEMO_SETUP_B ? DEMO_SETUP_B : setups & DEMO_SETUP_A ? DEMO_SETUP_A : DEMO_SETUP_C;
}

/* What tests want of the task in which the head decides. */
static void
change_task (DemoOrder *order, gint64 task)
{
  g_autofree char *activity = demo_param_dup_text (order->params, "activity");
  gint64 overdue = demo_param_get_int (order->params, "overdue", 0);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (order->world,
                         "UPDATE bp_task SET activity = coalesce (?1, activity), overdue = ?2,"
                         " everybody = ?3 WHERE id = ?4");

  sqlite3_bind_text (row, 1, activity, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, overdue != 0 ? demo_world_get_now (order->world) + overdue : 0);
  sqlite3_bind_int (row, 3, demo_param_is_true (order->params, "all"));
  sqlite3_bind_int64 (row, 4, task);
  demo_schema_step (order->world, row);
}

/* "approvers":[1,5,11]: all of them have to agree */
static void
add_approvers (DemoOrder *order, gint64 task)
{
  JsonNode *node = demo_param_get (order->params, "approvers");
  g_autoptr (GPtrArray) list = demo_json_node_list (node);
  g_autoptr (GArray) users = g_array_new (TRUE, FALSE, sizeof (gint64));

  for (guint i = 0; i < list->len; i++)
    {
      gint64 user = demo_json_node_int (list->pdata[i]);

      g_array_append_val (users, user);
    }
  if (users->len > 0)
    demo_workflow_ask (order->world, task, (const gint64 *) (void *) users->data);
}

/* {"user":7,"setup":"A","sum":48600,"contractor":"ООО «ДентСнаб»","number":"118","hours":30,
 * "paper":0,"category":0,"payer":0,"purpose":"…","activity":"…","overdue":60,"all":true}: an
 * invoice waits for the head. Says its element (or item) and the task. */
static gboolean
run_invoice (DemoOrder *order, GError **error)
{
  g_autofree char *contractor = demo_param_dup_text (order->params, "contractor");
  g_autofree char *number = demo_param_dup_text (order->params, "number");
  g_autofree char *currency = demo_param_dup_text (order->params, "currency");
  g_autofree char *purpose = demo_param_dup_text (order->params, "purpose");
  g_autofree char *sum = demo_param_dup_text (order->params, "sum");
  gint64 when =
    demo_world_get_now (order->world) - demo_param_get_int (order->params, "hours", 0) * 3600;
  DemoBill bill = {
    .name = contractor,
    .sum = (gint64) (g_ascii_strtod (sum != NULL ? sum : "15000", NULL) * 100 + 0.5),
    .currency = currency != NULL ? currency : "RUB",
    .number = number != NULL ? number : "Т-1",
    .category = (int) demo_param_get_int (order->params, "category", 0) % DEMO_CATEGORIES,
    .payer = (int) demo_param_get_int (order->params, "payer", 0) % DEMO_PAYERS,
    .purpose = purpose != NULL ? purpose : "Расходные материалы",
    .billed = when,
  };
  DemoSetup setup = read_setup (order);
  gint64 element;
  gint64 task;

  if (!(demo_lists_get_setups (order->world) & setup))
    return demo_control_fail (error, "this portal has no such set-up");
  element = demo_bill_submit (&bill, order->world, setup,
                              (int) demo_param_get_int (order->params, "paper", 0),
                              demo_control_get_user (order), when);
  task = setup == DEMO_SETUP_C ? 0 : demo_workflow_find_waiting (order->world, element, 0);
  if (task != 0)
    change_task (order, task);
  if (task != 0)
    add_approvers (order, task);
  json_object_set_int_member (order->answer, "element", element);
  json_object_set_int_member (order->answer, "task", task);

  return TRUE;
}

/* {"task":1477,"user":1,"status":3,"comment":"…","fields":{"decision":"approve"}}: somebody answers
 * in the browser */
static gboolean
run_decide (DemoOrder *order, GError **error)
{
  g_autofree char *comment = demo_param_dup_text (order->params, "comment");
  JsonNode *fields = demo_param_get (order->params, "fields");

  return demo_workflow_complete (order->world, demo_param_get_int (order->params, "task", 0),
                                 demo_control_get_user (order),
                                 (int) demo_param_get_int (order->params, "status", DEMO_TASK_YES),
                                 comment,
                                 fields != NULL && JSON_NODE_HOLDS_OBJECT (fields)
                                   ? json_node_get_object (fields)
                                   : NULL,
                                 demo_world_get_now (order->world), error);
}

/* {}: the links to files that have been given do not work any more */
static gboolean
run_expire (DemoOrder *order, GError **error)
{
  demo_attached_expire_links (order->world);

  return TRUE;
}

/* {"mode":"silent"}, "unset" or "well": what becomes of processes that elements start */
static gboolean
run_launch (DemoOrder *order, GError **error)
{
  g_autofree char *mode = demo_param_dup_text (order->params, "mode");

  order->world->launch = g_strcmp0 (mode, "silent") == 0  ? DEMO_LAUNCH_SILENT
                         : g_strcmp0 (mode, "unset") == 0 ? DEMO_LAUNCH_UNSET
                                                          : DEMO_LAUNCH_WELL;

  return TRUE;
}

/* {"element":2249,"denied":true}: the drive does not let others have the papers of an invoice that
 * they may see */
static gboolean
run_papers (DemoOrder *order, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "UPDATE drive_object SET denied = %d WHERE id IN (SELECT object FROM drive_attached"
    " WHERE element = %" G_GINT64_FORMAT ")",
    demo_param_is_true (order->params, "denied"), demo_param_get_int (order->params, "element", 0));

  return demo_schema_exec (order->world, sql, error);
}

const DemoOrderKind *
demo_control_office_orders (void)
{
  static const DemoOrderKind orders[] = {
    { "invoice", run_invoice }, { "decide", run_decide }, { "links", run_expire },
    { "launch", run_launch },   { "papers", run_papers }, { NULL },
  };

  return orders;
}
