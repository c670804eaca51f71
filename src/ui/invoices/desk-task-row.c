/* desk-task-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-row"

#include "desk-task-row.h"

#include <glib/gi18n.h>

#include "desk-invoice-words.h"
#include "desk-task-words.h"

#define MAX_CHARS 38

struct _DeskTaskRow
{
  GtkListBoxRow parent_instance;

  ClinicTask *task;        /* owned */
  ClinicInvoice *invoice;  /* owned (nullable): whose changes are heard */
  ClinicSession *session;  /* owned */
  DeskInvoiceTwins *twins; /* owned */
  GtkLabel *sum;           /* unowned, child, as all below */
  GtkLabel *due;
  GtkLabel *name;
  GtkLabel *wait;
  GtkLabel *facts;
  GtkLabel *mark;
};

G_DEFINE_FINAL_TYPE (DeskTaskRow, desk_task_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
append (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "consumables · Ivanova Olga" */
static char *
dup_facts (DeskTaskRow *self)
{
  GString *text = g_string_new (NULL);

  append (text, desk_task_kind_word (clinic_task_get_kind (self->task)));
  if (self->invoice != NULL)
    {
      append (text, clinic_invoice_get_category (self->invoice));
      append (text, clinic_invoice_get_initiator_name (self->invoice));
    }

  return g_string_free (text, FALSE);
}

/* What is to be heeded, the most important first. (transfer full) (nullable) */
static char *
dup_mark (DeskTaskRow *self, const char **css_class)
{
  const char *gone = clinic_task_get_gone (self->task);
  const char *problem = clinic_task_get_problem (self->task);
  g_autoptr (GListModel) twins = NULL;

  *css_class = "dim-label";
  if (gone != NULL)
    return g_strdup (gone);
  if (clinic_task_get_pending (self->task))
    return g_strdup (_ ("Decided, on its way"));
  if (problem != NULL && *problem != '\0')
    {
      *css_class = "error";
      return g_strdup_printf (_ ("Not accepted: %s"), problem);
    }
  if (self->invoice == NULL)
    return NULL;
  twins = desk_invoice_twins_find (self->twins, self->invoice);
  if (g_list_model_get_n_items (twins) == 0)
    return NULL;
  *css_class = "warning";

  return g_strdup (_ ("⚠ Perhaps a duplicate"));
}

static void
show (DeskTaskRow *self)
{
  gint64 now = clinic_session_get_now (self->session);
  gboolean overdue = desk_task_is_overdue (self->task, now);
  const char *css_class = NULL;
  g_autofree char *sum = self->invoice != NULL ? desk_invoice_sum (self->invoice) : g_strdup ("");
  g_autofree char *due = desk_task_dup_due (self->task, now);
  g_autofree char *facts = dup_facts (self);
  g_autofree char *wait = desk_task_dup_wait (self->task, now);
  g_autofree char *mark = dup_mark (self, &css_class);
  g_autofree char *spoken =
    g_strdup_printf ("%s, %s, %s, %s, %s%s%s", desk_task_get_name (self->task), sum, facts, wait,
                     due, mark != NULL ? ", " : "", mark != NULL ? mark : "");

  gtk_label_set_text (self->sum, *sum != '\0' ? sum : "—");
  gtk_label_set_text (self->due, due);
  set_class (GTK_WIDGET (self->due), "error", overdue);
  set_class (GTK_WIDGET (self->due), "dim-label", !overdue);
  gtk_label_set_text (self->name, desk_task_get_name (self->task));
  gtk_label_set_text (self->wait, wait);
  gtk_label_set_text (self->facts, facts);
  gtk_label_set_text (self->mark, mark != NULL ? mark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark), mark != NULL);
  set_class (GTK_WIDGET (self->mark), "error", g_str_equal (css_class, "error"));
  set_class (GTK_WIDGET (self->mark), "warning", g_str_equal (css_class, "warning"));
  set_class (GTK_WIDGET (self->mark), "dim-label", g_str_equal (css_class, "dim-label"));
  set_class (GTK_WIDGET (self), "task-done",
             clinic_task_get_pending (self->task) || clinic_task_get_gone (self->task) != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_task_cb (DeskTaskRow *self)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (self->task);

  if (invoice != self->invoice)
    {
      if (self->invoice != NULL)
        g_signal_handlers_disconnect_by_func (self->invoice, show, self);
      g_set_object (&self->invoice, invoice);
      if (invoice != NULL)
        g_signal_connect_object (invoice, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}

static void
desk_task_row_dispose (GObject *object)
{
  DeskTaskRow *self = DESK_TASK_ROW (object);

  g_clear_object (&self->task);
  g_clear_object (&self->invoice);
  g_clear_object (&self->session);
  g_clear_object (&self->twins);

  G_OBJECT_CLASS (desk_task_row_parent_class)->dispose (object);
}

static void
desk_task_row_class_init (DeskTaskRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_task_row_dispose;
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
desk_task_row_init (DeskTaskRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_widget_add_css_class (box, "task-row");
  gtk_box_append (GTK_BOX (box), first);
  self->sum = add_label (first, "task-sum");
  gtk_label_set_ellipsize (self->sum, PANGO_ELLIPSIZE_NONE);
  self->due = add_label (first, NULL);
  gtk_label_set_xalign (self->due, 1);
  gtk_label_set_ellipsize (self->due, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->due), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->due), GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (GTK_WIDGET (self->sum), GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), second);
  self->name = add_label (second, "task-name");
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->wait = add_label (second, "dim-label");
  gtk_label_set_ellipsize (self->wait, PANGO_ELLIPSIZE_NONE);
  self->facts = add_label (box, "dim-label");
  /* the queue is no wider than it needs to be */
  gtk_label_set_max_width_chars (self->name, MAX_CHARS);
  gtk_label_set_max_width_chars (self->facts, MAX_CHARS);
  gtk_label_set_wrap (self->facts, TRUE);
  gtk_label_set_lines (self->facts, 2);
  self->mark = add_label (box, "task-mark");
  gtk_label_set_ellipsize (self->mark, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->mark, TRUE);
  gtk_label_set_wrap_mode (self->mark, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (self->mark, MAX_CHARS);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
desk_task_row_new (ClinicTask *task, ClinicSession *session, DeskInvoiceTwins *twins)
{
  DeskTaskRow *self = g_object_new (DESK_TYPE_TASK_ROW, NULL);

  self->task = g_object_ref (task);
  self->session = g_object_ref (session);
  self->twins = g_object_ref (twins);
  g_signal_connect_object (task, "notify", G_CALLBACK (on_task_cb), self, G_CONNECT_SWAPPED);
  on_task_cb (self);

  return GTK_WIDGET (self);
}

ClinicTask *
desk_task_row_get_task (DeskTaskRow *self)
{
  g_return_val_if_fail (DESK_IS_TASK_ROW (self), NULL);

  return self->task;
}

void
desk_task_row_refresh (DeskTaskRow *self)
{
  g_return_if_fail (DESK_IS_TASK_ROW (self));

  show (self);
}
