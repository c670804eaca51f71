/* desk-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* accel: (nullable): only shown; the key itself is somebody else's */
void desk_menu_append (GMenu *menu, const char *label, const char *action, const char *accel);
/* (transfer none): a menu at a place of the widget, to be popped up; it goes when it is closed, or
 * with the widget */
GtkWidget *desk_menu_new_popover (GtkWidget *widget, GMenuModel *menu, const GdkRectangle *place);

G_END_DECLS
