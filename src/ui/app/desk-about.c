/* desk-about.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-about"

#include "desk-about.h"

#include <glib/gi18n.h>

#include "reception-config.h"

/* (transfer full): what whoever mends it asks for first; nothing of the clinic or a person */
static char *
debug_text (void)
{
  const char *session = g_getenv ("XDG_SESSION_TYPE"), *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  gboolean sandbox = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf ("Reception %s\nGTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n"
                          "System: %s\nDesktop: %s, %s\nLanguages: %s\nRenderer: %s\n"
                          "Flatpak: %s\n",
                          RECEPTION_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version, os != NULL ? os : "?",
                          desktop != NULL ? desktop : "?", session != NULL ? session : "?",
                          g_get_language_names ()[0],
                          g_getenv ("GSK_RENDERER") != NULL ? g_getenv ("GSK_RENDERER") : "default",
                          sandbox ? "yes" : "no");
}

void
desk_about_show (GtkWindow *parent)
{
  g_autofree char *debug = debug_text ();

  adw_show_about_window (parent, "application-name", _ ("Reception"), "application-icon",
                         RECEPTION_APP_ID, "version", RECEPTION_VERSION, "comments",
                         _ ("The front desk of a clinic, on its Bitrix24 portal"), "developer-name",
                         _ ("The Reception developers"), "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line */
                         "translator-credits", _ ("translator-credits"), "debug-info", debug,
                         "debug-info-filename", "reception.txt", NULL);
}
