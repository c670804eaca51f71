/* clinic-shift-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end-of-shift report in words, as a table and as text.
 */

#define G_LOG_DOMAIN "clinic-shift-sheet"

#include <glib/gi18n.h>

#include "clinic-shift-report.h"

typedef struct
{
  ClinicShiftSection section;
  gboolean has_mine;
  const char *title;
  const char *formula;
} Line;

static const Line lines[CLINIC_N_SHIFT_LINES] = {
  [CLINIC_SHIFT_CALLS_TAKEN] = { CLINIC_SHIFT_SECTION_CALLS, TRUE, NC_ ("shift", "Calls taken"),
                                 N_ ("Incoming calls of today that were answered; yours are those "
                                     "that the portal puts down to you.") },
  [CLINIC_SHIFT_CALLS_MADE] = { CLINIC_SHIFT_SECTION_CALLS, TRUE, NC_ ("shift", "Calls made"),
                                N_ ("Outgoing calls of today, answered or not.") },
  [CLINIC_SHIFT_NUMBERS_MISSED] = { CLINIC_SHIFT_SECTION_CALLS, FALSE,
                                    NC_ ("shift", "Numbers missed"),
                                    N_ ("Numbers from which a call of today was missed, each "
                                        "counted once.") },
  [CLINIC_SHIFT_CALLED_BACK] = { CLINIC_SHIFT_SECTION_CALLS, FALSE, NC_ ("shift", "Called back"),
                                 N_ ("Missed numbers that somebody of the clinic reached since.") },
  [CLINIC_SHIFT_GOT_THROUGH] = { CLINIC_SHIFT_SECTION_CALLS, FALSE,
                                 NC_ ("shift", "Got through themselves"),
                                 N_ ("Missed numbers that called again and were answered.") },
  [CLINIC_SHIFT_VISITS_BOOKED] = { CLINIC_SHIFT_SECTION_VISITS, TRUE, NC_ ("shift", "Booked"),
                                   N_ ("Visits that were made today, for whatever day; yours are "
                                       "those that you are responsible for on the portal.") },
  [CLINIC_SHIFT_VISITS_MOVED] = { CLINIC_SHIFT_SECTION_VISITS, TRUE,
                                  NC_ ("shift", "Moved to another time"),
                                  N_ ("As seen from this computer since the program was started "
                                      "today: the portal does not keep who moved a visit.") },
  [CLINIC_SHIFT_VISITS_CANCELLED] = { CLINIC_SHIFT_SECTION_VISITS, TRUE, NC_ ("shift", "Cancelled"),
                                      N_ ("Visits that were cancelled or lost today; yours are "
                                          "those that you moved there. Of visits that were to be "
                                          "more than two weeks ahead nothing is known.") },
  [CLINIC_SHIFT_CAME] = { CLINIC_SHIFT_SECTION_VISITS, TRUE, NC_ ("shift", "Came"),
                          N_ ("Visits of today that took place; yours are those that you are "
                              "responsible for on the portal.") },
  [CLINIC_SHIFT_NO_SHOWS] = { CLINIC_SHIFT_SECTION_VISITS, TRUE, NC_ ("shift", "Did not come"),
                              N_ ("Visits of today to which the patient did not come.") },
  [CLINIC_SHIFT_CONFIRMED] = { CLINIC_SHIFT_SECTION_VISITS, FALSE,
                               NC_ ("shift", "Confirmed for tomorrow"),
                               N_ ("Visits of tomorrow whose patients have said that they "
                                   "come.") },
  [CLINIC_SHIFT_LEFT_MISSED] = { CLINIC_SHIFT_SECTION_LEFT, FALSE,
                                 NC_ ("shift", "Missed and not called back"),
                                 N_ ("Missed numbers that nobody has reached yet.") },
  [CLINIC_SHIFT_LEFT_UNCONFIRMED] = { CLINIC_SHIFT_SECTION_LEFT, FALSE,
                                      NC_ ("shift", "Not confirmed for tomorrow"),
                                      N_ ("Visits of tomorrow whose patients have not said that "
                                          "they come.") },
  [CLINIC_SHIFT_LEFT_UNSENT] = { CLINIC_SHIFT_SECTION_LEFT, FALSE,
                                 NC_ ("shift", "Not sent to the portal"),
                                 N_ ("What was done at this computer and has not reached the "
                                     "portal, or waits for a decision.") },
  [CLINIC_SHIFT_LEFT_MISMATCHES] = { CLINIC_SHIFT_SECTION_LEFT, FALSE, NC_ ("shift", "Mismatches"),
                                     N_ ("What the medical system and the portal disagree "
                                         "about.") },
};

