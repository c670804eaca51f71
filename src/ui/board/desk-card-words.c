/* desk-card-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-card-words"

#include "desk-card-words.h"

#include <glib/gi18n.h>

#include "clinic-day.h"
#include "clinic-enums.h"
#include "clinic-stage.h"
#include "clinic-name.h"
#include "desk-format.h"
#include "desk-mismatch-words.h"

/* Who waits longer than this past the time of the visit waits too long. */
#define WAITING_MAX_SECONDS (15 * 60)

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

char *
desk_card_time (ClinicAppointment *visit)
{
  gint64 start = clinic_appointment_get_start (visit);

  return start != 0 ? desk_format_time (start) : g_strdup ("—");
}

char *
desk_card_name (ClinicAppointment *visit)
{
  const char *name = clinic_appointment_get_patient_name (visit);
  const char *title = clinic_appointment_get_title (visit);

  if (is_set (name))
    return g_strdup (name);

  return g_strdup (is_set (title) ? title : _ ("No patient"));
}

/* (transfer full): the first word and the initials of the others, as people at a desk write names;
 * what is no name of two or three words stays whole */
static char *
dup_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", 4);
  guint length = g_strv_length (words);

  if (length < 2 || length > 3 || *words[1] == '\0')
    return g_strdup (name);

  return clinic_name_short (words[0], words[1], words[2]);
}

char *
desk_card_short_name (ClinicAppointment *visit)
{
  const char *name = clinic_appointment_get_patient_name (visit);

  return is_set (name) ? dup_initials (name) : desk_card_name (visit);
}

static char *
dup_facts (ClinicAppointment *visit, gint64 now, gboolean with_day, gboolean short_age)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 start = clinic_appointment_get_start (visit);
  g_autofree char *day = with_day ? desk_format_day (start, now) : NULL;
  g_autofree char *age =
    desk_format_age_on (clinic_appointment_get_patient_birth_date (visit), now, short_age);

  if (start == 0)
    add (line, " · ", _ ("no time yet"));
  add (line, " · ", day);
  add (line, " · ", age);
  if (clinic_appointment_get_first_visit (visit) == CLINIC_FIRST_VISIT_YES)
    add (line, " · ", C_ ("card", "first visit"));

  return g_strdup (line->str);
}

char *
desk_card_facts (ClinicAppointment *visit, gint64 now, gboolean with_day)
{
  return dup_facts (visit, now, with_day, TRUE);
}

static char *
dup_doctor (ClinicAppointment *visit, const char *name)
{
  g_autoptr (GString) line = g_string_new (NULL);

  add (line, " · ", name);
  add (line, " · ", clinic_appointment_get_specialty (visit));
  add (line, " · ", clinic_appointment_get_chair (visit));

  return g_strdup (line->len > 0 ? line->str : _ ("no doctor yet"));
}

char *
desk_card_doctor (ClinicAppointment *visit)
{
  return dup_doctor (visit, clinic_appointment_get_doctor_name (visit));
}

char *
desk_card_short_doctor (ClinicAppointment *visit)
{
  const char *name = clinic_appointment_get_doctor_name (visit);
  g_autofree char *initials = is_set (name) ? dup_initials (name) : NULL;

  return dup_doctor (visit, initials);
}

char *
desk_card_waiting (ClinicAppointment *visit, gint64 now, gboolean *late)
{
  gint64 start = clinic_appointment_get_start (visit);
  gint64 seconds = 0;
  ClinicPresence presence = clinic_presence_of (visit, now, &seconds);
  g_autofree char *length = desk_format_duration (seconds);

  *late = FALSE;
  if (presence == CLINIC_PRESENCE_NONE || seconds == 0)
    return g_strdup ("");

  if (presence == CLINIC_PRESENCE_WAITING)
    {
      *late = start != 0 && now - start > WAITING_MAX_SECONDS;
      /* Translators: how long a patient has been waiting: in the clinic for 12 min */
      return g_strdup_printf (_ ("in the clinic for %s"), length);
    }
  if (presence == CLINIC_PRESENCE_IN_CHAIR)
    /* Translators: how long a patient has been with the doctor */
    return g_strdup_printf (_ ("with the doctor for %s"), length);

  *late = TRUE;

  /* Translators: a patient should be here since so many minutes */
  return g_strdup_printf (C_ ("patient", "late by %s"), length);
}

