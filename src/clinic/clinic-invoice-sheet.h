/* clinic-invoice-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-invoice.h"
#include "clinic-sheet.h"

G_BEGIN_DECLS

/* how the state of an invoice is called */
typedef const char *(*ClinicInvoiceStateWords) (ClinicInvoice *invoice);

/* Invoices as a table for files and paper (office.md 7). invoices: ClinicInvoice, in their order;
 * state_words: (nullable): NULL leaves the state, when it was put forward and decided, and the
 * reason out: of what is paid they say nothing; has_sum: they are of one currency and one kind;
 * filter, footer: (nullable). (transfer full) */
ClinicSheet *clinic_invoice_sheet_new (const char *title,
                                       GListModel *invoices,
                                       ClinicInvoiceStateWords state_words,
                                       gboolean has_sum,
                                       const char *filter,
                                       const char *footer);
/* translated: whether there are any: «есть», «нет»; "" when that is not known */
const char *clinic_invoice_files_word (GListModel *files);

G_END_DECLS
