/* desk-registry-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-invoice.h"

G_BEGIN_DECLS

/**
 * DeskRegistryTable:
 *
 * Invoices in columns that can be sorted. One choice; "notify::chosen" when it changes, "opened"
 * (with the invoice) when it is opened. Its cells are cheap: thousands of rows scroll smoothly.
 */
#define DESK_TYPE_REGISTRY_TABLE (desk_registry_table_get_type ())

G_DECLARE_FINAL_TYPE (DeskRegistryTable, desk_registry_table, DESK, REGISTRY_TABLE, GtkWidget)

/* model: of ClinicInvoice, those on show, unsorted */
GtkWidget *desk_registry_table_new (GListModel *model);
/* (transfer none): the same, sorted as it is seen */
GListModel *desk_registry_table_get_rows (DeskRegistryTable *self);
/* (transfer none) (nullable) */
ClinicInvoice *desk_registry_table_get_chosen (DeskRegistryTable *self);
/* Invoices have changed in place: what is seen of them is written anew. */
void desk_registry_table_update (DeskRegistryTable *self);

/* YYYY-MM-DD (transfer full): when it was paid, decided, or put forward */
char *desk_registry_dup_day (ClinicInvoice *invoice);

G_END_DECLS
