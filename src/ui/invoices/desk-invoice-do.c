/* desk-invoice-do.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-do"

#include "desk-invoice-do.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic-text.h"
#include "desk-call-command.h"
#include "desk-invoice-words.h"

ClinicTask *
desk_invoice_dup_task (ClinicSession *session, ClinicInvoice *invoice, ClinicTaskKind kind)
{
  GListModel *tasks = clinic_invoices_get_tasks (clinic_session_get_invoices (session));

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, i);
      ClinicInvoice *other = clinic_task_get_invoice (task);

      if (other != NULL && clinic_task_get_kind (task) == kind &&
          g_strcmp0 (clinic_invoice_get_id (other), clinic_invoice_get_id (invoice)) == 0)
        return g_steal_pointer (&task);
    }

  return NULL;
}

ClinicInvoiceWay *
desk_invoice_dup_way (ClinicTask *task, ClinicDecision decision)
{
  GListModel *ways = clinic_task_get_ways (task);

  for (guint i = 0; ways != NULL && i < g_list_model_get_n_items (ways); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      if (clinic_invoice_way_get_decision (way) == decision &&
          clinic_invoice_way_get_possible (way))
        return g_steal_pointer (&way);
    }

  return NULL;
}

static gboolean
is_about (ClinicCommand *command, ClinicInvoice *invoice)
{
  const char *id = clinic_invoice_get_id (invoice);
  const char *named = NULL;

  if (id == NULL)
    return FALSE;
  /* One that the portal does not have yet is known by the command that makes it. */
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_SUBMIT_INVOICE)
    return strstr (id, clinic_command_get_id (command)) != NULL;
  if (clinic_command_get_kind (command) < CLINIC_COMMAND_DECIDE_INVOICE ||
      clinic_command_get_kind (command) > CLINIC_COMMAND_CHANGE_INVOICE)
    return FALSE;

  return g_variant_lookup (clinic_command_get_payload (command), "invoice", "&s", &named) &&
         strcmp (named, id) == 0;
}

ClinicCommand *
desk_invoice_dup_command (ClinicSession *session, ClinicInvoice *invoice)
{
  GListModel *commands = clinic_session_get_commands (session);

  for (guint i = 0; i < g_list_model_get_n_items (commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (commands, i);

      if (is_about (command, invoice))
        return g_steal_pointer (&command);
    }

  return NULL;
}

char *
desk_invoice_dup_fix (ClinicInvoice *invoice, ClinicTask *task)
{
  const char *reason = clinic_invoice_get_reason (invoice);
  g_autofree char *plain = NULL;

  if (reason != NULL && *reason != '\0')
    return g_strdup_printf (_ ("To fix: %s"), reason);
  if (task == NULL || clinic_task_get_text (task) == NULL)
    return NULL;
  plain = clinic_text_to_plain (clinic_task_get_text (task));
  g_strstrip (plain);

  return *plain != '\0' ? g_steal_pointer (&plain) : NULL;
}

/* --- payloads --- */

static void
insert_text (GVariantDict *dict, const char *key, const char *text)
{
  g_variant_dict_insert (dict, key, "s", text != NULL ? text : "");
}

static void
insert_contents (GVariantDict *dict, GVariant *fields, GVariant *files)
{
  g_variant_dict_insert_value (dict, "fields",
                               fields != NULL
                                 ? fields
                                 : g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0));
  g_variant_dict_insert_value (dict, "files",
                               files != NULL
                                 ? files
                                 : g_variant_new_array (G_VARIANT_TYPE ("(ssay)"), NULL, 0));
}

