/* desk-call-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-text"

#include "desk-call-text.h"

#include "desk-format.h"

#include "clinic-name.h"
#include "clinic-phone.h"

#include <glib/gi18n.h>

/* A caller should not wait longer than 20 s (clinic.md 3.6: service level 80/20); twice that is
 * when people begin to hang up. */
#define WAITING_SECONDS 20
#define LATE_SECONDS 40

/* More than anybody's name, less than what makes a label slow. */
#define NAME_CHARACTERS 80

static const char *const several[] = {
  NC_ ("callers", "Two people on this number – who is calling?"),
  NC_ ("callers", "Three people on this number – who is calling?"),
  NC_ ("callers", "Four people on this number – who is calling?"),
  NC_ ("callers", "Five people on this number – who is calling?"),
  NC_ ("callers", "Six people on this number – who is calling?"),
  NC_ ("callers", "Seven people on this number – who is calling?"),
  NC_ ("callers", "Eight people on this number – who is calling?"),
  NC_ ("callers", "Nine people on this number – who is calling?"),
};

char *
desk_text_clip (const char *text, guint characters)
{
  const char *end = text;

  if (text == NULL)
    return g_strdup ("");

  for (guint i = 0; i < characters && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  if (*end == '\0')
    return g_strdup (text);

  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/* A list of facts divided by dots; empty ones are left out. */
static char *
join_facts (const char *const *facts, gsize n_facts)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_facts; i++)
    {
      if (facts[i] == NULL || *facts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, facts[i]);
    }

  return g_string_free (text, FALSE);
}

static char *
full_name (ClinicPatient *patient)
{
  g_autofree char *name = patient != NULL ? clinic_name_full (patient) : NULL;

  if (name == NULL || *name == '\0')
    return g_strdup (_ ("No name"));

  return desk_text_clip (name, NAME_CHARACTERS);
}

/* "Ivanova Anna": enough where there is little room */
static char *
call_name (ClinicPatient *patient)
{
  const char *last = patient != NULL ? clinic_patient_get_last_name (patient) : NULL;
  const char *first = patient != NULL ? clinic_patient_get_first_name (patient) : NULL;
  g_autofree char *name =
    g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : "");

  g_strstrip (name);

  if (*name == '\0')
    return full_name (patient);

  return desk_text_clip (name, NAME_CHARACTERS / 2);
}

ClinicCandidate *
desk_call_chosen (ClinicCall *call)
{
  ClinicCaller *caller = clinic_call_get_caller (call);

  return caller != NULL ? clinic_caller_get_chosen (caller) : NULL;
}

guint
desk_call_n_candidates (ClinicCall *call)
{
  ClinicCaller *caller = clinic_call_get_caller (call);
  GListModel *candidates = caller != NULL ? clinic_caller_get_candidates (caller) : NULL;

  return candidates != NULL ? g_list_model_get_n_items (candidates) : 0;
}

DeskCallWho
desk_call_who (ClinicCall *call)
{
  ClinicCaller *caller = clinic_call_get_caller (call);

  if (desk_call_chosen (call) != NULL)
    return DESK_CALL_WHO_PERSON;
  if (desk_call_n_candidates (call) > 0)
    return DESK_CALL_WHO_SEVERAL;
  if (clinic_call_get_internal (call))
    return DESK_CALL_WHO_COLLEAGUE;
  if (clinic_call_get_hidden (call))
    return DESK_CALL_WHO_HIDDEN;
  if (caller == NULL || clinic_caller_get_state (caller) == CLINIC_CALLER_STATE_LOOKING)
    return DESK_CALL_WHO_LOOKING;

  return DESK_CALL_WHO_UNKNOWN;
}

gint64
desk_call_waited (ClinicCall *call, gint64 now)
{
  gint64 until = now;

  if (clinic_call_get_answered (call) != 0)
    until = clinic_call_get_answered (call);
  else if (clinic_call_get_ended (call) != 0)
    until = clinic_call_get_ended (call);

  return MAX (until - clinic_call_get_started (call), 0);
}

static char *
several_text (guint n)
{
  if (n >= 2 && n - 2 < G_N_ELEMENTS (several))
    return g_strdup (g_dpgettext2 (NULL, "callers", several[n - 2]));
  if (n == 1)
    return g_strdup (_ ("Who is calling?"));

  return g_strdup_printf (ngettext ("%d person on this number – who is calling?",
                                    "%d people on this number – who is calling?", n),
                          (int) n);
}

