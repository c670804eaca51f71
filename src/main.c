/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desk-application.h"
#include "reception-config.h"
#include "reception-services.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (ClinicServices) services = NULL;
  g_autoptr (DeskApplication) application = NULL;
  const char *localedir = g_getenv ("RECEPTION_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (RECEPTION_GETTEXT, localedir != NULL ? localedir : RECEPTION_LOCALEDIR);
  bind_textdomain_codeset (RECEPTION_GETTEXT, "UTF-8");
  textdomain (RECEPTION_GETTEXT);

  services = reception_services_new ();
  application = desk_application_new (services);

  return desk_application_run (application, argc, argv);
}
