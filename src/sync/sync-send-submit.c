/* sync-send-submit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * New invoices, and what is changed of those that are there (docs:
 * lists/elements/lists-element-add, lists-element-update, crm/universal/crm-item-add;
 * office.md 4.2, 4.3, 8.4). An element's code, and an item's xmlId, is the command's id: it can be
 * made once only.
 */

#define G_LOG_DOMAIN "sync-send-submit"

#include "sync-send-invoice.h"

#include <glib/gi18n.h>

#include <string.h>

#include "bx-error.h"
#include "clinic-form-option.h"
#include "sync-invoice-round.h"
#include "sync-invoice-value.h"
#include "sync-invoice-field.h"

/* --- values --- */

/* ids of the fields whose files have to be on the drive; (transfer full) */
static GStrv
list_drive_fields (const SyncInvoiceSource *source)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < source->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (source->fields, i);

      if (g_strcmp0 (field->type, "S:DiskFile") == 0)
        g_strv_builder_add (builder, field->id);
    }

  return g_strv_builder_end (builder);
}

/* What is new has an n before its number; what was attached before goes without (office.md 3). */
static JsonNode *
new_drive_value (GTask *task, const SyncInvoiceField *field, JsonNode *known)
{
  g_autoptr (GArray) uploaded = sync_send_list_uploaded (task, field->id);
  g_autoptr (GPtrArray) attached = sync_invoice_read_values (known);
  JsonArray *ids = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < attached->len; i++)
    json_array_add_string_element (ids, g_ptr_array_index (attached, i));
  for (guint i = 0; i < uploaded->len; i++)
    {
      g_autofree char *id =
        g_strdup_printf ("n%" G_GINT64_FORMAT, g_array_index (uploaded, gint64, i));

      json_array_add_string_element (ids, id);
    }
  json_node_take_array (node, ids);

  return node;
}

/* The files of an item that are not named with the new ones are deleted. */
static void
keep_item_files (JsonNode *value, JsonNode *known)
{
  JsonArray *files = known != NULL ? bx_json_node_array (known) : NULL;
  JsonArray *all = json_node_get_array (value);

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonObject *file = bx_json_node_object (json_array_get_element (files, i));
      JsonObject *kept;

      if (bx_json_get_int (file, "id", 0) <= 0)
        continue;
      kept = json_object_new ();
      json_object_set_int_member (kept, "id", bx_json_get_int (file, "id", 0));
      json_array_add_object_element (all, kept);
    }
}

/* (transfer full) (nullable): NULL: no new file */
static JsonNode *
new_file_value (GTask *task,
                const SyncInvoiceSource *source,
                const SyncInvoiceField *field,
                JsonNode *known)
{
  JsonNode *value;

  if (g_strcmp0 (field->type, "S:DiskFile") == 0)
    return sync_send_has_file (task, field->id) || known != NULL
             ? new_drive_value (task, field, known)
             : NULL;
  value = sync_send_new_pairs (task, field->id, field->multiple);
  if (value != NULL && field->multiple && source->kind == SYNC_SOURCE_SMART)
    keep_item_files (value, known);

  return value;
}

static JsonNode *
peek_known (JsonObject *row, const char *id)
{
  return row != NULL && json_object_has_member (row, id) ? json_object_get_member (row, id) : NULL;
}

static void
set_item_sum (JsonObject *fields, const char *value)
{
  g_autofree char *number = sync_invoice_write_number (g_ascii_strtoll (value, NULL, 10));
  const char *bar = strchr (value, '|');

  json_object_set_double_member (fields, "opportunity", g_ascii_strtod (number, NULL));
  json_object_set_string_member (fields, "currencyId", bar != NULL ? bar + 1 : "RUB");
  json_object_set_string_member (fields, "isManualOpportunity", "Y");
}

void
sync_send_put_fields (GTask *task,
                      const SyncInvoiceSource *source,
                      JsonObject *row,
                      JsonObject *fields)
{
  for (guint i = 0; i < source->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (source->fields, i);
      const char *given = sync_send_peek_field (task, field->id);
      JsonNode *known = peek_known (row, field->id);
      g_autoptr (GPtrArray) values = known != NULL ? sync_invoice_read_values (known) : NULL;
      JsonNode *value = NULL;

      if (field->kind == CLINIC_FIELD_FILE)
        value = new_file_value (task, source, field, known);
      else if (given != NULL && g_str_equal (field->id, "opportunity"))
        set_item_sum (fields, given);
      else if (given != NULL && *given == '\0')
        value = json_node_init_string (json_node_alloc (), "");
      else if (given != NULL)
        value = sync_invoice_write_value (field->type, field->multiple, given,
                                          values != NULL && values->len > 0
                                            ? g_ptr_array_index (values, 0)
                                            : NULL);
      if (value != NULL)
        json_object_set_member (fields, field->id, value);
    }
}

