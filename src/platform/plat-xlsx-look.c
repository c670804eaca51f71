/* plat-xlsx-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a workbook looks: formats, widths, paper and the chart (plat-xlsx.c).
 */

#define G_LOG_DOMAIN "plat-xlsx"

#include "plat-xlsx-private.h"

/* of the line that is printed at the foot of each page */
#define MAX_FOOT 180
/* characters: columns of no given width */
#define MIN_WIDTH 6
#define MAX_WIDTH 60
#define SAMPLE_ROWS 1000
#define A4 9

/* Excel writes these with the separators of its own language: 48 600,00 in Russian. */
static const char *const number_formats[] = {
  [CLINIC_SHEET_TEXT] = NULL,        [CLINIC_SHEET_COUNT] = "#,##0",
  [CLINIC_SHEET_MONEY] = "#,##0.00", [CLINIC_SHEET_DATE] = "dd.mm.yyyy",
  [CLINIC_SHEET_TIME] = "hh:mm",     [CLINIC_SHEET_DATETIME] = "dd.mm.yyyy hh:mm",
  [CLINIC_SHEET_PERCENT] = "0.0%",   [CLINIC_SHEET_MINUTES] = "[h]:mm",
  [CLINIC_SHEET_LINK] = NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (number_formats) == PLAT_XLSX_KINDS);

/* Okabe and Ito's colours, which people see apart who see colours otherwise (clinic.md 4) */
static const lxw_color_t chart_colours[] = { 0x0072B2, 0xE69F00, 0x009E73,
                                             0xCC79A7, 0x56B4E9, 0xD55E00 };

/* --- formats --- */

static lxw_format *
format_new (lxw_workbook *book, ClinicSheetKind kind, gboolean bold)
{
  lxw_format *format = workbook_add_format (book);

  if (number_formats[kind] != NULL)
    format_set_num_format (format, number_formats[kind]);
  if (bold)
    format_set_bold (format);

  return format;
}

