/* demo-methods-bizproc.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bizproc.task.* and bizproc.workflow.*: see api-reference/bizproc in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-bizproc"

#include "demo-methods-lists.h"

#include "demo-bizproc-row.h"
#include "demo-json.h"
#include "demo-methods-crm.h"

#include <string.h>

/* tasks of a process that is over are told for so long */
#define KEPT_AFTER_END DEMO_DAY

static gboolean
is_admin (DemoCall *call)
{
  return demo_rights_is_admin (call->world->rights, call->user_id);
}

static gboolean
deny (GError **error)
{
  demo_error_set (error, 403, "ACCESS_DENIED", "Access denied!");

  return FALSE;
}

static JsonNode *
say_true (void)
{
  return json_node_init_boolean (json_node_alloc (), TRUE);
}

/* --- bizproc.task.list --- */

#define ENTITY                                                                                     \
  "CASE w.template WHEN 14 THEN 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic'"            \
  " ELSE 'BizprocDocument' END"
#define MODULE "CASE w.template WHEN 14 THEN 'crm' ELSE 'lists' END"
#define TEMPLATE_NAME                                                                                         \
  "CASE w.template WHEN 12 THEN 'Оплата счёта' WHEN 13 THEN 'Согласование счёта'" \
  " ELSE 'Напомнить о счёте' END"
#define DOCUMENT_URL                                                                               \
  "CASE w.template WHEN 14 THEN '/crm/type/1036/details/' || substr (w.document, 14) || '/'"       \
  " ELSE '/bizproc/processes/?livefeed=y&list_id=' || (w.template + 22) || '&element_id='"         \
  " || w.element END"

static const DemoBizprocField task_fields[] = {
  { "ENTITY", ENTITY },
  { "DOCUMENT_ID", "w.document" },
  { "ID", "t.id" },
  { "WORKFLOW_ID", "w.id" },
  { "DOCUMENT_NAME", "w.name" },
  { "DESCRIPTION", "t.description" },
  { "NAME", "t.name" },
  { "MODIFIED", "t.modified", TRUE },
  { "WORKFLOW_STARTED", "w.started", TRUE },
  { "WORKFLOW_STARTED_BY", "w.starter" },
  { "OVERDUE_DATE", "t.overdue", TRUE },
  { "WORKFLOW_TEMPLATE_ID", "w.template" },
  { "WORKFLOW_TEMPLATE_NAME", TEMPLATE_NAME },
  { "WORKFLOW_STATE", "w.state" },
  { "STATUS", "t.status" },
  { "USER_ID", "u.user" },
  { "USER_STATUS", "u.status" },
  { "MODULE_ID", MODULE },
  { "ACTIVITY", "t.activity" },
  { "ACTIVITY_NAME", "'A3651_68033_56029_' || (16000 + t.id % 7)" },
  { "PARAMETERS", "t.params" },
  { "DOCUMENT_URL", DOCUMENT_URL },
  { NULL },
};

static const char *const tasks_shown[] = { "ID", "WORKFLOW_ID", "DOCUMENT_NAME", "NAME", NULL };
static const char *const tasks_always[] = { "ENTITY", "DOCUMENT_ID", "DOCUMENT_URL", NULL };

static const DemoBizprocTable tasks = {
  task_fields,  "bp_task t JOIN bp_user u ON u.task = t.id JOIN workflow w ON w.id = t.workflow",
  "t.id DESC",  tasks_shown,
  tasks_always,
};

/* Whose tasks are asked for: 0 for everybody's, -1 with an error. The name has to be in capitals,
 * else it is as if it was not there. */
static gint64
get_person (DemoCall *call, GError **error)
{
  JsonObject *filter = demo_json_get_object (call->params, "FILTER");
  JsonNode *node = NULL;
  gint64 person;

  if (filter != NULL)
    node = json_object_has_member (filter, "USER_ID") ? json_object_get_member (filter, "USER_ID")
                                                      : json_object_get_member (filter, "=USER_ID");
  if (node == NULL)
    return is_admin (call) ? 0 : call->user_id;
  person = demo_json_node_int (node);
  if (person == call->user_id || is_admin (call) ||
      demo_workflow_is_head_of (call->world, call->user_id, person))
    return person;
  deny (error);

  return -1;
}

static JsonNode *
run_list (DemoCall *call, GError **error)
{
  gint64 person = get_person (call, error);
  g_autofree char *where = NULL;

  if (person < 0)
    return NULL;
  demo_workflow_run_timeouts (call->world);
  where = g_strdup_printf ("(w.ended = 0 OR w.ended > %1$" G_GINT64_FORMAT ")"
                           " AND (u.user = %2$" G_GINT64_FORMAT " OR %2$" G_GINT64_FORMAT " = 0)",
                           demo_world_get_now (call->world) - KEPT_AFTER_END, person);

  return demo_bizproc_list (call, &tasks, where, error);
}

/* --- bizproc.task.complete --- */

