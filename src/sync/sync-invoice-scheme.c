/* sync-invoice-scheme.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-scheme"

#include "sync-invoice-scheme.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-name.h"
#include "sync-invoice-source.h"
#include "sync-invoice-value.h"

/* lists that may be about invoices and are asked for their fields */
#define MOST_LISTS 8

struct _SyncInvoiceScheme
{
  GPtrArray *sources; /* owned, of SyncInvoiceSource */
  GHashTable *others; /* owned: "34" of lists, "t1036" of types that have nothing to do with it */
  gboolean is_head;
  gboolean may_pay;
};

G_DEFINE_BOXED_TYPE (SyncInvoiceScheme,
                     sync_invoice_scheme,
                     sync_invoice_scheme_ref,
                     sync_invoice_scheme_unref)

static void
scheme_clear (gpointer data)
{
  SyncInvoiceScheme *self = data;

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->others, g_hash_table_unref);
}

SyncInvoiceScheme *
sync_invoice_scheme_ref (SyncInvoiceScheme *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sync_invoice_scheme_unref (SyncInvoiceScheme *self)
{
  g_atomic_rc_box_release_full (self, scheme_clear);
}

/* --- which lists and types --- */

static gint64
get_choice (GSettings *settings, const char *key)
{
  return settings != NULL ? g_settings_get_int (settings, key) : 0;
}

static gboolean
is_wanted (GSettings *settings, const char *source)
{
  g_autofree char *chosen =
    settings != NULL ? g_settings_get_string (settings, "invoice-source") : g_strdup ("auto");

  return g_str_equal (chosen, "auto") || g_str_equal (chosen, source);
}

/* how well a row of lists.get fits: 0 not at all */
static int
rate_list (JsonObject *row, gboolean registry, gint64 choice)
{
  const char *name = bx_json_get_string (row, "NAME");
  const char *code = bx_json_get_string (row, "CODE");
  g_autofree char *folded = clinic_name_fold_letters (name);

  if (choice > 0)
    return bx_json_get_int (row, "ID", 0) == choice ? 100 : 0;
  if (registry)
    return !sync_invoice_is_registry (name, code)          ? 0
           : sync_invoice_says (folded, "реестр|registry") ? 3
                                                           : 1;
  if (!sync_invoice_is_invoice (name, code))
    return 0;

  return sync_invoice_says (folded, "счет") ? 2 : 1;
}

static void
collect_lists (JsonObject *description,
               GSettings *settings,
               const char *part,
               gboolean registry,
               GArray *ids)
{
  JsonArray *rows = bx_json_get_array (description, part);
  gint64 choice = get_choice (settings, registry ? "invoice-registry" : "invoice-process");

  for (int wanted = 100; rows != NULL && wanted > 0; wanted--)
    {
      for (guint i = 0; i < json_array_get_length (rows) && ids->len < MOST_LISTS; i++)
        {
          JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
          gint64 id = bx_json_get_int (row, "ID", 0);

          if (row != NULL && id > 0 && rate_list (row, registry, choice) == wanted)
            g_array_append_val (ids, id);
        }
    }
}

GArray *
sync_invoice_scheme_list_lists (JsonObject *description, GSettings *settings)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!is_wanted (settings, "process"))
    return ids;
  collect_lists (description, settings, SYNC_INVOICE_PROCESSES, FALSE, ids);
  collect_lists (description, settings, SYNC_INVOICE_LISTS, TRUE, ids);

  return ids;
}

/* what a clinic makes has a number from 128 on; the smart invoice (31) is for its patients */
GArray *
sync_invoice_scheme_list_types (JsonObject *description, GSettings *settings)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonArray *rows = bx_json_get_array (description, SYNC_INVOICE_TYPES);
  gint64 choice = get_choice (settings, "invoice-type");

  for (guint i = 0; is_wanted (settings, "smart") && rows != NULL && ids->len < 1 &&
                    i < json_array_get_length (rows);
       i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gint64 id = bx_json_get_int (row, "ID", 0);

      if (choice > 0
            ? id == choice
            : id >= 128 && sync_invoice_is_invoice (bx_json_get_string (row, "NAME"), NULL))
        g_array_append_val (ids, id);
    }

  return ids;
}

