/* desk-invoice-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-draft"

#include "desk-invoice-draft.h"

static G_DEFINE_QUARK (desk_invoice_drafts, desk_invoice_drafts);

static void
draft_free (gpointer data)
{
  DeskInvoiceDraft *draft = data;

  g_clear_pointer (&draft->values, g_hash_table_unref);
  g_clear_pointer (&draft->files, g_hash_table_unref);
  g_free (draft);
}

/* --- as text: by key, the values and the addresses of the files of each field --- */

#define DRAFT_TYPE "(a{ss}a{sas})"
#define DRAFTS_TYPE "a{s" DRAFT_TYPE "}"

static DeskInvoiceDraft *
draft_new (void)
{
  DeskInvoiceDraft *draft = g_new0 (DeskInvoiceDraft, 1);

  draft->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  draft->files =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return draft;
}

static DeskInvoiceDraft *
read_draft (GVariantIter *values, GVariantIter *files)
{
  DeskInvoiceDraft *draft = draft_new ();
  const char *id = NULL;
  const char *value = NULL;
  GVariantIter *addresses = NULL;

  while (g_variant_iter_next (values, "{&s&s}", &id, &value))
    g_hash_table_replace (draft->values, g_strdup (id), g_strdup (value));
  while (g_variant_iter_loop (files, "{&sas}", &id, &addresses))
    {
      GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

      while (g_variant_iter_next (addresses, "&s", &value))
        g_ptr_array_add (list, g_file_new_for_uri (value));
      g_hash_table_replace (draft->files, g_strdup (id), list);
    }

  return draft;
}

static void
read_drafts (GHashTable *drafts, const char *text)
{
  g_autoptr (GVariant) all =
    text != NULL && *text != '\0'
      ? g_variant_parse (G_VARIANT_TYPE (DRAFTS_TYPE), text, NULL, NULL, NULL)
      : NULL;
  GVariantIter iter;
  const char *key = NULL;
  GVariantIter *values = NULL;
  GVariantIter *files = NULL;

  if (all == NULL)
    return;
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&s(a{ss}a{sas})}", &key, &values, &files))
    g_hash_table_replace (drafts, g_strdup (key), read_draft (values, files));
}

static GVariant *
write_draft (DeskInvoiceDraft *draft)
{
  GVariantBuilder values, files;
  GHashTableIter iter;
  const char *id = NULL;
  const char *value = NULL;
  GPtrArray *list = NULL;

  g_variant_builder_init (&values, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, draft->values);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &value))
    if (value != NULL)
      g_variant_builder_add (&values, "{ss}", id, value);
  g_variant_builder_init (&files, G_VARIANT_TYPE ("a{sas}"));
  g_hash_table_iter_init (&iter, draft->files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &list))
    {
      GVariantBuilder addresses;

      g_variant_builder_init (&addresses, G_VARIANT_TYPE ("as"));
      for (guint i = 0; i < list->len; i++)
        g_variant_builder_add_value (&addresses, g_variant_new_take_string (
                                                   g_file_get_uri (g_ptr_array_index (list, i))));
      g_variant_builder_add (&files, "{sas}", id, &addresses);
    }

  return g_variant_new (DRAFT_TYPE, &values, &files);
}

/* --- the drafts of one clinic --- */

static GHashTable *
get_drafts (ClinicInvoices *invoices)
{
  GHashTable *drafts = g_object_get_qdata (G_OBJECT (invoices), desk_invoice_drafts_quark ());

  if (drafts == NULL)
    {
      drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);
      read_drafts (drafts, clinic_invoices_peek_drafts (invoices));
      g_object_set_qdata_full (G_OBJECT (invoices), desk_invoice_drafts_quark (), drafts,
                               (GDestroyNotify) g_hash_table_unref);
    }

  return drafts;
}

void
desk_invoice_draft_keep (ClinicInvoices *invoices)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  const char *key = NULL;
  DeskInvoiceDraft *draft = NULL;
  g_autoptr (GVariant) all = NULL;
  g_autofree char *text = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (DRAFTS_TYPE));
  g_hash_table_iter_init (&iter, get_drafts (invoices));
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &draft))
    g_variant_builder_add (&builder, "{s@" DRAFT_TYPE "}", key, write_draft (draft));
  all = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_n_children (all) > 0 ? g_variant_print (all, FALSE) : NULL;
  clinic_invoices_keep_drafts (invoices, text);
}

DeskInvoiceDraft *
desk_invoice_draft (ClinicInvoices *invoices, const char *key)
{
  return g_hash_table_lookup (get_drafts (invoices), key != NULL ? key : "");
}

DeskInvoiceDraft *
desk_invoice_draft_begin (ClinicInvoices *invoices, const char *key)
{
  DeskInvoiceDraft *draft = draft_new ();

  g_hash_table_replace (get_drafts (invoices), g_strdup (key != NULL ? key : ""), draft);

  return draft;
}

void
desk_invoice_draft_drop (ClinicInvoices *invoices, const char *key)
{
  if (g_hash_table_remove (get_drafts (invoices), key != NULL ? key : ""))
    desk_invoice_draft_keep (invoices);
}
