/* desk-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-toast"

#include "desk-toast.h"

void
desk_toast (GtkWidget *any_child, AdwToast *toast)
{
  g_autoptr (AdwToast) owned = toast;
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (any_child));
  g_return_if_fail (ADW_IS_TOAST (toast));

  overlay = gtk_widget_get_ancestor (any_child, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_steal_pointer (&owned));
}
