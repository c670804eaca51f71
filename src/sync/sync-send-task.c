/* sync-send-task.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers to tasks of business processes (docs: bizproc/bizproc-task; office.md 2.2, 2.3). The
 * portal takes one answer of each person; a repeat is refused and harms nothing. What it must be
 * told depends on the task's own fields, which are read anew just before: what is left out would
 * become empty.
 */

#define G_LOG_DOMAIN "sync-send-task"

#include "sync-send-invoice.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "clinic-invoice.h"
#include "sync-invoice-case.h"
#include "sync-invoice-map.h"
#include "sync-invoice-round.h"
#include "sync-invoice-value.h"
#include "sync-invoice-field.h"
#include "sync-invoice-ways.h"

static gint64
get_me (SyncSend *self)
{
  return clinic_link_get_user_id (sync_context_get_link (self->context));
}

static int
get_status (SyncSend *self)
{
  return (int) sync_command_peek_int (self->command, "status");
}

const char *
sync_send_peek_field (GTask *task, const char *id)
{
  SyncSend *self = g_task_get_task_data (task);
  GVariant *payload = clinic_command_get_payload (self->command);
  g_autoptr (GVariant) fields =
    payload != NULL ? g_variant_lookup_value (payload, "fields", G_VARIANT_TYPE ("a{ss}")) : NULL;
  const char *value = NULL;

  /* the payload keeps what it is a part of */
  if (fields != NULL)
    g_variant_lookup (fields, id, "&s", &value);

  return value;
}

/* --- somebody else was faster --- */

/* the portal's day: this computer's clock may be wrong */
static char *
dup_time (SyncSend *self, gint64 time)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (sync_context_get_now (self->context));
  gboolean today = when != NULL && g_date_time_get_year (when) == g_date_time_get_year (now) &&
                   g_date_time_get_day_of_year (when) == g_date_time_get_day_of_year (now);

  return when != NULL ? g_date_time_format (when, today ? "%H:%M" : "%d.%m %H:%M") : g_strdup ("");
}

/* who, when and what, as far as it is known; all: (nullable) or 0 */
static char *
dup_gone_words (SyncSend *self, const char *who, gint64 time, const char *what)
{
  g_autofree char *when = time > 0 ? dup_time (self, time) : NULL;

  if (who != NULL && when != NULL && what != NULL)
    /* Translators: somebody's name, a time and what was decided */
    return g_strdup_printf (_ ("%s has decided it already, at %s: %s"), who, when, what);
  if (who != NULL && when != NULL)
    return g_strdup_printf (_ ("%s has decided it already, at %s"), who, when);
  if (what != NULL)
    return g_strdup_printf (_ ("It was decided without you: %s"), what);

  return g_strdup (_ ("It was decided without you"));
}

static void
return_gone_as (GTask *task, const char *words)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_command_put (self->command, SYNC_INVOICE_GONE, words);
  sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
}

/* the last line of the process's own history, else what the invoice tells */
static char *
dup_words_of (SyncSend *self, const SyncInvoiceSource *source, JsonObject *row)
{
  g_autoptr (ClinicInvoice) invoice = sync_invoice_map_row (source, row, NULL);
  g_autoptr (GPtrArray) lines = sync_invoice_map_read_history (source, row);
  g_autoptr (ClinicInvoiceStep) last =
    lines->len > 0 ? sync_invoice_read_step (g_ptr_array_index (lines, lines->len - 1)) : NULL;

  if (last != NULL && clinic_invoice_step_get_user_name (last) != NULL)
    return dup_gone_words (self, clinic_invoice_step_get_user_name (last),
                           clinic_invoice_step_get_time (last),
                           clinic_invoice_step_get_name (last));
  if (invoice == NULL)
    return dup_gone_words (self, NULL, 0, NULL);
  sync_invoice_map_name (self->context, invoice);

  return dup_gone_words (self, clinic_invoice_get_decided_by_name (invoice),
                         clinic_invoice_get_decided (invoice),
                         clinic_invoice_get_state_name (invoice));
}

/* whether the last that happened to the invoice was done by this person */
static gboolean
is_own_doing (SyncSend *self, const SyncInvoiceSource *source, JsonObject *row)
{
  g_autoptr (ClinicInvoice) invoice = sync_invoice_map_row (source, row, NULL);

  return invoice != NULL && clinic_invoice_get_decided_by_id (invoice) == get_me (self);
}

