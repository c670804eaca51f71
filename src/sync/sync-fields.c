/* sync-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-fields"

#include "sync-fields.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-name.h"

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* clang-format off */
static const SyncFieldInfo infos[] = {
  { .setting = "field-visit-time", .offset = G_STRUCT_OFFSET (SyncFields, visit_time),
    .required = TRUE, .types = LIST ("datetime"),
    .codes = LIST ("UF_CRM_VISIT_TIME", "UF_CRM_VISIT_AT", "UF_CRM_VISIT_DATE"),
    .words = LIST ("дата и время при", "дата и время визита", "время приема", "время визита",
                   "дата приема", "дата визита"),
    .label = "Дата и время приёма" },
  { .setting = "field-visit-minutes", .offset = G_STRUCT_OFFSET (SyncFields, visit_minutes),
    .types = LIST ("integer", "double"),
    .codes = LIST ("UF_CRM_VISIT_MINUTES", "UF_CRM_VISIT_DURATION", "UF_CRM_DURATION"),
    .words = LIST ("длительность", "продолжительность"),
    .label = "Длительность, минут" },
  { .setting = "field-visit-end", .offset = G_STRUCT_OFFSET (SyncFields, visit_end),
    .types = LIST ("datetime"),
    .codes = LIST ("UF_CRM_VISIT_END", "UF_CRM_VISIT_TILL"),
    .words = LIST ("окончание приема", "окончание визита", "окончания приема", "окончания визита",
                   "конец приема", "конец визита") },
  { .setting = "field-doctor", .offset = G_STRUCT_OFFSET (SyncFields, doctor),
    .types = LIST ("employee", "user", "enumeration", "string"),
    .codes = LIST ("UF_CRM_DOCTOR", "UF_CRM_VISIT_DOCTOR"),
    .words = LIST ("врач", "доктор"),
    .label = "Врач" },
  { .setting = "field-specialty", .offset = G_STRUCT_OFFSET (SyncFields, specialty),
    .types = LIST ("enumeration", "string"),
    .codes = LIST ("UF_CRM_SPECIALTY", "UF_CRM_VISIT_SPECIALTY"),
    .words = LIST ("специальност", "специализаци"),
    .label = "Специальность" },
  { .setting = "field-chair", .offset = G_STRUCT_OFFSET (SyncFields, chair),
    .types = LIST ("enumeration", "string"),
    .codes = LIST ("UF_CRM_CHAIR", "UF_CRM_ROOM"),
    .words = LIST ("кресло", "кабинет"),
    .label = "Кресло" },
  { .setting = "field-confirmation", .offset = G_STRUCT_OFFSET (SyncFields, confirmation),
    .types = LIST ("enumeration", "boolean", "string"),
    .codes = LIST ("UF_CRM_CONFIRM", "UF_CRM_CONFIRMATION", "UF_CRM_VISIT_CONFIRM"),
    .words = LIST ("подтвержден"),
    .label = "Подтверждение",
    .items = LIST ("yes", "Да", "no", "Нет", "silent", "Нет ответа") },
  { .setting = "field-first-visit", .offset = G_STRUCT_OFFSET (SyncFields, first_visit),
    .types = LIST ("boolean"),
    .codes = LIST ("UF_CRM_FIRST_VISIT", "UF_CRM_PRIMARY"),
    .words = LIST ("первичн", "первый визит", "первый прием"),
    .label = "Первичный приём" },
  { .setting = "field-reason", .offset = G_STRUCT_OFFSET (SyncFields, reason),
    .types = LIST ("enumeration", "string"),
    .codes = LIST ("UF_CRM_LOSS_REASON", "UF_CRM_REASON", "UF_CRM_CANCEL_REASON"),
    .words = LIST ("причина отказа", "причина отмены", "причина потери", "причина неявки",
                   "причина провала", "причина срыва"),
    .label = "Причина отмены",
    .items = LIST ("plans", "Срочные дела", "illness", "Болезнь", "price", "Дорого",
                   "competitor", "Выбрал другую клинику", "mind", "Передумал",
                   "unreachable", "Не дозвонились", "clinic", "Отменила клиника",
                   "mistake", "Ошибка или дубль", "deleted", "Удалено в МИС") },
  { .setting = "field-moves", .offset = G_STRUCT_OFFSET (SyncFields, moves),
    .types = LIST ("integer", "double"),
    .codes = LIST ("UF_CRM_VISITS_MOVED", "UF_CRM_MOVES", "UF_CRM_VISIT_MOVES"),
    .words = LIST ("перенос", "перенес"),
    .label = "Сколько раз переносили" },
  { .setting = "field-waiting", .offset = G_STRUCT_OFFSET (SyncFields, waiting),
    .types = LIST ("boolean"),
    .codes = LIST ("UF_CRM_WAITING_LIST", "UF_CRM_WAITING"),
    .words = LIST ("лист ожидания", "ожидани"),
    .label = "Лист ожидания" },
  { .setting = "field-mis-status", .offset = G_STRUCT_OFFSET (SyncFields, mis_status),
    .types = LIST ("string", "enumeration", "integer"),
    .codes = LIST ("UF_CRM_MIS_STATUS"),
    .words = LIST ("статус в мис", "статус мис", "мис статус"),
    .label = "Статус в МИС" },
  { .setting = "field-mis-id", .offset = G_STRUCT_OFFSET (SyncFields, mis_id),
    .types = LIST ("string", "integer"),
    .codes = LIST ("UF_CRM_MIS_ID", "UF_CRM_MIS_VISIT", "UF_CRM_MIS_VISIT_ID"),
    .words = LIST ("визит в мис", "запись в мис", "номер в мис", "id мис", "id в мис") },
  { .setting = "field-call-mark", .offset = G_STRUCT_OFFSET (SyncFields, call_mark),
    .types = LIST ("string"),
    .codes = LIST ("UF_CRM_CALL_LIST", "UF_CRM_CALL_MARK"),
    .words = LIST ("обзвон"),
    .label = "Обзвон" },
  { .setting = "field-important", .offset = G_STRUCT_OFFSET (SyncFields, important),
    .contact = TRUE, .types = LIST ("string", "enumeration"),
    .codes = LIST ("UF_CRM_IMPORTANT", "UF_CRM_ALLERGY", "UF_CRM_ALLERGIES"),
    .words = LIST ("важно", "аллерги") },
  { .setting = "field-do-not-call", .offset = G_STRUCT_OFFSET (SyncFields, do_not_call),
    .contact = TRUE, .types = LIST ("boolean"),
    .codes = LIST ("UF_CRM_STOP_CALLING", "UF_CRM_DO_NOT_CALL"),
    .words = LIST ("не звонить"),
    .label = "Больше не звонить" },
};
/* clang-format on */

