/* clinic-pay-inputs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"
#include "clinic-report.h"

G_BEGIN_DECLS

/* What a month's pay of an employee is counted from (clinic.md 3.7). A plain value: filled by a
 * loader, counted by clinic_pay_sheet_new(), frozen when the month is signed. Days are those of
 * clinic-days.h, money is in kopecks, coefficients in thousandths, shares in tenths of a per cent.
 */

/* Which part of a day's time beyond the schedule is overtime, when it is more than the limit. */
typedef enum
{
  CLINIC_OVERTIME_WHOLE,  /* A: all of it */
  CLINIC_OVERTIME_BEYOND, /* B: what is beyond the limit */
} ClinicOvertime;

/* A row of the list «Ставки»: in force from a day until the next one. */
typedef struct
{
  gint64 id;
  gint64 rate;          /* per hour */
  gint64 call_price;    /* per call */
  gint64 review_price;  /* per review */
  gint32 from;          /* day */
  gint32 qualification; /* 1100 is × 1.1 */
  gint32 seniority;     /* 50 is 5 %; -1: by the tiers, from the day she was hired */
} ClinicPayRate;

typedef struct
{
  gint64 id;
  gint32 day;
  gint32 duration; /* seconds of talk */
  guint8 answered;
  guint8 type; /* CALL_TYPE */
} ClinicPayCall;

/* An allowance, a remark or a review: a row of «Бонусы и замечания», or written by hand. */
typedef struct
{
  gint64 id;
  gint64 amount; /* of allowances */
  gint32 day;
  char *text; /* (owned) (nullable): what it is for, as it was written */
} ClinicPayItem;

/* From `at` on: years of service → tenths of a per cent; tenths of a per cent brought → kopecks;
 * number of remarks → kopecks. */
typedef struct
{
  gint64 at;
  gint64 value;
} ClinicPayTier;

/* How many people were brought to a visit, as a report has it. */
typedef struct
{
  gint64 part;
  gint64 whole;
  GArray *rows; /* (owned) of ClinicReportRow */
} ClinicPayBringing;

typedef struct
{
  gint64 user;
  char *name; /* (owned) (nullable) */
  int from;   /* days of the month: from <= day < to */
  int to;
  int hired;       /* day, CLINIC_DAYS_NONE unknown */
  int zone_offset; /* seconds that the clinic's clock is ahead of UTC */
  gint64 now;      /* unix seconds: a shift that is not over is not missing its end */

  GArray *rates;         /* (owned) of ClinicPayRate */
  GArray *works;         /* (owned) of ClinicFactWork, of this user and these days */
  GArray *calls;         /* (owned) of ClinicPayCall */
  GArray *allowances;    /* (owned) of ClinicPayItem */
  GArray *remarks;       /* (owned) of ClinicPayItem */
  GArray *reviews;       /* (owned) of ClinicPayItem */
  GArray *seniority;     /* (owned) of ClinicPayTier */
  GArray *first_tiers;   /* (owned) of ClinicPayTier */
  GArray *waiting_tiers; /* (owned) of ClinicPayTier */
  GArray *remark_tiers;  /* (owned) of ClinicPayTier */
  ClinicPayBringing first;
  ClinicPayBringing waiting;

  ClinicOvertime overtime;
  int overtime_limit;       /* seconds: a day's excess of more than this counts */
  int overtime_first;       /* seconds of a day paid by the first factor */
  int first_factor;         /* thousandths */
  int later_factor;         /* thousandths */
  gint64 overtime_rate;     /* per hour, instead of factors; 0 none */
  gint64 overtime_before;   /* seconds of this year before this month, for the yearly limit */
  int overtime_unknown;     /* months whose overtime is not in that: bit 0 January… */
  gint64 overtime_year;     /* seconds in a year beyond which somebody must know; 0 none */
  int talk_seconds;         /* a call of less talk is not paid */
  gboolean with_unapproved; /* also days that nobody approved */
} ClinicPayInputs;

#define CLINIC_TYPE_PAY_INPUTS (clinic_pay_inputs_get_type ())
GType clinic_pay_inputs_get_type (void);

/* empty, with what clinic.md 3.7 proposes; zone: the clinic's */
ClinicPayInputs *clinic_pay_inputs_new (GTimeZone *zone, gint64 user, int from, int to);
ClinicPayInputs *clinic_pay_inputs_copy (const ClinicPayInputs *self);
void clinic_pay_inputs_free (ClinicPayInputs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicPayInputs, clinic_pay_inputs_free)

/* array: allowances, remarks or reviews */
void
clinic_pay_inputs_add_item (GArray *array, gint64 id, int day, gint64 amount, const char *text);
/* The calls and shifts of the user in the month, from the facts. */
void clinic_pay_inputs_take_facts (ClinicPayInputs *self, ClinicFacts *facts);
/* The user's group of a report by employee (CLINIC_MEASURE_BRINGING_…) of the same month. */
void clinic_pay_inputs_take_bringing (ClinicPayInputs *self,
                                      ClinicPayBringing *bringing,
                                      ClinicReport *report);

/* (transfer floating) */
GVariant *clinic_pay_inputs_to_variant (const ClinicPayInputs *self);
/* (transfer full) (nullable): NULL when it is none */
ClinicPayInputs *clinic_pay_inputs_from_variant (GVariant *variant);

G_END_DECLS