/* 0 for what is no answer */
static int
read_status (DemoCall *call)
{
  static const char *const names[] = { "yes", "no", "ok", "cancel" };
  g_autofree char *text = demo_json_dup_string (call->params, "STATUS");

  for (int i = 0; text != NULL && i < (int) G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (text, names[i]) || (text[0] == '1' + i && text[1] == '\0'))
        return i + 1;
    }

  return 0;
}

static JsonNode *
run_complete (DemoCall *call, GError **error)
{
  gint64 task = demo_json_get_int (call->params, "TASK_ID", 0);
  int status = read_status (call);
  g_autofree char *comment = demo_json_dup_string (call->params, "COMMENT");

  if (task == 0 || status == 0)
    {
      demo_error_set (error, 400, "ERROR_TASK_VALIDATION", "%s",
                      task == 0 ? "empty TASK_ID" : "incorrect STATUS");
      return NULL;
    }
  if (!demo_workflow_complete (call->world, task, call->user_id, status, comment,
                               demo_json_get_object (call->params, "FIELDS"),
                               demo_world_get_now (call->world), error))
    return NULL;

  return say_true ();
}

/* --- bizproc.task.delegate --- */

static JsonNode *
run_delegate (DemoCall *call, GError **error)
{
  g_autoptr (GPtrArray) ids = demo_json_node_list (demo_json_get (call->params, "TASK_IDS"));
  gint64 from = demo_json_get_int (call->params, "FROM_USER_ID", 0);
  gint64 to = demo_json_get_int (call->params, "TO_USER_ID", 0);
  g_autoptr (GString) refused = g_string_new (NULL);

  if (ids->len == 0)
    demo_error_set (error, 400, "ERROR_TASK_VALIDATION", "Invalid TASK_IDS");
  else if (demo_directory_find_user (from) == NULL)
    demo_error_set (error, 400, "ERROR_INVALID_USER_ID", "Invalid FROM_USER_ID");
  else if (to <= 0)
    demo_error_set (error, 400, "ERROR_INVALID_USER_ID", "Invalid TO_USER_ID");
  else if (from != call->user_id && !is_admin (call))
    demo_error_set (error, 400, "ERROR_DELEGATION_NOT_ALLOWED",
                    "User is not responsible for the task");
  else if (demo_directory_find_user (to) == NULL)
    demo_error_set (error, 400, "ERROR_DELEGATION_NOT_ALLOWED",
                    "Task delegation is only available for intranet users");
  else
    {
      for (guint i = 0; i < ids->len; i++)
        {
          const char *why =
            demo_workflow_delegate (call->world, demo_json_node_int (ids->pdata[i]), from, to);

          if (why != NULL)
            g_string_append_printf (refused, "%s%s", refused->len > 0 ? ";" : "", why);
        }
      if (refused->len == 0)
        return say_true ();
      demo_error_set (error, 400, "ERROR_DELEGATION_NOT_ALLOWED", "%s", refused->str);
    }

  return NULL;
}

/* --- bizproc.workflow.instances --- */

static const DemoBizprocField instance_fields[] = {
  { "DOCUMENT_ID", "w.document" },
  { "ENTITY", ENTITY },
  { "ID", "w.id" },
  { "STARTED", "w.started", TRUE },
  { "MODULE_ID", MODULE },
  { "MODIFIED", "w.modified", TRUE },
  { "OWNED_UNTIL", "NULL", TRUE },
  { "TEMPLATE_ID", "w.template" },
  { "STARTED_BY", "w.starter" },
  { NULL },
};

static const char *const instances_shown[] = { "ID", "MODIFIED", "OWNED_UNTIL", NULL };

static const DemoBizprocTable instances = {
  instance_fields, "workflow w", "w.modified DESC, w.number DESC", instances_shown, NULL,
};

static JsonNode *
run_instances (DemoCall *call, GError **error)
{
  if (!is_admin (call))
    {
      deny (error);
      return NULL;
    }

  return demo_bizproc_list (call, &instances, "w.ended = 0", error);
}

/* --- bizproc.workflow.start --- */

/* (transfer full) (nullable): the id of the document in a triple of module, object and id */
static char *
dup_document (DemoCall *call, const DemoTemplate *template, GError **error)
{
  g_autoptr (GPtrArray) triple = demo_json_node_list (demo_json_get (call->params, "DOCUMENT_ID"));
  g_autofree char *module = triple->len == 3 ? demo_json_node_dup_string (triple->pdata[0]) : NULL;
  g_autofree char *entity = triple->len == 3 ? demo_json_node_dup_string (triple->pdata[1]) : NULL;
  g_autofree char *id = triple->len == 3 ? demo_json_node_dup_string (triple->pdata[2]) : NULL;
  g_autofree char *type = NULL;

  if (id == NULL || id[0] == '\0')
    {
      demo_error_set (error, 400, "", "Wrong DOCUMENT_ID!");
      return NULL;
    }
  if (g_str_equal (module, "lists"))
    type = g_strdup_printf ("iblock_%d",
                            demo_lists_get_list (call->world, g_ascii_strtoll (id, NULL, 10)));
  else if (g_str_has_prefix (id, "DYNAMIC_") && strrchr (id, '_') > id + strlen ("DYNAMIC"))
    type = g_strndup (id, (gsize) (strrchr (id, '_') - id));
  if (type == NULL || g_str_equal (type, "iblock_0"))
    {
      demo_error_set (error, 400, "", "Incorrect document type!");
      return NULL;
    }
  if (!g_str_equal (type, template->document_type) || !g_str_equal (entity, template->entity))
    {
      demo_error_set (error, 400, "", "Template type and DOCUMENT_ID mismatch!");
      return NULL;
    }

  return g_steal_pointer (&id);
}

