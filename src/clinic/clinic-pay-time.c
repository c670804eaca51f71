/* clinic-pay-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-time"

#include "clinic-pay-time.h"

#include <glib/gi18n.h>

#define LONG_DAY (16 * 3600)
#define DAY (24 * 3600)

static const struct
{
  const char *words;
  gboolean blocks;
} kinds[CLINIC_N_PAY_FLAGS] = {
  [CLINIC_PAY_FLAG_OPEN_END] = { N_ ("The end of the day is missing. When did it end?"), TRUE },
  [CLINIC_PAY_FLAG_LONG_DAY] = { N_ (
                                   "The day was ended after more than 16 hours. When did it end?"),
                                 TRUE },
  [CLINIC_PAY_FLAG_ANSWERED_END] = { N_ ("Counted with the end that was answered."), FALSE },
  [CLINIC_PAY_FLAG_UNAPPROVED] = { N_ ("The day has to be approved on the portal."), TRUE },
  [CLINIC_PAY_FLAG_UNPLANNED] = { N_ ("Worked without being in the schedule: not counted."), TRUE },
  [CLINIC_PAY_FLAG_ABSENT] = { N_ ("In the schedule, but the day was never begun."), FALSE },
  [CLINIC_PAY_FLAG_PLAN_CHANGED] = { N_ ("The schedule was changed after the shift had begun."),
                                     FALSE },
  [CLINIC_PAY_FLAG_OVER_MIDNIGHT] = { N_ ("Over midnight: belongs to the day it began on."),
                                      FALSE },
  [CLINIC_PAY_FLAG_TWO_SHIFTS] = { N_ ("Two shifts on one day: their extra time is added up."),
                                   FALSE },
  [CLINIC_PAY_FLAG_SICK] = { N_ ("Sick leave: not paid here."), FALSE },
  [CLINIC_PAY_FLAG_VACATION] = { N_ ("Vacation: not paid here."), FALSE },
  [CLINIC_PAY_FLAG_SICK_WORKED] = { N_ ("Worked on a day of leave: not counted."), TRUE },
  [CLINIC_PAY_FLAG_NO_RATE] = { N_ ("No rate is in force on this day."), TRUE },
  [CLINIC_PAY_FLAG_YEAR_LIMIT] = { N_ ("More overtime this year than the limit."), FALSE },
};

const char *
clinic_pay_flag_get_words (ClinicPayFlagKind kind)
{
  g_return_val_if_fail (kind < CLINIC_N_PAY_FLAGS, NULL);

  return _ (kinds[kind].words);
}

gboolean
clinic_pay_flag_blocks (ClinicPayFlagKind kind)
{
  g_return_val_if_fail (kind < CLINIC_N_PAY_FLAGS, FALSE);

  return kinds[kind].blocks;
}

static void
add_flag (GArray *flags, ClinicPayFlagKind kind, const ClinicFactWork *work)
{
  ClinicPayFlag flag = {
    .kind = kind,
    .day = work->day,
    .plan_id = work->plan_id,
    .record_id = work->record_id,
  };

  if (kind == CLINIC_PAY_FLAG_OPEN_END || kind == CLINIC_PAY_FLAG_LONG_DAY)
    flag.suggestion = work->plan_end;
  g_array_append_val (flags, flag);
}

/* Midnight of this computer is of no interest: the clinic's day says where the shift began, and its
 * length and what is left of that day say whether it ends on another one. */
static gboolean
is_over_midnight (const ClinicPayInputs *inputs, const ClinicFactWork *work)
{
  gint64 begin = work->plan_start != 0 ? work->plan_start : work->fact_start;
  gint64 end = MAX (work->plan_end, work->fact_end);
  /* seconds that the clinic's clock is ahead, as the day of the beginning tells */
  gint64 left = ((gint64) work->day + 1) * DAY - begin - inputs->zone_offset;

  return end - begin > left;
}

static void
flag_plan (const ClinicPayInputs *inputs, const ClinicFactWork *work, GArray *flags)
{
  if (work->plan_id != 0 && work->plan_changed > work->plan_start)
    add_flag (flags, CLINIC_PAY_FLAG_PLAN_CHANGED, work);
  if (is_over_midnight (inputs, work))
    add_flag (flags, CLINIC_PAY_FLAG_OVER_MIDNIGHT, work);
}

/* when the shift ended, 0 when that has to be asked or it is not over */
static gint64
get_end (const ClinicPayInputs *inputs, const ClinicFactWork *work, GArray *flags)
{
  gboolean is_long = work->fact_end != 0 && work->fact_end - work->fact_start > LONG_DAY &&
                     work->fact_end > work->plan_end;

  if (work->fact_end != 0 && !is_long && work->plan_id != 0)
    return work->fact_end;
  if (work->answered_end > work->fact_start)
    {
      add_flag (flags, CLINIC_PAY_FLAG_ANSWERED_END, work);
      return work->answered_end;
    }
  if (is_long)
    add_flag (flags, CLINIC_PAY_FLAG_LONG_DAY, work);
  else if (inputs->now > MAX (work->plan_end, work->fact_start))
    add_flag (flags, CLINIC_PAY_FLAG_OPEN_END, work);

  return 0;
}

