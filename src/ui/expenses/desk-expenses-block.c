/* desk-expenses-block.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-expenses-block"

#include "desk-expenses-block.h"

#include <glib/gi18n.h>

#include "desk-expenses-table.h"
#include "desk-format.h"
#include "desk-wrap-layout.h"

/* what the chart draws */
typedef enum
{
  BARS,
  SHARES,
  TREND,
  N_VIEWS
} View;

struct _DeskExpensesBlock
{
  AdwBin parent_instance;

  GtkLabel *amount; /* unowned, as all below, in our child */
  GtkLabel *change;
  GtkWidget *acts;
  GtkWidget *undated;
  GtkToggleButton *views[N_VIEWS];
  GtkWidget *view_bar;
  DeskChart *chart;
  DeskExpensesTable *table;

  const ClinicExpenses *expenses;  /* unowned, (nullable) */
  const ClinicExpenseBlock *block; /* unowned, (nullable) */
};

G_DEFINE_FINAL_TYPE (DeskExpensesBlock, desk_expenses_block, ADW_TYPE_BIN)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
open_figure (DeskExpensesBlock *self, const ClinicExpenseGroup *group, ClinicExpensesFigure figure)
{
  if (self->block != NULL)
    g_signal_emit (self, signals[OPENED], 0, group, figure);
}

/* --- what is said above the chart --- */

/* (transfer full) (nullable): «+12 300 ₽ (8,1 %) against 1 Oct – 22 Oct» */
static char *
dup_change (DeskExpensesBlock *self)
{
  gint64 change = self->block->total.amount - self->block->total.before;
  g_autofree char *sum = desk_format_sum (change, self->block->currency);
  g_autofree char *comparison = clinic_expenses_dup_comparison (self->expenses);

  if (comparison == NULL)
    return g_strdup (_ ("The period before is not known whole, so nothing is compared with it."));

  return g_strdup_printf ("%s%s. %s", change > 0 ? "+" : "", sum, comparison);
}

static void
show_words (DeskExpensesBlock *self)
{
  const ClinicExpenseBlock *block = self->block;
  g_autofree char *sum = desk_format_sum (block->total.amount, block->currency);
  g_autofree char *count =
    g_strdup_printf (ngettext ("%u invoice", "%u invoices", block->total.count),
                     block->total.count);
  g_autofree char *amount = g_strdup_printf ("%s · %s", sum, count);
  g_autofree char *change = dup_change (self);
  g_autofree char *acts =
    g_strdup_printf (ngettext ("Without act: %u invoice", "Without act: %u invoices",
                               block->total.acts_missing),
                     block->total.acts_missing);
  g_autofree char *undated_sum = desk_format_sum (block->undated_amount, block->currency);
  g_autofree char *undated =
    g_strdup_printf (ngettext ("No day of payment: %1$u invoice, %2$s",
                               "No day of payment: %1$u invoices, %2$s", block->undated),
                     block->undated, undated_sum);

  gtk_label_set_text (self->amount, amount);
  gtk_label_set_text (self->change, change);
  gtk_button_set_label (GTK_BUTTON (self->acts), acts);
  gtk_widget_set_visible (self->acts, block->total.acts_missing > 0);
  gtk_button_set_label (GTK_BUTTON (self->undated), undated);
  gtk_widget_set_visible (self->undated, block->undated > 0);
}

/* --- the chart --- */

static View
get_view (DeskExpensesBlock *self)
{
  for (View i = BARS; i < N_VIEWS; i++)
    if (gtk_toggle_button_get_active (self->views[i]))
      return i;

  return BARS;
}

static void
show_chart (DeskExpensesBlock *self)
{
  gboolean by_month = self->expenses->by == CLINIC_EXPENSES_BY_MONTH;
  View view = get_view (self);
  g_autoptr (ClinicChart) chart = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->views[SHARES]), !by_month);
  gtk_widget_set_visible (GTK_WIDGET (self->views[TREND]),
                          !by_month && self->expenses->n_months > 1);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->views[view])))
    {
      gtk_toggle_button_set_active (self->views[BARS], TRUE);
      return;
    }
  gtk_widget_set_visible (self->view_bar, !by_month);
  chart = view == TREND ? clinic_expenses_to_trend (self->expenses, self->block, NULL)
                        : clinic_expenses_to_chart (self->expenses, self->block);
  desk_chart_set_kind (self->chart, view == SHARES ? CLINIC_CHART_SHARES : CLINIC_CHART_BARS);
  desk_chart_set_chart (self->chart, chart);
}

static void
on_view_cb (DeskExpensesBlock *self, GtkToggleButton *button)
{
  if (self->block != NULL && gtk_toggle_button_get_active (button))
    show_chart (self);
}

