/* desk-counterparties.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-counterparties"

#include "desk-counterparties.h"

#include <string.h>

#include "clinic-duplicates.h"

/* more are not read before the next letter is typed */
#define MAX_NAMES 500

enum
{
  NAME,
  FOLDED,
  N_COLUMNS,
};

typedef void (*EachFunc) (ClinicInvoice *invoice, gpointer data);

/* the lists of invoices that are known here; (transfer none) */
static void
get_lists (ClinicSession *session, GListModel *lists[2])
{
  ClinicInvoices *invoices = clinic_session_get_invoices (session);

  lists[0] = clinic_invoices_get_mine (invoices);
  lists[1] = clinic_invoices_get_registry (invoices);
}

static void
for_each (ClinicSession *session, EachFunc each, gpointer data)
{
  GListModel *lists[2] = { NULL };

  get_lists (session, lists);
  for (gsize n = 0; n < G_N_ELEMENTS (lists); n++)
    for (guint i = 0; i < g_list_model_get_n_items (lists[n]); i++)
      {
        g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (lists[n], i);

        each (invoice, data);
      }
}

/* --- the names --- */

typedef struct
{
  GHashTable *seen;    /* folded names */
  GtkListStore *names; /* unowned */
} Names;

static void
add_name (ClinicInvoice *invoice, gpointer data)
{
  Names *names = data;
  const char *name = clinic_invoice_get_counterparty (invoice);
  g_autofree char *folded = clinic_duplicates_fold (name);

  if (*folded == '\0' || g_hash_table_size (names->seen) >= MAX_NAMES ||
      !g_hash_table_add (names->seen, g_strdup (folded)))
    return;
  gtk_list_store_insert_with_values (names->names, NULL, -1, NAME, name, FOLDED, folded, -1);
}

static gboolean
on_match_cb (GtkEntryCompletion *completion, const char *key, GtkTreeIter *iter, gpointer data)
{
  g_autofree char *folded = NULL;
  g_autofree char *typed = clinic_duplicates_fold (
    gtk_editable_get_text (GTK_EDITABLE (gtk_entry_completion_get_entry (completion))));

  gtk_tree_model_get (gtk_entry_completion_get_model (completion), iter, FOLDED, &folded, -1);

  /* What is there in full needs no offer. */
  return folded != NULL && *typed != '\0' && strstr (folded, typed) != NULL &&
         strcmp (folded, typed) != 0;
}

void
desk_counterparties_complete (ClinicSession *session, GtkEntry *entry)
{
  g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();
  g_autoptr (GtkListStore) store = gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Names names = { seen, store };

  for_each (session, add_name, &names);
  gtk_tree_sortable_set_sort_column_id (GTK_TREE_SORTABLE (store), NAME, GTK_SORT_ASCENDING);
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (store));
  gtk_entry_completion_set_text_column (completion, NAME);
  gtk_entry_completion_set_minimum_key_length (completion, 1);
  gtk_entry_completion_set_match_func (completion, on_match_cb, NULL, NULL);
  gtk_entry_set_completion (entry, completion);
}

/* --- the last one --- */

typedef struct
{
  char *folded;
  ClinicInvoice *last; /* owned, nullable */
} Last;

static void
look_at (ClinicInvoice *invoice, gpointer data)
{
  Last *last = data;
  g_autofree char *folded = NULL;

  if (last->last != NULL &&
      clinic_invoice_get_created (invoice) <= clinic_invoice_get_created (last->last))
    return;
  folded = clinic_duplicates_fold (clinic_invoice_get_counterparty (invoice));
  if (strcmp (folded, last->folded) == 0)
    g_set_object (&last->last, invoice);
}

ClinicInvoice *
desk_counterparties_dup_last (ClinicSession *session, const char *name)
{
  g_autofree char *folded = clinic_duplicates_fold (name);
  Last last = { folded, NULL };

  if (*folded != '\0')
    for_each (session, look_at, &last);

  return last.last;
}

/* --- duplicates --- */

static gboolean
contains (GListStore *found, ClinicInvoice *invoice)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (found)); i++)
    {
      g_autoptr (ClinicInvoice) other = g_list_model_get_item (G_LIST_MODEL (found), i);

      if (g_strcmp0 (clinic_invoice_get_id (other), clinic_invoice_get_id (invoice)) == 0)
        return TRUE;
    }

  return FALSE;
}

GListModel *
desk_counterparties_find_duplicates (ClinicSession *session, ClinicInvoice *invoice)
{
  g_autoptr (GListStore) found = g_list_store_new (CLINIC_TYPE_INVOICE);
  GListModel *lists[2] = { NULL };

  get_lists (session, lists);
  for (gsize n = 0; n < G_N_ELEMENTS (lists); n++)
    {
      g_autoptr (GListModel) some = clinic_duplicates_find (invoice, lists[n]);

      for (guint i = 0; i < g_list_model_get_n_items (some); i++)
        {
          g_autoptr (ClinicInvoice) other = g_list_model_get_item (some, i);

          if (!contains (found, other))
            g_list_store_append (found, other);
        }
    }

  return G_LIST_MODEL (g_steal_pointer (&found));
}
