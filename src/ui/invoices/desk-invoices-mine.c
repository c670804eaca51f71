/* desk-invoices-mine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoices-mine"

#include "desk-invoices-mine.h"

#include <adwaita.h>

#include "desk-board-state.h"
#include "desk-loading.h"
#include "desk-mine-row.h"
#include "desk-tally.h"

/* How long something waits is told anew after this. */
#define TICK_SECONDS 60

struct _DeskInvoicesMine
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkLabel *notice;
  GtkStack *states;
  GtkListView *list;

  ClinicSession *session;   /* owned */
  DeskFileShelf *shelf;     /* owned */
  GtkSortListModel *sorted; /* owned */
  DeskTally *watch;         /* owned: says when an invoice changed in place */
  DeskLoading *loading;     /* owned */
  GPtrArray *rows;          /* owned, of DeskMineRow, unowned: those that are bound */
  guint tick_source;
};

G_DEFINE_FINAL_TYPE (DeskInvoicesMine, desk_invoices_mine, GTK_TYPE_WIDGET)

static ClinicInvoices *
get_invoices (DeskInvoicesMine *self)
{
  return clinic_session_get_invoices (self->session);
}

/* What waits for this person comes first: to be fixed, or refused by the portal. */
static int
rank_of (ClinicInvoice *invoice)
{
  if (clinic_invoice_get_state (invoice) == CLINIC_INVOICE_REWORK &&
      !clinic_invoice_get_pending (invoice))
    return 0;

  return clinic_invoice_get_problem (invoice) != NULL ? 1 : 2;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ClinicInvoice *first = (ClinicInvoice *) a;
  ClinicInvoice *second = (ClinicInvoice *) b;
  gint64 apart = clinic_invoice_get_created (second) - clinic_invoice_get_created (first);
  int ranks = rank_of (first) - rank_of (second);

  return ranks != 0 ? ranks : apart > 0 ? 1 : apart < 0 ? -1 : 0;
}

/* --- the state --- */

static const char *
choose_state (DeskInvoicesMine *self)
{
  ClinicLoadState state = clinic_invoices_get_form_state (get_invoices (self));
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));

  desk_loading_set (self->loading, n_items == 0 && state == CLINIC_LOAD_LOADING);
  if (n_items > 0)
    return "content";
  if (state == CLINIC_LOAD_LOADING)
    return desk_loading_peek_state (self->loading);
  if (state == CLINIC_LOAD_MISSING)
    return "missing";

  return state == CLINIC_LOAD_STALE ? "offline" : "empty";
}

static void
update (DeskInvoicesMine *self)
{
  g_autofree char *notice = NULL;

  if (clinic_invoices_get_form_state (get_invoices (self)) == CLINIC_LOAD_STALE)
    notice =
      desk_board_dup_old_text (self->session, clinic_invoices_get_as_of (get_invoices (self)));
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  gtk_stack_set_visible_child_name (self->states, choose_state (self));
}

/* --- the rows --- */

static void
update_rows (DeskInvoicesMine *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    desk_mine_row_update (g_ptr_array_index (self->rows, i));
}

static void
on_counted_cb (DeskInvoicesMine *self)
{
  if (self->sorted != NULL)
    gtk_sorter_changed (gtk_sort_list_model_get_sorter (self->sorted), GTK_SORTER_CHANGE_DIFFERENT);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  DeskInvoicesMine *self = DESK_INVOICES_MINE (user_data);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_rows (self);

  return G_SOURCE_CONTINUE;
}

static void
on_setup_cb (DeskInvoicesMine *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, desk_mine_row_new (self->session, self->shelf));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind_cb (DeskInvoicesMine *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_ptr_array_add (self->rows, row);
  desk_mine_row_set_invoice (DESK_MINE_ROW (row), gtk_list_item_get_item (item));
}

static void
on_unbind_cb (DeskInvoicesMine *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_ptr_array_remove_fast (self->rows, row);
  desk_mine_row_set_invoice (DESK_MINE_ROW (row), NULL);
}

/* --- the type --- */

static void
desk_invoices_mine_dispose (GObject *object)
{
  DeskInvoicesMine *self = DESK_INVOICES_MINE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->watch);
  g_clear_object (&self->loading);
  if (self->sorted != NULL)
    g_signal_handlers_disconnect_by_data (self->sorted, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->sorted);
  g_clear_object (&self->shelf);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_invoices_mine_parent_class)->dispose (object);
}

static void
desk_invoices_mine_finalize (GObject *object)
{
  g_clear_pointer (&DESK_INVOICES_MINE (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_invoices_mine_parent_class)->finalize (object);
}

static void
desk_invoices_mine_class_init (DeskInvoicesMineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_invoices_mine_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_invoices_mine_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-invoices-mine.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesMine, box);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesMine, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesMine, states);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesMine, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_invoices_mine_init (DeskInvoicesMine *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* nothing is counted: only the changes are wanted */
static DeskTallyMark
mark_nothing (gpointer item, gpointer data)
{
  return DESK_TALLY_NOTHING;
}

static void
fill_list (DeskInvoicesMine *self)
{
  GListModel *mine = clinic_invoices_get_mine (get_invoices (self));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) none = NULL;

  self->sorted = gtk_sort_list_model_new (g_object_ref (mine),
                                          GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL)));
  self->watch = desk_tally_new (mine, mark_nothing, NULL, "*");
  none = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (none));
}

GtkWidget *
desk_invoices_mine_new (ClinicSession *session)
{
  DeskInvoicesMine *self = g_object_new (DESK_TYPE_INVOICES_MINE, NULL);

  self->session = g_object_ref (session);
  self->shelf = desk_file_shelf_new_for_invoices (get_invoices (self));
  fill_list (self);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "counted", G_CALLBACK (on_counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_invoices (self), "state-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  /* What is on its way, and what the portal asks of this person, is shown on its invoice. */
  g_signal_connect_object (clinic_session_get_commands (session), "items-changed",
                           G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_invoices_get_tasks (get_invoices (self)), "items-changed",
                           G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, self);
  update (self);

  return GTK_WIDGET (self);
}
