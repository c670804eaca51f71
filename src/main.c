/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desk-application.h"
#include "desk-paper.h"
#include "desk-renderer.h"
#include "reception-report.h"
#include "reception-services.h"
#include "reception-setup.h"

int
main (int argc, char *argv[])
{
  g_autoptr (ClinicServices) services = NULL;
  g_autoptr (DeskApplication) application = NULL;
  int status;

  if (reception_report_is_asked_for (argc, argv))
    {
      reception_setup_command ();
      return reception_report_main (argc, argv);
    }

  reception_setup ();
  desk_renderer_choose ();
  services = reception_services_new ();
  application = desk_application_new (services);

  status = desk_application_run (application, argc, argv);
  desk_paper_end ();

  return status;
}
