/* desk-fit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sizes that follow the person's text and monitors.
 */

#define G_LOG_DOMAIN "desk-fit"

#include "desk-fit.h"

#include <adwaita.h>

/* as gtk-xft-dpi has it */
#define USUAL_DPI (96 * 1024.0)
/* times the usual */
#define LARGE_TEXT 1.3

double
desk_fit_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? dpi / USUAL_DPI : 1.0;
}

gboolean
desk_fit_is_text_large (GtkWidget *widget)
{
  return desk_fit_text_scale (widget) >= LARGE_TEXT;
}

void
desk_fit_follow_text (GtkWidget *widget, GCallback follow)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi", follow, widget,
                           G_CONNECT_SWAPPED);
}

static void
fit (GtkWindow *window, double scale)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  int widest = 0, highest = 0, width, height;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle area;

      gdk_monitor_get_geometry (monitor, &area);
      widest = MAX (widest, area.width);
      highest = MAX (highest, area.height);
    }
  gtk_window_get_default_size (window, &width, &height);
  width = width > 0 ? (int) (width * scale) : width;
  height = height > 0 ? (int) (height * scale) : height;
  gtk_window_set_default_size (window, widest > 0 ? MIN (width, widest) : width,
                               highest > 0 ? MIN (height, highest) : height);
}

void
desk_fit_window (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  fit (window, 1.0);
}

void
desk_fit_dialog (GtkWindow *dialog)
{
  g_return_if_fail (GTK_IS_WINDOW (dialog));

  fit (dialog, MAX (desk_fit_text_scale (GTK_WIDGET (dialog)), 1.0));
}

static void
widen (GtkWidget *widget, double scale)
{
  if (ADW_IS_CLAMP (widget))
    {
      AdwClamp *clamp = ADW_CLAMP (widget);

      adw_clamp_set_maximum_size (clamp, (int) (adw_clamp_get_maximum_size (clamp) * scale));
      adw_clamp_set_tightening_threshold (clamp, (int) (adw_clamp_get_tightening_threshold (clamp) *
                                                        scale));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    widen (child, scale);
}

void
desk_fit_columns (GtkWidget *widget)
{
  double scale;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  scale = desk_fit_text_scale (widget);
  if (scale > 1.0)
    widen (widget, scale);
}
