/* test-desk-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "desk-export.h"
#include "dummy-charts.h"
#include "dummy-exporter.h"
#include "dummy-eyes.h"

#include <glib/gstdio.h>

typedef struct
{
  GtkWidget *window;
  DeskExport *export;
  DeskChart *chart;
  DummyExporter *exporter; /* owned */
  char *folder;            /* owned */
  guint n_made;
  gboolean nothing;
} Fixture;

static ClinicWorkbook *
make_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (ClinicWorkbook) workbook = clinic_workbook_new ("Расходы", NULL);
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Свод");

  fixture->n_made++;
  clinic_sheet_add_column (sheet, "Статья", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_row (sheet);
  clinic_sheet_put_text (sheet, 0, "Аренда");
  if (!fixture->nothing)
    clinic_workbook_add (workbook, sheet);

  return g_steal_pointer (&workbook);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->folder = g_dir_make_tmp ("reception-export-XXXXXX", NULL);
  fixture->exporter = dummy_exporter_new ();
  fixture->window = g_object_ref_sink (gtk_window_new ());
  fixture->export = DESK_EXPORT (desk_export_new ());
  fixture->chart = DESK_CHART (desk_bar_chart_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->export));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->chart));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  desk_export_offer (GTK_WINDOW (fixture->window), CLINIC_EXPORTER (fixture->exporter));
  desk_export_set_make (fixture->export, make_cb, fixture, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (50);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (20);
  g_assert_finalize_object (fixture->window);
  g_assert_finalize_object (fixture->exporter);
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

/* writes and waits; (transfer full): what is in the file, NULL: it is not there */
static char *
save (Fixture *fixture, DeskExportFormat format, const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, name, NULL);
  char *contents = NULL;

  desk_export_save (fixture->export, format, file);
  for (guint i = 0; i < 500 && desk_export_is_busy (fixture->export); i++)
    settle (10);
  g_assert_false (desk_export_is_busy (fixture->export));
  g_file_get_contents (g_file_peek_path (file), &contents, NULL, NULL);
  settle (50);

  return contents;
}

static void
test_tables_are_made_when_they_are_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xlsx = NULL;
  g_autofree char *csv = NULL;

  g_assert_cmpuint (fixture->n_made, ==, 0);
  xlsx = save (fixture, DESK_EXPORT_XLSX, "Расходы_2026-07.xlsx");
  g_assert_cmpstr (xlsx, ==, "table");
  g_assert_cmpuint (fixture->n_made, ==, 1);
  g_assert_cmpuint (clinic_workbook_get_n_sheets (dummy_exporter_workbook (fixture->exporter)), ==,
                    1);
  assert_reads (fixture->window, "Saved: Расходы_2026-07.xlsx");
  wait_for_widget (fixture->window, GTK_TYPE_BUTTON, "Open");

  csv = save (fixture, DESK_EXPORT_CSV, "a.csv");
  g_assert_cmpstr (csv, ==, "table");
  g_assert_cmpstr (clinic_sheet_get_text (dummy_exporter_sheet (fixture->exporter), 0, 0), ==,
                   "Аренда");
}

static void
test_the_chart_goes_into_a_picture_and_the_table_into_a_pdf (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicChart) chart = dummy_chart_months (FALSE);
  g_autofree char *png = NULL;
  g_autofree char *svg = NULL;
  g_autofree char *pdf = NULL;

  desk_chart_set_chart (fixture->chart, chart);
  desk_export_set_chart (fixture->export, fixture->chart);
  png = save (fixture, DESK_EXPORT_PNG, "a.png");
  g_assert_true (g_str_has_prefix (png, "\x89PNG"));
  svg = save (fixture, DESK_EXPORT_SVG, "a.svg");
  g_assert_nonnull (g_strstr_len (svg, -1, "<svg"));
  pdf = save (fixture, DESK_EXPORT_PDF, "a.pdf");
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  g_assert_cmpuint (dummy_exporter_n_written (fixture->exporter), ==, 0);
}