static const char *
answer_text (ClinicConfirmation confirmation)
{
  switch (confirmation)
    {
    case CLINIC_CONFIRMATION_YES:
      return C_ ("answer", "confirmed");
    case CLINIC_CONFIRMATION_NO:
      return C_ ("answer", "says no");
    case CLINIC_CONFIRMATION_SILENT:
      return C_ ("answer", "is silent");
    case CLINIC_CONFIRMATION_UNKNOWN:
    default:
      return "";
    }
}

static gint64
get_reminders (ClinicAppointment *visit)
{
  return clinic_appointment_get_reminders (visit) & ~(gint64) CLINIC_REMINDERS_LOOKED;
}

char *
desk_card_ladder (ClinicAppointment *visit)
{
  static const ClinicReminders steps[] = { CLINIC_REMINDERS_SENT, CLINIC_REMINDERS_DELIVERED,
                                           CLINIC_REMINDERS_ANSWERED, CLINIC_REMINDERS_CALLED };
  gint64 known = get_reminders (visit);
  const char *answer = answer_text (clinic_appointment_get_confirmation (visit));
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; known != CLINIC_REMINDERS_NONE && i < G_N_ELEMENTS (steps); i++)
    if (steps[i] == CLINIC_REMINDERS_DELIVERED && (known & CLINIC_REMINDERS_FAILED) != 0)
      g_string_append (line, "✖\ufe0e");
    else
      g_string_append (line, (known & steps[i]) != 0 ? "✔\ufe0e" : "–");
  add (line, "  ", answer);

  return g_strdup (line->str);
}

char *
desk_card_ladder_words (ClinicAppointment *visit)
{
  gint64 known = get_reminders (visit);
  g_autoptr (GString) line = g_string_new (NULL);

  if (known != CLINIC_REMINDERS_NONE)
    {
      add (line, ", ",
           (known & CLINIC_REMINDERS_SENT) != 0 ? _ ("reminder sent") : _ ("no reminder sent"));
      if ((known & CLINIC_REMINDERS_FAILED) != 0)
        add (line, ", ", _ ("not delivered"));
      else
        add (line, ", ",
             (known & CLINIC_REMINDERS_DELIVERED) != 0 ? _ ("delivered") : _ ("delivery unknown"));
      add (line, ", ", (known & CLINIC_REMINDERS_ANSWERED) != 0 ? _ ("answered") : _ ("no answer"));
      add (line, ", ", (known & CLINIC_REMINDERS_CALLED) != 0 ? _ ("called") : _ ("not called"));
    }
  add (line, ", ", answer_text (clinic_appointment_get_confirmation (visit)));

  return g_strdup (line->str);
}

static gboolean
has (ClinicAppointment *visit, ClinicMismatchKind kind)
{
  return (clinic_appointment_get_mismatches (visit) & ((gint64) 1 << kind)) != 0;
}

/* (transfer full): the time that the medical system says, with the day when it is another one */
static char *
dup_mis_start (ClinicAppointment *visit, gboolean short_day)
{
  gint64 start = clinic_appointment_get_mis_start (visit);
  gint64 ours = clinic_appointment_get_start (visit);
  g_autofree char *time = desk_format_time (start);
  g_autofree char *day = desk_format_date (start, start);
  g_autofree char *our_day = desk_format_date (ours, start);

  if (start == 0)
    return g_strdup ("");
  if (g_strcmp0 (day, our_day) == 0)
    return g_steal_pointer (&time);

  return short_day ? g_steal_pointer (&day) : g_strjoin (" ", day, time, NULL);
}

