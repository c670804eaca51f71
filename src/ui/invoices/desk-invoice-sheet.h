/* desk-invoice-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"
#include "clinic-workbook.h"

G_BEGIN_DECLS

/* The registry as a workbook (office.md 7, «Реестр»): all invoices, and the totals of each state in
 * each currency. invoices: ClinicInvoice in order; filter: which they are, in words.
 * (transfer full) */
ClinicWorkbook *
desk_invoice_sheet_new (ClinicSession *session, GListModel *invoices, const char *filter);

G_END_DECLS