static JsonObject *
find_list (JsonObject *description, gint64 list, const char **type)
{
  static const char *const parts[][2] = { { SYNC_INVOICE_PROCESSES, "bitrix_processes" },
                                          { SYNC_INVOICE_LISTS, "lists" } };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      JsonArray *rows = bx_json_get_array (description, parts[i][0]);

      for (guint j = 0; rows != NULL && j < json_array_get_length (rows); j++)
        {
          JsonObject *row = bx_json_node_object (json_array_get_element (rows, j));

          if (bx_json_get_int (row, "ID", 0) == list)
            {
              *type = parts[i][1];
              return row;
            }
        }
    }

  return NULL;
}

const char *
sync_invoice_scheme_peek_type (JsonObject *description, gint64 list)
{
  const char *type = NULL;

  find_list (description, list, &type);

  return type;
}

char *
sync_invoice_scheme_dup_stage_entity (JsonNode *item_fields)
{
  JsonObject *fields = bx_json_get_object (bx_json_node_object (item_fields), "fields");

  return bx_json_dup_string (bx_json_get_object (fields, "stageId"), "statusType");
}

/* --- who this is --- */

static gboolean
is_in_department (JsonArray *mine, gint64 id)
{
  for (guint i = 0; mine != NULL && i < json_array_get_length (mine); i++)
    {
      if (bx_json_node_int (json_array_get_element (mine, i), 0) == id)
        return TRUE;
    }

  return FALSE;
}

static void
read_rights (SyncInvoiceScheme *self, JsonObject *description)
{
  JsonObject *me = bx_json_get_object (description, SYNC_INVOICE_ME);
  gint64 my_id = bx_json_get_int (me, "ID", 0);
  JsonArray *mine = bx_json_get_array (me, "UF_DEPARTMENT");
  JsonArray *rows = bx_json_get_array (description, SYNC_INVOICE_DEPARTMENTS);

  self->is_head = self->may_pay =
    bx_json_get_bool (bx_json_get_object (description, SYNC_INVOICE_PROFILE), "ADMIN", FALSE);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      g_autofree char *name = clinic_name_fold_letters (bx_json_get_string (row, "NAME"));

      if (my_id > 0 && bx_json_get_int (row, "UF_HEAD", 0) == my_id)
        self->is_head = TRUE;
      if (is_in_department (mine, bx_json_get_int (row, "ID", 0)) &&
          sync_invoice_says (name, "бухгалт|финанс|account|finance"))
        self->may_pay = TRUE;
    }
}

/* --- making --- */

static void
add_lists (SyncInvoiceScheme *self, JsonObject *description, GSettings *settings)
{
  g_autoptr (GArray) ids = sync_invoice_scheme_list_lists (description, settings);
  JsonObject *all = bx_json_get_object (description, SYNC_INVOICE_FIELDS);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      JsonObject *fields = bx_json_get_object (all, key);
      const char *type = NULL;
      JsonObject *row = find_list (description, id, &type);

      if (fields != NULL)
        g_ptr_array_add (self->sources, sync_invoice_source_new_list (row, type, fields, settings));
    }
}

static void
add_types (SyncInvoiceScheme *self, JsonObject *description, GSettings *settings)
{
  g_autoptr (GArray) ids = sync_invoice_scheme_list_types (description, settings);
  JsonObject *all = bx_json_get_object (description, SYNC_INVOICE_ITEM_FIELDS);
  JsonObject *all_stages = bx_json_get_object (description, SYNC_INVOICE_STAGES);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      JsonNode *node =
        all != NULL && json_object_has_member (all, key) ? json_object_get_member (all, key) : NULL;
      JsonObject *fields = bx_json_get_object (bx_json_node_object (node), "fields");
      g_autofree char *entity = sync_invoice_scheme_dup_stage_entity (node);

      if (fields != NULL)
        g_ptr_array_add (self->sources,
                         sync_invoice_source_new_smart (id, fields,
                                                        entity != NULL
                                                          ? bx_json_get_array (all_stages, entity)
                                                          : NULL,
                                                        settings));
    }
}

