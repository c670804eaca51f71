/* demo-workflow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-workflow"

#include "demo-workflow-private.h"

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS workflow (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT,"
  " template INTEGER, document TEXT, element INTEGER, name TEXT, started INTEGER,"
  " starter INTEGER, modified INTEGER, state TEXT, ended INTEGER DEFAULT 0,"
  " registry INTEGER DEFAULT 0);"
  "CREATE UNIQUE INDEX IF NOT EXISTS workflow_id ON workflow (id);"
  "CREATE INDEX IF NOT EXISTS workflow_element ON workflow (element);"
  "CREATE TABLE IF NOT EXISTS bp_task (id INTEGER PRIMARY KEY AUTOINCREMENT, workflow TEXT,"
  " activity TEXT, step TEXT, name TEXT, description TEXT, params TEXT, status INTEGER,"
  " created INTEGER, modified INTEGER, overdue INTEGER, delegation INTEGER, everybody INTEGER);"
  "CREATE INDEX IF NOT EXISTS bp_task_workflow ON bp_task (workflow);"
  "CREATE TABLE IF NOT EXISTS bp_user (task INTEGER, user INTEGER, status INTEGER,"
  " PRIMARY KEY (task, user)) WITHOUT ROWID;";

#define FEED_ENTITY "BizprocDocument"
#define DYNAMIC_ENTITY "Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic"

static const DemoTemplate templates[] = {
  { DEMO_TEMPLATE_A, "Оплата счёта", "lists", FEED_ENTITY, "iblock_34", 1, DEMO_SETUP_A },
  { DEMO_TEMPLATE_B, "Согласование счёта", "lists", FEED_ENTITY, "iblock_35", 1, DEMO_SETUP_B },
  { DEMO_TEMPLATE_REMIND, "Напомнить о счёте", "crm", DYNAMIC_ENTITY, "DYNAMIC_1036", 0,
    DEMO_SETUP_C },
  { 0 },
};

gboolean
demo_workflow_prepare (DemoWorld *self, GError **error)
{
  if (!demo_schema_exec (self, schema, error))
    return FALSE;
  if (demo_schema_get_int (self, "SELECT count(*) FROM sqlite_sequence WHERE name = 'bp_task'") > 0)
    return TRUE;

  return demo_schema_exec (self, "INSERT INTO sqlite_sequence VALUES ('bp_task', 1400)", error);
}

const DemoTemplate *
demo_workflow_templates (void)
{
  return templates;
}

const DemoTemplate *
demo_workflow_find_template (DemoWorld *self, gint64 id)
{
  int setups = demo_lists_get_setups (self);

  for (const DemoTemplate *row = templates; row->id != 0; row++)
    {
      if (row->id == id && (row->setups & setups) != 0)
        return row;
    }

  return NULL;
}

/* --- processes --- */

char *
demo_workflow_start (DemoWorld *self,
                     const DemoTemplate *kind,
                     const char *document,
                     gint64 element,
                     const char *name,
                     gint64 user,
                     gint64 when)
{
  gint64 number = demo_schema_get_int (self, "SELECT coalesce (max (number), 0) + 1 FROM workflow");
  char *id = g_strdup_printf ("%" G_GINT64_MODIFIER "x%05x.%08u", when, (guint) number,
                              (guint) (number * 2654435761U % 100000000U));
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "INSERT INTO workflow (id, template, document, element, name, started, starter,"
          " modified, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, '')");

  sqlite3_bind_text (row, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 2, kind->id);
  sqlite3_bind_text (row, 3, document, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 4, element);
  sqlite3_bind_text (row, 5, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 6, when);
  sqlite3_bind_int64 (row, 7, user);
  demo_schema_step (self, row);
  demo_workflow_begin (self, id, when);

  return id;
}

