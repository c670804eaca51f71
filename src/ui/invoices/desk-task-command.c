/* desk-task-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-command"

#include "desk-task-command.h"

#include "clinic-enums.h"
#include "desk-call-command.h"
#include "desk-colleague-list.h"
#include "desk-form-field.h"
#include "desk-task-words.h"

static void
insert (GVariantDict *dict, const char *key, const char *text)
{
  g_variant_dict_insert (dict, key, "s", text != NULL ? text : "");
}

/* what it is about, in all commands of invoices */
static void
insert_invoice (GVariantDict *dict, ClinicTask *task)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (task);

  insert (dict, "title", desk_task_get_name (task));
  insert (dict, "invoice", invoice != NULL ? clinic_invoice_get_id (invoice) : NULL);
}

static char *
dup_nick (ClinicDecision decision)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CLINIC_TYPE_DECISION);
  GEnumValue *value = g_enum_get_value (klass, (int) decision);

  return g_strdup (value != NULL ? value->value_nick : "");
}

ClinicCommand *
desk_task_command_decide (ClinicSession *session,
                          ClinicTask *task,
                          ClinicInvoiceWay *way,
                          const char *text,
                          GVariant *fields,
                          GVariant *files)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (task);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *decision = dup_nick (clinic_invoice_way_get_decision (way));
  gint64 task_id = clinic_task_get_task_id (task);

  insert_invoice (&dict, task);
  insert (&dict, "way", clinic_invoice_way_get_id (way));
  insert (&dict, "decision", decision);
  insert (&dict, "text", text);
  g_variant_dict_insert_value (&dict, "fields", fields);
  g_variant_dict_insert_value (&dict, "files", files);
  if (task_id != 0)
    {
      g_variant_dict_insert (&dict, "task", "x", task_id);
      g_variant_dict_insert (&dict, "status", "i", (gint32) clinic_invoice_way_get_status (way));
    }
  else
    {
      insert (&dict, "stage", clinic_invoice_way_get_stage_id (way));
      insert (&dict, "from", invoice != NULL ? clinic_invoice_get_stage_id (invoice) : NULL);
    }

  return desk_command_new (session, CLINIC_COMMAND_DECIDE_INVOICE, CLINIC_ENTITY_NONE, task_id,
                           g_variant_dict_end (&dict));
}

ClinicCommand *
desk_task_command_delegate (ClinicSession *session, ClinicTask *task, ClinicUser *user)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *name = desk_colleague_dup_name (user);
  gint64 task_id = clinic_task_get_task_id (task);

  insert_invoice (&dict, task);
  g_variant_dict_insert (&dict, "task", "x", task_id);
  g_variant_dict_insert (&dict, "to", "x", clinic_user_get_id (user));
  insert (&dict, "name", name);

  return desk_command_new (session, CLINIC_COMMAND_DELEGATE_TASK, CLINIC_ENTITY_NONE, task_id,
                           g_variant_dict_end (&dict));
}

gboolean
desk_task_answers_field (ClinicTask *task, ClinicFormField *field)
{
  GListModel *ways = clinic_task_get_ways (task);

  for (guint i = 0; ways != NULL && i < g_list_model_get_n_items (ways); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      if (clinic_invoice_way_get_field (way) != NULL &&
          g_strcmp0 (clinic_invoice_way_get_field (way), clinic_form_field_get_id (field)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Every field goes with the answer: the portal empties what is left out (office.md 2.2). */
GVariant *
desk_task_build_fields (ClinicTask *task, ClinicInvoiceWay *way, GPtrArray *widgets)
{
  GListModel *fields = clinic_task_get_fields (task);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < widgets->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (widgets, i);
      ClinicFormField *what = desk_form_field_get_field (field);
      g_autofree char *value = NULL;

      if (clinic_form_field_get_kind (what) == CLINIC_FIELD_FILE)
        continue;
      value = desk_form_field_dup_value (field);
      g_variant_builder_add (&builder, "{ss}", clinic_form_field_get_id (what), value);
    }
  for (guint i = 0; fields != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);
      const char *id = clinic_form_field_get_id (field);
      const char *value = clinic_form_field_get_value (field);

      if (!desk_task_answers_field (task, field))
        continue;
      if (g_strcmp0 (clinic_invoice_way_get_field (way), id) == 0)
        value = clinic_invoice_way_get_value (way);
      g_variant_builder_add (&builder, "{ss}", id, value != NULL ? value : "");
    }

  return g_variant_builder_end (&builder);
}
