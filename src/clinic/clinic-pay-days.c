/* clinic-pay-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-days"

#include "clinic-pay-days.h"

/* An answer counts where the sheet says so. */
static gint64
find_end (const ClinicPayDay *day, const ClinicPaySheet *sheet)
{
  for (guint i = 0; i < sheet->flags->len; i++)
    {
      const ClinicPayFlag *flag = &g_array_index (sheet->flags, ClinicPayFlag, i);

      if (flag->kind == CLINIC_PAY_FLAG_ANSWERED_END && clinic_pay_day_has_flag (day, flag))
        return day->work->answered_end;
    }

  return day->work->fact_end;
}

static void
count (ClinicPayDay *day, const ClinicPaySheet *sheet)
{
  const ClinicFactWork *work = day->work;

  if (work->record_id == 0)
    return;
  day->end = find_end (day, sheet);
  if (work->plan_id != 0 && work->kind == CLINIC_WORK_SHIFT)
    {
      day->late = MAX (work->fact_start - work->plan_start, 0);
      day->early = MAX (work->plan_start - work->fact_start, 0);
    }
  if (day->end > work->fact_start)
    day->worked = MAX (day->end - work->fact_start -
                         (work->fact_break >= 0 ? work->fact_break : work->plan_break),
                       0);
}

GArray *
clinic_pay_days_new (const ClinicPayInputs *inputs, const ClinicPaySheet *sheet)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (ClinicPayDay));
  guint next = 0; /* of the shifts, which are in the order of the works */

  for (guint i = 0; i < inputs->works->len; i++)
    {
      ClinicPayDay day = { .work = &g_array_index (inputs->works, ClinicFactWork, i) };

      if (next < sheet->shifts->len &&
          g_array_index (sheet->shifts, ClinicPayShift, next).work == i)
        day.shift = &g_array_index (sheet->shifts, ClinicPayShift, next++);
      count (&day, sheet);
      g_array_append_val (days, day);
    }

  return days;
}

gboolean
clinic_pay_day_has_flag (const ClinicPayDay *self, const ClinicPayFlag *flag)
{
  return flag->day == self->work->day && flag->plan_id == self->work->plan_id &&
         flag->record_id == self->work->record_id;
}

char *
clinic_pay_day_dup_notes (const ClinicPayDay *self, const ClinicPaySheet *sheet)
{
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < sheet->flags->len; i++)
    {
      const ClinicPayFlag *flag = &g_array_index (sheet->flags, ClinicPayFlag, i);

      if (!clinic_pay_day_has_flag (self, flag))
        continue;
      g_string_append (notes, notes->len > 0 ? " " : "");
      g_string_append (notes, clinic_pay_flag_get_words (flag->kind));
    }

  return g_string_free (g_steal_pointer (&notes), FALSE);
}

gint64
clinic_pay_day_get_planned (const ClinicPayDay *self)
{
  const ClinicFactWork *work = self->work;

  if (work->plan_id == 0 || work->kind != CLINIC_WORK_SHIFT)
    return 0;

  return MAX (work->plan_end - work->plan_start - work->plan_break, 0);
}
