/* dummy-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-invoices"

#include "dummy-invoices.h"

#include "clinic-error.h"
#include "clinic-user.h"

struct _DummyInvoices
{
  GObject parent_instance;

  GListStore *tasks;               /* owned, of Clinictask */
  GListStore *mine;                /* owned, of Clinicinvoice */
  GListStore *registry;            /* owned, of Clinicinvoice */
  GListStore *form;                /* owned, of ClinicformField */
  GListStore *colleagues;          /* owned, of Clinicuser */
  ClinicInvoiceCase *invoice_case; /* owned (nullable) */
  GBytes *file;                    /* owned (nullable) */
  char *period;                    /* owned (nullable) */
  gint64 as_of;
  ClinicLoadState state;
  guint n_refreshed;
  gboolean may_pay;
  char *drafts; /* owned (nullable) */
};

static void dummy_invoices_iface_init (ClinicInvoicesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyInvoices,
                               dummy_invoices,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_INVOICES,
                                                      dummy_invoices_iface_init))

static GListModel *
dummy_invoices_get_tasks (ClinicInvoices *invoices)
{
  return G_LIST_MODEL (DUMMY_INVOICES (invoices)->tasks);
}

static GListModel *
dummy_invoices_get_mine (ClinicInvoices *invoices)
{
  return G_LIST_MODEL (DUMMY_INVOICES (invoices)->mine);
}

static GListModel *
dummy_invoices_get_registry (ClinicInvoices *invoices)
{
  return G_LIST_MODEL (DUMMY_INVOICES (invoices)->registry);
}

static GListModel *
dummy_invoices_get_form (ClinicInvoices *invoices)
{
  return G_LIST_MODEL (DUMMY_INVOICES (invoices)->form);
}

static GListModel *
dummy_invoices_get_colleagues (ClinicInvoices *invoices)
{
  return G_LIST_MODEL (DUMMY_INVOICES (invoices)->colleagues);
}

static ClinicLoadState
dummy_invoices_get_state (ClinicInvoices *invoices)
{
  return DUMMY_INVOICES (invoices)->state;
}

static gint64
dummy_invoices_get_as_of (ClinicInvoices *invoices)
{
  return DUMMY_INVOICES (invoices)->as_of;
}

static const char *
dummy_invoices_peek_drafts (ClinicInvoices *invoices)
{
  return DUMMY_INVOICES (invoices)->drafts;
}

static void
dummy_invoices_keep_drafts (ClinicInvoices *invoices, const char *text)
{
  DummyInvoices *self = DUMMY_INVOICES (invoices);

  g_free (self->drafts);
  self->drafts = g_strdup (text);
}

static gboolean
dummy_invoices_may_pay (ClinicInvoices *invoices)
{
  return DUMMY_INVOICES (invoices)->may_pay;
}

static void
dummy_invoices_show_registry (ClinicInvoices *invoices, const char *from, const char *to)
{
  DummyInvoices *self = DUMMY_INVOICES (invoices);

  g_clear_pointer (&self->period, g_free);
  self->period = g_strdup_printf ("%s..%s", from, to);
}

static ClinicInvoiceCase *
dummy_invoices_open_case (ClinicInvoices *invoices, ClinicInvoice *invoice)
{
  DummyInvoices *self = DUMMY_INVOICES (invoices);

  if (self->invoice_case != NULL)
    return g_object_ref (self->invoice_case);

  return g_object_new (CLINIC_TYPE_INVOICE_CASE, "invoice", invoice, "state", CLINIC_LOAD_READY,
                       NULL);
}

static void
dummy_invoices_refresh (ClinicInvoices *invoices)
{
  DUMMY_INVOICES (invoices)->n_refreshed++;
}

static void
dummy_invoices_open_file_async (ClinicInvoices *invoices,
                                ClinicFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  DummyInvoices *self = DUMMY_INVOICES (invoices);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, dummy_invoices_open_file_async);
  if (self->file == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_OFFLINE, "no file");
  else
    g_task_return_pointer (task, g_memory_input_stream_new_from_bytes (self->file), g_object_unref);
}

