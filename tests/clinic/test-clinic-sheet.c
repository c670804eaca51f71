/* test-clinic-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-workbook.h"

static void
test_cells_come_back_as_they_were_put (void)
{
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Счета");

  clinic_sheet_add_column (sheet, "Статья", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Сумма", CLINIC_SHEET_MONEY, 0);
  /* over several blocks */
  for (gint64 i = 0; i < 2000; i++)
    {
      g_autofree char *text = g_strdup_printf ("статья %d", (int) i % 7);

      clinic_sheet_add_row (sheet);
      if (i % 3 != 0)
        clinic_sheet_put_text (sheet, 0, text);
      if (i % 5 != 0)
        clinic_sheet_put_number (sheet, 1, -i);
    }

  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 2000);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = g_strdup_printf ("статья %u", i % 7);

      g_assert_cmpstr (clinic_sheet_get_text (sheet, i, 0), ==, i % 3 != 0 ? text : NULL);
      g_assert_cmpint (clinic_sheet_get_number (sheet, i, 1), ==,
                       i % 5 != 0 ? -(gint64) i : CLINIC_SHEET_EMPTY);
    }
  /* equal texts are kept once */
  g_assert_true (clinic_sheet_get_text (sheet, 1, 0) == clinic_sheet_get_text (sheet, 8, 0));
}

static void
test_a_ratio_is_of_sums_and_rounded_half_up (void)
{
  static const struct
  {
    gint64 part, whole, tenths;
  } cases[] = {
    /* clinic.md 3.6 */
    { 78, 120, 650 }, { 66, 78, 846 }, { 66, 120, 550 },
    { 1, 2000, 1 },   { 0, 7, 0 },     { 3, 0, CLINIC_SHEET_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("");

      clinic_sheet_add_column (sheet, "part", CLINIC_SHEET_COUNT, 0);
      clinic_sheet_add_column (sheet, "whole", CLINIC_SHEET_COUNT, 0);
      clinic_sheet_add_column (sheet, "share", CLINIC_SHEET_PERCENT, 0);
      g_assert_false (clinic_sheet_has_totals (sheet));
      clinic_sheet_set_ratio (sheet, 2, 0, 1);
      g_assert_true (clinic_sheet_has_totals (sheet));
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_number (sheet, 0, cases[i].part);
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_number (sheet, 1, cases[i].whole);
      g_assert_cmpint (clinic_sheet_total (sheet, 2, 0, 2), ==, cases[i].tenths);
      g_assert_cmpint (clinic_sheet_total (sheet, 0, 0, 2), ==, CLINIC_SHEET_EMPTY);
    }
}

static void
test_groups_hold_the_rows_that_follow_them (void)
{
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("");

  clinic_sheet_add_column (sheet, "n", CLINIC_SHEET_COUNT, 0);
  clinic_sheet_set_sum (sheet, 0);
  clinic_sheet_begin_group (sheet, "one");
  clinic_sheet_add_row (sheet);
  clinic_sheet_put_number (sheet, 0, 5);
  clinic_sheet_add_row (sheet);
  clinic_sheet_begin_group (sheet, "none");
  clinic_sheet_begin_group (sheet, "two");
  clinic_sheet_add_row (sheet);
  clinic_sheet_put_number (sheet, 0, 7);

  g_assert_cmpuint (clinic_sheet_get_n_groups (sheet), ==, 3);
  g_assert_cmpuint (clinic_sheet_get_group (sheet, 0)->to, ==, 2);
  g_assert_cmpuint (clinic_sheet_get_group (sheet, 1)->from, ==, 2);
  g_assert_cmpuint (clinic_sheet_get_group (sheet, 1)->to, ==, 2);
  g_assert_cmpuint (clinic_sheet_get_group (sheet, 2)->to, ==, 3);
  g_assert_cmpint (clinic_sheet_total (sheet, 0, 0, 2), ==, 5);
  g_assert_cmpint (clinic_sheet_total (sheet, 0, 0, 3), ==, 12);
}

static void
test_only_pages_for_people_are_linked (void)
{
  static const char *const pages[] = {
    "https://clinic.bitrix24.ru/company/lists/34/element/0/12/",
    "http://example.org",
    "https://clinic.bitrix24.ru/page/type/1036/type/1036/details/5/?show",
    "https://clinic.bitrix24.ru/disk/?author=1&tokens=2",
  };
  static const char *const secrets[] = {
    "https://clinic.bitrix24.ru/rest/1/abc/crm.item.get",
    "https://clinic.bitrix24.ru/rest/download.json?token=disk",
    "https://clinic.bitrix24.ru/bitrix/tools/disk/uf.php?attachedId=1&auth=abc",
    "https://clinic.bitrix24.ru/x?a=1&AUTH=abc",
    "https://user:password@clinic.bitrix24.ru/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "mailto:a@example.org",
    "https://",
    "no address",
  };
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("");

  clinic_sheet_add_column (sheet, "file", CLINIC_SHEET_LINK, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_link (sheet, 0, "счёт.pdf", pages[i]);
      g_assert_cmpstr (clinic_sheet_get_url (sheet, i, 0), ==, pages[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      guint row = clinic_sheet_get_n_rows (sheet);

      clinic_sheet_add_row (sheet);
      clinic_sheet_put_link (sheet, 0, "счёт.pdf", secrets[i]);
      g_assert_cmpstr (clinic_sheet_get_text (sheet, row, 0), ==, "счёт.pdf");
      g_assert_cmpstr (clinic_sheet_get_url (sheet, row, 0), ==, NULL);
    }
}

static void
test_tabs_are_legal_and_unlike_each_other (void)
{
  static const struct
  {
    const char *title, *tab;
  } cases[] = {
    { "Свод", "Свод" },
    { "СВОД", "СВОД (2)" },
    { "свод", "свод (3)" },
    { "a:b*c?d/e\\f[g]", "a b c d e f g" },
    { "'quoted'", "quoted" },
    { "", "Sheet" },
    { "[]", "Sheet (2)" },
    { "history", "Sheet (3)" },
    { "Расходы по всем статьям и плательщикам", "Расходы по всем статьям и плате" },
    { "Расходы по всем статьям и плательщикам 2", "Расходы по всем статьям и п (2)" },
    /* two units each */
    { "😀😀😀😀😀😀😀😀"
      "😀😀😀😀😀😀😀😀",
      "😀😀😀😀😀😀😀😀"
      "😀😀😀😀😀😀😀" },
  };
  g_autoptr (ClinicWorkbook) workbook = clinic_workbook_new ("", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicSheet) sheet = clinic_sheet_new (cases[i].title);

      clinic_workbook_add (workbook, sheet);
      g_assert_cmpstr (clinic_workbook_get_tab (workbook, i), ==, cases[i].tab);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/sheet/cells", test_cells_come_back_as_they_were_put);
  g_test_add_func ("/clinic/sheet/ratio", test_a_ratio_is_of_sums_and_rounded_half_up);
  g_test_add_func ("/clinic/sheet/groups", test_groups_hold_the_rows_that_follow_them);
  g_test_add_func ("/clinic/sheet/links", test_only_pages_for_people_are_linked);
  g_test_add_func ("/clinic/sheet/tabs", test_tabs_are_legal_and_unlike_each_other);

  return g_test_run ();
}