/* A month of the course opens the whole period: its invoices are there by their days. */
static void
on_chart_cb (DeskExpensesBlock *self, guint series, guint category)
{
  if (self->block == NULL)
    return;
  if (get_view (self) == TREND || category >= self->block->groups->len)
    open_figure (self, NULL, CLINIC_EXPENSES_PAID);
  else
    open_figure (self, &g_array_index (self->block->groups, ClinicExpenseGroup, category),
                 CLINIC_EXPENSES_PAID);
}

static void
on_table_cb (DeskExpensesBlock *self, int nth, ClinicExpenseColumn column)
{
  const ClinicExpenseGroup *group =
    self->block != NULL && nth >= 0 && (guint) nth < self->block->groups->len
      ? &g_array_index (self->block->groups, ClinicExpenseGroup, nth)
      : NULL;

  open_figure (self, group,
               column == CLINIC_EXPENSE_BEFORE ? CLINIC_EXPENSES_BEFORE
               : column == CLINIC_EXPENSE_ACTS ? CLINIC_EXPENSES_ACT_MISSING
                                               : CLINIC_EXPENSES_PAID);
}

static void
on_acts_cb (DeskExpensesBlock *self)
{
  open_figure (self, NULL, CLINIC_EXPENSES_ACT_MISSING);
}

static void
on_undated_cb (DeskExpensesBlock *self)
{
  open_figure (self, NULL, CLINIC_EXPENSES_UNDATED);
}

/* --- the widget --- */

static void
desk_expenses_block_class_init (DeskExpensesBlockClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[OPENED] = g_signal_new ("opened", DESK_TYPE_EXPENSES_BLOCK, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "css-classes", (const char *[]){ style, NULL }, NULL);

  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
add_views (DeskExpensesBlock *self, GtkWidget *box)
{
  const char *const names[] = { C_ ("chart", "Bars"), C_ ("chart", "Shares"),
                                C_ ("chart", "Month by month") };

  self->view_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->view_bar, "linked");
  gtk_widget_set_halign (self->view_bar, GTK_ALIGN_START);
  for (View i = BARS; i < N_VIEWS; i++)
    {
      self->views[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (names[i]));
      if (i > BARS)
        gtk_toggle_button_set_group (self->views[i], self->views[BARS]);
      gtk_box_append (GTK_BOX (self->view_bar), GTK_WIDGET (self->views[i]));
    }
  gtk_toggle_button_set_active (self->views[BARS], TRUE);
  for (View i = BARS; i < N_VIEWS; i++)
    g_signal_connect_object (self->views[i], "toggled", G_CALLBACK (on_view_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->view_bar);
}

static void
add_hints (DeskExpensesBlock *self, GtkWidget *box)
{
  GtkWidget *hints = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (hints, desk_wrap_layout_new (6));
  self->acts = gtk_button_new ();
  self->undated = gtk_button_new ();
  gtk_widget_set_parent (self->acts, hints);
  gtk_widget_set_parent (self->undated, hints);
  g_signal_connect_object (self->acts, "clicked", G_CALLBACK (on_acts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undated, "clicked", G_CALLBACK (on_undated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), hints);
}

static void
desk_expenses_block_init (DeskExpensesBlock *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *chart = desk_bar_chart_new ();
  GtkWidget *table = desk_expenses_table_new ();

  self->amount = add_label (box, "title-2");
  self->change = add_label (box, "dim-label");
  add_hints (self, box);
  add_views (self, box);
  self->chart = DESK_CHART (chart);
  self->table = DESK_EXPENSES_TABLE (table);
  gtk_box_append (GTK_BOX (box), chart);
  gtk_box_append (GTK_BOX (box), table);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (chart, "activated", G_CALLBACK (on_chart_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "opened", G_CALLBACK (on_table_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
desk_expenses_block_new (void)
{
  return g_object_new (DESK_TYPE_EXPENSES_BLOCK, NULL);
}

void
desk_expenses_block_show (DeskExpensesBlock *self,
                          const ClinicExpenses *expenses,
                          const ClinicExpenseBlock *block)
{
  g_return_if_fail (DESK_IS_EXPENSES_BLOCK (self));

  self->expenses = expenses;
  self->block = block;
  if (block == NULL)
    return;
  show_words (self);
  show_chart (self);
  desk_expenses_table_show (self->table, expenses, block);
}

const ClinicExpenseBlock *
desk_expenses_block_get (DeskExpensesBlock *self)
{
  return self->block;
}

DeskChart *
desk_expenses_block_get_chart (DeskExpensesBlock *self)
{
  return self->chart;
}
