/* sync-invoice-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-map"

#include "sync-invoice-map.h"

#include <math.h>
#include <string.h>

#include "bx-json.h"
#include "bx-webhook.h"
#include "clinic-file.h"
#include "sync-invoice-value.h"
#include "sync-map.h"

const char *
sync_invoice_map_peek_origin (SyncContext *context)
{
  BxAuth *auth = bx_client_get_auth (sync_context_get_client (context));

  return BX_IS_WEBHOOK (auth) ? bx_webhook_get_origin (BX_WEBHOOK (auth)) : NULL;
}

/* --- values by role --- */

static JsonNode *
peek_node (JsonObject *row, const SyncInvoiceField *field)
{
  return field != NULL && json_object_has_member (row, field->id)
           ? json_object_get_member (row, field->id)
           : NULL;
}

/* (transfer full) (nullable): the first value */
static char *
dup_value (const SyncInvoiceSource *source, JsonObject *row, int role)
{
  JsonNode *node = peek_node (row, sync_invoice_source_find_role (source, role));
  g_autoptr (GPtrArray) values = node != NULL ? sync_invoice_read_values (node) : NULL;

  return values != NULL && values->len > 0 ? g_strdup (g_ptr_array_index (values, 0)) : NULL;
}

/* (transfer full) (nullable): in words; id: (out) (optional) */
static char *
dup_words (const SyncInvoiceSource *source, JsonObject *row, int role, char **id)
{
  const SyncInvoiceField *field = sync_invoice_source_find_role (source, role);
  g_autofree char *value = dup_value (source, row, role);
  const char *name =
    field != NULL && field->options != NULL ? sync_invoice_field_find_option (field, value) : value;
  char *words = g_strdup (name != NULL ? name : value);

  if (id != NULL)
    *id = g_steal_pointer (&value);

  return words;
}

/* (transfer full) (nullable): as dup_words(), and a company or a contact by its number until its
 * name is put in; key: (out): that number, or what dup_words() says */
static char *
dup_party (const SyncInvoiceSource *source, JsonObject *row, int role, char **key)
{
  const SyncInvoiceField *field = sync_invoice_source_find_role (source, role);
  g_autofree char *value = NULL;

  if (field == NULL || field->party == NULL)
    return dup_words (source, row, role, key);
  value = dup_value (source, row, role);
  *key = sync_parties_dup_key (value, field->party);

  return g_strdup (*key);
}

static gint64
get_user (const SyncInvoiceSource *source, JsonObject *row, int role)
{
  g_autofree char *value = dup_value (source, row, role);

  if (value != NULL && g_str_has_prefix (value, "user_"))
    return g_ascii_strtoll (value + strlen ("user_"), NULL, 10);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

/* --- files --- */

static void
add_file (GListStore *files, gint64 id, const char *holder, const char *address, gboolean browser)
{
  g_autoptr (ClinicFile) file = clinic_file_new ();

  if (id <= 0)
    return;
  clinic_file_set_id (file, id);
  clinic_file_set_holder (file, holder);
  clinic_file_set_address (file, address);
  clinic_file_set_browser_only (file, browser);
  g_list_store_append (files, file);
}

/* What a property of the type F holds can only be opened in the browser (docs:
 * lists/elements/lists-element-get-file-url). */
static void
add_list_files (GListStore *files,
                const SyncInvoiceSource *source,
                const SyncInvoiceField *field,
                JsonObject *row,
                const char *origin)
{
  JsonNode *node = peek_node (row, field);
  g_autoptr (GPtrArray) values = node != NULL ? sync_invoice_read_values (node) : NULL;
  gboolean browser = g_strcmp0 (field->type, "F") == 0;

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const char *id = g_ptr_array_index (values, i);
      g_autofree char *address =
        browser && origin != NULL
          ? g_strdup_printf ("%s%s%" G_GINT64_FORMAT "/file/0/%" G_GINT64_FORMAT
                             "/%s/%s/?ncc=y&download=y",
                             origin,
                             g_strcmp0 (source->type, "lists") == 0 ? "/company/lists/"
                                                                    : "/bizproc/processes/",
                             source->id, bx_json_get_int (row, "ID", 0), field->id, id)
          : NULL;

      add_file (files, g_ascii_strtoll (id, NULL, 10), browser ? "browser" : NULL, address,
                browser);
    }
}