static void
on_who_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  const SyncInvoiceSource *holder =
    sync_invoice_scheme_find_of (sync_context_get_invoice_scheme (self->context),
                                 sync_command_peek (self->command, "invoice"), NULL);
  JsonObject *row = sync_invoice_peek_row (holder, answer);
  g_autofree char *words = NULL;

  if (answer == NULL &&
      (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || sync_error_is_passing (error)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* our own answer, whose echo was lost */
  if (self->check && (row == NULL || is_own_doing (self, holder, row)))
    {
      sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
      return;
    }
  words = row != NULL ? dup_words_of (self, holder, row) : dup_gone_words (self, NULL, 0, NULL);
  return_gone_as (task, words);
}

void
sync_send_return_gone (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncInvoiceScheme *scheme = sync_context_get_invoice_scheme (self->context);
  gint64 row_id = 0;
  const SyncInvoiceSource *source =
    scheme != NULL
      ? sync_invoice_scheme_find_of (scheme, sync_command_peek (self->command, "invoice"), &row_id)
      : NULL;
  g_autofree char *words = NULL;

  if (source != NULL)
    {
      sync_send_call (g_object_ref (task), sync_invoice_peek_get_method (source),
                      sync_invoice_new_get_params (source, row_id), BX_CALL_READ, on_who_cb);
      return;
    }
  if (self->check)
    {
      sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
      return;
    }
  words = dup_gone_words (self, NULL, 0, NULL);
  return_gone_as (task, words);
}

/* --- the answer --- */

static gboolean
is_gone (const GError *error)
{
  const char *name = bx_error_get_remote_name (error);

  return g_strcmp0 (name, "ERROR_TASK_NOT_FOUND") == 0 ||
         g_strcmp0 (name, "ERROR_TASK_COMPLETED") == 0;
}

static void
on_completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer != NULL)
    {
      sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
    }
  else if (is_gone (error))
    {
      g_clear_error (&error);
      sync_send_return_gone (task);
    }
  else
    {
      sync_send_return_error (task, error);
    }
}

/* (transfer full) (nullable): what the person chose by pressing this button */
static char *
dup_way_value (SyncSend *self, const char *id)
{
  g_autofree char *field = NULL;
  g_autofree char *value = NULL;

  (void) sync_invoice_way_read (sync_command_peek (self->command, "way"), &field, &value);

  return g_strcmp0 (field, id) == 0 ? g_steal_pointer (&value) : NULL;
}

/* (transfer full) (nullable): NULL: it is left out */
static JsonNode *
new_file_value (GTask *task, const char *id, const char *type, gboolean multiple)
{
  g_autoptr (GArray) uploaded = NULL;
  JsonArray *ids;
  JsonNode *node;

  if (g_strcmp0 (type, "S:DiskFile") != 0)
    return sync_send_new_pairs (task, id, multiple);
  uploaded = sync_send_list_uploaded (task, id);
  if (uploaded->len == 0)
    return NULL;
  if (!multiple)
    return json_node_init_int (json_node_alloc (), g_array_index (uploaded, gint64, 0));
  ids = json_array_new ();
  for (guint i = 0; i < uploaded->len; i++)
    json_array_add_int_element (ids, g_array_index (uploaded, gint64, i));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, ids);

  return node;
}

static JsonNode *
new_value (GTask *task, JsonObject *descriptor, const char *id)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *type = bx_json_get_string (descriptor, "Type");
  gboolean multiple = bx_json_get_bool (descriptor, "Multiple", FALSE);
  const char *given = sync_send_peek_field (task, id);
  g_autofree char *chosen = dup_way_value (self, id);
  g_autoptr (ClinicFormField) field = sync_invoice_read_descriptor (descriptor);

  if (clinic_form_field_get_kind (field) == CLINIC_FIELD_FILE)
    return new_file_value (task, id, type, multiple);
  if (chosen != NULL)
    given = chosen;
  if (given == NULL && clinic_form_field_get_role (field) == CLINIC_FIELD_ROLE_REASON)
    given = sync_command_peek (self->command, "text");
  if (given != NULL && *given == '\0')
    return json_node_init_string (json_node_alloc (), "");
  if (given != NULL)
    return sync_invoice_write_value (type, multiple, given,
                                     bx_json_get_string (descriptor, "Default"));

  /* as it stands there */
  return json_object_has_member (descriptor, "Default")
           ? json_node_copy (json_object_get_member (descriptor, "Default"))
           : NULL;
}

/* Every field that the task asks for: what is left out becomes empty. */
static JsonNode *
new_fields (GTask *task, JsonObject *row)
{
  JsonArray *descriptors = row != NULL ? sync_invoice_peek_descriptors (row) : NULL;
  JsonObject *fields = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; descriptors != NULL && i < json_array_get_length (descriptors); i++)
    {
      JsonObject *descriptor = bx_json_node_object (json_array_get_element (descriptors, i));
      const char *id = bx_json_get_string (descriptor, "Id");
      JsonNode *value = id != NULL ? new_value (task, descriptor, id) : NULL;

      if (value != NULL)
        json_object_set_member (fields, id, value);
    }
  json_node_take_object (node, fields);

  return node;
}

