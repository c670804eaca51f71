/* desk-registry-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-registry-table"

#include "desk-registry-table.h"

#include <glib/gi18n.h>

#include "clinic-invoice-sheet.h"
#include "desk-fit.h"
#include "desk-invoice-words.h"

typedef enum
{
  NUMBER,
  DAY,
  CATEGORY,
  PAYER,
  COUNTERPARTY,
  SUM,
  STATE,
  DOCUMENT,
  ACT,
  N_COLUMNS
} Column;

struct _DeskRegistryTable
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;           /* owned child */
  GtkColumnView *view;           /* unowned, in it */
  GtkSortListModel *sorted;      /* owned */
  GtkSingleSelection *selection; /* owned */
  GPtrArray *cells[N_COLUMNS];   /* owned, of GtkListItem, unowned: those that are bound */
  gboolean large;                /* the person's text */
};

G_DEFINE_FINAL_TYPE (DeskRegistryTable, desk_registry_table, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CHOSEN = 1,
} DeskRegistryTableProperty;

static GParamSpec *properties[PROP_CHOSEN + 1];

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* chars: as wide as it would like to be; least: what it never goes below: a day or a sum that is
 * cut is a wrong one */
static const struct
{
  guint least;
  guint chars;
  gboolean expand;
  const char *title;
} columns[] = {
  [NUMBER] = { 5, 9, FALSE, N_ ("No.") },
  [DAY] = { 10, 10, FALSE, N_ ("Date") },
  [CATEGORY] = { 8, 16, TRUE, N_ ("Expense") },
  [PAYER] = { 6, 12, TRUE, N_ ("Payer") },
  [COUNTERPARTY] = { 9, 18, TRUE, N_ ("Counterparty") },
  [SUM] = { 12, 12, FALSE, N_ ("Sum") },
  [STATE] = { 11, 14, FALSE, N_ ("State") },
  [DOCUMENT] = { 5, 6, FALSE, N_ ("Invoice") },
  [ACT] = { 5, 6, FALSE, N_ ("Act") },
};

char *
desk_registry_dup_day (ClinicInvoice *invoice)
{
  const char *paid = clinic_invoice_get_paid (invoice);

  if (paid != NULL && *paid != '\0')
    return g_strdup (paid);
  if (clinic_invoice_get_decided (invoice) > 0)
    return desk_invoice_iso_day (clinic_invoice_get_decided (invoice));

  return clinic_invoice_get_created (invoice) > 0
           ? desk_invoice_iso_day (clinic_invoice_get_created (invoice))
           : g_strdup ("");
}

/* (transfer full): how a state is written where there is one line for it */
static char *
dup_state (ClinicInvoice *invoice)
{
  const char *words =
    clinic_invoice_get_pending (invoice) ? _ ("is being sent") : desk_invoice_state (invoice);

  return g_strdup_printf ("%s %s", desk_invoice_look (clinic_invoice_get_state (invoice), NULL),
                          words);
}

/* (transfer full) (nullable) */
static char *
dup_text (ClinicInvoice *invoice, Column column)
{
  g_autofree char *day = NULL;

  switch (column)
    {
    case NUMBER:
      return g_strdup (clinic_invoice_get_number (invoice));
    case DAY:
      day = desk_registry_dup_day (invoice);
      return desk_invoice_day (day);
    case CATEGORY:
      return g_strdup (clinic_invoice_get_category (invoice));
    case PAYER:
      return g_strdup (clinic_invoice_get_payer (invoice));
    case COUNTERPARTY:
      return g_strdup (desk_invoice_name (invoice));
    case SUM:
      return desk_invoice_sum (invoice);
    case STATE:
      return dup_state (invoice);
    case DOCUMENT:
      return g_strdup (clinic_invoice_files_word (clinic_invoice_get_files (invoice)));
    case ACT:
      return g_strdup (clinic_invoice_files_word (clinic_invoice_get_acts (invoice)));
    case N_COLUMNS:
    default:
      return NULL;
    }
}

