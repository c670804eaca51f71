/* test-desk-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desk-chart-file.h"
#include "desk-chart-plan.h"
#include "desk-chart-words.h"
#include "desk-chart.h"
#include "desk-sheet-print.h"
#include "dummy-charts.h"
#include "dummy-eyes.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *before;
  DeskChart *chart;
  GtkWidget *after;
  guint n_activated;
  guint series;
  guint category;
} Fixture;

static void
on_activated_cb (DeskChart *chart, guint series, guint category, Fixture *fixture)
{
  fixture->n_activated++;
  fixture->series = series;
  fixture->category = category;
}

/* kind: a ClinicChartKind */
static void
set_up (Fixture *fixture, gconstpointer kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->window = g_object_ref_sink (gtk_window_new ());
  fixture->before = gtk_button_new_with_label ("before");
  fixture->chart = DESK_CHART (desk_chart_new (GPOINTER_TO_INT (kind)));
  fixture->after = gtk_button_new_with_label ("after");
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->chart), TRUE);
  gtk_box_append (GTK_BOX (box), fixture->before);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->chart));
  gtk_box_append (GTK_BOX (box), fixture->after);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 500);
  g_signal_connect (fixture->chart, "activated", G_CALLBACK (on_activated_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (50);
}

static void
tear_down (Fixture *fixture, gconstpointer kind)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (20);
  g_assert_finalize_object (fixture->window);
}

static void
show (Fixture *fixture, ClinicChart *chart)
{
  desk_chart_set_chart (fixture->chart, chart);
  clinic_chart_unref (chart);
  settle (50);
}

static void
assert_focus (Fixture *fixture, guint series, guint category)
{
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 desk_chart_get_mark (fixture->chart, series, category));
}

static void
test_each_bar_says_what_it_is_and_opens_its_rows (Fixture *fixture, gconstpointer kind)
{
  GtkWidget *bar;

  show (fixture, dummy_chart_doctors (2));
  bar = desk_chart_get_mark (fixture->chart, 1, 2);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (bar), ==, "Соколова Вера Андреевна, Пришло: 66");
  g_assert_true (gtk_widget_get_focusable (bar));
  g_signal_emit_by_name (bar, "clicked");
  g_assert_cmpuint (fixture->n_activated, ==, 1);
  g_assert_cmpuint (fixture->series, ==, 1);
  g_assert_cmpuint (fixture->category, ==, 2);

  show (fixture, dummy_chart_doctors (1));
  bar = desk_chart_get_mark (fixture->chart, 0, 1);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (bar), ==,
                   "Орлов Пётр Ильич: 96; Месяцем раньше: 99");
  g_assert_null (desk_chart_get_mark (fixture->chart, 1, 0));
}

static void
test_tab_goes_in_and_out_and_arrows_from_bar_to_bar (Fixture *fixture, gconstpointer kind)
{
  GtkWidget *chart = GTK_WIDGET (fixture->chart);

  show (fixture, dummy_chart_months (TRUE));
  gtk_widget_grab_focus (fixture->before);
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  assert_focus (fixture, 0, 0);
  gtk_widget_child_focus (chart, GTK_DIR_RIGHT);
  gtk_widget_child_focus (chart, GTK_DIR_RIGHT);
  assert_focus (fixture, 0, 2);
  gtk_widget_child_focus (chart, GTK_DIR_LEFT);
  assert_focus (fixture, 0, 1);
  press (chart, GDK_KEY_End, 0);
  assert_focus (fixture, 0, 23);
  /* and no further */
  gtk_widget_child_focus (chart, GTK_DIR_RIGHT);
  assert_focus (fixture, 0, 23);
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == fixture->after);
  /* back to where it was */
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD);
  assert_focus (fixture, 0, 23);
  press (chart, GDK_KEY_Home, 0);
  assert_focus (fixture, 0, 0);
}

