/* recount-office.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expenses and pay counted a second time, as recount.h does it for reports; each fails the test
 * where a figure is another one.
 */

#pragma once

#include "clinic-expenses.h"
#include "clinic-pay-month.h"
#include "recount.h"

/* payer: (nullable): the only one that was asked for; known: unix seconds: since when the registry
 * was read, as what has no day of payment counts from then on; how many groups there were */
guint
recount_expenses (sqlite3 *tables, const ClinicExpenses *expenses, const char *payer, gint64 known);
/* Each line of each card's sheet, by either reading of overtime: hours, overtime, calls, and the
 * rest. By the rules that the settings have when nobody changed them. now: unix seconds. */
void recount_pay (sqlite3 *tables, ClinicPayMonth *month, GSettings *settings, gint64 now);
