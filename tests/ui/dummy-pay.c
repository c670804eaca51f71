/* dummy-pay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-pay.h"

#include "pay-scene.h"

static ClinicPayCard *
add_card (ClinicPayMonth *month, gint64 user, const char *name, ClinicPayInputs *inputs)
{
  g_autoptr (ClinicPayCard) card =
    clinic_pay_card_new (user, name, "Администратор", "Регистратура");

  inputs->user = user;
  clinic_pay_card_set_inputs (card, inputs);
  clinic_pay_month_add (month, card);

  return card;
}

static void
add_asked (ClinicPayMonth *month)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_example ();
  ClinicFactWork *works = (ClinicFactWork *) (gpointer) inputs->works->data;

  works[5].fact_end = 0;
  works[6].fact_start += 25 * MINUTE;
  works[8].plan_id = works[8].plan_start = works[8].plan_end = 0;
  works[10].approved = FALSE;
  works[12].record_id = works[12].fact_start = works[12].fact_end = 0;
  works[12].kind = CLINIC_WORK_SICK;
  add_card (month, DUMMY_PAY_ASKS, "Петрова Анна", inputs);
}

static void
add_signed (ClinicPayMonth *month, gint64 user, const char *name, gboolean changed)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_example ();
  ClinicPayCard *card = add_card (month, user, name, inputs);

  clinic_pay_card_take_signed (card, clinic_pay_signed_new (inputs, 1, inputs->now, NULL));
  if (!changed)
    return;
  clinic_pay_inputs_add_item (inputs->allowances, 71, PAY_SCENE_FIRST + 20, 50000, "Касса");
  clinic_pay_card_set_inputs (card, inputs);
}

ClinicPayMonth *
dummy_add_payroll (DummySession *session, gboolean manages)
{
  DummyPayroll *payroll = dummy_session_payroll (session);
  g_autoptr (ClinicPayMonth) month = clinic_pay_month_new (PAY_SCENE_FIRST);
  g_autoptr (ClinicPayInputs) example = pay_scene_new_example ();

  add_card (month, DUMMY_PAY_COUNTED, "Иванова Ольга", example);
  if (manages)
    {
      add_asked (month);
      add_signed (month, DUMMY_PAY_CHANGED, "Ким Виктория", TRUE);
      add_signed (month, DUMMY_PAY_SIGNED, "Константинопольская-Заболоцкая Александра", FALSE);
    }
  clinic_pay_month_set_state (month, CLINIC_LOAD_READY, example->now, NULL);
  dummy_payroll_add_month (payroll, month);
  dummy_payroll_set_state (payroll, CLINIC_LOAD_READY, manages);

  return g_steal_pointer (&month);
}
