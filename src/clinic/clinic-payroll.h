/* clinic-payroll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-month.h"

G_BEGIN_DECLS

/**
 * ClinicPayroll:
 *
 * What the reception is paid, counted from the portal's working time, schedule, calls and lists
 * (clinic.md 3.7, F-70, F-71). Who may not manage it sees her own sheet. What a person does goes
 * through the outbox: SIGN_PAY, ANSWER_SHIFT.
 */
#define CLINIC_TYPE_PAYROLL (clinic_payroll_get_type ())

G_DECLARE_INTERFACE (ClinicPayroll, clinic_payroll, CLINIC, PAYROLL, GObject)

struct _ClinicPayrollInterface
{
  GTypeInterface parent;

  ClinicLoadState (*get_state) (ClinicPayroll *self);
  gboolean (*may_manage) (ClinicPayroll *self);
  ClinicPayMonth *(*open_month) (ClinicPayroll *self, int day);
  void (*refresh) (ClinicPayroll *self);
};

/* MISSING: there is nothing for this person: no working time, and no sheet of hers. Signal
 * "state-changed". */
ClinicLoadState clinic_payroll_get_state (ClinicPayroll *self);
/* whether she sees everybody, answers what is asked and signs: the portal lets her read the rates
 */
gboolean clinic_payroll_may_manage (ClinicPayroll *self);
/* (transfer full): at once, with what is kept, then filled from the portal while it is held; day:
 * the first of the month (clinic-days.h) */
ClinicPayMonth *clinic_payroll_open_month (ClinicPayroll *self, int day);
/* asks the portal now about every month that is open */
void clinic_payroll_refresh (ClinicPayroll *self);

/* for the implementations */
void clinic_payroll_emit_state_changed (ClinicPayroll *self);

G_END_DECLS
