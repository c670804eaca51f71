/* playground-charts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: playground-charts SCENE…, scenes: months compared days days-bars doctors booked sources
 * bars100 differences empty export
 * (its menu) rtl (for those after it)
 *
 * Charts to look at, two beside each other. Not installed.
 */

#include <adwaita.h>
#include <libintl.h>
#include <locale.h>

#include "desk-chart.h"
#include "desk-export.h"
#include "dummy-charts.h"
#include "reception-config.h"

static GtkWidget *
make (const char *scene)
{
  ClinicChartKind kind = CLINIC_CHART_BARS;
  g_autoptr (ClinicChart) chart = NULL;
  GtkWidget *widget;

  if (g_str_equal (scene, "months") || g_str_equal (scene, "compared"))
    chart = dummy_chart_months (g_str_equal (scene, "compared"));
  else if (g_str_has_prefix (scene, "days"))
    chart = dummy_chart_days ();
  else if (g_str_equal (scene, "doctors") || g_str_equal (scene, "booked"))
    chart = dummy_chart_doctors (g_str_equal (scene, "booked") ? 2 : 1);
  else if (g_str_equal (scene, "sources"))
    chart = dummy_chart_sources ();
  else if (g_str_equal (scene, "bars100"))
    chart = dummy_chart_bars (100);
  else if (g_str_equal (scene, "differences"))
    chart = dummy_chart_differences ();
  if (g_str_equal (scene, "days"))
    kind = CLINIC_CHART_LINES;
  if (g_str_equal (scene, "sources"))
    kind = CLINIC_CHART_SHARES;

  widget = desk_chart_new (kind);
  desk_chart_set_chart (DESK_CHART (widget), chart);

  return widget;
}

static ClinicWorkbook *
make_cb (gpointer data)
{
  ClinicWorkbook *workbook = clinic_workbook_new ("Расходы", NULL);
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Расходы");

  clinic_sheet_add_column (sheet, "Статья", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_row (sheet);
  clinic_sheet_put_text (sheet, 0, "Аренда");
  clinic_workbook_add (workbook, sheet);

  return workbook;
}

static GtkWidget *
make_export (void)
{
  g_autofree char *name = desk_export_dup_name ("Расходы", "2026-07");
  GtkWidget *export = desk_export_new ();

  desk_export_set_make (DESK_EXPORT (export), make_cb, NULL, NULL);
  desk_export_set_name (DESK_EXPORT (export), name);
  gtk_widget_set_halign (export, GTK_ALIGN_START);

  return export;
}

static gboolean
is_open (GtkWidget *window)
{
  return gtk_window_get_child (GTK_WINDOW (window)) != NULL;
}

int
main (int argc, char *argv[])
{
  GtkWidget *window, *grid, *scrolled;
  GtkTextDirection direction = GTK_TEXT_DIR_LTR;
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  int n = 0;

  setlocale (LC_ALL, "");
  bindtextdomain (RECEPTION_GETTEXT, g_getenv ("RECEPTION_LOCALEDIR"));
  bind_textdomain_codeset (RECEPTION_GETTEXT, "UTF-8");
  textdomain (RECEPTION_GETTEXT);
  adw_init ();
  gtk_css_provider_load_from_resource (provider, "/io/github/reception24/Reception/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  window = gtk_window_new ();
  grid = gtk_grid_new ();
  scrolled = gtk_scrolled_window_new ();
  gtk_widget_set_margin_start (grid, 18);
  gtk_widget_set_margin_end (grid, 18);
  gtk_widget_set_margin_top (grid, 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 36);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 1; i < argc; i++)
    {
      GtkWidget *chart;

      if (g_str_equal (argv[i], "rtl"))
        {
          direction = GTK_TEXT_DIR_RTL;
          continue;
        }
      chart = g_str_equal (argv[i], "export") ? make_export () : make (argv[i]);
      gtk_widget_set_direction (chart, direction);
      gtk_widget_set_hexpand (chart, TRUE);
      gtk_grid_attach (GTK_GRID (grid), chart, n % 2, n / 2, argc == 2 ? 2 : 1, 1);
      n++;
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_widget_add_css_class (scrolled, "view");
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  while (is_open (window))
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
