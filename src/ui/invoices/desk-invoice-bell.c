/* desk-invoice-bell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-bell"

#include "desk-invoice-bell.h"

#include <glib/gi18n.h>

#include "desk-tally.h"

struct _DeskInvoiceBell
{
  GObject parent_instance;

  ClinicSession *session;   /* owned */
  ClinicServices *services; /* owned */
  DeskTally *waiting;       /* owned: hears of all changes of tasks */
  GHashTable *told;         /* owned: ids of those that are known */
  gboolean began;           /* the portal has answered once */
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (DeskInvoiceBell, desk_invoice_bell, G_TYPE_OBJECT)

static DeskTallyMark
mark_waiting (gpointer item, gpointer data)
{
  return clinic_task_get_pending (item) || clinic_task_get_gone (item) != NULL ? DESK_TALLY_NOTHING
                                                                               : DESK_TALLY_WAITS;
}

static void
on_counted_cb (DeskInvoiceBell *self)
{
  ClinicInvoices *invoices = clinic_session_get_invoices (self->session);
  GListModel *tasks = clinic_invoices_get_tasks (invoices);
  guint n_waiting = desk_tally_get_waiting (self->waiting);
  gboolean is_new = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, i);
      const char *id = clinic_task_get_id (task);

      if (mark_waiting (task, NULL) == DESK_TALLY_WAITS && id != NULL &&
          g_hash_table_add (self->told, g_strdup (id)))
        is_new = TRUE;
    }
  if (n_waiting == 0 && self->shown)
    {
      clinic_services_withdraw_page (self->services, "invoices");
      self->shown = FALSE;
    }
  if (is_new && self->began)
    {
      g_autofree char *body =
        g_strdup_printf (ngettext ("%u invoice waits for your decision",
                                   "%u invoices wait for your decision", n_waiting),
                         n_waiting);

      clinic_services_notify_page (self->services, "invoices", _ ("New invoice to approve"), body);
      self->shown = TRUE;
    }
  if (clinic_invoices_get_tasks_state (invoices) == CLINIC_LOAD_READY)
    self->began = TRUE;
}

static void
desk_invoice_bell_dispose (GObject *object)
{
  DeskInvoiceBell *self = DESK_INVOICE_BELL (object);

  if (self->shown)
    clinic_services_withdraw_page (self->services, "invoices");
  self->shown = FALSE;
  g_clear_object (&self->waiting);
  g_clear_object (&self->session);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (desk_invoice_bell_parent_class)->dispose (object);
}

static void
desk_invoice_bell_finalize (GObject *object)
{
  g_clear_pointer (&DESK_INVOICE_BELL (object)->told, g_hash_table_unref);

  G_OBJECT_CLASS (desk_invoice_bell_parent_class)->finalize (object);
}

static void
desk_invoice_bell_class_init (DeskInvoiceBellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_invoice_bell_dispose;
  object_class->finalize = desk_invoice_bell_finalize;
}

static void
desk_invoice_bell_init (DeskInvoiceBell *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

DeskInvoiceBell *
desk_invoice_bell_new (ClinicSession *session, ClinicServices *services)
{
  DeskInvoiceBell *self = g_object_new (DESK_TYPE_INVOICE_BELL, NULL);
  ClinicInvoices *invoices = clinic_session_get_invoices (session);

  self->session = g_object_ref (session);
  self->services = g_object_ref (services);
  self->waiting = desk_tally_new (clinic_invoices_get_tasks (invoices), mark_waiting, NULL, "*");
  g_signal_connect_object (self->waiting, "counted", G_CALLBACK (on_counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (invoices, "state-changed", G_CALLBACK (on_counted_cb), self,
                           G_CONNECT_SWAPPED);
  on_counted_cb (self);

  return self;
}
