/* demo-workflow-params.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PARAMETERS of the tasks, and the fields that they ask for: see
 * bizproc/bizproc-task/bizproc-task-list in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-workflow-params"

#include "demo-workflow-private.h"

#include "demo-json.h"

/* comment: N, Y, YA or YR */
static JsonObject *
make_params (const char *comment)
{
  JsonObject *params = json_object_new ();

  json_object_set_string_member (params, "CommentLabel", "Комментарий");
  json_object_set_string_member (params, "CommentRequired", comment);
  json_object_set_string_member (params, "ShowComment", "Y");

  return params;
}

static JsonObject *
make_field (const char *id, const char *type, const char *name, gboolean required)
{
  JsonObject *field = json_object_new ();

  json_object_set_string_member (field, "Id", id);
  json_object_set_string_member (field, "Type", type);
  json_object_set_string_member (field, "Name", name);
  json_object_set_string_member (field, "Description", "");
  json_object_set_boolean_member (field, "Multiple", FALSE);
  json_object_set_boolean_member (field, "Required", required);
  json_object_set_null_member (field, "Options");
  json_object_set_null_member (field, "Settings");
  json_object_set_string_member (field, "Default", "");

  return field;
}

/* Says the field's object, to be changed. */
static JsonObject *
add_field (JsonObject *params,
           const char *id,
           const char *type,
           const char *name,
           gboolean required)
{
  JsonObject *field = make_field (id, type, name, required);

  if (!json_object_has_member (params, "Fields"))
    json_object_set_array_member (params, "Fields", json_array_new ());
  json_array_add_object_element (json_object_get_array_member (params, "Fields"), field);

  return field;
}

JsonObject *
demo_params_approve (void)
{
  JsonObject *params = make_params ("YR");

  json_object_set_string_member (params, "StatusYesLabel", "Согласовать");
  json_object_set_string_member (params, "StatusNoLabel", "Отклонить");

  return params;
}

JsonObject *
demo_params_decide (void)
{
  JsonObject *params = make_params ("N");
  JsonObject *field = add_field (params, "decision", "select", "Решение", TRUE);
  JsonObject *options = json_object_new ();

  json_object_set_string_member (options, "approve", "Согласовать");
  json_object_set_string_member (options, "reject", "Отклонить");
  json_object_set_string_member (options, "rework", "Вернуть на доработку");
  json_object_set_object_member (field, "Options", options);
  json_object_set_string_member (params, "StatusOkLabel", "Сохранить решение");

  return params;
}

/* Files are shown as links: whoever sends them back writes rubbish. */
static void
add_files (DemoWorld *self, JsonObject *params, gint64 element)
{
  JsonObject *field = add_field (params, "file", "file", "Счёт (новый файл)", FALSE);
  const DemoProperty *property = demo_lists_find_code (demo_lists_get_list (self, element), "FILE");
  g_autoptr (GPtrArray) values =
    property != NULL ? demo_lists_dup_values (self, element, property->id) : NULL;
  JsonArray *links = json_array_new ();

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      g_autofree char *link =
        g_strdup_printf ("/bitrix/tools/disk/uf.php?attachedId=%s&action=download&ncc=1",
                         (const char *) values->pdata[i]);

      json_array_add_string_element (links, link);
    }
  json_object_set_boolean_member (field, "Multiple", TRUE);
  json_object_set_array_member (field, "Default", links);
}

/* where suppliers are companies: whom to choose from, and who it is (bizproc-task-list) */
static void
add_contractor (DemoWorld *self, JsonObject *params, gint64 element)
{
  static const char *const kinds[] = { "LEAD", "CONTACT", "COMPANY", "DEAL", "SMART_INVOICE" };
  g_autofree char *contractor = demo_lists_dup (self, element, DEMO_CODE_CONTRACTOR);
  JsonObject *field, *options;
  JsonArray *value;

  if ((demo_lists_get_setups (self) & DEMO_SETUP_D) == 0)
    return;
  field = add_field (params, DEMO_FIELD_CONTRACTOR, "E:ECrm", "Контрагент", TRUE);
  options = json_object_new ();
  value = json_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    json_object_set_string_member (options, kinds[i], i == 1 || i == 2 ? "Y" : "N");
  json_object_set_object_member (field, "Options", options);
  if (*contractor != '\0')
    json_array_add_string_element (value, contractor);
  json_object_set_array_member (field, "Default", value);
}

JsonObject *
demo_params_rework (DemoWorld *self, gint64 element)
{
  JsonObject *params = make_params ("N");
  g_autofree char *sum = demo_lists_dup (self, element, "SUM");
  g_autofree char *number = demo_lists_dup (self, element, "NUMBER");
  g_autofree char *purpose = demo_lists_dup (self, element, "PURPOSE");
  g_autofree char *due = demo_lists_dup (self, element, "DUE");
  g_autofree char *day = *due != '\0' ? g_strdup_printf ("%.10s", due) : g_strdup ("");

  json_object_set_string_member (add_field (params, "sum", "S:Money", "Сумма", TRUE), "Default",
                                 sum);
  json_object_set_string_member (add_field (params, "number", "string", "Номер счёта", TRUE),
                                 "Default", number);
  add_contractor (self, params, element);
  json_object_set_string_member (add_field (params, "due", "date", "Оплатить до", FALSE), "Default",
                                 day);
  json_object_set_string_member (add_field (params, "purpose", "text", "Назначение платежа", FALSE),
                                 "Default", purpose);
  add_files (self, params, element);
  json_object_set_string_member (params, "StatusOkLabel", "Исправлено, отправить снова");
  json_object_set_string_member (params, "StatusCancelLabel", "Отозвать счёт");

  return params;
}

JsonObject *
demo_params_pay (gint64 now)
{
  JsonObject *params = make_params ("N");
  char day[DEMO_TIME_SIZE];

  demo_time_format_day (now, day);
  json_object_set_string_member (add_field (params, "pay_date", "date", "Дата оплаты", TRUE),
                                 "Default", day);
  add_field (params, "pay_number", "string", "Номер платёжки", FALSE);
  add_field (params, "act", "file", "Акт", FALSE);
  json_object_set_string_member (params, "StatusOkLabel", "Оплачено");

  return params;
}

JsonObject *
demo_params_review (void)
{
  JsonObject *params = make_params ("N");

  json_object_set_string_member (params, "StatusOkLabel", "Ознакомлен");

  return params;
}
