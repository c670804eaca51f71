/* desk-invoice-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskInvoiceDialog:
 *
 * An invoice that is put forward, or fixed and put forward again: the fields of the clinic's
 * process beside its document. What may be a duplicate is said before it is sent; closing loses
 * nothing: a draft is kept as long as the session.
 */
#define DESK_TYPE_INVOICE_DIALOG (desk_invoice_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoiceDialog, desk_invoice_dialog, DESK, INVOICE_DIALOG, AdwWindow)

/* All (transfer none). parent: where its toasts appear */

/* file: (nullable): the document */
GtkWidget *desk_invoice_dialog_present_new (GtkWidget *parent, ClinicSession *session, GFile *file);
/* the same bill as a new invoice */
GtkWidget *desk_invoice_dialog_present_again (GtkWidget *parent,
                                              ClinicSession *session,
                                              ClinicInvoice *invoice);
/* task: of the kind REWORK */
GtkWidget *
desk_invoice_dialog_present_fix (GtkWidget *parent, ClinicSession *session, ClinicTask *task);

G_END_DECLS
