/* desk-mismatch-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-words"

#include "desk-mismatch-words.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "clinic-phone.h"
#include "desk-format.h"

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
add (GString *line, const char *between, const char *text)
{
  if (!is_set (text))
    return;
  if (line->len > 0)
    g_string_append (line, between);
  g_string_append (line, text);
}

const char *
desk_mismatch_kind_name (ClinicMismatchKind kind)
{
  switch (kind)
    {
    case CLINIC_MISMATCH_TIME:
      return C_ ("mismatch", "Time");
    case CLINIC_MISMATCH_DOCTOR:
      return C_ ("mismatch", "Doctor");
    case CLINIC_MISMATCH_STAGE:
      return C_ ("mismatch", "Stage");
    case CLINIC_MISMATCH_NO_APPOINTMENT:
      return C_ ("mismatch", "Not in CRM");
    case CLINIC_MISMATCH_NO_VISIT:
      return C_ ("mismatch", "Not in the MIS");
    case CLINIC_MISMATCH_TWICE:
      return C_ ("mismatch", "Twice");
    case CLINIC_MISMATCH_STATUS:
      return C_ ("mismatch", "Status");
    case CLINIC_MISMATCH_PATIENT:
      return C_ ("mismatch", "Patient");
    default:
      return "";
    }
}

const char *
desk_mismatch_kind_nick (ClinicMismatchKind kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (CLINIC_TYPE_MISMATCH_KIND);
  GEnumValue *value = g_enum_get_value (kinds, (int) kind);

  /* the nicks of a static type stay */
  return value != NULL ? value->value_nick : "";
}

gboolean
desk_mismatch_kind_parse (const char *nick, ClinicMismatchKind *kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (CLINIC_TYPE_MISMATCH_KIND);
  GEnumValue *value = g_enum_get_value_by_nick (kinds, nick);

  if (value != NULL)
    *kind = (ClinicMismatchKind) value->value;

  return value != NULL;
}

/* (transfer full): of a kind; status (nullable): in the system's words */
static char *
kind_title (ClinicMismatchKind kind, const char *status)
{
  switch (kind)
    {
    case CLINIC_MISMATCH_TIME:
      return g_strdup (_ ("Time changed in the MIS"));
    case CLINIC_MISMATCH_DOCTOR:
      return g_strdup (_ ("Another doctor in the MIS"));
    case CLINIC_MISMATCH_STAGE:
      return g_strdup (_ ("Another stage than the MIS says"));
    case CLINIC_MISMATCH_NO_APPOINTMENT:
      return g_strdup (_ ("No appointment in CRM"));
    case CLINIC_MISMATCH_NO_VISIT:
      return g_strdup (_ ("No visit in the MIS"));
    case CLINIC_MISMATCH_TWICE:
      return g_strdup (_ ("Two appointments for one visit"));
    case CLINIC_MISMATCH_STATUS:
      /* Translators: a status of the medical system that nobody has given a meaning */
      return g_strdup_printf (_ ("Status not mapped: %s"), is_set (status) ? status : "—");
    case CLINIC_MISMATCH_PATIENT:
      return g_strdup (_ ("Another phone than in the MIS"));
    default:
      return g_strdup ("");
    }
}

char *
desk_mismatch_title (ClinicMismatch *mismatch)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  ClinicMismatchKind kind = clinic_mismatch_get_kind (mismatch);

  if (kind == CLINIC_MISMATCH_NO_VISIT && visit != NULL)
    return g_strdup (_ ("Deleted in the MIS"));
  if (kind == CLINIC_MISMATCH_PATIENT && appointment != NULL &&
      clinic_appointment_get_patient_id (appointment) == 0)
    return g_strdup (_ ("No patient linked"));

  return kind_title (kind, visit != NULL ? clinic_mis_visit_get_raw_status (visit) : NULL);
}

char *
desk_mismatch_bits_words (gint64 bits, const char *status)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (int kind = CLINIC_MISMATCH_TIME; kind <= CLINIC_MISMATCH_PATIENT; kind++)
    {
      g_autofree char *title = NULL;

      if ((bits & ((gint64) 1 << kind)) == 0)
        continue;
      title = kind_title ((ClinicMismatchKind) kind, status);
      add (lines, "\n", title);
    }

  return g_strdup (lines->str);
}

char *
desk_mismatch_name (ClinicMismatch *mismatch)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  const char *names[] = {
    appointment != NULL ? clinic_appointment_get_patient_name (appointment) : NULL,
    visit != NULL ? clinic_mis_visit_get_patient_name (visit) : NULL,
    appointment != NULL ? clinic_appointment_get_title (appointment) : NULL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_set (names[i]))
      return g_strdup (names[i]);

  return g_strdup (_ ("No patient"));
}