static void
test_what_went_wrong_is_one_sentence (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    GQuark (*domain) (void);
    int code;
    const char *words;
  } cases[] = {
    { clinic_error_quark, CLINIC_ERROR_FORBIDDEN,
      "Nothing may be written there. Choose another folder." },
    { clinic_error_quark, CLINIC_ERROR_FULL, "There is no room left on the disk." },
    { clinic_error_quark, CLINIC_ERROR_NOT_FOUND,
      "That folder is not there any more. Choose another one." },
    { clinic_error_quark, CLINIC_ERROR_INVALID,
      "That is more than one table can hold. Choose a shorter period." },
    { clinic_error_quark, CLINIC_ERROR_BROKEN, "The file was not saved: <disk> & co" },
    /* pictures and papers are written by GIO */
    { g_io_error_quark, G_IO_ERROR_NO_SPACE, "There is no room left on the disk." },
    { g_io_error_quark, G_IO_ERROR_READ_ONLY,
      "Nothing may be written there. Choose another folder." },
    { g_io_error_quark, G_IO_ERROR_IS_DIRECTORY,
      "Nothing may be written there. Choose another folder." },
    { g_io_error_quark, G_IO_ERROR_NOT_FOUND,
      "That folder is not there any more. Choose another one." },
    { g_io_error_quark, G_IO_ERROR_BUSY, "The file was not saved: <disk> & co" },
    { g_file_error_quark, G_FILE_ERROR_NOENT, "The file was not saved: <disk> & co" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
        g_error_new_literal (cases[i].domain (), cases[i].code, "<disk> & co");
      g_autofree char *words = desk_export_error_text (error);
      g_autofree char *contents = NULL;

      g_assert_cmpstr (words, ==, cases[i].words);
      if (i > 0)
        continue;
      dummy_exporter_set_error (fixture->exporter, error);
      contents = save (fixture, DESK_EXPORT_XLSX, "a.xlsx");
      g_assert_null (contents);
      assert_reads (fixture->window, cases[i].words);
    }
}

static void
test_cancelling_is_silent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_autofree char *contents = NULL;

  dummy_exporter_set_error (fixture->exporter, error);
  contents = save (fixture, DESK_EXPORT_XLSX, "a.xlsx");
  g_assert_null (contents);
  assert_does_not_read (fixture->window, "not saved");
  assert_does_not_read (fixture->window, "Saved");
}

static void
test_an_empty_page_writes_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;

  fixture->nothing = TRUE;
  contents = save (fixture, DESK_EXPORT_XLSX, "a.xlsx");
  g_assert_null (contents);
  assert_reads (fixture->window, "There is nothing to export");
  g_assert_cmpuint (dummy_exporter_n_written (fixture->exporter), ==, 0);
}

static void
test_names_suit_any_file_system (void)
{
  g_autofree char *name = desk_export_dup_name ("Расходы", "2026-07");
  g_autofree char *odd = desk_export_dup_name ("Первичные: сайт/звонки?", NULL);
  g_autofree char *footer = desk_export_dup_footer (1785533400, "Елена", "Аренда");
  g_autofree char *plain = desk_export_dup_footer (1785533400, NULL, "");

  g_assert_cmpstr (name, ==, "Расходы_2026-07");
  g_assert_cmpstr (odd, ==, "Первичные__сайт_звонки_");
  g_assert_cmpstr (footer, ==, "Exported on 31.07.2026 21:30 by Елена. Filter: Аренда");
  g_assert_cmpstr (plain, ==, "Exported on 31.07.2026 21:30");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/desk/export/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("tables", test_tables_are_made_when_they_are_asked_for);
  ADD ("pictures", test_the_chart_goes_into_a_picture_and_the_table_into_a_pdf);
  ADD ("errors", test_what_went_wrong_is_one_sentence);
  ADD ("cancelled", test_cancelling_is_silent);
  ADD ("empty", test_an_empty_page_writes_no_file);
#undef ADD
  g_test_add_func ("/desk/export/names", test_names_suit_any_file_system);

  return g_test_run ();
}