/* The same in the room of a line. */
static char *
several_line (guint n)
{
  return g_strdup_printf (ngettext ("%d person on this number", "%d people on this number", n),
                          (int) n);
}

char *
desk_call_text_head (ClinicCall *call)
{
  ClinicCaller *caller = clinic_call_get_caller (call);
  const char *hint = caller != NULL ? clinic_caller_get_hint (caller) : NULL;

  switch (desk_call_who (call))
    {
    case DESK_CALL_WHO_PERSON:
      return full_name (clinic_candidate_get_patient (desk_call_chosen (call)));
    case DESK_CALL_WHO_SEVERAL:
      return several_text (desk_call_n_candidates (call));
    case DESK_CALL_WHO_HIDDEN:
      return g_strdup (_ ("Number withheld"));
    case DESK_CALL_WHO_COLLEAGUE:
      if (hint != NULL && *hint != '\0')
        return desk_text_clip (hint, NAME_CHARACTERS);
      return g_strdup (_ ("A colleague"));
    case DESK_CALL_WHO_LOOKING:
    case DESK_CALL_WHO_UNKNOWN:
    default:
      return clinic_phone_dup_display (clinic_call_get_number (call));
    }
}

/* What is known of a number that nobody has: the name that the telephone system sent, and the
 * line that was called. */
static char *
unknown_facts (ClinicCall *call)
{
  ClinicCaller *caller = clinic_call_get_caller (call);
  g_autofree char *hint = NULL;
  g_autofree char *line = NULL;
  const char *facts[3] = { NULL };

  if (desk_call_who (call) == DESK_CALL_WHO_UNKNOWN)
    facts[0] = _ ("unknown number");
  if (caller != NULL)
    hint = desk_text_clip (clinic_caller_get_hint (caller), NAME_CHARACTERS / 2);
  if (clinic_call_get_line_name (call) != NULL && *clinic_call_get_line_name (call) != '\0')
    {
      g_autofree char *name = desk_text_clip (clinic_call_get_line_name (call), 40);

      /* Translators: the clinic's line that was called */
      line = g_strdup_printf (_ ("line %s"), name);
    }

  facts[1] = hint;
  facts[2] = line;

  return join_facts (facts, G_N_ELEMENTS (facts));
}

char *
desk_call_text_facts (ClinicCall *call, gint64 now)
{
  ClinicCandidate *chosen = desk_call_chosen (call);
  g_autofree char *phone = NULL;
  g_autofree char *age = NULL;
  g_autofree char *visits = NULL;
  const char *facts[3] = { NULL };

  if (!clinic_call_get_hidden (call))
    phone = clinic_phone_dup_display (clinic_call_get_number (call));

  if (chosen == NULL && desk_call_n_candidates (call) == 0)
    return unknown_facts (call);

  if (chosen != NULL && clinic_candidate_get_patient (chosen) != NULL)
    {
      age =
        desk_format_age_on (clinic_patient_get_birth_date (clinic_candidate_get_patient (chosen)),
                            now, FALSE);
      visits = desk_format_visits (clinic_candidate_get_visits (chosen));
    }

  facts[0] = age;
  facts[1] = phone;
  facts[2] = visits;

  return join_facts (facts, G_N_ELEMENTS (facts));
}

/* by: (nullable) */
static char *
answered_by_text (const char *by)
{
  if (by != NULL && *by != '\0')
    return g_strdup_printf (_ ("Answered by %s"), by);

  return g_strdup (_ ("Answered at another desk"));
}

static char *
ended_text (ClinicCall *call, gint64 now)
{
  g_autofree char *waited = desk_format_timer (desk_call_waited (call, now));
  const char *by = clinic_call_get_answered_by (call);

  switch (clinic_call_get_end (call))
    {
    case CLINIC_CALL_END_MISSED:
      if (clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_OUT)
        return g_strdup (_ ("No answer"));
      return g_strdup_printf (_ ("Missed, waited %s"), waited);
    case CLINIC_CALL_END_ELSEWHERE:
      return answered_by_text (by);
    case CLINIC_CALL_END_UNKNOWN:
      return g_strdup (_ ("The call seems to be over"));
    case CLINIC_CALL_END_NONE:
    case CLINIC_CALL_END_TALKED:
    default:
      return g_strdup (_ ("Call ended"));
    }
}

