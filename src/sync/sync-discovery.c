/* sync-discovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-discovery"

#include "sync-discovery.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-name.h"

typedef struct
{
  const char *setting;
  const char *const *codes; /* upperName */
  const char *const *words; /* parts of the folded title, each may hold several that all must be */
  const char *types;        /* what its type may be, between spaces; NULL: any */
} Wanted;

static const char *const time_codes[] = { "UF_CRM_VISIT_TIME", "UF_CRM_VISIT_AT",
                                          "UF_CRM_VISIT_DATE", NULL };
static const char *const time_words[] = { "дата и время при",
                                          "дата и время визита",
                                          "время приема",
                                          "время визита",
                                          "дата приема",
                                          "дата визита",
                                          NULL };
static const char *const minutes_codes[] = { "UF_CRM_VISIT_MINUTES", "UF_CRM_VISIT_DURATION",
                                             "UF_CRM_DURATION", NULL };
static const char *const minutes_words[] = { "длительность", "продолжительность", NULL };
static const char *const doctor_codes[] = { "UF_CRM_DOCTOR", "UF_CRM_VISIT_DOCTOR", NULL };
static const char *const doctor_words[] = { "врач", "доктор", NULL };
static const char *const specialty_codes[] = { "UF_CRM_SPECIALTY", "UF_CRM_VISIT_SPECIALTY", NULL };
static const char *const specialty_words[] = { "специальност", "специализаци", NULL };
static const char *const confirm_codes[] = { "UF_CRM_CONFIRM", "UF_CRM_CONFIRMATION",
                                             "UF_CRM_VISIT_CONFIRM", NULL };
static const char *const confirm_words[] = { "подтвержден", NULL };
static const char *const important_codes[] = { "UF_CRM_IMPORTANT", "UF_CRM_ALLERGY",
                                               "UF_CRM_ALLERGIES", NULL };
static const char *const important_words[] = { "важно", "аллерги", NULL };

static const Wanted wanted_time = { "field-visit-time", time_codes, time_words, " datetime date " };
static const Wanted wanted_minutes = { "field-visit-minutes", minutes_codes, minutes_words,
                                       " integer double " };
static const Wanted wanted_doctor = { "field-doctor", doctor_codes, doctor_words, NULL };
static const Wanted wanted_specialty = { "field-specialty", specialty_codes, specialty_words,
                                         NULL };
static const Wanted wanted_confirm = { "field-confirmation", confirm_codes, confirm_words, NULL };
static const Wanted wanted_important = { "field-important", important_codes, important_words,
                                         NULL };

void
sync_fields_clear (SyncFields *fields)
{
  g_clear_pointer (&fields->visit_time, g_free);
  g_clear_pointer (&fields->visit_minutes, g_free);
  g_clear_pointer (&fields->doctor, g_free);
  g_clear_pointer (&fields->specialty, g_free);
  g_clear_pointer (&fields->confirmation, g_free);
  g_clear_pointer (&fields->important, g_free);
}

