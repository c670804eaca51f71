/* bench-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An empty window of the same toolkit: what a start costs before anything of ours is in it. The
 * benchmark of the start sets ours beside it, because both move with the load of the machine.
 */

#include "reception-setup.h"

#include <adwaita.h>

static void
on_after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_print ("painted the window at %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  g_signal_handlers_disconnect_by_func (clock, on_after_paint_cb, user_data);
}

static void
on_realize_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (on_after_paint_cb), NULL);
}

static void
on_activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new ("Empty"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 720);
  g_signal_connect_after (window, "realize", G_CALLBACK (on_realize_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  setvbuf (stdout, NULL, _IOLBF, 0);
  reception_setup ();
  application = adw_application_new ("io.github.reception24.Empty", G_APPLICATION_DEFAULT_FLAGS);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
