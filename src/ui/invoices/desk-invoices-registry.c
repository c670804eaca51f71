/* desk-invoices-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoices-registry"

#include "desk-invoices-registry.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "desk-board-state.h"
#include "desk-export.h"
#include "desk-invoice-sheet.h"
#include "desk-loading.h"
#include "desk-registry-case.h"
#include "desk-registry-filter.h"
#include "desk-registry-table.h"
#include "desk-registry-totals.h"
#include "desk-tally.h"

struct _DeskInvoicesRegistry
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *filter_slot;
  GtkLabel *notice;
  GtkStack *states;
  AdwBin *table_slot;
  AdwBin *case_slot;
  GtkLabel *totals;
  AdwBin *export_slot;

  ClinicSession *session;      /* owned */
  DeskRegistryFilter *filter;  /* unowned, in its slot */
  DeskRegistryTable *table;    /* unowned, in its slot */
  DeskRegistryCase *chosen;    /* unowned, in its slot */
  GtkFilterListModel *matches; /* owned: of the registry, those that are shown */
  DeskTally *watch;            /* owned: says when an invoice changed in place */
  DeskLoading *loading;        /* owned */
  DeskExport *export;          /* unowned, in its slot */
  guint idle_source;
};

G_DEFINE_FINAL_TYPE (DeskInvoicesRegistry, desk_invoices_registry, GTK_TYPE_WIDGET)

static ClinicInvoices *
get_invoices (DeskInvoicesRegistry *self)
{
  return clinic_session_get_invoices (self->session);
}

/* --- export --- */

/* (transfer full): what is seen, in the order in which it is seen */
static ClinicWorkbook *
make_workbook (gpointer data)
{
  DeskInvoicesRegistry *self = DESK_INVOICES_REGISTRY (data);
  g_autofree char *words = desk_registry_filter_dup_words (self->filter);

  return desk_invoice_sheet_new (self->session, desk_registry_table_get_rows (self->table), words);
}

static void
show_export (DeskInvoicesRegistry *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->matches)) > 0;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *period = NULL;
  g_autofree char *name = NULL;

  desk_registry_filter_dup_days (self->filter, &from, &to);
  period = strncmp (from, to, strlen ("2026-11")) == 0 ? g_strndup (from, strlen ("2026-11"))
                                                       : g_strdup_printf ("%s_%s", from, to);
  name = desk_export_dup_name (_ ("Registry"), period);
  desk_export_set_name (self->export, name);
  desk_export_set_make (self->export, any ? make_workbook : NULL, self, NULL);
}

/* --- the state of the list --- */

static const char *
choose_state (DeskInvoicesRegistry *self)
{
  ClinicLoadState state = clinic_invoices_get_registry_state (get_invoices (self));
  guint n_all = g_list_model_get_n_items (clinic_invoices_get_registry (get_invoices (self)));

  desk_loading_set (self->loading, n_all == 0 && state == CLINIC_LOAD_LOADING);
  if (state == CLINIC_LOAD_MISSING && n_all == 0)
    return "missing";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->matches)) > 0)
    return "content";
  if (n_all > 0)
    return "nothing";
  if (state == CLINIC_LOAD_LOADING)
    return desk_loading_peek_state (self->loading);

  return state == CLINIC_LOAD_STALE ? "offline" : "empty";
}

static void
update (DeskInvoicesRegistry *self)
{
  ClinicInvoices *invoices = get_invoices (self);
  g_autofree char *totals = desk_registry_totals (G_LIST_MODEL (self->matches));
  g_autofree char *notice = NULL;

  /* more may come: this is not the whole sum yet */
  if (clinic_invoices_get_registry_state (invoices) == CLINIC_LOAD_LOADING)
    {
      g_autofree char *known = g_steal_pointer (&totals);

      totals = g_strdup_printf (_ ("%s · still being read…"), known);
    }
  if (clinic_invoices_get_registry_state (invoices) == CLINIC_LOAD_STALE)
    notice = desk_board_dup_old_text (self->session, clinic_invoices_get_as_of (invoices));
  gtk_label_set_text (self->totals, totals);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  gtk_stack_set_visible_child_name (self->states, choose_state (self));
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskInvoicesRegistry *self = DESK_INVOICES_REGISTRY (user_data);

  self->idle_source = 0;
  show_export (self);
  desk_registry_filter_set_invoices (self->filter,
                                     clinic_invoices_get_registry (get_invoices (self)));
  update (self);

  return G_SOURCE_REMOVE;
}

/* Hundreds of rows that come in one go are counted once. */
static void
on_items_cb (DeskInvoicesRegistry *self)
{
  if (self->idle_source == 0)
    self->idle_source = g_idle_add (on_idle_cb, self);
}