static void
add_item_file (GListStore *files,
               const SyncInvoiceSource *source,
               const SyncInvoiceField *field,
               JsonNode *node,
               gint64 row_id)
{
  JsonObject *object = bx_json_node_object (node);
  JsonArray *array = bx_json_node_array (node);
  g_autofree char *holder = g_strdup_printf ("item:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%s",
                                             source->id, row_id, field->id);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_item_file (files, source, field, json_array_get_element (array, i), row_id);
  if (object != NULL)
    add_file (files, bx_json_get_int (object, "id", 0), holder, NULL, FALSE);
}

static GListStore *
read_files (const SyncInvoiceSource *source, JsonObject *row, int role, const char *origin)
{
  GListStore *files = g_list_store_new (CLINIC_TYPE_FILE);

  for (guint i = 0; i < source->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (source->fields, i);

      if (field->kind != CLINIC_FIELD_FILE || field->role != role)
        continue;
      if (source->kind == SYNC_SOURCE_SMART)
        add_item_file (files, source, field, peek_node (row, field),
                       bx_json_get_int (row, "id", 0));
      else
        add_list_files (files, source, field, row, origin);
    }

  return files;
}

/* --- rows --- */

static void
set_sum (ClinicInvoice *invoice, const SyncInvoiceSource *source, JsonObject *row)
{
  const SyncInvoiceField *field = sync_invoice_source_find_role (source, CLINIC_FIELD_ROLE_AMOUNT);
  g_autofree char *text = dup_value (source, row, CLINIC_FIELD_ROLE_AMOUNT);
  g_autofree char *currency = NULL;
  gint64 amount = 0;

  if (!sync_invoice_read_money (text, &amount, &currency))
    return;
  if (currency == NULL && field != NULL && g_str_equal (field->id, "opportunity"))
    currency = dup_value (source, row, SYNC_ROLE_CURRENCY);
  clinic_invoice_set_amount (invoice, amount);
  clinic_invoice_set_currency (invoice, currency);
}

static void
set_day (ClinicInvoice *invoice,
         const SyncInvoiceSource *source,
         JsonObject *row,
         int role,
         void (*set) (ClinicInvoice *invoice, const char *day))
{
  g_autofree char *text = dup_value (source, row, role);
  g_autofree char *day = sync_invoice_read_day (text);

  set (invoice, day);
}

static void
set_words (ClinicInvoice *invoice, const SyncInvoiceSource *source, JsonObject *row)
{
  g_autofree char *category_id = NULL, *payer_id = NULL, *counterparty_id = NULL;
  g_autofree char *category = dup_words (source, row, CLINIC_FIELD_ROLE_CATEGORY, &category_id);
  g_autofree char *payer = dup_party (source, row, CLINIC_FIELD_ROLE_PAYER, &payer_id);
  g_autofree char *counterparty =
    dup_party (source, row, CLINIC_FIELD_ROLE_COUNTERPARTY, &counterparty_id);
  g_autofree char *number = dup_words (source, row, CLINIC_FIELD_ROLE_NUMBER, NULL);
  g_autofree char *purpose = dup_words (source, row, CLINIC_FIELD_ROLE_PURPOSE, NULL);
  g_autofree char *comment = dup_words (source, row, SYNC_ROLE_COMMENT, NULL);
  g_autofree char *reason = dup_words (source, row, CLINIC_FIELD_ROLE_REASON, NULL);

  clinic_invoice_set_category_id (invoice, category_id);
  clinic_invoice_set_category (invoice, category);
  clinic_invoice_set_payer_id (invoice, payer_id);
  clinic_invoice_set_payer (invoice, payer);
  clinic_invoice_set_counterparty (invoice, counterparty);
  if (sync_parties_is_key (counterparty_id))
    clinic_invoice_set_counterparty_id (invoice, counterparty_id);
  clinic_invoice_set_number (invoice, number);
  clinic_invoice_set_purpose (invoice, purpose != NULL ? purpose : comment);
  clinic_invoice_set_reason (invoice, reason);
}

