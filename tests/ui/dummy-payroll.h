/* dummy-payroll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-payroll.h"

G_BEGIN_DECLS

/**
 * DummyPayroll:
 *
 * A payroll that a test makes by hand: the months it was given, and empty ones.
 */
#define DUMMY_TYPE_PAYROLL (dummy_payroll_get_type ())

G_DECLARE_FINAL_TYPE (DummyPayroll, dummy_payroll, DUMMY, PAYROLL, GObject)

DummyPayroll *dummy_payroll_new (void);
void dummy_payroll_set_state (DummyPayroll *self, ClinicLoadState state, gboolean may_manage);
/* what open_month() gives for the month's day from now on */
void dummy_payroll_add_month (DummyPayroll *self, ClinicPayMonth *month);
guint dummy_payroll_n_refreshed (DummyPayroll *self);

G_END_DECLS
