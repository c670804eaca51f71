/* clinic-expenses-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-expenses-sheet"

#include "clinic-expenses-sheet.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-invoice-sheet.h"
#include "clinic-report-sheet.h"

static const struct
{
  const char *nick;
  const char *title;
  const char *head;
  const char *nameless;
} ways[] = {
  [CLINIC_EXPENSES_BY_CATEGORY] = { "category", NC_ ("expenses", "by category"),
                                    NC_ ("expenses", "Category"), NC_ ("expenses", "No category") },
  [CLINIC_EXPENSES_BY_PAYER] = { "payer", NC_ ("expenses", "by payer"), NC_ ("expenses", "Payer"),
                                 NC_ ("expenses", "No payer") },
  [CLINIC_EXPENSES_BY_COUNTERPARTY] = { "counterparty", NC_ ("expenses", "by counterparty"),
                                        NC_ ("expenses", "Counterparty"),
                                        NC_ ("expenses", "No counterparty") },
  [CLINIC_EXPENSES_BY_MONTH] = { "month", NC_ ("expenses", "by month"), NC_ ("expenses", "Month"),
                                 "" },
};

const char *
clinic_expenses_by_get_title (ClinicExpensesBy by)
{
  return g_dpgettext2 (NULL, "expenses", ways[by].title);
}

const char *
clinic_expenses_by_get_nick (ClinicExpensesBy by)
{
  return ways[by].nick;
}

gboolean
clinic_expenses_by_from_nick (const char *nick, ClinicExpensesBy *by)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_strcmp0 (ways[i].nick, nick) == 0)
      {
        *by = (ClinicExpensesBy) i;
        return TRUE;
      }

  return FALSE;
}

/* --- columns --- */

const char *
clinic_expenses_get_head (const ClinicExpenses *self, ClinicExpenseColumn column)
{
  switch (column)
    {
    case CLINIC_EXPENSE_COUNT:
      return C_ ("expenses", "Count");
    case CLINIC_EXPENSE_AMOUNT:
      return C_ ("expenses", "Sum");
    case CLINIC_EXPENSE_SHARE:
      return C_ ("expenses", "Share");
    case CLINIC_EXPENSE_BEFORE:
      return C_ ("expenses", "Before");
    case CLINIC_EXPENSE_CHANGE:
      return C_ ("expenses", "Difference");
    case CLINIC_EXPENSE_ACTS:
      return C_ ("expenses", "Without act");
    case CLINIC_EXPENSE_NAME:
    default:
      return g_dpgettext2 (NULL, "expenses", ways[self->by].head);
    }
}

ClinicSheetKind
clinic_expenses_get_kind (ClinicExpenseColumn column)
{
  switch (column)
    {
    case CLINIC_EXPENSE_COUNT:
    case CLINIC_EXPENSE_ACTS:
      return CLINIC_SHEET_COUNT;
    case CLINIC_EXPENSE_AMOUNT:
    case CLINIC_EXPENSE_BEFORE:
    case CLINIC_EXPENSE_CHANGE:
      return CLINIC_SHEET_MONEY;
    case CLINIC_EXPENSE_SHARE:
      return CLINIC_SHEET_PERCENT;
    case CLINIC_EXPENSE_NAME:
    default:
      return CLINIC_SHEET_TEXT;
    }
}

gboolean
clinic_expenses_has_column (const ClinicExpenses *self, ClinicExpenseColumn column)
{
  return self->is_compared || (column != CLINIC_EXPENSE_BEFORE && column != CLINIC_EXPENSE_CHANGE);
}

gint64
clinic_expenses_get_number (const ClinicExpenseGroup *group, ClinicExpenseColumn column)
{
  switch (column)
    {
    case CLINIC_EXPENSE_COUNT:
      return group->count;
    case CLINIC_EXPENSE_AMOUNT:
      return group->amount;
    case CLINIC_EXPENSE_SHARE:
      return group->share >= 0 ? group->share : CLINIC_SHEET_EMPTY;
    case CLINIC_EXPENSE_BEFORE:
      return group->before;
    case CLINIC_EXPENSE_CHANGE:
      return group->amount - group->before;
    case CLINIC_EXPENSE_ACTS:
      return group->acts_missing;
    case CLINIC_EXPENSE_NAME:
    default:
      return CLINIC_SHEET_EMPTY;
    }
}

/* --- words --- */

