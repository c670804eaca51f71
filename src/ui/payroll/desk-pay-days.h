/* desk-pay-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-pay-sheet.h"

G_BEGIN_DECLS

/**
 * DeskPayDays:
 *
 * The month of an employee day by day: schedule, fact, what is paid, overtime, how late she came,
 * and what there is to say. Emits "opened" with the place of the work in the inputs.
 */
#define DESK_TYPE_PAY_DAYS (desk_pay_days_get_type ())

G_DECLARE_FINAL_TYPE (DeskPayDays, desk_pay_days, DESK, PAY_DAYS, GtkWidget)

GtkWidget *desk_pay_days_new (void);
/* inputs, sheet: (nullable), not kept; now: unix seconds */
void desk_pay_days_show (DeskPayDays *self,
                         const ClinicPayInputs *inputs,
                         const ClinicPaySheet *sheet,
                         gint64 now);

G_END_DECLS
