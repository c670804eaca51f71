/* desk-call-list-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-words"

#include "desk-call-list-words.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"
#include "clinic-windows.h"
#include "desk-call-outcome.h"
#include "desk-call-text.h"
#include "desk-card-words.h"
#include "desk-format.h"

static void
add (GString *line, const char *between, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, between);
  g_string_append (line, text);
}

/* --- a row --- */

char *
desk_call_list_name (ClinicAppointment *visit, gint64 now)
{
  g_autofree char *whole = desk_card_name (visit);
  g_autofree char *name = desk_text_clip (whole, 80);
  g_autofree char *age =
    desk_format_age_on (clinic_appointment_get_patient_birth_date (visit), now, TRUE);

  if (*age == '\0')
    return g_steal_pointer (&name);

  /* Translators: a patient's name and age */
  return g_strdup_printf (C_ ("patient", "%1$s, %2$s"), name, age);
}

char *
desk_call_list_doctor (ClinicAppointment *visit)
{
  g_autofree char *doctor = desk_text_clip (clinic_appointment_get_doctor_name (visit), 40);
  g_autofree char *specialty = desk_text_clip (clinic_appointment_get_specialty (visit), 30);
  g_autoptr (GString) line = g_string_new (doctor);

  add (line, ", ", specialty);

  return g_strdup (line->len > 0 ? line->str : _ ("no doctor yet"));
}

static gboolean
is_cancelled (ClinicAppointment *visit)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);

  return stage != NULL && clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_CANCELLED;
}

static const char *
answer_words (ClinicAppointment *visit)
{
  ClinicConfirmation answer = clinic_appointment_get_confirmation (visit);

  if (answer == CLINIC_CONFIRMATION_NO)
    return C_ ("call list", "answered “No”");
  if (is_cancelled (visit))
    return C_ ("call list", "cancelled");
  if (answer == CLINIC_CONFIRMATION_YES)
    return C_ ("call list", "answered “Yes”");
  if (answer == CLINIC_CONFIRMATION_SILENT)
    return C_ ("call list", "is silent");

  return NULL;
}

static const char *
reminder_words (ClinicAppointment *visit)
{
  gint64 known = clinic_appointment_get_reminders (visit);

  if ((known & CLINIC_REMINDERS_FAILED) != 0)
    return C_ ("call list", "the reminder did not arrive");
  if ((known & CLINIC_REMINDERS_DELIVERED) != 0)
    return C_ ("call list", "reminder delivered");
  if ((known & CLINIC_REMINDERS_SENT) != 0)
    return C_ ("call list", "reminder sent");

  return NULL;
}

char *
desk_call_list_answer (ClinicAppointment *visit)
{
  g_autoptr (GString) line = g_string_new (NULL);

  add (line, ", ", answer_words (visit));
  add (line, ", ", reminder_words (visit));

  return g_strdup (line->str);
}

