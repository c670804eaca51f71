/* desk-lead-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-lead-words"

#include "desk-lead-words.h"

#include <glib/gi18n.h>

#include "clinic-leads.h"
#include "clinic-orphans.h"
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

/* (transfer full) */
static char *
dup_first_line (const char *text)
{
  g_auto (GStrv) lines = is_set (text) ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (*line != '\0')
        return g_strdup (line);
    }

  return g_strdup ("");
}

static gboolean
has_own_name (ClinicLead *lead)
{
  return is_set (clinic_lead_get_name (lead));
}

char *
desk_lead_name (ClinicLead *lead)
{
  const char *phone = clinic_lead_get_phone (lead);
  const char *title = clinic_lead_get_title (lead);

  if (has_own_name (lead))
    return g_strdup (clinic_lead_get_name (lead));
  if (is_set (phone))
    return clinic_phone_dup_display (phone);

  return g_strdup (is_set (title) ? title : _ ("No name"));
}

char *
desk_lead_phone (ClinicLead *lead)
{
  const char *phone = clinic_lead_get_phone (lead);

  return has_own_name (lead) && is_set (phone) ? clinic_phone_dup_display (phone) : g_strdup ("");
}

char *
desk_lead_facts (ClinicLead *lead)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 amount = clinic_lead_get_amount (lead);
  g_autofree char *money = amount != 0 ? desk_format_money (amount) : NULL;

  add (line, " · ", clinic_lead_get_source_name (lead));
  add (line, " · ", money);

  return g_strdup (line->str);
}

char *
desk_lead_subject (ClinicLead *lead)
{
  g_autofree char *comment = dup_first_line (clinic_lead_get_comments (lead));
  const char *title = clinic_lead_get_title (lead);

  if (*comment != '\0')
    return g_steal_pointer (&comment);

  return g_strdup (is_set (title) ? title : "");
}

char *
desk_lead_waiting (ClinicLead *lead, gint64 now, gboolean *late)
{
  gint64 waited = clinic_leads_waited (lead, now);

  *late = clinic_leads_is_late (lead, now);
  if ((clinic_lead_get_moved (lead) == 0 && clinic_lead_get_created (lead) == 0) ||
      clinic_lead_get_kind (lead) != CLINIC_STAGE_KIND_PROCESS)
    return g_strdup ("");
  if (waited < 60)
    return g_strdup (C_ ("waiting", "just now"));
  if (waited >= 86400)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (waited / 86400)),
                            (int) (waited / 86400));

  /* Hours are enough where there are any: the card has little room. */
  return desk_format_duration (waited >= 3600 ? waited - waited % 3600 : waited);
}

char *
desk_lead_state (ClinicLead *lead, gint64 now, gboolean *alarm)
{
  *alarm = clinic_orphans_is_one (lead, now);
  if (*alarm)
    return g_strdup (_ ("Booked, but no appointment"));
  if (clinic_lead_get_appointment_id (lead) > 0)
    return g_strdup (_ ("Appointment made"));
  if (clinic_orphans_is_booked (lead))
    return g_strdup (_ ("Waits for the appointment"));

  return g_strdup ("");
}

char *
desk_lead_label (ClinicLead *lead, gint64 now)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean late = FALSE, alarm = FALSE;
  g_autofree char *name = desk_lead_name (lead);
  g_autofree char *phone = desk_lead_phone (lead);
  g_autofree char *facts = desk_lead_facts (lead);
  g_autofree char *subject = desk_lead_subject (lead);
  g_autofree char *waiting = desk_lead_waiting (lead, now, &late);
  g_autofree char *state = desk_lead_state (lead, now, &alarm);

  add (line, ", ", name);
  add (line, ", ", phone);
  add (line, ", ", facts);
  add (line, ", ", subject);
  if (is_set (waiting))
    {
      /* Translators: how long somebody who asked waits; for a screen reader */
      g_autofree char *words =
        g_strdup_printf (late ? _ ("waits for %s, late") : _ ("waits for %s"), waiting);

      add (line, ", ", words);
    }
  add (line, ", ", state);
  if (clinic_lead_get_patient_id (lead) != 0)
    add (line, ", ", _ ("is a patient"));
  add (line, ", ", clinic_lead_get_responsible_name (lead));
  if (clinic_lead_get_pending (lead))
    add (line, ", ", _ ("waits to be sent"));
  add (line, ", ", clinic_lead_get_problem (lead));

  return g_strdup (line->str);
}
