/* desk-board-page-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person does on the page of the appointments, and the keys that do it.
 */

#define G_LOG_DOMAIN "desk-board-page"

#include "desk-board-page-private.h"

#include <glib/gi18n.h>

#include "desk-board-do.h"
#include "desk-call-list-do.h"
#include "desk-cancel-dialog.h"
#include "desk-toast.h"
#include "desk-visit-dialog.h"

GPtrArray *
desk_board_page_dup_chosen (DeskBoardPage *self)
{
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (ClinicAppointment) visit = NULL;

  if (!desk_board_page_is_day (self))
    return desk_board_dup_chosen (self->view);

  chosen = g_ptr_array_new_with_free_func (g_object_unref);
  visit = desk_day_view_dup_chosen (self->day);
  if (visit != NULL)
    g_ptr_array_add (chosen, g_steal_pointer (&visit));

  return g_steal_pointer (&chosen);
}

/* (transfer full) (nullable): the visit that an action is about */
static ClinicAppointment *
dup_only (DeskBoardPage *self)
{
  g_autoptr (GPtrArray) chosen = desk_board_page_dup_chosen (self);

  return chosen->len == 1 ? g_object_ref (g_ptr_array_index (chosen, 0)) : NULL;
}

static void
say (DeskBoardPage *self, const char *words)
{
  desk_toast (GTK_WIDGET (self), adw_toast_new (words));
}

/* Into a lost stage there is no way without a reason, and each has its own. */
static void
cancel (DeskBoardPage *self, GPtrArray *items, ClinicStage *stage)
{
  if (items->len > 1)
    say (self, _ ("Cancel one visit at a time: each has its own reason"));
  else
    desk_cancel_dialog_present (GTK_WIDGET (self), self->session, g_ptr_array_index (items, 0),
                                stage);
}

void
desk_board_page_move (DeskBoardPage *self, GPtrArray *items, ClinicStage *stage, gboolean by_key)
{
  if (clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_FAILURE)
    {
      cancel (self, items, stage);
      return;
    }
  desk_board_follow (self->view, by_key && !desk_board_page_is_day (self) ? items : NULL);
  desk_board_moves_move (self->moves, items, stage);
}

static void
on_open_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (ClinicAppointment) visit = dup_only (DESK_BOARD_PAGE (widget));

  if (visit != NULL)
    desk_board_open (widget, visit);
}

static void
on_call_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (ClinicAppointment) visit = dup_only (DESK_BOARD_PAGE (widget));
  const char *phone = visit != NULL ? clinic_appointment_get_patient_phone (visit) : NULL;

  if (phone != NULL && *phone != '\0')
    gtk_widget_activate_action (widget, "win.dial-patient", "(sx)", phone,
                                clinic_appointment_get_patient_id (visit));
}

static void
on_cancel_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);
  g_autoptr (GPtrArray) chosen = desk_board_page_dup_chosen (self);

  if (chosen->len > 0)
    cancel (self, chosen, NULL);
}

/* for those who call from the browser */
static void
on_share_calls_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);
  g_autoptr (GPtrArray) chosen = desk_board_page_dup_chosen (self);

  desk_call_list_share (widget, self->session, chosen);
}

static void
on_reschedule_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);
  g_autoptr (ClinicAppointment) visit = dup_only (self);

  if (visit != NULL)
    desk_visit_dialog_present_reschedule (widget, self->session, visit);
}

static void
on_new_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_visit_dialog_present_new (widget, DESK_BOARD_PAGE (widget)->session, 0, 0, 0);
}

static void
on_browse_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);
  g_autoptr (ClinicAppointment) visit = dup_only (self);

  if (visit != NULL)
    desk_board_browse (widget, self->session, visit);
}

static void
on_move_to_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);
  g_autoptr (GPtrArray) chosen = desk_board_page_dup_chosen (self);
  ClinicBoardColumn *column =
    clinic_board_get_column (self->board, g_variant_get_string (parameter, NULL));

  if (column != NULL && chosen->len > 0)
    desk_board_page_move (self, chosen, clinic_board_column_get_stage (column), TRUE);
}

static void
on_clear_filter_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_bar_clear (DESK_BOARD_PAGE (widget)->bar);
}

static void
on_any_day_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_days_show_any (desk_board_bar_get_days (DESK_BOARD_PAGE (widget)->bar));
}

static void
on_today_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_days_show_day (desk_board_bar_get_days (DESK_BOARD_PAGE (widget)->bar), 0);
}