static void
set_state (ClinicInvoice *invoice, const SyncInvoiceSource *source, JsonObject *row)
{
  g_autofree char *id = NULL;
  g_autofree char *name = dup_words (source, row, SYNC_ROLE_STATE, &id);
  const SyncInvoiceStage *stage = sync_invoice_source_find_stage (source, id);

  if (source->kind == SYNC_SOURCE_SMART)
    clinic_invoice_set_stage_id (invoice, id);
  clinic_invoice_set_state_name (invoice, stage != NULL ? stage->name : name);
  clinic_invoice_set_state (invoice,
                            stage != NULL ? stage->state : sync_invoice_guess_state (name, NULL));
  /* a registry without a column for it is of what was paid */
  if (source->kind == SYNC_SOURCE_REGISTRY && name == NULL &&
      clinic_invoice_get_paid (invoice) != NULL)
    clinic_invoice_set_state (invoice, CLINIC_INVOICE_PAID);
}

static gboolean
is_waiting (ClinicInvoice *invoice)
{
  ClinicInvoiceState state = clinic_invoice_get_state (invoice);

  return state == CLINIC_INVOICE_APPROVAL || state == CLINIC_INVOICE_REWORK ||
         state == CLINIC_INVOICE_TO_PAY;
}

/* An item waits for who is responsible for it, and comes back to who made it. Most portals make the
 * same person responsible who put it forward: then nobody is told. 0: nobody */
static gint64
get_item_holder (ClinicInvoice *invoice, const SyncInvoiceSource *source, JsonObject *row)
{
  gint64 initiator = clinic_invoice_get_initiator_id (invoice);
  gint64 responsible = get_user (source, row, SYNC_ROLE_HOLDER);

  if (!is_waiting (invoice))
    return 0;
  if (clinic_invoice_get_state (invoice) == CLINIC_INVOICE_REWORK)
    return initiator;

  return responsible != initiator ? responsible : 0;
}

/* of a process that asks several: who has yet to answer, but for the first */
static guint
count_more_holders (const SyncInvoiceSource *source, JsonObject *row)
{
  JsonNode *node = peek_node (row, sync_invoice_source_find_role (source, SYNC_ROLE_HOLDER));
  g_autoptr (GPtrArray) values = node != NULL ? sync_invoice_read_values (node) : NULL;

  return values != NULL && values->len > 1 ? values->len - 1 : 0;
}

static void
set_people (ClinicInvoice *invoice, const SyncInvoiceSource *source, JsonObject *row)
{
  gboolean smart = source->kind == SYNC_SOURCE_SMART;
  gint64 initiator = get_user (source, row, SYNC_ROLE_INITIATOR);
  gint64 approver = get_user (source, row, SYNC_ROLE_APPROVER);
  g_autofree char *decided = dup_value (source, row, SYNC_ROLE_DECIDED);

  clinic_invoice_set_initiator_id (invoice, initiator > 0 ? initiator
                                                          : bx_json_get_int (row, "CREATED_BY", 0));
  clinic_invoice_set_decided_by_id (invoice, approver > 0 ? approver
                                             : smart      ? bx_json_get_int (row, "movedBy", 0)
                                                          : 0);
  clinic_invoice_set_decided (invoice, decided != NULL ? sync_invoice_read_moment (decided)
                                       : smart         ? bx_json_get_unix (row, "movedTime")
                                                       : 0);
  clinic_invoice_set_holder_id (invoice, smart ? get_item_holder (invoice, source, row)
                                               : get_user (source, row, SYNC_ROLE_HOLDER));
  if (!smart)
    clinic_invoice_set_more_holders (invoice, count_more_holders (source, row));
  if (smart && is_waiting (invoice))
    clinic_invoice_set_held_since (invoice, bx_json_get_unix (row, "movedTime"));
}

