/* clinic-invoices.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-file.h"
#include "clinic-form-field.h"
#include "clinic-invoice-case.h"
#include "clinic-invoice-way.h"
#include "clinic-invoice.h"
#include "clinic-task.h"

G_BEGIN_DECLS

/**
 * ClinicInvoices:
 *
 * The bills that the clinic has to pay, as this person may see them: what waits for her decision,
 * what she put forward, and the registry of what was paid and refused. From the store at once, then
 * as the portal has it, with what waits in the outbox over it. What a person does goes through the
 * outbox: DECIDE_INVOICE, DELEGATE_TASK, SUBMIT_INVOICE, CHANGE_INVOICE.
 */
#define CLINIC_TYPE_INVOICES (clinic_invoices_get_type ())

G_DECLARE_INTERFACE (ClinicInvoices, clinic_invoices, CLINIC, INVOICES, GObject)

struct _ClinicInvoicesInterface
{
  GTypeInterface parent;

  GListModel *(*get_tasks) (ClinicInvoices *self);
  GListModel *(*get_mine) (ClinicInvoices *self);
  GListModel *(*get_registry) (ClinicInvoices *self);
  GListModel *(*get_form) (ClinicInvoices *self);
  GListModel *(*get_colleagues) (ClinicInvoices *self);
  ClinicLoadState (*get_tasks_state) (ClinicInvoices *self);
  ClinicLoadState (*get_registry_state) (ClinicInvoices *self);
  ClinicLoadState (*get_form_state) (ClinicInvoices *self);
  gint64 (*get_as_of) (ClinicInvoices *self);
  gboolean (*may_pay) (ClinicInvoices *self);
  void (*show_registry) (ClinicInvoices *self, const char *from, const char *to);
  ClinicInvoiceCase *(*open_case) (ClinicInvoices *self, ClinicInvoice *invoice);
  void (*refresh) (ClinicInvoices *self);
  const char *(*peek_drafts) (ClinicInvoices *self);
  void (*keep_drafts) (ClinicInvoices *self, const char *text);
  void (*open_file_async) (ClinicInvoices *self,
                           ClinicFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  GInputStream *(*open_file_finish) (ClinicInvoices *self, GAsyncResult *result, GError **error);
};

/* Models: (transfer none), never NULL, alive as long as the session; one object per id. */

/* ClinicTask that wait for this person: what is due first, then what waits longest. One that was
 * answered here stays, pending, until the portal has it. */
GListModel *clinic_invoices_get_tasks (ClinicInvoices *self);
/* ClinicInvoice that this person put forward, newest first; those still in the outbox too */
GListModel *clinic_invoices_get_mine (ClinicInvoices *self);
/* ClinicInvoice paid, refused, withdrawn or to be paid, of the shown period; newest first */
GListModel *clinic_invoices_get_registry (ClinicInvoices *self);
/* ClinicFormField of a new invoice, in order, as the clinic's process asks for them */
GListModel *clinic_invoices_get_form (ClinicInvoices *self);
/* ClinicUser a task can be handed to, by name */
GListModel *clinic_invoices_get_colleagues (ClinicInvoices *self);
/* LOADING: nothing yet, not even from this computer; STALE: the portal could not be asked; MISSING:
 * this person, webhook or tariff has none of it. Signal "state-changed". */
ClinicLoadState clinic_invoices_get_tasks_state (ClinicInvoices *self);
ClinicLoadState clinic_invoices_get_registry_state (ClinicInvoices *self);
ClinicLoadState clinic_invoices_get_form_state (ClinicInvoices *self);
/* unix seconds: how old what is shown is; 0 never read */
gint64 clinic_invoices_get_as_of (ClinicInvoices *self);
/* whether this person may mark invoices as paid and attach acts: she may change the registry */
gboolean clinic_invoices_may_pay (ClinicInvoices *self);
/* YYYY-MM-DD, inclusive: which days of payment, or of refusal, the registry shows. What has no date
 * is shown with every period. */
void clinic_invoices_show_registry (ClinicInvoices *self, const char *from, const char *to);
/* (transfer full): at once, then filled: all fields, files and acts, history, possible duplicates
 */
ClinicInvoiceCase *clinic_invoices_open_case (ClinicInvoices *self, ClinicInvoice *invoice);
/* asks the portal now */
void clinic_invoices_refresh (ClinicInvoices *self);
/* What was filled into forms and is not sent, as the pages wrote it; kept on this computer, and
 * forgotten with all else. Known as soon as the form is. (nullable): nothing */
const char *clinic_invoices_peek_drafts (ClinicInvoices *self);
void clinic_invoices_keep_drafts (ClinicInvoices *self, const char *text);
/* A file's bytes; not kept on this computer. finish: (transfer full). CLINIC_ERROR; for a
 * browser-only file always CLINIC_ERROR_FORBIDDEN. */
void clinic_invoices_open_file_async (ClinicInvoices *self,
                                      ClinicFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GInputStream *
clinic_invoices_open_file_finish (ClinicInvoices *self, GAsyncResult *result, GError **error);

/* for the implementations */
void clinic_invoices_emit_state_changed (ClinicInvoices *self);

G_END_DECLS