/* (transfer full): «November 2026» */
static char *
dup_month (int day)
{
  int year, month, month_day;
  g_autoptr (GDateTime) date = NULL;

  clinic_days_to_date (day, &year, &month, &month_day);
  date = g_date_time_new_utc (year, month, 1, 0, 0, 0);

  return g_date_time_format (date, "%OB %Y");
}

char *
clinic_expenses_dup_name (const ClinicExpenses *self,
                          const ClinicExpenseBlock *block,
                          const ClinicExpenseGroup *group)
{
  if (group == NULL || group == &block->total)
    return g_strdup (C_ ("report", "Total"));
  if (group->day != CLINIC_DAYS_NONE)
    return dup_month (group->day);
  if (group->name != NULL && *group->name != '\0')
    return g_strdup (group->name);

  return g_strdup (*group->key != '\0' ? group->key
                                       : g_dpgettext2 (NULL, "expenses", ways[self->by].nameless));
}

/* (transfer full): both days included */
static char *
dup_days (int from, int to)
{
  g_autofree char *first = clinic_report_dup_day (from);
  g_autofree char *last = clinic_report_dup_day (MAX (from, to - 1));

  return g_str_equal (first, last) ? g_steal_pointer (&last)
                                   : g_strdup_printf ("%s – %s", first, last);
}

char *
clinic_expenses_dup_title (const ClinicExpenses *self)
{
  g_autofree char *days = dup_days (self->from, self->to);

  /* Translators: how they are grouped, and which days: “Expenses by category, 1 Nov – 30 Nov” */
  return g_strdup_printf (_ ("Expenses %1$s, %2$s"), clinic_expenses_by_get_title (self->by), days);
}

char *
clinic_expenses_dup_comparison (const ClinicExpenses *self)
{
  g_autofree char *days = dup_days (self->before_from, self->before_to);

  return self->is_compared ? g_strdup_printf (_ ("Compared with %s"), days) : NULL;
}

/* --- charts --- */

ClinicChart *
clinic_expenses_to_chart (const ClinicExpenses *self, const ClinicExpenseBlock *block)
{
  g_autofree char *title = clinic_expenses_dup_title (self);
  ClinicChart *chart =
    clinic_chart_new (title, CLINIC_SHEET_MONEY, self->by == CLINIC_EXPENSES_BY_MONTH);
  guint n = block->groups->len;
  g_autofree gint64 *now = g_new0 (gint64, MAX (n, 1));
  g_autofree gint64 *before = g_new0 (gint64, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      const ClinicExpenseGroup *group = &g_array_index (block->groups, ClinicExpenseGroup, i);
      g_autofree char *name = clinic_expenses_dup_name (self, block, group);

      clinic_chart_add_category (chart, name, NULL);
      now[i] = group->amount;
      before[i] = group->before;
    }
  clinic_chart_add_series (chart, clinic_expenses_get_head (self, CLINIC_EXPENSE_AMOUNT), now);
  if (self->is_compared)
    clinic_chart_set_previous (chart, clinic_expenses_get_head (self, CLINIC_EXPENSE_BEFORE),
                               before);

  return chart;
}

ClinicChart *
clinic_expenses_to_trend (const ClinicExpenses *self,
                          const ClinicExpenseBlock *block,
                          const ClinicExpenseGroup *group)
{
  const ClinicExpenseGroup *one = group != NULL ? group : &block->total;
  g_autofree char *name = clinic_expenses_dup_name (self, block, one);
  g_autofree char *days = dup_days (self->from, self->to);
  /* Translators: of what, and which days: “Expenses by month: Rent, 1 Jan – 30 Nov” */
  g_autofree char *title = g_strdup_printf (_ ("Expenses by month: %1$s, %2$s"), name, days);
  ClinicChart *chart = clinic_chart_new (title, CLINIC_SHEET_MONEY, TRUE);

  for (guint i = 0; i < self->n_months; i++)
    {
      g_autofree char *month = dup_month (clinic_expenses_get_month (self, i));

      clinic_chart_add_category (chart, month, NULL);
    }
  clinic_chart_add_series (chart, name, one->trend);

  return chart;
}

/* --- tables --- */