/* (transfer full): a{ss}, with what the button itself answers: of a task that asks by a list */
static GVariant *
add_answer (GVariant *fields, ClinicInvoiceWay *way)
{
  const char *field = way != NULL ? clinic_invoice_way_get_field (way) : NULL;
  g_autoptr (GVariant) before = fields != NULL ? g_variant_ref_sink (fields) : NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *id = NULL;
  const char *value = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (before != NULL)
    g_variant_iter_init (&iter, before);
  while (before != NULL && g_variant_iter_loop (&iter, "{&s&s}", &id, &value))
    if (g_strcmp0 (id, field) != 0)
      g_variant_builder_add (&builder, "{ss}", id, value);
  if (field != NULL && clinic_invoice_way_get_value (way) != NULL)
    g_variant_builder_add (&builder, "{ss}", field, clinic_invoice_way_get_value (way));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* A task is answered; what stands on a stage is moved, unless somebody moved it before. */
static void
insert_way (GVariantDict *dict, ClinicTask *task, ClinicInvoiceWay *way)
{
  if (way == NULL)
    return;
  if (clinic_task_get_task_id (task) != 0)
    {
      g_variant_dict_insert (dict, "task", "x", clinic_task_get_task_id (task));
      g_variant_dict_insert (dict, "status", "i", (gint32) clinic_invoice_way_get_status (way));
    }
  else if (clinic_invoice_way_get_stage_id (way) != NULL)
    {
      insert_text (dict, "stage", clinic_invoice_way_get_stage_id (way));
      insert_text (dict, "from", clinic_invoice_get_stage_id (clinic_task_get_invoice (task)));
    }
}

static ClinicCommand *
new_command (ClinicSession *session, ClinicCommandKind kind, GVariantDict *dict)
{
  return desk_command_new (session, kind, CLINIC_ENTITY_NONE, 0, g_variant_dict_end (dict));
}

ClinicCommand *
desk_invoice_new_submit (ClinicSession *session,
                         const char *title,
                         GVariant *fields,
                         GVariant *files)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  insert_text (&dict, "title", title);
  insert_contents (&dict, fields, files);

  return new_command (session, CLINIC_COMMAND_SUBMIT_INVOICE, &dict);
}

static void
insert_invoice (GVariantDict *dict, ClinicInvoice *invoice)
{
  insert_text (dict, "title", desk_invoice_name (invoice));
  insert_text (dict, "invoice", clinic_invoice_get_id (invoice));
}

ClinicCommand *
desk_invoice_new_resend (ClinicSession *session,
                         ClinicTask *task,
                         GVariant *fields,
                         GVariant *files)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicInvoiceWay) way = desk_invoice_dup_way (task, CLINIC_DECISION_RESUBMIT);
  g_autoptr (GVariant) answers = add_answer (fields, way);

  insert_invoice (&dict, clinic_task_get_invoice (task));
  insert_contents (&dict, answers, files);
  insert_way (&dict, task, way);

  return new_command (session, CLINIC_COMMAND_CHANGE_INVOICE, &dict);
}

/* (transfer full): floating: the fields of a task as they are */
static GVariant *
dup_values (ClinicTask *task)
{
  GListModel *fields = clinic_task_get_fields (task);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; fields != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);

      if (clinic_form_field_get_kind (field) != CLINIC_FIELD_FILE &&
          clinic_form_field_get_value (field) != NULL)
        g_variant_builder_add (&builder, "{ss}", clinic_form_field_get_id (field),
                               clinic_form_field_get_value (field));
    }

  return g_variant_builder_end (&builder);
}

ClinicCommand *
desk_invoice_new_withdraw (ClinicSession *session, ClinicTask *task)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicInvoiceWay) way = desk_invoice_dup_way (task, CLINIC_DECISION_WITHDRAW);

  g_autoptr (GVariant) answers = NULL;

  if (way == NULL)
    return NULL;

  answers = add_answer (dup_values (task), way);
  insert_invoice (&dict, clinic_task_get_invoice (task));
  insert_text (&dict, "way", clinic_invoice_way_get_id (way));
  insert_text (&dict, "decision", "withdraw");
  insert_text (&dict, "text", NULL);
  insert_contents (&dict, answers, NULL);
  insert_way (&dict, task, way);

  return new_command (session, CLINIC_COMMAND_DECIDE_INVOICE, &dict);
}

ClinicCommand *
desk_invoice_new_paid (ClinicSession *session, ClinicInvoice *invoice, const char *day)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicTask) task = desk_invoice_dup_task (session, invoice, CLINIC_TASK_PAY);
  g_autoptr (ClinicInvoiceWay) way =
    task != NULL ? desk_invoice_dup_way (task, CLINIC_DECISION_PAID) : NULL;

  insert_invoice (&dict, invoice);
  insert_contents (&dict, NULL, NULL);
  insert_text (&dict, "paid", day);
  insert_way (&dict, task, way);

  return new_command (session, CLINIC_COMMAND_CHANGE_INVOICE, &dict);
}

ClinicCommand *
desk_invoice_new_act (ClinicSession *session, ClinicInvoice *invoice, GVariant *files)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  insert_invoice (&dict, invoice);
  insert_contents (&dict, NULL, files);
  g_variant_dict_insert (&dict, "act", "b", TRUE);

  return new_command (session, CLINIC_COMMAND_CHANGE_INVOICE, &dict);
}
