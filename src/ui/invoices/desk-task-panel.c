/* desk-task-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-panel"

#include "desk-task-panel.h"

#include <glib/gi18n.h>

#include "desk-invoice-words.h"
#include "desk-task-facts.h"
#include "desk-task-words.h"

/* who goes through the queue with the arrows does not ask the portal about each */
#define OPEN_DELAY_MS 150

struct _DeskTaskPanel
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkWidget *back;
  GtkLabel *name;
  GtkLabel *sum;
  GtkLabel *about;
  GtkWidget *browse;
  GtkPaned *paned;
  GtkScrolledWindow *facts_scroller;

  ClinicSession *session;          /* owned */
  DeskInvoiceTwins *twins;         /* owned */
  DeskFileShelf *shelf;            /* owned */
  ClinicTask *task;                /* owned (nullable) */
  ClinicInvoice *invoice;          /* owned (nullable): whose changes are heard */
  ClinicInvoiceCase *invoice_case; /* owned (nullable) */
  DeskPaperView *paper;            /* unowned, child, as all below */
  DeskTaskFacts *facts;
  DeskTaskAnswer *answer;
  gint64 opened; /* monotonic µs: when a case was opened last */
  guint open_source;
  guint show_source;
};

G_DEFINE_FINAL_TYPE (DeskTaskPanel, desk_task_panel, GTK_TYPE_WIDGET)

/* --- what is on show --- */

/* What may be the same bill, as the portal's answer has it, or as it is known here. */
static GListModel *
find_twins (DeskTaskPanel *self)
{
  GListModel *asked =
    self->invoice_case != NULL ? clinic_invoice_case_get_duplicates (self->invoice_case) : NULL;

  if (asked != NULL && g_list_model_get_n_items (asked) > 0)
    return g_object_ref (asked);

  return self->invoice != NULL ? desk_invoice_twins_find (self->twins, self->invoice) : NULL;
}

/* why there is no document to show, (nullable): it has none */
static const char *
get_paper_note (DeskTaskPanel *self)
{
  ClinicLoadState state = self->invoice_case != NULL
                            ? clinic_invoice_case_get_state (self->invoice_case)
                            : CLINIC_LOAD_LOADING;
  const char *id = self->invoice != NULL ? clinic_invoice_get_id (self->invoice) : NULL;

  if (state == CLINIC_LOAD_LOADING)
    return _ ("The document is being brought…");
  if (state != CLINIC_LOAD_MISSING)
    return NULL;
  if (id != NULL && g_str_has_prefix (id, "item:"))
    return _ (
      "The document cannot be shown: the portal does not open this smart process to this "
      "desk. Look at it in Bitrix24, or ask the administrator to tick “crm” for the webhook "
      "and to let you read the smart process.");

  return _ (
    "The document cannot be shown: the portal does not open this list to this desk. Look at "
    "it in Bitrix24, or ask the administrator to tick “lists” for the webhook and to let "
    "you read the list.");
}

static void
show_paper (DeskTaskPanel *self)
{
  ClinicInvoice *invoice = self->invoice_case != NULL
                             ? clinic_invoice_case_get_invoice (self->invoice_case)
                             : self->invoice;
  GListModel *files = invoice != NULL ? clinic_invoice_get_files (invoice) : NULL;

  desk_paper_view_set_note (self->paper, files == NULL ? get_paper_note (self) : NULL);
  desk_paper_view_set_files (self->paper, files, self->shelf,
                             self->task != NULL ? clinic_task_get_address (self->task) : NULL);
}

