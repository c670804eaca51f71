/* desk-lead-loss.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-lead-loss"

#include "desk-lead-loss.h"

#include <glib/gi18n.h>

#include "desk-fit.h"
#include "desk-lead-words.h"
#include "desk-name.h"

struct _DeskLeadLoss
{
  AdwWindow parent_instance;

  GtkLabel *who; /* unowned, template child, as all below */
  GtkDropDown *stage;
  GtkEditable *comment;
  GtkLabel *problem;
  GtkWidget *save;

  DeskBoardMoves *moves; /* owned */
  GPtrArray *leads;      /* owned, of ClinicLead */
};

G_DEFINE_FINAL_TYPE (DeskLeadLoss, desk_lead_loss, ADW_TYPE_WINDOW)

/* (transfer full): without the space around it */
static char *
dup_comment (DeskLeadLoss *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->comment)));
}

static void
on_changed_cb (DeskLeadLoss *self)
{
  g_autofree char *comment = dup_comment (self);
  const char *problem = NULL;

  if (gtk_drop_down_get_selected_item (self->stage) == NULL)
    problem = _ ("The portal has no stage that means lost");
  else if (*comment == '\0')
    problem = _ ("A lost enquiry needs a comment: what happened?");
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_sensitive (self->save, problem == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

static void
on_save_cb (DeskLeadLoss *self)
{
  ClinicStage *stage = gtk_drop_down_get_selected_item (self->stage);
  g_autofree char *comment = dup_comment (self);

  if (stage == NULL || *comment == '\0')
    return;
  desk_board_moves_move_noted (self->moves, self->leads, stage, comment);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
on_save_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_save_cb (DESK_LEAD_LOSS (widget));

  return TRUE;
}

static void
desk_lead_loss_dispose (GObject *object)
{
  DeskLeadLoss *self = DESK_LEAD_LOSS (object);

  g_clear_object (&self->moves);
  g_clear_pointer (&self->leads, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_lead_loss_parent_class)->dispose (object);
}

static void
desk_lead_loss_class_init (DeskLeadLossClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_lead_loss_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/leads/desk-lead-loss.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskLeadLoss, who);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadLoss, stage);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadLoss, comment);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadLoss, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadLoss, save);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_save_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                on_save_shortcut_cb, NULL);
}

static void
desk_lead_loss_init (DeskLeadLoss *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  desk_name_drop_down (self->stage, _ ("Stage of the loss"));
}

static void
show_stages (DeskLeadLoss *self, ClinicSession *session, ClinicStage *wanted)
{
  GListModel *stages = clinic_book_get_lead_stages (clinic_session_get_book (session));
  g_autoptr (GListStore) lost = g_list_store_new (CLINIC_TYPE_STAGE);
  guint selected = 0;
  g_autoptr (GtkExpression) name = gtk_property_expression_new (CLINIC_TYPE_STAGE, NULL, "name");

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_kind (stage) != CLINIC_STAGE_KIND_FAILURE)
        continue;
      if (stage == wanted)
        selected = g_list_model_get_n_items (G_LIST_MODEL (lost));
      g_list_store_append (lost, stage);
    }
  gtk_drop_down_set_expression (self->stage, name);
  gtk_drop_down_set_model (self->stage, G_LIST_MODEL (lost));
  gtk_drop_down_set_selected (self->stage, selected);
}

GtkWidget *
desk_lead_loss_present (GtkWidget *parent,
                        ClinicSession *session,
                        DeskBoardMoves *moves,
                        GPtrArray *leads,
                        ClinicStage *wanted)
{
  DeskLeadLoss *self = NULL;
  GtkRoot *root = NULL;
  g_autofree char *who = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (leads->len > 0, NULL);

  self = g_object_new (DESK_TYPE_LEAD_LOSS, NULL);
  root = gtk_widget_get_root (parent);
  self->moves = g_object_ref (moves);
  self->leads = g_ptr_array_ref (leads);
  if (leads->len == 1)
    who = desk_lead_name (g_ptr_array_index (leads, 0));
  else
    who = g_strdup_printf (ngettext ("%u enquiry", "%u enquiries", leads->len), leads->len);
  gtk_label_set_text (self->who, who);
  show_stages (self, session, wanted);
  on_changed_cb (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->comment));

  return GTK_WIDGET (self);
}
