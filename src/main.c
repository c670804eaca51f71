/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desk-application.h"
#include "reception-services.h"
#include "reception-setup.h"

int
main (int argc, char *argv[])
{
  g_autoptr (ClinicServices) services = NULL;
  g_autoptr (DeskApplication) application = NULL;

  reception_setup ();
  services = reception_services_new ();
  application = desk_application_new (services);

  return desk_application_run (application, argc, argv);
}
