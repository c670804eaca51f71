/* demo-smart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-smart"

#include "demo-smart.h"

#include "demo-lists.h"
#include "demo-methods-crm.h"

#define SENIOR 5

gboolean
demo_smart_is_there (DemoWorld *self)
{
  return (self->setups & DEMO_SETUP_C) != 0;
}

JsonArray *
demo_smart_list_choices (const char *upper)
{
  gboolean is_category = g_str_has_suffix (upper, "02");
  const char *const *values = is_category ? demo_lists_categories : demo_lists_payers;
  int first = is_category ? DEMO_SMART_FIRST_CATEGORY : DEMO_SMART_FIRST_PAYER;
  JsonArray *items = json_array_new ();

  for (int i = 0; values[i] != NULL; i++)
    {
      JsonObject *item = json_object_new ();

      demo_crm_set_number (item, "ID", first + i);
      json_object_set_string_member (item, "VALUE", values[i]);
      json_array_add_object_element (items, item);
    }

  return items;
}

/* --- rights --- */

gboolean
demo_smart_sees_all (DemoWorld *self, gint64 user)
{
  return demo_lists_sees_all (self, DEMO_LIST_REGISTRY, user);
}

static gint64
get_author (DemoWorld *self, gint64 item)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT CREATED_BY FROM dynamic WHERE ID = %" G_GINT64_FORMAT, item);

  return demo_schema_get_int (self, sql);
}

gboolean
demo_smart_may_read (DemoWorld *self, gint64 item, gint64 user)
{
  return demo_smart_sees_all (self, user) || get_author (self, item) == user;
}

static gboolean
is_stage (const char *stage, const char *name)
{
  return g_str_has_suffix (stage, name);
}

/* The manager decides, the senior administrator too; the accountant pays; whoever brought it sends
 * it off and takes it back. */
gboolean
demo_smart_may_move (DemoWorld *self, gint64 user, gint64 author, const char *from, const char *to)
{
  const DemoUser *found = demo_directory_find_user (user);

  if (found == NULL)
    return FALSE;
  if (found->department == 1 || demo_rights_is_admin (self->rights, user))
    return TRUE;
  if (user == SENIOR && is_stage (from, ":UC_APPROVE"))
    return TRUE;
  if (found->department == 9 && (is_stage (from, ":UC_PAY") || is_stage (from, ":SUCCESS")))
    return is_stage (to, ":SUCCESS") || is_stage (to, ":UC_PAY");

  return user == author &&
         (is_stage (from, ":NEW") || is_stage (from, ":UC_REWORK") ||
          is_stage (from, ":UC_APPROVE")) &&
         (is_stage (to, ":NEW") || is_stage (to, ":UC_APPROVE") || is_stage (to, ":UC_WITHDRAWN"));
}

/* --- methods --- */

/* crm.type.list: for administrators of the CRM alone */
JsonNode *
demo_smart_types (DemoCall *call, GError **error)
{
  static const char *const no[] = { "isCategoriesEnabled", "isBeginCloseDatesEnabled",
                                    "isClientEnabled",     "isLinkWithProductsEnabled",
                                    "isDocumentsEnabled",  "isRecyclebinEnabled",
                                    "isPaymentsEnabled",   "isCountersEnabled" };
  static const char *const yes[] = { "isStagesEnabled",    "isUseInUserfieldEnabled",
                                     "isMycompanyEnabled", "isSourceEnabled",
                                     "isObserversEnabled", "isAutomationEnabled",
                                     "isBizProcEnabled",   "isSetOpenPermissions" };
  JsonArray *types = json_array_new ();
  JsonObject *type;

  if (!demo_rights_is_admin (call->world->rights, call->user_id))
    {
      json_array_unref (types);
      demo_error_set (error, 400, "ACCESS_DENIED", "Access denied");
      return NULL;
    }
  if (demo_smart_is_there (call->world))
    {
      type = json_object_new ();
      json_object_set_int_member (type, "id", DEMO_SMART_TYPE);
      json_object_set_string_member (type, "title", "Счета на оплату");
      json_object_set_string_member (type, "code", "");
      json_object_set_int_member (type, "createdBy", 1);
      json_object_set_int_member (type, "entityTypeId", DEMO_SMART_ENTITY);
      json_object_set_null_member (type, "customSectionId");
      for (guint i = 0; i < G_N_ELEMENTS (no); i++)
        json_object_set_string_member (type, no[i], "N");
      for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
        json_object_set_string_member (type, yes[i], "Y");
      demo_crm_set_time (type, "createdTime", call->world->today - 200 * DEMO_DAY);
      demo_crm_set_time (type, "updatedTime", call->world->today - 90 * DEMO_DAY);
      json_object_set_int_member (type, "updatedBy", 1);
      json_array_add_object_element (types, type);
    }
  demo_crm_set_paging (call, json_array_get_length (types), FALSE);

  return demo_crm_wrap ("types", demo_crm_take_array (types));
}

static void
add_owner_type (JsonArray *list, int id, const char *name, const char *code, const char *brief)
{
  JsonObject *row = json_object_new ();

  json_object_set_int_member (row, "ID", id);
  json_object_set_string_member (row, "NAME", name);
  json_object_set_string_member (row, "SYMBOL_CODE", code);
  json_object_set_string_member (row, "SYMBOL_CODE_SHORT", brief);
  json_array_add_object_element (list, row);
}

JsonNode *
demo_smart_owner_types (DemoCall *call, GError **error)
{
  JsonArray *list = json_array_new ();

  add_owner_type (list, 1, "Лид", "LEAD", "L");
  add_owner_type (list, 2, "Сделка", "DEAL", "D");
  add_owner_type (list, 3, "Контакт", "CONTACT", "C");
  add_owner_type (list, 4, "Компания", "COMPANY", "CO");
  add_owner_type (list, 5, "Счёт (старая версия)", "INVOICE", "I");
  add_owner_type (list, 31, "Счёт", "SMART_INVOICE", "SI");
  add_owner_type (list, 7, "Предложение", "QUOTE", "Q");
  add_owner_type (list, 8, "Реквизиты", "REQUISITE", "RQ");
  if (demo_smart_is_there (call->world))
    add_owner_type (list, DEMO_SMART_ENTITY, "Счета на оплату", "DYNAMIC_1036", "T40c");

  return demo_crm_take_array (list);
}

JsonNode *
demo_smart_list_funnels (DemoCall *call)
{
  JsonArray *list = json_array_new ();
  JsonObject *row = json_object_new ();

  json_object_set_int_member (row, "id", DEMO_SMART_FUNNEL);
  json_object_set_string_member (row, "name", "Общая");
  json_object_set_int_member (row, "sort", 500);
  json_object_set_int_member (row, "entityTypeId", DEMO_SMART_ENTITY);
  json_object_set_string_member (row, "isDefault", "Y");
  json_array_add_object_element (list, row);
  call->total = 1;

  return demo_crm_wrap ("categories", demo_crm_take_array (list));
}
