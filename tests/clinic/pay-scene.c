/* pay-scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pay-scene.h"

/* the clinic's clock is three hours ahead */
gint64
pay_scene_at (int day, int hour, int minute)
{
  return ((gint64) day * 24 - 3 + hour) * HOUR + minute * MINUTE;
}

ClinicPayInputs *
pay_scene_new_inputs (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3 * (gint32) HOUR);
  ClinicPayInputs *inputs = clinic_pay_inputs_new (zone, 15, PAY_SCENE_FIRST, PAY_SCENE_LAST);
  ClinicPayRate rate = { .id = 1,
                         .from = clinic_days_from_date (2026, 1, 1),
                         .rate = 22000,
                         .qualification = 1100,
                         .seniority = -1,
                         .call_price = 500,
                         .review_price = 20000 };

  inputs->now = pay_scene_at (PAY_SCENE_LAST + 9, 12, 0);
  g_array_append_val (inputs->rates, rate);

  return inputs;
}

/* 9:00 to 20:00 with an hour's break, which is ten paid hours */
ClinicFactWork
pay_scene_new_shift (int day, gint64 excess)
{
  return (ClinicFactWork){
    .plan_id = day,
    .record_id = 1000 + day,
    .plan_start = pay_scene_at (day, 9, 0),
    .plan_end = pay_scene_at (day, 20, 0),
    .plan_break = (gint32) HOUR,
    .fact_start = pay_scene_at (day, 9, 0),
    .fact_end = pay_scene_at (day, 20, 0) + excess,
    .fact_break = (gint32) HOUR,
    .day = day,
    .approved = TRUE,
  };
}

void
pay_scene_add_shift (ClinicPayInputs *inputs, int day, gint64 excess)
{
  ClinicFactWork work = pay_scene_new_shift (day, excess);

  g_array_append_val (inputs->works, work);
}

void
pay_scene_add_tier (GArray *tiers, gint64 from, gint64 value)
{
  ClinicPayTier tier = { from, value };

  g_array_append_val (tiers, tier);
}

ClinicPayInputs *
pay_scene_new_example (void)
{
  const int excesses[] = { 12, 20, 21, 35, 65 };
  ClinicPayInputs *inputs = pay_scene_new_inputs ();

  for (int i = 0; i < 15; i++)
    pay_scene_add_shift (inputs, PAY_SCENE_FIRST + 2 * i, i < 5 ? excesses[i] * MINUTE : 0);
  for (int i = 0; i < 700; i++)
    {
      ClinicPayCall call = { .id = i + 1,
                             .day = PAY_SCENE_FIRST + i % 31,
                             .duration = i < 640   ? 10 + i
                                         : i < 670 ? 9
                                                   : 500,
                             .answered = i < 670,
                             .type = 1 + (guint8) (i % 4) };

      g_array_append_val (inputs->calls, call);
    }
  inputs->hired = clinic_days_from_date (2023, 10, 1);
  pay_scene_add_tier (inputs->seniority, 1, 30);
  pay_scene_add_tier (inputs->seniority, 3, 50);
  pay_scene_add_tier (inputs->first_tiers, 750, 300000);
  pay_scene_add_tier (inputs->waiting_tiers, 500, 150000);
  pay_scene_add_tier (inputs->remark_tiers, 0, 200000);
  pay_scene_add_tier (inputs->remark_tiers, 1, 100000);
  pay_scene_add_tier (inputs->remark_tiers, 2, 0);
  inputs->first.part = 32;
  inputs->first.whole = 40;
  inputs->waiting.part = 15;
  inputs->waiting.whole = 25;
  for (int i = 0; i < 7; i++)
    clinic_pay_inputs_add_item (inputs->reviews, 50 + i, PAY_SCENE_FIRST + i, 0, NULL);
  clinic_pay_inputs_add_item (inputs->remarks, 60, PAY_SCENE_FIRST + 3, 0, "Опоздание");
  clinic_pay_inputs_add_item (inputs->allowances, 70, PAY_SCENE_FIRST, 200000, "Наставничество");

  return inputs;
}