void
demo_workflow_start_for (DemoWorld *self, gint64 element, gint64 user, gint64 when)
{
  int list = demo_lists_get_list (self, element);
  g_autofree char *name = demo_lists_dup_name (self, element);
  g_autofree char *document = g_strdup_printf ("%" G_GINT64_FORMAT, element);
  g_autofree char *id = NULL;

  if (self->launch == DEMO_LAUNCH_WELL &&
      (list == DEMO_LIST_PROCESS_A || list == DEMO_LIST_PROCESS_B))
    id = demo_workflow_start (self, &templates[list == DEMO_LIST_PROCESS_B], document, element,
                              name, user, when);
}

void
demo_workflow_end_for (DemoWorld *self, gint64 element)
{
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM bp_user WHERE task IN (SELECT t.id FROM bp_task t JOIN workflow w"
                     " ON w.id = t.workflow WHERE w.element = %1$" G_GINT64_FORMAT ");"
                     "DELETE FROM workflow WHERE element = %1$" G_GINT64_FORMAT,
                     element);

  demo_schema_exec (self, sql, NULL);
}

gint64
demo_workflow_get_number (DemoWorld *self, const char *workflow, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM workflow WHERE id = ?", column);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (self, sql);

  sqlite3_bind_text (row, 1, workflow, -1, SQLITE_STATIC);

  return sqlite3_step (row) == SQLITE_ROW ? sqlite3_column_int64 (row, 0) : 0;
}

static void
set_state (DemoWorld *self, const char *workflow, const char *state, gint64 when, gint64 ended)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self,
                         "UPDATE workflow SET state = ?, modified = ?, ended = ? WHERE id = ?");

  sqlite3_bind_text (row, 1, state, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, when);
  sqlite3_bind_int64 (row, 3, ended);
  sqlite3_bind_text (row, 4, workflow, -1, SQLITE_STATIC);
  demo_schema_step (self, row);
}

void
demo_workflow_set_state (DemoWorld *self, const char *workflow, const char *state, gint64 when)
{
  set_state (self, workflow, state, when, 0);
}

void
demo_workflow_finish (DemoWorld *self, const char *workflow, const char *state, gint64 when)
{
  set_state (self, workflow, state, when, when);
}

/* --- tasks --- */

static void
give_to (DemoWorld *self, gint64 task, gint64 user)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO bp_user VALUES (%" G_GINT64_FORMAT
                                          ", %" G_GINT64_FORMAT ", 0)",
                                          task, user);

  demo_schema_exec (self, sql, NULL);
}

gint64
demo_workflow_give (DemoWorld *self, const char *workflow, const DemoPlan *plan, gint64 when)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "INSERT INTO bp_task (workflow, activity, step, name, description, params, status,"
          " created, modified, overdue, delegation, everybody)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?7, ?8, ?9, ?10)");
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), plan->params);
  g_autofree char *params = json_to_string (node, FALSE);
  gint64 task;

  sqlite3_bind_text (row, 1, workflow, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, plan->activity, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, plan->step, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 4, plan->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 5, plan->description, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 6, params, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 7, when);
  sqlite3_bind_int64 (row, 8, plan->overdue);
  sqlite3_bind_int (row, 9, plan->delegation);
  sqlite3_bind_int (row, 10, plan->all);
  demo_schema_step (self, row);
  json_object_unref (plan->params);
  task = sqlite3_last_insert_rowid (self->db);
  for (guint i = 0; i < G_N_ELEMENTS (plan->users) && plan->users[i] != 0; i++)
    give_to (self, task, plan->users[i]);
  demo_world_emit_committed (self, "task.add", task, plan->users[0]);

  return task;
}

void
demo_workflow_ask_all (DemoWorld *self, gint64 task, const gint64 *users)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE bp_task SET everybody = 1 WHERE id = %" G_GINT64_FORMAT
                     "; DELETE FROM bp_user WHERE task = %" G_GINT64_FORMAT,
                     task, task);

  demo_schema_exec (self, sql, NULL);
  for (guint i = 0; users[i] != 0; i++)
    give_to (self, task, users[i]);
}

