/* clinic-payroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-payroll"

#include "clinic-payroll.h"

G_DEFINE_INTERFACE (ClinicPayroll, clinic_payroll, G_TYPE_OBJECT)

static guint state_changed_signal;

static void
clinic_payroll_default_init (ClinicPayrollInterface *iface)
{
  state_changed_signal = g_signal_new ("state-changed", CLINIC_TYPE_PAYROLL, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

ClinicLoadState
clinic_payroll_get_state (ClinicPayroll *self)
{
  g_return_val_if_fail (CLINIC_IS_PAYROLL (self), CLINIC_LOAD_LOADING);

  return CLINIC_PAYROLL_GET_IFACE (self)->get_state (self);
}

gboolean
clinic_payroll_may_manage (ClinicPayroll *self)
{
  g_return_val_if_fail (CLINIC_IS_PAYROLL (self), FALSE);

  return CLINIC_PAYROLL_GET_IFACE (self)->may_manage (self);
}

ClinicPayMonth *
clinic_payroll_open_month (ClinicPayroll *self, int day)
{
  g_return_val_if_fail (CLINIC_IS_PAYROLL (self), NULL);

  return CLINIC_PAYROLL_GET_IFACE (self)->open_month (self, day);
}

void
clinic_payroll_refresh (ClinicPayroll *self)
{
  g_return_if_fail (CLINIC_IS_PAYROLL (self));

  CLINIC_PAYROLL_GET_IFACE (self)->refresh (self);
}

void
clinic_payroll_emit_state_changed (ClinicPayroll *self)
{
  g_return_if_fail (CLINIC_IS_PAYROLL (self));

  g_signal_emit (self, state_changed_signal, 0);
}
