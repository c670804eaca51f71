/* desk-tasks-view-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys by which a queue of tasks is gone through and decided.
 */

#define G_LOG_DOMAIN "desk-tasks-view"

#include "desk-tasks-view-private.h"

#include "clinic-enums.h"

/* the letter of a key, whatever the layout: what is printed on it; 0: none that is known here */
static char
get_letter (guint keyval)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_a:
    case GDK_KEY_Cyrillic_ef:
      return 'A';
    case GDK_KEY_r:
    case GDK_KEY_Cyrillic_ka:
      return 'R';
    case GDK_KEY_d:
    case GDK_KEY_Cyrillic_ve:
      return 'D';
    case GDK_KEY_p:
    case GDK_KEY_Cyrillic_ze:
      return 'P';
    default:
      return '\0';
    }
}

static gboolean
act (DeskTasksView *self, char letter)
{
  DeskTaskAnswer *answer = desk_task_panel_get_answer (self->panel);

  switch (letter)
    {
    case 'A':
      return desk_task_answer_decide (answer, CLINIC_DECISION_APPROVE);
    case 'R':
      return desk_task_answer_decide (answer, CLINIC_DECISION_REWORK);
    case 'D':
      return desk_task_answer_decide (answer, CLINIC_DECISION_REJECT);
    case 'P':
      return desk_task_answer_delegate (answer);
    default:
      return FALSE;
    }
}

static gboolean
escape (DeskTasksView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);
  gboolean did = desk_task_answer_cancel (desk_task_panel_get_answer (self->panel));

  if (desk_tasks_view_is_writing (self) || did)
    {
      if (row != NULL && !adw_leaflet_get_folded (self->leaflet))
        gtk_widget_grab_focus (GTK_WIDGET (row));
      else
        gtk_widget_child_focus (GTK_WIDGET (self->panel), GTK_DIR_TAB_FORWARD);
      return GDK_EVENT_STOP;
    }
  if (!adw_leaflet_get_folded (self->leaflet) ||
      adw_leaflet_get_visible_child (self->leaflet) == self->queue)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "tasks.back", NULL);

  return GDK_EVENT_STOP;
}

static gboolean
on_key_cb (DeskTasksView *self,
           guint keyval,
           guint code,
           GdkModifierType modifiers,
           GtkEventController *controller)
{
  DeskPaperView *paper = desk_task_panel_get_paper (self->panel);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean in_popover = focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (root);
  char letter = '\0';

  self->touched = TRUE;
  if (in_popover || !g_str_equal (gtk_stack_get_visible_child_name (self->states), "content"))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    return escape (self);
  /* a text would take it for a new line */
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) &&
      (modifiers & GDK_CONTROL_MASK) != 0)
    {
      desk_task_answer_send (desk_task_panel_get_answer (self->panel));
      return GDK_EVENT_STOP;
    }
  if (desk_tasks_view_is_writing (self) && (modifiers & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  if (desk_paper_view_press (paper, keyval, modifiers))
    return GDK_EVENT_STOP;
  letter = get_letter (keyval);
  if (letter == '\0' || desk_tasks_view_is_writing (self) ||
      (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (self->letter == keyval)
    return GDK_EVENT_STOP;
  self->letter = keyval;

  return act (self, letter) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
on_key_up_cb (DeskTasksView *self)
{
  self->letter = 0;
}

static gboolean
on_send_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  DeskTasksView *self = DESK_TASKS_VIEW (widget);

  if (!gtk_widget_get_mapped (widget) || desk_task_panel_get_task (self->panel) == NULL)
    return FALSE;
  desk_task_answer_send (desk_task_panel_get_answer (self->panel));

  return TRUE;
}

static gboolean
on_undo_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  DeskTasksView *self = DESK_TASKS_VIEW (widget);

  /* what is written has an undo of its own */
  if (!gtk_widget_get_mapped (widget) || desk_tasks_view_is_writing (self))
    return FALSE;

  return desk_board_moves_undo (self->moves);
}

void
desk_tasks_view_add_keys (DeskTasksView *self)
{
  /* The Russian letters on the same keys: see desk-accels.h. */
  static const struct
  {
    guint keyval;
    GtkShortcutFunc func;
  } keys[] = {
    { GDK_KEY_Return, on_send_shortcut_cb },
    { GDK_KEY_KP_Enter, on_send_shortcut_cb },
    { GDK_KEY_z, on_undo_shortcut_cb },
    { GDK_KEY_Cyrillic_ya, on_undo_shortcut_cb },
  };
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkEventController *pressed = gtk_event_controller_key_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval, GDK_CONTROL_MASK),
                        gtk_callback_action_new (keys[i].func, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);

  gtk_event_controller_set_propagation_phase (pressed, GTK_PHASE_CAPTURE);
  g_signal_connect_object (pressed, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pressed, "key-released", G_CALLBACK (on_key_up_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), pressed);
}