static void
on_step_day_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_days_step (desk_board_bar_get_days (DESK_BOARD_PAGE (widget)->bar),
                        g_variant_get_int32 (parameter));
}

static void
on_find_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_bar_focus_search (DESK_BOARD_PAGE (widget)->bar);
}

static void
on_focus_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);

  if (desk_board_page_is_day (self))
    desk_day_view_grab_focus (self->day);
  else
    desk_board_grab_focus (self->view);
}

static void
on_print_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_day_view_print (DESK_BOARD_PAGE (widget)->day);
}

static void
on_show_day_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);

  gtk_toggle_button_set_active (self->day_button, !gtk_toggle_button_get_active (self->day_button));
}

static void
on_undo_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);

  if (!desk_board_moves_undo (self->moves))
    say (self, _ ("Nothing to undo"));
}

void
desk_board_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "board.open", NULL, on_open_action_cb);
  gtk_widget_class_install_action (widget_class, "board.call", NULL, on_call_action_cb);
  gtk_widget_class_install_action (widget_class, "page.new-appointment", NULL, on_new_action_cb);
  gtk_widget_class_install_action (widget_class, "board.reschedule", NULL, on_reschedule_action_cb);
  gtk_widget_class_install_action (widget_class, "board.share-calls", NULL,
                                   on_share_calls_action_cb);
  gtk_widget_class_install_action (widget_class, "board.cancel", NULL, on_cancel_action_cb);
  gtk_widget_class_install_action (widget_class, "board.browse", NULL, on_browse_action_cb);
  gtk_widget_class_install_action (widget_class, "board.move-to", "s", on_move_to_action_cb);
  gtk_widget_class_install_action (widget_class, "board.clear-filter", NULL,
                                   on_clear_filter_action_cb);
  gtk_widget_class_install_action (widget_class, "board.any-day", NULL, on_any_day_action_cb);
  gtk_widget_class_install_action (widget_class, "board.today", NULL, on_today_action_cb);
  gtk_widget_class_install_action (widget_class, "board.step-day", "i", on_step_day_action_cb);
  gtk_widget_class_install_action (widget_class, "board.find", NULL, on_find_action_cb);
  gtk_widget_class_install_action (widget_class, "board.focus", NULL, on_focus_action_cb);
  gtk_widget_class_install_action (widget_class, "board.print", NULL, on_print_action_cb);
  gtk_widget_class_install_action (widget_class, "board.show-day", NULL, on_show_day_action_cb);
  gtk_widget_class_install_action (widget_class, "board.undo", NULL, on_undo_action_cb);
}

/* --- keys --- */

/* The keys work from anywhere in the window while the page is on show; what is nearer to the
 * focus, such as an entry, has them first. */
static gboolean
on_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  const char *action = user_data;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_strcmp0 (action, "board.step-day") == 0)
    return gtk_widget_activate_action (widget, action, "i", g_variant_get_int32 (args));

  return gtk_widget_activate_action (widget, action, NULL);
}

void
desk_board_page_add_shortcuts (DeskBoardPage *self)
{
  /* The Russian letters on the same keys: see desk-accels.h. */
  static const struct
  {
    guint keyval;
    const char *action;
    int step;
  } keys[] = {
    { GDK_KEY_f, "board.find", 0 },
    { GDK_KEY_Cyrillic_a, "board.find", 0 },
    { GDK_KEY_n, "page.new-appointment", 0 },
    { GDK_KEY_Cyrillic_te, "page.new-appointment", 0 },
    { GDK_KEY_z, "board.undo", 0 },
    { GDK_KEY_Cyrillic_ya, "board.undo", 0 },
    { GDK_KEY_t, "board.today", 0 },
    { GDK_KEY_Cyrillic_ie, "board.today", 0 },
    { GDK_KEY_d, "board.cancel", 0 },
    { GDK_KEY_Cyrillic_ve, "board.cancel", 0 },
    { GDK_KEY_r, "board.reschedule", 0 },
    { GDK_KEY_Cyrillic_ka, "board.reschedule", 0 },
    { GDK_KEY_p, "board.print", 0 },
    { GDK_KEY_Cyrillic_ze, "board.print", 0 },
    { GDK_KEY_e, "board.show-day", 0 },
    { GDK_KEY_Cyrillic_u, "board.show-day", 0 },
    { GDK_KEY_Page_Up, "board.step-day", -1 },
    { GDK_KEY_Page_Down, "board.step-day", 1 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut =
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval, GDK_CONTROL_MASK),
                          gtk_callback_action_new (on_shortcut_cb, (gpointer) keys[i].action,
                                                   NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].step));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
