/* desk-invoices-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoices-page"

#include "desk-invoices-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk-invoice-intake.h"
#include "desk-invoices-mine.h"
#include "desk-invoices-registry.h"
#include "desk-memory.h"
#include "desk-task-words.h"
#include "desk-tasks-view.h"

/**
 * DeskInvoicesPage:
 *
 * The bills that the clinic has to pay: what waits for this person's decision, what she put
 * forward, and the registry. A list is made when it is first shown.
 */
struct _DeskInvoicesPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkToggleButton *tasks_tab;
  GtkToggleButton *mine_tab;
  GtkToggleButton *registry_tab;
  GtkBox *tools;
  GtkStack *lists;
  AdwBin *tasks_slot;
  AdwBin *mine_slot;
  AdwBin *registry_slot;

  ClinicSession *session; /* owned */
  DeskTally *tally;       /* owned */
};

G_DEFINE_FINAL_TYPE (DeskInvoicesPage, desk_invoices_page, GTK_TYPE_WIDGET)

static const char *
get_chosen (DeskInvoicesPage *self)
{
  if (gtk_toggle_button_get_active (self->mine_tab))
    return "mine";
  if (gtk_toggle_button_get_active (self->registry_tab))
    return "registry";

  return "tasks";
}

static void
on_tab_cb (DeskInvoicesPage *self)
{
  const char *chosen = get_chosen (self);

  if (self->session == NULL)
    return;
  if (g_str_equal (chosen, "mine") && adw_bin_get_child (self->mine_slot) == NULL)
    adw_bin_set_child (self->mine_slot, desk_invoices_mine_new (self->session));
  if (g_str_equal (chosen, "registry") && adw_bin_get_child (self->registry_slot) == NULL)
    adw_bin_set_child (self->registry_slot, desk_invoices_registry_new (self->session));
  desk_memory_keep ("invoices.list", g_str_equal (chosen, "tasks") ? NULL : chosen);
  gtk_stack_set_visible_child_name (self->lists, chosen);
}

static void
show_count (DeskInvoicesPage *self)
{
  guint n = desk_tally_get_waiting (self->tally);
  g_autofree char *label = n > 0 ? g_strdup_printf ("%s  %u", C_ ("invoices", "Approval"), n)
                                 : g_strdup (C_ ("invoices", "Approval"));

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->tasks_tab)), label) != 0)
    gtk_button_set_label (GTK_BUTTON (self->tasks_tab), label);
}

static void
on_refresh_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clinic_invoices_refresh (clinic_session_get_invoices (DESK_INVOICES_PAGE (widget)->session));
}

static void
desk_invoices_page_dispose (GObject *object)
{
  DeskInvoicesPage *self = DESK_INVOICES_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->tally);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_invoices_page_parent_class)->dispose (object);
}

static void
desk_invoices_page_class_init (DeskInvoicesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_invoices_page_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, on_refresh_action_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-invoices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, tasks_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, mine_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, registry_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, tools);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, lists);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, tasks_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, mine_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicesPage, registry_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_cb);
}

static void
desk_invoices_page_init (DeskInvoicesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
desk_invoices_page_new (ClinicSession *session)
{
  DeskInvoicesPage *self = g_object_new (DESK_TYPE_INVOICES_PAGE, NULL);
  g_autofree char *list = desk_memory_dup ("invoices.list");

  self->session = g_object_ref (session);
  self->tally = desk_invoices_page_tally (session);
  g_signal_connect_object (self->tally, "changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
  adw_bin_set_child (self->tasks_slot, desk_tasks_view_new (session));
  gtk_box_append (self->tools, desk_invoice_intake_new (session, GTK_WIDGET (self)));
  desk_invoices_page_show (self, list);
  on_tab_cb (self);

  return GTK_WIDGET (self);
}

void
desk_invoices_page_show (DeskInvoicesPage *self, const char *list)
{
  g_return_if_fail (DESK_IS_INVOICES_PAGE (self));

  gtk_toggle_button_set_active (g_strcmp0 (list, "mine") == 0       ? self->mine_tab
                                : g_strcmp0 (list, "registry") == 0 ? self->registry_tab
                                                                    : self->tasks_tab,
                                TRUE);
}

const char *
desk_invoices_page_get_shown (DeskInvoicesPage *self)
{
  g_return_val_if_fail (DESK_IS_INVOICES_PAGE (self), NULL);

  return get_chosen (self);
}

static DeskTallyMark
mark_task (gpointer item, gpointer data)
{
  if (clinic_task_get_pending (item) || clinic_task_get_gone (item) != NULL)
    return DESK_TALLY_NOTHING;

  return desk_task_is_late (item, clinic_session_get_now (data)) ? DESK_TALLY_LATE
                                                                 : DESK_TALLY_WAITS;
}

DeskTally *
desk_invoices_page_tally (ClinicSession *session)
{
  return desk_tally_new_clocked (clinic_invoices_get_tasks (clinic_session_get_invoices (session)),
                                 mark_task, g_object_ref (session), g_object_unref, "*");
}
