/* desk-task-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-facts"

#include "desk-task-facts.h"

#include <glib/gi18n.h>

#include "clinic-invoice-step.h"
#include "desk-format.h"
#include "desk-invoice-words.h"
#include "desk-name.h"
#include "desk-task-words.h"
#include "desk-text-view.h"

struct _DeskTaskFacts
{
  GtkWidget parent_instance;

  ClinicSession *session; /* owned */
  GtkWidget *box;         /* owned child */
};

G_DEFINE_FINAL_TYPE (DeskTaskFacts, desk_task_facts, GTK_TYPE_WIDGET)

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_heading (DeskTaskFacts *self, const char *text)
{
  gtk_box_append (GTK_BOX (self->box), create_label (text, "facts-heading"));
}

/* --- the same bill --- */

static void
add_twin (DeskTaskFacts *self, ClinicInvoice *twin)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *title = desk_invoice_dup_title (twin, now);
  g_autofree char *words = g_strdup_printf ("%s · %s", title, desk_invoice_state (twin));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = create_label (words, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  if (is_set (clinic_invoice_get_address (twin)))
    {
      GtkWidget *button = gtk_button_new_with_label (C_ ("earlier invoice", "Open"));
      g_autofree char *spoken = g_strdup_printf (_ ("Open %s in Bitrix24"), title);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "invoices.browse");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                        clinic_invoice_get_address (twin));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      desk_name_widget (button, spoken);
      gtk_widget_set_tooltip_text (button, spoken);
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_widget_add_css_class (line, "facts-twin");
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_twins (DeskTaskFacts *self, GListModel *twins)
{
  guint n = twins != NULL ? g_list_model_get_n_items (twins) : 0;

  if (n == 0)
    return;
  gtk_box_append (GTK_BOX (self->box),
                  create_label (_ ("⚠ Perhaps it was put forward before"), "facts-warning"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicInvoice) twin = g_list_model_get_item (twins, i);

      add_twin (self, twin);
    }
}

/* --- particulars --- */

static void
add_fact (GtkWidget *grid, int *row, const char *name, const char *value)
{
  GtkWidget *label = NULL;

  if (!is_set (value))
    return;
  label = create_label (value, NULL);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_grid_attach (GTK_GRID (grid), create_label (name, "dim-label"), 0, *row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), label, 1, *row, 1, 1);
  (*row)++;
}

static void
add_particulars (DeskTaskFacts *self, ClinicInvoice *invoice)
{
  gint64 now = clinic_session_get_now (self->session);
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *due = desk_invoice_day (clinic_invoice_get_due (invoice));
  g_autofree char *created = desk_format_day_time (clinic_invoice_get_created (invoice), now);
  const char *initiator = clinic_invoice_get_initiator_name (invoice);
  g_autofree char *from = is_set (initiator) && *created != '\0'
                            ? g_strdup_printf ("%s, %s", initiator, created)
                            : g_strdup (is_set (initiator) ? initiator : created);
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  add_fact (grid, &row, _ ("Number"), clinic_invoice_get_number (invoice));
  add_fact (grid, &row, _ ("What for"), clinic_invoice_get_purpose (invoice));
  add_fact (grid, &row, _ ("Expense"), clinic_invoice_get_category (invoice));
  add_fact (grid, &row, _ ("Payer"), clinic_invoice_get_payer (invoice));
  add_fact (grid, &row, _ ("Pay by"), due);
  add_fact (grid, &row, _ ("Put forward by"), from);
  add_fact (grid, &row, _ ("To be fixed"), clinic_invoice_get_reason (invoice));
  gtk_box_append (GTK_BOX (self->box), grid);
}

/* --- history --- */