/* --- cells --- */

static Column
column_of (GtkListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

/* An inscription never asks its neighbours for room: a row changes its text in microseconds. */
static void
on_setup_cb (DeskRegistryTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  Column column = column_of (factory);
  GtkWidget *cell = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (cell);

  gtk_inscription_set_nat_chars (inscription, columns[column].chars);
  gtk_inscription_set_min_lines (inscription, 1);
  gtk_inscription_set_nat_lines (inscription, 1);
  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  /* one line high, or what is cut hangs at the top */
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_inscription_set_xalign (inscription, column == SUM ? 1.0F : 0.0F);
  if (column == SUM || column == DAY)
    gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

/* Large text would leave three letters of each name: the table is rather scrolled to the side. */
static void
fit_cell (DeskRegistryTable *self, GtkListItem *item, Column column)
{
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                                 self->large ? columns[column].chars : columns[column].least);
}

static void
on_text_size_cb (DeskRegistryTable *self)
{
  self->large = desk_fit_is_text_large (GTK_WIDGET (self));
  for (Column column = NUMBER; column < N_COLUMNS; column++)
    for (guint i = 0; i < self->cells[column]->len; i++)
      fit_cell (self, g_ptr_array_index (self->cells[column], i), column);
}

static void
show_cell (GtkListItem *item, Column column)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  ClinicInvoice *invoice = gtk_list_item_get_item (item);
  g_autofree char *text = NULL;

  if (invoice == NULL || !GTK_IS_INSCRIPTION (cell))
    return;
  text = dup_text (invoice, column);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (column == STATE)
    {
      const char *classes[] = { NULL, NULL };

      desk_invoice_look (clinic_invoice_get_state (invoice), &classes[0]);
      gtk_widget_set_css_classes (cell, classes);
    }
}

static void
on_bind_cb (DeskRegistryTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  Column column = column_of (factory);

  g_ptr_array_add (self->cells[column], item);
  fit_cell (self, item, column);
  show_cell (item, column);
}

static void
on_unbind_cb (DeskRegistryTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  g_ptr_array_remove_fast (self->cells[column_of (factory)], item);
}

void
desk_registry_table_update (DeskRegistryTable *self)
{
  g_return_if_fail (DESK_IS_REGISTRY_TABLE (self));

  for (Column column = NUMBER; column < N_COLUMNS; column++)
    for (guint i = 0; i < self->cells[column]->len; i++)
      show_cell (g_ptr_array_index (self->cells[column], i), column);
}

/* --- sorting --- */

static char *
sort_text_cb (ClinicInvoice *invoice, gpointer column)
{
  if (GPOINTER_TO_UINT (column) == DAY)
    return desk_registry_dup_day (invoice);
  if (GPOINTER_TO_UINT (column) == STATE)
    return g_strdup (desk_invoice_state (invoice));

  return dup_text (invoice, GPOINTER_TO_UINT (column));
}

static gint64
sort_number_cb (ClinicInvoice *invoice, gpointer column)
{
  return GPOINTER_TO_UINT (column) == SUM
           ? clinic_invoice_get_amount (invoice)
           : g_ascii_strtoll (clinic_invoice_get_number (invoice) != NULL
                                ? clinic_invoice_get_number (invoice)
                                : "",
                              NULL, 10);
}

/* (transfer full) */
static GtkSorter *
create_sorter (Column column)
{
  gpointer data = GUINT_TO_POINTER (column);
  GtkSorter *texts = GTK_SORTER (
    gtk_string_sorter_new (gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                                        G_CALLBACK (sort_text_cb), data, NULL)));
  GtkSorter *numbers = NULL;
  GtkMultiSorter *both = NULL;

  if (column != SUM && column != NUMBER)
    return texts;
  numbers = GTK_SORTER (
    gtk_numeric_sorter_new (gtk_cclosure_expression_new (G_TYPE_INT64, NULL, 0, NULL,
                                                         G_CALLBACK (sort_number_cb), data, NULL)));
  both = gtk_multi_sorter_new ();
  gtk_multi_sorter_append (both, numbers);
  gtk_multi_sorter_append (both, texts);

  return GTK_SORTER (both);
}