static void
test_arrows_go_as_it_is_drawn_from_right_to_left (Fixture *fixture, gconstpointer kind)
{
  graphene_rect_t first, second;

  gtk_widget_set_direction (GTK_WIDGET (fixture->chart), GTK_TEXT_DIR_RTL);
  show (fixture, dummy_chart_days ());
  gtk_widget_grab_focus (desk_chart_get_mark (fixture->chart, 0, 0));
  gtk_widget_child_focus (GTK_WIDGET (fixture->chart), GTK_DIR_LEFT);
  assert_focus (fixture, 0, 1);
  gtk_widget_child_focus (GTK_WIDGET (fixture->chart), GTK_DIR_DOWN);
  assert_focus (fixture, 1, 1);
  g_assert_true (gtk_widget_compute_bounds (desk_chart_get_mark (fixture->chart, 0, 0),
                                            GTK_WIDGET (fixture->chart), &first));
  g_assert_true (gtk_widget_compute_bounds (desk_chart_get_mark (fixture->chart, 0, 1),
                                            GTK_WIDGET (fixture->chart), &second));
  g_assert_cmpfloat (graphene_rect_get_x (&first), >, graphene_rect_get_x (&second));
}

static void
test_parts_are_rows_with_number_and_per_cent (Fixture *fixture, gconstpointer kind)
{
  GtkWidget *part;

  show (fixture, dummy_chart_sources ());
  part = desk_chart_get_mark (fixture->chart, 0, 0);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (part), ==, "Рекомендация: 340 (43,7\u00a0%)");
  gtk_widget_grab_focus (part);
  gtk_widget_child_focus (GTK_WIDGET (fixture->chart), GTK_DIR_DOWN);
  assert_focus (fixture, 0, 1);
  gtk_widget_child_focus (GTK_WIDGET (fixture->chart), GTK_DIR_UP);
  assert_focus (fixture, 0, 0);
}

static void
test_nothing_to_show_is_said (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (ClinicChart) zeros = clinic_chart_new ("", CLINIC_SHEET_COUNT, TRUE);
  gint64 zero = 0;

  assert_reads (GTK_WIDGET (fixture->chart), "Nothing was counted in this period");
  show (fixture, dummy_chart_months (FALSE));
  assert_does_not_read (GTK_WIDGET (fixture->chart), "Nothing was counted in this period");
  g_assert_nonnull (desk_chart_get_mark (fixture->chart, 0, 0));
  clinic_chart_add_category (zeros, "июль", NULL);
  clinic_chart_add_series (zeros, "Сумма", &zero);
  desk_chart_set_empty_text (fixture->chart, "Нет расходов");
  desk_chart_set_chart (fixture->chart, zeros);
  settle (20);
  assert_reads (GTK_WIDGET (fixture->chart), "Нет расходов");
  g_assert_null (desk_chart_get_mark (fixture->chart, 0, 0));
}

/* --- movement --- */

static void
on_painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* (transfer full): the pixels of the next frame that is drawn */
static GBytes *
draw (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted_cb), &painted);
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->chart));
  int height = gtk_widget_get_height (GTK_WIDGET (fixture->chart));
  gsize size = (gsize) width * (gsize) height * 4;
  guchar *pixels = g_malloc (size);

  gtk_widget_queue_draw (GTK_WIDGET (fixture->chart));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->chart));
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)),
                                         node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_download (texture, pixels, (gsize) width * 4);

  return g_bytes_new_take (pixels, size);
}

/* whether a new chart is drawn otherwise at first than when nothing moves any more */
static gboolean
moves (Fixture *fixture)
{
  g_autoptr (ClinicChart) chart = dummy_chart_doctors (2);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) last = NULL;
  g_autoptr (GBytes) now = NULL;

  desk_chart_set_chart (fixture->chart, chart);
  first = draw (fixture);
  /* longer than any movement of the house; and until two frames are the same */
  settle (400);
  last = draw (fixture);
  while (now == NULL || !g_bytes_equal (now, last))
    {
      g_clear_pointer (&now, g_bytes_unref);
      now = g_steal_pointer (&last);
      settle (50);
      last = draw (fixture);
    }

  return !g_bytes_equal (first, last);
}

