/* test-clinic-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-chart.h"

static void
test_an_axis_has_numbers_that_people_count_in (void)
{
  static const struct
  {
    ClinicSheetKind unit;
    gint64 min, max;
    guint n;
    gint64 from, to, step;
  } cases[] = {
    { CLINIC_SHEET_COUNT, 0, 120, 6, 0, 120, 20 },
    { CLINIC_SHEET_COUNT, 5, 97, 5, 0, 100, 20 },
    { CLINIC_SHEET_COUNT, 0, 1, 7, 0, 1, 1 },
    { CLINIC_SHEET_COUNT, 0, 0, 4, 0, 1, 1 },
    { CLINIC_SHEET_COUNT, -3, 8, 5, -5, 10, 5 },
    /* whole roubles at least */
    { CLINIC_SHEET_MONEY, 0, 250, 4, 0, 300, 100 },
    { CLINIC_SHEET_MONEY, 0, 4860000, 5, 0, 5000000, 1000000 },
    { CLINIC_SHEET_PERCENT, 0, 846, 5, 0, 1000, 200 },
    { CLINIC_SHEET_MINUTES, 0, 245, 5, 0, 300, 60 },
    { CLINIC_SHEET_MINUTES, -95, 245, 4, -120, 360, 120 },
    { CLINIC_SHEET_COUNT, 0, G_GINT64_CONSTANT (900000000000000), 3, 0,
      G_GINT64_CONSTANT (1000000000000000), G_GINT64_CONSTANT (500000000000000) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClinicChartScale scale =
        clinic_chart_scale_for (cases[i].unit, cases[i].min, cases[i].max, cases[i].n);

      g_test_message ("case %u", i);
      g_assert_cmpint (scale.from, ==, cases[i].from);
      g_assert_cmpint (scale.to, ==, cases[i].to);
      g_assert_cmpint (scale.step, ==, cases[i].step);
    }
}

static void
test_an_axis_always_holds_all_and_no_more_marks_than_asked (void)
{
  static const ClinicSheetKind units[] = { CLINIC_SHEET_COUNT, CLINIC_SHEET_MONEY,
                                           CLINIC_SHEET_PERCENT, CLINIC_SHEET_MINUTES };

  for (guint i = 0; i < 20000; i++)
    {
      gint64 max = g_test_rand_int_range (0, 1 << (1 + i % 30));
      gint64 min = -g_test_rand_int_range (0, 1 << (1 + (i / 7) % 20));
      guint n = (guint) g_test_rand_int_range (2, 10);
      ClinicChartScale scale =
        clinic_chart_scale_for (units[i % G_N_ELEMENTS (units)], i % 3 == 0 ? 0 : min, max, n);

      g_assert_cmpint (scale.step, >, 0);
      g_assert_cmpint (scale.from, <=, i % 3 == 0 ? 0 : min);
      g_assert_cmpint (scale.to, >=, max);
      g_assert_cmpint (scale.from % scale.step, ==, 0);
      g_assert_cmpint (scale.to % scale.step, ==, 0);
      g_assert_cmpint ((scale.to - scale.from) / scale.step, <=, n);
    }
}

static void
test_shares_are_of_what_is_known (void)
{
  static const gint64 values[] = { 340, 212, CLINIC_SHEET_EMPTY, 0, 448 };
  static const int shares[] = { 340, 212, -1, 0, 448 };
  g_autoptr (ClinicChart) chart = clinic_chart_new ("", CLINIC_SHEET_COUNT, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    clinic_chart_add_category (chart, "x", NULL);
  g_assert_true (clinic_chart_is_empty (chart));
  clinic_chart_add_series (chart, "y", values);
  g_assert_false (clinic_chart_is_empty (chart));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpint (clinic_chart_get_share (chart, 0, i), ==, shares[i]);
}

static void
test_a_sheet_makes_its_own_chart (void)
{
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Тренд");
  g_autoptr (ClinicChart) none = NULL;
  g_autoptr (ClinicChart) chart = NULL;
  guint value = 1;

  clinic_sheet_add_column (sheet, "Месяц", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Сумма", CLINIC_SHEET_MONEY, 0);
  clinic_sheet_add_column (sheet, "Год назад", CLINIC_SHEET_MONEY, 0);
  none = clinic_chart_new_from_sheet (sheet);
  g_assert_null (none);
  clinic_sheet_set_chart (sheet, CLINIC_CHART_LINES, "Расходы", 0, &value, 1, 2);
  clinic_sheet_add_row (sheet);
  clinic_sheet_put_text (sheet, 0, "июль");
  clinic_sheet_put_number (sheet, 1, 4860000);

  chart = clinic_chart_new_from_sheet (sheet);
  g_assert_cmpstr (clinic_chart_get_title (chart), ==, "Расходы");
  g_assert_cmpint (clinic_chart_get_unit (chart), ==, CLINIC_SHEET_MONEY);
  g_assert_true (clinic_chart_is_in_time (chart));
  g_assert_cmpuint (clinic_chart_get_n_categories (chart), ==, 1);
  g_assert_cmpstr (clinic_chart_get_label (chart, 0), ==, "июль");
  g_assert_cmpstr (clinic_chart_get_series (chart, 0), ==, "Сумма");
  g_assert_cmpint (clinic_chart_get_value (chart, 0, 0), ==, 4860000);
  g_assert_cmpstr (clinic_chart_get_previous (chart), ==, "Год назад");
  g_assert_cmpint (clinic_chart_get_previous_value (chart, 0), ==, CLINIC_SHEET_EMPTY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/chart/axis", test_an_axis_has_numbers_that_people_count_in);
  g_test_add_func ("/clinic/chart/any-axis",
                   test_an_axis_always_holds_all_and_no_more_marks_than_asked);
  g_test_add_func ("/clinic/chart/shares", test_shares_are_of_what_is_known);
  g_test_add_func ("/clinic/chart/from-sheet", test_a_sheet_makes_its_own_chart);

  return g_test_run ();
}