static void
add_columns (const ClinicExpenses *self, ClinicSheet *sheet, guint *places)
{
  for (ClinicExpenseColumn i = CLINIC_EXPENSE_NAME; i < CLINIC_N_EXPENSE_COLUMNS; i++)
    {
      places[i] = CLINIC_SHEET_NONE;
      if (!clinic_expenses_has_column (self, i))
        continue;
      places[i] = clinic_sheet_add_column (sheet, clinic_expenses_get_head (self, i),
                                           clinic_expenses_get_kind (i), 0);
    }
  for (ClinicExpenseColumn i = CLINIC_EXPENSE_COUNT; i < CLINIC_N_EXPENSE_COLUMNS; i++)
    if (places[i] != CLINIC_SHEET_NONE && i != CLINIC_EXPENSE_SHARE)
      clinic_sheet_set_sum (sheet, places[i]);
  clinic_sheet_set_ratio (sheet, places[CLINIC_EXPENSE_SHARE], places[CLINIC_EXPENSE_AMOUNT],
                          places[CLINIC_EXPENSE_AMOUNT]);
}

static void
add_lines (const ClinicExpenses *self, const ClinicExpenseBlock *block, ClinicSheet *sheet)
{
  g_autofree char *title = clinic_expenses_dup_title (self);
  g_autofree char *comparison = clinic_expenses_dup_comparison (self);
  g_autofree char *undated = NULL;

  clinic_sheet_add_line (sheet, title);
  clinic_sheet_add_line (sheet, _ ("What was paid, by the day of payment in the registry. What was "
                                   "refused or is not paid yet does not count."));
  if (comparison != NULL)
    clinic_sheet_add_line (sheet, comparison);
  if (!self->is_whole)
    clinic_sheet_add_line (sheet, _ ("Not all of this period is on this computer yet."));
  if (block->undated > 0)
    {
      undated =
        g_strdup_printf (ngettext ("Without a day of payment, and not counted here: %u invoice",
                                   "Without a day of payment, and not counted here: %u invoices",
                                   block->undated),
                         block->undated);
      clinic_sheet_add_line (sheet, undated);
    }
}

/* (transfer full) */
static ClinicSheet *
new_sheet (const ClinicExpenses *self,
           const ClinicExpenseBlock *block,
           const char *name,
           ClinicChartKind kind,
           const char *footer)
{
  g_autofree char *title = g_strdup_printf ("%s, %s", name, block->currency);
  g_autofree char *chart = clinic_expenses_dup_title (self);
  ClinicSheet *sheet = clinic_sheet_new (self->blocks->len > 1 ? title : name);
  guint places[CLINIC_N_EXPENSE_COLUMNS];

  add_lines (self, block, sheet);
  clinic_sheet_set_footer (sheet, footer);
  add_columns (self, sheet, places);
  for (guint i = 0; i < block->groups->len; i++)
    {
      const ClinicExpenseGroup *group = &g_array_index (block->groups, ClinicExpenseGroup, i);
      g_autofree char *words = clinic_expenses_dup_name (self, block, group);

      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, places[CLINIC_EXPENSE_NAME], words);
      for (ClinicExpenseColumn j = CLINIC_EXPENSE_COUNT; j < CLINIC_N_EXPENSE_COLUMNS; j++)
        if (places[j] != CLINIC_SHEET_NONE)
          clinic_sheet_put_number (sheet, places[j], clinic_expenses_get_number (group, j));
    }
  if (block->groups->len > 0)
    clinic_sheet_set_chart (sheet, kind, chart, 0, &places[CLINIC_EXPENSE_AMOUNT], 1,
                            kind != CLINIC_CHART_SHARES ? places[CLINIC_EXPENSE_BEFORE]
                                                        : CLINIC_SHEET_NONE);

  return sheet;
}

static void
add_blocks (const ClinicExpenses *self,
            ClinicWorkbook *workbook,
            const char *name,
            ClinicChartKind kind,
            const char *footer)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      g_autoptr (ClinicSheet) sheet =
        new_sheet (self, g_ptr_array_index (self->blocks, i), name, kind, footer);

      clinic_workbook_add (workbook, sheet);
    }
}

ClinicWorkbook *
clinic_expenses_to_workbook (const ClinicExpenses *self,
                             const ClinicExpenses *payers,
                             GListModel *invoices,
                             ClinicChartKind chart,
                             const char *author,
                             const char *footer)
{
  g_autofree char *title = clinic_expenses_dup_title (self);
  ClinicWorkbook *workbook = clinic_workbook_new (title, author);

  add_blocks (self, workbook, C_ ("expenses", "Summary"), chart, footer);
  if (payers != NULL)
    add_blocks (payers, workbook, C_ ("expenses", "Payers"), chart, footer);
  if (invoices != NULL)
    {
      g_autoptr (ClinicSheet) sheet =
        clinic_invoice_sheet_new (C_ ("expenses", "Invoices"), invoices, NULL,
                                  self->blocks->len == 1, title, footer);

      clinic_workbook_add (workbook, sheet);
    }

  return workbook;
}
