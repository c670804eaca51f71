/* clinic-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-invoices"

#include "clinic-invoices.h"

G_DEFINE_INTERFACE (ClinicInvoices, clinic_invoices, G_TYPE_OBJECT)

static guint state_changed_signal;

static void
clinic_invoices_default_init (ClinicInvoicesInterface *iface)
{
  state_changed_signal = g_signal_new ("state-changed", CLINIC_TYPE_INVOICES, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

GListModel *
clinic_invoices_get_tasks (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->get_tasks (self);
}

GListModel *
clinic_invoices_get_mine (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->get_mine (self);
}

GListModel *
clinic_invoices_get_registry (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->get_registry (self);
}

GListModel *
clinic_invoices_get_form (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->get_form (self);
}

GListModel *
clinic_invoices_get_colleagues (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->get_colleagues (self);
}

ClinicLoadState
clinic_invoices_get_tasks_state (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), CLINIC_LOAD_LOADING);

  return CLINIC_INVOICES_GET_IFACE (self)->get_tasks_state (self);
}

ClinicLoadState
clinic_invoices_get_registry_state (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), CLINIC_LOAD_LOADING);

  return CLINIC_INVOICES_GET_IFACE (self)->get_registry_state (self);
}

ClinicLoadState
clinic_invoices_get_form_state (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), CLINIC_LOAD_LOADING);

  return CLINIC_INVOICES_GET_IFACE (self)->get_form_state (self);
}

gint64
clinic_invoices_get_as_of (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), 0);

  return CLINIC_INVOICES_GET_IFACE (self)->get_as_of (self);
}

gboolean
clinic_invoices_may_pay (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), FALSE);

  return CLINIC_INVOICES_GET_IFACE (self)->may_pay (self);
}

void
clinic_invoices_show_registry (ClinicInvoices *self, const char *from, const char *to)
{
  g_return_if_fail (CLINIC_IS_INVOICES (self));

  CLINIC_INVOICES_GET_IFACE (self)->show_registry (self, from, to);
}

ClinicInvoiceCase *
clinic_invoices_open_case (ClinicInvoices *self, ClinicInvoice *invoice)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->open_case (self, invoice);
}

void
clinic_invoices_refresh (ClinicInvoices *self)
{
  g_return_if_fail (CLINIC_IS_INVOICES (self));

  CLINIC_INVOICES_GET_IFACE (self)->refresh (self);
}

const char *
clinic_invoices_peek_drafts (ClinicInvoices *self)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->peek_drafts (self);
}

void
clinic_invoices_keep_drafts (ClinicInvoices *self, const char *text)
{
  g_return_if_fail (CLINIC_IS_INVOICES (self));

  CLINIC_INVOICES_GET_IFACE (self)->keep_drafts (self, text);
}

void
clinic_invoices_open_file_async (ClinicInvoices *self,
                                 ClinicFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_INVOICES (self));

  CLINIC_INVOICES_GET_IFACE (self)->open_file_async (self, file, cancellable, callback, user_data);
}

GInputStream *
clinic_invoices_open_file_finish (ClinicInvoices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_INVOICES (self), NULL);

  return CLINIC_INVOICES_GET_IFACE (self)->open_file_finish (self, result, error);
}

void
clinic_invoices_emit_state_changed (ClinicInvoices *self)
{
  g_return_if_fail (CLINIC_IS_INVOICES (self));

  g_signal_emit (self, state_changed_signal, 0);
}