/* --- an element of a list --- */

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;
  gint64 id = 0;

  if (answer == NULL)
    return;
  if (rows != NULL && json_array_get_length (rows) > 0)
    id = bx_json_get_int (bx_json_node_object (json_array_get_element (rows, 0)), "ID", 0);
  sync_send_return_done (task, CLINIC_ENTITY_NONE, id);
}

/* an earlier attempt has made it */
static void
find_element (GTask *task, const SyncInvoiceSource *source)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_call (task, "lists.element.get",
                  bx_json_build ("{'IBLOCK_TYPE_ID': %s, 'IBLOCK_ID': %" G_GINT64_FORMAT
                                 ", 'ELEMENT_CODE': %s, 'SELECT': ['ID']}",
                                 source->type, source->id, clinic_command_get_id (self->command)),
                  BX_CALL_READ, on_found_cb);
}

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer != NULL)
    {
      sync_send_return_done (task, CLINIC_ENTITY_NONE,
                             bx_json_node_int (bx_answer_get_result (answer), 0));
    }
  else if (g_strcmp0 (bx_error_get_remote_name (error), "ERROR_ELEMENT_ALREADY_EXISTS") == 0)
    {
      const SyncInvoiceSource *form =
        sync_invoice_scheme_find_form (sync_context_get_invoice_scheme (self->context));

      g_clear_error (&error);
      find_element (g_steal_pointer (&task), form);
    }
  else
    {
      sync_send_return_error (task, error);
    }
}

/* takes the task over */
static void
add_element (GTask *task, const SyncInvoiceSource *source)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *title = sync_command_peek (self->command, "title");
  JsonNode *params =
    bx_json_build ("{'IBLOCK_TYPE_ID': %s, 'IBLOCK_ID': %" G_GINT64_FORMAT
                   ", 'ELEMENT_CODE': %s, 'FIELDS': {}}",
                   source->type, source->id, clinic_command_get_id (self->command));
  JsonObject *fields = json_object_get_object_member (json_node_get_object (params), "FIELDS");

  sync_send_put_fields (task, source, NULL, fields);
  if (!json_object_has_member (fields, "NAME") && title != NULL)
    json_object_set_string_member (fields, "NAME", title);
  sync_send_call (task, "lists.element.add", params, BX_CALL_WRITE, on_added_cb);
}

/* --- an item of a smart process --- */

static void
on_item_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    sync_send_return_done (task, CLINIC_ENTITY_NONE, sync_send_read_added (answer));
}

/* takes the task over */
static void
add_item (GTask *task, const SyncInvoiceSource *source)
{
  SyncSend *self = g_task_get_task_data (task);
  const SyncInvoiceStage *stage = sync_invoice_source_find_state (source, CLINIC_INVOICE_APPROVAL);
  const char *title = sync_command_peek (self->command, "title");
  JsonNode *params =
    bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'fields': {'xmlId': %s}}", source->id,
                   clinic_command_get_id (self->command));
  JsonObject *fields = json_object_get_object_member (json_node_get_object (params), "fields");

  sync_send_put_fields (task, source, NULL, fields);
  if (!json_object_has_member (fields, "title") && title != NULL)
    json_object_set_string_member (fields, "title", title);
  if (stage != NULL)
    json_object_set_string_member (fields, "stageId", stage->id);
  sync_send_call (task, "crm.item.add", params, BX_CALL_WRITE, on_item_added_cb);
}

static void
on_item_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer == NULL)
    return;
  if (sync_send_read_found (answer) > 0)
    sync_send_return_done (task, CLINIC_ENTITY_NONE, sync_send_read_found (answer));
  else
    add_item (g_steal_pointer (&task),
              sync_invoice_scheme_find_form (sync_context_get_invoice_scheme (self->context)));
}

/* takes the task over */
static void
find_item (GTask *task, const SyncInvoiceSource *source)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_call (task, "crm.item.list",
                  bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT
                                 ", 'select': ['id'], 'filter': {'=xmlId': %s}, 'start': -1}",
                                 source->id, clinic_command_get_id (self->command)),
                  BX_CALL_READ, on_item_found_cb);
}

void
sync_send_submit_invoice (GTask *task)
{
  g_autoptr (GTask) owned = task;
  SyncSend *self = g_task_get_task_data (task);
  SyncInvoiceScheme *scheme = sync_send_take_scheme (task);
  const SyncInvoiceSource *source;
  g_auto (GStrv) drive_fields = NULL;

  if (scheme == NULL)
    return;
  source = sync_invoice_scheme_find_form (scheme);
  if (source == NULL)
    {
      sync_send_return_refused (task, g_strdup (_ ("The portal has no process for invoices.")));
      return;
    }
  drive_fields = list_drive_fields (source);
  if (sync_send_upload (task, (const char *const *) drive_fields))
    (void) g_steal_pointer (&owned);
  else if (source->kind != SYNC_SOURCE_SMART)
    add_element (g_steal_pointer (&owned), source);
  else if (self->check)
    find_item (g_steal_pointer (&owned), source);
  else
    add_item (g_steal_pointer (&owned), source);
}

/* --- changing --- */

static void
on_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
}

