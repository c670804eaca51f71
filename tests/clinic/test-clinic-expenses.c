/* test-clinic-expenses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-days.h"
#include "clinic-expenses-sheet.h"

#define OCTOBER clinic_days_from_date (2026, 10, 1)
#define NOVEMBER clinic_days_from_date (2026, 11, 1)
#define DECEMBER clinic_days_from_date (2026, 12, 1)

static gint64 last_id = 0;

static void
add_bill (ClinicFacts *facts,
          const char *category,
          const char *payer,
          const char *currency,
          int day,
          gint64 amount,
          gboolean has_act)
{
  clinic_facts_add_bill (
    facts, &(ClinicFactBill){
             .id = ++last_id,
             .category = clinic_facts_key (facts, CLINIC_NAMES_CATEGORY, category, category),
             .payer = clinic_facts_key (facts, CLINIC_NAMES_PAYER, payer, payer),
             .currency = clinic_facts_key (facts, CLINIC_NAMES_CURRENCY, currency, NULL),
             .paid = day != CLINIC_DAYS_NONE ? (gint64) day * 24 * 3600 + 12 * 3600 : 0,
             .amount = amount,
             .fate = CLINIC_BILL_PAID,
             .has_act = has_act,
           });
}

static ClinicFacts *
new_facts (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  ClinicFacts *facts = clinic_facts_new (zone);

  last_id = 0;
  add_bill (facts, "ЖКХ", "ООО", "RUB", NOVEMBER, 100000, TRUE);
  add_bill (facts, "ЖКХ", "ИП", "RUB", NOVEMBER + 29, 50050, FALSE);
  add_bill (facts, "Связь", "ООО", "RUB", NOVEMBER + 3, 200000, FALSE);
  add_bill (facts, NULL, "ООО", "RUB", NOVEMBER + 4, 900000, TRUE);
  add_bill (facts, "Связь", "ООО", "RUB", OCTOBER, 180000, TRUE);
  add_bill (facts, "Аренда", "ООО", "RUB", OCTOBER + 30, 70000, TRUE);
  add_bill (facts, "Связь", "ООО", "RUB", CLINIC_DAYS_NONE, 3300, TRUE);
  add_bill (facts, "ЖКХ", "ООО", "EUR", NOVEMBER + 5, 12300, TRUE);
  add_bill (facts, "ЖКХ", "ООО", "RUB", DECEMBER, 1, TRUE);
  add_bill (facts, "ЖКХ", "ООО", "RUB", OCTOBER - 1, 1, TRUE);
  clinic_facts_add_bill (facts, &(ClinicFactBill){ .id = 99,
                                                   .paid = (gint64) NOVEMBER * 24 * 3600,
                                                   .amount = 5,
                                                   .fate = CLINIC_BILL_REFUSED });
  clinic_facts_seal (facts);

  return facts;
}

static const ClinicExpenseGroup *
get_group (const ClinicExpenseBlock *block, guint place)
{
  g_assert_cmpuint (place, <, block->groups->len);

  return &g_array_index (block->groups, ClinicExpenseGroup, place);
}

static const ClinicExpenseBlock *
get_roubles (const ClinicExpenses *expenses)
{
  return g_ptr_array_index (expenses->blocks, 0);
}

static void
assert_ids (const ClinicExpenses *expenses,
            const ClinicExpenseBlock *block,
            const ClinicExpenseGroup *group,
            ClinicExpensesFigure figure,
            const char *expected)
{
  g_autoptr (GArray) ids = clinic_expenses_dup_ids (expenses, block, group, figure);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", (int) g_array_index (ids, gint64, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_a_month_by_category (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  g_autoptr (ClinicExpenses) expenses =
    clinic_expenses_new (facts, CLINIC_EXPENSES_BY_CATEGORY, NOVEMBER, DECEMBER, CLINIC_DAYS_NONE,
                         NULL);
  const ClinicExpenseBlock *roubles = g_ptr_array_index (expenses->blocks, 0);
  const ClinicExpenseBlock *euros = g_ptr_array_index (expenses->blocks, 1);

  g_assert_cmpuint (expenses->blocks->len, ==, 2);
  g_assert_cmpstr (roubles->currency, ==, "RUB");
  g_assert_cmpint (roubles->total.amount, ==, 1250050);
  g_assert_cmpuint (roubles->total.count, ==, 4);
  g_assert_cmpuint (roubles->total.acts_missing, ==, 2);
  g_assert_cmpint (roubles->total.before, ==, 250000);
  g_assert_cmpint (euros->total.amount, ==, 12300);
  g_assert_cmpuint (euros->groups->len, ==, 1);

  /* the largest first; what was paid only before is there; what has no category is the last */
  g_assert_cmpuint (roubles->groups->len, ==, 4);
  g_assert_cmpstr (get_group (roubles, 0)->name, ==, "Связь");
  g_assert_cmpint (get_group (roubles, 0)->amount, ==, 200000);
  g_assert_cmpint (get_group (roubles, 0)->before, ==, 180000);
  g_assert_cmpint (get_group (roubles, 0)->share, ==, 160);
  g_assert_cmpint (get_group (roubles, 1)->amount, ==, 150050);
  g_assert_cmpstr (get_group (roubles, 2)->name, ==, "Аренда");
  g_assert_cmpint (get_group (roubles, 2)->amount, ==, 0);
  g_assert_cmpstr (get_group (roubles, 3)->key, ==, "");
  g_assert_cmpint (get_group (roubles, 3)->share, ==, 720);
  assert_ids (expenses, roubles, get_group (roubles, 1), CLINIC_EXPENSES_PAID, "1 2");
  assert_ids (expenses, roubles, get_group (roubles, 1), CLINIC_EXPENSES_ACT_MISSING, "2");
  assert_ids (expenses, roubles, NULL, CLINIC_EXPENSES_ACT_MISSING, "2 3");
  assert_ids (expenses, roubles, NULL, CLINIC_EXPENSES_BEFORE, "5 6");
  assert_ids (expenses, euros, NULL, CLINIC_EXPENSES_PAID, "8");
}

