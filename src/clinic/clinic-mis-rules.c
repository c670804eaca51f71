/* clinic-mis-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-mis-rules"

#include "clinic-mis-rules.h"

#include <string.h>

typedef struct
{
  ClinicMisStatus status;
  ClinicStage *stage; /* owned (nullable) */
} Word;

struct _ClinicMisRules
{
  GObject parent_instance;

  GListModel *stages; /* owned */
  GHashTable *words;  /* owned: folded word -> Word */
};

G_DEFINE_FINAL_TYPE (ClinicMisRules, clinic_mis_rules, G_TYPE_OBJECT)

static void
word_free (Word *word)
{
  g_clear_object (&word->stage);
  g_free (word);
}

static char *
fold (const char *raw)
{
  g_autofree char *valid = g_utf8_make_valid (raw != NULL ? raw : "", -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_strdup (g_strstrip (folded));
}

static ClinicStage *
find_role (ClinicMisRules *self, ClinicStageRole role)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (self->stages, i);

      if (clinic_stage_get_role (stage) == role)
        return stage; /* the list has it */
    }

  return NULL;
}

ClinicStage *
clinic_mis_rules_find_twice (ClinicMisRules *self)
{
  g_return_val_if_fail (CLINIC_IS_MIS_RULES (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (self->stages, i);
      const char *name = clinic_stage_get_name (stage);
      g_autofree char *folded = g_utf8_strdown (name != NULL ? name : "", -1);

      if (clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_FAILURE &&
          (strstr (folded, "дубл") != NULL || strstr (folded, "duplicate") != NULL))
        return stage; /* the list has it */
    }

  return NULL;
}

ClinicStage *
clinic_mis_rules_find_stage (ClinicMisRules *self, ClinicMisStatus status, gboolean tomorrow)
{
  ClinicStage *stage;

  g_return_val_if_fail (CLINIC_IS_MIS_RULES (self), NULL);

  switch (status)
    {
    case CLINIC_MIS_STATUS_SCHEDULED:
    case CLINIC_MIS_STATUS_RESCHEDULED:
      stage = tomorrow ? find_role (self, CLINIC_STAGE_ROLE_TOMORROW) : NULL;
      return stage != NULL ? stage : find_role (self, CLINIC_STAGE_ROLE_BOOKED);
    case CLINIC_MIS_STATUS_CONFIRMED:
      return find_role (self, CLINIC_STAGE_ROLE_CONFIRMED);
    case CLINIC_MIS_STATUS_DECLINED:
    case CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT:
    case CLINIC_MIS_STATUS_CANCELLED_BY_CLINIC:
      /* not lost before somebody has called: the working stage (clinic.md A-6) */
      return find_role (self, CLINIC_STAGE_ROLE_CANCELLED);
    case CLINIC_MIS_STATUS_ARRIVED:
      return find_role (self, CLINIC_STAGE_ROLE_ARRIVED);
    case CLINIC_MIS_STATUS_IN_CHAIR:
      stage = find_role (self, CLINIC_STAGE_ROLE_IN_CHAIR);
      return stage != NULL ? stage : find_role (self, CLINIC_STAGE_ROLE_ARRIVED);
    case CLINIC_MIS_STATUS_COMPLETED:
      return find_role (self, CLINIC_STAGE_ROLE_COMPLETED);
    case CLINIC_MIS_STATUS_NO_SHOW:
      return find_role (self, CLINIC_STAGE_ROLE_NO_SHOW);
    case CLINIC_MIS_STATUS_UNKNOWN:
    default:
      return NULL;
    }
}

static Word *
ensure_word (ClinicMisRules *self, const char *raw)
{
  g_autofree char *key = fold (raw);
  Word *word = g_hash_table_lookup (self->words, key);

  if (word == NULL)
    {
      word = g_new0 (Word, 1);
      g_hash_table_insert (self->words, g_steal_pointer (&key), word);
    }

  return word;
}

static Word *
find_word (ClinicMisRules *self, const char *raw)
{
  g_autofree char *key = fold (raw);

  return g_hash_table_lookup (self->words, key);
}

static void
clinic_mis_rules_finalize (GObject *object)
{
  ClinicMisRules *self = CLINIC_MIS_RULES (object);

  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_object (&self->stages);

  G_OBJECT_CLASS (clinic_mis_rules_parent_class)->finalize (object);
}

static void
clinic_mis_rules_class_init (ClinicMisRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clinic_mis_rules_finalize;
}

static void
clinic_mis_rules_init (ClinicMisRules *self)
{
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) word_free);
}

ClinicMisRules *
clinic_mis_rules_new (GListModel *stages)
{
  ClinicMisRules *self = g_object_new (CLINIC_TYPE_MIS_RULES, NULL);

  self->stages = g_object_ref (stages);

  return self;
}

void
clinic_mis_rules_set_word (ClinicMisRules *self, const char *raw, ClinicMisStatus status)
{
  g_return_if_fail (CLINIC_IS_MIS_RULES (self));

  ensure_word (self, raw)->status = status;
}

void
clinic_mis_rules_set_stage (ClinicMisRules *self, const char *raw, const char *stage_id)
{
  Word *word;

  g_return_if_fail (CLINIC_IS_MIS_RULES (self));

  word = ensure_word (self, raw);
  g_clear_object (&word->stage);
  for (guint i = 0; stage_id != NULL && i < g_list_model_get_n_items (self->stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (self->stages, i);

      if (g_strcmp0 (clinic_stage_get_id (stage), stage_id) == 0)
        g_set_object (&word->stage, stage);
    }
}

ClinicMisStatus
clinic_mis_rules_get_status (ClinicMisRules *self, const char *raw)
{
  Word *word;

  g_return_val_if_fail (CLINIC_IS_MIS_RULES (self), CLINIC_MIS_STATUS_UNKNOWN);

  word = find_word (self, raw);

  return word != NULL ? word->status : CLINIC_MIS_STATUS_UNKNOWN;
}

ClinicStage *
clinic_mis_rules_get_stage (ClinicMisRules *self, const char *raw, gboolean tomorrow)
{
  Word *word;

  g_return_val_if_fail (CLINIC_IS_MIS_RULES (self), NULL);

  word = find_word (self, raw);
  if (word == NULL)
    return NULL;
  if (word->stage != NULL)
    return word->stage;

  return clinic_mis_rules_find_stage (self, word->status, tomorrow);
}