/* whether the shift can be counted; flags what is in the way */
static gboolean
can_count (const ClinicPayInputs *inputs, const ClinicFactWork *work, GArray *flags)
{
  if (work->kind != CLINIC_WORK_SHIFT)
    {
      add_flag (flags,
                work->record_id != 0             ? CLINIC_PAY_FLAG_SICK_WORKED
                : work->kind == CLINIC_WORK_SICK ? CLINIC_PAY_FLAG_SICK
                                                 : CLINIC_PAY_FLAG_VACATION,
                work);
      return FALSE;
    }
  if (work->record_id == 0)
    {
      if (inputs->now > work->plan_end)
        add_flag (flags, CLINIC_PAY_FLAG_ABSENT, work);
      return FALSE;
    }
  if (work->plan_id == 0 && work->answered_end <= work->fact_start)
    {
      add_flag (flags, CLINIC_PAY_FLAG_UNPLANNED, work);
      return FALSE;
    }
  if (!work->approved && !inputs->with_unapproved)
    {
      add_flag (flags, CLINIC_PAY_FLAG_UNAPPROVED, work);
      return FALSE;
    }

  return TRUE;
}

/* By the schedule, less its break; by the fact, less the break taken, where that is less. What
 * nobody planned is paid until the end that was answered. */
static gint64
get_paid (const ClinicFactWork *work, gint64 end)
{
  gint64 planned = work->plan_end - work->plan_start - work->plan_break;
  gint64 there = MIN (work->plan_end, end) - MAX (work->plan_start, work->fact_start);
  gint64 worked = there - (work->fact_break >= 0 ? work->fact_break : work->plan_break);

  if (work->plan_id == 0)
    return MAX (end - work->fact_start - MAX (work->fact_break, 0), 0);

  return MAX (MIN (planned, worked), 0);
}

static gint64
get_excess (const ClinicFactWork *work, gint64 end)
{
  gint64 late = end - MAX (work->plan_end, work->fact_start);
  gint64 early = MIN (work->plan_start, end) - work->fact_start;

  if (work->plan_id == 0)
    return 0;

  return MAX (late, 0) + (work->early_approved ? MAX (early, 0) : 0);
}

/* The excess of a day is that of its shifts together: shifts[first] and those after it. */
static void
fill_overtime (const ClinicPayInputs *inputs, GArray *shifts, guint first)
{
  gint64 excess = 0;

  for (guint i = first; i < shifts->len; i++)
    excess += g_array_index (shifts, ClinicPayShift, i).excess;
  if (excess <= inputs->overtime_limit)
    return;
  g_array_index (shifts, ClinicPayShift, shifts->len - 1).overtime =
    inputs->overtime == CLINIC_OVERTIME_BEYOND ? excess - inputs->overtime_limit : excess;
}

static gboolean
is_second (const ClinicPayInputs *inputs, guint i)
{
  const ClinicFactWork *work = &g_array_index (inputs->works, ClinicFactWork, i);
  const ClinicFactWork *before =
    i > 0 ? &g_array_index (inputs->works, ClinicFactWork, i - 1) : NULL;

  return before != NULL && before->day == work->day && before->kind == CLINIC_WORK_SHIFT &&
         work->kind == CLINIC_WORK_SHIFT && before->plan_id != 0 && work->plan_id != 0;
}

static void
flag_year (const ClinicPayInputs *inputs, const GArray *shifts, GArray *flags)
{
  gint64 sum = inputs->overtime_before;

  if (inputs->overtime_year == 0)
    return;
  for (guint i = 0; i < shifts->len; i++)
    {
      const ClinicPayShift *shift = &g_array_index (shifts, ClinicPayShift, i);

      sum += shift->overtime;
      if (shift->overtime == 0 || sum <= inputs->overtime_year)
        continue;
      add_flag (flags, CLINIC_PAY_FLAG_YEAR_LIMIT,
                &g_array_index (inputs->works, ClinicFactWork, shift->work));
      return;
    }
}

GArray *
clinic_pay_time_count (const ClinicPayInputs *inputs, GArray **flags)
{
  GArray *shifts = g_array_new (FALSE, TRUE, sizeof (ClinicPayShift));
  guint first = 0; /* of the day's shifts */

  *flags = g_array_new (FALSE, TRUE, sizeof (ClinicPayFlag));
  for (guint i = 0; i < inputs->works->len; i++)
    {
      const ClinicFactWork *work = &g_array_index (inputs->works, ClinicFactWork, i);
      ClinicPayShift shift = { .work = i, .day = work->day };
      gint64 end = 0;

      flag_plan (inputs, work, *flags);
      if (is_second (inputs, i))
        add_flag (*flags, CLINIC_PAY_FLAG_TWO_SHIFTS, work);
      if (shifts->len > first && g_array_index (shifts, ClinicPayShift, first).day != work->day)
        {
          fill_overtime (inputs, shifts, first);
          first = shifts->len;
        }
      if (!can_count (inputs, work, *flags))
        continue;
      end = get_end (inputs, work, *flags);
      if (end == 0)
        continue;
      shift.paid = get_paid (work, end);
      shift.excess = get_excess (work, end);
      g_array_append_val (shifts, shift);
    }
  if (shifts->len > first)
    fill_overtime (inputs, shifts, first);
  flag_year (inputs, shifts, *flags);

  return shifts;
}
