/* desk-diagnose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-diagnose"

#include "desk-diagnose.h"

#include <glib/gi18n.h>

#include "desk-check-words.h"

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* (transfer full) (nullable) */
static char *
start_demo (ClinicServices *services)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *address;

  clinic_services_start_demo_async (services, NULL, on_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  address = clinic_services_start_demo_finish (services, result, &error);
  if (address == NULL)
    g_printerr (_ ("Reception cannot start: %s\n"), error->message);

  return address;
}

int
desk_diagnose (ClinicServices *services, const char *address, gboolean demo)
{
  g_autoptr (ClinicDiagnosis) diagnosis = NULL;
  g_autofree char *demo_address = NULL;
  g_autofree char *report = NULL;

  g_return_val_if_fail (CLINIC_IS_SERVICES (services), 1);

  if (demo)
    {
      demo_address = start_demo (services);
      if (demo_address == NULL)
        return 1;
    }
  diagnosis =
    clinic_services_diagnose (services, demo_address != NULL ? demo_address : address, NULL);
  while (!clinic_diagnosis_get_done (diagnosis))
    g_main_context_iteration (NULL, TRUE);

  report = desk_check_words_report (diagnosis);
  g_print ("%s", report);

  return clinic_diagnosis_get_worst (diagnosis) == CLINIC_CHECK_BROKEN ? 1 : 0;
}