char *
desk_mismatch_facts (ClinicMismatch *mismatch, gint64 now)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  const char *birth = NULL, *phone = NULL;
  g_autofree char *age = NULL, *number = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (appointment != NULL)
    {
      birth = clinic_appointment_get_patient_birth_date (appointment);
      phone = clinic_appointment_get_patient_phone (appointment);
    }
  if (visit != NULL && !is_set (birth))
    birth = clinic_mis_visit_get_patient_birth_date (visit);
  if (visit != NULL && !is_set (phone) && clinic_mis_visit_get_phones (visit) != NULL)
    phone = clinic_mis_visit_get_phones (visit)[0];

  age = desk_format_age_on (birth, now, FALSE);
  number = is_set (phone) ? clinic_phone_dup_display (phone) : NULL;
  add (line, " · ", age);
  add (line, " · ", number);

  return g_strdup (line->str);
}

gint64
desk_mismatch_start (ClinicMismatch *mismatch)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  gint64 theirs = visit != NULL ? clinic_mis_visit_get_start (visit) : 0;
  gint64 ours = appointment != NULL ? clinic_appointment_get_start (appointment) : 0;

  if (theirs == 0 || ours == 0)
    return theirs + ours;

  return MIN (theirs, ours);
}

/* The side that was touched last says so: it is more often right. */
static char *
changed_words (gint64 when, const char *who, gboolean last, gint64 now)
{
  g_autofree char *moment = when != 0 ? desk_format_day_time (when, now) : NULL;

  if (moment == NULL && !is_set (who))
    return g_strdup ("");
  if (moment == NULL)
    /* Translators: who changed it, at an unknown time */
    return g_strdup_printf (_ ("changed: %s"), who);
  if (!is_set (who))
    return g_strdup_printf (last ? _ ("changed last: %s") : _ ("changed: %s"), moment);

  /* Translators: when something was changed, and by whom */
  return g_strdup_printf (last ? _ ("changed last: %1$s, %2$s") : _ ("changed: %1$s, %2$s"), moment,
                          who);
}

static gint64
mis_moment (ClinicMismatch *mismatch)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);

  return visit != NULL ? clinic_mis_visit_get_modified (visit) : 0;
}

static gint64
crm_moment (ClinicMismatch *mismatch)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);

  return appointment != NULL ? clinic_appointment_get_modified (appointment) : 0;
}

char *
desk_mismatch_mis_changed (ClinicMismatch *mismatch, gint64 now)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  gint64 when = mis_moment (mismatch);

  if (visit == NULL)
    return g_strdup ("");

  return changed_words (when, clinic_mis_visit_get_modified_by (visit),
                        crm_moment (mismatch) != 0 && when > crm_moment (mismatch), now);
}

char *
desk_mismatch_crm_changed (ClinicMismatch *mismatch, gint64 now)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  gint64 when = crm_moment (mismatch);

  if (appointment == NULL)
    return g_strdup ("");

  return changed_words (when, clinic_appointment_get_moved_by_name (appointment),
                        mis_moment (mismatch) != 0 && when > mis_moment (mismatch), now);
}

char *
desk_mismatch_effect (ClinicMismatch *mismatch, gint64 now)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicStage *stage = clinic_mismatch_get_stage (mismatch);
  ClinicMismatchKind kind = clinic_mismatch_get_kind (mismatch);
  const char *stage_name = stage != NULL ? clinic_stage_get_name (stage) : NULL;
  g_autofree char *when =
    visit != NULL ? desk_format_day_time (clinic_mis_visit_get_start (visit), now) : g_strdup ("");

  if (kind == CLINIC_MISMATCH_NO_APPOINTMENT && is_set (stage_name))
    /* Translators: a new appointment: when, and in which stage */
    return g_strdup_printf (_ ("An appointment is made: %1$s, “%2$s”"), when, stage_name);
  if (kind == CLINIC_MISMATCH_NO_APPOINTMENT)
    return g_strdup_printf (_ ("An appointment is made: %s"), when);
  if (kind == CLINIC_MISMATCH_TIME && is_set (stage_name))
    /* Translators: what becomes of an appointment: its new time, and its new stage */
    return g_strdup_printf (_ ("The appointment is moved to %1$s, “%2$s”"), when, stage_name);
  if (kind == CLINIC_MISMATCH_TIME)
    return g_strdup_printf (_ ("The appointment is moved to %s"), when);
  if (kind == CLINIC_MISMATCH_DOCTOR && visit != NULL)
    return g_strdup_printf (_ ("The doctor becomes %s"), clinic_mis_visit_get_doctor (visit));
  if (kind == CLINIC_MISMATCH_PATIENT)
    return g_strdup (_ ("The patient of the MIS is linked"));
  if (is_set (stage_name))
    return g_strdup_printf (_ ("The stage becomes “%s”"), stage_name);

  return g_strdup ("");
}