char *
desk_call_text_status (ClinicCall *call, gint64 now)
{
  g_autofree char *waited = desk_format_timer (desk_call_waited (call, now));
  g_autofree char *talked = desk_format_timer (now - clinic_call_get_answered (call));
  const char *by = clinic_call_get_answered_by (call);

  switch (clinic_call_get_state (call))
    {
    case CLINIC_CALL_STATE_ANSWERED:
      if (!clinic_call_get_mine (call))
        return answered_by_text (by);
      return g_strdup_printf (_ ("talking %s"), talked);
    case CLINIC_CALL_STATE_ENDED:
      return ended_text (call, now);
    case CLINIC_CALL_STATE_RINGING:
    default:
      if (clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_OUT)
        return g_strdup_printf (_ ("calling %s"), waited);
      return g_strdup_printf (_ ("ringing %s"), waited);
    }
}

char *
desk_call_text_short_status (ClinicCall *call, gint64 now)
{
  gboolean missed = clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED &&
                    clinic_call_get_end (call) == CLINIC_CALL_END_MISSED &&
                    clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_IN;

  return missed ? g_strdup (C_ ("call", "Missed")) : desk_call_text_status (call, now);
}

const char *
desk_call_text_urgency (ClinicCall *call, gint64 now)
{
  gint64 waited = desk_call_waited (call, now);

  if (clinic_call_get_state (call) == CLINIC_CALL_STATE_ANSWERED)
    return "call-talking";
  if (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED)
    return clinic_call_get_end (call) == CLINIC_CALL_END_MISSED ? "call-missed" : "call-over";
  if (waited >= LATE_SECONDS)
    return "call-late";

  return waited >= WAITING_SECONDS ? "call-waiting" : "call-ringing";
}

char *
desk_call_text_next (ClinicCandidate *candidate, gint64 now)
{
  ClinicAppointment *next = clinic_candidate_get_next (candidate);
  g_autofree char *when = NULL;
  g_autofree char *doctor = NULL;

  if (next == NULL || clinic_appointment_get_start (next) == 0)
    return g_strdup ("");

  when = desk_format_day_time (clinic_appointment_get_start (next), now);
  doctor = desk_text_clip (clinic_appointment_get_doctor_name (next), 40);

  if (*doctor == '\0')
    return g_steal_pointer (&when);

  /* Translators: when the visit is, with which doctor */
  return g_strdup_printf (C_ ("visit with", "%1$s, %2$s"), when, doctor);
}

char *
desk_call_text_line (ClinicCall *call, gint64 now)
{
  ClinicCandidate *chosen = desk_call_chosen (call);
  g_autofree char *head = NULL;
  g_autofree char *more = NULL;
  const char *facts[2] = { NULL };

  if (chosen != NULL)
    {
      ClinicPatient *patient = clinic_candidate_get_patient (chosen);
      g_autofree char *name = call_name (patient);
      g_autofree char *age =
        desk_format_age_on (patient != NULL ? clinic_patient_get_birth_date (patient) : NULL, now,
                            TRUE);

      head = *age != '\0' ? g_strdup_printf ("%s, %s", name, age) : g_steal_pointer (&name);
      more = desk_call_text_next (chosen, now);
    }
  else if (desk_call_who (call) == DESK_CALL_WHO_SEVERAL)
    {
      /* The number first: it is what must be read where the line is cut. */
      head = clinic_phone_dup_display (clinic_call_get_number (call));
      more = several_line (desk_call_n_candidates (call));
    }
  else
    {
      head = desk_call_text_head (call);
      more = desk_call_text_facts (call, now);
    }

  facts[0] = head;
  facts[1] = more;

  return join_facts (facts, G_N_ELEMENTS (facts));
}

char *
desk_call_text_name (ClinicCandidate *candidate)
{
  return full_name (clinic_candidate_get_patient (candidate));
}

char *
desk_call_text_candidate_facts (ClinicCandidate *candidate, gint64 now)
{
  ClinicPatient *patient = clinic_candidate_get_patient (candidate);
  g_autofree char *age =
    desk_format_age_on (patient != NULL ? clinic_patient_get_birth_date (patient) : NULL, now,
                        FALSE);
  g_autofree char *next = desk_call_text_next (candidate, now);
  const char *facts[] = { age, *next != '\0' ? next : _ ("No visit is booked") };

  return join_facts (facts, G_N_ELEMENTS (facts));
}

char *
desk_text_service (const char *title, ClinicPatient *patient)
{
  const char *name = patient != NULL ? clinic_patient_get_last_name (patient) : NULL;
  const char *dash = title != NULL ? g_strrstr (title, " — ") : NULL;
  g_autofree char *service = NULL;

  if (dash == NULL || dash == title || name == NULL || *name == '\0' ||
      !g_str_has_prefix (dash + strlen (" — "), name))
    return desk_text_clip (title, NAME_CHARACTERS);

  service = g_strndup (title, dash - title);

  return desk_text_clip (service, NAME_CHARACTERS);
}

