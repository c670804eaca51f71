/* test-clinic-payroll-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-pay-days.h"
#include "clinic-payroll-sheet.h"
#include "pay-scene.h"

#include <string.h>

/* the columns that are looked at */
enum
{
  EMPLOYEE = 0,
  RATE = 2,
  PLANNED = 3,
  WORKED = 4,
  PAID = 5,
  SHIFTS = 6,
  BASE = 7,
  OVERTIME_TIME = 8,
  OVERTIME = 9,
  CALLS_IN = 10,
  CALLS_OUT = 11,
  CALLS_MISSED = 12,
  SENIORITY_SHARE = 14,
  QUALIFICATION = 16,
  WAITING_SHARE = 18,
  FIRST_SHARE = 20,
  N_REMARKS = 23,
  TOTAL = 25,
  COMMENT = 26,
};

static ClinicPayCard *
new_card (ClinicPayMonth *month, const char *name, const ClinicPayInputs *inputs)
{
  g_autoptr (ClinicPayCard) card = clinic_pay_card_new (15, name, "Администратор", "Регистратура");

  clinic_pay_card_set_inputs (card, inputs);
  clinic_pay_month_add (month, card);

  return card;
}

static gint64
number (ClinicSheet *sheet, guint row, guint column)
{
  return clinic_sheet_get_number (sheet, row, column);
}

static gboolean
has_line (ClinicSheet *sheet, const char *words)
{
  const char *const *lines = clinic_sheet_get_lines (sheet);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], words) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_the_table_of_all_holds_what_the_worked_example_comes_to (void)
{
  g_autoptr (ClinicPayMonth) month = clinic_pay_month_new (PAY_SCENE_FIRST);
  g_autoptr (ClinicPayInputs) example = pay_scene_new_example ();
  g_autoptr (ClinicPayInputs) other = pay_scene_new_inputs ();
  g_autoptr (ClinicWorkbook) workbook = NULL;
  ClinicSheet *sheet = NULL;

  pay_scene_add_shift (other, PAY_SCENE_FIRST, 0);
  g_array_index (other->works, ClinicFactWork, 0).fact_end = 0;
  new_card (month, "Иванова Ольга", example);
  new_card (month, "Петрова Анна", other);
  new_card (month, "Яшина Мария", NULL);
  workbook = clinic_payroll_sheet_new_workbook (month, NULL, "Ольга П.", "Выгружено");
  g_assert_cmpuint (clinic_workbook_get_n_sheets (workbook), ==, 3);
  sheet = clinic_workbook_get_sheet (workbook, 0);
  g_assert_cmpuint (clinic_sheet_get_n_columns (sheet), ==, COMMENT + 1);
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 3);
  g_assert_true (has_line (sheet, "October 2026"));
  g_assert_true (has_line (sheet, "(A)"));
  g_assert_cmpstr (clinic_sheet_get_footer (sheet), ==, "Выгружено");

  g_assert_cmpstr (clinic_sheet_get_text (sheet, 0, EMPLOYEE), ==, "Иванова Ольга");
  g_assert_cmpint (number (sheet, 0, RATE), ==, 22000);
  g_assert_cmpint (number (sheet, 0, PLANNED), ==, 150 * 60);
  g_assert_cmpint (number (sheet, 0, WORKED), ==, 150 * 60 + 12 + 20 + 21 + 35 + 65);
  g_assert_cmpint (number (sheet, 0, PAID), ==, 150 * 60);
  g_assert_cmpint (number (sheet, 0, SHIFTS), ==, 15);
  g_assert_cmpint (number (sheet, 0, BASE), ==, 3630000);
  g_assert_cmpint (number (sheet, 0, OVERTIME_TIME), ==, 121);
  g_assert_cmpint (number (sheet, 0, OVERTIME), ==, 73205);
  g_assert_cmpint (number (sheet, 0, CALLS_IN) + number (sheet, 0, CALLS_OUT), ==, 670);
  g_assert_cmpint (number (sheet, 0, CALLS_MISSED), >, 0);
  g_assert_cmpint (number (sheet, 0, SENIORITY_SHARE), ==, 50);
  g_assert_cmpint (number (sheet, 0, QUALIFICATION), ==, 1100);
  g_assert_cmpint (number (sheet, 0, FIRST_SHARE), ==, 800);
  g_assert_cmpint (number (sheet, 0, WAITING_SHARE), ==, 600);
  g_assert_cmpint (number (sheet, 0, N_REMARKS), ==, 1);
  g_assert_cmpint (number (sheet, 0, TOTAL), ==, 5094705);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 0, COMMENT), ==, "Not signed");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 1, COMMENT), ==, "Not signed. Questions left: 1");
  g_assert_cmpint (number (sheet, 1, FIRST_SHARE), ==, CLINIC_SHEET_EMPTY);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 2, COMMENT), ==, "Not known");
  g_assert_cmpint (number (sheet, 2, TOTAL), ==, CLINIC_SHEET_EMPTY);
  g_assert_cmpint (clinic_sheet_total (sheet, TOTAL, 0, 3), ==, 5094705);

  /* on paper all of them stand on one page, and the lines add up to the total */
  sheet = clinic_workbook_get_paper (workbook);
  g_assert_true (sheet == clinic_workbook_get_sheet (workbook, 2));
  g_assert_cmpuint (clinic_sheet_get_n_columns (sheet), ==, CLINIC_N_PAY_KINDS + 2);
  g_assert_cmpint (number (sheet, 0, CLINIC_N_PAY_KINDS + 1), ==, 5094705);
}

