/* desk-invoice-bell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskInvoiceBell:
 *
 * Tells of invoices that come to this person for a decision, once for each, quietly, and without a
 * word of whose they are; those that were there when it began are told of by the badge alone. Taken
 * back when nothing waits any more. Owned by the application, one for each session.
 */
#define DESK_TYPE_INVOICE_BELL (desk_invoice_bell_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoiceBell, desk_invoice_bell, DESK, INVOICE_BELL, GObject)

DeskInvoiceBell *desk_invoice_bell_new (ClinicSession *session, ClinicServices *services);

G_END_DECLS
