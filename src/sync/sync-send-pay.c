/* sync-send-pay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signatures of the payroll and answers about shifts: an element each of the portal's list
 * «Ведомости» (docs: lists/elements/lists-element-get, lists-element-add, lists-element-update),
 * whose code says whose and of when it is. It is looked up before every attempt, so that there is
 * one of each, whichever desk writes it and however often. Where the portal has no such list, they
 * are kept on this computer.
 */

#define G_LOG_DOMAIN "sync-send-pay"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "clinic-days.h"
#include "clinic-pay-signed.h"
#include "sync-invoice-value.h"
#include "sync-pay-command.h"
#include "sync-pay-discover.h"
#include "sync-pay-map.h"

static void look_up (GTask *task);

static const SyncPayList *
get_list (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  return sync_pay_scheme_get_list (sync_context_get_pay_scheme (self->context),
                                   SYNC_PAY_SIGNATURES);
}

/* (transfer full) */
static char *
dup_code (GTask *task, int *month)
{
  SyncSend *self = g_task_get_task_data (task);
  char *code = NULL;

  return sync_pay_command_read (self->command, month, &code) ? code : NULL;
}

/* (transfer full): what the element holds; "" a signature that was taken back */
static char *
dup_text (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  return sync_pay_command_dup_text (self->command);
}

/* --- on this computer --- */

static void
on_own_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_task_return_error (task, error);
  else
    sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
}

static void
on_own_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  g_autofree char *known =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = known != NULL ? json_from_string (known, NULL) : NULL;
  g_autoptr (JsonNode) fresh = bx_json_build ("{}");
  JsonObject *own =
    bx_json_node_object (node) != NULL ? bx_json_node_object (node) : json_node_get_object (fresh);
  int month = 0;
  g_autofree char *code = dup_code (task, &month);
  g_autofree char *text = dup_text (task);
  g_autofree char *name = sync_pay_dup_document (SYNC_PAY_DOCUMENT_OWN, month);
  g_autofree char *all = NULL;

  json_object_set_string_member (own, code, text);
  all = json_to_string (bx_json_node_object (node) != NULL ? node : fresh, FALSE);
  store_repository_put_document_async (STORE_REPOSITORY (source), name, all, NULL, on_own_kept_cb,
                                       task);
}

/* takes the task over */
static void
keep_here (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  int month = 0;
  g_autofree char *code = dup_code (task, &month);
  g_autofree char *name = sync_pay_dup_document (SYNC_PAY_DOCUMENT_OWN, month);

  store_repository_get_document_async (sync_context_get_store (self->context), name, NULL,
                                       on_own_read_cb, task);
}

/* --- on the portal --- */

/* (transfer full): what people read in the list */
static char *
dup_title (GTask *task, const char *text)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *name = sync_command_peek (self->command, "name");
  gboolean is_sign = clinic_command_get_kind (self->command) == CLINIC_COMMAND_SIGN_PAY;
  const char *day = sync_command_peek (self->command, is_sign ? "month" : "day");

  if (!is_sign)
    /* TRANSLATORS: a name and a day */
    return g_strdup_printf (_ ("Shift: %s, %s"), name != NULL ? name : "", day);

  return *text != '\0'
           /* TRANSLATORS: a name and the first day of a month */
           ? g_strdup_printf (_ ("Pay sheet: %s, %s"), name != NULL ? name : "", day)
           : g_strdup_printf (_ ("Pay sheet: %s, %s (withdrawn)"), name != NULL ? name : "", day);
}

static void
set_amount (JsonObject *fields, const SyncPayList *list, const char *text)
{
  g_autoptr (ClinicPaySigned) sign = clinic_pay_signed_from_string (text, NULL);
  g_autofree char *number = NULL;

  if (list->fields[SYNC_PAY_AMOUNT] == NULL || sign == NULL)
    return;
  number = list->is_money ? sync_invoice_write_money (sign->total, NULL)
                          : sync_invoice_write_number (sign->total);
  json_object_set_string_member (fields, list->fields[SYNC_PAY_AMOUNT], number);
}

/* All of it: an update empties what is not said. */
static void
set_fields (GTask *task, JsonObject *fields)
{
  SyncSend *self = g_task_get_task_data (task);
  const SyncPayList *list = get_list (task);
  gboolean is_sign = clinic_command_get_kind (self->command) == CLINIC_COMMAND_SIGN_PAY;
  g_autofree char *text = dup_text (task);
  g_autofree char *title = dup_title (task, text);
  g_autofree char *packed = *text != '\0' ? sync_pay_map_pack (text) : g_strdup ("");

  json_object_set_string_member (fields, "NAME", title);
  json_object_set_string_member (fields, list->fields[SYNC_PAY_DATA], packed);
  if (list->fields[SYNC_PAY_EMPLOYEE] != NULL)
    json_object_set_int_member (fields, list->fields[SYNC_PAY_EMPLOYEE],
                                sync_command_peek_int (self->command, "user"));
  if (list->fields[SYNC_PAY_DATE] != NULL)
    json_object_set_string_member (fields, list->fields[SYNC_PAY_DATE],
                                   sync_command_peek (self->command, is_sign ? "month" : "day"));
  if (is_sign)
    set_amount (fields, list, text);
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
  else if (g_strcmp0 (bx_error_get_remote_name (error), "ERROR_ELEMENT_ALREADY_EXISTS") == 0 &&
           !self->check)
    {
      /* another desk was a moment faster; looked for once, as it may be hidden from us */
      g_clear_error (&error);
      self->check = TRUE;
      look_up (g_steal_pointer (&task));
    }
  else
    {
      sync_send_return_error (task, error);
    }
}

