/* sync-invoice-ask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-ask"

#include "sync-invoice-ask.h"

#include "bx-json.h"
#include "sync-invoice-map.h"

/* the portal compares days of lists as they are written, in its own format (office.md 4.2) */
static char *
dup_portal_day (const char *day)
{
  return g_strdup_printf ("%.2s.%.2s.%.4s", day + 8, day + 5, day);
}

static void
set_member (JsonObject *filter, const char *operation, const char *name, const char *value)
{
  g_autofree char *key = g_strconcat (operation, name, NULL);

  json_object_set_string_member (filter, key, value);
}

/* days of a list are compared in the portal's format, its moments as the documentation has them */
static void
set_days (JsonObject *filter,
          const char *name,
          gboolean portal,
          const char *from,
          const char *until)
{
  g_autofree char *portal_from = dup_portal_day (from);
  g_autofree char *portal_until = until != NULL ? dup_portal_day (until) : NULL;

  set_member (filter, ">=", name, portal ? portal_from : from);
  if (until != NULL)
    set_member (filter, "<", name, portal ? portal_until : until);
}

static void
set_stages (JsonObject *filter, const SyncInvoiceSource *source)
{
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < source->stages->len; i++)
    {
      const SyncInvoiceStage *stage = g_ptr_array_index (source->stages, i);

      if (stage->state != CLINIC_INVOICE_APPROVAL && stage->state != CLINIC_INVOICE_REWORK)
        json_array_add_string_element (ids, stage->id);
    }
  json_object_set_array_member (filter, "@stageId", ids);
}

/* (transfer full) (nullable) */
static JsonObject *
new_filter (const SyncInvoiceSource *source,
            SyncInvoiceAsk ask,
            const char *from,
            const char *until)
{
  gboolean smart = source->kind == SYNC_SOURCE_SMART;
  const SyncInvoiceField *paid = sync_invoice_source_find_role (source, CLINIC_FIELD_ROLE_PAID);
  JsonObject *filter;

  if (source->kind == SYNC_SOURCE_PROCESS || (ask == SYNC_INVOICE_ASK_PAID && paid == NULL))
    return NULL;
  filter = json_object_new ();
  if (smart)
    set_stages (filter, source);
  if (ask == SYNC_INVOICE_ASK_PAID)
    set_days (filter, paid->id, !smart, from, until);
  else
    set_days (filter, smart ? "createdTime" : "DATE_CREATE", FALSE, from, until);

  return filter;
}

BxList *
sync_invoice_ask_new (SyncContext *context,
                      const SyncInvoiceSource *source,
                      SyncInvoiceAsk ask,
                      const char *from,
                      const char *until)
{
  gboolean smart = source->kind == SYNC_SOURCE_SMART;
  g_autoptr (JsonObject) filter = new_filter (source, ask, from, until);
  g_autoptr (JsonNode) select = NULL;
  g_autoptr (JsonNode) wanted = NULL;
  g_autoptr (JsonNode) params = NULL;
  BxList *list;

  if (filter == NULL)
    return NULL;
  select = sync_invoice_map_new_select (source);
  wanted = json_node_init_object (json_node_alloc (), filter);
  if (smart)
    params = bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'select': %p, 'filter': %p}",
                            source->id, select, wanted);
  else
    params = bx_json_build ("{'IBLOCK_TYPE_ID': %s, 'IBLOCK_ID': %" G_GINT64_FORMAT
                            ", 'SELECT': %p, 'FILTER': %p}",
                            source->type, source->id, select, wanted);
  list =
    bx_list_new (sync_context_get_client (context), smart ? "crm.item.list" : "lists.element.get",
                 params, smart ? "items" : NULL, smart ? "id" : "ID", 0, BX_PRIORITY_BACKGROUND);
  if (!smart)
    bx_list_set_elements (list);

  return list;
}

void
sync_invoice_ask_take (const SyncInvoiceSource *source, JsonArray *page, GPtrArray *rows)
{
  const char *member = source->kind == SYNC_SOURCE_SMART ? "id" : "ID";

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (page, i));
      g_autofree char *id =
        row != NULL ? sync_invoice_source_dup_id (source, bx_json_get_int (row, member, 0)) : NULL;

      if (id != NULL)
        g_ptr_array_add (rows, sync_invoice_row_new (id, row));
    }
}