static void
test_nothing_moves_for_somebody_who_wants_no_movement (Fixture *fixture, gconstpointer kind)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean was_moving = FALSE;
  gboolean usual = TRUE;

  g_object_get (settings, "gtk-enable-animations", &usual, NULL);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  for (guint i = 0; i < 3; i++)
    g_assert_false (moves (fixture));

  /* for everybody else it grows; a busy machine may be too late for its first frames */
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  for (guint i = 0; i < 20 && !was_moving; i++)
    was_moving = moves (fixture);
  g_assert_true (was_moving);
  g_object_set (settings, "gtk-enable-animations", usual, NULL);
}

static void
test_what_is_not_known_is_called_so (void)
{
  g_autoptr (ClinicChart) chart = dummy_chart_days ();
  g_autofree char *words = desk_chart_mark_words (chart, CLINIC_CHART_LINES, 1, 12);
  g_autofree char *money = desk_chart_short_value (CLINIC_SHEET_MONEY, 150000000);
  g_autofree char *thousands = desk_chart_short_value (CLINIC_SHEET_MONEY, 5000000);
  g_autofree char *few = desk_chart_short_value (CLINIC_SHEET_MONEY, 500000);
  g_autofree char *less = desk_chart_value (CLINIC_SHEET_MINUTES, -95);

  g_assert_cmpstr (words, ==, "13 октября, Пропущено: unknown");
  g_assert_cmpstr (money, ==, "1,5M\u00a0₽");
  g_assert_cmpstr (thousands, ==, "50k\u00a0₽");
  g_assert_cmpstr (few, ==, "5\u00a0000\u00a0₽");
  g_assert_cmpstr (less, ==, "−1:35");
}

/* --- plans --- */

static GdkRectangle
box_of (const DeskChartText *text)
{
  PangoRectangle box;

  pango_layout_get_pixel_extents (text->layout, NULL, &box);

  return (GdkRectangle){ (int) text->x + box.x, (int) text->y, box.width, box.height };
}

static void
assert_apart (const DeskChartPlan *plan, const char *what)
{
  for (guint i = 0; i < plan->texts->len; i++)
    {
      const DeskChartText *text = &g_array_index (plan->texts, DeskChartText, i);
      GdkRectangle box = box_of (text);

      if (box.x < -1 || box.x + box.width > plan->width + 2)
        g_error ("%s, %.0f wide: «%s» is outside", what, plan->width,
                 pango_layout_get_text (text->layout));
      for (guint j = 0; j < i; j++)
        {
          const DeskChartText *other = &g_array_index (plan->texts, DeskChartText, j);
          GdkRectangle other_box = box_of (other);
          GdkRectangle both;

          /* lines of text may touch */
          if (gdk_rectangle_intersect (&box, &other_box, &both) && both.width > 2 &&
              both.height > 4)
            g_error ("%s, %.0f wide: «%s» is over «%s»", what, plan->width,
                     pango_layout_get_text (text->layout), pango_layout_get_text (other->layout));
        }
    }
}

static void
test_words_never_overlap_at_any_width (Fixture *fixture, gconstpointer data)
{
  static const char *const fonts[] = { "Sans 10", "Sans 20" };
  g_autoptr (GPtrArray) charts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) clinic_chart_unref);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (fixture->chart));

  g_ptr_array_add (charts, dummy_chart_months (TRUE));
  g_ptr_array_add (charts, dummy_chart_months (FALSE));
  g_ptr_array_add (charts, dummy_chart_days ());
  g_ptr_array_add (charts, dummy_chart_doctors (1));
  g_ptr_array_add (charts, dummy_chart_doctors (2));
  g_ptr_array_add (charts, dummy_chart_sources ());
  g_ptr_array_add (charts, dummy_chart_bars (100));
  g_ptr_array_add (charts, dummy_chart_differences ());
  for (guint font = 0; font < G_N_ELEMENTS (fonts); font++)
    {
      PangoFontDescription *description = pango_font_description_from_string (fonts[font]);

      pango_context_set_font_description (context, description);
      pango_font_description_free (description);
      for (guint i = 0; i < charts->len * 3 * 2; i++)
        for (int width = font == 0 ? 320 : 560; width < 1500; width += 389)
          {
            ClinicChart *chart = g_ptr_array_index (charts, i / 6);
            ClinicChartKind kind = i % 3;
            double height = desk_chart_plan_min_height (chart, kind, context, width);
            g_autoptr (DeskChartPlan) plan =
              desk_chart_plan_new (chart, kind, context, width, height, i % 6 >= 3, FALSE);

            assert_apart (plan, clinic_chart_get_title (chart));
          }
    }
}

