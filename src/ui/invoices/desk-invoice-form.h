/* desk-invoice-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-form-field.h"

G_BEGIN_DECLS

/**
 * DeskInvoiceForm:
 *
 * The fields of an invoice, in the order in which the clinic's process asks for them. Who was paid
 * before is offered while it is typed, and the kind of expense and the payer follow from the last
 * time; a title that nobody wrote makes itself. Emits "changed", and "file-changed" when another
 * document is chosen.
 */
#define DESK_TYPE_INVOICE_FORM (desk_invoice_form_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoiceForm, desk_invoice_form, DESK, INVOICE_FORM, GtkWidget)

/* fields: of ClinicFormField; later changes of the list are not followed: nothing moves while
 * somebody types */
GtkWidget *desk_invoice_form_new (ClinicSession *session, GListModel *fields);

/* Fills what is empty from an invoice. */
void desk_invoice_form_set_invoice (DeskInvoiceForm *self, ClinicInvoice *invoice);
/* into the field of the invoice's file; FALSE: the form has none */
gboolean desk_invoice_form_add_file (DeskInvoiceForm *self, GFile *file);
/* (transfer none) (nullable): the document that was chosen last */
GFile *desk_invoice_form_get_file (DeskInvoiceForm *self);

/* Says at each field what is wrong; FALSE: nothing is. Else the first of them has the focus. */
gboolean desk_invoice_form_show_problems (DeskInvoiceForm *self);
/* (transfer full): the invoice that this would be, for the look for duplicates and the words */
ClinicInvoice *desk_invoice_form_dup_invoice (DeskInvoiceForm *self);
/* (transfer full): a{ss}, not floating. all: also what is empty */
GVariant *desk_invoice_form_dup_values (DeskInvoiceForm *self, gboolean all);
/* (transfer none): of DeskFormField, unowned */
GPtrArray *desk_invoice_form_get_fields (DeskInvoiceForm *self);

/* somebody typed or chose something */
gboolean desk_invoice_form_is_touched (DeskInvoiceForm *self);
/* Drafts (desk-invoice-draft.h): what is there is written down, or comes back. load: FALSE: there
 * was none. */
void desk_invoice_form_save (DeskInvoiceForm *self, const char *key);
gboolean desk_invoice_form_load (DeskInvoiceForm *self, const char *key);

G_END_DECLS