static JsonNode *
new_params (GTask *task)
{
  const SyncPayList *list = get_list (task);
  JsonNode *params =
    bx_json_build ("{'IBLOCK_TYPE_ID': 'lists', 'IBLOCK_ID': %" G_GINT64_FORMAT ", 'FIELDS': {}}",
                   list->id);

  set_fields (task, json_object_get_object_member (json_node_get_object (params), "FIELDS"));

  return params;
}

/* takes the task over */
static void
add (GTask *task)
{
  JsonNode *params = new_params (task);
  int month = 0;
  g_autofree char *code = dup_code (task, &month);

  json_object_set_string_member (json_node_get_object (params), "ELEMENT_CODE", code);
  sync_send_call (task, "lists.element.add", params, BX_CALL_WRITE, on_added_cb);
}

static void
on_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
}

/* takes the task over */
static void
update (GTask *task, gint64 element)
{
  JsonNode *params = new_params (task);

  json_object_set_int_member (json_node_get_object (params), "ELEMENT_ID", element);
  sync_send_call (task, "lists.element.update", params, BX_CALL_WRITE, on_updated_cb);
}

/* Somebody signed later than this: hers stays. */
static gboolean
is_later (const char *known, const char *text)
{
  g_autoptr (ClinicPaySigned) theirs = clinic_pay_signed_from_string (known, NULL);
  g_autoptr (ClinicPaySigned) ours = clinic_pay_signed_from_string (text, NULL);

  return theirs != NULL && ours != NULL && theirs->signed_at > ours->signed_at;
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  g_autofree char *text = NULL;
  g_autofree char *known = NULL;
  JsonArray *rows = NULL;
  JsonObject *row = NULL;
  gint64 id = 0;

  if (answer == NULL)
    return;
  rows = bx_answer_get_array (answer);
  if (rows != NULL && json_array_get_length (rows) > 0)
    row = bx_json_node_object (json_array_get_element (rows, 0));
  id = bx_json_get_int (row, "ID", 0);
  text = dup_text (task);
  if (row != NULL)
    {
      g_autofree char *packed = sync_pay_map_dup (get_list (task), row, SYNC_PAY_DATA);

      known = sync_pay_map_unpack (packed);
    }
  if (g_strcmp0 (known != NULL ? known : "", text) == 0 || is_later (known, text))
    sync_send_return_done (task, CLINIC_ENTITY_NONE, id);
  else if (id > 0)
    update (g_steal_pointer (&task), id);
  else
    add (g_steal_pointer (&task));
}

/* takes the task over */
static void
look_up (GTask *task)
{
  const SyncPayList *list = get_list (task);
  JsonNode *params = sync_pay_new_list_params (list, NULL, 0);
  int month = 0;
  g_autofree char *code = dup_code (task, &month);

  json_object_set_string_member (json_node_get_object (params), "ELEMENT_CODE", code);
  sync_send_call (task, "lists.element.get", params, BX_CALL_READ, on_found_cb);
}

/* --- which list --- */

/* takes the task over */
static void
write_down (GTask *task)
{
  const SyncPayList *list = get_list (task);

  if (list->id == 0 || list->fields[SYNC_PAY_DATA] == NULL)
    keep_here (task);
  else
    look_up (task);
}

static void
on_discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonObject) description = sync_pay_discover_finish (result, &error);
  g_autoptr (SyncPayScheme) scheme = NULL;

  if (description == NULL)
    {
      sync_send_return_error (task, error);
      return;
    }
  scheme = sync_pay_scheme_new (description, sync_context_get_settings (self->context));
  sync_context_set_pay_scheme (self->context, scheme);
  write_down (g_steal_pointer (&task));
}

void
sync_send_pay (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  int month = 0;
  g_autofree char *code = dup_code (task, &month);

  self->check = FALSE;
  if (code == NULL)
    {
      sync_send_return_refused (task, g_strdup (_ ("It is not said whose pay of which month.")));
      g_object_unref (task);
    }
  else if (sync_context_get_pay_scheme (self->context) != NULL)
    write_down (task);
  else
    sync_pay_discover_async (self->context, g_task_get_cancellable (task), on_discovered_cb, task);
}
