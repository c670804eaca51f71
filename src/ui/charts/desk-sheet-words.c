/* desk-sheet-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-sheet-words"

#include "desk-sheet-words.h"

#include "desk-chart-words.h"
#include "desk-format.h"

static char *
dup_moment (gint64 when, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);

  return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

static char *
dup_number (ClinicSheetKind kind, gint64 number)
{
  if (number == CLINIC_SHEET_EMPTY)
    return g_strdup ("");

  switch (kind)
    {
    case CLINIC_SHEET_DATE:
      return dup_moment (number, "%d.%m.%Y");
    case CLINIC_SHEET_TIME:
      return dup_moment (number, "%H:%M");
    case CLINIC_SHEET_DATETIME:
      return dup_moment (number, "%d.%m.%Y %H:%M");
    case CLINIC_SHEET_COUNT:
    case CLINIC_SHEET_MONEY:
    case CLINIC_SHEET_PERCENT:
    case CLINIC_SHEET_MINUTES:
    case CLINIC_SHEET_TEXT:
    case CLINIC_SHEET_LINK:
    default:
      return desk_chart_value (kind, number);
    }
}

gboolean
desk_sheet_is_number (ClinicSheet *sheet, guint column)
{
  ClinicSheetKind kind = clinic_sheet_get_column (sheet, column)->kind;

  return kind != CLINIC_SHEET_TEXT && kind != CLINIC_SHEET_LINK;
}

char *
desk_sheet_cell (ClinicSheet *sheet, guint row, guint column)
{
  const char *text;

  if (desk_sheet_is_number (sheet, column))
    return dup_number (clinic_sheet_get_column (sheet, column)->kind,
                       clinic_sheet_get_number (sheet, row, column));
  text = clinic_sheet_get_text (sheet, row, column);

  return g_strdup (text != NULL ? text : "");
}

char *
desk_sheet_total (ClinicSheet *sheet, guint column, guint from, guint to)
{
  return dup_number (clinic_sheet_get_column (sheet, column)->kind,
                     clinic_sheet_total (sheet, column, from, to));
}