const SyncFieldInfo *
sync_field_infos (guint *length)
{
  *length = G_N_ELEMENTS (infos);

  return infos;
}

static char **
peek_slot (const SyncFieldInfo *info, SyncFields *fields)
{
  return (char **) (gpointer) ((char *) fields + info->offset);
}

void
sync_fields_clear (SyncFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    g_clear_pointer (peek_slot (&infos[i], fields), g_free);
}

/* -1: none of them */
static int
find_text (const char *const *texts, const char *text)
{
  for (int i = 0; texts[i] != NULL; i++)
    {
      if (g_strcmp0 (texts[i], text) == 0)
        return i;
    }

  return -1;
}

gboolean
sync_field_fits (const SyncFieldInfo *info, JsonObject *field)
{
  const char *upper = bx_json_get_string (field, "upperName");

  if (upper == NULL || !g_str_has_prefix (upper, "UF_"))
    return FALSE;
  /* what is only read may hold several values: the first is taken */
  if (!info->contact && bx_json_get_bool (field, "isMultiple", FALSE))
    return FALSE;

  return find_text (info->types, bx_json_get_string (field, "type")) >= 0;
}

gboolean
sync_field_is_named (JsonObject *field, const char *key, const char *configured)
{
  const char *upper = bx_json_get_string (field, "upperName");

  if (configured == NULL || *configured == '\0')
    return FALSE;

  return g_ascii_strcasecmp (configured, key) == 0 ||
         (upper != NULL && g_ascii_strcasecmp (configured, upper) == 0);
}

/* 0: not it, otherwise the smaller the better: a known code before words of the title, and of
 * those the type that suits best */
static guint
rate_field (const SyncFieldInfo *info, JsonObject *field)
{
  const char *title = bx_json_get_string (field, "title");
  g_autofree char *folded = clinic_name_fold (title != NULL ? title : "");

  if (!sync_field_fits (info, field))
    return 0;
  if (g_strv_contains (info->codes, bx_json_get_string (field, "upperName")))
    return 1;
  for (guint i = 0; info->words[i] != NULL; i++)
    {
      if (strstr (folded, info->words[i]) != NULL)
        return 2 + (guint) find_text (info->types, bx_json_get_string (field, "type"));
    }

  return 0;
}

const char *
sync_field_find (const SyncFieldInfo *info,
                 JsonObject *fields,
                 const char *configured,
                 ClinicMappingState *state)
{
  gboolean chosen = configured != NULL && *configured != '\0';
  const char *best = NULL;
  guint best_rate = G_MAXUINT;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  *state = chosen ? CLINIC_MAPPING_BROKEN : CLINIC_MAPPING_MISSING;
  if (fields == NULL)
    return NULL;
  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      JsonObject *field = bx_json_node_object (node);
      guint rate;

      if (field == NULL)
        continue;
      if (chosen)
        rate =
          sync_field_is_named (field, key, configured) && sync_field_fits (info, field) ? 1 : 0;
      else
        rate = rate_field (info, field);
      if (rate != 0 && rate < best_rate)
        {
          best_rate = rate;
          best = key;
        }
    }
  if (best != NULL)
    *state = chosen ? CLINIC_MAPPING_SET : CLINIC_MAPPING_GUESSED;

  return best;
}

void
sync_fields_discover (SyncFields *fields,
                      JsonObject *deal_fields,
                      JsonObject *contact_fields,
                      GSettings *settings)
{
  sync_fields_clear (fields);
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      const SyncFieldInfo *info = &infos[i];
      JsonObject *all = info->contact ? contact_fields : deal_fields;
      g_autofree char *configured =
        settings != NULL ? g_settings_get_string (settings, info->setting) : NULL;
      ClinicMappingState state;
      const char *key = sync_field_find (info, all, configured, &state);

      /* contacts are read with crm.contact.list, which spells it in upper case */
      if (key != NULL && info->contact)
        key = bx_json_get_string (json_object_get_object_member (all, key), "upperName");
      *peek_slot (info, fields) = g_strdup (key);
    }
}

gboolean
sync_field_is_comparable (const char *name)
{
  const char *rest;

  if (name == NULL)
    return FALSE;
  if (!g_str_has_prefix (name, "ufCrm_"))
    return strpbrk (name, "_0123456789") == NULL;
  rest = name + strlen ("ufCrm_");

  return *rest != '\0' && strspn (rest, "0123456789") == strlen (rest);
}
