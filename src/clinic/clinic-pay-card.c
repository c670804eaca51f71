/* clinic-pay-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-card"

#include "clinic-pay-card.h"

struct _ClinicPayCard
{
  GObject parent_instance;

  gint64 user;
  char *name;              /* owned */
  char *position;          /* owned */
  char *department;        /* owned */
  ClinicPayInputs *inputs; /* owned, (nullable) */
  ClinicPaySheet *sheet;   /* owned, (nullable) */
  ClinicPaySigned *sign;   /* owned, (nullable) */
  GPtrArray *differences;  /* owned, of ClinicPayDifference */
  gboolean pending;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ClinicPayCard, clinic_pay_card, G_TYPE_OBJECT)

static void
clinic_pay_card_finalize (GObject *object)
{
  ClinicPayCard *self = CLINIC_PAY_CARD (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->position, g_free);
  g_clear_pointer (&self->department, g_free);
  g_clear_pointer (&self->inputs, clinic_pay_inputs_free);
  g_clear_pointer (&self->sheet, clinic_pay_sheet_free);
  g_clear_pointer (&self->sign, clinic_pay_signed_free);
  g_clear_pointer (&self->differences, g_ptr_array_unref);

  G_OBJECT_CLASS (clinic_pay_card_parent_class)->finalize (object);
}

static void
clinic_pay_card_class_init (ClinicPayCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clinic_pay_card_finalize;

  changed_signal = g_signal_new ("changed", CLINIC_TYPE_PAY_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
clinic_pay_card_init (ClinicPayCard *self)
{
  self->differences = g_ptr_array_new ();
}

ClinicPayCard *
clinic_pay_card_new (gint64 user, const char *name, const char *position, const char *department)
{
  ClinicPayCard *self = g_object_new (CLINIC_TYPE_PAY_CARD, NULL);

  self->user = user;
  self->name = g_strdup (name != NULL ? name : "");
  self->position = g_strdup (position != NULL ? position : "");
  self->department = g_strdup (department != NULL ? department : "");

  return self;
}

gint64
clinic_pay_card_get_user (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), 0);

  return self->user;
}

const char *
clinic_pay_card_get_name (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), "");

  return self->name;
}

const char *
clinic_pay_card_get_position (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), "");

  return self->position;
}

const char *
clinic_pay_card_get_department (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), "");

  return self->department;
}

const ClinicPayInputs *
clinic_pay_card_get_inputs (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), NULL);

  return self->inputs;
}

const ClinicPaySheet *
clinic_pay_card_get_sheet (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), NULL);

  return self->sheet;
}

const ClinicPaySigned *
clinic_pay_card_get_signed (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), NULL);

  return self->sign;
}

GPtrArray *
clinic_pay_card_get_differences (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), NULL);

  return self->differences;
}

gint64
clinic_pay_card_get_total (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), -1);

  if (self->sign != NULL)
    return self->sign->total;

  return self->sheet != NULL ? self->sheet->total : -1;
}

gboolean
clinic_pay_card_get_pending (ClinicPayCard *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_CARD (self), FALSE);

  return self->pending;
}

static void
compare (ClinicPayCard *self)
{
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  self->differences = self->sign != NULL && self->inputs != NULL
                        ? clinic_pay_signed_compare (self->sign, self->inputs)
                        : g_ptr_array_new ();
}

void
clinic_pay_card_set_inputs (ClinicPayCard *self, const ClinicPayInputs *inputs)
{
  g_return_if_fail (CLINIC_IS_PAY_CARD (self));

  g_clear_pointer (&self->sheet, clinic_pay_sheet_free);
  g_clear_pointer (&self->inputs, clinic_pay_inputs_free);
  if (inputs != NULL)
    {
      self->inputs = clinic_pay_inputs_copy (inputs);
      self->sheet = clinic_pay_sheet_new (self->inputs);
    }
  compare (self);
  g_signal_emit (self, changed_signal, 0);
}

void
clinic_pay_card_take_signed (ClinicPayCard *self, ClinicPaySigned *sign)
{
  g_return_if_fail (CLINIC_IS_PAY_CARD (self));

  if (self->sign == NULL && sign == NULL)
    return;
  g_clear_pointer (&self->sign, clinic_pay_signed_free);
  self->sign = sign;
  compare (self);
  g_signal_emit (self, changed_signal, 0);
}

void
clinic_pay_card_set_pending (ClinicPayCard *self, gboolean pending)
{
  g_return_if_fail (CLINIC_IS_PAY_CARD (self));

  if (self->pending == pending)
    return;
  self->pending = pending;
  g_signal_emit (self, changed_signal, 0);
}
