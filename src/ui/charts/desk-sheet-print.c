/* desk-sheet-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-sheet-print"

#include "desk-sheet-print.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "desk-chart-paint.h"
#include "desk-sheet-words.h"

/* Points. What is smaller than the least cannot be read at arm's length. */
#define FONT_SIZE 9.0
#define MIN_FONT_SIZE 6.5
/* of the size of the font */
#define ROW 1.6
#define PADDING 0.5
/* lines of one text */
#define LINE 1.2
/* of what stands above the table: what is longer is no rule any more */
#define MAX_LINES 4
/* of the width: what wider texts are shortened to */
#define MAX_COLUMN 0.35
/* rows whose texts are measured */
#define SAMPLE 400
/* of the height of the page */
#define CHART 0.42

/* A line of the table: a row, the name of a group, or a total. */
typedef enum
{
  LINE_ROW,
  LINE_GROUP,
  LINE_TOTAL,
} LineKind;

typedef struct
{
  LineKind kind;
  guint row;        /* of a row */
  const char *name; /* of a group or its total, (nullable) */
  guint from, to;   /* of a total */
} Line;

typedef struct
{
  ClinicSheet *sheet;  /* owned */
  ClinicChart *chart;  /* owned, (nullable) */
  GArray *lines;       /* owned, of Line */
  GArray *pages;       /* owned, of guint: the first line of each */
  double *widths;      /* owned, of the columns */
  double size;         /* of the font */
  guint name_rows;     /* lines of the names of the columns */
  double words_height; /* of what stands above the table */
  double chart_height;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_clear_pointer (&paper->sheet, clinic_sheet_unref);
  g_clear_pointer (&paper->chart, clinic_chart_unref);
  g_clear_pointer (&paper->lines, g_array_unref);
  g_clear_pointer (&paper->pages, g_array_unref);
  g_clear_pointer (&paper->widths, g_free);
  g_free (paper);
}

/* --- what is on it --- */

static void
add_line (Paper *paper, LineKind kind, const char *name, guint from, guint to)
{
  Line line = { kind, from, name, from, to };

  g_array_append_val (paper->lines, line);
}

static void
fill_lines (Paper *paper)
{
  ClinicSheet *sheet = paper->sheet;
  gboolean totals = clinic_sheet_has_totals (sheet);
  guint n_rows = clinic_sheet_get_n_rows (sheet);
  guint n_groups = clinic_sheet_get_n_groups (sheet);

  for (guint i = 0; i < n_groups; i++)
    {
      const ClinicSheetGroup *group = clinic_sheet_get_group (sheet, i);

      add_line (paper, LINE_GROUP, group->name, 0, 0);
      for (guint row = group->from; row < group->to; row++)
        add_line (paper, LINE_ROW, NULL, row, row);
      if (totals && group->to > group->from)
        add_line (paper, LINE_TOTAL, group->name, group->from, group->to);
    }
  for (guint row = 0; n_groups == 0 && row < n_rows; row++)
    add_line (paper, LINE_ROW, NULL, row, row);
  if (totals && n_rows > 0)
    add_line (paper, LINE_TOTAL, NULL, 0, n_rows);
}

/* --- text --- */

/* (transfer full) */
static PangoLayout *
layout_new (GtkPrintContext *context, const char *text, double size, gboolean bold)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);

  return layout;
}

static double
width_of (GtkPrintContext *context, const char *text, double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = layout_new (context, text, size, bold);
  int width = 0;

  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

static void
draw_layout (GtkPrintContext *context, PangoLayout *layout, double left, double y)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, left, y);
  pango_cairo_show_layout (cr, layout);
}

/* (transfer full): in so many lines of this width, and shortened when there is no room */
static PangoLayout *
lines_new (GtkPrintContext *context,
           const char *text,
           double size,
           gboolean bold,
           double width,
           int n_lines)
{
  PangoLayout *layout = layout_new (context, text, size, bold);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_height (layout, -n_lines);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

/* One line in left … right; shortened when there is no room. */
static void
draw_text (GtkPrintContext *context,
           const char *text,
           double size,
           gboolean bold,
           PangoAlignment alignment,
           double left,
           double right,
           double y)
{
  g_autoptr (PangoLayout) layout = lines_new (context, text, size, bold, right - left, 1);

  pango_layout_set_alignment (layout, alignment);
  draw_layout (context, layout, left, y);
}

static void
draw_rule (GtkPrintContext *context, double y, double grey)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, gtk_print_context_get_width (context), y);
  cairo_stroke (cr);
}

/* --- where it is on it --- */