static void
test_what_has_no_date_is_in_no_month (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  g_autoptr (ClinicExpenses) expenses =
    clinic_expenses_new (facts, CLINIC_EXPENSES_BY_PAYER, NOVEMBER, DECEMBER, CLINIC_DAYS_NONE,
                         NULL);
  const ClinicExpenseBlock *roubles = g_ptr_array_index (expenses->blocks, 0);

  g_assert_cmpuint (roubles->undated, ==, 1);
  g_assert_cmpint (roubles->undated_amount, ==, 3300);
  assert_ids (expenses, roubles, NULL, CLINIC_EXPENSES_UNDATED, "7");
  assert_ids (expenses, roubles, get_group (roubles, 0), CLINIC_EXPENSES_UNDATED, "");
  g_assert_cmpstr (get_group (roubles, 0)->name, ==, "ООО");
  g_assert_cmpint (get_group (roubles, 0)->amount, ==, 1200000);
  g_assert_cmpint (get_group (roubles, 0)->share + get_group (roubles, 1)->share, ==, 1000);
}

static void
test_months_and_trends_agree (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  g_autoptr (ClinicExpenses) months = clinic_expenses_new (facts, CLINIC_EXPENSES_BY_MONTH, OCTOBER,
                                                           DECEMBER, CLINIC_DAYS_NONE, NULL);
  g_autoptr (ClinicExpenses) categories =
    clinic_expenses_new (facts, CLINIC_EXPENSES_BY_CATEGORY, OCTOBER, DECEMBER, CLINIC_DAYS_NONE,
                         NULL);
  const ClinicExpenseBlock *by_month = g_ptr_array_index (months->blocks, 0);
  const ClinicExpenseBlock *by_category = g_ptr_array_index (categories->blocks, 0);

  g_assert_cmpuint (months->n_months, ==, 2);
  g_assert_cmpuint (by_month->groups->len, ==, 2);
  g_assert_cmpstr (get_group (by_month, 0)->key, ==, "2026-10-01");
  /* two months before: only the last day of September is known */
  g_assert_cmpint (get_group (by_month, 1)->before, ==, 1);
  for (guint month = 0; month < 2; month++)
    {
      gint64 sum = 0;

      for (guint i = 0; i < by_category->groups->len; i++)
        sum += get_group (by_category, i)->trend[month];
      g_assert_cmpint (sum, ==, get_group (by_month, month)->amount);
      g_assert_cmpint (sum, ==, by_category->total.trend[month]);
      g_assert_cmpint (clinic_expenses_get_month (months, month), ==,
                       month == 0 ? OCTOBER : NOVEMBER);
    }
}