static void
set_times (ClinicInvoice *invoice, const SyncInvoiceSource *source, JsonObject *row)
{
  gboolean smart = source->kind == SYNC_SOURCE_SMART;

  clinic_invoice_set_created (invoice,
                              sync_invoice_read_moment (
                                bx_json_get_string (row, smart ? "createdTime" : "DATE_CREATE")));
  clinic_invoice_set_modified (invoice,
                               sync_invoice_read_moment (
                                 bx_json_get_string (row, smart ? "updatedTime" : "TIMESTAMP_X")));
}

static void
set_address (ClinicInvoice *invoice,
             const SyncInvoiceSource *source,
             gint64 row_id,
             const char *origin)
{
  g_autofree char *address = NULL;

  if (origin == NULL)
    return;
  if (source->kind == SYNC_SOURCE_SMART)
    address = g_strdup_printf ("%s/crm/type/%" G_GINT64_FORMAT "/details/%" G_GINT64_FORMAT "/",
                               origin, source->id, row_id);
  else
    address = g_strdup_printf ("%s%s%" G_GINT64_FORMAT "/element/0/%" G_GINT64_FORMAT "/", origin,
                               source->kind == SYNC_SOURCE_REGISTRY ? "/company/lists/"
                                                                    : "/bizproc/processes/",
                               source->id, row_id);
  clinic_invoice_set_address (invoice, address);
}

char *
sync_invoice_map_dup_element_bill (gint64 element)
{
  return g_strdup_printf ("element:%" G_GINT64_FORMAT, element);
}

/* A process puts what was decided into the registry: that is the same bill. */
static void
set_bill (ClinicInvoice *invoice, const SyncInvoiceSource *source, JsonObject *row, gint64 row_id)
{
  g_autofree char *request = NULL;
  g_autofree char *bill = NULL;
  gint64 element = row_id;

  if (source->kind == SYNC_SOURCE_SMART)
    {
      clinic_invoice_set_bill (invoice, clinic_invoice_get_id (invoice));
      return;
    }
  if (source->kind == SYNC_SOURCE_REGISTRY)
    {
      request = dup_value (source, row, SYNC_ROLE_SOURCE);
      element = request != NULL ? g_ascii_strtoll (request, NULL, 10) : 0;
      clinic_invoice_set_copy (invoice, TRUE);
    }
  bill = element > 0 ? sync_invoice_map_dup_element_bill (element) : NULL;
  clinic_invoice_set_bill (invoice, bill);
}

ClinicInvoice *
sync_invoice_map_row (const SyncInvoiceSource *source, JsonObject *row, const char *origin)
{
  gint64 row_id = bx_json_get_int (row, source->kind == SYNC_SOURCE_SMART ? "id" : "ID", 0);
  g_autofree char *id = sync_invoice_source_dup_id (source, row_id);
  g_autofree char *title = NULL;
  g_autoptr (GListStore) files = NULL;
  g_autoptr (GListStore) acts = NULL;
  ClinicInvoice *invoice;

  if (row_id <= 0)
    return NULL;
  title = dup_words (source, row, CLINIC_FIELD_ROLE_TITLE, NULL);
  files = read_files (source, row, CLINIC_FIELD_ROLE_INVOICE_FILE, origin);
  acts = read_files (source, row, CLINIC_FIELD_ROLE_ACT_FILE, origin);
  invoice = clinic_invoice_new ();
  clinic_invoice_set_id (invoice, id);
  set_bill (invoice, source, row, row_id);
  clinic_invoice_set_title (invoice, title);
  set_sum (invoice, source, row);
  set_day (invoice, source, row, CLINIC_FIELD_ROLE_DUE, clinic_invoice_set_due);
  set_day (invoice, source, row, CLINIC_FIELD_ROLE_PAID, clinic_invoice_set_paid);
  set_words (invoice, source, row);
  set_state (invoice, source, row);
  set_people (invoice, source, row);
  set_times (invoice, source, row);
  set_address (invoice, source, row_id, origin);
  clinic_invoice_set_files (invoice, G_LIST_MODEL (files));
  clinic_invoice_set_acts (invoice, G_LIST_MODEL (acts));

  return invoice;
}

