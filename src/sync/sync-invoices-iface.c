/* sync-invoices-iface.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a page sees of them.
 */

#define G_LOG_DOMAIN "sync-invoices-iface"

#include "sync-invoices-private.h"

#include "sync-invoice-case.h"
#include "sync-invoice-file.h"

/* --- ClinicInvoices --- */
static GListModel *
sync_invoices_get_tasks (ClinicInvoices *invoices)
{
  return sync_invoice_shelf_get_tasks (SYNC_INVOICES (invoices)->shelf);
}

static GListModel *
sync_invoices_get_mine (ClinicInvoices *invoices)
{
  return sync_invoice_shelf_get_mine (SYNC_INVOICES (invoices)->shelf);
}

static GListModel *
sync_invoices_get_registry (ClinicInvoices *invoices)
{
  return sync_invoice_shelf_get_registry (SYNC_INVOICES (invoices)->shelf);
}

static GListModel *
sync_invoices_get_form (ClinicInvoices *invoices)
{
  return G_LIST_MODEL (SYNC_INVOICES (invoices)->form);
}

static GListModel *
sync_invoices_get_colleagues (ClinicInvoices *invoices)
{
  return G_LIST_MODEL (SYNC_INVOICES (invoices)->colleagues);
}

static gboolean
is_cut_off (SyncInvoices *self)
{
  ClinicLinkState state = clinic_link_get_state (sync_context_get_link (self->context));

  return self->failed || state == CLINIC_LINK_OFFLINE || state == CLINIC_LINK_DENIED;
}

/* as old as the last sync_invoices_look, whatever it is about */
static ClinicLoadState
get_state (SyncInvoices *self, gboolean missing)
{
  if (missing)
    return CLINIC_LOAD_MISSING;
  if (is_cut_off (self))
    return CLINIC_LOAD_STALE;

  return self->as_of > 0 && self->n_loading == 0 ? CLINIC_LOAD_READY : CLINIC_LOAD_LOADING;
}

static gboolean
has_source (SyncInvoices *self, SyncInvoiceSourceKind kind)
{
  return self->scheme != NULL && sync_invoice_scheme_find (self->scheme, kind) != NULL;
}

static ClinicLoadState
sync_invoices_get_tasks_state (ClinicInvoices *invoices)
{
  SyncInvoices *self = SYNC_INVOICES (invoices);

  return get_state (self, self->no_tasks && !has_source (self, SYNC_SOURCE_SMART));
}

static ClinicLoadState
sync_invoices_get_registry_state (ClinicInvoices *invoices)
{
  SyncInvoices *self = SYNC_INVOICES (invoices);
  ClinicLoadState state =
    get_state (self, self->scheme != NULL && !has_source (self, SYNC_SOURCE_REGISTRY) &&
                       !has_source (self, SYNC_SOURCE_SMART));

  return state == CLINIC_LOAD_MISSING ? state
         : state == CLINIC_LOAD_STALE ? state
                                      : sync_invoice_registry_get_state (self->registry);
}

static ClinicLoadState
sync_invoices_get_form_state (ClinicInvoices *invoices)
{
  SyncInvoices *self = SYNC_INVOICES (invoices);

  if (self->scheme == NULL)
    return is_cut_off (self) ? CLINIC_LOAD_STALE : CLINIC_LOAD_LOADING;
  if (sync_invoice_scheme_find_form (self->scheme) == NULL)
    return CLINIC_LOAD_MISSING;

  return CLINIC_LOAD_READY;
}

static gint64
sync_invoices_get_as_of (ClinicInvoices *invoices)
{
  return SYNC_INVOICES (invoices)->as_of;
}

static gboolean
sync_invoices_may_pay (ClinicInvoices *invoices)
{
  SyncInvoices *self = SYNC_INVOICES (invoices);

  return self->scheme != NULL && sync_invoice_scheme_may_pay (self->scheme);
}

static void
sync_invoices_show_registry (ClinicInvoices *invoices, const char *from, const char *to)
{
  sync_invoice_registry_show (SYNC_INVOICES (invoices)->registry, from, to);
}

static const char *
sync_invoices_peek_drafts (ClinicInvoices *invoices)
{
  return SYNC_INVOICES (invoices)->drafts;
}

static void
on_drafts_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("The drafts of invoices cannot be kept: %s", error->message);
}

/* not stopped with the session: what was typed last is kept */
static void
sync_invoices_keep_drafts (ClinicInvoices *invoices, const char *text)
{
  SyncInvoices *self = SYNC_INVOICES (invoices);

  if (g_strcmp0 (self->drafts, text) == 0)
    return;
  g_free (self->drafts);
  self->drafts = g_strdup (text);
  store_repository_put_document_async (sync_context_get_store (self->context), SYNC_INVOICES_DRAFTS,
                                       text != NULL ? text : "", NULL, on_drafts_kept_cb, NULL);
}

static ClinicInvoiceCase *
sync_invoices_open_case (ClinicInvoices *invoices, ClinicInvoice *invoice)
{
  SyncInvoices *self = SYNC_INVOICES (invoices);

  return sync_invoice_case_open (self->context, self->scheme, self->shelf, invoice);
}

static void
sync_invoices_refresh (ClinicInvoices *invoices)
{
  SyncInvoices *self = SYNC_INVOICES (invoices);

  if (self->stopped || !self->started || self->n_loading > 0)
    return;
  if (self->busy)
    self->again = TRUE;
  else
    {
      self->again = FALSE;
      sync_invoices_look (self, BX_PRIORITY_PERSON);
    }
}

static void
on_file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GInputStream *stream = sync_invoice_file_open_finish (result, &error);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
sync_invoices_open_file_async (ClinicInvoices *invoices,
                               ClinicFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (invoices, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_invoices_open_file_async);
  sync_invoice_file_open_async (SYNC_INVOICES (invoices)->context, file, cancellable,
                                on_file_opened_cb, task);
}

static GInputStream *
sync_invoices_open_file_finish (ClinicInvoices *invoices, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sync_invoices_iface_init (ClinicInvoicesInterface *iface)
{
  iface->get_tasks = sync_invoices_get_tasks;
  iface->get_mine = sync_invoices_get_mine;
  iface->get_registry = sync_invoices_get_registry;
  iface->get_form = sync_invoices_get_form;
  iface->get_colleagues = sync_invoices_get_colleagues;
  iface->get_tasks_state = sync_invoices_get_tasks_state;
  iface->get_registry_state = sync_invoices_get_registry_state;
  iface->get_form_state = sync_invoices_get_form_state;
  iface->get_as_of = sync_invoices_get_as_of;
  iface->may_pay = sync_invoices_may_pay;
  iface->peek_drafts = sync_invoices_peek_drafts;
  iface->keep_drafts = sync_invoices_keep_drafts;
  iface->show_registry = sync_invoices_show_registry;
  iface->open_case = sync_invoices_open_case;
  iface->refresh = sync_invoices_refresh;
  iface->open_file_async = sync_invoices_open_file_async;
  iface->open_file_finish = sync_invoices_open_file_finish;
}
