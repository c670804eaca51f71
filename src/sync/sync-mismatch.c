/* sync-mismatch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mismatch"

#include "sync-mismatch.h"

char *
sync_mismatch_dup_target (ClinicMismatch *mismatch)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);

  if (appointment != NULL)
    return g_strdup_printf ("a%" G_GINT64_FORMAT, clinic_appointment_get_id (appointment));

  return g_strconcat ("v", visit != NULL ? clinic_mis_visit_get_id (visit) : "", NULL);
}

static void
append_visit (GString *text, ClinicMisVisit *visit)
{
  const char *const *phones = clinic_mis_visit_get_phones (visit);
  g_autofree char *numbers = phones != NULL ? g_strjoinv (",", (char **) phones) : NULL;

  g_string_append_printf (text, "%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s|%s|%s|%s|%d\n",
                          clinic_mis_visit_get_start (visit), clinic_mis_visit_get_minutes (visit),
                          clinic_mis_visit_get_doctor (visit),
                          clinic_mis_visit_get_raw_status (visit),
                          clinic_mis_visit_get_patient_key (visit), numbers,
                          clinic_mis_visit_get_deleted (visit));
}

static void
append_appointment (GString *text, ClinicAppointment *appointment)
{
  g_string_append_printf (text,
                          "%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT
                          "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s\n",
                          clinic_appointment_get_id (appointment),
                          clinic_appointment_get_start (appointment),
                          clinic_appointment_get_minutes (appointment),
                          clinic_appointment_get_doctor_id (appointment),
                          clinic_appointment_get_patient_id (appointment),
                          clinic_appointment_get_stage_id (appointment));
}

char *
sync_mismatch_dup_fingerprint (ClinicMismatch *mismatch)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (clinic_mismatch_get_visit (mismatch) != NULL)
    append_visit (text, clinic_mismatch_get_visit (mismatch));
  if (clinic_mismatch_get_appointment (mismatch) != NULL)
    append_appointment (text, clinic_mismatch_get_appointment (mismatch));
  if (clinic_mismatch_get_other (mismatch) != NULL)
    append_appointment (text, clinic_mismatch_get_other (mismatch));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sync_mismatch_dup_checksum (ClinicMismatch *mismatch)
{
  g_autofree char *text = sync_mismatch_dup_fingerprint (mismatch);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gint64
get_start (ClinicMismatch *mismatch)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);

  if (visit != NULL)
    return clinic_mis_visit_get_start (visit);

  return appointment != NULL ? clinic_appointment_get_start (appointment) : 0;
}

int
sync_mismatch_compare (gconstpointer a, gconstpointer b)
{
  ClinicMismatch *one = *(ClinicMismatch **) a;
  ClinicMismatch *other = *(ClinicMismatch **) b;
  gint64 start = get_start (one) - get_start (other);
  int kind = (int) clinic_mismatch_get_kind (one) - (int) clinic_mismatch_get_kind (other);

  if (start != 0)
    return start < 0 ? -1 : 1;

  return kind != 0 ? kind
                   : g_strcmp0 (clinic_mismatch_get_id (one), clinic_mismatch_get_id (other));
}