static gboolean
has_word (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (text, words[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
type_fits (const Wanted *wanted, JsonObject *field)
{
  g_autofree char *type = g_strdup_printf (" %s ", bx_json_get_string (field, "type"));

  return wanted->types == NULL || strstr (wanted->types, type) != NULL;
}

/* 0: not it, otherwise the smaller the better */
static guint
rate_field (const Wanted *wanted, const char *key, JsonObject *field, const char *configured)
{
  const char *upper = bx_json_get_string (field, "upperName");
  const char *title = bx_json_get_string (field, "title");
  g_autofree char *folded = clinic_name_fold (title != NULL ? title : "");

  if (configured != NULL && *configured != '\0' &&
      (g_ascii_strcasecmp (configured, key) == 0 ||
       (upper != NULL && g_ascii_strcasecmp (configured, upper) == 0)))
    return 1;
  if (upper == NULL || !g_str_has_prefix (upper, "UF_") || !type_fits (wanted, field))
    return 0;
  if (g_strv_contains (wanted->codes, upper))
    return 2;

  return has_word (folded, wanted->words) ? 3 : 0;
}

/* (transfer full) (nullable) */
static char *
find_field (const Wanted *wanted, JsonObject *fields, GSettings *settings, gboolean upper)
{
  g_autofree char *configured =
    settings != NULL ? g_settings_get_string (settings, wanted->setting) : NULL;
  const char *best = NULL;
  guint best_rate = G_MAXUINT;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (fields == NULL)
    return NULL;
  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      JsonObject *field = bx_json_node_object (node);
      guint rate = field != NULL ? rate_field (wanted, key, field, configured) : 0;

      if (rate != 0 && rate < best_rate)
        {
          best_rate = rate;
          best = upper ? bx_json_get_string (field, "upperName") : key;
        }
    }

  return g_strdup (best);
}

void
sync_fields_discover (SyncFields *fields,
                      JsonObject *deal_fields,
                      JsonObject *contact_fields,
                      GSettings *settings)
{
  sync_fields_clear (fields);
  fields->visit_time = find_field (&wanted_time, deal_fields, settings, FALSE);
  fields->visit_minutes = find_field (&wanted_minutes, deal_fields, settings, FALSE);
  fields->doctor = find_field (&wanted_doctor, deal_fields, settings, FALSE);
  fields->specialty = find_field (&wanted_specialty, deal_fields, settings, FALSE);
  fields->confirmation = find_field (&wanted_confirm, deal_fields, settings, FALSE);
  fields->important = find_field (&wanted_important, contact_fields, settings, TRUE);
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

static gboolean
speaks_of_visits (const char *name)
{
  static const char *const words[] = { "прием", "запис", "визит", NULL };
  g_autofree char *folded = clinic_name_fold (name != NULL ? name : "");

  return has_word (folded, words) && strstr (folded, "повтор") == NULL;
}

gint64
sync_discover_category (JsonArray *categories, gint64 configured)
{
  guint length = categories != NULL ? json_array_get_length (categories) : 0;
  gint64 by_name = -1;
  gint64 by_default = -1;
  gint64 by_name_sort = G_MAXINT64;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *category = bx_json_node_object (json_array_get_element (categories, i));
      gint64 id = bx_json_get_int (category, "id", -1);
      gint64 sort = bx_json_get_int (category, "sort", 0);

      if (id < 0)
        continue;
      if (configured >= 0 && id == configured)
        return id;
      if (speaks_of_visits (bx_json_get_string (category, "name")) && sort < by_name_sort)
        {
          by_name = id;
          by_name_sort = sort;
        }
      if (by_default < 0 || bx_json_get_bool (category, "isDefault", FALSE))
        by_default = id;
    }

  return by_name >= 0 ? by_name : by_default;
}

ClinicStageRole
sync_discover_role (const char *name, ClinicStageKind kind)
{
  /* the order matters: «Не подтвердил» also holds «подтвердил» */
  static const struct
  {
    const char *word;
    ClinicStageRole role;
  } words[] = {
    { "не подтвер", CLINIC_STAGE_ROLE_UNCONFIRMED },
    { "ждет звонка", CLINIC_STAGE_ROLE_UNCONFIRMED },
    { "подтвер", CLINIC_STAGE_ROLE_CONFIRMED },
    { "отмен", CLINIC_STAGE_ROLE_CANCELLED },
    { "завтра", CLINIC_STAGE_ROLE_TOMORROW },
    { "в клинике", CLINIC_STAGE_ROLE_ARRIVED },
    { "пришел", CLINIC_STAGE_ROLE_ARRIVED },
    { "на приеме", CLINIC_STAGE_ROLE_IN_CHAIR },
    { "в кресле", CLINIC_STAGE_ROLE_IN_CHAIR },
    { "записан", CLINIC_STAGE_ROLE_BOOKED },
    { "запис", CLINIC_STAGE_ROLE_BOOKED },
  };
  g_autofree char *folded = clinic_name_fold (name != NULL ? name : "");

  if (kind == CLINIC_STAGE_KIND_SUCCESS)
    return CLINIC_STAGE_ROLE_COMPLETED;
  if (kind == CLINIC_STAGE_KIND_FAILURE)
    return CLINIC_STAGE_ROLE_LOST;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strstr (folded, words[i].word) != NULL)
        return words[i].role;
    }

  return CLINIC_STAGE_ROLE_NONE;
}

ClinicConfirmation
sync_discover_confirmation (const char *words)
{
  g_autofree char *folded = clinic_name_fold (words != NULL ? words : "");

  if (*folded == '\0')
    return CLINIC_CONFIRMATION_UNKNOWN;
  if (strstr (folded, "нет ответ") != NULL || strstr (folded, "не ответ") != NULL ||
      strstr (folded, "молч") != NULL || strstr (folded, "без ответ") != NULL)
    return CLINIC_CONFIRMATION_SILENT;
  if (strcmp (folded, "y") == 0 || strcmp (folded, "1") == 0 || strcmp (folded, "да") == 0 ||
      g_str_has_prefix (folded, "да ") || g_str_has_prefix (folded, "подтвер") ||
      strcmp (folded, "yes") == 0)
    return CLINIC_CONFIRMATION_YES;
  if (strcmp (folded, "n") == 0 || strcmp (folded, "0") == 0 || strcmp (folded, "нет") == 0 ||
      g_str_has_prefix (folded, "нет ") || strstr (folded, "отказ") != NULL ||
      strstr (folded, "отмен") != NULL || strcmp (folded, "no") == 0)
    return CLINIC_CONFIRMATION_NO;

  return CLINIC_CONFIRMATION_UNKNOWN;
}
