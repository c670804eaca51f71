/* desk-invoice-twins.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-invoices.h"

G_BEGIN_DECLS

/**
 * DeskInvoiceTwins:
 *
 * Which of all invoices known here may be the same bill, so that none is paid twice. Looks them up
 * by who is paid, so that a long queue beside a long registry costs nothing. Emits "changed".
 */
#define DESK_TYPE_INVOICE_TWINS (desk_invoice_twins_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoiceTwins, desk_invoice_twins, DESK, INVOICE_TWINS, GObject)

DeskInvoiceTwins *desk_invoice_twins_new (ClinicInvoices *invoices);
/* (transfer full): ClinicInvoice, newest first: see clinic_duplicates_find() */
GListModel *desk_invoice_twins_find (DeskInvoiceTwins *self, ClinicInvoice *invoice);

G_END_DECLS