/* (transfer full) (nullable) */
static char *
calls_words (ClinicCallRow *row)
{
  guint attempts = (guint) clinic_call_row_get_attempts (row);

  if (attempts == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%u call", "%u calls", attempts), attempts);
}

static char *
done_words (ClinicCallRow *row)
{
  ClinicOutcome outcome = (ClinicOutcome) clinic_call_row_get_outcome (row);
  ClinicStage *stage = clinic_appointment_get_stage (clinic_call_row_get_appointment (row));
  const char *stage_name = stage != NULL ? clinic_stage_get_name (stage) : NULL;

  switch (outcome)
    {
    case CLINIC_OUTCOME_CONFIRMED:
    case CLINIC_OUTCOME_MOVED:
    case CLINIC_OUTCOME_CANCELLED:
    case CLINIC_OUTCOME_WRONG_NUMBER:
    case CLINIC_OUTCOME_STOP_CALLING:
      return g_strdup (desk_call_outcome_name (outcome));
    case CLINIC_OUTCOME_NO_ANSWER:
    case CLINIC_OUTCOME_BUSY:
    case CLINIC_OUTCOME_CALL_LATER:
    case CLINIC_OUTCOME_OTHER_PERSON:
    case CLINIC_OUTCOME_NONE:
    default:
      /* Decided elsewhere: where the visit is now says how. */
      return g_strdup (stage_name != NULL ? stage_name : _ ("Decided"));
    }
}

static char *
waiting_words (ClinicCallRow *row, gint64 now)
{
  gint64 retry = clinic_call_row_get_retry (row);
  g_autofree char *calls = calls_words (row);
  g_autofree char *time = desk_format_time (retry);
  g_autofree char *again = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (retry > now)
    /* Translators: when a patient is to be called again */
    again = g_strdup_printf (_ ("again at %s"), time);
  add (line, ", ", desk_call_outcome_name ((ClinicOutcome) clinic_call_row_get_outcome (row)));
  add (line, ", ", again);
  add (line, ", ", calls);

  return g_strdup (line->str);
}

char *
desk_call_list_state (ClinicCallRow *row, gint64 now)
{
  g_autofree char *name = desk_text_clip (clinic_call_row_get_taken_by_name (row), 30);

  switch ((ClinicCallRowState) clinic_call_row_get_state (row))
    {
    case CLINIC_CALL_ROW_MINE:
      return g_strdup (_ ("with you"));
    case CLINIC_CALL_ROW_TAKEN:
      if (*name == '\0')
        return g_strdup (_ ("a colleague is calling"));
      /* Translators: a colleague who is calling the patient now */
      return g_strdup_printf (_ ("in work: %s"), name);
    case CLINIC_CALL_ROW_DONE:
      return done_words (row);
    case CLINIC_CALL_ROW_OPEN:
    case CLINIC_CALL_ROW_LATER:
    default:
      return waiting_words (row, now);
    }
}

char *
desk_call_list_label (ClinicCallRow *row, gint64 now)
{
  ClinicAppointment *visit = clinic_call_row_get_appointment (row);
  g_autofree char *time = desk_card_time (visit);
  g_autofree char *name = desk_call_list_name (visit, now);
  g_autofree char *doctor = desk_call_list_doctor (visit);
  g_autofree char *answer = desk_call_list_answer (visit);
  g_autofree char *state = desk_call_list_state (row, now);
  g_autoptr (GString) line = g_string_new (time);

  add (line, " ", name);
  add (line, ", ", doctor);
  add (line, ", ", answer);
  add (line, ", ", state);
  if (clinic_appointment_get_pending (visit))
    add (line, ", ", _ ("waits to be sent"));
  add (line, ", ", clinic_appointment_get_problem (visit));

  return g_strdup (line->str);
}

const char *
desk_call_list_icon (ClinicCallRowState state)
{
  switch (state)
    {
    case CLINIC_CALL_ROW_MINE:
      return "call-start-symbolic";
    case CLINIC_CALL_ROW_TAKEN:
      return "avatar-default-symbolic";
    case CLINIC_CALL_ROW_LATER:
      return "alarm-symbolic";
    case CLINIC_CALL_ROW_DONE:
      return "object-select-symbolic";
    case CLINIC_CALL_ROW_OPEN:
    default:
      return NULL;
    }
}

/* --- the head --- */

char *
desk_call_list_headline (gint64 from, gint64 to, gint64 now, guint n_people)
{
  g_autofree char *people =
    g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);
  g_autofree char *day = desk_format_day (from, now);

  if (to != 0 && to <= clinic_windows_day (from, 1))
    {
      if (from == clinic_windows_day (now, 1))
        /* Translators: %s is "9 people" */
        return g_strdup_printf (_ ("Tomorrow: not confirmed or cancelled · %s"), people);
      if (from == clinic_windows_day (now, 0))
        return g_strdup_printf (_ ("Today: not confirmed or cancelled · %s"), people);

      /* Translators: a day, and "9 people" */
      return g_strdup_printf (_ ("%1$s: not confirmed or cancelled · %2$s"), day, people);
    }

  return g_strdup_printf (_ ("Not confirmed or cancelled · %s"), people);
}

/* (transfer full) (nullable) */
static char *
left_words (const ClinicCallProgress *progress)
{
  gint64 minutes = (progress->seconds_left + 59) / 60;

  if (progress->total == 0)
    return NULL;
  if (progress->left == 0)
    return g_strdup (_ ("all are decided"));
  if (progress->seconds_left < 0)
    return g_strdup_printf (ngettext ("%u left", "%u left", progress->left), progress->left);

  /* Translators: how many people are left to call, and how long that takes at the pace so far */
  return g_strdup_printf (ngettext ("%1$u left, about %2$d min", "%1$u left, about %2$d min",
                                    progress->left),
                          progress->left, (int) MAX (minutes, 1));
}

char *
desk_call_list_progress (const ClinicCallProgress *progress, gint64 now)
{
  g_autofree char *called =
    g_strdup_printf (ngettext ("%u called", "%u called", progress->called), progress->called);
  g_autofree char *left = left_words (progress);
  g_autofree char *excluded = NULL;
  g_autofree char *time = desk_format_time (progress->next_retry);
  g_autofree char *again = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (progress->excluded > 0)
    excluded =
      g_strdup_printf (ngettext ("%u asked not to be called: not in the list",
                                 "%u asked not to be called: not in the list", progress->excluded),
                       progress->excluded);
  if (progress->later > 0 && progress->later == progress->left)
    /* Translators: the rest of the list is to be called later, the first one at this time */
    again = g_strdup_printf (_ ("the next one at %s"), time);
  if (progress->total > 0)
    add (line, " · ", called);
  add (line, " · ", left);
  add (line, " · ", again);
  add (line, " · ", excluded);

  return g_strdup (line->str);
}

