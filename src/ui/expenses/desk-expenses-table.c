/* desk-expenses-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-expenses-table"

#include "desk-expenses-table.h"

#include <glib/gi18n.h>

#include "desk-chart-words.h"
#include "desk-format.h"

/* as wide as the widest number that is usual */
#define COUNT_CHARS 8
#define MONEY_CHARS 13

struct _DeskExpensesTable
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkWidget *heads;
  GtkListBox *list;

  int n_lines;                 /* without the total */
  ClinicExpenseColumn pressed; /* on which number the pointer is down; NAME: on none */
};

G_DEFINE_FINAL_TYPE (DeskExpensesTable, desk_expenses_table, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GQuark
column_quark (void)
{
  return g_quark_from_static_string ("desk-expenses-column");
}

/* (transfer full): as people read it; a difference has a sign */
static char *
dup_cell (const ClinicExpenses *expenses,
          const ClinicExpenseBlock *block,
          const ClinicExpenseGroup *group,
          ClinicExpenseColumn column)
{
  gint64 number;
  g_autofree char *text = NULL;

  if (column == CLINIC_EXPENSE_NAME)
    return clinic_expenses_dup_name (expenses, block, group);
  number = clinic_expenses_get_number (group, column);
  if (number == CLINIC_SHEET_EMPTY || (number == 0 && column == CLINIC_EXPENSE_ACTS))
    return g_strdup ("—");
  text = clinic_expenses_get_kind (column) == CLINIC_SHEET_MONEY
           ? desk_format_sum (number, block->currency)
           : desk_chart_value (clinic_expenses_get_kind (column), number);

  return column == CLINIC_EXPENSE_CHANGE && number > 0 ? g_strconcat ("+", text, NULL)
                                                       : g_steal_pointer (&text);
}

static GtkWidget *
new_cell (const ClinicExpenses *expenses, const char *text, ClinicExpenseColumn column)
{
  GtkWidget *label = gtk_label_new (text);
  int head = (int) g_utf8_strlen (clinic_expenses_get_head (expenses, column), -1);
  gboolean money = clinic_expenses_get_kind (column) == CLINIC_SHEET_MONEY;

  g_object_set_qdata (G_OBJECT (label), column_quark (), GUINT_TO_POINTER (column));
  if (column == CLINIC_EXPENSE_NAME)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0.0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), 12);
      gtk_widget_set_hexpand (label, TRUE);
      return label;
    }
  gtk_label_set_xalign (GTK_LABEL (label), 1.0);
  gtk_label_set_width_chars (GTK_LABEL (label), MAX (money ? MONEY_CHARS : COUNT_CHARS, head));
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

/* By attributes and not by style: columns must be equally wide in the heads, the lines and the
 * total. */
static void
set_look (GtkWidget *label, gboolean is_head, gboolean is_total)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (is_head)
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  if (is_total)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static GtkWidget *
new_row (const ClinicExpenses *expenses,
         const ClinicExpenseBlock *block,
         const ClinicExpenseGroup *group)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GString) spoken = g_string_new (NULL);

  gtk_widget_add_css_class (box, "report-line");
  for (ClinicExpenseColumn i = CLINIC_EXPENSE_NAME; i < CLINIC_N_EXPENSE_COLUMNS; i++)
    {
      g_autofree char *text = NULL;
      GtkWidget *label = NULL;

      if (!clinic_expenses_has_column (expenses, i))
        continue;
      text = dup_cell (expenses, block, group, i);
      label = new_cell (expenses, text, i);
      if (i == CLINIC_EXPENSE_ACTS && group->acts_missing > 0)
        gtk_widget_add_css_class (label, "warning");
      set_look (label, FALSE, group == &block->total);
      gtk_box_append (GTK_BOX (box), label);
      if (i > CLINIC_EXPENSE_NAME)
        g_string_append_printf (spoken, ", %s: ", clinic_expenses_get_head (expenses, i));
      g_string_append (spoken, text);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Opens the invoices"),
                                  -1);

  return row;
}

static void
fill_heads (DeskExpensesTable *self, const ClinicExpenses *expenses)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->heads)) != NULL)
    gtk_box_remove (GTK_BOX (self->heads), child);
  for (ClinicExpenseColumn i = CLINIC_EXPENSE_NAME; i < CLINIC_N_EXPENSE_COLUMNS; i++)
    {
      GtkWidget *label = NULL;

      if (!clinic_expenses_has_column (expenses, i))
        continue;
      label = new_cell (expenses, clinic_expenses_get_head (expenses, i), i);
      gtk_widget_add_css_class (label, "dim-label");
      set_look (label, TRUE, FALSE);
      gtk_box_append (GTK_BOX (self->heads), label);
    }
}

/* --- opening --- */

/* Which number is under the pointer; the list's own gesture says which line. */
static void
on_pressed_cb (DeskExpensesTable *self, int n_press, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  self->pressed = CLINIC_EXPENSE_NAME;
  if (GTK_IS_LABEL (picked))
    self->pressed = (ClinicExpenseColumn) GPOINTER_TO_UINT (
      g_object_get_qdata (G_OBJECT (picked), column_quark ()));
}

static void
on_activated_cb (DeskExpensesTable *self, GtkListBoxRow *row)
{
  ClinicExpenseColumn column = self->pressed;
  int nth = gtk_list_box_row_get_index (row);

  self->pressed = CLINIC_EXPENSE_NAME;
  g_signal_emit (self, signals[OPENED], 0, nth < self->n_lines ? nth : -1, column);
}

/* --- the widget --- */

static void
desk_expenses_table_dispose (GObject *object)
{
  g_clear_pointer (&DESK_EXPENSES_TABLE (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_expenses_table_parent_class)->dispose (object);
}

static void
desk_expenses_table_class_init (DeskExpensesTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_expenses_table_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[OPENED] = g_signal_new ("opened", DESK_TYPE_EXPENSES_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_UINT);
}

static void
desk_expenses_table_init (DeskExpensesTable *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->heads = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (self->heads, "report-heads");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Table of the expenses"), -1);
  gtk_box_append (GTK_BOX (self->box), self->heads);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (on_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (gesture));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_expenses_table_new (void)
{
  return g_object_new (DESK_TYPE_EXPENSES_TABLE, NULL);
}

void
desk_expenses_table_show (DeskExpensesTable *self,
                          const ClinicExpenses *expenses,
                          const ClinicExpenseBlock *block)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (DESK_IS_EXPENSES_TABLE (self));

  fill_heads (self, expenses);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n_lines = (int) block->groups->len;
  for (guint i = 0; i < block->groups->len; i++)
    gtk_list_box_append (self->list,
                         new_row (expenses, block,
                                  &g_array_index (block->groups, ClinicExpenseGroup, i)));
  gtk_list_box_append (self->list, new_row (expenses, block, &block->total));
}