/* Of the name of a column, which may stand in two lines. */
static double
name_width (Paper *paper, GtkPrintContext *context, const char *name, double size)
{
  double width = width_of (context, name, size, TRUE);
  const char *space = paper->name_rows > 1 ? strchr (name, ' ') : NULL;

  for (; space != NULL; space = strchr (space + 1, ' '))
    {
      g_autofree char *first = g_strndup (name, (gsize) (space - name));

      width = MIN (width, MAX (width_of (context, first, size, TRUE),
                               width_of (context, space + 1, size, TRUE)));
    }

  /* it must not be broken elsewhere for a fraction of a point */
  return ceil (width);
}

/* Answers how wide the table is at this size of the font. max: of texts, points. */
static double
measure_columns (Paper *paper, GtkPrintContext *context, double size, double max)
{
  guint n_rows = clinic_sheet_get_n_rows (paper->sheet);
  guint step = n_rows / SAMPLE + 1;
  double all = 0;

  for (guint i = 0; i < clinic_sheet_get_n_columns (paper->sheet); i++)
    {
      const ClinicSheetColumn *column = clinic_sheet_get_column (paper->sheet, i);
      g_autofree char *total = desk_sheet_total (paper->sheet, i, 0, n_rows);
      double width = name_width (paper, context, column->name, size);

      width = MAX (width, width_of (context, total, size, TRUE));
      for (guint row = 0; row < n_rows; row += step)
        {
          g_autofree char *cell = desk_sheet_cell (paper->sheet, row, i);

          width = MAX (width, width_of (context, cell, size, FALSE));
        }
      paper->widths[i] = width + 2 * PADDING * size;
      if (!desk_sheet_is_number (paper->sheet, i))
        paper->widths[i] = MIN (paper->widths[i], max);
      all += paper->widths[i];
    }

  return all;
}

/* Texts give way, numbers do not; what still is too wide is all made narrower. */
static void
squeeze_columns (Paper *paper, double all, double page)
{
  double texts = 0;
  double factor;

  for (guint i = 0; i < clinic_sheet_get_n_columns (paper->sheet); i++)
    if (!desk_sheet_is_number (paper->sheet, i))
      texts += paper->widths[i];
  factor = texts > 0 ? MAX ((texts - (all - page)) / texts, 0.4) : 1;
  all = 0;
  for (guint i = 0; i < clinic_sheet_get_n_columns (paper->sheet); i++)
    {
      if (!desk_sheet_is_number (paper->sheet, i))
        paper->widths[i] *= factor;
      all += paper->widths[i];
    }
  for (guint i = 0; all > page && i < clinic_sheet_get_n_columns (paper->sheet); i++)
    paper->widths[i] *= page / all;
}

/* (transfer full): its context has the font of the chart */
static PangoLayout *
chart_layout_new (Paper *paper, GtkPrintContext *context)
{
  PangoLayout *layout = layout_new (context, "", paper->size, FALSE);

  pango_context_set_font_description (pango_layout_get_context (layout),
                                      pango_layout_get_font_description (layout));

  return layout;
}

/* Columns and lines take what looks well, lying bars and parts what they need. */
static double
measure_chart (Paper *paper, GtkPrintContext *context)
{
  g_autoptr (PangoLayout) layout = chart_layout_new (paper, context);
  ClinicChartKind kind = clinic_sheet_get_chart (paper->sheet)->kind;
  double most = gtk_print_context_get_height (context) * CHART;
  double least = desk_chart_plan_min_height (paper->chart, kind, pango_layout_get_context (layout),
                                             gtk_print_context_get_width (context)) +
                 2 * paper->size;

  if (kind == CLINIC_CHART_BARS && !clinic_chart_is_in_time (paper->chart))
    return MIN (least * 1.3, most);
  if (kind == CLINIC_CHART_SHARES)
    return MIN (least * 1.6, most);

  return MAX (least, most);
}

/* (transfer full): what stands above the table, each as long as it is */
static PangoLayout *
words_new (Paper *paper, GtkPrintContext *context, const char *words)
{
  return lines_new (context, words, paper->size, FALSE, gtk_print_context_get_width (context),
                    MAX_LINES);
}

static double
words_height (Paper *paper, PangoLayout *words)
{
  return paper->size * (1.5 + LINE * (pango_layout_get_line_count (words) - 1));
}

static double
measure_words (Paper *paper, GtkPrintContext *context)
{
  const char *const *lines = clinic_sheet_get_lines (paper->sheet);
  double height = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) words = words_new (paper, context, lines[i]);

      height += words_height (paper, words);
    }

  return height;
}

