/* desk-day-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-day-print"

#include "desk-day-print.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic-enums.h"
#include "desk-card-words.h"
#include "desk-format.h"

/* Points. What is smaller than the least cannot be read at arm's length. */
#define FONT_SIZE 10.0
#define MIN_FONT_SIZE 8.0
/* of the size of the font */
#define ROW_HEIGHT 1.75
#define HEADING_HEIGHT 2.6
#define PHONE_DIGITS 4

/* Where the columns of the list begin, in parts of the width. */
enum
{
  AT_TIME,
  AT_MARK,
  AT_NAME,
  AT_PHONE,
  AT_SERVICE,
  AT_STAGE,
  N_PLACES,
};

static const double places[N_PLACES + 1] = { 0.0, 0.155, 0.19, 0.515, 0.585, 0.785, 1.0 };

/* A line of the list: a visit, or whose the visits below are. */
typedef struct
{
  gboolean heading;
  char *cells[N_PLACES]; /* owned, (nullable) */
} Row;

typedef struct
{
  GPtrArray *rows;  /* owned, of Row */
  GArray *pages;    /* owned, of guint: the first row of each */
  char *title;      /* owned */
  char *printed;    /* owned */
  double font_size; /* points */
} Paper;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < N_PLACES; i++)
    g_clear_pointer (&row->cells[i], g_free);
  g_free (row);
}

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_clear_pointer (&paper->rows, g_ptr_array_unref);
  g_clear_pointer (&paper->pages, g_array_unref);
  g_clear_pointer (&paper->title, g_free);
  g_clear_pointer (&paper->printed, g_free);
  g_free (paper);
}

/* --- what is on it --- */

static char *
dup_phone_end (ClinicAppointment *visit)
{
  const char *phone = clinic_appointment_get_patient_phone (visit);
  gsize length = phone != NULL ? strlen (phone) : 0;

  if (length < PHONE_DIGITS)
    return g_strdup ("");

  return g_strdup_printf ("…%s", phone + length - PHONE_DIGITS);
}

static char *
dup_person (ClinicAppointment *visit, gint64 now)
{
  g_autofree char *name = desk_card_name (visit);
  g_autofree char *age =
    desk_format_age_on (clinic_appointment_get_patient_birth_date (visit), now, TRUE);
  gboolean first = clinic_appointment_get_first_visit (visit) == CLINIC_FIRST_VISIT_YES;
  g_autoptr (GString) text = g_string_new (name);

  if (*age != '\0')
    g_string_append_printf (text, ", %s", age);
  if (first)
    g_string_append_printf (text, ", %s", C_ ("card", "first visit"));

  return g_strdup (text->str);
}

static Row *
row_new_visit (const ClinicDayBlock *block, gint64 now, gboolean with_doctor)
{
  ClinicAppointment *visit = block->visit;
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  const char *name = clinic_appointment_get_patient_name (visit);
  const char *title = clinic_appointment_get_title (visit);
  g_autofree char *from = desk_format_time (block->start);
  g_autofree char *to = desk_format_time (block->end);
  Row *row = g_new0 (Row, 1);

  row->cells[AT_TIME] = block->assumed ? g_strdup (from) : g_strdup_printf ("%s–%s", from, to);
  row->cells[AT_NAME] = dup_person (visit, now);
  row->cells[AT_PHONE] = dup_phone_end (visit);
  if (with_doctor)
    row->cells[AT_SERVICE] = desk_card_doctor (visit);
  else if (name != NULL && *name != '\0')
    row->cells[AT_SERVICE] = g_strdup (title);
  row->cells[AT_STAGE] = g_strdup (stage != NULL ? clinic_stage_get_name (stage) : NULL);

  return row;
}

