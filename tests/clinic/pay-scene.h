/* pay-scene.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-days.h"
#include "clinic-pay-inputs.h"

G_BEGIN_DECLS

/* October 2026 of an employee, whose pay is counted. */

#define HOUR ((gint64) 3600)
#define MINUTE ((gint64) 60)
#define PAY_SCENE_FIRST clinic_days_from_date (2026, 10, 1)
#define PAY_SCENE_LAST clinic_days_from_date (2026, 11, 1)

/* by the clinic's clock, which is three hours ahead; unix seconds */
gint64 pay_scene_at (int day, int hour, int minute);
/* (transfer full): with a rate, and nothing that she did */
ClinicPayInputs *pay_scene_new_inputs (void);
/* 9:00 to 20:00 with an hour's break, which is ten paid hours; excess: seconds that she stayed */
ClinicFactWork pay_scene_new_shift (int day, gint64 excess);
void pay_scene_add_shift (ClinicPayInputs *inputs, int day, gint64 excess);
void pay_scene_add_tier (GArray *tiers, gint64 from, gint64 value);
/* (transfer full): the worked example of clinic.md 3.7, which comes to 50 947.05 */
ClinicPayInputs *pay_scene_new_example (void);

G_END_DECLS