static double
top_of_first (Paper *paper)
{
  return paper->size * 2.6 + paper->words_height + paper->chart_height;
}

/* of the names of the columns, with the rule below them */
static double
names_height (Paper *paper)
{
  return paper->size * (ROW + LINE * (paper->name_rows - 1));
}

static void
break_pages (Paper *paper, double height)
{
  double row = paper->size * ROW;
  /* the names of the columns, and the foot */
  double bottom = height - 2.5 * paper->size;
  double names = names_height (paper) + 0.5 * row;
  double y = top_of_first (paper) + names;
  guint first = 0;

  g_array_append_val (paper->pages, first);
  for (guint i = 0; i < paper->lines->len; i++)
    {
      guint start = g_array_index (paper->pages, guint, paper->pages->len - 1);

      if (y + row > bottom && i > start)
        {
          LineKind kind = g_array_index (paper->lines, Line, i).kind;

          /* a total is nothing alone, nor is the name of a group */
          first = i;
          if (kind == LINE_TOTAL || g_array_index (paper->lines, Line, i - 1).kind == LINE_GROUP)
            first = i - 1 > start ? i - 1 : i;
          g_array_append_val (paper->pages, first);
          y = names + (i - first) * row;
        }
      y += row;
    }
}

static void
on_begin_cb (GtkPrintOperation *print, GtkPrintContext *context, Paper *paper)
{
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double all;

  g_array_set_size (paper->pages, 0);
  paper->size = FONT_SIZE;
  paper->name_rows = 1;
  all = measure_columns (paper, context, paper->size, width);
  if (all > width)
    {
      paper->name_rows = 2;
      all = measure_columns (paper, context, paper->size, width);
    }
  if (all > width)
    all = measure_columns (paper, context, paper->size, width * MAX_COLUMN);
  /* widths do not follow the size quite, and what is missing would be cut from the names */
  while (all > width && paper->size > MIN_FONT_SIZE)
    {
      paper->size = MAX (paper->size * MIN (width / all, 0.98), MIN_FONT_SIZE);
      all = measure_columns (paper, context, paper->size, width * MAX_COLUMN);
    }
  if (all > width)
    squeeze_columns (paper, all, width);
  paper->words_height = measure_words (paper, context);
  paper->chart_height = paper->chart != NULL ? measure_chart (paper, context) : 0;
  break_pages (paper, height);
  gtk_print_operation_set_n_pages (print, (int) paper->pages->len);
}

/* --- drawing it --- */

static void
draw_cell (GtkPrintContext *context,
           Paper *paper,
           guint column,
           const char *text,
           gboolean bold,
           double x,
           double y)
{
  double padding = paper->size * PADDING;

  draw_text (context, text, paper->size, bold,
             desk_sheet_is_number (paper->sheet, column) ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT,
             x + padding, x + paper->widths[column] - padding, y + paper->size * 0.2);
}

/* What stands in one line stands above the rule. */
static void
draw_names (GtkPrintContext *context, Paper *paper, double y)
{
  double padding = paper->size * PADDING;
  double x = 0;

  for (guint i = 0; i < clinic_sheet_get_n_columns (paper->sheet); i++)
    {
      g_autoptr (PangoLayout) name =
        lines_new (context, clinic_sheet_get_column (paper->sheet, i)->name, paper->size, TRUE,
                   paper->widths[i] - 2 * padding, (int) paper->name_rows);
      int missing = (int) paper->name_rows - pango_layout_get_line_count (name);

      if (desk_sheet_is_number (paper->sheet, i))
        pango_layout_set_alignment (name, PANGO_ALIGN_RIGHT);
      draw_layout (context, name, x + padding, y + paper->size * (0.2 + LINE * missing));
      x += paper->widths[i];
    }
  draw_rule (context, y + names_height (paper), 0);
}

static void
draw_line (GtkPrintContext *context, Paper *paper, const Line *line, double y)
{
  double x = 0;
  g_autofree char *name = NULL;

  if (line->kind == LINE_GROUP)
    {
      draw_text (context, line->name, paper->size, TRUE, PANGO_ALIGN_LEFT, paper->size * PADDING,
                 gtk_print_context_get_width (context), y + paper->size * 0.2);
      return;
    }
  if (line->kind == LINE_TOTAL)
    {
      name = line->name != NULL ? g_strdup_printf (C_ ("table", "Total: %s"), line->name)
                                : g_strdup (clinic_sheet_get_total_name (paper->sheet));
      draw_rule (context, y, 0);
    }
  for (guint i = 0; i < clinic_sheet_get_n_columns (paper->sheet); i++)
    {
      g_autofree char *text = line->kind == LINE_ROW
                                ? desk_sheet_cell (paper->sheet, line->row, i)
                                : desk_sheet_total (paper->sheet, i, line->from, line->to);

      draw_cell (context, paper, i, i == 0 && name != NULL && *text == '\0' ? name : text,
                 line->kind == LINE_TOTAL, x, y);
      x += paper->widths[i];
    }
  if (line->kind == LINE_ROW)
    draw_rule (context, y + paper->size * ROW, 0.85);
}

