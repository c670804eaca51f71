/* sync-invoice-case.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that is shown of one invoice: read anew, with its history, the names of its files and bills
 * that may be the same one.
 */

#pragma once

#include "clinic-invoice-case.h"
#include "clinic-invoice-step.h"
#include "sync-invoice-shelf.h"

G_BEGIN_DECLS

/* (transfer full): at once, filled while it is held; scheme: (nullable) */
ClinicInvoiceCase *sync_invoice_case_open (SyncContext *context,
                                           SyncInvoiceScheme *scheme,
                                           SyncInvoiceShelf *shelf,
                                           ClinicInvoice *invoice);
/* (transfer full) (nullable): a line that a process has written into its history, such as
 * «22.11.2026 13:05 · Громова Е. С.: согласовано. К пятнице» */
ClinicInvoiceStep *sync_invoice_read_step (const char *line);

G_END_DECLS
