/* desk-pay-months.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskPayMonths:
 *
 * Which month is on show: the two years up to the current one, the last closed month first. Emits
 * "changed".
 */
#define DESK_TYPE_PAY_MONTHS (desk_pay_months_get_type ())

G_DECLARE_FINAL_TYPE (DeskPayMonths, desk_pay_months, DESK, PAY_MONTHS, AdwBin)

/* today: ClinicDays */
GtkWidget *desk_pay_months_new (int today);
/* the first day of it */
int desk_pay_months_get_day (DeskPayMonths *self);
/* by so many months; as far as there are any */
void desk_pay_months_move (DeskPayMonths *self, int by);

G_END_DECLS
