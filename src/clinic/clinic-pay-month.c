/* clinic-pay-month.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-month"

#include "clinic-pay-month.h"

#include "clinic-enums.h"

enum
{
  PROP_STATE = 1,
  PROP_AS_OF,
  N_PROPS
};

struct _ClinicPayMonth
{
  GObject parent_instance;

  int day;
  GListStore *cards; /* owned, of ClinicPayCard, by name */
  ClinicLoadState state;
  gint64 as_of;
  char *problem; /* owned, (nullable) */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ClinicPayMonth, clinic_pay_month, G_TYPE_OBJECT)

static void
clinic_pay_month_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClinicPayMonth *self = CLINIC_PAY_MONTH (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_AS_OF:
      g_value_set_int64 (value, self->as_of);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clinic_pay_month_finalize (GObject *object)
{
  ClinicPayMonth *self = CLINIC_PAY_MONTH (object);

  g_clear_object (&self->cards);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (clinic_pay_month_parent_class)->finalize (object);
}

static void
clinic_pay_month_class_init (ClinicPayMonthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = clinic_pay_month_get_property;
  object_class->finalize = clinic_pay_month_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CLINIC_TYPE_LOAD_STATE, CLINIC_LOAD_LOADING, flags);
  properties[PROP_AS_OF] = g_param_spec_int64 ("as-of", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
clinic_pay_month_init (ClinicPayMonth *self)
{
  self->cards = g_list_store_new (CLINIC_TYPE_PAY_CARD);
  self->state = CLINIC_LOAD_LOADING;
}

ClinicPayMonth *
clinic_pay_month_new (int day)
{
  ClinicPayMonth *self = g_object_new (CLINIC_TYPE_PAY_MONTH, NULL);

  self->day = day;

  return self;
}

int
clinic_pay_month_get_day (ClinicPayMonth *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_MONTH (self), 0);

  return self->day;
}

GListModel *
clinic_pay_month_get_cards (ClinicPayMonth *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_MONTH (self), NULL);

  return G_LIST_MODEL (self->cards);
}

ClinicLoadState
clinic_pay_month_get_state (ClinicPayMonth *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_MONTH (self), CLINIC_LOAD_LOADING);

  return self->state;
}

gint64
clinic_pay_month_get_as_of (ClinicPayMonth *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_MONTH (self), 0);

  return self->as_of;
}

const char *
clinic_pay_month_get_problem (ClinicPayMonth *self)
{
  g_return_val_if_fail (CLINIC_IS_PAY_MONTH (self), NULL);

  return self->problem;
}

ClinicPayCard *
clinic_pay_month_find (ClinicPayMonth *self, gint64 user)
{
  g_return_val_if_fail (CLINIC_IS_PAY_MONTH (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cards)); i++)
    {
      g_autoptr (ClinicPayCard) card = g_list_model_get_item (G_LIST_MODEL (self->cards), i);

      if (clinic_pay_card_get_user (card) == user)
        return card;
    }

  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_utf8_collate (clinic_pay_card_get_name ((ClinicPayCard *) a),
                         clinic_pay_card_get_name ((ClinicPayCard *) b));
}

void
clinic_pay_month_add (ClinicPayMonth *self, ClinicPayCard *card)
{
  g_return_if_fail (CLINIC_IS_PAY_MONTH (self));
  g_return_if_fail (CLINIC_IS_PAY_CARD (card));

  g_list_store_insert_sorted (self->cards, card, compare_names, NULL);
}

void
clinic_pay_month_remove (ClinicPayMonth *self, ClinicPayCard *card)
{
  guint place = 0;

  g_return_if_fail (CLINIC_IS_PAY_MONTH (self));

  if (g_list_store_find (self->cards, card, &place))
    g_list_store_remove (self->cards, place);
}

void
clinic_pay_month_set_state (ClinicPayMonth *self,
                            ClinicLoadState state,
                            gint64 as_of,
                            const char *problem)
{
  g_return_if_fail (CLINIC_IS_PAY_MONTH (self));

  g_free (self->problem);
  self->problem = g_strdup (problem);
  self->as_of = as_of;
  self->state = state;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AS_OF]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
}
