/* clinic-expenses-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-chart.h"
#include "clinic-expenses.h"
#include "clinic-workbook.h"

G_BEGIN_DECLS

/* Expenses as people read them: the columns of the screen, and the same as charts and as the
 * workbook of office.md 7: «Свод» and «Счета». The numbers of all are these. */

/**
 * ClinicExpenseColumn:
 *
 * What stands in a line.
 */
typedef enum
{
  CLINIC_EXPENSE_NAME,
  CLINIC_EXPENSE_COUNT,
  CLINIC_EXPENSE_AMOUNT,
  CLINIC_EXPENSE_SHARE,
  CLINIC_EXPENSE_BEFORE, /* the sum in the period before, and how much more it is now */
  CLINIC_EXPENSE_CHANGE,
  CLINIC_EXPENSE_ACTS, /* how many acts are missing */
} ClinicExpenseColumn;
#define CLINIC_N_EXPENSE_COLUMNS (CLINIC_EXPENSE_ACTS + 1)

/* translated: «по статьям» */
const char *clinic_expenses_by_get_title (ClinicExpensesBy by);
/* for settings and the command line: "category", "payer", "counterparty", "month" */
const char *clinic_expenses_by_get_nick (ClinicExpensesBy by);
gboolean clinic_expenses_by_from_nick (const char *nick, ClinicExpensesBy *by);

/* translated: the head of a column */
const char *clinic_expenses_get_head (const ClinicExpenses *self, ClinicExpenseColumn column);
ClinicSheetKind clinic_expenses_get_kind (ClinicExpenseColumn column);
/* without comparison there are two columns less */
gboolean clinic_expenses_has_column (const ClinicExpenses *self, ClinicExpenseColumn column);
/* (transfer full): in words: «Аренда», «November 2026», «No category»; of the total «Total» */
char *clinic_expenses_dup_name (const ClinicExpenses *self,
                                const ClinicExpenseBlock *block,
                                const ClinicExpenseGroup *group);
/* CLINIC_SHEET_EMPTY: there is nothing to tell; not of the name */
gint64 clinic_expenses_get_number (const ClinicExpenseGroup *group, ClinicExpenseColumn column);
/* (transfer full): «Expenses by category, 1 Nov 2026 – 30 Nov 2026» */
char *clinic_expenses_dup_title (const ClinicExpenses *self);
/* (transfer full) (nullable): what it is compared with: «Compared with 1 Oct 2026 – 22 Oct 2026» */
char *clinic_expenses_dup_comparison (const ClinicExpenses *self);

/* (transfer full): the sums of a currency by group, with those of the period before */
ClinicChart *clinic_expenses_to_chart (const ClinicExpenses *self, const ClinicExpenseBlock *block);
/* (transfer full): the sums of a currency, or of one of its groups, month after month; group:
 * (nullable) */
ClinicChart *clinic_expenses_to_trend (const ClinicExpenses *self,
                                       const ClinicExpenseBlock *block,
                                       const ClinicExpenseGroup *group);
/* (transfer full): one table for each currency, the clinic's own first, with a chart; payers:
 * (nullable): another count of the same period by payer, a table after them; invoices: (nullable)
 * (element-type ClinicInvoice): those that are counted, the last table; author, footer: (nullable)
 */
ClinicWorkbook *clinic_expenses_to_workbook (const ClinicExpenses *self,
                                             const ClinicExpenses *payers,
                                             GListModel *invoices,
                                             ClinicChartKind chart,
                                             const char *author,
                                             const char *footer);

G_END_DECLS