void
demo_workflow_close (DemoWorld *self, gint64 task, int status, gint64 when)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE bp_task SET status = %1$d, modified = %2$" G_GINT64_FORMAT
                     " WHERE id = %3$" G_GINT64_FORMAT
                     "; DELETE FROM bp_user WHERE status = 0 AND task = %3$" G_GINT64_FORMAT,
                     status, when, task);

  demo_schema_exec (self, sql, NULL);
}

gint64
demo_workflow_find_waiting (DemoWorld *self, gint64 element, gint64 user)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT t.id FROM bp_task t JOIN workflow w ON w.id = t.workflow JOIN bp_user u"
    " ON u.task = t.id WHERE w.element = %1$" G_GINT64_FORMAT " AND t.status = 0 AND u.status = 0"
    " AND (u.user = %2$" G_GINT64_FORMAT " OR %2$" G_GINT64_FORMAT " = 0) ORDER BY t.id LIMIT 1",
    element, user);

  return demo_schema_get_int (self, sql);
}

gint64
demo_workflow_count_waiting (DemoWorld *self, gint64 user)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT count(*) FROM bp_task t JOIN bp_user u ON u.task = t.id WHERE t.status = 0"
    " AND u.status = 0 AND u.user = %" G_GINT64_FORMAT,
    user);

  demo_workflow_run_timeouts (self);

  return demo_schema_get_int (self, sql);
}

/* --- who stands above whom --- */

gboolean
demo_workflow_is_head_of (DemoWorld *self, gint64 head, gint64 user)
{
  static const gint64 front_desk[] = { 7, 8, 9, 11 };

  if (head == user || demo_directory_find_user (user) == NULL)
    return FALSE;
  if (head == 1)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (front_desk); i++)
    {
      if (head == 5 && front_desk[i] == user)
        return TRUE;
    }

  return FALSE;
}

/* What the portal tells the one who has been given a task. */
static void
notify (DemoWorld *self, gint64 task, gint64 from, gint64 to)
{
  g_autofree char *tag = g_strdup_printf ("BIZPROC|TASK|%" G_GINT64_FORMAT, task);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "INSERT INTO notification (user, author, created, text, tag)"
          " SELECT ?1, ?2, ?3, 'Вам делегировано задание «' || name || '»', ?4 FROM bp_task"
          " WHERE id = ?5");

  sqlite3_bind_int64 (row, 1, to);
  sqlite3_bind_int64 (row, 2, from);
  sqlite3_bind_int64 (row, 3, demo_world_get_now (self));
  sqlite3_bind_text (row, 4, tag, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 5, task);
  demo_schema_step (self, row);
}

const char *
demo_workflow_delegate (DemoWorld *self, gint64 task, gint64 from, gint64 to)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT t.delegation + 1 FROM bp_task t JOIN bp_user u ON u.task = t.id"
                     " WHERE t.id = %" G_GINT64_FORMAT " AND t.status = 0 AND u.status = 0"
                     " AND u.user = %" G_GINT64_FORMAT,
                     task, from);
  int delegation = (int) demo_schema_get_int (self, sql) - 1;
  g_autofree char *change = NULL;

  if (delegation < 0)
    return "User is not responsible for the task";
  if (delegation == DEMO_DELEGATE_NOBODY)
    return "Задание нельзя делегировать";
  if (delegation == DEMO_DELEGATE_SUBORDINATES && !demo_workflow_is_head_of (self, from, to))
    return "Задание можно делегировать только подчинённым";

  change = g_strdup_printf ("DELETE FROM bp_user WHERE task = %" G_GINT64_FORMAT
                            " AND user = %" G_GINT64_FORMAT,
                            task, from);
  demo_schema_exec (self, change, NULL);
  give_to (self, task, to);
  notify (self, task, from, to);
  demo_world_emit_committed (self, "task.delegate", task, from);

  return NULL;
}