static Row *
row_new_heading (ClinicDayColumn *column, gboolean chairs)
{
  const char *name = clinic_day_column_get_name (column);
  const char *specialty = clinic_day_column_get_specialty (column);
  guint n = clinic_day_column_get_blocks (column)->len;
  Row *row = g_new0 (Row, 1);

  if (*name == '\0')
    name = chairs ? _ ("No chair") : _ ("No doctor");
  row->heading = TRUE;
  row->cells[AT_TIME] =
    *specialty != '\0' ? g_strdup_printf ("%s, %s", name, specialty) : g_strdup (name);
  row->cells[AT_STAGE] = g_strdup_printf (ngettext ("%u visit", "%u visits", n), n);

  return row;
}

static void
fill_rows (Paper *paper, ClinicDay *day, gint64 now)
{
  GPtrArray *columns = clinic_day_get_columns (day);
  gboolean chairs = clinic_day_get_rules (day)->place == CLINIC_PLACE_CHAIR;

  for (guint i = 0; i < columns->len; i++)
    {
      ClinicDayColumn *column = g_ptr_array_index (columns, i);
      GArray *blocks = clinic_day_column_get_blocks (column);

      if (blocks->len == 0)
        continue;
      g_ptr_array_add (paper->rows, row_new_heading (column, chairs));
      for (guint j = 0; j < blocks->len; j++)
        g_ptr_array_add (paper->rows,
                         row_new_visit (&g_array_index (blocks, ClinicDayBlock, j), now, chairs));
    }
}

/* --- where it is on it --- */

static double
height_of (const Row *row, double font_size)
{
  return font_size * (row->heading ? HEADING_HEIGHT : ROW_HEIGHT);
}

/* title and the line under it */
static double
top_of (double font_size)
{
  return font_size * 3;
}

static gboolean
fits_one_page (Paper *paper, double height, double font_size)
{
  double y = top_of (font_size);

  for (guint i = 0; i < paper->rows->len; i++)
    y += height_of (g_ptr_array_index (paper->rows, i), font_size);

  return y <= height;
}

static void
break_pages (Paper *paper, double height)
{
  double y = top_of (paper->font_size);

  for (guint i = 0; i < paper->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (paper->rows, i);
      double step = height_of (row, paper->font_size);

      if (i == 0 || row->heading || y + step > height)
        {
          g_array_append_val (paper->pages, i);
          y = top_of (paper->font_size);
        }
      y += step;
    }
}

static void
on_begin_cb (GtkPrintOperation *print, GtkPrintContext *context, Paper *paper)
{
  double height = gtk_print_context_get_height (context);
  guint first = 0;

  g_array_set_size (paper->pages, 0);
  paper->font_size = FONT_SIZE;
  while (paper->font_size > MIN_FONT_SIZE && !fits_one_page (paper, height, paper->font_size))
    paper->font_size -= 0.5;
  if (fits_one_page (paper, height, paper->font_size))
    {
      g_array_append_val (paper->pages, first);
    }
  else
    {
      paper->font_size = FONT_SIZE;
      break_pages (paper, height);
    }
  gtk_print_operation_set_n_pages (print, (int) paper->pages->len);
}

/* --- drawing it --- */

/* One line in left … right; shortened when there is no room. */
static void
draw (GtkPrintContext *context,
      const char *text,
      double font_size,
      gboolean bold,
      PangoAlignment alignment,
      double left,
      double right,
      double y)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  if (text != NULL && *text != '\0')
    {
      pango_font_description_set_absolute_size (font, font_size * PANGO_SCALE);
      pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
      pango_layout_set_font_description (layout, font);
      pango_layout_set_text (layout, text, -1);
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      pango_layout_set_width (layout, (int) ((right - left) * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (layout, alignment);
      cairo_move_to (cr, left, y);
      pango_cairo_show_layout (cr, layout);
    }
  pango_font_description_free (font);
}

static void
draw_line (cairo_t *cr, double width, double y, double grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, width, y);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_visit (GtkPrintContext *context, Paper *paper, const Row *row, double width, double y)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double size = paper->font_size;

  for (guint i = 0; i < N_PLACES; i++)
    draw (context, row->cells[i], size, i == AT_TIME, PANGO_ALIGN_LEFT, places[i] * width,
          places[i + 1] * width - size / 2, y + 0.25 * size);
  /* to be ticked by hand when the patient has come */
  cairo_rectangle (cr, places[AT_MARK] * width, y + 0.35 * size, size, size);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
  draw_line (cr, width, y + ROW_HEIGHT * size, 0.8);
}