/* What is there, as it has to be written: an update that leaves a field out empties it. */
static void
put_known (const SyncInvoiceSource *source, JsonObject *row, JsonObject *fields)
{
  json_object_set_string_member (fields, "NAME", bx_json_get_string (row, "NAME"));
  for (guint i = 0; i < source->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (source->fields, i);
      JsonNode *known = peek_known (row, field->id);
      g_autoptr (GPtrArray) values = known != NULL ? sync_invoice_read_values (known) : NULL;
      JsonArray *array;

      if (values == NULL || values->len == 0 || field->kind == CLINIC_FIELD_FILE ||
          g_str_equal (field->id, "NAME"))
        continue;
      if (!field->multiple)
        {
          json_object_set_string_member (fields, field->id, g_ptr_array_index (values, 0));
          continue;
        }
      array = json_array_new ();
      for (guint j = 0; j < values->len; j++)
        json_array_add_string_element (array, g_ptr_array_index (values, j));
      json_object_set_array_member (fields, field->id, array);
    }
}

/* the state that means paid, where it is a column of the list */
static void
set_paid (SyncSend *self, const SyncInvoiceSource *source, JsonObject *fields)
{
  const char *day = sync_command_peek (self->command, "paid");
  const SyncInvoiceField *paid = sync_invoice_source_find_role (source, CLINIC_FIELD_ROLE_PAID);
  const SyncInvoiceField *state = sync_invoice_source_find_role (source, SYNC_ROLE_STATE);
  const SyncInvoiceStage *stage = sync_invoice_source_find_state (source, CLINIC_INVOICE_PAID);
  GListModel *options =
    state != NULL && state->options != NULL ? G_LIST_MODEL (state->options) : NULL;

  if (day == NULL)
    return;
  if (paid != NULL)
    json_object_set_string_member (fields, paid->id, day);
  if (source->kind == SYNC_SOURCE_SMART && stage != NULL)
    json_object_set_string_member (fields, "stageId", stage->id);
  for (guint i = 0; source->kind != SYNC_SOURCE_SMART && options != NULL &&
                    i < g_list_model_get_n_items (options);
       i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (options, i);

      if (sync_invoice_guess_state (clinic_form_option_get_name (option), NULL) ==
          CLINIC_INVOICE_PAID)
        {
          json_object_set_string_member (fields, state->id, clinic_form_option_get_id (option));
          return;
        }
    }
}

static void
on_known_cb (GObject *client, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, client, result);
  gint64 row_id = 0;
  const SyncInvoiceSource *source =
    sync_invoice_scheme_find_of (sync_context_get_invoice_scheme (self->context),
                                 sync_command_peek (self->command, "invoice"), &row_id);
  gboolean smart = source->kind == SYNC_SOURCE_SMART;
  JsonObject *row;
  JsonNode *params;
  JsonObject *fields;

  if (answer == NULL)
    return;
  row = sync_invoice_peek_row (source, answer);
  if (row == NULL)
    {
      sync_send_return_refused (task, g_strdup (_ ("The invoice is not on the portal any more.")));
      return;
    }
  params = smart ? bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'id': %" G_GINT64_FORMAT
                                  ", 'fields': {}}",
                                  source->id, row_id)
                 : bx_json_build ("{'IBLOCK_TYPE_ID': %s, 'IBLOCK_ID': %" G_GINT64_FORMAT
                                  ", 'ELEMENT_ID': %" G_GINT64_FORMAT ", 'FIELDS': {}}",
                                  source->type, source->id, row_id);
  fields =
    json_object_get_object_member (json_node_get_object (params), smart ? "fields" : "FIELDS");
  if (!smart)
    put_known (source, row, fields);
  sync_send_put_fields (task, source, row, fields);
  set_paid (self, source, fields);
  sync_send_call (g_steal_pointer (&task), smart ? "crm.item.update" : "lists.element.update",
                  params, BX_CALL_WRITE, on_changed_cb);
}

/* The same change twice is one. */
void
sync_send_change_invoice (GTask *task)
{
  g_autoptr (GTask) owned = task;
  SyncSend *self = g_task_get_task_data (task);
  SyncInvoiceScheme *scheme = sync_send_take_scheme (task);
  gint64 row_id = 0;
  const SyncInvoiceSource *source;
  g_auto (GStrv) drive_fields = NULL;

  if (scheme == NULL)
    return;
  source =
    sync_invoice_scheme_find_of (scheme, sync_command_peek (self->command, "invoice"), &row_id);
  if (source == NULL)
    {
      sync_send_return_refused (task, g_strdup (_ ("The invoice is not on the portal any more.")));
      return;
    }
  drive_fields = list_drive_fields (source);
  if (sync_send_upload (task, (const char *const *) drive_fields))
    (void) g_steal_pointer (&owned);
  else
    sync_send_call (g_steal_pointer (&owned), sync_invoice_peek_get_method (source),
                    sync_invoice_new_get_params (source, row_id), BX_CALL_READ, on_known_cb);
}