char *
desk_call_text_visit (ClinicAppointment *appointment, ClinicPatient *patient, gint64 now)
{
  g_autofree char *day = desk_format_day (clinic_appointment_get_start (appointment), now);
  g_autofree char *title = desk_text_service (clinic_appointment_get_title (appointment), patient);
  g_autofree char *doctor = desk_text_clip (clinic_appointment_get_doctor_name (appointment), 40);
  const char *facts[] = { day, title, doctor };

  return join_facts (facts, G_N_ELEMENTS (facts));
}

char *
desk_call_text_confirmation (ClinicAppointment *appointment)
{
  ClinicStage *stage = clinic_appointment_get_stage (appointment);

  if (clinic_appointment_get_confirmation (appointment) == CLINIC_CONFIRMATION_NO)
    return g_strdup (_ ("declined"));
  if (clinic_appointment_get_confirmation (appointment) == CLINIC_CONFIRMATION_YES ||
      (stage != NULL && clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_CONFIRMED))
    return g_strdup (_ ("confirmed"));
  if (clinic_appointment_get_confirmation (appointment) == CLINIC_CONFIRMATION_SILENT)
    return g_strdup (_ ("no reply to the reminder"));

  return g_strdup (_ ("not confirmed"));
}

ClinicMissedState
desk_missed_state (ClinicMissedGroup *group, gint64 now)
{
  ClinicMissedState state = clinic_missed_group_get_state (group);

  if (state == CLINIC_MISSED_WAITING && now >= clinic_missed_group_get_due (group))
    return CLINIC_MISSED_LATE;

  return state;
}

char *
desk_missed_text (ClinicMissedGroup *group, gint64 now)
{
  gint64 due = clinic_missed_group_get_due (group);
  gint64 took =
    clinic_missed_group_get_resolved (group) - clinic_missed_group_get_first_missed (group);
  g_autofree char *left = desk_format_duration (due - now);
  g_autofree char *late = desk_format_duration (now - due);
  g_autofree char *after = desk_format_duration (took);
  g_autofree char *tried = desk_format_time (clinic_missed_group_get_tried (group));

  switch (desk_missed_state (group, now))
    {
    case CLINIC_MISSED_LATE:
      return g_strdup_printf (_ ("late by %s"), late);
    case CLINIC_MISSED_CALLED_BACK:
      return g_strdup_printf (_ ("called back after %s"), after);
    case CLINIC_MISSED_TRIED:
      return g_strdup_printf (_ ("called back at %s, no answer"), tried);
    case CLINIC_MISSED_GOT_THROUGH:
      return g_strdup (_ ("got through"));
    case CLINIC_MISSED_WAITING:
    default:
      return g_strdup_printf (_ ("%s left"), left);
    }
}

const char *
desk_missed_icon (ClinicMissedState state)
{
  switch (state)
    {
    case CLINIC_MISSED_LATE:
      return "dialog-warning-symbolic";
    case CLINIC_MISSED_CALLED_BACK:
    case CLINIC_MISSED_GOT_THROUGH:
      return "object-select-symbolic";
    case CLINIC_MISSED_TRIED:
      return "view-refresh-symbolic";
    case CLINIC_MISSED_WAITING:
    default:
      return "document-open-recent-symbolic";
    }
}

const char *
desk_missed_class (ClinicMissedState state)
{
  switch (state)
    {
    case CLINIC_MISSED_LATE:
      return "missed-late";
    case CLINIC_MISSED_CALLED_BACK:
    case CLINIC_MISSED_GOT_THROUGH:
      return "missed-done";
    case CLINIC_MISSED_TRIED:
      return "missed-tried";
    case CLINIC_MISSED_WAITING:
    default:
      return "missed-waiting";
    }
}

char *
desk_text_name_or_number (const char *name, const char *number)
{
  if (name != NULL && *name != '\0')
    return desk_text_clip (name, NAME_CHARACTERS);
  if (number == NULL || *number == '\0')
    return g_strdup (_ ("Number withheld"));

  return clinic_phone_dup_display (number);
}

gboolean
desk_record_failed (ClinicCallRecord *record)
{
  return g_strcmp0 (clinic_call_record_get_code (record), "200") != 0;
}
