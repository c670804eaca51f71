/* clinic-reconcile-repair.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-reconcile-repair"

#include "clinic-reconcile.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"
#include "clinic-reconcile-private.h"

/* (transfer full): lines that people read */
static void
add_line (GString *note, char *line)
{
  g_autofree char *owned = line;

  if (note->len > 0)
    g_string_append_c (note, '\n');
  g_string_append (note, owned);
}

static void
put_text (GVariantDict *payload, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    g_variant_dict_insert (payload, key, "s", text);
}

static void
put_number (GVariantDict *payload, const char *key, gint64 number)
{
  if (number != 0)
    g_variant_dict_insert (payload, key, "x", number);
}

/* (transfer full) */
static ClinicCommand *
new_command (ClinicCommandKind kind, gint64 id, GVariantDict *payload, gint64 now)
{
  ClinicCommand *command = clinic_command_new ();
  g_autofree char *uuid = g_uuid_string_random ();

  clinic_command_set_id (command, uuid);
  clinic_command_set_kind (command, kind);
  clinic_command_set_entity (command, CLINIC_ENTITY_APPOINTMENT);
  clinic_command_set_entity_id (command, id);
  clinic_command_set_created (command, now);
  clinic_command_set_payload (command, g_variant_dict_end (payload));

  return command;
}

/* --- an appointment that is there --- */

/* (transfer full) */
static char *
dup_time (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);

  return time != NULL ? g_date_time_format (time, "%d.%m.%Y %H:%M") : g_strdup ("");
}

static gboolean
is_same_day (gint64 when, gint64 other)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) other_time = g_date_time_new_from_unix_local (other);

  return time != NULL && other_time != NULL &&
         g_date_time_get_year (time) == g_date_time_get_year (other_time) &&
         g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (other_time);
}

/* The answer was to the old time, unless the medical system says that she agrees to the new one, or
 * says so against her no: then it stays for a person to see. */
static gboolean
forgets_answer (ClinicMismatch *mismatch)
{
  ClinicStage *stage = clinic_mismatch_get_stage (mismatch);

  return stage != NULL && clinic_stage_get_role (stage) != CLINIC_STAGE_ROLE_CONFIRMED &&
         clinic_mismatch_get_status (mismatch) != CLINIC_MIS_STATUS_CONFIRMED &&
         clinic_appointment_get_confirmation (clinic_mismatch_get_appointment (mismatch)) !=
           CLINIC_CONFIRMATION_UNKNOWN;
}

static void
put_time (GVariantDict *payload, ClinicMismatch *mismatch, GString *note)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  gint64 start = clinic_mis_visit_get_start (visit),
         before = clinic_appointment_get_start (appointment);
  gint64 minutes = clinic_mis_visit_get_minutes (visit);
  g_autofree char *then = dup_time (before);
  g_autofree char *when = dup_time (start);

  g_variant_dict_insert (payload, "start", "x", start);
  /* the end follows from both */
  put_number (payload, "minutes",
              minutes > 0 ? minutes : clinic_appointment_get_minutes (appointment));
  if (before > 0 && (clinic_mismatch_get_stage (mismatch) != NULL || !is_same_day (start, before)))
    g_variant_dict_insert (payload, "moves", "x", clinic_appointment_get_moves (appointment) + 1);
  if (forgets_answer (mismatch))
    g_variant_dict_insert (payload, "confirmation", "i", CLINIC_CONFIRMATION_UNKNOWN);
  add_line (note, before > 0
                    ? g_strdup_printf (_ ("Moved in the medical system: from %s to %s"), then, when)
                    : g_strdup_printf (_ ("Time from the medical system: %s"), when));
}

/* Whoever calls the patient must know why. */
static void
note_stage (ClinicMismatch *mismatch, GString *note)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicStage *stage = clinic_mismatch_get_stage (mismatch);
  const char *raw = visit != NULL ? clinic_mis_visit_get_raw_status (visit) : NULL;

  if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_NO_VISIT)
    add_line (note, g_strdup (visit != NULL ? _ ("Deleted in the medical system")
                                            : _ ("Not found in the medical system")));
  else if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_STAGE && raw != NULL &&
           *raw != '\0' &&
           (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_CANCELLED ||
            clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_FAILURE))
    add_line (note, g_strdup_printf (_ ("In the medical system: %s"), raw));
}

static gboolean
is_deletion (ClinicMismatch *mismatch)
{
  return clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_NO_VISIT &&
         clinic_mismatch_get_visit (mismatch) != NULL;
}

static gboolean
has_reason (ClinicAppointment *appointment)
{
  const char *reason = clinic_appointment_get_reason (appointment);

  return clinic_appointment_get_reason_id (appointment) != 0 || (reason != NULL && *reason != '\0');
}

/* what the time asks for gives way to what the status does */
static gboolean
decides_stage (ClinicMismatch *mismatch, ClinicMismatch *before)
{
  return clinic_mismatch_get_stage (mismatch) != NULL &&
         (before == NULL || clinic_mismatch_get_kind (mismatch) != CLINIC_MISMATCH_TIME);
}

