/* desk-invoice-intake.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskInvoiceIntake:
 *
 * How a new invoice begins on the page that this is put on: the button, Ctrl+N, a document that is
 * dropped anywhere on the page, a scan that has just arrived. Shows the button, and the scan while
 * there is one. Adds the actions "invoice.new", "invoice.fix" and "invoice.again" (both with the
 * id of one of the person's invoices) to the page.
 */
#define DESK_TYPE_INVOICE_INTAKE (desk_invoice_intake_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoiceIntake, desk_invoice_intake, DESK, INVOICE_INTAKE, GtkWidget)

/* page: where documents are dropped and the keys are heard; it holds what this returns */
GtkWidget *desk_invoice_intake_new (ClinicSession *session, GtkWidget *page);

G_END_DECLS
