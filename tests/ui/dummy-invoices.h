/* dummy-invoices.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-invoices.h"

G_BEGIN_DECLS

/**
 * DummyInvoices:
 *
 * Bills made of lists that a test fills by hand.
 */
#define DUMMY_TYPE_INVOICES (dummy_invoices_get_type ())

G_DECLARE_FINAL_TYPE (DummyInvoices, dummy_invoices, DUMMY, INVOICES, GObject)

DummyInvoices *dummy_invoices_new (void);
/* ClinicTask; (transfer none), as the others */
GListStore *dummy_invoices_tasks (DummyInvoices *self);
/* ClinicInvoice */
GListStore *dummy_invoices_mine (DummyInvoices *self);
GListStore *dummy_invoices_registry (DummyInvoices *self);
/* ClinicFormField */
GListStore *dummy_invoices_form (DummyInvoices *self);
/* ClinicUser */
GListStore *dummy_invoices_colleagues (DummyInvoices *self);
/* the same for the tasks, the registry and the form */
void dummy_invoices_set_state (DummyInvoices *self, ClinicLoadState state, gint64 as_of);
void dummy_invoices_set_may_pay (DummyInvoices *self, gboolean may_pay);
/* what open_case() gives, whatever the invoice; NULL: one that holds nothing else */
void dummy_invoices_set_case (DummyInvoices *self, ClinicInvoiceCase *invoice_case);
/* what open_file_async() answers with; NULL: it fails */
void dummy_invoices_set_file (DummyInvoices *self, GBytes *bytes);
/* "from..to" of the last show_registry(); (transfer none) (nullable) */
const char *dummy_invoices_peek_period (DummyInvoices *self);
guint dummy_invoices_n_refreshed (DummyInvoices *self);

G_END_DECLS