static GInputStream *
dummy_invoices_open_file_finish (ClinicInvoices *invoices, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
dummy_invoices_iface_init (ClinicInvoicesInterface *iface)
{
  iface->get_tasks = dummy_invoices_get_tasks;
  iface->get_mine = dummy_invoices_get_mine;
  iface->get_registry = dummy_invoices_get_registry;
  iface->get_form = dummy_invoices_get_form;
  iface->get_colleagues = dummy_invoices_get_colleagues;
  iface->get_tasks_state = dummy_invoices_get_state;
  iface->get_registry_state = dummy_invoices_get_state;
  iface->get_form_state = dummy_invoices_get_state;
  iface->get_as_of = dummy_invoices_get_as_of;
  iface->may_pay = dummy_invoices_may_pay;
  iface->peek_drafts = dummy_invoices_peek_drafts;
  iface->keep_drafts = dummy_invoices_keep_drafts;
  iface->show_registry = dummy_invoices_show_registry;
  iface->open_case = dummy_invoices_open_case;
  iface->refresh = dummy_invoices_refresh;
  iface->open_file_async = dummy_invoices_open_file_async;
  iface->open_file_finish = dummy_invoices_open_file_finish;
}

static void
dummy_invoices_finalize (GObject *object)
{
  DummyInvoices *self = DUMMY_INVOICES (object);

  g_clear_object (&self->tasks);
  g_clear_object (&self->mine);
  g_clear_object (&self->registry);
  g_clear_object (&self->form);
  g_clear_object (&self->colleagues);
  g_clear_object (&self->invoice_case);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->drafts, g_free);
  g_clear_pointer (&self->period, g_free);

  G_OBJECT_CLASS (dummy_invoices_parent_class)->finalize (object);
}

static void
dummy_invoices_class_init (DummyInvoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dummy_invoices_finalize;
}

static void
dummy_invoices_init (DummyInvoices *self)
{
  self->tasks = g_list_store_new (CLINIC_TYPE_TASK);
  self->mine = g_list_store_new (CLINIC_TYPE_INVOICE);
  self->registry = g_list_store_new (CLINIC_TYPE_INVOICE);
  self->form = g_list_store_new (CLINIC_TYPE_FORM_FIELD);
  self->colleagues = g_list_store_new (CLINIC_TYPE_USER);
  self->state = CLINIC_LOAD_READY;
}

DummyInvoices *
dummy_invoices_new (void)
{
  return g_object_new (DUMMY_TYPE_INVOICES, NULL);
}

GListStore *
dummy_invoices_tasks (DummyInvoices *self)
{
  g_return_val_if_fail (DUMMY_IS_INVOICES (self), NULL);

  return self->tasks;
}

GListStore *
dummy_invoices_mine (DummyInvoices *self)
{
  g_return_val_if_fail (DUMMY_IS_INVOICES (self), NULL);

  return self->mine;
}

GListStore *
dummy_invoices_registry (DummyInvoices *self)
{
  g_return_val_if_fail (DUMMY_IS_INVOICES (self), NULL);

  return self->registry;
}

GListStore *
dummy_invoices_form (DummyInvoices *self)
{
  g_return_val_if_fail (DUMMY_IS_INVOICES (self), NULL);

  return self->form;
}

GListStore *
dummy_invoices_colleagues (DummyInvoices *self)
{
  g_return_val_if_fail (DUMMY_IS_INVOICES (self), NULL);

  return self->colleagues;
}

void
dummy_invoices_set_state (DummyInvoices *self, ClinicLoadState state, gint64 as_of)
{
  g_return_if_fail (DUMMY_IS_INVOICES (self));

  self->state = state;
  self->as_of = as_of;
  clinic_invoices_emit_state_changed (CLINIC_INVOICES (self));
}

void
dummy_invoices_set_may_pay (DummyInvoices *self, gboolean may_pay)
{
  g_return_if_fail (DUMMY_IS_INVOICES (self));

  self->may_pay = may_pay;
  clinic_invoices_emit_state_changed (CLINIC_INVOICES (self));
}

void
dummy_invoices_set_case (DummyInvoices *self, ClinicInvoiceCase *invoice_case)
{
  g_return_if_fail (DUMMY_IS_INVOICES (self));

  g_set_object (&self->invoice_case, invoice_case);
}

void
dummy_invoices_set_file (DummyInvoices *self, GBytes *bytes)
{
  g_return_if_fail (DUMMY_IS_INVOICES (self));

  g_clear_pointer (&self->file, g_bytes_unref);
  self->file = bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

const char *
dummy_invoices_peek_period (DummyInvoices *self)
{
  g_return_val_if_fail (DUMMY_IS_INVOICES (self), NULL);

  return self->period;
}

guint
dummy_invoices_n_refreshed (DummyInvoices *self)
{
  g_return_val_if_fail (DUMMY_IS_INVOICES (self), 0);

  return self->n_refreshed;
}