/* An invoice changed where it stands: a filter model does not look again by itself. */
static void
on_counted_cb (DeskInvoicesRegistry *self)
{
  if (self->matches == NULL)
    return;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->matches),
                      GTK_FILTER_CHANGE_DIFFERENT);
  desk_registry_table_update (self->table);
  on_items_cb (self);
}

static void
on_filter_cb (DeskInvoicesRegistry *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->matches),
                      GTK_FILTER_CHANGE_DIFFERENT);
  on_items_cb (self);
}

static void
on_period_cb (DeskInvoicesRegistry *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  desk_registry_filter_dup_days (self->filter, &from, &to);
  clinic_invoices_show_registry (get_invoices (self), from, to);
  on_items_cb (self);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  DeskInvoicesRegistry *self = DESK_INVOICES_REGISTRY (user_data);

  return self->filter != NULL && desk_registry_filter_matches (self->filter, item);
}

/* nothing is counted: only the changes are wanted */
static DeskTallyMark
mark_nothing (gpointer item, gpointer data)
{
  return DESK_TALLY_NOTHING;
}

/* --- the chosen one --- */

static void
on_chosen_cb (DeskInvoicesRegistry *self)
{
  if (self->chosen != NULL)
    desk_registry_case_set_invoice (self->chosen, desk_registry_table_get_chosen (self->table));
}

static void
on_opened_cb (DeskInvoicesRegistry *self, ClinicInvoice *invoice)
{
  desk_registry_case_set_invoice (self->chosen, invoice);
  desk_registry_case_open_document (self->chosen);
}

static void
on_clear_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_registry_filter_clear (DESK_INVOICES_REGISTRY (widget)->filter);
}

static gboolean
on_search_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  desk_registry_filter_focus_search (DESK_INVOICES_REGISTRY (widget)->filter);

  return TRUE;
}

/* --- the type --- */

/* The period goes on while the window is open: a new month is shown when it is come back to. */
static void
desk_invoices_registry_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (desk_invoices_registry_parent_class)->map (widget);

  on_period_cb (DESK_INVOICES_REGISTRY (widget));
}

static void
desk_invoices_registry_dispose (GObject *object)
{
  DeskInvoicesRegistry *self = DESK_INVOICES_REGISTRY (object);

  g_clear_handle_id (&self->idle_source, g_source_remove);
  self->filter = NULL;
  self->chosen = NULL;
  g_clear_object (&self->watch);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->matches != NULL)
    g_signal_handlers_disconnect_by_data (self->matches, self);
  g_clear_object (&self->matches);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_invoices_registry_parent_class)->dispose (object);
}

static void
desk_invoices_registry_class_init (DeskInvoicesRegistryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_invoices_registry_dispose;
  widget_class->map = desk_invoices_registry_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-invoices-registry.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, box);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, filter_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, states);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, table_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, case_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, totals);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesRegistry, export_slot);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "registry.clear", NULL, on_clear_action_cb);
}

static void
add_shortcuts (DeskInvoicesRegistry *self)
{
  static const guint keys[] = { GDK_KEY_f, GDK_KEY_Cyrillic_a };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                        gtk_callback_action_new (on_search_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
desk_invoices_registry_init (DeskInvoicesRegistry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  add_shortcuts (self);
}

static void
add_parts (DeskInvoicesRegistry *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  GListModel *registry = clinic_invoices_get_registry (get_invoices (self));

  self->filter = DESK_REGISTRY_FILTER (desk_registry_filter_new (self->session));
  adw_bin_set_child (self->filter_slot, GTK_WIDGET (self->filter));
  self->matches = gtk_filter_list_model_new (g_object_ref (registry), filter);
  self->table = DESK_REGISTRY_TABLE (desk_registry_table_new (G_LIST_MODEL (self->matches)));
  adw_bin_set_child (self->table_slot, GTK_WIDGET (self->table));
  self->export = DESK_EXPORT (desk_export_new ());
  adw_bin_set_child (self->export_slot, GTK_WIDGET (self->export));
  self->chosen = DESK_REGISTRY_CASE (desk_registry_case_new (self->session));
  adw_bin_set_child (self->case_slot, GTK_WIDGET (self->chosen));
  self->watch = desk_tally_new (registry, mark_nothing, NULL, "*");
}

GtkWidget *
desk_invoices_registry_new (ClinicSession *session)
{
  DeskInvoicesRegistry *self = g_object_new (DESK_TYPE_INVOICES_REGISTRY, NULL);

  self->session = g_object_ref (session);
  add_parts (self);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (on_filter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "period-changed", G_CALLBACK (on_period_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::chosen", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "opened", G_CALLBACK (on_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matches, "items-changed", G_CALLBACK (on_items_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "counted", G_CALLBACK (on_counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_invoices (self), "state-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  on_idle_cb (self);

  return GTK_WIDGET (self);
}