static void
test_every_day_stands_with_its_plan_and_its_fact (void)
{
  g_autoptr (ClinicPayMonth) month = clinic_pay_month_new (PAY_SCENE_FIRST);
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicWorkbook) workbook = NULL;
  ClinicPayCard *card = NULL;
  ClinicSheet *sheet = NULL;
  ClinicFactWork *work = NULL;

  for (int i = 0; i < 4; i++)
    pay_scene_add_shift (inputs, PAY_SCENE_FIRST + i, i == 1 ? 65 * MINUTE : 0);
  work = (ClinicFactWork *) (gpointer) inputs->works->data;
  work[0].fact_start += 10 * MINUTE;
  work[2].fact_end = 0;
  work[2].answered_end = work[2].plan_end;
  work[3].record_id = work[3].fact_start = work[3].fact_end = 0;
  card = new_card (month, "Иванова Ольга", inputs);
  workbook = clinic_payroll_sheet_new_workbook (month, card, NULL, NULL);
  sheet = clinic_workbook_get_sheet (workbook, 1);
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 4);
  g_assert_cmpint (number (sheet, 0, 1), ==, pay_scene_at (PAY_SCENE_FIRST, 9, 0));
  g_assert_cmpint (number (sheet, 0, 3), ==, pay_scene_at (PAY_SCENE_FIRST, 9, 10));
  g_assert_cmpint (number (sheet, 0, 5), ==, 590);
  g_assert_cmpint (number (sheet, 0, 6), ==, 10);
  g_assert_cmpint (number (sheet, 1, 7), ==, 65);
  g_assert_cmpint (number (sheet, 2, 4), ==, work[2].plan_end);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 2, 8), ==, "Answer about the end");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 2, 9), ==,
                   clinic_pay_flag_get_words (CLINIC_PAY_FLAG_ANSWERED_END));
  g_assert_cmpint (number (sheet, 3, 3), ==, CLINIC_SHEET_EMPTY);
  g_assert_cmpint (number (sheet, 3, 5), ==, CLINIC_SHEET_EMPTY);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 3, 8), ==, "Schedule");
  g_assert_cmpint (clinic_sheet_total (sheet, 5, 0, 4), ==, 590 + 600 + 600);
}

static void
test_a_signed_month_is_written_as_it_was_signed (void)
{
  g_autoptr (ClinicPayMonth) month = clinic_pay_month_new (PAY_SCENE_FIRST);
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_example ();
  g_autoptr (ClinicWorkbook) workbook = NULL;
  ClinicPayCard *card = new_card (month, "Иванова Ольга", inputs);
  ClinicSheet *paper = NULL;

  clinic_pay_card_take_signed (card, clinic_pay_signed_new (inputs, 1, inputs->now, NULL));
  clinic_pay_inputs_add_item (inputs->allowances, 71, PAY_SCENE_FIRST, 50000, "Касса");
  inputs->overtime = CLINIC_OVERTIME_BEYOND;
  clinic_pay_card_set_inputs (card, inputs);
  workbook = clinic_payroll_sheet_new_workbook (month, card, NULL, NULL);
  g_assert_cmpint (number (clinic_workbook_get_sheet (workbook, 0), 0, TOTAL), ==, 5094705);
  g_assert_cmpstr (clinic_sheet_get_text (clinic_workbook_get_sheet (workbook, 0), 0, COMMENT), ==,
                   "Signed on 10.11.2026. Changed since, lines: 2");
  paper = clinic_workbook_get_paper (workbook);
  g_assert_cmpstr (clinic_sheet_get_title (paper), ==, "Иванова Ольга");
  g_assert_true (has_line (paper, "Администратор"));
  g_assert_true (has_line (paper, "(A)"));
  g_assert_false (has_line (paper, "(B)"));
  g_assert_cmpuint (clinic_sheet_get_n_rows (paper), ==, CLINIC_N_PAY_KINDS);
  g_assert_cmpstr (clinic_sheet_get_text (paper, 0, 1), ==, "150 h × 220.00 × 1.1");
  g_assert_cmpint (clinic_sheet_total (paper, 2, 0, CLINIC_N_PAY_KINDS), ==, 5094705);
}

static void
test_a_rule_that_is_not_everybodys_has_names (void)
{
  g_autoptr (ClinicPayMonth) month = clinic_pay_month_new (PAY_SCENE_FIRST);
  g_autoptr (ClinicPayInputs) first = pay_scene_new_inputs ();
  g_autoptr (ClinicPayInputs) second = pay_scene_new_inputs ();
  g_autoptr (ClinicWorkbook) workbook = NULL;
  ClinicSheet *sheet = NULL;

  first->overtime_rate = 30000;
  new_card (month, "Иванова Ольга", first);
  new_card (month, "Петрова Анна", second);
  new_card (month, "Титова Яна", second);
  new_card (month, "Яшина Мария", NULL);
  workbook = clinic_payroll_sheet_new_workbook (month, NULL, NULL, NULL);
  sheet = clinic_workbook_get_sheet (workbook, 0);
  g_assert_true (has_line (sheet, "Иванова Ольга: Overtime is paid with 300.00 an hour."));
  g_assert_true (has_line (sheet, "Петрова Анна, Титова Яна: Overtime is paid × 1.5"));
  g_assert_true (has_line (sheet, "Calls of less than"));
  g_assert_false (has_line (sheet, ": Calls of less than"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "Europe/Moscow", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/payroll-sheet/all",
                   test_the_table_of_all_holds_what_the_worked_example_comes_to);
  g_test_add_func ("/clinic/payroll-sheet/days", test_every_day_stands_with_its_plan_and_its_fact);
  g_test_add_func ("/clinic/payroll-sheet/names", test_a_rule_that_is_not_everybodys_has_names);
  g_test_add_func ("/clinic/payroll-sheet/signed", test_a_signed_month_is_written_as_it_was_signed);

  return g_test_run ();
}