static gboolean
is_final (ClinicAppointment *appointment)
{
  return appointment != NULL &&
         clinic_appointment_get_kind (appointment) != CLINIC_STAGE_KIND_PROCESS;
}

static const char *
stage_name_of (ClinicAppointment *appointment)
{
  ClinicStage *stage = appointment != NULL ? clinic_appointment_get_stage (appointment) : NULL;
  const char *name = stage != NULL ? clinic_stage_get_name (stage) : NULL;

  return is_set (name) ? name : "—";
}

char *
desk_mismatch_obstacle (ClinicMismatch *mismatch)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  ClinicMismatchKind kind = clinic_mismatch_get_kind (mismatch);
  const char *doctor = visit != NULL ? clinic_mis_visit_get_doctor (visit) : NULL;

  if (clinic_mismatch_get_can_take (mismatch))
    return g_strdup ("");
  if (kind == CLINIC_MISMATCH_STATUS)
    return g_strdup (_ ("Nobody has said what this status means"));
  if (kind == CLINIC_MISMATCH_TWICE)
    return g_strdup (_ ("Decide in CRM which of the two stays"));
  if (is_final (appointment))
    return g_strdup_printf (_ ("“%s” is final: an appointment is never taken out of it from here"),
                            stage_name_of (appointment));
  if ((kind == CLINIC_MISMATCH_DOCTOR || kind == CLINIC_MISMATCH_NO_APPOINTMENT) &&
      clinic_mismatch_get_doctor_id (mismatch) == 0 && is_set (doctor))
    return g_strdup_printf (_ ("CRM has no doctor “%s”: see how the name is written there"),
                            doctor);
  if ((kind == CLINIC_MISMATCH_PATIENT || kind == CLINIC_MISMATCH_NO_APPOINTMENT) &&
      clinic_mismatch_get_patient_id (mismatch) == 0)
    return g_strdup (_ ("No patient of CRM has this number and name alone: choose in CRM whose "
                        "visit it is"));
  if (clinic_mismatch_get_stage (mismatch) == NULL)
    return g_strdup (_ ("CRM has no stage for this status"));

  return g_strdup (_ ("Decide in the appointment itself"));
}

/* (transfer full): a side in one sentence */
static char *
mis_words (ClinicMisVisit *visit, gint64 now)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *when = desk_format_day_time (clinic_mis_visit_get_start (visit), now);

  add (line, ", ", when);
  add (line, ", ", clinic_mis_visit_get_doctor (visit));
  add (line, ", ", clinic_mis_visit_get_raw_status (visit));
  if (clinic_mis_visit_get_deleted (visit))
    add (line, ", ", C_ ("visit", "deleted"));

  return g_strdup_printf (_ ("MIS: %s"), line->str);
}

static char *
crm_words (ClinicAppointment *appointment, gint64 now)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *when = desk_format_day_time (clinic_appointment_get_start (appointment), now);

  add (line, ", ", when);
  add (line, ", ", clinic_appointment_get_doctor_name (appointment));
  add (line, ", ", stage_name_of (appointment));

  return g_strdup_printf (_ ("CRM: %s"), line->str);
}

char *
desk_mismatch_label (ClinicMismatch *mismatch, gint64 now)
{
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  g_autofree char *title = desk_mismatch_title (mismatch);
  g_autofree char *name = desk_mismatch_name (mismatch);
  g_autofree char *facts = desk_mismatch_facts (mismatch, now);
  g_autofree char *mis = visit != NULL ? mis_words (visit, now) : NULL;
  g_autofree char *crm = appointment != NULL ? crm_words (appointment, now) : NULL;
  g_autofree char *obstacle = desk_mismatch_obstacle (mismatch);
  g_autoptr (GString) line = g_string_new (NULL);

  add (line, ", ", name);
  add (line, ", ", facts);
  add (line, ". ", title);
  add (line, ". ", mis);
  add (line, ". ", crm);
  add (line, ". ", obstacle);
  if (clinic_mismatch_get_pending (mismatch))
    add (line, ". ", _ ("On its way to CRM…"));
  add (line, ". ", clinic_mismatch_get_problem (mismatch));

  return g_strdup (line->str);
}

GPtrArray *
desk_mismatches_of (ClinicSession *session, ClinicAppointment *visit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = clinic_mis_desk_get_mismatches (clinic_session_get_mis_desk (session));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (all, i);
      ClinicAppointment *of = clinic_mismatch_get_appointment (mismatch);

      if (of != NULL && clinic_appointment_get_id (of) == clinic_appointment_get_id (visit))
        g_ptr_array_add (found, g_steal_pointer (&mismatch));
    }

  return found;
}
