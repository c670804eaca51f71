/* clinic-pay-month.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-card.h"
#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * ClinicPayMonth:
 *
 * A month of the payroll while somebody looks at it: a ClinicPayCard for each employee whose pay
 * this person may see, by name. Filled while it is held.
 *
 * Properties: state (ClinicLoadState), as-of (unix seconds).
 */
#define CLINIC_TYPE_PAY_MONTH (clinic_pay_month_get_type ())

G_DECLARE_FINAL_TYPE (ClinicPayMonth, clinic_pay_month, CLINIC, PAY_MONTH, GObject)

/* day: the first of the month (clinic-days.h) */
ClinicPayMonth *clinic_pay_month_new (int day);
int clinic_pay_month_get_day (ClinicPayMonth *self);
/* (transfer none): of ClinicPayCard */
GListModel *clinic_pay_month_get_cards (ClinicPayMonth *self);
/* LOADING: nothing yet; READY; STALE: the portal could not be asked; MISSING: this person may not
 * read working time, or nobody is paid here */
ClinicLoadState clinic_pay_month_get_state (ClinicPayMonth *self);
gint64 clinic_pay_month_get_as_of (ClinicPayMonth *self);
/* (nullable): a sentence about what could not be read (no rates, no schedule…) and what to do */
const char *clinic_pay_month_get_problem (ClinicPayMonth *self);
/* (transfer none) (nullable) */
ClinicPayCard *clinic_pay_month_find (ClinicPayMonth *self, gint64 user);

/* for whoever fills it */
void clinic_pay_month_add (ClinicPayMonth *self, ClinicPayCard *card);
void clinic_pay_month_remove (ClinicPayMonth *self, ClinicPayCard *card);
void clinic_pay_month_set_state (ClinicPayMonth *self,
                                 ClinicLoadState state,
                                 gint64 as_of,
                                 const char *problem);

G_END_DECLS
