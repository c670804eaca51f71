/* desk-invoice-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-invoices.h"

G_BEGIN_DECLS

/**
 * DeskInvoiceDraft:
 *
 * What was filled into the form of an invoice and is not sent: a window that was closed loses
 * nothing, nor does a computer that was switched off. One of a new invoice, one of each that is to
 * be fixed, until it is sent.
 */
typedef struct
{
  GHashTable *values; /* owned: id of the field to value, owned both */
  GHashTable *files;  /* owned: id of the field to GPtrArray of GFile, owned both */
} DeskInvoiceDraft;

/* key: (nullable): the task of a rework; NULL: a new invoice. (transfer none) (nullable) */
DeskInvoiceDraft *desk_invoice_draft (ClinicInvoices *invoices, const char *key);
/* (transfer none): an empty one, in the place of what was there */
DeskInvoiceDraft *desk_invoice_draft_begin (ClinicInvoices *invoices, const char *key);
/* once it is filled */
void desk_invoice_draft_keep (ClinicInvoices *invoices);
void desk_invoice_draft_drop (ClinicInvoices *invoices, const char *key);

G_END_DECLS
