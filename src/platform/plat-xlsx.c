/* plat-xlsx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* fallocate () */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "plat-xlsx"

#include "plat-xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

#include "plat-xlsx-private.h"

/* of a cell; what is longer is cut */
#define MAX_TEXT 32767
/* of an address; what is longer stays text */
#define MAX_URL 2079
/* rows after which somebody may have changed his mind */
#define LOOK_ROWS 512
/* of a sheet's file, beside its rows; more than enough */
#define REST_BYTES (256 * 1024)

/* --- cells --- */

/* Texts are strings whatever they begin with: nothing is a formula that somebody typed. */
static void
write_text (PlatXlsxWriting *writing, guint column, const char *text, lxw_format *format)
{
  g_autoptr (GString) clean = NULL;

  if (text == NULL)
    return;
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 32 && *p != '\n' && *p != '\t')
      {
        clean = g_string_new (text);
        break;
      }
  /* what XML cannot hold */
  for (gsize i = 0; clean != NULL && i < clean->len; i++)
    if ((guchar) clean->str[i] < 32 && clean->str[i] != '\n' && clean->str[i] != '\t')
      clean->str[i] = ' ';
  if (clean != NULL)
    text = clean->str;

  if (worksheet_write_string (writing->page, writing->row, (lxw_col_t) column, text, format) ==
      LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    {
      g_autofree char *cut = g_utf8_substring (text, 0, MAX_TEXT);

      worksheet_write_string (writing->page, writing->row, (lxw_col_t) column, cut, format);
    }
}

static void
write_link (PlatXlsxWriting *writing, guint row, guint column)
{
  const char *text = clinic_sheet_get_text (writing->sheet, row, column);
  const char *url = clinic_sheet_get_url (writing->sheet, row, column);

  /* a sheet holds 65,530 of them: the others stay text */
  if (url == NULL || g_utf8_strlen (url, -1) > MAX_URL ||
      worksheet_write_url_opt (writing->page, writing->row, (lxw_col_t) column, url,
                               writing->formats->cells[CLINIC_SHEET_LINK], text,
                               NULL) != LXW_NO_ERROR)
    write_text (writing, column, text, NULL);
}

/* Minutes as a part of a day, to a thousandth of a second: every digit of an endless fraction would
 * have to be written, and cannot be compressed. */
static double
to_days (gint64 minutes)
{
  const double parts = 1e8;

  return round ((double) minutes / (24.0 * 60.0) * parts) / parts;
}

/* the number that a spreadsheet has for it */
static double
to_cell (PlatXlsxWriting *writing, ClinicSheetKind kind, gint64 number)
{
  switch (kind)
    {
    case CLINIC_SHEET_MONEY:
      return (double) number / 100.0;
    case CLINIC_SHEET_PERCENT:
      return (double) number / 1000.0;
    case CLINIC_SHEET_MINUTES:
      return to_days (number);
    case CLINIC_SHEET_DATE:
      return (double) plat_serial_day (writing->serial, number);
    case CLINIC_SHEET_TIME:
      return to_days (plat_serial_minute (writing->serial, number));
    case CLINIC_SHEET_DATETIME:
      return (double) plat_serial_day (writing->serial, number) +
             to_days (plat_serial_minute (writing->serial, number));
    case CLINIC_SHEET_COUNT:
    case CLINIC_SHEET_TEXT:
    case CLINIC_SHEET_LINK:
    default:
      return (double) number;
    }
}

static void
write_cell (PlatXlsxWriting *writing, guint row, guint column)
{
  ClinicSheetKind kind = clinic_sheet_get_column (writing->sheet, column)->kind;

  if (kind == CLINIC_SHEET_TEXT)
    {
      write_text (writing, column, clinic_sheet_get_text (writing->sheet, row, column), NULL);
    }
  else if (kind == CLINIC_SHEET_LINK)
    {
      write_link (writing, row, column);
    }
  else
    {
      gint64 number = clinic_sheet_get_number (writing->sheet, row, column);

      if (number != CLINIC_SHEET_EMPTY)
        worksheet_write_number (writing->page, writing->row, (lxw_col_t) column,
                                to_cell (writing, kind, number), writing->formats->cells[kind]);
    }
}

/* --- totals --- */

static void
append_range (GString *text, guint column, lxw_row_t from, lxw_row_t to)
{
  char name[LXW_MAX_CELL_RANGE_LENGTH];

  lxw_rowcol_to_range (name, from, (lxw_col_t) column, to, (lxw_col_t) column);
  /* 9: a sum that counts no other subtotals and no rows that the filter hides */
  g_string_append_printf (text, "SUBTOTAL(9,%s)", name);
}

/* The sum of a column over rows of the file, or the ratio of two such sums; with the value that it
 * has now, for readers that do not count. from, to: the same rows in the sheet. */