static void
note_others (SyncInvoiceScheme *self, JsonObject *description)
{
  static const char *const parts[] = { SYNC_INVOICE_PROCESSES, SYNC_INVOICE_LISTS,
                                       SYNC_INVOICE_TYPES };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      JsonArray *rows = bx_json_get_array (description, parts[i]);
      gboolean smart = i == 2;

      for (guint j = 0; rows != NULL && j < json_array_get_length (rows); j++)
        {
          JsonObject *row = bx_json_node_object (json_array_get_element (rows, j));
          gint64 id = bx_json_get_int (row, "ID", 0);

          if (id > 0 && sync_invoice_scheme_find_id (self, smart, id) == NULL &&
              !sync_invoice_is_invoice (bx_json_get_string (row, "NAME"),
                                        bx_json_get_string (row, "CODE")))
            g_hash_table_add (self->others,
                              g_strdup_printf ("%s%" G_GINT64_FORMAT, smart ? "t" : "", id));
        }
    }
}

SyncInvoiceScheme *
sync_invoice_scheme_new (JsonObject *description, GSettings *settings)
{
  SyncInvoiceScheme *self = g_atomic_rc_box_new0 (SyncInvoiceScheme);

  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) sync_invoice_source_free);
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_lists (self, description, settings);
  add_types (self, description, settings);
  note_others (self, description);
  read_rights (self, description);

  return self;
}

/* --- looking up --- */

GPtrArray *
sync_invoice_scheme_get_sources (SyncInvoiceScheme *self)
{
  return self->sources;
}

const SyncInvoiceSource *
sync_invoice_scheme_find (SyncInvoiceScheme *self, SyncInvoiceSourceKind kind)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const SyncInvoiceSource *source = g_ptr_array_index (self->sources, i);

      if (source->kind == kind)
        return source;
    }

  return NULL;
}

const SyncInvoiceSource *
sync_invoice_scheme_find_id (SyncInvoiceScheme *self, gboolean smart, gint64 id)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const SyncInvoiceSource *source = g_ptr_array_index (self->sources, i);

      if (source->id == id && (source->kind == SYNC_SOURCE_SMART) == smart)
        return source;
    }

  return NULL;
}

const SyncInvoiceSource *
sync_invoice_scheme_find_of (SyncInvoiceScheme *self, const char *invoice_id, gint64 *row_id)
{
  g_auto (GStrv) parts = g_strsplit (invoice_id != NULL ? invoice_id : "", ":", 3);

  if (g_strv_length (parts) != 3)
    return NULL;
  if (row_id != NULL)
    *row_id = g_ascii_strtoll (parts[2], NULL, 10);

  return sync_invoice_scheme_find_id (self, g_str_equal (parts[0], "item"),
                                      g_ascii_strtoll (parts[1], NULL, 10));
}

const SyncInvoiceSource *
sync_invoice_scheme_find_form (SyncInvoiceScheme *self)
{
  const SyncInvoiceSource *process = sync_invoice_scheme_find (self, SYNC_SOURCE_PROCESS);

  return process != NULL ? process : sync_invoice_scheme_find (self, SYNC_SOURCE_SMART);
}

gboolean
sync_invoice_scheme_is_other (SyncInvoiceScheme *self, gboolean smart, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("%s%" G_GINT64_FORMAT, smart ? "t" : "", id);

  return g_hash_table_contains (self->others, key);
}

gboolean
sync_invoice_scheme_is_head (SyncInvoiceScheme *self)
{
  return self->is_head;
}

gboolean
sync_invoice_scheme_may_pay (SyncInvoiceScheme *self)
{
  return self->may_pay && (sync_invoice_scheme_find (self, SYNC_SOURCE_REGISTRY) != NULL ||
                           sync_invoice_scheme_find (self, SYNC_SOURCE_SMART) != NULL);
}
