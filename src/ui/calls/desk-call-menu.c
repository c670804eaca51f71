/* desk-call-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-menu"

#include "desk-call-menu.h"

#include "desk-menu.h"
#include "desk-missed-row.h"
#include "desk-record-row.h"

#include <glib/gi18n.h>

static GMenuModel *
create_menu (gint64 patient_id, const char *number, const char *enquiry)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gboolean has_number = number != NULL && *number != '\0';

  if (patient_id != 0)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Open patient"), NULL);

      g_menu_item_set_action_and_target (item, "win.open-patient", "x", patient_id);
      g_menu_append_item (menu, item);
    }
  if (has_number)
    {
      g_autoptr (GMenuItem) call = g_menu_item_new (_ ("Call back"), NULL);
      g_autoptr (GMenuItem) copy = g_menu_item_new (_ ("Copy the number"), NULL);

      g_menu_item_set_action_and_target (call, "win.dial", "s", number);
      g_menu_append_item (menu, call);
      g_menu_item_set_action_and_target (copy, "win.copy-number", "s", number);
      g_menu_append_item (menu, copy);
    }
  if (has_number && enquiry != NULL)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (enquiry, NULL);

      g_menu_item_set_action_and_target (item, "calls.new-enquiry", "s", number);
      g_menu_item_set_attribute (item, "accel", "s", "F4");
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
show_menu (GtkWidget *row,
           const GdkRectangle *place,
           gint64 patient_id,
           const char *number,
           const char *enquiry)
{
  g_autoptr (GMenuModel) menu = create_menu (patient_id, number, enquiry);

  if (g_menu_model_get_n_items (menu) > 0)
    gtk_popover_popup (GTK_POPOVER (desk_menu_new_popover (row, menu, place)));
}

/* What a row stands for; FALSE when it is empty now. */
static gboolean
describe_row (GtkWidget *row, gint64 *patient_id, const char **number)
{
  ClinicMissedGroup *group =
    DESK_IS_MISSED_ROW (row) ? desk_missed_row_get_group (DESK_MISSED_ROW (row)) : NULL;
  ClinicCallRecord *record =
    DESK_IS_RECORD_ROW (row) ? desk_record_row_get_record (DESK_RECORD_ROW (row)) : NULL;

  if (group != NULL)
    {
      *patient_id = clinic_missed_group_get_patient_id (group);
      *number = clinic_missed_group_get_number (group);
    }
  else if (record != NULL)
    {
      *patient_id = clinic_call_record_get_patient_id (record);
      *number = clinic_call_record_get_number (record);
    }

  return group != NULL || record != NULL;
}

/* A number that nobody has may become an enquiry. */
static gboolean
takes_enquiry (gint64 patient_id, const char *number)
{
  return patient_id == 0 && number != NULL && *number != '\0';
}

static void
popup_menu (ClinicSession *session, GtkWidget *row, const GdkRectangle *place)
{
  gboolean simple = clinic_link_get_simple_crm (clinic_session_get_link (session));
  const char *enquiry = simple ? _ ("Create request") : _ ("Create enquiry");
  const char *number = NULL;
  gint64 patient_id = 0;

  if (describe_row (row, &patient_id, &number))
    show_menu (row, place, patient_id, number, takes_enquiry (patient_id, number) ? enquiry : NULL);
}

static void
on_row_pressed_cb (ClinicSession *session,
                   int n_press,
                   double x,
                   double y,
                   GtkGestureClick *gesture)
{
  popup_menu (session, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)),
              &(GdkRectangle){ x, y, 1, 1 });
}

void
desk_call_menu_add_to_row (GtkWidget *row, ClinicSession *session)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (on_row_pressed_cb), session,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
}

/* (nullable): the row that the focus is at, in it or around it */
static GtkWidget *
find_row (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (GtkWidget *at = focus; at != NULL && at != list; at = gtk_widget_get_parent (at))
    {
      GtkWidget *inside = gtk_widget_get_first_child (at);

      if (DESK_IS_MISSED_ROW (at) || DESK_IS_RECORD_ROW (at))
        return at;
      if (inside != NULL && (DESK_IS_MISSED_ROW (inside) || DESK_IS_RECORD_ROW (inside)))
        return inside;
    }

  return NULL;
}

static gboolean
on_menu_shortcut_cb (GtkWidget *list, GVariant *args, gpointer user_data)
{
  GtkWidget *row = find_row (list);

  if (row == NULL)
    return FALSE;

  popup_menu (CLINIC_SESSION (user_data), row,
              &(GdkRectangle){ 24, gtk_widget_get_height (row) / 2, 1, 1 });

  return TRUE;
}

static gboolean
on_new_shortcut_cb (GtkWidget *list, GVariant *args, gpointer user_data)
{
  GtkWidget *row = find_row (list);
  const char *number = NULL;
  gint64 patient_id = 0;

  return row != NULL && describe_row (row, &patient_id, &number) &&
         takes_enquiry (patient_id, number) &&
         gtk_widget_activate_action (row, "calls.new-enquiry", "s", number);
}

static void
add_shortcut (ClinicSession *session,
              GtkEventController *controller,
              const char *trigger,
              GtkShortcutFunc callback)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                            trigger),
                                                          gtk_callback_action_new (callback,
                                                                                   session, NULL)));
}

void
desk_call_menu_add_to_list (GtkWidget *list, ClinicSession *session)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  add_shortcut (session, controller, "Menu|<Shift>F10", on_menu_shortcut_cb);
  add_shortcut (session, controller, "F4", on_new_shortcut_cb);
  gtk_widget_add_controller (list, controller);
}