static void
write_total (PlatXlsxWriting *writing, guint column, lxw_row_t first, guint from, guint to)
{
  const ClinicSheetColumn *of = clinic_sheet_get_column (writing->sheet, column);
  lxw_row_t last = writing->row - 1;
  gint64 total = clinic_sheet_total (writing->sheet, column, from, to);
  g_autoptr (GString) formula = g_string_new ("=");

  if (of->has_sum)
    {
      append_range (formula, column, first, last);
    }
  else
    {
      g_string_append (formula, "IFERROR(");
      append_range (formula, of->part, first, last);
      g_string_append_c (formula, '/');
      append_range (formula, of->whole, first, last);
      g_string_append (formula, ",\"\")");
    }
  if (total == CLINIC_SHEET_EMPTY)
    worksheet_write_formula_str (writing->page, writing->row, (lxw_col_t) column, formula->str,
                                 writing->formats->totals[of->kind], "");
  else if (of->has_sum)
    worksheet_write_formula_num (writing->page, writing->row, (lxw_col_t) column, formula->str,
                                 writing->formats->totals[of->kind],
                                 to_cell (writing, of->kind, total));
  else
    worksheet_write_formula_num (writing->page, writing->row, (lxw_col_t) column, formula->str,
                                 writing->formats->totals[of->kind],
                                 (double) clinic_sheet_sum (writing->sheet, of->part, from, to) /
                                   (double) clinic_sheet_sum (writing->sheet, of->whole, from, to));
}

static void
write_totals (PlatXlsxWriting *writing, const char *name, lxw_row_t first, guint from, guint to)
{
  guint n = clinic_sheet_get_n_columns (writing->sheet);

  for (guint i = 0; i < n; i++)
    {
      const ClinicSheetColumn *column = clinic_sheet_get_column (writing->sheet, i);

      if (column->has_sum || column->whole != CLINIC_SHEET_NONE)
        write_total (writing, i, first, from, to);
      else if (i == 0)
        write_text (writing, i, name, writing->formats->totals[CLINIC_SHEET_TEXT]);
      else
        worksheet_write_blank (writing->page, writing->row, (lxw_col_t) i,
                               writing->formats->totals[CLINIC_SHEET_TEXT]);
    }
  writing->row++;
}

/* --- the parts of a sheet --- */

static void
write_head (PlatXlsxWriting *writing)
{
  const char *const *lines = clinic_sheet_get_lines (writing->sheet);

  write_text (writing, 0, clinic_sheet_get_title (writing->sheet), writing->formats->title);
  writing->row++;
  for (guint i = 0; lines[i] != NULL; i++, writing->row++)
    write_text (writing, 0, lines[i], writing->formats->note);
  writing->row++;

  writing->head = writing->row;
  for (guint i = 0; i < clinic_sheet_get_n_columns (writing->sheet); i++)
    {
      const ClinicSheetColumn *column = clinic_sheet_get_column (writing->sheet, i);

      write_text (writing, i, column->name, writing->formats->heads[column->kind]);
    }
  writing->row++;
  writing->first = writing->row;
}