static JsonNode *
run_start (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "TEMPLATE_ID", 0);
  const DemoTemplate *template = demo_workflow_find_template (call->world, id);
  g_autofree char *document = NULL;
  g_autofree char *name = NULL;
  g_autofree char *workflow = NULL;
  gint64 element;

  if (!is_admin (call))
    {
      deny (error);
      return NULL;
    }
  if (template == NULL)
    {
      demo_error_set (error, 400, "ERROR_WRONG_WORKFLOW_ID", "%s",
                      id == 0 ? "Empty TEMPLATE_ID" : "Template not found");
      return NULL;
    }
  document = dup_document (call, template, error);
  if (document == NULL)
    return NULL;
  element = g_ascii_strtoll (document, NULL, 10);
  name = element != 0 ? demo_lists_dup_name (call->world, element) : g_strdup ("Счёт");
  workflow = demo_workflow_start (call->world, template, document, element, name, call->user_id,
                                  demo_world_get_now (call->world));

  return json_node_init_string (json_node_alloc (), workflow);
}

/* --- bizproc.workflow.template.list --- */

static JsonObject *
make_template (const DemoTemplate *template, GPtrArray *wanted)
{
  const struct
  {
    const char *name;
    const char *text;
  } texts[] = {
    { "NAME", template->name },
    { "MODULE_ID", template->module },
    { "ENTITY", template->entity },
    { "DOCUMENT_TYPE", template->document_type },
    { "USER_ID", "1" },
    { "IS_MODIFIED", "N" },
    { "AUTO_EXECUTE", template->auto_execute != 0 ? "1" : "0" },
  };
  JsonObject *row = json_object_new ();

  demo_crm_set_number (row, "ID", template->id);
  for (guint i = 0; i < wanted->len; i++)
    {
      g_autofree char *asked = demo_json_node_dup_string (wanted->pdata[i]);
      g_autofree char *name = g_ascii_strup (asked, -1);

      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          if (g_str_equal (name, texts[k].name))
            json_object_set_string_member (row, name, texts[k].text);
        }
      if (g_str_equal (name, "SYSTEM_CODE"))
        json_object_set_null_member (row, name);
      else if (g_str_equal (name, "PARAMETERS"))
        json_object_set_array_member (row, name, json_array_new ());
    }

  return row;
}

static gboolean
fits (JsonObject *filter, const char *name, const char *text)
{
  g_autofree char *wanted = filter != NULL ? demo_json_dup_string (filter, name) : NULL;

  return wanted == NULL || g_str_equal (wanted, text);
}

static JsonNode *
run_templates (DemoCall *call, GError **error)
{
  JsonObject *filter = demo_json_get_object (call->params, "FILTER");
  g_autoptr (GPtrArray) wanted = demo_json_node_list (demo_json_get (call->params, "SELECT"));
  JsonArray *result;

  if (!is_admin (call))
    {
      deny (error);
      return NULL;
    }
  result = json_array_new ();
  for (const DemoTemplate *row = demo_workflow_templates (); row->id != 0; row++)
    {
      g_autofree char *id = g_strdup_printf ("%d", row->id);

      if (demo_workflow_find_template (call->world, row->id) != NULL && fits (filter, "ID", id) &&
          fits (filter, "MODULE_ID", row->module) && fits (filter, "ENTITY", row->entity) &&
          fits (filter, "DOCUMENT_TYPE", row->document_type))
        json_array_add_object_element (result, make_template (row, wanted));
    }
  call->total = json_array_get_length (result);

  return demo_crm_take_array (result);
}

const DemoMethod *
demo_bizproc_methods (void)
{
  static const DemoMethod methods[] = {
    { "bizproc.task.list", "bizproc", run_list },
    { "bizproc.task.complete", "bizproc", run_complete },
    { "bizproc.task.delegate", "bizproc", run_delegate },
    { "bizproc.workflow.instances", "bizproc", run_instances },
    { "bizproc.workflow.start", "bizproc", run_start },
    { "bizproc.workflow.template.list", "bizproc", run_templates },
    { NULL },
  };

  return methods;
}