char *
desk_card_mis (ClinicAppointment *visit)
{
  const char *status = clinic_appointment_get_mis_status (visit);
  gint64 bits = clinic_appointment_get_mismatches (visit);
  g_autofree char *start = dup_mis_start (visit, FALSE);
  g_autofree char *mismatches =
    desk_mismatch_bits_words (bits, clinic_appointment_get_mis_word (visit));
  /* Translators: the status of a visit in the clinic's medical information system */
  g_autofree char *known = is_set (status) ? g_strdup_printf (_ ("MIS: %s"), status) : NULL;
  g_autofree char *when = has (visit, CLINIC_MISMATCH_TIME) && *start != '\0'
                            ? g_strdup_printf (_ ("MIS: %s"), start)
                            : NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  add (lines, "\n", known);
  add (lines, "\n", mismatches);
  add (lines, "\n", when);
  if (lines->len == 0 && is_set (clinic_appointment_get_mis_id (visit)))
    add (lines, "\n", _ ("The MIS says the same"));

  return g_strdup (lines->str);
}

char *
desk_card_mis_badge (ClinicAppointment *visit)
{
  const char *known = clinic_appointment_get_mis_status (visit);
  const char *word = clinic_appointment_get_mis_word (visit);
  g_autofree char *start = dup_mis_start (visit, TRUE);

  if (has (visit, CLINIC_MISMATCH_TIME) && *start != '\0')
    /* Translators: on a card: the medical information system says another time */
    return g_strdup_printf (C_ ("card", "MIS ! %s"), start);
  if (has (visit, CLINIC_MISMATCH_STATUS) && is_set (word))
    /* Translators: on a card: a status of the medical system that nobody has given a meaning */
    return g_strdup_printf (C_ ("card", "Not mapped: %s"), word);
  if (clinic_appointment_get_mismatches (visit) != 0)
    /* Translators: on a card: the medical information system says otherwise */
    return g_strdup (C_ ("card", "MIS !"));
  if (is_set (clinic_appointment_get_mis_id (visit)))
    /* Translators: on a card: the medical information system says the same */
    return g_strdup (C_ ("card", "MIS ✓"));

  /* Translators: the medical information system knows this visit; short, on a card */
  return g_strdup (is_set (known) ? C_ ("card", "MIS") : "");
}

char *
desk_card_mis_short_badge (ClinicAppointment *visit)
{
  const char *word = clinic_appointment_get_mis_word (visit);

  if (has (visit, CLINIC_MISMATCH_STATUS) && !has (visit, CLINIC_MISMATCH_TIME) && is_set (word))
    /* Translators: on a narrow card: the medical system has a status whose meaning nobody knows */
    return g_strdup_printf (C_ ("card", "MIS ? %s"), word);

  return desk_card_mis_badge (visit);
}

char *
desk_card_label (ClinicAppointment *visit, gint64 now, gboolean with_day)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean late = FALSE;
  gint64 amount = clinic_appointment_get_amount (visit);
  g_autofree char *time = desk_card_time (visit);
  g_autofree char *name = desk_card_name (visit);
  g_autofree char *facts = dup_facts (visit, now, with_day, FALSE);
  g_autofree char *doctor = desk_card_doctor (visit);
  g_autofree char *waiting = desk_card_waiting (visit, now, &late);
  g_autofree char *ladder = desk_card_ladder_words (visit);
  g_autofree char *lines = desk_card_mis (visit);
  g_auto (GStrv) said = g_strsplit (lines, "\n", -1);
  g_autofree char *mis = g_strjoinv (", ", said);
  g_autofree char *money = amount != 0 ? desk_format_money (amount) : NULL;

  add (line, " ", time);
  add (line, " ", name);
  add (line, ", ", facts);
  add (line, ", ", doctor);
  add (line, ", ", money);
  add (line, ", ", waiting);
  add (line, ", ", ladder);
  add (line, ", ", mis);
  if (clinic_appointment_get_pending (visit))
    add (line, ", ", _ ("waits to be sent"));
  add (line, ", ", clinic_appointment_get_problem (visit));

  return g_strdup (line->str);
}
