/* sync-pay-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-card"

#include "sync-pay-card.h"

/* Nothing is said anew of what did not change: somebody reads it. */
static void
set_inputs (ClinicPayCard *card, const ClinicPayInputs *inputs)
{
  const ClinicPayInputs *shown = clinic_pay_card_get_inputs (card);
  g_autoptr (GVariant) fresh = g_variant_ref_sink (clinic_pay_inputs_to_variant (inputs));
  g_autoptr (GVariant) known =
    shown != NULL ? g_variant_ref_sink (clinic_pay_inputs_to_variant (shown)) : NULL;

  if (known == NULL || !g_variant_equal (known, fresh))
    clinic_pay_card_set_inputs (card, inputs);
}

static void
take_sign (ClinicPayCard *card, ClinicPaySigned *sign)
{
  const ClinicPaySigned *shown = clinic_pay_card_get_signed (card);
  g_autofree char *known = shown != NULL ? clinic_pay_signed_to_string (shown) : NULL;
  g_autofree char *fresh = sign != NULL ? clinic_pay_signed_to_string (sign) : NULL;

  if (g_strcmp0 (known, fresh) != 0)
    clinic_pay_card_take_signed (card, sign);
  else
    g_clear_pointer (&sign, clinic_pay_signed_free);
}

void
sync_pay_card_show (ClinicPayMonth *month, SyncPayPerson *person, gboolean pending)
{
  ClinicPayCard *card = clinic_pay_month_find (month, person->user);
  g_autoptr (ClinicPayCard) made = NULL;

  if (card == NULL)
    card = made =
      clinic_pay_card_new (person->user, person->name, person->position, person->department);
  set_inputs (card, person->inputs);
  take_sign (card, g_steal_pointer (&person->sign));
  clinic_pay_card_set_pending (card, pending);
  if (made != NULL)
    clinic_pay_month_add (month, made);
}

static gboolean
has_person (GPtrArray *people, gint64 user)
{
  for (guint i = 0; i < people->len; i++)
    if (((SyncPayPerson *) g_ptr_array_index (people, i))->user == user)
      return TRUE;

  return FALSE;
}

void
sync_pay_card_drop_others (ClinicPayMonth *month, GPtrArray *people)
{
  GListModel *cards = clinic_pay_month_get_cards (month);

  for (guint i = g_list_model_get_n_items (cards); i > 0; i--)
    {
      g_autoptr (ClinicPayCard) card = g_list_model_get_item (cards, i - 1);

      if (!has_person (people, clinic_pay_card_get_user (card)))
        clinic_pay_month_remove (month, card);
    }
}