static gboolean
write_rows (PlatXlsxWriting *writing,
            guint from,
            guint to,
            GCancellable *cancellable,
            GError **error)
{
  guint n = clinic_sheet_get_n_columns (writing->sheet);

  for (guint row = from; row < to; row++, writing->row++)
    {
      if (row % LOOK_ROWS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        write_cell (writing, row, i);
    }

  return TRUE;
}

static gboolean
write_group (PlatXlsxWriting *writing,
             const ClinicSheetGroup *group,
             GCancellable *cancellable,
             GError **error)
{
  /* Translators: under the rows of a group: Total: rent */
  g_autofree char *name = g_strdup_printf (C_ ("table", "Total: %s"), group->name);
  lxw_row_t first;

  for (guint i = 0; i < clinic_sheet_get_n_columns (writing->sheet); i++)
    if (i == 0)
      write_text (writing, i, group->name, writing->formats->group);
    else
      worksheet_write_blank (writing->page, writing->row, (lxw_col_t) i, writing->formats->group);
  first = ++writing->row;

  if (!write_rows (writing, group->from, group->to, cancellable, error))
    return FALSE;
  if (clinic_sheet_has_totals (writing->sheet) && group->to > group->from)
    write_totals (writing, name, first, group->from, group->to);

  return TRUE;
}

static gboolean
write_data (PlatXlsxWriting *writing, GCancellable *cancellable, GError **error)
{
  ClinicSheet *sheet = writing->sheet;
  guint n_groups = clinic_sheet_get_n_groups (sheet);
  guint n_rows = clinic_sheet_get_n_rows (sheet);

  for (guint i = 0; i < n_groups; i++)
    if (!write_group (writing, clinic_sheet_get_group (sheet, i), cancellable, error))
      return FALSE;
  if (n_groups == 0 && !write_rows (writing, 0, n_rows, cancellable, error))
    return FALSE;

  writing->last = MAX (writing->row, writing->first + 1) - 1;
  /* hidden headings of groups would help nobody */
  if (n_groups == 0)
    worksheet_autofilter (writing->page, writing->head, 0, writing->last,
                          (lxw_col_t) (clinic_sheet_get_n_columns (sheet) - 1));
  if (clinic_sheet_has_totals (sheet) && n_rows > 0)
    write_totals (writing, clinic_sheet_get_total_name (sheet), writing->first, 0, n_rows);

  return TRUE;
}

static void
write_foot (PlatXlsxWriting *writing)
{
  const char *footer = clinic_sheet_get_footer (writing->sheet);

  writing->row++;
  write_text (writing, 0, footer, writing->formats->note);
}

/* --- the file --- */

static gboolean
write_sheet (PlatXlsxWriting *writing, GCancellable *cancellable, GError **error)
{
  write_head (writing);
  plat_xlsx_set_widths (writing);
  plat_xlsx_set_paper (writing);
  worksheet_freeze_panes (writing->page, writing->first, 0);
  if (!write_data (writing, cancellable, error))
    return FALSE;
  write_foot (writing);
  plat_xlsx_add_chart (writing);

  return TRUE;
}

static gboolean
fits (ClinicWorkbook *workbook, GError **error)
{
  for (guint i = 0; i < clinic_workbook_get_n_sheets (workbook); i++)
    {
      ClinicSheet *sheet = clinic_workbook_get_sheet (workbook, i);
      guint64 rows = (guint64) clinic_sheet_get_n_rows (sheet) +
                     2 * (guint64) clinic_sheet_get_n_groups (sheet) +
                     g_strv_length ((char **) clinic_sheet_get_lines (sheet)) + 6;

      if (rows > LXW_ROW_MAX || clinic_sheet_get_n_columns (sheet) == 0 ||
          clinic_sheet_get_n_columns (sheet) > LXW_COL_MAX)
        {
          g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                       "a sheet of %u columns and %" G_GUINT64_FORMAT " rows",
                       clinic_sheet_get_n_columns (sheet), rows);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
write_sheets (ClinicWorkbook *workbook,
              lxw_workbook *book,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (PlatSerial) serial = plat_serial_new ();
  PlatXlsxFormats formats = { NULL };

  plat_xlsx_make_formats (&formats, book);
  for (guint i = 0; i < clinic_workbook_get_n_sheets (workbook); i++)
    {
      PlatXlsxWriting writing = { clinic_workbook_get_sheet (workbook, i),
                                  clinic_workbook_get_tab (workbook, i), NULL, &formats, serial };

      writing.page = workbook_add_worksheet (book, writing.tab);
      if (writing.page == NULL)
        {
          g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "cannot add a worksheet");
          return FALSE;
        }
      if (!write_sheet (&writing, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_full (int code)
{
  return code == ENOSPC || code == EDQUOT;
}

/* The library keeps the rows of a sheet in a file, copies them into another one and packs that, and
 * does not look whether the two were written: what did not fit is missing from a workbook that
 * says it is whole. So we look into the first, and whether there is room for the second. */
static gboolean
is_room (lxw_workbook *book, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "room", NULL);
  lxw_worksheet *page = NULL;
  off_t most = 0;
  int file, code;

  STAILQ_FOREACH (page, book->worksheets, list_pointers)
  {
    if (fflush (page->optimize_tmpfile) != 0 || ferror (page->optimize_tmpfile))
      return FALSE;
    most = MAX (most, ftello (page->optimize_tmpfile));
  }
  file = g_open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0)
    return !is_full (errno);
  code = fallocate (file, 0, 0, most + REST_BYTES) == 0 ? 0 : errno;
  g_close (file, NULL);
  g_unlink (path);

  return !is_full (code);
}

static gboolean
write_book (ClinicWorkbook *workbook,
            const char *path,
            const char *folder,
            GCancellable *cancellable,
            GError **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = (char *) folder };
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_doc_properties properties = { .title = (char *) clinic_workbook_get_title (workbook),
                                    .author = (char *) clinic_workbook_get_author (workbook) };
  gboolean written, full;
  lxw_error result;

  if (book == NULL)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "cannot make a workbook");
      return FALSE;
    }
  workbook_set_properties (book, &properties);
  written = write_sheets (workbook, book, cancellable, error);
  full = written && !is_room (book, folder);
  /* also when it is cancelled: lxw_workbook_free() leaves the files of the rows open */
  errno = 0;
  result = workbook_close (book);
  full = full || is_full (errno);
  if (written && (full || result != LXW_NO_ERROR))
    g_set_error_literal (error, CLINIC_ERROR, full ? CLINIC_ERROR_FULL : CLINIC_ERROR_BROKEN,
                         lxw_strerror (result));

  return written && !full && result == LXW_NO_ERROR;
}

gboolean
plat_xlsx_write (ClinicWorkbook *workbook,
                 const char *path,
                 const char *folder,
                 GCancellable *cancellable,
                 GError **error)
{
  locale_t numbers = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  locale_t previous;
  gboolean written;

  if (!fits (workbook, error))
    {
      freelocale (numbers);
      return FALSE;
    }
  /* the library prints numbers with the decimal mark of the person's language, which is no XML */
  previous = uselocale (numbers);
  written = write_book (workbook, path, folder, cancellable, error);
  uselocale (previous);
  freelocale (numbers);

  return written;
}
