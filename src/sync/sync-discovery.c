/* sync-discovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-discovery"

#include "sync-discovery.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-name.h"

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
      if (id == configured)
        return id;
      if (speaks_of_visits (bx_json_get_string (category, "name")) && sort < by_name_sort)
        {
          by_name = id;
          by_name_sort = sort;
        }
      if (by_default < 0 || bx_json_get_bool (category, "isDefault", FALSE))
        by_default = id;
    }

  if (configured >= 0)
    return -1;

  return by_name >= 0 ? by_name : by_default;
}

/* in words of folded names, the order matters: «Не подтвердил» also holds «подтвердил» */
typedef struct
{
  const char *word;
  ClinicStageRole role;
} RoleWord;

static const RoleWord process_words[] = {
  { "не подтвер", CLINIC_STAGE_ROLE_UNCONFIRMED },
  { "ждет звонка", CLINIC_STAGE_ROLE_UNCONFIRMED },
  { "подтвер", CLINIC_STAGE_ROLE_CONFIRMED },
  { "отмен", CLINIC_STAGE_ROLE_CANCELLED },
  { "завтра", CLINIC_STAGE_ROLE_TOMORROW },
  { "не приш", CLINIC_STAGE_ROLE_NO_SHOW },
  { "неявк", CLINIC_STAGE_ROLE_NO_SHOW },
  { "не явил", CLINIC_STAGE_ROLE_NO_SHOW },
  { "лист ожидания", CLINIC_STAGE_ROLE_WAITING_LIST },
  { "листе ожидания", CLINIC_STAGE_ROLE_WAITING_LIST },
  { "в клинике", CLINIC_STAGE_ROLE_ARRIVED },
  { "пришел", CLINIC_STAGE_ROLE_ARRIVED },
  { "на приеме", CLINIC_STAGE_ROLE_IN_CHAIR },
  { "в кресле", CLINIC_STAGE_ROLE_IN_CHAIR },
  { "запис", CLINIC_STAGE_ROLE_BOOKED },
};

static const RoleWord failure_words[] = {
  { "не дозвон", CLINIC_STAGE_ROLE_UNREACHABLE },
  { "не приш", CLINIC_STAGE_ROLE_NO_SHOW },
  { "неявк", CLINIC_STAGE_ROLE_NO_SHOW },
  { "не явил", CLINIC_STAGE_ROLE_NO_SHOW },
};

static const RoleWord lead_words[] = {
  { "лист ожидания", CLINIC_STAGE_ROLE_WAITING_LIST },
  { "листе ожидания", CLINIC_STAGE_ROLE_WAITING_LIST },
  { "ждет окн", CLINIC_STAGE_ROLE_WAITING_LIST },
  { "записан", CLINIC_STAGE_ROLE_BOOKED },
};

static ClinicStageRole
find_role (const char *name, const RoleWord *words, guint length, ClinicStageRole otherwise)
{
  g_autofree char *folded = clinic_name_fold (name != NULL ? name : "");

  for (guint i = 0; i < length; i++)
    {
      if (strstr (folded, words[i].word) != NULL)
        return words[i].role;
    }

  return otherwise;
}

ClinicStageRole
sync_discover_role (const char *name, ClinicStageKind kind)
{
  if (kind == CLINIC_STAGE_KIND_SUCCESS)
    return CLINIC_STAGE_ROLE_COMPLETED;
  if (kind == CLINIC_STAGE_KIND_FAILURE)
    return find_role (name, failure_words, G_N_ELEMENTS (failure_words), CLINIC_STAGE_ROLE_LOST);

  return find_role (name, process_words, G_N_ELEMENTS (process_words), CLINIC_STAGE_ROLE_NONE);
}

ClinicStageRole
sync_discover_lead_role (const char *name, ClinicStageKind kind)
{
  /* the portal's own success of a lead is that it became something: here, an appointment */
  if (kind == CLINIC_STAGE_KIND_SUCCESS)
    return CLINIC_STAGE_ROLE_BOOKED;
  if (kind == CLINIC_STAGE_KIND_FAILURE)
    return CLINIC_STAGE_ROLE_LOST;

  return find_role (name, lead_words, G_N_ELEMENTS (lead_words), CLINIC_STAGE_ROLE_NONE);
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

/* «Удалено в МИС», «Приём удалён в медицинской системе» */
gboolean
sync_discover_deletion (const char *words)
{
  g_autofree char *folded = clinic_name_fold (words != NULL ? words : "");
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  gboolean deleted = FALSE;
  gboolean there = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      deleted =
        deleted || g_str_has_prefix (parts[i], "удал") || g_str_has_prefix (parts[i], "delet");
      there = there || g_str_equal (parts[i], "мис") || g_str_equal (parts[i], "mis") ||
              g_str_has_prefix (parts[i], "медиц") || g_str_has_prefix (parts[i], "medic");
    }

  return deleted && there;
}