static GtkColumnViewColumn *
add_column (DeskRegistryTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = create_sorter (column);
  g_autoptr (GtkColumnViewColumn) added = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  added = gtk_column_view_column_new (_ (columns[column].title), factory);
  gtk_column_view_column_set_expand (added, columns[column].expand);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_append_column (self->view, added);

  return added;
}

/* --- the type --- */

static void
on_activate_cb (DeskRegistryTable *self, guint position)
{
  g_autoptr (ClinicInvoice) invoice =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (invoice != NULL)
    g_signal_emit (self, signals[OPENED], 0, invoice);
}

static void
on_selected_cb (DeskRegistryTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

static void
desk_registry_table_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DeskRegistryTableProperty) prop_id)
    {
    case PROP_CHOSEN:
      g_value_set_object (value, desk_registry_table_get_chosen (DESK_REGISTRY_TABLE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_registry_table_dispose (GObject *object)
{
  DeskRegistryTable *self = DESK_REGISTRY_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);

  G_OBJECT_CLASS (desk_registry_table_parent_class)->dispose (object);
}

static void
desk_registry_table_finalize (GObject *object)
{
  DeskRegistryTable *self = DESK_REGISTRY_TABLE (object);

  for (Column column = NUMBER; column < N_COLUMNS; column++)
    g_clear_pointer (&self->cells[column], g_ptr_array_unref);

  G_OBJECT_CLASS (desk_registry_table_parent_class)->finalize (object);
}

static void
desk_registry_table_class_init (DeskRegistryTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_registry_table_dispose;
  object_class->finalize = desk_registry_table_finalize;
  object_class->get_property = desk_registry_table_get_property;

  properties[PROP_CHOSEN] =
    g_param_spec_object ("chosen", NULL, NULL, CLINIC_TYPE_INVOICE,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[OPENED] = g_signal_new ("opened", DESK_TYPE_REGISTRY_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_INVOICE);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
desk_registry_table_init (DeskRegistryTable *self)
{
  GtkWidget *view = gtk_column_view_new (NULL);

  for (Column column = NUMBER; column < N_COLUMNS; column++)
    self->cells[column] = g_ptr_array_new ();
  self->view = GTK_COLUMN_VIEW (view);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Registry of invoices"), -1);
  gtk_widget_add_css_class (view, "data-table");
  gtk_widget_add_css_class (view, "registry-table");
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), view);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  desk_fit_follow_text (GTK_WIDGET (self), G_CALLBACK (on_text_size_cb));
  on_text_size_cb (self);
}

GtkWidget *
desk_registry_table_new (GListModel *model)
{
  DeskRegistryTable *self = g_object_new (DESK_TYPE_REGISTRY_TABLE, NULL);
  GtkColumnViewColumn *day = NULL;

  for (Column column = NUMBER; column < N_COLUMNS; column++)
    {
      GtkColumnViewColumn *added = add_column (self, column);

      if (column == DAY)
        day = added;
    }
  gtk_column_view_sort_by_column (self->view, day, GTK_SORT_DESCENDING);
  self->sorted = gtk_sort_list_model_new (g_object_ref (model),
                                          g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  /* only now: it would choose the first row by itself */
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->sorted));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  return GTK_WIDGET (self);
}

GListModel *
desk_registry_table_get_rows (DeskRegistryTable *self)
{
  g_return_val_if_fail (DESK_IS_REGISTRY_TABLE (self), NULL);

  return G_LIST_MODEL (self->sorted);
}

ClinicInvoice *
desk_registry_table_get_chosen (DeskRegistryTable *self)
{
  g_return_val_if_fail (DESK_IS_REGISTRY_TABLE (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}
