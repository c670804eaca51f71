/* dummy-payroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-payroll"

#include "dummy-payroll.h"

struct _DummyPayroll
{
  GObject parent_instance;

  GPtrArray *months; /* owned, of ClinicPayMonth (owned) */
  ClinicLoadState state;
  gboolean manages;
  guint n_refreshed;
};

static void dummy_payroll_iface_init (ClinicPayrollInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyPayroll,
                               dummy_payroll,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_PAYROLL,
                                                      dummy_payroll_iface_init))

static ClinicLoadState
get_state (ClinicPayroll *payroll)
{
  return DUMMY_PAYROLL (payroll)->state;
}

static gboolean
may_manage (ClinicPayroll *payroll)
{
  return DUMMY_PAYROLL (payroll)->manages;
}

static ClinicPayMonth *
open_month (ClinicPayroll *payroll, int day)
{
  DummyPayroll *self = DUMMY_PAYROLL (payroll);
  ClinicPayMonth *empty = NULL;

  for (guint i = 0; i < self->months->len; i++)
    {
      ClinicPayMonth *month = g_ptr_array_index (self->months, i);

      if (clinic_pay_month_get_day (month) == day)
        return g_object_ref (month);
    }
  empty = clinic_pay_month_new (day);
  clinic_pay_month_set_state (empty, self->state, 0, NULL);

  return empty;
}

static void
refresh (ClinicPayroll *payroll)
{
  DUMMY_PAYROLL (payroll)->n_refreshed++;
}

static void
dummy_payroll_iface_init (ClinicPayrollInterface *iface)
{
  iface->get_state = get_state;
  iface->may_manage = may_manage;
  iface->open_month = open_month;
  iface->refresh = refresh;
}

static void
dummy_payroll_finalize (GObject *object)
{
  g_clear_pointer (&DUMMY_PAYROLL (object)->months, g_ptr_array_unref);

  G_OBJECT_CLASS (dummy_payroll_parent_class)->finalize (object);
}

static void
dummy_payroll_class_init (DummyPayrollClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dummy_payroll_finalize;
}

static void
dummy_payroll_init (DummyPayroll *self)
{
  self->months = g_ptr_array_new_with_free_func (g_object_unref);
  self->state = CLINIC_LOAD_READY;
}

DummyPayroll *
dummy_payroll_new (void)
{
  return g_object_new (DUMMY_TYPE_PAYROLL, NULL);
}

void
dummy_payroll_set_state (DummyPayroll *self, ClinicLoadState state, gboolean may_manage)
{
  g_assert_true (DUMMY_IS_PAYROLL (self));

  self->state = state;
  self->manages = may_manage;
  clinic_payroll_emit_state_changed (CLINIC_PAYROLL (self));
}

void
dummy_payroll_add_month (DummyPayroll *self, ClinicPayMonth *month)
{
  g_assert_true (DUMMY_IS_PAYROLL (self));

  g_ptr_array_add (self->months, g_object_ref (month));
}

guint
dummy_payroll_n_refreshed (DummyPayroll *self)
{
  g_assert_true (DUMMY_IS_PAYROLL (self));

  return self->n_refreshed;
}