/* --- files and paper --- */

static void
test_a_picture_and_a_drawing_can_be_read (void)
{
  g_autoptr (ClinicChart) chart = dummy_chart_months (TRUE);
  g_autoptr (GBytes) png = desk_chart_to_file (chart, CLINIC_CHART_BARS, DESK_CHART_PNG);
  g_autoptr (GBytes) svg = desk_chart_to_file (chart, CLINIC_CHART_LINES, DESK_CHART_SVG);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (png, &error);
  gsize length = 0;
  const char *text = g_bytes_get_data (svg, &length);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2000);
  g_assert_nonnull (g_strstr_len (text, (gssize) length, "<svg"));
  g_assert_nonnull (g_strstr_len (text, (gssize) length, "</svg>"));
}

static ClinicSheet *
make_sheet (guint n_rows)
{
  ClinicSheet *sheet = clinic_sheet_new ("Расходы за июль 2026");
  guint value = 1;

  clinic_sheet_add_line (sheet, "По дате оплаты, все плательщики");
  clinic_sheet_set_footer (sheet, "Выгружено 22.11.2026 15:04, Елена");
  clinic_sheet_add_column (sheet, "Статья", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, "Сумма", CLINIC_SHEET_MONEY, 0));
  clinic_sheet_add_column (sheet, "Дата", CLINIC_SHEET_DATE, 0);
  clinic_sheet_add_column (sheet, "Доля", CLINIC_SHEET_PERCENT, 0);
  if (n_rows < 20)
    clinic_sheet_set_chart (sheet, CLINIC_CHART_BARS, "Расходы", 0, &value, 1, CLINIC_SHEET_NONE);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Расходные материалы и инструменты %u", i);

      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, 0, name);
      clinic_sheet_put_number (sheet, 1, (gint64) i * 123457);
      clinic_sheet_put_number (sheet, 2, 1785533400 + (gint64) i * 86400);
      clinic_sheet_put_number (sheet, 3, i);
    }

  return sheet;
}

/* pages of the PDF */
static int
print_to (const char *path, ClinicSheet *sheet)
{
  g_autoptr (GtkPrintOperation) print = desk_sheet_print_new (sheet);
  g_autoptr (GError) error = NULL;
  int n_pages = 0;

  gtk_print_operation_set_export_filename (print, path);
  g_assert_cmpint (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (print, "n-pages", &n_pages, NULL);

  return n_pages;
}

static void
test_a_table_is_printed_on_as_many_pages_as_it_needs (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reception-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (ClinicSheet) few = make_sheet (6);
  g_autoptr (ClinicSheet) many = make_sheet (150);
  g_autoptr (ClinicSheet) none = make_sheet (0);

  g_assert_cmpint (print_to (path, few), ==, 1);
  g_assert_cmpint (print_to (path, none), ==, 1);
  g_assert_cmpint (print_to (path, many), ==, 4);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_unlink (path);
  g_rmdir (folder);
}

/* A pay sheet: names, sums under two or three words, and a rule longer than the page is wide. */
static ClinicSheet *
make_pay_sheet (guint n_sums)
{
  static const char *const sums[] = { "Сумма по часам",
                                      "Переработка",
                                      "За стаж",
                                      "За звонки",
                                      "За первичных пациентов",
                                      "За лист ожидания",
                                      "За отзывы",
                                      "Без замечаний",
                                      "Доплаты",
                                      "За квалификацию и знания",
                                      "Итого" };
  ClinicSheet *sheet = clinic_sheet_new ("Ведомость");

  clinic_sheet_add_line (sheet, "Белова Анна, Лебедева Марина, Мельник Юлия, Петрова Ольга, "
                                "Саркисян Артур, Титова Светлана, Орлова Екатерина, Зайцева "
                                "Ирина, Громова Елена, Иванова Анна, Крылова Софья, Жукова Полина, "
                                "Данилова Вера: Переработка оплачивается × 1,5 за первые "
                                "2 ч дня, дальше вдвое");
  clinic_sheet_add_column (sheet, "Сотрудник", CLINIC_SHEET_TEXT, 0);
  g_assert_cmpuint (n_sums, <=, G_N_ELEMENTS (sums));
  for (guint i = 0; i < n_sums; i++)
    clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, sums[i], CLINIC_SHEET_MONEY, 0));
  clinic_sheet_add_row (sheet);
  clinic_sheet_put_text (sheet, 0, "Королёва Дарья");
  for (guint i = 0; i < n_sums; i++)
    clinic_sheet_put_number (sheet, i + 1, i % 3 == 0 ? 30086361 : 300000);

  return sheet;
}

