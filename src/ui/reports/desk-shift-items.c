/* desk-shift-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-shift-items"

#include "desk-shift-items.h"

#include <glib/gi18n.h>

#include "clinic-mismatch.h"
#include "clinic-phone.h"
#include "clinic-stage.h"
#include "desk-command-words.h"
#include "desk-format.h"
#include "desk-mismatch-words.h"

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

/* (transfer full): those that are said, with a dot between them */
static char *
join (const char *first, const char *second, const char *third)
{
  const char *all[] = { first, second, third };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (is_said (all[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", all[i]);

  return g_string_free (text, FALSE);
}

/* (transfer full) */
static char *
dup_who (const char *name, const char *number)
{
  g_autofree char *shown = is_said (number) ? clinic_phone_dup_display (number) : NULL;

  if (!is_said (name) && !is_said (shown))
    return g_strdup (_ ("Hidden number"));

  return join (name, shown, NULL);
}

static void
visit_words (ClinicAppointment *visit, gint64 now, char **title, char **details)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  const char *name = clinic_appointment_get_patient_name (visit);
  g_autofree char *when = desk_format_day_time (clinic_appointment_get_start (visit), now);

  *title = g_strdup (is_said (name) ? name : clinic_appointment_get_title (visit));
  *details = join (when, clinic_appointment_get_doctor_name (visit),
                   stage != NULL ? clinic_stage_get_name (stage) : NULL);
}

static void
call_words (ClinicCallRecord *call, char **title, char **details)
{
  g_autofree char *when = desk_format_time (clinic_call_record_get_start (call));
  g_autofree char *length = clinic_call_record_get_duration (call) > 0
                              ? desk_format_duration (clinic_call_record_get_duration (call))
                              : g_strdup (_ ("no answer"));

  *title =
    dup_who (clinic_call_record_get_patient_name (call), clinic_call_record_get_number (call));
  *details = join (when, length, clinic_call_record_get_user_name (call));
}

static void
missed_words (ClinicMissedGroup *group, char **title, char **details)
{
  g_autofree char *last = desk_format_time (clinic_missed_group_get_last_missed (group));
  g_autofree char *resolved = desk_format_time (clinic_missed_group_get_resolved (group));
  g_autofree char *missed = g_strdup_printf (_ ("missed at %s"), last);
  g_autofree char *reached =
    *resolved != '\0' ? g_strdup_printf (_ ("spoken with at %s"), resolved) : NULL;

  *title =
    dup_who (clinic_missed_group_get_patient_name (group), clinic_missed_group_get_number (group));
  *details = join (missed, reached, NULL);
}

static void
mismatch_words (ClinicMismatch *mismatch, gint64 now, char **title, char **details)
{
  g_autofree char *what = desk_mismatch_title (mismatch);
  g_autofree char *when = desk_format_day_time (desk_mismatch_start (mismatch), now);

  *title = desk_mismatch_name (mismatch);
  *details = join (what, when, NULL);
}

void
desk_shift_item_words (ClinicSession *session, GObject *item, char **title, char **details)
{
  gint64 now = clinic_session_get_now (session);

  *title = *details = NULL;
  if (CLINIC_IS_APPOINTMENT (item))
    visit_words (CLINIC_APPOINTMENT (item), now, title, details);
  else if (CLINIC_IS_CALL_RECORD (item))
    call_words (CLINIC_CALL_RECORD (item), title, details);
  else if (CLINIC_IS_MISSED_GROUP (item))
    missed_words (CLINIC_MISSED_GROUP (item), title, details);
  else if (CLINIC_IS_MISMATCH (item))
    mismatch_words (CLINIC_MISMATCH (item), now, title, details);
  else if (CLINIC_IS_COMMAND (item))
    {
      *title = desk_command_title (CLINIC_COMMAND (item), session);
      *details = clinic_command_get_state (CLINIC_COMMAND (item)) == CLINIC_COMMAND_DONE
                   ? desk_format_time (clinic_command_get_created (CLINIC_COMMAND (item)))
                   : desk_command_progress (CLINIC_COMMAND (item), session);
    }
}

static gboolean
open_patient (GtkWidget *window, gint64 patient_id)
{
  return patient_id > 0 && gtk_widget_activate_action (window, "win.open-patient", "x", patient_id);
}

static gboolean
open_appointment (GtkWidget *window, gint64 id)
{
  return id > 0 && gtk_widget_activate_action (window, "win.open-appointment", "x", id);
}

static gboolean
open_command (GtkWidget *window, ClinicCommand *command)
{
  if (clinic_command_get_state (command) != CLINIC_COMMAND_DONE)
    return gtk_widget_activate_action (window, "win.show-link", NULL);

  return clinic_command_get_entity (command) == CLINIC_ENTITY_APPOINTMENT &&
         open_appointment (window, clinic_command_get_entity_id (command));
}

gboolean
desk_shift_item_open (GtkWidget *window, GObject *item)
{
  if (CLINIC_IS_APPOINTMENT (item))
    return open_appointment (window, clinic_appointment_get_id (CLINIC_APPOINTMENT (item)));
  if (CLINIC_IS_CALL_RECORD (item))
    return open_patient (window, clinic_call_record_get_patient_id (CLINIC_CALL_RECORD (item)));
  if (CLINIC_IS_MISSED_GROUP (item))
    return gtk_widget_activate_action (window, "win.show-missed", NULL);
  if (CLINIC_IS_MISMATCH (item))
    return gtk_widget_activate_action (window, "win.show-page", "s", "mismatches");
  if (CLINIC_IS_COMMAND (item))
    return open_command (window, CLINIC_COMMAND (item));

  return FALSE;
}

/* --- what is left --- */

typedef void (*Visit) (gpointer data, ClinicShiftLine line, const char *title, const char *details);

static void
visit_left (ClinicSession *session, ClinicShiftReport *report, Visit visit, gpointer data)
{
  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    {
      GPtrArray *items = clinic_shift_report_get_items (report, line, CLINIC_SHIFT_ALL);

      if (clinic_shift_line_get_section (line) != CLINIC_SHIFT_SECTION_LEFT || items == NULL)
        continue;
      for (guint i = 0; i < items->len; i++)
        {
          g_autofree char *title = NULL, *details = NULL;

          desk_shift_item_words (session, g_ptr_array_index (items, i), &title, &details);
          visit (data, line, title, details);
        }
    }
}

static void
put_row (gpointer data, ClinicShiftLine line, const char *title, const char *details)
{
  ClinicSheet *sheet = data;

  clinic_sheet_add_row (sheet);
  clinic_sheet_put_text (sheet, 0, clinic_shift_line_get_title (line));
  clinic_sheet_put_text (sheet, 1, title);
  clinic_sheet_put_text (sheet, 2, details);
}

ClinicSheet *
desk_shift_items_sheet (ClinicSession *session, ClinicShiftReport *report)
{
  ClinicSheet *sheet =
    clinic_sheet_new (clinic_shift_section_get_title (CLINIC_SHIFT_SECTION_LEFT));

  clinic_sheet_add_column (sheet, C_ ("shift", "What is left"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("shift", "Who"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("shift", "Details"), CLINIC_SHEET_TEXT, 0);
  visit_left (session, report, put_row, sheet);

  return sheet;
}

/* The lines under one head. */
typedef struct
{
  GString *text; /* owned by the caller */
  int line;
} Lines;

static void
put_line (gpointer data, ClinicShiftLine line, const char *title, const char *details)
{
  Lines *lines = data;

  if (lines->line != (int) line)
    g_string_append_printf (lines->text, "\n%s\n", clinic_shift_line_get_title (line));
  lines->line = (int) line;
  g_string_append_printf (lines->text, "— %s%s%s\n", title, *details != '\0' ? " · " : "", details);
}

char *
desk_shift_items_text (ClinicSession *session, ClinicShiftReport *report)
{
  Lines lines = { g_string_new (NULL), -1 };

  visit_left (session, report, put_line, &lines);

  return g_string_free (lines.text, FALSE);
}
