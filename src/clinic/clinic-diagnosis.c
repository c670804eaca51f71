/* clinic-diagnosis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-diagnosis"

#include "clinic-diagnosis.h"

#include "clinic-enums.h"

struct _ClinicDiagnosis
{
  GObject parent_instance;

  GListStore *checks; /* owned, of ClinicCheck */
  guint holds;
  gboolean done;
};

G_DEFINE_FINAL_TYPE (ClinicDiagnosis, clinic_diagnosis, G_TYPE_OBJECT)

typedef enum
{
  PROP_DONE = 1,
} ClinicDiagnosisProperty;

static GParamSpec *properties[PROP_DONE + 1];

static ClinicCheck *
get_nth (ClinicDiagnosis *self, guint i)
{
  g_autoptr (ClinicCheck) check = g_list_model_get_item (G_LIST_MODEL (self->checks), i);

  return check;
}

static guint
count (ClinicDiagnosis *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->checks));
}

ClinicCheck *
clinic_diagnosis_get (ClinicDiagnosis *self, ClinicCheckKind kind, const char *family)
{
  g_return_val_if_fail (CLINIC_IS_DIAGNOSIS (self), NULL);

  for (guint i = 0; i < count (self); i++)
    if (clinic_check_get_kind (get_nth (self, i)) == kind &&
        (family == NULL || g_strcmp0 (clinic_check_get_text (get_nth (self, i)), family) == 0))
      return get_nth (self, i);

  return NULL;
}

void
clinic_diagnosis_settle (ClinicDiagnosis *self,
                         ClinicCheckKind kind,
                         ClinicCheckState state,
                         ClinicCheckReason reason,
                         const char *problem)
{
  g_return_if_fail (CLINIC_IS_DIAGNOSIS (self));

  for (guint i = 0; i < count (self); i++)
    {
      ClinicCheck *check = get_nth (self, i);

      if (clinic_check_get_kind (check) != kind)
        continue;
      clinic_check_set_problem (check, problem);
      clinic_check_set_reason (check, reason);
      clinic_check_set_state (check, state);
    }
}

void
clinic_diagnosis_set_running (ClinicDiagnosis *self, ClinicCheckKind kind)
{
  clinic_diagnosis_settle (self, kind, CLINIC_CHECK_RUNNING, CLINIC_CHECK_BECAUSE_NOTHING, NULL);
}

void
clinic_diagnosis_give_up (ClinicDiagnosis *self, ClinicCheckKind first, ClinicCheckKind last)
{
  g_return_if_fail (CLINIC_IS_DIAGNOSIS (self));

  for (guint i = 0; i < count (self); i++)
    {
      ClinicCheck *check = get_nth (self, i);
      ClinicCheckKind kind = clinic_check_get_kind (check);

      if (kind < first || kind > last || clinic_check_get_state (check) != CLINIC_CHECK_RUNNING)
        continue;
      clinic_check_set_reason (check, CLINIC_CHECK_BECAUSE_EARLIER);
      clinic_check_set_state (check, CLINIC_CHECK_UNCHECKED);
    }
}

static ClinicCheck *
new_check (ClinicCheckKind kind)
{
  ClinicCheck *check = clinic_check_new ();

  clinic_check_set_kind (check, kind);

  return check;
}

void
clinic_diagnosis_set_families (ClinicDiagnosis *self, const char *const *families)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  guint at;

  g_return_if_fail (CLINIC_IS_DIAGNOSIS (self));

  for (at = 0; at < count (self); at++)
    if (clinic_check_get_kind (get_nth (self, at)) == CLINIC_CHECK_METHODS)
      break;
  for (gsize i = 0; families[i] != NULL; i++)
    {
      ClinicCheck *check = new_check (CLINIC_CHECK_METHODS);

      clinic_check_set_text (check, families[i]);
      clinic_check_set_state (check, clinic_check_get_state (get_nth (self, at)));
      g_ptr_array_add (fresh, check);
    }
  g_list_store_splice (self->checks, at, 1, fresh->pdata, fresh->len);
}

void
clinic_diagnosis_hold (ClinicDiagnosis *self)
{
  g_return_if_fail (CLINIC_IS_DIAGNOSIS (self));
  g_return_if_fail (!self->done);

  self->holds++;
}

void
clinic_diagnosis_release (ClinicDiagnosis *self)
{
  g_return_if_fail (CLINIC_IS_DIAGNOSIS (self));
  g_return_if_fail (self->holds > 0);

  self->holds--;
  if (self->holds > 0)
    return;

  self->done = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

GListModel *
clinic_diagnosis_get_checks (ClinicDiagnosis *self)
{
  g_return_val_if_fail (CLINIC_IS_DIAGNOSIS (self), NULL);

  return G_LIST_MODEL (self->checks);
}

gboolean
clinic_diagnosis_get_done (ClinicDiagnosis *self)
{
  g_return_val_if_fail (CLINIC_IS_DIAGNOSIS (self), FALSE);

  return self->done;
}

ClinicCheckState
clinic_diagnosis_get_worst (ClinicDiagnosis *self)
{
  ClinicCheckState worst = CLINIC_CHECK_UNCHECKED;

  g_return_val_if_fail (CLINIC_IS_DIAGNOSIS (self), worst);

  for (guint i = 0; i < count (self); i++)
    worst = MAX (worst, clinic_check_get_state (get_nth (self, i)));

  return worst;
}

static void
clinic_diagnosis_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((ClinicDiagnosisProperty) prop_id)
    {
    case PROP_DONE:
      g_value_set_boolean (value, CLINIC_DIAGNOSIS (object)->done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clinic_diagnosis_finalize (GObject *object)
{
  g_clear_object (&CLINIC_DIAGNOSIS (object)->checks);

  G_OBJECT_CLASS (clinic_diagnosis_parent_class)->finalize (object);
}

static void
clinic_diagnosis_class_init (ClinicDiagnosisClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = clinic_diagnosis_finalize;
  object_class->get_property = clinic_diagnosis_get_property;

  properties[PROP_DONE] =
    g_param_spec_boolean ("done", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
clinic_diagnosis_init (ClinicDiagnosis *self)
{
  self->checks = g_list_store_new (CLINIC_TYPE_CHECK);
  for (guint kind = CLINIC_CHECK_ADDRESS; kind <= CLINIC_CHECK_NOTIFICATIONS; kind++)
    {
      g_autoptr (ClinicCheck) check = new_check ((ClinicCheckKind) kind);

      g_list_store_append (self->checks, check);
    }
}

ClinicDiagnosis *
clinic_diagnosis_new (void)
{
  return g_object_new (CLINIC_TYPE_DIAGNOSIS, NULL);
}