static ClinicCommand *
new_change (ClinicAppointment *appointment, GPtrArray *mismatches, gint64 now)
{
  g_auto (GVariantDict) payload = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GString) note = g_string_new (NULL);
  const char *from = clinic_appointment_get_stage_id (appointment);
  ClinicMismatch *stage = NULL;

  for (guint i = 0; i < mismatches->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (mismatches, i);

      if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_TIME)
        put_time (&payload, mismatch, note);
      else if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_DOCTOR)
        put_number (&payload, "doctor", clinic_mismatch_get_doctor_id (mismatch));
      else if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_PATIENT)
        put_number (&payload, "patient", clinic_mismatch_get_patient_id (mismatch));
      else if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_NO_APPOINTMENT)
        put_text (&payload, "origin",
                  clinic_mis_visit_get_id (clinic_mismatch_get_visit (mismatch)));
      if (decides_stage (mismatch, stage))
        stage = mismatch;
    }
  if (stage != NULL &&
      g_strcmp0 (clinic_stage_get_id (clinic_mismatch_get_stage (stage)), from) != 0)
    {
      put_text (&payload, "stage", clinic_stage_get_id (clinic_mismatch_get_stage (stage)));
      /* where the portal has a reason that says the same, it takes the place of the note */
      if (note->len == 0 && is_deletion (stage) && !has_reason (appointment))
        g_variant_dict_insert (&payload, "deleted", "b", TRUE);
      note_stage (stage, note);
    }
  put_text (&payload, "note", note->str);
  g_variant_dict_insert (&payload, "from", "s", from != NULL ? from : "");
  g_variant_dict_insert (&payload, "from-start", "x", clinic_appointment_get_start (appointment));

  return new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, clinic_appointment_get_id (appointment),
                      &payload, now);
}

/* the one that is too many */
static ClinicCommand *
new_removal (ClinicMismatch *mismatch, gint64 now)
{
  ClinicAppointment *other = clinic_mismatch_get_other (mismatch);
  const char *from = clinic_appointment_get_stage_id (other);
  g_auto (GVariantDict) payload = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *kept =
    g_strdup_printf ("%" G_GINT64_FORMAT,
                     clinic_appointment_get_id (clinic_mismatch_get_appointment (mismatch)));
  /* Translators: %s is the number of the appointment that stays */
  g_autofree char *note =
    g_strdup_printf (_ ("The same visit of the medical system as appointment %s"), kept);

  put_text (&payload, "stage", clinic_stage_get_id (clinic_mismatch_get_stage (mismatch)));
  put_text (&payload, "note", note);
  g_variant_dict_insert (&payload, "from", "s", from != NULL ? from : "");
  g_variant_dict_insert (&payload, "from-start", "x", clinic_appointment_get_start (other));

  return new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, clinic_appointment_get_id (other),
                      &payload, now);
}

/* --- a visit without one --- */

/* family name, given name, patronymic and what comes after it */
static void
put_name (GVariantDict *payload, const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name != NULL ? name : "", " \t\n", -1);
  const char *keys[] = { "last", "first" };
  g_autoptr (GString) rest = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (n < G_N_ELEMENTS (keys))
        put_text (payload, keys[n++], words[i]);
      else
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words[i]);
    }
  put_text (payload, "second", rest->str);
}

static void
put_new_patient (GVariantDict *payload, ClinicMisVisit *visit)
{
  const char *const *phones = clinic_mis_visit_get_phones (visit);

  put_name (payload, clinic_mis_visit_get_patient_name (visit));
  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    if (clinic_phone_key_number (phones[i]) != 0)
      {
        put_text (payload, "phone", phones[i]);
        break;
      }
  put_text (payload, "birth", clinic_mis_visit_get_patient_birth_date (visit));
}

static ClinicCommand *
new_appointment (ClinicMismatch *mismatch, gint64 now)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicStage *stage = clinic_mismatch_get_stage (mismatch);
  const char *name = clinic_mis_visit_get_patient_name (visit);
  g_auto (GVariantDict) payload = G_VARIANT_DICT_INIT (NULL);
  /* Translators: title of an appointment on the portal; %s is the patient's name */
  g_autofree char *title = g_strdup_printf (_ ("Visit — %s"), name != NULL ? name : "");

  if (clinic_mismatch_get_patient_id (mismatch) != 0)
    put_number (&payload, "patient", clinic_mismatch_get_patient_id (mismatch));
  else
    put_new_patient (&payload, visit);
  g_variant_dict_insert (&payload, "start", "x", clinic_mis_visit_get_start (visit));
  put_number (&payload, "minutes", clinic_mis_visit_get_minutes (visit));
  put_number (&payload, "doctor", clinic_mismatch_get_doctor_id (mismatch));
  put_text (&payload, "title", title);
  if (stage != NULL)
    put_text (&payload, "stage", clinic_stage_get_id (stage));
  put_text (&payload, "origin", clinic_mis_visit_get_id (visit));

  return new_command (CLINIC_COMMAND_CREATE_APPOINTMENT, 0, &payload, now);
}

ClinicCommand *
clinic_reconcile_repair (GPtrArray *mismatches, gint64 now)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  ClinicMismatch *twice = NULL, *missing = NULL;

  g_return_val_if_fail (mismatches != NULL, NULL);

  for (guint i = 0; i < mismatches->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (mismatches, i);

      if (!clinic_mismatch_get_can_take (mismatch))
        continue;
      if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_TWICE)
        twice = twice != NULL ? twice : mismatch;
      else if (clinic_mismatch_get_appointment (mismatch) != NULL)
        g_ptr_array_add (changes, mismatch);
      else
        missing = mismatch;
    }
  if (changes->len > 0)
    return new_change (clinic_mismatch_get_appointment (g_ptr_array_index (changes, 0)), changes,
                       now);
  if (missing != NULL)
    return new_appointment (missing, now);

  return twice != NULL ? new_removal (twice, now) : NULL;
}
