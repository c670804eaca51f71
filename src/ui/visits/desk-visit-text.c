/* desk-visit-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-text"

#include "desk-visit-text.h"

#include "desk-call-text.h"
#include "desk-format.h"

#include "clinic-types.h"

#include <glib/gi18n.h>

static void
add_part (GString *text, const char *part, const char *divider)
{
  if (part == NULL || *part == '\0')
    return;

  g_string_append_printf (text, "%s%s", text->len > 0 ? divider : "", part);
}

char *
desk_visit_text_doctor (ClinicAppointment *visit)
{
  g_autofree char *doctor = desk_text_clip (clinic_appointment_get_doctor_name (visit), 40);
  g_autofree char *specialty = desk_text_clip (clinic_appointment_get_specialty (visit), 30);
  g_autofree char *chair = desk_text_clip (clinic_appointment_get_chair (visit), 30);
  g_autoptr (GString) text = g_string_new (doctor);

  add_part (text, specialty, ", ");
  add_part (text, chair, " · ");

  return g_strdup (text->str);
}

char *
desk_visit_text_reminders (ClinicAppointment *visit)
{
  gint64 reminders = clinic_appointment_get_reminders (visit);
  g_autoptr (GString) text = g_string_new (NULL);
  static const struct
  {
    ClinicReminders step;
    const char *words;
  } steps[] = {
    { CLINIC_REMINDERS_SENT, NC_ ("reminder", "reminder sent") },
    { CLINIC_REMINDERS_DELIVERED, NC_ ("reminder", "delivered") },
    { CLINIC_REMINDERS_ANSWERED, NC_ ("reminder", "answered") },
    { CLINIC_REMINDERS_CALLED, NC_ ("reminder", "called") },
    { CLINIC_REMINDERS_FAILED, NC_ ("reminder", "a message could not be delivered") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if ((reminders & steps[i].step) != 0)
      add_part (text, g_dpgettext2 (NULL, "reminder", steps[i].words), ", ");

  return g_strdup (text->str);
}

static char *
mis_text (ClinicAppointment *visit)
{
  g_autofree char *status = desk_text_clip (clinic_appointment_get_mis_status (visit), 40);
  g_autofree char *origin = desk_text_clip (clinic_appointment_get_origin (visit), 40);
  g_autoptr (GString) text = g_string_new (NULL);

  add_part (text, status, ", ");
  add_part (text, origin, ", ");
  if (text->len == 0)
    return g_strdup ("");

  /* Translators: the medical system's status of the visit and its number there */
  return g_strdup_printf (_ ("MIS: %s"), text->str);
}

char *
desk_visit_text_more (ClinicAppointment *visit)
{
  int moves = (int) clinic_appointment_get_moves (visit);
  gint64 minutes = clinic_appointment_get_minutes (visit);
  g_autofree char *amount = clinic_appointment_get_amount (visit) != 0
                              ? desk_format_money (clinic_appointment_get_amount (visit))
                              : NULL;
  g_autofree char *length = minutes > 0 ? desk_format_duration (minutes * 60) : NULL;
  g_autofree char *source = desk_text_clip (clinic_appointment_get_source_name (visit), 40);
  g_autofree char *moved =
    moves > 0 ? g_strdup_printf (ngettext ("moved %d time", "moved %d times", moves), moves) : NULL;
  g_autofree char *reminders = desk_visit_text_reminders (visit);
  g_autofree char *mis = mis_text (visit);
  g_autofree char *name = desk_text_clip (clinic_appointment_get_reason (visit), 60);
  g_autofree char *reason = *name != '\0' ? g_strdup_printf (_ ("Reason: %s"), name) : NULL;
  const char *waiting = clinic_appointment_get_waiting (visit) ? _ ("on the waiting list") : NULL;
  const char *parts[] = { amount, length, source, moved, waiting, reason, reminders, mis };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (text, parts[i], " · ");

  return g_strdup (text->str);
}
