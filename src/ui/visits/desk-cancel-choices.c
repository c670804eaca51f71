/* desk-cancel-choices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cancel-choices"

#include "desk-cancel-choices.h"

#include "clinic-waiting-list.h"
#include "clinic-windows.h"
#include "desk-visit-do.h"

GArray *
desk_cancel_list_offers (ClinicSession *session, ClinicAppointment *appointment, guint most)
{
  ClinicWindowRules rules =
    desk_visit_rules (session, (int) clinic_appointment_get_minutes (appointment),
                      clinic_appointment_get_id (appointment));
  ClinicBook *book = clinic_session_get_book (session);
  GArray *offers =
    clinic_windows_nearest (clinic_book_get_appointments (book), clinic_book_get_doctors (book),
                            &rules, clinic_appointment_get_doctor_id (appointment), most + 3);
  ClinicWindow own = { 0 };

  /* The time that does not suit is none to offer. */
  for (guint i = offers->len; i > 0; i--)
    {
      own = g_array_index (offers, ClinicWindow, i - 1);
      if (own.start < clinic_windows_end_of (appointment) &&
          own.end > clinic_appointment_get_start (appointment) &&
          own.doctor_id == clinic_appointment_get_doctor_id (appointment))
        g_array_remove_index (offers, i - 1);
    }
  g_array_set_size (offers, MIN (offers->len, most));

  return offers;
}

GPtrArray *
desk_cancel_list_people (ClinicSession *session, ClinicAppointment *appointment)
{
  ClinicBook *book = clinic_session_get_book (session);
  ClinicWindowRules rules =
    desk_visit_rules (session, (int) clinic_appointment_get_minutes (appointment),
                      clinic_appointment_get_id (appointment));
  gint64 start = clinic_appointment_get_start (appointment);
  gint64 doctor = clinic_appointment_get_doctor_id (appointment);
  g_autoptr (ClinicAppointment) taken = NULL;

  taken = clinic_windows_dup_clash (clinic_book_get_appointments (book), &rules,
                                    CLINIC_PLACE_DOCTOR, doctor, start);
  if (doctor == 0 || start <= rules.now || taken != NULL)
    return NULL;

  return clinic_waiting_list_match (clinic_book_get_appointments (book),
                                    clinic_book_get_leads (book), appointment);
}

GListModel *
desk_cancel_list_stages (ClinicSession *session, ClinicStage *wanted, guint *proposed)
{
  GListModel *stages = clinic_book_get_stages (clinic_session_get_book (session));
  GListStore *lost = g_list_store_new (CLINIC_TYPE_STAGE);
  gboolean found = FALSE;

  *proposed = 0;
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);
      guint position = g_list_model_get_n_items (G_LIST_MODEL (lost));

      if (clinic_stage_get_kind (stage) != CLINIC_STAGE_KIND_FAILURE)
        continue;
      g_list_store_append (lost, stage);
      if ((wanted != NULL &&
           g_strcmp0 (clinic_stage_get_id (stage), clinic_stage_get_id (wanted)) == 0) ||
          (!found && wanted == NULL && clinic_stage_get_role (stage) != CLINIC_STAGE_ROLE_NO_SHOW))
        {
          *proposed = position;
          found = TRUE;
        }
    }

  return G_LIST_MODEL (lost);
}
