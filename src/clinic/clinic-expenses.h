/* clinic-expenses.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"
#include "clinic-question.h"

G_BEGIN_DECLS

/* What the clinic paid, from the registry of invoices (clinic.md B-11, F-54). Each currency is a
 * block of its own, because sums of two currencies mean nothing; what has no date of payment is in
 * no month and stands apart; what has no category is a group of its own, the last one. */

typedef enum
{
  CLINIC_EXPENSES_BY_CATEGORY,
  CLINIC_EXPENSES_BY_PAYER,
  CLINIC_EXPENSES_BY_COUNTERPARTY,
  CLINIC_EXPENSES_BY_MONTH,
} ClinicExpensesBy;

typedef struct
{
  const char *key;  /* as the registry writes it, "" not said; of months "2026-11-01" */
  const char *name; /* (nullable): in words; NULL: not said, or a month */
  int day;          /* first day of the month in the period; CLINIC_DAYS_NONE of other groups */
  gint64 amount;    /* hundredths of the currency */
  gint64 before;    /* the same of the period before */
  guint count;      /* invoices */
  guint count_before;
  guint acts_missing;  /* of `count` */
  int share;           /* of the block's amount, tenths of a per cent, 1000 together; -1 none */
  const gint64 *trend; /* n_months amounts of the block's months, by this group */
} ClinicExpenseGroup;

typedef struct
{
  const char *currency; /* as the registry writes it, "" not said */
  ClinicExpenseGroup total;
  GArray *groups; /* (owned) of ClinicExpenseGroup: largest amount first, or by month */
  guint undated;  /* paid invoices without a date of payment: in no period */
  gint64 undated_amount;
} ClinicExpenseBlock;

/* Who makes it owns it; it keeps no facts alive. */
typedef struct
{
  ClinicExpensesBy by;
  int from; /* days: from <= day < to */
  int to;
  int before_from;
  int before_to;
  gboolean is_whole;    /* the registry is here from the beginning of the period on */
  gboolean is_compared; /* and from that of the period before on */
  guint n_months;       /* of the period, also those begun or ended by it */
  GPtrArray *blocks;    /* (owned) (element-type ClinicExpenseBlock): most invoices first */
  GArray *rows;         /* (owned): private */
  GStringChunk *texts;  /* (owned): private */
} ClinicExpenses;

/* Which invoices of a figure. */
typedef enum
{
  CLINIC_EXPENSES_PAID,
  CLINIC_EXPENSES_BEFORE, /* in the period before */
  CLINIC_EXPENSES_ACT_MISSING,
  CLINIC_EXPENSES_UNDATED, /* of blocks only */
} ClinicExpensesFigure;

/* today: a period that is not over is compared with as much of the one before; CLINIC_DAYS_NONE:
 * with all of it. question: (nullable): its filters by category, payer and counterparty are
 * applied. Safe in any thread. */
ClinicExpenses *clinic_expenses_new (ClinicFacts *facts,
                                     ClinicExpensesBy by,
                                     int from,
                                     int to,
                                     int today,
                                     const ClinicQuestion *question);
void clinic_expenses_free (ClinicExpenses *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicExpenses, clinic_expenses_free)

/* the first day of a month of the trend, as far as it is in the period */
int clinic_expenses_get_month (const ClinicExpenses *self, guint place);
/* (transfer full) of gint64: ids of the invoices; group: (nullable): NULL is all of the block */
GArray *clinic_expenses_dup_ids (const ClinicExpenses *self,
                                 const ClinicExpenseBlock *block,
                                 const ClinicExpenseGroup *group,
                                 ClinicExpensesFigure figure);

G_END_DECLS