static void
show_head (DeskTaskPanel *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *sum = self->invoice != NULL ? desk_invoice_sum (self->invoice) : g_strdup ("");
  g_autofree char *due = desk_task_dup_due (self->task, now);
  g_autofree char *wait = desk_task_dup_wait (self->task, now);
  const char *parts[] = { clinic_task_get_name (self->task), wait, due };
  GString *about = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (about, "%s%s", about->len > 0 ? " · " : "", parts[i]);
  gtk_label_set_text (self->name, desk_task_get_name (self->task));
  gtk_label_set_text (self->sum, sum);
  gtk_label_set_text (self->about, about->str);
  gtk_widget_set_visible (self->browse, clinic_task_get_address (self->task) != NULL);
  if (desk_task_is_overdue (self->task, now))
    gtk_widget_add_css_class (GTK_WIDGET (self->about), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->about), "error");
  g_string_free (about, TRUE);
}

static gboolean
on_show_cb (gpointer user_data)
{
  DeskTaskPanel *self = DESK_TASK_PANEL (user_data);

  self->show_source = 0;
  desk_task_panel_refresh (self);

  return G_SOURCE_REMOVE;
}

/* a refresh changes several properties at a time */
static void
show_soon (DeskTaskPanel *self)
{
  if (self->show_source == 0)
    self->show_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_show_cb, self, NULL);
}

/* --- what it is about --- */

static void
close_case (DeskTaskPanel *self)
{
  g_clear_handle_id (&self->open_source, g_source_remove);
  if (self->invoice_case != NULL)
    g_signal_handlers_disconnect_by_func (self->invoice_case, show_soon, self);
  g_clear_object (&self->invoice_case);
}

static void
open_case (DeskTaskPanel *self)
{
  self->opened = g_get_monotonic_time ();
  self->invoice_case =
    clinic_invoices_open_case (clinic_session_get_invoices (self->session), self->invoice);
  g_signal_connect_object (self->invoice_case, "notify", G_CALLBACK (show_soon), self,
                           G_CONNECT_SWAPPED);
  if (clinic_invoice_case_get_steps (self->invoice_case) != NULL)
    g_signal_connect_object (clinic_invoice_case_get_steps (self->invoice_case), "items-changed",
                             G_CALLBACK (show_soon), self, G_CONNECT_SWAPPED);
  if (clinic_invoice_case_get_duplicates (self->invoice_case) != NULL)
    g_signal_connect_object (clinic_invoice_case_get_duplicates (self->invoice_case),
                             "items-changed", G_CALLBACK (show_soon), self, G_CONNECT_SWAPPED);
}

static gboolean
on_open_cb (gpointer user_data)
{
  DeskTaskPanel *self = DESK_TASK_PANEL (user_data);

  self->open_source = 0;
  open_case (self);
  desk_task_panel_refresh (self);

  return G_SOURCE_REMOVE;
}

static void
set_invoice (DeskTaskPanel *self, ClinicInvoice *invoice)
{
  if (invoice == self->invoice)
    return;
  close_case (self);
  if (self->invoice != NULL)
    g_signal_handlers_disconnect_by_func (self->invoice, show_soon, self);
  g_set_object (&self->invoice, invoice);
  if (invoice == NULL)
    return;
  g_signal_connect_object (invoice, "notify", G_CALLBACK (show_soon), self, G_CONNECT_SWAPPED);
  if (g_get_monotonic_time () - self->opened > OPEN_DELAY_MS * 1000)
    open_case (self);
  else
    self->open_source = g_timeout_add (OPEN_DELAY_MS, on_open_cb, self);
}

static void
on_task_cb (DeskTaskPanel *self)
{
  set_invoice (self, clinic_task_get_invoice (self->task));
  show_soon (self);
}

/* --- actions --- */

static void
on_browse_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskTaskPanel *self = DESK_TASK_PANEL (widget);
  const char *address = self->task != NULL ? clinic_task_get_address (self->task) : NULL;
  GtkRoot *root = gtk_widget_get_root (widget);

  if (address != NULL)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

/* --- the type --- */