static void
add_step (DeskTaskFacts *self, ClinicInvoiceStep *step)
{
  gint64 now = clinic_session_get_now (self->session);
  gint64 time = clinic_invoice_step_get_time (step);
  gint64 until = clinic_invoice_step_get_until (step);
  g_autofree char *when = desk_format_day_time (time, now);
  g_autofree char *held = time > 0 && until > time ? desk_invoice_waited (until - time) : NULL;
  /* Translators: how long an invoice stood there */
  g_autofree char *waited = held != NULL ? g_strdup_printf (_ ("stood there for %s"), held) : NULL;
  const char *name = is_set (clinic_invoice_step_get_name (step))
                       ? clinic_invoice_step_get_name (step)
                       : desk_invoice_state_name (clinic_invoice_step_get_state (step));
  const char *user = clinic_invoice_step_get_user_name (step);
  /* Translators: who did something with an invoice, and where it came to by that */
  g_autofree char *what =
    is_set (user) ? g_strdup_printf (C_ ("step", "%1$s: %2$s"), user, name) : g_strdup (name);
  const char *parts[] = { when, what, waited };
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (is_set (parts[i]))
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", parts[i]);
  gtk_box_append (GTK_BOX (self->box), create_label (words->str, NULL));
  g_string_free (words, TRUE);
  if (is_set (clinic_invoice_step_get_text (step)))
    gtk_box_append (GTK_BOX (self->box),
                    create_label (clinic_invoice_step_get_text (step), "facts-comment"));
}

static void
add_history (DeskTaskFacts *self, ClinicInvoiceCase *invoice_case)
{
  GListModel *steps = clinic_invoice_case_get_steps (invoice_case);
  g_autofree char *holder = NULL;

  if (steps != NULL && g_list_model_get_n_items (steps) > 0)
    {
      add_heading (self, _ ("History"));
      for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
        {
          g_autoptr (ClinicInvoiceStep) step = g_list_model_get_item (steps, i);

          add_step (self, step);
        }
    }
  holder = desk_invoice_holder (clinic_invoice_case_get_invoice (invoice_case),
                                clinic_session_get_now (self->session));
  if (holder != NULL)
    gtk_box_append (GTK_BOX (self->box), create_label (holder, "dim-label"));
}

/* --- all of it --- */

static void
add_state (DeskTaskFacts *self, ClinicInvoiceCase *invoice_case)
{
  const char *problem = clinic_invoice_case_get_problem (invoice_case);

  if (clinic_invoice_case_get_state (invoice_case) == CLINIC_LOAD_LOADING)
    gtk_box_append (GTK_BOX (self->box), create_label (_ ("Asking the portal…"), "dim-label"));
  else if (clinic_invoice_case_get_state (invoice_case) == CLINIC_LOAD_STALE)
    gtk_box_append (GTK_BOX (self->box),
                    create_label (_ ("The portal could not be asked: shown as it is known here"),
                                  "warning"));
  else if (clinic_invoice_case_get_state (invoice_case) == CLINIC_LOAD_MISSING)
    gtk_box_append (
      GTK_BOX (self->box),
      create_label (_ ("The portal does not show this desk the document of the invoice"),
                    "warning"));
  if (is_set (problem))
    gtk_box_append (GTK_BOX (self->box), create_label (problem, "dim-label"));
}

void
desk_task_facts_set (DeskTaskFacts *self,
                     ClinicTask *task,
                     ClinicInvoiceCase *invoice_case,
                     GListModel *twins)
{
  ClinicInvoice *invoice = NULL;
  GtkWidget *child = NULL;

  g_return_if_fail (DESK_IS_TASK_FACTS (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (task == NULL)
    return;

  invoice = clinic_task_get_invoice (task);
  add_twins (self, twins);
  if (is_set (clinic_task_get_text (task)))
    {
      GtkWidget *text = desk_text_view_new ();

      desk_text_view_set_text (DESK_TEXT_VIEW (text), clinic_task_get_text (task), NULL, NULL,
                               FALSE);
      gtk_box_append (GTK_BOX (self->box), text);
    }
  if (invoice != NULL)
    add_particulars (self, invoice);
  if (invoice_case != NULL)
    {
      add_history (self, invoice_case);
      add_state (self, invoice_case);
    }
}

static void
desk_task_facts_dispose (GObject *object)
{
  DeskTaskFacts *self = DESK_TASK_FACTS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_task_facts_parent_class)->dispose (object);
}

static void
desk_task_facts_class_init (DeskTaskFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_task_facts_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "taskfacts");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_task_facts_init (DeskTaskFacts *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
desk_task_facts_new (ClinicSession *session)
{
  DeskTaskFacts *self = g_object_new (DESK_TYPE_TASK_FACTS, NULL);

  self->session = g_object_ref (session);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("About the invoice"), -1);

  return GTK_WIDGET (self);
}