/* How wide a word is printed, points; words behind "…" are read from a PDF as if they were there,
 * but have no room. */
static double
get_printed_width (const char *path, const char *word)
{
  const char *argv[] = { "pdftotext", "-bbox", path, "-", NULL };
  g_autofree char *pattern = g_strdup_printf ("xMin=\"([0-9.]+)\".*xMax=\"([0-9.]+)\".*>%s<", word);
  g_autofree char *text = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  if (!g_regex_match (regex, text, 0, &match))
    return 0;
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);

  return g_ascii_strtod (to, NULL) - g_ascii_strtod (from, NULL);
}

static void
test_names_are_whole_beside_many_sums (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reception-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);

  for (guint n = 6; n <= 11; n++)
    {
      g_autoptr (ClinicSheet) sheet = make_pay_sheet (n);

      g_assert_cmpint (print_to (path, sheet), ==, 1);
      g_assert_cmpfloat (get_printed_width (path, "Дарья"), >, 15);
      g_assert_cmpfloat (get_printed_width (path, "вдвое"), >, 15);
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, kind, function)                                                                  \
  g_test_add ("/desk/chart/" path, Fixture, GINT_TO_POINTER (kind), set_up, function, tear_down)
  ADD ("names", CLINIC_CHART_BARS, test_each_bar_says_what_it_is_and_opens_its_rows);
  ADD ("keys", CLINIC_CHART_BARS, test_tab_goes_in_and_out_and_arrows_from_bar_to_bar);
  ADD ("right-to-left", CLINIC_CHART_LINES, test_arrows_go_as_it_is_drawn_from_right_to_left);
  ADD ("shares", CLINIC_CHART_SHARES, test_parts_are_rows_with_number_and_per_cent);
  ADD ("empty", CLINIC_CHART_BARS, test_nothing_to_show_is_said);
  ADD ("still-bars", CLINIC_CHART_BARS, test_nothing_moves_for_somebody_who_wants_no_movement);
  ADD ("still-lines", CLINIC_CHART_LINES, test_nothing_moves_for_somebody_who_wants_no_movement);
  ADD ("still-shares", CLINIC_CHART_SHARES, test_nothing_moves_for_somebody_who_wants_no_movement);
  ADD ("overlap", CLINIC_CHART_BARS, test_words_never_overlap_at_any_width);
#undef ADD
  g_test_add_func ("/desk/chart/words", test_what_is_not_known_is_called_so);
  g_test_add_func ("/desk/chart/files", test_a_picture_and_a_drawing_can_be_read);
  g_test_add_func ("/desk/chart/paper", test_a_table_is_printed_on_as_many_pages_as_it_needs);
  g_test_add_func ("/desk/chart/pay", test_names_are_whole_beside_many_sums);

  return g_test_run ();
}
