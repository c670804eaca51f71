/* demo-workflow-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bizproc.task.complete: whether an answer is one, and what comes of it.
 */

#define G_LOG_DOMAIN "demo-workflow-answer"

#include "demo-workflow-private.h"

#include "demo-json.h"

#include <string.h>

/*
 * Task:
 *
 * What is known of a task while it is answered.
 */
typedef struct
{
  gint64 id;
  char *workflow;     /* owned */
  char *activity;     /* owned */
  char *step;         /* owned */
  JsonObject *params; /* owned */
  gint64 element;
  int status;
  int user_status; /* -1: it is not his */
  gboolean all;
} Task;

static void
task_clear (Task *self)
{
  g_clear_pointer (&self->workflow, g_free);
  g_clear_pointer (&self->activity, g_free);
  g_clear_pointer (&self->step, g_free);
  g_clear_pointer (&self->params, json_object_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Task, task_clear)

static gboolean
task_load (Task *self, DemoWorld *world, gint64 id, gint64 user)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    world, "SELECT t.workflow, t.activity, t.step, t.params, w.element, t.status,"
           " coalesce ((SELECT u.status FROM bp_user u WHERE u.task = t.id AND u.user = ?2), -1),"
           " t.everybody FROM bp_task t JOIN workflow w ON w.id = t.workflow WHERE t.id = ?1");
  g_autoptr (JsonNode) params = NULL;

  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_int64 (row, 2, user);
  if (sqlite3_step (row) != SQLITE_ROW)
    return FALSE;
  self->id = id;
  self->workflow = g_strdup ((const char *) sqlite3_column_text (row, 0));
  self->activity = g_strdup ((const char *) sqlite3_column_text (row, 1));
  self->step = g_strdup ((const char *) sqlite3_column_text (row, 2));
  params = json_from_string ((const char *) sqlite3_column_text (row, 3), NULL);
  self->params = json_object_ref (json_node_get_object (params));
  self->element = sqlite3_column_int64 (row, 4);
  self->status = sqlite3_column_int (row, 5);
  self->user_status = sqlite3_column_int (row, 6);
  self->all = sqlite3_column_int (row, 7);

  return TRUE;
}

/* (nullable): the answers that a kind of task takes, as digits; NULL for one that no other program
 * can answer */
static const char *
get_answers (const char *activity)
{
  static const struct
  {
    const char *activity;
    const char *answers;
  } kinds[] = {
    { "ApproveActivity", "12" },
    { "ReviewActivity", "3" },
    { "RequestInformationActivity", "3" },
    { "RequestInformationOptionalActivity", "34" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].activity, activity))
        return kinds[i].answers;
    }

  return NULL;
}

/* The rule holds only where the comment is shown. */
static gboolean
lacks_comment (const Task *task, int status, const char *comment)
{
  const char *rule = json_object_get_string_member (task->params, "CommentRequired");
  gboolean is_positive = status == DEMO_TASK_YES || status == DEMO_TASK_OK;

  if (g_strcmp0 (json_object_get_string_member (task->params, "ShowComment"), "Y") != 0 ||
      (comment != NULL && comment[strspn (comment, " \t\n")] != '\0'))
    return FALSE;

  return g_str_equal (rule, "Y") || (g_str_equal (rule, "YA") && is_positive) ||
         (g_str_equal (rule, "YR") && !is_positive);
}

static gboolean
is_filled (JsonObject *field, JsonObject *fields)
{
  JsonNode *node = fields != NULL
                     ? json_object_get_member (fields, json_object_get_string_member (field, "Id"))
                     : NULL;
  g_autoptr (GPtrArray) list = demo_json_node_list (node);
  g_autofree char *text = NULL;

  if (node == NULL || demo_json_node_is_empty (node) || list->len == 0)
    return FALSE;
  if (g_str_equal (json_object_get_string_member (field, "Type"), "select"))
    {
      text = demo_json_node_dup_string (node);
      return json_object_has_member (json_object_get_object_member (field, "Options"), text);
    }

  return TRUE;
}

/* (nullable): the name of a field that has to be filled in and is not */
static const char *
find_unfilled (const Task *task, JsonObject *fields)
{
  JsonArray *list = json_object_has_member (task->params, "Fields")
                      ? json_object_get_array_member (task->params, "Fields")
                      : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *field = json_array_get_object_element (list, i);

      if (json_object_get_boolean_member (field, "Required") && !is_filled (field, fields))
        return json_object_get_string_member (field, "Name");
    }

  return NULL;
}

