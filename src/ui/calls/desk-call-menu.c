/* desk-call-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-menu"

#include "desk-call-menu.h"

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
on_popover_closed_cb (GtkPopover *popover)
{
  /* Not now: the action of the item that was chosen is still to come. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

void
desk_call_menu_popup (GtkWidget *row,
                      const GdkRectangle *place,
                      gint64 patient_id,
                      const char *number,
                      const char *enquiry)
{
  g_autoptr (GMenuModel) menu = create_menu (patient_id, number, enquiry);
  GtkWidget *popover = NULL;

  g_return_if_fail (GTK_IS_WIDGET (row));

  if (g_menu_model_get_n_items (menu) == 0)
    return;

  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (popover, row);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