static void
draw_heading (GtkPrintContext *context, Paper *paper, const Row *row, double width, double y)
{
  double size = paper->font_size;
  double at = y + 0.9 * size;

  draw (context, row->cells[AT_TIME], size * 1.1, TRUE, PANGO_ALIGN_LEFT, 0, width * 0.75, at);
  draw (context, row->cells[AT_STAGE], size, FALSE, PANGO_ALIGN_RIGHT, width * 0.75, width, at);
  draw_line (gtk_print_context_get_cairo_context (context), width, y + HEADING_HEIGHT * size, 0.0);
}

static void
draw_title (GtkPrintContext *context, Paper *paper, int page, double width)
{
  double size = paper->font_size;
  g_autofree char *number = NULL;

  draw (context, paper->title, size * 1.4, TRUE, PANGO_ALIGN_LEFT, 0, width * 0.55, 0);
  if (paper->pages->len > 1)
    /* Translators: 12 Nov 15:04 · page 1 of 3 */
    number =
      g_strdup_printf (_ ("%1$s · page %2$d of %3$u"), paper->printed, page + 1, paper->pages->len);
  draw (context, number != NULL ? number : paper->printed, size * 0.9, FALSE, PANGO_ALIGN_RIGHT,
        width * 0.55, width, size * 0.4);
}

static void
on_draw_cb (GtkPrintOperation *print, GtkPrintContext *context, int page, Paper *paper)
{
  double width = gtk_print_context_get_width (context);
  double y = top_of (paper->font_size);
  guint from = g_array_index (paper->pages, guint, page);
  guint to = page + 1 < (int) paper->pages->len ? g_array_index (paper->pages, guint, page + 1)
                                                : paper->rows->len;

  draw_title (context, paper, page, width);
  if (paper->rows->len == 0)
    draw (context, _ ("No appointments on this day"), paper->font_size, FALSE, PANGO_ALIGN_LEFT, 0,
          width, y);
  for (guint i = from; i < to; i++)
    {
      const Row *row = g_ptr_array_index (paper->rows, i);

      if (row->heading)
        draw_heading (context, paper, row, width, y);
      else
        draw_visit (context, paper, row, width, y);
      y += height_of (row, paper->font_size);
    }
}

GtkPrintOperation *
desk_day_print_new (ClinicSession *session, ClinicDay *day)
{
  GtkPrintOperation *print = gtk_print_operation_new ();
  gint64 now = clinic_session_get_now (session);
  Paper *paper = g_new0 (Paper, 1);
  g_autofree char *date = desk_format_date (clinic_day_get_rules (day)->day, now);
  g_autofree char *printed = desk_format_date (now, now);
  g_autofree char *time = desk_format_time (now);

  paper->rows = g_ptr_array_new_with_free_func (row_free);
  paper->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  /* Translators: the heading of the printed list of a day: Appointments, Fri 27 Nov */
  paper->title = g_strdup_printf (_ ("Appointments, %s"), date);
  /* Translators: at the top of a printed list: Printed Fri 27 Nov, 15:04 */
  paper->printed = g_strdup_printf (_ ("Printed %1$s, %2$s"), printed, time);
  fill_rows (paper, day, now);

  g_object_set_data_full (G_OBJECT (print), "desk-paper", paper, paper_free);
  gtk_print_operation_set_job_name (print, paper->title);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  g_signal_connect (print, "begin-print", G_CALLBACK (on_begin_cb), paper);
  g_signal_connect (print, "draw-page", G_CALLBACK (on_draw_cb), paper);

  return print;
}
