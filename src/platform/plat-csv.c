/* plat-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-csv"

#include "plat-csv.h"

#include <string.h>

#include "plat-serial.h"

/* by which Excel knows that it is UTF-8 */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define SEPARATOR ';'
#define LINE_END "\r\n"
#define FLUSH_BYTES (64 * 1024)

/* What a spreadsheet would take for a formula, or strip off and then take for one, becomes text by
 * an apostrophe (OWASP, «CSV injection»). */
static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

static void
append_text (GString *line, const char *text)
{
  gboolean quoted;

  if (text == NULL)
    return;
  quoted = strpbrk (text, ";\"\r\n") != NULL || *text == ' ' || is_formula (text);
  if (quoted)
    g_string_append_c (line, '"');
  if (is_formula (text))
    g_string_append_c (line, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  if (quoted)
    g_string_append_c (line, '"');
}

/* with a decimal comma: of hundredths, or of tenths */
static void
append_fraction (GString *line, gint64 number, guint parts)
{
  guint64 size = number < 0 ? -(guint64) number : (guint64) number;

  g_string_append_printf (line, "%s%" G_GUINT64_FORMAT ",%0*u", number < 0 ? "-" : "", size / parts,
                          parts == 100 ? 2 : 1, (guint) (size % parts));
}

static void
append_day (GString *line, PlatSerial *serial, gint64 when)
{
  /* a day of GDate is one since the year 1, that of a spreadsheet since 1900 */
  const gint64 difference = 719163 - 25569;
  gint64 day = plat_serial_day (serial, when) + difference;
  GDate date;

  if (!g_date_valid_julian ((guint32) day))
    return;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  g_string_append_printf (line, "%02u.%02u.%04u", g_date_get_day (&date), g_date_get_month (&date),
                          g_date_get_year (&date));
}

static void
append_minutes (GString *line, gint64 minutes, gboolean clock)
{
  guint64 size = minutes < 0 ? -(guint64) minutes : (guint64) minutes;

  g_string_append_printf (line,
                          clock ? "%s%02" G_GUINT64_FORMAT ":%02u" : "%s%" G_GUINT64_FORMAT ":%02u",
                          minutes < 0 ? "-" : "", size / 60, (guint) (size % 60));
}

static void
append_number (GString *line, PlatSerial *serial, ClinicSheetKind kind, gint64 number)
{
  if (number == CLINIC_SHEET_EMPTY)
    return;

  switch (kind)
    {
    case CLINIC_SHEET_MONEY:
      append_fraction (line, number, 100);
      break;
    case CLINIC_SHEET_PERCENT:
      append_fraction (line, number, 10);
      g_string_append_c (line, '%');
      break;
    case CLINIC_SHEET_MINUTES:
      append_minutes (line, number, FALSE);
      break;
    case CLINIC_SHEET_DATE:
      append_day (line, serial, number);
      break;
    case CLINIC_SHEET_TIME:
      append_minutes (line, plat_serial_minute (serial, number), TRUE);
      break;
    case CLINIC_SHEET_DATETIME:
      append_day (line, serial, number);
      g_string_append_c (line, ' ');
      append_minutes (line, plat_serial_minute (serial, number), TRUE);
      break;
    case CLINIC_SHEET_COUNT:
    case CLINIC_SHEET_TEXT:
    case CLINIC_SHEET_LINK:
    default:
      g_string_append_printf (line, "%" G_GINT64_FORMAT, number);
      break;
    }
}

static void
append_head (GString *line, ClinicSheet *sheet)
{
  if (clinic_sheet_get_n_groups (sheet) > 0)
    {
      append_text (line, clinic_sheet_get_group_name (sheet));
      g_string_append_c (line, SEPARATOR);
    }
  for (guint i = 0; i < clinic_sheet_get_n_columns (sheet); i++)
    {
      if (i > 0)
        g_string_append_c (line, SEPARATOR);
      append_text (line, clinic_sheet_get_column (sheet, i)->name);
    }
  g_string_append (line, LINE_END);
}

/* group: (nullable): what the row belongs to, as its first column; NULL: there are no groups */
static void
append_row (GString *line, ClinicSheet *sheet, PlatSerial *serial, const char *group, guint row)
{
  if (group != NULL)
    {
      append_text (line, group);
      g_string_append_c (line, SEPARATOR);
    }
  for (guint i = 0; i < clinic_sheet_get_n_columns (sheet); i++)
    {
      ClinicSheetKind kind = clinic_sheet_get_column (sheet, i)->kind;

      if (i > 0)
        g_string_append_c (line, SEPARATOR);
      if (kind == CLINIC_SHEET_TEXT || kind == CLINIC_SHEET_LINK)
        append_text (line, clinic_sheet_get_text (sheet, row, i));
      else
        append_number (line, serial, kind, clinic_sheet_get_number (sheet, row, i));
    }
  g_string_append (line, LINE_END);
}

static gboolean
flush (GString *text, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gboolean written =
    g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);

  g_string_truncate (text, 0);

  return written;
}

static gboolean
write_rows (ClinicSheet *sheet, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (PlatSerial) serial = plat_serial_new ();
  g_autoptr (GString) text = g_string_new (BYTE_ORDER_MARK);
  guint n_groups = clinic_sheet_get_n_groups (sheet);
  guint group = 0;

  append_head (text, sheet);
  for (guint row = 0; row < clinic_sheet_get_n_rows (sheet); row++)
    {
      const char *name = NULL;

      while (group < n_groups && clinic_sheet_get_group (sheet, group)->to <= row)
        group++;
      if (group < n_groups)
        name = clinic_sheet_get_group (sheet, group)->name;
      append_row (text, sheet, serial, name, row);
      if (text->len >= FLUSH_BYTES && !flush (text, stream, cancellable, error))
        return FALSE;
    }

  return flush (text, stream, cancellable, error);
}

gboolean
plat_csv_write (ClinicSheet *sheet, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream =
    g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);

  return stream != NULL && write_rows (sheet, G_OUTPUT_STREAM (stream), cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}