/* Takes the task over. row: (nullable): as it was read just now; docs:
 * bizproc/bizproc-task/bizproc-task-complete */
static void
complete (GTask *task, JsonObject *row)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *text = sync_command_peek (self->command, "text");
  g_autoptr (JsonNode) fields = new_fields (task, row);
  JsonNode *params = bx_json_build ("{'TASK_ID': %" G_GINT64_FORMAT ", 'STATUS': %d,"
                                    " 'COMMENT': %s, 'FIELDS': %p}",
                                    sync_command_peek_int (self->command, "task"),
                                    get_status (self), text != NULL ? text : "", fields);

  sync_send_call (task, "bizproc.task.complete", params, BX_CALL_WRITE, on_completed_cb);
}

/* (transfer full): ids of the fields whose files have to be on the drive */
static GStrv
list_drive_fields (JsonObject *row)
{
  JsonArray *descriptors = sync_invoice_peek_descriptors (row);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; descriptors != NULL && i < json_array_get_length (descriptors); i++)
    {
      JsonObject *descriptor = bx_json_node_object (json_array_get_element (descriptors, i));
      const char *id = bx_json_get_string (descriptor, "Id");

      if (id != NULL && g_strcmp0 (bx_json_get_string (descriptor, "Type"), "S:DiskFile") == 0)
        g_strv_builder_add (builder, id);
    }

  return g_strv_builder_end (builder);
}

static void
answer_row (GTask *task, JsonObject *row)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GTask) owned = task;
  g_auto (GStrv) drive_fields = NULL;
  gint64 answered = row != NULL ? bx_json_get_int (row, "USER_STATUS", 0) : 0;

  if (self->check && answered > 0 && answered == get_status (self))
    {
      /* our own answer, whose echo was lost */
      sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
      return;
    }
  if (row == NULL || answered > 0 || bx_json_get_int (row, "STATUS", 0) > 0)
    {
      sync_send_return_gone (task);
      return;
    }
  drive_fields = list_drive_fields (row);
  if (sync_send_upload (task, (const char *const *) drive_fields))
    (void) g_steal_pointer (&owned);
  else
    complete (g_steal_pointer (&owned), row);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  if (answer == NULL)
    return;
  answer_row (g_steal_pointer (&task), rows != NULL && json_array_get_length (rows) > 0
                                         ? bx_json_node_object (json_array_get_element (rows, 0))
                                         : NULL);
}

/* Only fields that are asked for must be read before. */
void
sync_send_complete_task (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  int status = get_status (self);
  g_autoptr (JsonNode) select = NULL;

  if (!self->check && (status == SYNC_TASK_YES || status == SYNC_TASK_NO))
    {
      complete (task, NULL);
      return;
    }
  select = sync_invoice_new_task_select ();
  sync_send_call (task, "bizproc.task.list",
                  bx_json_build ("{'select': %p, 'filter': {'ID': %" G_GINT64_FORMAT
                                 ", 'USER_ID': %" G_GINT64_FORMAT "}}",
                                 select, sync_command_peek_int (self->command, "task"),
                                 get_me (self)),
                  BX_CALL_READ, on_listed_cb);
}

/* --- handing over --- */

static void
on_delegated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
}

/* docs: bizproc/bizproc-task/bizproc-task-delegate */
static void
delegate (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_call (task, "bizproc.task.delegate",
                  bx_json_build ("{'TASK_IDS': [%" G_GINT64_FORMAT
                                 "], 'FROM_USER_ID': %" G_GINT64_FORMAT
                                 ", 'TO_USER_ID': %" G_GINT64_FORMAT "}",
                                 sync_command_peek_int (self->command, "task"), get_me (self),
                                 sync_command_peek_int (self->command, "to")),
                  BX_CALL_WRITE, on_delegated_cb);
}

/* an attempt whose answer was lost: the task waits for somebody else then */
static void
on_still_mine_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  if (answer == NULL)
    return;
  if (rows == NULL || json_array_get_length (rows) == 0)
    sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
  else
    delegate (g_steal_pointer (&task));
}

void
sync_send_delegate_task (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (!self->check)
    {
      delegate (task);
      return;
    }
  sync_send_call (task, "bizproc.task.list",
                  bx_json_build ("{'select': ['ID'], 'filter': {'ID': %" G_GINT64_FORMAT
                                 ", 'USER_ID': %" G_GINT64_FORMAT ", 'USER_STATUS': 0}}",
                                 sync_command_peek_int (self->command, "task"), get_me (self)),
                  BX_CALL_READ, on_still_mine_cb);
}