static const char *const sections[CLINIC_N_SHIFT_SECTIONS] = {
  [CLINIC_SHIFT_SECTION_CALLS] = NC_ ("shift", "Calls"),
  [CLINIC_SHIFT_SECTION_VISITS] = NC_ ("shift", "Visits"),
  [CLINIC_SHIFT_SECTION_LEFT] = NC_ ("shift", "Left for the next shift"),
};

ClinicShiftSection
clinic_shift_line_get_section (ClinicShiftLine line)
{
  return lines[line].section;
}

const char *
clinic_shift_line_get_title (ClinicShiftLine line)
{
  return g_dpgettext2 (NULL, "shift", lines[line].title);
}

const char *
clinic_shift_line_get_formula (ClinicShiftLine line)
{
  return _ (lines[line].formula);
}

const char *
clinic_shift_section_get_title (ClinicShiftSection section)
{
  return g_dpgettext2 (NULL, "shift", sections[section]);
}

gboolean
clinic_shift_line_has_mine (ClinicShiftLine line)
{
  return lines[line].has_mine;
}

/* --- as a table --- */

typedef enum
{
  NAME,
  MINE,
  ALL,
} Column;

static gint64
cell (ClinicShiftReport *report, ClinicShiftLine line, ClinicShiftSide side)
{
  int number = clinic_shift_report_get_number (report, line, side);

  return number != CLINIC_SHIFT_UNKNOWN ? number : CLINIC_SHEET_EMPTY;
}

ClinicSheet *
clinic_shift_sheet_new (ClinicShiftReport *self, const char *heading)
{
  ClinicSheet *sheet = NULL;
  int section = -1;

  g_return_val_if_fail (CLINIC_IS_SHIFT_REPORT (self), NULL);

  sheet = clinic_sheet_new (C_ ("sheet", "End of shift"));
  clinic_sheet_add_line (sheet, heading);
  clinic_sheet_add_line (sheet, _ ("An empty cell is not known."));
  clinic_sheet_add_column (sheet, C_ ("shift", "Figure"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("shift", "Mine"), CLINIC_SHEET_COUNT, 0);
  clinic_sheet_add_column (sheet, C_ ("shift", "Whole clinic"), CLINIC_SHEET_COUNT, 0);
  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    {
      if ((int) lines[line].section != section)
        clinic_sheet_begin_group (sheet, clinic_shift_section_get_title (
                                           section = (int) lines[line].section));
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, NAME, clinic_shift_line_get_title (line));
      clinic_sheet_put_number (sheet, MINE, cell (self, line, CLINIC_SHIFT_MINE));
      clinic_sheet_put_number (sheet, ALL, cell (self, line, CLINIC_SHIFT_ALL));
    }

  return sheet;
}

ClinicSheet *
clinic_shift_sheet_new_formulas (void)
{
  ClinicSheet *sheet = clinic_sheet_new (C_ ("shift", "How it is counted"));

  clinic_sheet_add_column (sheet, C_ ("shift", "Figure"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, C_ ("shift", "How it is counted"), CLINIC_SHEET_TEXT, 0);
  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    {
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, 0, clinic_shift_line_get_title (line));
      clinic_sheet_put_text (sheet, 1, clinic_shift_line_get_formula (line));
    }

  return sheet;
}

/* --- as text --- */

static char *
dup_number (ClinicShiftReport *report, ClinicShiftLine line, ClinicShiftSide side)
{
  int number = clinic_shift_report_get_number (report, line, side);

  return number != CLINIC_SHIFT_UNKNOWN ? g_strdup_printf ("%d", number) : g_strdup ("—");
}

static void
append_line (GString *text, ClinicShiftReport *report, ClinicShiftLine line)
{
  g_autofree char *mine = dup_number (report, line, CLINIC_SHIFT_MINE);
  g_autofree char *all = dup_number (report, line, CLINIC_SHIFT_ALL);
  g_autofree char *words = NULL;

  if (lines[line].has_mine)
    /* Translators: a line of the report: what, how many of mine, how many in the clinic */
    words = g_strdup_printf (C_ ("shift", "%s: %s (whole clinic: %s)"),
                             clinic_shift_line_get_title (line), mine, all);
  else
    /* Translators: a line of the report: what, and how many */
    words = g_strdup_printf (C_ ("shift", "%s: %s"), clinic_shift_line_get_title (line), all);
  g_string_append_printf (text, "%s\n", words);
}

char *
clinic_shift_sheet_dup_text (ClinicShiftReport *self, const char *heading)
{
  GString *text = g_string_new (heading);
  int section = -1;

  g_return_val_if_fail (CLINIC_IS_SHIFT_REPORT (self), g_string_free (text, FALSE));

  g_string_append_c (text, '\n');
  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    {
      if ((int) lines[line].section != section)
        g_string_append_printf (text, "\n%s\n",
                                clinic_shift_section_get_title (section =
                                                                  (int) lines[line].section));
      append_line (text, self, line);
    }

  return g_string_free (text, FALSE);
}
