/* demo-workflow-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The templates: who is asked what, and what comes of the answer. An approved invoice waits for the
 * accountant, a refused one lies in the registry, and one that has to be mended goes back to
 * whoever brought it and then to the same people again.
 */

#define G_LOG_DOMAIN "demo-workflow-steps"

#include "demo-workflow-private.h"

#include "demo-drive.h"
#include "demo-json.h"
#include "demo-office.h"

#define MANAGER 1
#define SENIOR 5
#define ACCOUNTANT 15
/* roubles that the senior administrator may spend by herself */
#define SMALL_SUM 20000

static gint64
get_starter (DemoWorld *self, const char *workflow)
{
  return demo_workflow_get_number (self, workflow, "starter");
}

/* (transfer full): «Громова Е. С.» */
static char *
dup_person (gint64 user)
{
  const DemoUser *found = demo_directory_find_user (user);

  if (found == NULL)
    return g_strdup ("Система");

  return g_strdup_printf ("%s %.2s. %.2s.", found->last_name, found->name, found->second_name);
}

/* One more line in the history that the template keeps in a property. */
static void
write_history (DemoWorld *self,
               gint64 element,
               gint64 user,
               const char *what,
               const char *comment,
               gint64 when)
{
  const DemoProperty *property =
    demo_lists_find_code (demo_lists_get_list (self, element), "HISTORY");
  g_autofree char *person = dup_person (user);
  char iso[DEMO_TIME_SIZE];
  g_autofree char *line = NULL;

  if (property == NULL)
    return;
  demo_time_format (when, iso);
  line = g_strdup_printf ("%.2s.%.2s.%.4s %.5s · %s: %s%s%s", iso + 8, iso + 5, iso, iso + 11,
                          person, what, *comment != '\0' ? ". " : "", comment);
  demo_lists_append (self, element, property->id, line);
}

static void
set_holders (DemoWorld *self, gint64 element, const gint64 *users)
{
  const DemoProperty *property =
    demo_lists_find_code (demo_lists_get_list (self, element), "HOLDER");

  demo_lists_set (self, element, "HOLDER", NULL);
  for (guint i = 0; property != NULL && users != NULL && users[i] != 0; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, users[i]);

      demo_lists_append (self, element, property->id, id);
    }
}

void
demo_workflow_note_one (DemoWorld *self, const DemoAnswered *answer, const gint64 *users)
{
  if (answer->user != 0)
    write_history (self, answer->element, answer->user, "согласовано", answer->comment,
                   answer->when);
  set_holders (self, answer->element, users);
  demo_lists_touch (self, answer->element, answer->when);
}

/* Where the invoice is now, and in whose hands. */
static void
move (DemoWorld *self, const char *workflow, int state, const gint64 *users, gint64 when)
{
  gint64 element = demo_workflow_get_number (self, workflow, "element");

  demo_lists_set_choice (self, element, "STATE", state);
  set_holders (self, element, users);
  demo_lists_touch (self, element, when);
  demo_workflow_set_state (self, workflow, demo_lists_states[state], when);
}

static char *
dup_description (DemoWorld *self, gint64 element)
{
  g_autofree char *sum = demo_lists_dup (self, element, "SUM");
  g_autofree char *value = demo_lists_dup (self, element, DEMO_CODE_CONTRACTOR);
  g_autofree char *contractor = demo_office_dup_contractor (self, value);
  int category = demo_lists_get_choice (self, element, "EXPENSE");

  g_strdelimit (sum, "|", ' ');

  return g_strdup_printf ("%s, %s, %s", contractor, sum,
                          category >= 0 ? demo_lists_categories[category] : "без статьи");
}

/* --- the registry --- */

static void
copy_files (DemoWorld *self, gint64 element, gint64 row, gint64 user, gint64 when)
{
  const DemoProperty *property = demo_lists_find_code (demo_lists_get_list (self, element), "FILE");
  g_autoptr (GPtrArray) values = demo_lists_dup_values (self, element, property->id);

  demo_lists_set (self, row, "FILE", NULL);
  for (guint i = 0; i < values->len; i++)
    demo_lists_attach (self, row, "FILE",
                       demo_drive_get_object (self, g_ascii_strtoll (values->pdata[i], NULL, 10),
                                              0),
                       user, when);
}