static void
draw_chart (GtkPrintContext *context, Paper *paper, double y)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  DeskChartLook look = desk_chart_look_for_paper ();
  g_autoptr (PangoLayout) layout = chart_layout_new (paper, context);
  g_autoptr (DeskChartPlan) plan =
    desk_chart_plan_new (paper->chart, clinic_sheet_get_chart (paper->sheet)->kind,
                         pango_layout_get_context (layout), gtk_print_context_get_width (context),
                         paper->chart_height - 2 * paper->size, FALSE, FALSE);

  cairo_save (cr);
  cairo_translate (cr, 0, y);
  desk_chart_paint (plan, &look, cr, 1);
  cairo_restore (cr);
}

static void
draw_head (GtkPrintContext *context, Paper *paper)
{
  const char *const *lines = clinic_sheet_get_lines (paper->sheet);
  double width = gtk_print_context_get_width (context);
  double y = paper->size * 2.2;

  draw_text (context, clinic_sheet_get_title (paper->sheet), paper->size * 1.5, TRUE,
             PANGO_ALIGN_LEFT, 0, width, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) words = words_new (paper, context, lines[i]);

      draw_layout (context, words, 0, y);
      y += words_height (paper, words);
    }
  if (paper->chart != NULL)
    draw_chart (context, paper, y + paper->size * 0.5);
}

static void
draw_foot (GtkPrintContext *context, Paper *paper, int page)
{
  const char *footer = clinic_sheet_get_footer (paper->sheet);
  double width = gtk_print_context_get_width (context);
  double y = gtk_print_context_get_height (context) - paper->size * 1.3;
  /* Translators: at the foot of a printed page: page 1 of 3 */
  g_autofree char *number = g_strdup_printf (_ ("page %1$d of %2$u"), page + 1, paper->pages->len);

  if (footer != NULL)
    draw_text (context, footer, paper->size * 0.9, FALSE, PANGO_ALIGN_LEFT, 0, width * 0.8, y);
  draw_text (context, number, paper->size * 0.9, FALSE, PANGO_ALIGN_RIGHT, width * 0.8, width, y);
}

static void
on_draw_cb (GtkPrintOperation *print, GtkPrintContext *context, int page, Paper *paper)
{
  double row = paper->size * ROW;
  guint from = g_array_index (paper->pages, guint, page);
  guint to = page + 1 < (int) paper->pages->len ? g_array_index (paper->pages, guint, page + 1)
                                                : paper->lines->len;
  double y = page == 0 ? top_of_first (paper) : 0;

  if (page == 0)
    draw_head (context, paper);
  draw_names (context, paper, y);
  y += names_height (paper) + 0.2 * row;
  for (guint i = from; i < to; i++, y += row)
    draw_line (context, paper, &g_array_index (paper->lines, Line, i), y);
  draw_foot (context, paper, page);
}

GtkPrintOperation *
desk_sheet_print_new (ClinicSheet *sheet)
{
  GtkPrintOperation *print = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  Paper *paper = g_new0 (Paper, 1);

  paper->sheet = clinic_sheet_ref (sheet);
  paper->chart = clinic_chart_new_from_sheet (sheet);
  if (paper->chart != NULL && clinic_chart_is_empty (paper->chart))
    g_clear_pointer (&paper->chart, clinic_chart_unref);
  paper->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  paper->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  paper->widths = g_new0 (double, MAX (clinic_sheet_get_n_columns (sheet), 1));
  fill_lines (paper);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  /* many columns lie better */
  if (clinic_sheet_get_n_columns (sheet) > 6)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (print, setup);
  g_object_set_data_full (G_OBJECT (print), "desk-paper", paper, paper_free);
  gtk_print_operation_set_job_name (print, clinic_sheet_get_title (sheet));
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  g_signal_connect (print, "begin-print", G_CALLBACK (on_begin_cb), paper);
  g_signal_connect (print, "draw-page", G_CALLBACK (on_draw_cb), paper);

  return print;
}
