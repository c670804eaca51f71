/* desk-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-menu"

#include "desk-menu.h"

#include "desk-name.h"

void
desk_menu_append (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

/* Its widget may have gone first. */
static void
leave (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

static gboolean
on_closed_idle_cb (gpointer user_data)
{
  leave (GTK_WIDGET (user_data));

  return G_SOURCE_REMOVE;
}

static void
on_closed_cb (GtkPopover *popover)
{
  /* Not now: the action of the item that was chosen is still to come. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_closed_idle_cb, g_object_ref (popover),
                   g_object_unref);
}

GtkWidget *
desk_menu_new_popover (GtkWidget *widget, GMenuModel *menu, const GdkRectangle *place)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_widget_set_parent (popover, widget);
  desk_name_menu (GTK_POPOVER (popover));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed_cb), NULL);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (leave), popover, G_CONNECT_SWAPPED);

  return popover;
}
