/* dummy-mapping.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-mapping"

#include "dummy-mapping.h"

#include "clinic-choice.h"

ClinicMappingEntry *
dummy_mapping_add (DummySession *session,
                   const char *id,
                   ClinicMappingKind kind,
                   ClinicMappingState state,
                   const char *value,
                   ...)
{
  g_autoptr (GListStore) choices = g_list_store_new (CLINIC_TYPE_CHOICE);
  g_autoptr (ClinicMappingEntry) entry =
    g_object_new (CLINIC_TYPE_MAPPING_ENTRY, "id", id, "kind", kind, "state", state, "value", value,
                  "chosen", state == CLINIC_MAPPING_SET || state == CLINIC_MAPPING_BROKEN,
                  "choices", choices, NULL);
  const char *key;
  va_list args;

  va_start (args, value);
  while ((key = va_arg (args, const char *)) != NULL)
    {
      const char *name = va_arg (args, const char *);
      g_autoptr (ClinicChoice) choice =
        g_object_new (CLINIC_TYPE_CHOICE, "key", key, "name", *name != '\0' ? name : NULL, NULL);

      g_list_store_append (choices, choice);
    }
  va_end (args);
  g_list_store_append (dummy_session_mapping (session), entry);

  return entry;
}

static void
add_stage (DummySession *session,
           const char *id,
           const char *name,
           ClinicMappingState state,
           const char *role)
{
  gboolean lost = g_strcmp0 (role, "lost") == 0 || g_strcmp0 (role, "no-show") == 0;
  ClinicMappingKind kind =
    g_str_has_prefix (id, "lead-") ? CLINIC_MAPPING_LEAD_STAGE : CLINIC_MAPPING_STAGE;
  ClinicMappingEntry *entry;

  if (state == CLINIC_MAPPING_BROKEN)
    entry = dummy_mapping_add (session, id, kind, state, NULL, NULL);
  else if (lost)
    entry = dummy_mapping_add (session, id, kind, state, role, "lost", "", "no-show", "", NULL);
  else
    entry = dummy_mapping_add (session, id, kind, state, role, "none", "", "booked", "", "tomorrow",
                               "", "unconfirmed", "", "confirmed", "", "cancelled", "", "arrived",
                               "", "in-chair", "", "waiting-list", "", NULL);
  clinic_mapping_entry_set_name (entry, name);
  if (state == CLINIC_MAPPING_BROKEN)
    clinic_mapping_entry_set_problem (entry, name);
}

void
dummy_mapping_fill (DummySession *session)
{
  static const struct
  {
    const char *id;
    const char *name;
    ClinicMappingState state;
    const char *role;
  } stages[] = {
    { "stage:C5:NEW", "Записан", CLINIC_MAPPING_GUESSED, "booked" },
    { "stage:C5:UC_A", "Визит завтра", CLINIC_MAPPING_GUESSED, "tomorrow" },
    { "stage:C5:UC_B", "Ждём звонка <перезвон>", CLINIC_MAPPING_SET, "unconfirmed" },
    { "stage:C5:UC_C", "Подтвердил запись", CLINIC_MAPPING_GUESSED, "confirmed" },
    { "stage:C5:UC_D", "Документы", CLINIC_MAPPING_MISSING, "none" },
    { "stage:C5:UC_E", "Не пришёл", CLINIC_MAPPING_GUESSED, "no-show" },
    { "stage:C5:UC_F", "В кресле", CLINIC_MAPPING_BROKEN, NULL },
    { "lead-stage:NEW", "Новая заявка", CLINIC_MAPPING_MISSING, "none" },
    { "lead-stage:UC_W", "Лист ожидания", CLINIC_MAPPING_GUESSED, "waiting-list" },
  };
  ClinicMappingEntry *entry;

  entry = dummy_mapping_add (session, "funnel", CLINIC_MAPPING_FUNNEL, CLINIC_MAPPING_GUESSED, "5",
                             "5", "Приёмы стоматологии", "0", "Общая", NULL);
  clinic_mapping_entry_set_required (entry, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    add_stage (session, stages[i].id, stages[i].name, stages[i].state, stages[i].role);
  entry = dummy_mapping_add (session, "field-visit-time", CLINIC_MAPPING_FIELD,
                             CLINIC_MAPPING_MISSING, NULL, "ufCrm_17", "Начало", NULL);
  clinic_mapping_entry_set_required (entry, TRUE);
  dummy_mapping_add (session, "field-doctor", CLINIC_MAPPING_FIELD, CLINIC_MAPPING_SET, "ufCrm_18",
                     "ufCrmDoctor", "Врач", "ufCrm_18", "Лечащий врач", NULL);
  dummy_mapping_add (session, "field-chair", CLINIC_MAPPING_FIELD, CLINIC_MAPPING_MISSING, NULL,
                     NULL);
  dummy_mapping_add (session, "field-confirmation", CLINIC_MAPPING_FIELD, CLINIC_MAPPING_GUESSED,
                     "ufCrm_1751364000123", "ufCrm_1751364000123",
                     "Подтверждение визита пациентом по телефону или в мессенджере", NULL);
  entry = dummy_mapping_add (session, "field-reason", CLINIC_MAPPING_FIELD, CLINIC_MAPPING_BROKEN,
                             NULL, NULL);
  clinic_mapping_entry_set_problem (entry, "UF_CRM_GONE");
}
