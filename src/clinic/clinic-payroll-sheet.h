/* clinic-payroll-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-month.h"
#include "clinic-workbook.h"

G_BEGIN_DECLS

/* The payroll of a month as tables for files and paper (office.md 7). A signed month is written as
 * it was signed. */

/* (transfer full): a table of the employees, one of their days, and one for paper: of one employee
 * her lines, of all of them a list with sums. card: (nullable): hers alone; author, footer:
 * (nullable) */
ClinicWorkbook *clinic_payroll_sheet_new_workbook (ClinicPayMonth *month,
                                                   ClinicPayCard *card,
                                                   const char *author,
                                                   const char *footer);
/* (transfer full): «October 2026»; day: of the month */
char *clinic_payroll_sheet_dup_month (int day);

G_END_DECLS
