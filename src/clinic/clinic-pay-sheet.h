/* clinic-pay-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-inputs.h"
#include "clinic-pay-time.h"

G_BEGIN_DECLS

/* The month sheet of an employee (clinic.md 3.7): a line for each thing she is paid for. Each line
 * is counted exactly and rounded once, half up to the kopeck. */

typedef enum
{
  CLINIC_PAY_BASE,
  CLINIC_PAY_OVERTIME,
  CLINIC_PAY_SENIORITY,
  CLINIC_PAY_CALLS,
  CLINIC_PAY_BRINGING_FIRST,
  CLINIC_PAY_BRINGING_WAITING,
  CLINIC_PAY_REVIEWS,
  CLINIC_PAY_NO_REMARKS,
  CLINIC_PAY_ALLOWANCES,
} ClinicPayKind;
#define CLINIC_N_PAY_KINDS (CLINIC_PAY_ALLOWANCES + 1)

/* What a row that a line was counted from is. */
typedef enum
{
  CLINIC_PAY_SOURCE_PLAN,   /* event of the calendar */
  CLINIC_PAY_SOURCE_RECORD, /* of timeman */
  CLINIC_PAY_SOURCE_RATE,
  CLINIC_PAY_SOURCE_CALL,
  CLINIC_PAY_SOURCE_VISIT,
  CLINIC_PAY_SOURCE_LEAD,
  CLINIC_PAY_SOURCE_WAIT, /* somebody of the waiting list */
  CLINIC_PAY_SOURCE_ALLOWANCE,
  CLINIC_PAY_SOURCE_REMARK,
  CLINIC_PAY_SOURCE_REVIEW,
} ClinicPaySource;

typedef struct
{
  ClinicPaySource source;
  int day; /* CLINIC_DAYS_NONE where it has none */
  gint64 id;
  gint64 value; /* seconds of a shift or a call; kopecks; of people 1 when they came, else 0 */
} ClinicPayRow;

typedef struct
{
  ClinicPayKind kind;
  gint64 quantity; /* seconds, or how many */
  gint64 amount;   /* kopecks */
  char *words;     /* (owned): how it was counted, translated */
  GArray *rows;    /* (owned) of ClinicPayRow */
} ClinicPayLine;

/* Who makes it owns it. */
typedef struct
{
  ClinicPayLine lines[CLINIC_N_PAY_KINDS];
  gint64 total;   /* kopecks */
  GArray *shifts; /* (owned) of ClinicPayShift: the sheet day by day */
  GArray *flags;  /* (owned) of ClinicPayFlag */
  GStrv rules;    /* (owned): the rules in force, translated sentences for the head */
} ClinicPaySheet;

ClinicPaySheet *clinic_pay_sheet_new (const ClinicPayInputs *inputs);
void clinic_pay_sheet_free (ClinicPaySheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicPaySheet, clinic_pay_sheet_free)

/* nothing is left to be asked: the month may be signed */
gboolean clinic_pay_sheet_is_complete (const ClinicPaySheet *self);
/* translated: «Оклад по часам» */
const char *clinic_pay_kind_get_title (ClinicPayKind kind);
/* (nullable): the rate in force on the day */
const ClinicPayRate *clinic_pay_inputs_find_rate (const ClinicPayInputs *inputs, int day);
/* tenths of a per cent on the day */
int clinic_pay_inputs_get_seniority (const ClinicPayInputs *inputs, int day);

G_END_DECLS