static void
test_expenses_can_be_filtered (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  g_autoptr (ClinicQuestion) question =
    clinic_question_new (CLINIC_MEASURE_VISITS, CLINIC_GROUPING_NONE);
  g_autoptr (ClinicExpenses) expenses = NULL;
  g_autoptr (ClinicExpenses) nameless = NULL;

  clinic_question_set_filter (question, CLINIC_NAMES_PAYER, (const char *[]){ "ИП", NULL });
  expenses = clinic_expenses_new (facts, CLINIC_EXPENSES_BY_CATEGORY, NOVEMBER, DECEMBER,
                                  CLINIC_DAYS_NONE, question);
  g_assert_cmpuint (expenses->blocks->len, ==, 1);
  g_assert_cmpint (((ClinicExpenseBlock *) g_ptr_array_index (expenses->blocks, 0))->total.amount,
                   ==, 50050);
  clinic_question_set_filter (question, CLINIC_NAMES_PAYER, NULL);
  clinic_question_set_filter (question, CLINIC_NAMES_CATEGORY, (const char *[]){ "", NULL });
  nameless = clinic_expenses_new (facts, CLINIC_EXPENSES_BY_PAYER, NOVEMBER, DECEMBER,
                                  CLINIC_DAYS_NONE, question);
  g_assert_cmpint (((ClinicExpenseBlock *) g_ptr_array_index (nameless->blocks, 0))->total.amount,
                   ==, 900000);
}

static void
test_a_part_of_a_month_is_compared_with_the_same_part (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  g_autoptr (ClinicExpenses) expenses =
    clinic_expenses_new (facts, CLINIC_EXPENSES_BY_CATEGORY, NOVEMBER, DECEMBER, NOVEMBER + 9,
                         NULL);

  g_assert_cmpint (expenses->before_from, ==, OCTOBER);
  g_assert_cmpint (expenses->before_to, ==, OCTOBER + 10);
  /* what was paid on the 31st of October is not in it */
  g_assert_cmpint (get_roubles (expenses)->total.before, ==, 180000);
}

/* The table for files has the same numbers as the page. */
static void
test_the_workbook_has_the_same_numbers (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  g_autoptr (ClinicExpenses) expenses =
    clinic_expenses_new (facts, CLINIC_EXPENSES_BY_CATEGORY, NOVEMBER, DECEMBER, CLINIC_DAYS_NONE,
                         NULL);
  g_autoptr (ClinicWorkbook) workbook = NULL;
  g_autoptr (ClinicChart) chart = NULL;
  g_autoptr (ClinicChart) trend = NULL;
  const ClinicExpenseBlock *block = get_roubles (expenses);
  ClinicSheet *sheet;

  /* nothing is known of how far the registry reaches, so nothing is compared */
  g_assert_false (expenses->is_compared);
  expenses->is_compared = TRUE;
  workbook =
    clinic_expenses_to_workbook (expenses, NULL, NULL, CLINIC_CHART_BARS, "Анна", "Сегодня");
  g_assert_cmpuint (clinic_workbook_get_n_sheets (workbook), ==, 2);
  sheet = clinic_workbook_get_sheet (workbook, 0);
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, block->groups->len);
  g_assert_cmpuint (clinic_sheet_get_n_columns (sheet), ==, CLINIC_N_EXPENSE_COLUMNS);
  for (ClinicExpenseColumn i = CLINIC_EXPENSE_COUNT; i < CLINIC_N_EXPENSE_COLUMNS; i++)
    g_assert_cmpint (clinic_sheet_total (sheet, i, 0, block->groups->len), ==,
                     clinic_expenses_get_number (&block->total, i));
  g_assert_nonnull (clinic_sheet_get_chart (sheet));

  chart = clinic_expenses_to_chart (expenses, block);
  g_assert_cmpint (clinic_chart_get_value (chart, 0, 0), ==, get_group (block, 0)->amount);
  trend = clinic_expenses_to_trend (expenses, block, NULL);
  g_assert_cmpuint (clinic_chart_get_n_categories (trend), ==, 1);
  g_assert_cmpint (clinic_chart_get_value (trend, 0, 0), ==, block->total.amount);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/expenses/category", test_a_month_by_category);
  g_test_add_func ("/clinic/expenses/undated", test_what_has_no_date_is_in_no_month);
  g_test_add_func ("/clinic/expenses/trend", test_months_and_trends_agree);
  g_test_add_func ("/clinic/expenses/filter", test_expenses_can_be_filtered);

  g_test_add_func ("/clinic/expenses/to-date",
                   test_a_part_of_a_month_is_compared_with_the_same_part);
  g_test_add_func ("/clinic/expenses/workbook", test_the_workbook_has_the_same_numbers);

  return g_test_run ();
}