static gboolean
check (const Task *task, int status, const char *comment, JsonObject *fields, GError **error)
{
  const char *answers = get_answers (task->activity);
  const char *unfilled;

  if (task->user_status < 0)
    demo_error_set (error, 400, "ERROR_TASK_NOT_FOUND", "Task not found");
  else if (task->user_status != 0 || task->status != DEMO_TASK_RUNNING)
    demo_error_set (error, 400, "ERROR_TASK_COMPLETED", "Task already completed");
  else if (answers == NULL)
    demo_error_set (error, 400, "ERROR_TASK_TYPE", "Incorrect task type");
  else if (strchr (answers, '0' + status) == NULL)
    demo_error_set (error, 400, "ERROR_TASK_EXECUTION", "Недопустимый ответ на задание");
  else if (lacks_comment (task, status, comment))
    demo_error_set (error, 400, "ERROR_TASK_EXECUTION", "Не заполнено поле «%s»",
                    json_object_get_string_member (task->params, "CommentLabel"));
  else if (status == DEMO_TASK_OK && (unfilled = find_unfilled (task, fields)) != NULL)
    demo_error_set (error, 400, "ERROR_TASK_EXECUTION", "Поле «%s» обязательно для заполнения",
                    unfilled);
  else
    return TRUE;

  return FALSE;
}

static gboolean
is_waiting_for_others (DemoWorld *self, const Task *task, int status)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM bp_user WHERE status = 0 AND task = %" G_GINT64_FORMAT,
                     task->id);

  return task->all && status != DEMO_TASK_NO && demo_schema_get_int (self, sql) > 0;
}

/* (transfer full): who has yet to answer, ended by 0 */
static GArray *
list_waiting (DemoWorld *self, gint64 task)
{
  GArray *users = g_array_new (TRUE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self,
                         "SELECT user FROM bp_user WHERE status = 0 AND task = ? ORDER BY user");

  sqlite3_bind_int64 (row, 1, task);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 user = sqlite3_column_int64 (row, 0);

      g_array_append_val (users, user);
    }

  return users;
}

gboolean
demo_workflow_ask (DemoWorld *self, gint64 id, const gint64 *users)
{
  g_auto (Task) task = { 0 };
  DemoAnswered nobody = { .comment = "", .when = demo_world_get_now (self) };

  if (!task_load (&task, self, id, 0))
    return FALSE;
  demo_workflow_ask_all (self, id, users);
  nobody.element = task.element;
  demo_workflow_note_one (self, &nobody, users);

  return TRUE;
}

gboolean
demo_workflow_complete (DemoWorld *self,
                        gint64 id,
                        gint64 user,
                        int status,
                        const char *comment,
                        JsonObject *fields,
                        gint64 when,
                        GError **error)
{
  g_auto (Task) task = { .user_status = -1 };
  g_autofree char *sql = NULL;
  DemoAnswered answer = { .user = user,
                          .status = status,
                          .comment = comment != NULL ? comment : "",
                          .fields = fields,
                          .when = when };

  demo_workflow_run_timeouts (self);
  task_load (&task, self, id, user);
  if (!check (&task, status, comment, fields, error))
    return FALSE;

  sql = g_strdup_printf ("UPDATE bp_user SET status = %d WHERE task = %" G_GINT64_FORMAT
                         " AND user = %" G_GINT64_FORMAT,
                         status, id, user);
  demo_schema_exec (self, sql, NULL);
  demo_world_emit_committed (self, "task.complete", id, user);
  answer.workflow = task.workflow;
  answer.step = task.step;
  answer.element = task.element;
  if (is_waiting_for_others (self, &task, status))
    {
      g_autoptr (GArray) users = list_waiting (self, id);

      demo_workflow_note_one (self, &answer, (const gint64 *) (void *) users->data);
      return TRUE;
    }

  demo_workflow_close (self, id, status == DEMO_TASK_CANCEL ? DEMO_TASK_CANCELLED : status, when);
  demo_workflow_go_on (self, &answer);

  return TRUE;
}

/* --- time runs out --- */

static gint64
find_overdue (DemoWorld *self)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT id FROM bp_task WHERE status = 0 AND overdue > 0"
                     " AND overdue <= %" G_GINT64_FORMAT " ORDER BY overdue LIMIT 1",
                     demo_world_get_now (self));

  return demo_schema_get_int (self, sql);
}

/* Whoever had it keeps a task that is overdue, and cannot answer it any more. */
static void
run_out (DemoWorld *self, gint64 id)
{
  g_auto (Task) task = { 0 };
  g_autofree char *sql = g_strdup_printf ("UPDATE bp_task SET status = %d, modified = overdue"
                                          " WHERE id = %" G_GINT64_FORMAT,
                                          DEMO_TASK_TIMEOUT, id);
  DemoAnswered answer = { .status = DEMO_TASK_NO,
                          .comment = "",
                          .when = demo_world_get_now (self) };

  demo_schema_exec (self, sql, NULL);
  if (!task_load (&task, self, id, 0))
    return;
  answer.workflow = task.workflow;
  answer.step = task.step;
  answer.element = task.element;
  demo_workflow_go_on (self, &answer);
}

void
demo_workflow_run_timeouts (DemoWorld *self)
{
  gint64 id;

  while ((id = find_overdue (self)) != 0)
    run_out (self, id);
}
