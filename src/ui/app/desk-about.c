/* desk-about.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-about"

#include "desk-about.h"

#include <glib/gi18n.h>

#include "reception-config.h"

void
desk_about_show (GtkWindow *parent)
{
  adw_show_about_window (parent, "application-name",
                         _ ("Reception"), "application-icon", RECEPTION_APP_ID, "version",
                            RECEPTION_VERSION, "comments",
                            _ ("The front desk of a clinic, on its Bitrix24 portal"),
                               "developer-name",
                               _ ("The Reception developers"), "license-type", GTK_LICENSE_GPL_3_0,
                                  /* Translators: your names, one a line */
                                  "translator-credits", _ ("translator-credits"), NULL);
}

void
desk_about_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/reception24/Reception/ui/app/desk-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
