/* desk-expenses-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-expenses-rows"

#include "desk-expenses-rows.h"

#include "desk-archive-rows.h"
#include "desk-registry-case.h"
#include "desk-rows-title.h"

struct _DeskExpensesRows
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  DeskRowsTitle *title;
  DeskArchiveRows *rows;
  DeskRegistryCase *chosen;
};

G_DEFINE_FINAL_TYPE (DeskExpensesRows, desk_expenses_rows, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- the chosen one --- */

static void
on_chosen_cb (DeskExpensesRows *self, GObject *item)
{
  if (self->chosen != NULL)
    desk_registry_case_set_invoice (self->chosen, item != NULL ? CLINIC_INVOICE (item) : NULL);
}

static void
on_activated_cb (DeskExpensesRows *self, GObject *item)
{
  on_chosen_cb (self, item);
  desk_registry_case_open_document (self->chosen);
}

static void
on_close_cb (DeskExpensesRows *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* --- the widget --- */

static void
desk_expenses_rows_dispose (GObject *object)
{
  DeskExpensesRows *self = DESK_EXPENSES_ROWS (object);

  if (self->box != NULL)
    desk_expenses_rows_clear (self);
  self->chosen = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_expenses_rows_parent_class)->dispose (object);
}

static void
desk_expenses_rows_class_init (DeskExpensesRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_expenses_rows_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CLOSED] = g_signal_new ("closed", DESK_TYPE_EXPENSES_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_title (DeskExpensesRows *self)
{
  GtkWidget *title = desk_rows_title_new ();

  self->title = DESK_ROWS_TITLE (title);
  g_signal_connect_object (title, "closed", G_CALLBACK (on_close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), title);
}

static void
add_rows (DeskExpensesRows *self, ClinicSession *session)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *rows = desk_archive_rows_new (session);

  self->rows = DESK_ARCHIVE_ROWS (rows);
  desk_archive_rows_let_choose (self->rows);
  g_signal_connect_object (rows, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), rows);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->box), scrolled);
}

static void
desk_expenses_rows_init (DeskExpensesRows *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_add_css_class (self->box, "report-rows");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_title (self);
}

GtkWidget *
desk_expenses_rows_new (ClinicSession *session)
{
  DeskExpensesRows *self = g_object_new (DESK_TYPE_EXPENSES_ROWS, NULL);
  GtkWidget *chosen = desk_registry_case_new (session);

  add_rows (self, session);
  self->chosen = DESK_REGISTRY_CASE (chosen);
  gtk_box_append (GTK_BOX (self->box), chosen);

  return GTK_WIDGET (self);
}

void
desk_expenses_rows_show (DeskExpensesRows *self, const char *title, GArray *ids)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ClinicReportRow));

  g_return_if_fail (DESK_IS_EXPENSES_ROWS (self));

  desk_expenses_rows_clear (self);
  for (guint i = 0; i < ids->len; i++)
    {
      ClinicReportRow row = { .id = g_array_index (ids, gint64, i), .set = CLINIC_FACTS_BILLS };

      g_array_append_val (rows, row);
    }
  desk_rows_title_set (self->title, title);
  desk_archive_rows_show (self->rows, rows, NULL, title);
}

void
desk_expenses_rows_clear (DeskExpensesRows *self)
{
  g_return_if_fail (DESK_IS_EXPENSES_ROWS (self));

  desk_archive_rows_clear (self->rows);
  desk_registry_case_set_invoice (self->chosen, NULL);
}