char *
desk_call_list_script (ClinicAppointment *visit, gint64 now)
{
  g_autofree char *when = desk_format_day_time (clinic_appointment_get_start (visit), now);
  g_autofree char *doctor = desk_text_clip (clinic_appointment_get_doctor_name (visit), 40);

  if (is_cancelled (visit) || clinic_appointment_get_confirmation (visit) == CLINIC_CONFIRMATION_NO)
    /* Translators: what the operator says: day and time, doctor */
    return g_strdup_printf (_ ("“Good day, this is the clinic. You cancelled the visit %1$s, "
                               "%2$s — may I offer you another time?”"),
                            when, doctor);

  return g_strdup_printf (_ ("“Good day, this is the clinic. You have a visit %1$s, %2$s — may we "
                             "expect you?”"),
                          when, doctor);
}

/* --- for the portal --- */

static char *
no_answer_note (const ClinicCallPlan *plan)
{
  if (plan->gives_up)
    return g_strdup_printf (ngettext ("Call list: not reached, %u call in vain",
                                      "Call list: not reached, %u calls in vain", plan->attempt),
                            plan->attempt);

  /* Translators: %u is which call it was */
  return g_strdup_printf (_ ("Call list: no answer, attempt %u"), plan->attempt);
}

static char *
outcome_note (const ClinicCallPlan *plan, gint64 now)
{
  g_autofree char *when = desk_format_day_time (plan->retry, now);

  switch (plan->outcome)
    {
    case CLINIC_OUTCOME_CONFIRMED:
      return g_strdup (_ ("Call list: confirmed the visit by phone"));
    case CLINIC_OUTCOME_MOVED:
      return g_strdup (_ ("Call list: moved the visit"));
    case CLINIC_OUTCOME_CANCELLED:
      return g_strdup (_ ("Call list: cancelled the visit"));
    case CLINIC_OUTCOME_NO_ANSWER:
      return no_answer_note (plan);
    case CLINIC_OUTCOME_BUSY:
      return g_strdup_printf (_ ("Call list: busy, attempt %u"), plan->attempt);
    case CLINIC_OUTCOME_CALL_LATER:
      return g_strdup_printf (_ ("Call list: asked to be called again %s"), when);
    case CLINIC_OUTCOME_WRONG_NUMBER:
      return g_strdup (_ ("Call list: wrong number"));
    case CLINIC_OUTCOME_OTHER_PERSON:
      return g_strdup (_ ("Call list: another person answered, no details were given"));
    case CLINIC_OUTCOME_STOP_CALLING:
      return g_strdup (_ ("Call list: the patient asks not to be called any more"));
    case CLINIC_OUTCOME_NONE:
    default:
      return g_strdup ("");
    }
}

char *
desk_call_list_note (const ClinicCallPlan *plan, gint64 now, const char *comment)
{
  g_autofree char *words = outcome_note (plan, now);
  g_autoptr (GString) text = g_string_new (words);

  add (text, "\n", comment);

  return g_strdup (text->str);
}

char *
desk_call_list_todo (const ClinicCallPlan *plan, ClinicAppointment *visit)
{
  g_autofree char *name = desk_card_name (visit);
  g_autofree char *phone =
    clinic_phone_dup_display (clinic_appointment_get_patient_phone (visit) != NULL
                                ? clinic_appointment_get_patient_phone (visit)
                                : "");

  if (plan->todo_due == 0)
    return NULL;
  if (plan->outcome == CLINIC_OUTCOME_WRONG_NUMBER)
    /* Translators: a to-do on the portal: a patient's name, and the number that is not hers */
    return g_strdup_printf (_ ("Find out the number: %1$s, %2$s is wrong"), name, phone);
  if (plan->gives_up)
    return g_strdup_printf (_ ("Not reached: decide about the visit of %s"), name);

  return g_strdup_printf (_ ("Call back: %s"), name);
}

char *
desk_call_list_done (const ClinicCallPlan *plan, ClinicAppointment *visit)
{
  g_autofree char *name = desk_card_short_name (visit);
  const char *outcome =
    plan->gives_up ? C_ ("outcome", "Not reached") : desk_call_outcome_name (plan->outcome);

  /* Translators: a patient, and how the call with her ended */
  return g_strdup_printf (C_ ("outcome", "%1$s: %2$s"), name, outcome);
}