static void
desk_task_panel_dispose (GObject *object)
{
  DeskTaskPanel *self = DESK_TASK_PANEL (object);

  g_clear_handle_id (&self->show_source, g_source_remove);
  close_case (self);
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, on_task_cb, self);
  if (self->invoice != NULL)
    g_signal_handlers_disconnect_by_func (self->invoice, show_soon, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->task);
  g_clear_object (&self->invoice);
  g_clear_object (&self->shelf);
  g_clear_object (&self->twins);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_task_panel_parent_class)->dispose (object);
}

static void
desk_task_panel_class_init (DeskTaskPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_task_panel_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-task-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, box);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, back);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, name);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, sum);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, about);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, browse);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, paned);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskPanel, facts_scroller);
  gtk_widget_class_install_action (widget_class, "task.browse", NULL, on_browse_action_cb);
}

static void
desk_task_panel_init (DeskTaskPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
desk_task_panel_new (ClinicSession *session, DeskInvoiceTwins *twins)
{
  DeskTaskPanel *self = g_object_new (DESK_TYPE_TASK_PANEL, NULL);
  GtkWidget *paper = desk_paper_view_new ();
  GtkWidget *facts = desk_task_facts_new (session);
  GtkWidget *answer = desk_task_answer_new (session);

  self->session = g_object_ref (session);
  self->twins = g_object_ref (twins);
  self->shelf = desk_file_shelf_new_for_invoices (clinic_session_get_invoices (session));
  self->paper = DESK_PAPER_VIEW (paper);
  self->facts = DESK_TASK_FACTS (facts);
  self->answer = DESK_TASK_ANSWER (answer);
  gtk_paned_set_start_child (self->paned, paper);
  gtk_scrolled_window_set_child (self->facts_scroller, facts);
  gtk_box_append (GTK_BOX (self->box), answer);
  g_signal_connect_object (twins, "changed", G_CALLBACK (show_soon), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
desk_task_panel_set_task (DeskTaskPanel *self, ClinicTask *task)
{
  g_return_if_fail (DESK_IS_TASK_PANEL (self));

  if (task == self->task)
    return;
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, on_task_cb, self);
  g_set_object (&self->task, task);
  if (task != NULL)
    g_signal_connect_object (task, "notify", G_CALLBACK (on_task_cb), self, G_CONNECT_SWAPPED);
  set_invoice (self, task != NULL ? clinic_task_get_invoice (task) : NULL);
  desk_task_answer_set_task (self->answer, task);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->facts_scroller), 0);
  desk_task_panel_refresh (self);
}

ClinicTask *
desk_task_panel_get_task (DeskTaskPanel *self)
{
  g_return_val_if_fail (DESK_IS_TASK_PANEL (self), NULL);

  return self->task;
}

DeskTaskAnswer *
desk_task_panel_get_answer (DeskTaskPanel *self)
{
  g_return_val_if_fail (DESK_IS_TASK_PANEL (self), NULL);

  return self->answer;
}

DeskPaperView *
desk_task_panel_get_paper (DeskTaskPanel *self)
{
  g_return_val_if_fail (DESK_IS_TASK_PANEL (self), NULL);

  return self->paper;
}

void
desk_task_panel_set_alone (DeskTaskPanel *self, gboolean alone)
{
  g_return_if_fail (DESK_IS_TASK_PANEL (self));

  gtk_widget_set_visible (self->back, alone);
}

void
desk_task_panel_refresh (DeskTaskPanel *self)
{
  g_autoptr (GListModel) twins = NULL;

  g_return_if_fail (DESK_IS_TASK_PANEL (self));

  gtk_widget_set_visible (self->box, self->task != NULL);
  if (self->task == NULL)
    {
      desk_paper_view_set_files (self->paper, NULL, self->shelf, NULL);
      return;
    }
  twins = find_twins (self);
  show_head (self);
  show_paper (self);
  desk_task_facts_set (self->facts, self->task, self->invoice_case, twins);
  desk_task_answer_set_twins (self->answer, twins);
}