/* The row of the registry that stands for the process; made the first time. */
static gint64
get_row (DemoWorld *self, const char *workflow, gint64 when)
{
  static const char *const same[] = { "SUM", "CONTRACTOR", "INN",    "NUMBER",
                                      "VAT", "BILL_DATE",  "PURPOSE" };
  gint64 row = demo_workflow_get_number (self, workflow, "registry");
  gint64 element = demo_workflow_get_number (self, workflow, "element");
  g_autofree char *name = demo_lists_dup_name (self, element);
  g_autofree char *code = g_strdup_printf ("registry-%" G_GINT64_FORMAT, element);
  g_autofree char *sql = NULL;

  if (row == 0)
    {
      row =
        demo_lists_add (self, DEMO_LIST_REGISTRY, code, name, get_starter (self, workflow), when);
      sql = g_strdup_printf ("UPDATE workflow SET registry = %" G_GINT64_FORMAT " WHERE id = '%s'",
                             row, workflow);
      demo_schema_exec (self, sql, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *value = demo_lists_dup (self, element, same[i]);

      demo_lists_set (self, row, same[i], value);
    }
  demo_lists_set_choice (self, row, "EXPENSE", demo_lists_get_choice (self, element, "EXPENSE"));
  demo_lists_set_choice (self, row, "PAYER", demo_lists_get_choice (self, element, "PAYER"));
  demo_lists_set_int (self, row, "INITIATOR", get_starter (self, workflow));
  demo_lists_set_int (self, row, "SOURCE", element);
  copy_files (self, element, row, get_starter (self, workflow), when);

  return row;
}

static void
copy_history (DemoWorld *self, gint64 element, gint64 row)
{
  const DemoProperty *from = demo_lists_find_code (demo_lists_get_list (self, element), "HISTORY");
  const DemoProperty *to = demo_lists_find_code (DEMO_LIST_REGISTRY, "HISTORY");
  g_autoptr (GPtrArray) lines = demo_lists_dup_values (self, element, from->id);

  demo_lists_clear (self, row, to->id);
  for (guint i = 0; i < lines->len; i++)
    demo_lists_append (self, row, to->id, lines->pdata[i]);
}

static gint64
register_decision (DemoWorld *self, const DemoAnswered *answer, int state)
{
  gint64 row = get_row (self, answer->workflow, answer->when);
  char iso[DEMO_TIME_SIZE];

  demo_time_format (answer->when, iso);
  iso[10] = ' ';
  iso[19] = '\0';
  demo_lists_set_choice (self, row, "STATE", state);
  demo_lists_set (self, row, "DECIDED", iso);
  demo_lists_set_int (self, row, "APPROVER", answer->user);
  copy_history (self, answer->element, row);
  demo_world_emit_committed (self, "list.add", row, answer->user);

  return row;
}

/* --- the steps --- */

static void
ask_head (DemoWorld *self, const char *workflow, gint64 when)
{
  gint64 element = demo_workflow_get_number (self, workflow, "element");
  gboolean yes_or_no = demo_workflow_get_number (self, workflow, "template") == DEMO_TEMPLATE_A;
  g_autofree char *description = dup_description (self, element);
  g_autofree char *sum = demo_lists_dup (self, element, "SUM");
  DemoPlan plan = { .activity = yes_or_no ? "ApproveActivity" : "RequestInformationActivity",
                    .step = yes_or_no ? "approve" : "decide",
                    .name = "Согласовать счёт на оплату",
                    .description = description,
                    .params = yes_or_no ? demo_params_approve () : demo_params_decide (),
                    .users = { MANAGER },
                    .delegation = DEMO_DELEGATE_ALL };

  if (g_ascii_strtod (sum, NULL) <= SMALL_SUM && get_starter (self, workflow) != SENIOR)
    plan.users[1] = SENIOR;
  move (self, workflow, DEMO_STATE_APPROVAL, plan.users, when);
  demo_workflow_give (self, workflow, &plan, when);
}

static void
ask_starter (DemoWorld *self, const DemoAnswered *answer)
{
  g_autofree char *person = dup_person (answer->user);
  g_autofree char *description =
    g_strdup_printf ("Что исправить: %s\nВернул(а): %s", answer->comment, person);
  DemoPlan plan = { .activity = "RequestInformationOptionalActivity",
                    .step = "rework",
                    .name = "Доработать счёт",
                    .description = description,
                    .params = demo_params_rework (self, answer->element),
                    .users = { get_starter (self, answer->workflow) },
                    .delegation = DEMO_DELEGATE_NOBODY };

  write_history (self, answer->element, answer->user, "на доработку", answer->comment,
                 answer->when);
  move (self, answer->workflow, DEMO_STATE_REWORK, plan.users, answer->when);
  demo_workflow_give (self, answer->workflow, &plan, answer->when);
}

static void
ask_accountant (DemoWorld *self, const DemoAnswered *answer)
{
  g_autofree char *description = dup_description (self, answer->element);
  DemoPlan plan = { .activity = "RequestInformationActivity",
                    .step = "pay",
                    .name = "Оплатить счёт",
                    .description = description,
                    .params = demo_params_pay (answer->when),
                    .users = { ACCOUNTANT },
                    .delegation = DEMO_DELEGATE_SUBORDINATES };

  write_history (self, answer->element, answer->user, "согласовано", answer->comment, answer->when);
  register_decision (self, answer, DEMO_STATE_TO_PAY);
  move (self, answer->workflow, DEMO_STATE_TO_PAY, plan.users, answer->when);
  demo_workflow_give (self, answer->workflow, &plan, answer->when);
}

/* Whoever brought it reads why, and with that the process ends. */
static void
refuse (DemoWorld *self, const DemoAnswered *answer)
{
  g_autofree char *reason =
    answer->user != 0 ? g_strdup (answer->comment) : g_strdup ("Срок согласования истёк");
  g_autofree char *description = g_strdup_printf ("Причина: %s", reason);
  DemoPlan plan = { .activity = "ReviewActivity",
                    .step = "review",
                    .name = "Счёт отклонён",
                    .description = description,
                    .params = demo_params_review (),
                    .users = { get_starter (self, answer->workflow) },
                    .delegation = DEMO_DELEGATE_NOBODY };
  gint64 row;

  write_history (self, answer->element, answer->user, "отклонено", reason, answer->when);
  row = register_decision (self, answer, DEMO_STATE_REFUSED);
  demo_lists_set (self, row, "REASON", reason);
  move (self, answer->workflow, DEMO_STATE_REFUSED, NULL, answer->when);
  demo_workflow_give (self, answer->workflow, &plan, answer->when);
}

static void
withdraw (DemoWorld *self, const DemoAnswered *answer)
{
  gint64 row;

  write_history (self, answer->element, answer->user, "отозвано инициатором", answer->comment,
                 answer->when);
  row = register_decision (self, answer, DEMO_STATE_REFUSED);
  demo_lists_set_int (self, row, "APPROVER", 0);
  demo_lists_set (self, row, "REASON", "Отозван инициатором");
  move (self, answer->workflow, DEMO_STATE_WITHDRAWN, NULL, answer->when);
  demo_workflow_finish (self, answer->workflow, "Отозван", answer->when);
}

/* (transfer full): "" when it was not sent */
static char *
dup_field (const DemoAnswered *answer, const char *name)
{
  char *text = answer->fields != NULL ? demo_json_dup_string (answer->fields, name) : NULL;

  return text != NULL ? text : g_strdup ("");
}

/* What was put into a field of files: a pair, pairs, or text that is taken for the code of a file
 * without a name. */
static GArray *
take_files (DemoWorld *self, const DemoAnswered *answer, const char *name)
{
  JsonNode *node = answer->fields != NULL ? demo_json_get (answer->fields, name) : NULL;
  g_autoptr (GPtrArray) list = demo_json_node_list (node);
  GArray *objects = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_pair = list->len == 2 && JSON_NODE_HOLDS_VALUE (list->pdata[0]);

  for (guint i = 0; i < (is_pair ? 1 : list->len); i++)
    {
      JsonNode *one = is_pair ? node : list->pdata[i];
      gint64 file = demo_drive_take_file (self, one);
      g_autoptr (sqlite3_stmt) row = NULL;
      gint64 object;

      if (file == 0 && JSON_NODE_HOLDS_VALUE (one) && !demo_json_node_is_empty (one))
        file = demo_drive_take_rubbish (self, one);
      row = file != 0 ? demo_drive_find_file (self, file) : NULL;
      if (row == NULL)
        continue;
      object = demo_drive_add (self, file, (const char *) sqlite3_column_text (row, 0),
                               answer->user, answer->when);
      g_array_append_val (objects, object);
    }

  return objects;
}

/* one value of a binding, or an array of them */
static void
mend_contractor (DemoWorld *self, const DemoAnswered *answer)
{
  JsonNode *node =
    answer->fields != NULL ? demo_json_get (answer->fields, DEMO_FIELD_CONTRACTOR) : NULL;
  g_autoptr (GPtrArray) list = demo_json_node_list (node);
  g_autofree char *text = NULL;

  if ((demo_lists_get_setups (self) & DEMO_SETUP_D) == 0)
    return;
  text = list->len > 0 ? demo_json_node_dup_string (list->pdata[0]) : NULL;
  demo_lists_set (self, answer->element, DEMO_CODE_CONTRACTOR, text);
}

static void
mend (DemoWorld *self, const DemoAnswered *answer)
{
  g_autofree char *sum = dup_field (answer, "sum");
  g_autofree char *number = dup_field (answer, "number");
  g_autofree char *due = dup_field (answer, "due");
  g_autofree char *day = *due != '\0' ? demo_time_parse_day (due) : NULL;
  g_autofree char *purpose = dup_field (answer, "purpose");
  g_autoptr (GArray) files = take_files (self, answer, "file");

  demo_lists_set (self, answer->element, "SUM", sum);
  demo_lists_set (self, answer->element, "NUMBER", number);
  demo_lists_set (self, answer->element, "DUE", day);
  demo_lists_set (self, answer->element, "PURPOSE", purpose);
  mend_contractor (self, answer);
  if (files->len > 0)
    demo_lists_set (self, answer->element, "FILE", NULL);
  for (guint i = 0; i < files->len; i++)
    demo_lists_attach (self, answer->element, "FILE", g_array_index (files, gint64, i),
                       answer->user, answer->when);
  write_history (self, answer->element, answer->user, "исправлено", answer->comment, answer->when);
  ask_head (self, answer->workflow, answer->when);
}

static void
pay (DemoWorld *self, const DemoAnswered *answer)
{
  g_autofree char *text = dup_field (answer, "pay_date");
  g_autofree char *day = demo_time_parse_day (text);
  g_autofree char *number = dup_field (answer, "pay_number");
  g_autofree char *what =
    *number != '\0' ? g_strdup_printf ("оплачено, платёжка № %s", number) : g_strdup ("оплачено");
  g_autoptr (GArray) acts = take_files (self, answer, "act");
  gint64 row = get_row (self, answer->workflow, answer->when);

  write_history (self, answer->element, answer->user, what, answer->comment, answer->when);
  demo_lists_set_choice (self, row, "STATE", DEMO_STATE_PAID);
  demo_lists_set (self, row, "PAY_DATE", day);
  if (*answer->comment != '\0')
    demo_lists_set (self, row, "COMMENT", answer->comment);
  for (guint i = 0; i < acts->len; i++)
    demo_lists_attach (self, row, "ACT", g_array_index (acts, gint64, i), answer->user,
                       answer->when);
  copy_history (self, answer->element, row);
  demo_lists_touch (self, row, answer->when);
  demo_world_emit_committed (self, "list.update", row, answer->user);
  move (self, answer->workflow, DEMO_STATE_PAID, NULL, answer->when);
  demo_workflow_finish (self, answer->workflow, "Оплачен", answer->when);
}

/* By hand on an item of the smart process: the manager is shown it. */
static void
remind (DemoWorld *self, const char *workflow, gint64 when)
{
  DemoPlan plan = { .activity = "ReviewActivity",
                    .step = "review",
                    .name = "Напоминание о счёте",
                    .description = "Счёт ждёт решения",
                    .params = demo_params_review (),
                    .users = { MANAGER },
                    .delegation = DEMO_DELEGATE_ALL };

  demo_workflow_set_state (self, workflow, "Ознакомление", when);
  demo_workflow_give (self, workflow, &plan, when);
}

void
demo_workflow_begin (DemoWorld *self, const char *workflow, gint64 when)
{
  if (demo_workflow_get_number (self, workflow, "template") == DEMO_TEMPLATE_REMIND)
    remind (self, workflow, when);
  else
    {
      write_history (self, demo_workflow_get_number (self, workflow, "element"),
                     get_starter (self, workflow), "отправлено на согласование", "", when);
      ask_head (self, workflow, when);
    }
}

static void
decide (DemoWorld *self, const DemoAnswered *answer, const char *decision)
{
  if (g_str_equal (decision, "approve"))
    ask_accountant (self, answer);
  else if (g_str_equal (decision, "rework"))
    ask_starter (self, answer);
  else
    refuse (self, answer);
}

void
demo_workflow_go_on (DemoWorld *self, const DemoAnswered *answer)
{
  g_autofree char *decision = dup_field (answer, "decision");

  if (g_str_equal (answer->step, "approve"))
    decide (self, answer,
            answer->user == 0                 ? "reject"
            : answer->status == DEMO_TASK_YES ? "approve"
                                              : "rework");
  else if (g_str_equal (answer->step, "decide"))
    decide (self, answer,
            answer->user == 0 || answer->status == DEMO_TASK_CANCEL ? "reject" : decision);
  else if (g_str_equal (answer->step, "rework"))
    {
      if (answer->status == DEMO_TASK_OK)
        mend (self, answer);
      else
        withdraw (self, answer);
    }
  else if (g_str_equal (answer->step, "pay"))
    pay (self, answer);
  else
    demo_workflow_finish (self, answer->workflow, "Завершён", answer->when);
}