void
plat_xlsx_make_formats (PlatXlsxFormats *formats, lxw_workbook *book)
{
  formats->book = book;
  formats->title = format_new (book, CLINIC_SHEET_TEXT, TRUE);
  format_set_font_size (formats->title, 14);
  formats->note = workbook_add_format (book);
  format_set_font_color (formats->note, 0x595959);
  formats->group = format_new (book, CLINIC_SHEET_TEXT, TRUE);
  format_set_bg_color (formats->group, 0xF2F2F2);

  for (guint kind = 0; kind < PLAT_XLSX_KINDS; kind++)
    {
      gboolean words = number_formats[kind] == NULL;

      formats->heads[kind] = format_new (book, CLINIC_SHEET_TEXT, TRUE);
      format_set_bg_color (formats->heads[kind], 0xE6E6E6);
      format_set_bottom (formats->heads[kind], LXW_BORDER_THIN);
      format_set_text_wrap (formats->heads[kind]);
      format_set_align (formats->heads[kind], LXW_ALIGN_VERTICAL_CENTER);
      format_set_align (formats->heads[kind], words ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
      formats->cells[kind] = format_new (book, kind, FALSE);
      formats->totals[kind] = format_new (book, kind, TRUE);
      format_set_top (formats->totals[kind], LXW_BORDER_THIN);
    }
  format_set_font_color (formats->cells[CLINIC_SHEET_LINK], 0x0563C1);
  format_set_underline (formats->cells[CLINIC_SHEET_LINK], LXW_UNDERLINE_SINGLE);
}

static glong
length_of (ClinicSheet *sheet, guint column, guint row)
{
  const ClinicSheetColumn *of = clinic_sheet_get_column (sheet, column);

  switch (of->kind)
    {
    case CLINIC_SHEET_TEXT:
    case CLINIC_SHEET_LINK:
      {
        const char *text = clinic_sheet_get_text (sheet, row, column);

        return text != NULL ? g_utf8_strlen (text, -1) : 0;
      }
    case CLINIC_SHEET_DATE:
      return 10;
    case CLINIC_SHEET_DATETIME:
      return 16;
    case CLINIC_SHEET_MONEY:
      return 13;
    case CLINIC_SHEET_COUNT:
    case CLINIC_SHEET_TIME:
    case CLINIC_SHEET_PERCENT:
    case CLINIC_SHEET_MINUTES:
    default:
      return 8;
    }
}

void
plat_xlsx_set_widths (PlatXlsxWriting *writing)
{
  ClinicSheet *sheet = writing->sheet;
  guint n_rows = MIN (clinic_sheet_get_n_rows (sheet), SAMPLE_ROWS);

  for (guint i = 0; i < clinic_sheet_get_n_columns (sheet); i++)
    {
      const ClinicSheetColumn *column = clinic_sheet_get_column (sheet, i);
      /* the arrow of the filter */
      glong width = g_utf8_strlen (column->name, -1) + 3;

      for (guint row = 0; column->width == 0 && row < n_rows; row++)
        width = MAX (width, length_of (sheet, i, row) + 2);
      width = column->width > 0 ? (glong) column->width : CLAMP (width, MIN_WIDTH, MAX_WIDTH);
      worksheet_set_column (writing->page, (lxw_col_t) i, (lxw_col_t) i, (double) width, NULL);
    }
}

/* what is printed on paper */
void
plat_xlsx_set_paper (PlatXlsxWriting *writing)
{
  const char *footer = clinic_sheet_get_footer (writing->sheet);
  g_autoptr (GString) foot = g_string_new (NULL);

  for (const char *p = footer; p != NULL && *p != '\0' && foot->len < MAX_FOOT;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append_c (foot, '&');
      g_string_append_unichar (foot, c == '\n' ? ' ' : c);
    }
  g_string_prepend (foot, "&L");
  g_string_append (foot, "&R&P / &N");

  worksheet_set_landscape (writing->page);
  worksheet_set_paper (writing->page, A4);
  worksheet_fit_to_pages (writing->page, 1, 0);
  worksheet_repeat_rows (writing->page, writing->head, writing->head);
  worksheet_set_footer (writing->page, foot->str);
}

/* --- the chart --- */

static uint8_t
chart_type (ClinicChartKind kind)
{
  switch (kind)
    {
    case CLINIC_CHART_LINES:
      return LXW_CHART_LINE;
    case CLINIC_CHART_SHARES:
      return LXW_CHART_DOUGHNUT;
    case CLINIC_CHART_BARS:
    default:
      return LXW_CHART_COLUMN;
    }
}

static void
add_series (PlatXlsxWriting *writing,
            lxw_chart *chart,
            const ClinicSheetChart *what,
            guint column,
            int nth)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  lxw_chart_line line = { .color = 0x6B6B6B, .width = 1.5 };
  lxw_chart_fill fill = { .color = 0x6B6B6B, .none = LXW_TRUE };

  chart_series_set_categories (series, writing->tab, writing->first, (lxw_col_t) what->categories,
                               writing->last, (lxw_col_t) what->categories);
  chart_series_set_values (series, writing->tab, writing->first, (lxw_col_t) column, writing->last,
                           (lxw_col_t) column);
  chart_series_set_name_range (series, writing->tab, writing->head, (lxw_col_t) column);

  /* the parts of a whole have colours of their own; what was before is an outline */
  if (what->kind == CLINIC_CHART_SHARES)
    return;
  if (nth >= 0)
    {
      line.color = chart_colours[(guint) nth % G_N_ELEMENTS (chart_colours)];
      fill.color = line.color;
      fill.none = LXW_FALSE;
      line.width = 2.25;
    }
  else if (what->kind == CLINIC_CHART_LINES)
    {
      line.dash_type = LXW_CHART_LINE_DASH_DASH;
    }
  if (what->kind == CLINIC_CHART_BARS)
    chart_series_set_fill (series, &fill);
  if (what->kind == CLINIC_CHART_LINES || nth < 0)
    chart_series_set_line (series, &line);
}

void
plat_xlsx_add_chart (PlatXlsxWriting *writing)
{
  const ClinicSheetChart *what = clinic_sheet_get_chart (writing->sheet);
  guint n = clinic_sheet_get_n_columns (writing->sheet);
  lxw_chart_options options = { .x_offset = 16, .x_scale = 1.4, .y_scale = 1.4 };
  lxw_chart *chart;

  if (what == NULL || clinic_sheet_get_n_rows (writing->sheet) == 0 ||
      clinic_sheet_get_n_groups (writing->sheet) > 0)
    return;

  chart = workbook_add_chart (writing->formats->book, chart_type (what->kind));
  chart_title_set_name (chart, what->title);
  for (guint i = 0; i < what->n_values; i++)
    add_series (writing, chart, what, what->values[i], (int) i);
  if (what->previous != CLINIC_SHEET_NONE && what->kind != CLINIC_CHART_SHARES)
    add_series (writing, chart, what, what->previous, -1);
  if (what->n_values == 1 && what->previous == CLINIC_SHEET_NONE &&
      what->kind != CLINIC_CHART_SHARES)
    chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  worksheet_insert_chart_opt (writing->page, writing->head, (lxw_col_t) n, chart, &options);
}