GPtrArray *
sync_invoice_map_read_history (const SyncInvoiceSource *source, JsonObject *row)
{
  return sync_invoice_read_values (
    peek_node (row, sync_invoice_source_find_role (source, SYNC_ROLE_HISTORY)));
}

char *
sync_invoice_map_dup_day (ClinicInvoice *invoice)
{
  gboolean is_paid = clinic_invoice_get_state (invoice) == CLINIC_INVOICE_PAID;
  gint64 time = clinic_invoice_get_decided (invoice);
  g_autoptr (GDateTime) day = NULL;

  if (clinic_invoice_get_paid (invoice) != NULL)
    return g_strdup (clinic_invoice_get_paid (invoice));
  /* nobody wrote when: it is of one month all the same */
  if (time <= 0 && is_paid)
    time = clinic_invoice_get_created (invoice);
  if (time <= 0)
    return NULL;
  day = g_date_time_new_from_unix_local (time);

  return g_date_time_format (day, "%Y-%m-%d");
}

JsonNode *
sync_invoice_map_new_select (const SyncInvoiceSource *source)
{
  static const char *const list_columns[] = { "ID",         "IBLOCK_ID",   "NAME",       "CODE",
                                              "CREATED_BY", "DATE_CREATE", "TIMESTAMP_X" };
  static const char *const item_columns[] = { "id",          "title",   "stageId",  "createdTime",
                                              "updatedTime", "movedBy", "movedTime" };
  gboolean smart = source->kind == SYNC_SOURCE_SMART;
  JsonArray *columns = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < G_N_ELEMENTS (list_columns); i++)
    json_array_add_string_element (columns, smart ? item_columns[i] : list_columns[i]);
  for (guint i = 0; i < source->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (source->fields, i);

      if (!g_str_equal (field->id, "NAME") && !g_str_equal (field->id, "title") &&
          !g_str_equal (field->id, "stageId"))
        json_array_add_string_element (columns, field->id);
    }
  json_node_take_array (node, columns);

  return node;
}

/* --- names --- */

static void
name_one (SyncContext *context,
          ClinicInvoice *invoice,
          gint64 id,
          void (*set) (ClinicInvoice *invoice, const char *name))
{
  g_autofree char *name = id > 0 ? sync_map_dup_user_name (context, id) : NULL;

  if (name != NULL)
    set (invoice, name);
}

static void
name_party (SyncContext *context,
            ClinicInvoice *invoice,
            const char *key,
            void (*set) (ClinicInvoice *invoice, const char *name))
{
  const char *name = sync_parties_find (sync_context_get_parties (context), key);

  if (name != NULL)
    set (invoice, name);
}

void
sync_invoice_map_name (SyncContext *context, ClinicInvoice *invoice)
{
  name_party (context, invoice, clinic_invoice_get_counterparty_id (invoice),
              clinic_invoice_set_counterparty);
  name_party (context, invoice, clinic_invoice_get_payer_id (invoice), clinic_invoice_set_payer);
  name_one (context, invoice, clinic_invoice_get_initiator_id (invoice),
            clinic_invoice_set_initiator_name);
  name_one (context, invoice, clinic_invoice_get_holder_id (invoice),
            clinic_invoice_set_holder_name);
  name_one (context, invoice, clinic_invoice_get_decided_by_id (invoice),
            clinic_invoice_set_decided_by_name);
}
