/* sync-invoice-keep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-keep"

#include "sync-invoice-keep.h"

#include "bx-json.h"
#include "sync-invoice-map.h"

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_invoice_rows_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("Invoices cannot be kept: %s", error->message);
}

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) store_invoice_row_free);
}

static gboolean
is_secret (const char *name)
{
  return g_str_equal (name, "urlMachine") || g_str_equal (name, "DOWNLOAD_URL") ||
         g_str_equal (name, "downloadUrl");
}

static void write_node (JsonBuilder *builder, JsonNode *node);

static void
write_object (JsonBuilder *builder, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_builder_begin_object (builder);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      json_builder_set_member_name (builder, name);
      if (is_secret (name))
        json_builder_add_string_value (builder, "");
      else
        write_node (builder, node);
    }
  json_builder_end_object (builder);
}

static void
write_node (JsonBuilder *builder, JsonNode *node)
{
  JsonArray *array = bx_json_node_array (node);

  if (bx_json_node_object (node) != NULL)
    {
      write_object (builder, bx_json_node_object (node));
      return;
    }
  if (array == NULL)
    {
      json_builder_add_value (builder, json_node_copy (node));
      return;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < json_array_get_length (array); i++)
    write_node (builder, json_array_get_element (array, i));
  json_builder_end_array (builder);
}

static char *
write_row (JsonObject *row)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  write_object (builder, row);
  node = json_builder_get_root (builder);

  return json_to_string (node, FALSE);
}

static void
put (StoreRepository *store, const char *part, GPtrArray *rows, GPtrArray *gone, gboolean whole)
{
  store_repository_put_invoice_rows_async (store, part, rows, gone, whole, NULL, on_kept_cb, NULL);
}

void
sync_invoice_keep_rows (StoreRepository *store, const char *part, GPtrArray *rows, gboolean whole)
{
  GPtrArray *kept;

  if (rows->len == 0 && !whole)
    return;
  kept = new_rows ();
  for (guint i = 0; i < rows->len; i++)
    {
      SyncInvoiceRow *one = g_ptr_array_index (rows, i);
      g_autofree char *text = write_row (one->row);

      g_ptr_array_add (kept, store_invoice_row_new (one->id, NULL, text));
    }
  put (store, part, kept, NULL, whole);
}

void
sync_invoice_keep_tasks (StoreRepository *store, GPtrArray *rows)
{
  GPtrArray *kept = new_rows ();

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (rows, i);
      g_autofree char *text = write_row (row);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, bx_json_get_int (row, "ID", 0));

      g_ptr_array_add (kept, store_invoice_row_new (id, NULL, text));
    }
  put (store, "task", kept, NULL, TRUE);
}

GPtrArray *
sync_invoice_keep_write_registry (SyncInvoiceScheme *scheme, GPtrArray *rows)
{
  GPtrArray *kept = new_rows ();

  for (guint i = 0; scheme != NULL && i < rows->len; i++)
    {
      SyncInvoiceRow *one = g_ptr_array_index (rows, i);
      const SyncInvoiceSource *source = sync_invoice_scheme_find_of (scheme, one->id, NULL);
      g_autoptr (ClinicInvoice) invoice =
        source != NULL ? sync_invoice_map_row (source, one->row, NULL) : NULL;
      g_autofree char *day = invoice != NULL ? sync_invoice_map_dup_day (invoice) : NULL;
      g_autofree char *text = write_row (one->row);

      g_ptr_array_add (kept, store_invoice_row_new (one->id, day, text));
    }

  return kept;
}

void
sync_invoice_keep_registry (StoreRepository *store, SyncInvoiceScheme *scheme, GPtrArray *rows)
{
  put (store, "registry", sync_invoice_keep_write_registry (scheme, rows), NULL, FALSE);
}

void
sync_invoice_keep_gone (StoreRepository *store, const char *part, GPtrArray *ids)
{
  if (ids->len > 0)
    put (store, part, new_rows (), ids, FALSE);
}
