/* demo-items-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of things in a save is the portal's own: set the fields, check the stage, look whether
 * anything changed, derive, save, tell.
 */

#define G_LOG_DOMAIN "demo-items-write"

#include "demo-items.h"

#include <string.h>

#include "demo-multifield.h"
#include "demo-robots.h"
#include "demo-row.h"
#include "demo-smart.h"

static const char *const names[] = { NULL, "lead", "deal", "contact", "dynamic" };

/* row: (nullable): what was written */
static void
emit (DemoWorld *self, int type, const char *verb, gint64 id, gint64 user_id, DemoRow *row)
{
  g_autofree char *what = g_strconcat (names[type], ".", verb, NULL);
  g_autoptr (JsonObject) changes = row != NULL ? demo_row_describe (row) : NULL;

  demo_world_emit_change (self, what, id, user_id, changes);
}

/* Puts a patient that the seed makes into the table of written ones. */
static void
keep_contact (DemoWorld *self, gint64 id)
{
  g_autoptr (DemoRow) row = NULL;

  if (demo_contacts_is_kept (self->contacts, id))
    return;
  row = demo_row_new (self, DEMO_CONTACT);
  demo_row_load (row, id);
  demo_multifield_copy (self, DEMO_CONTACT, id, DEMO_CONTACT, id);
  demo_row_update (row);
}

static const char *
stage_entity (DemoRow *row)
{
  return demo_directory_stage_entity (row->type, row->type == DEMO_DEAL
                                                   ? demo_row_get_int (row, "CATEGORY_ID")
                                                   : 0);
}

/* (nullable): the stage, unless it was deleted */
static const DemoStatus *
find_stage (DemoRow *row)
{
  const char *entity = stage_entity (row);
  const char *stage = demo_row_get_text (row, "STAGE_ID");

  return demo_rights_is_deleted (row->world->rights, entity, stage)
           ? NULL
           : demo_directory_find_status (entity, stage);
}

/* A stage that is not in the funnel is put back without a word; a change of funnel with such a
 * stage goes to the first stage of the same meaning in the new one. */
static void
check_stage (DemoRow *row)
{
  const DemoStatus *stage = NULL;
  char semantics;

  if (row->type == DEMO_CONTACT)
    return;
  if (row->type == DEMO_DEAL &&
      demo_directory_find_category (demo_row_get_int (row, "CATEGORY_ID")) == NULL)
    demo_row_restore (row, "CATEGORY_ID");

  stage = find_stage (row);
  if (stage != NULL)
    return;
  if (row->id != 0 && !(row->type == DEMO_DEAL && demo_row_changed (row, "CATEGORY_ID")))
    {
      demo_row_restore (row, "STAGE_ID");
      return;
    }
  semantics = row->id != 0 && row->type != DEMO_SMART
                ? demo_row_get_old_text (row, "STAGE_SEMANTIC_ID")[0]
                : 'P';
  stage = demo_directory_first_stage (stage_entity (row), semantics != '\0' ? semantics : 'P');
  demo_row_set_text (row, "STAGE_ID", stage->status);
}

/* "P", "S" or "F" */
static const char *
get_semantics (DemoRow *row)
{
  const DemoStatus *stage;

  if (row->type != DEMO_SMART)
    return demo_row_get_text (row, "STAGE_SEMANTIC_ID");
  stage = demo_directory_find_status (DEMO_SMART_STAGES, demo_row_get_text (row, "STAGE_ID"));

  return stage != NULL && stage->semantics != NULL ? stage->semantics : "P";
}

static void
add_history (DemoRow *row, int type_id, gint64 when)
{
  g_autoptr (sqlite3_stmt) statement = demo_schema_prepare (
    row->world, "INSERT INTO stage_history (type, type_id, owner, created, category, semantics,"
                " stage) VALUES (?, ?, ?, ?, ?, ?, ?)");

  sqlite3_bind_int (statement, 1, row->type);
  sqlite3_bind_int (statement, 2, type_id);
  sqlite3_bind_int64 (statement, 3, row->id);
  sqlite3_bind_int64 (statement, 4, when);
  sqlite3_bind_int64 (statement, 5,
                      row->type != DEMO_LEAD ? demo_row_get_int (row, "CATEGORY_ID") : 0);
  sqlite3_bind_text (statement, 6, get_semantics (row), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, demo_row_get_text (row, "STAGE_ID"), -1, SQLITE_STATIC);
  demo_schema_step (row->world, statement);
}

static void
derive_contacts (DemoRow *row)
{
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *text = NULL;

  if (row->type == DEMO_CONTACT)
    return;
  if (demo_row_changed (row, "CONTACT_IDS"))
    {
      list = json_from_string (demo_row_get_text (row, "CONTACT_IDS"), NULL);
      demo_row_set_int (row, "CONTACT_ID",
                        list != NULL && json_array_get_length (json_node_get_array (list)) > 0
                          ? json_array_get_int_element (json_node_get_array (list), 0)
                          : 0);
    }
  else if (demo_row_changed (row, "CONTACT_ID"))
    {
      text = demo_row_get_int (row, "CONTACT_ID") > 0
               ? g_strdup_printf ("[%" G_GINT64_FORMAT "]", demo_row_get_int (row, "CONTACT_ID"))
               : g_strdup ("[]");
      demo_row_set_text (row, "CONTACT_IDS", text);
    }
  if (row->type == DEMO_LEAD)
    demo_row_set_text (row, "IS_RETURN_CUSTOMER",
                       demo_row_get_int (row, "CONTACT_ID") > 0 ? "Y" : "N");
}

static void
derive_stage (DemoRow *row, gint64 now, gint64 user_id)
{
  const DemoStatus *stage =
    demo_directory_find_status (stage_entity (row), demo_row_get_text (row, "STAGE_ID"));
  char semantics[2] = { demo_status_get_semantics (stage), '\0' };
  char day[DEMO_TIME_SIZE];

  if (demo_row_has (row, "STAGE_SEMANTIC_ID"))
    demo_row_set_text (row, "STAGE_SEMANTIC_ID", semantics);
  demo_row_set_int (row, "MOVED_TIME", now);
  demo_row_set_int (row, "MOVED_BY", user_id);
  if (row->type == DEMO_LEAD)
    {
      if (semantics[0] != 'P')
        demo_row_set_int (row, "DATE_CLOSED", now);
      return;
    }
  demo_row_set_text (row, "PREVIOUS_STAGE_ID", demo_row_get_old_text (row, "STAGE_ID"));
  if (row->type == DEMO_SMART)
    return;
  demo_row_set_text (row, "CLOSED", semantics[0] == 'P' ? "N" : "Y");
  demo_row_set_text (row, "IS_NEW", g_str_has_suffix (stage->status, "NEW") ? "Y" : "N");
  if (semantics[0] != 'P' && !demo_row_changed (row, "CLOSEDATE"))
    {
      demo_time_format_day (now, day);
      demo_row_set_text (row, "CLOSEDATE", day);
    }
}

static void
derive_multi (DemoRow *row)
{
  if (!demo_type_has_multi (row->type))
    return;
  demo_row_set_text (row, "HAS_PHONE",
                     demo_multifield_has (row->world, row->type, row->id, "PHONE") ? "Y" : "N");
  demo_row_set_text (row, "HAS_EMAIL",
                     demo_multifield_has (row->world, row->type, row->id, "EMAIL") ? "Y" : "N");
}

static gboolean
refuse_nameless (DemoRow *row, GError **error)
{
  if (row->type != DEMO_CONTACT || demo_row_get_text (row, "NAME")[0] != '\0' ||
      demo_row_get_text (row, "LAST_NAME")[0] != '\0')
    return FALSE;

  demo_error_set (error, 400, "CRM_FIELD_ERROR_REQUIRED", "Поле «Имя» обязательно для заполнения");

  return TRUE;
}

/* What cannot be emptied keeps its value. */
static void
keep_filled (DemoRow *row)
{
  if (row->type != DEMO_CONTACT && demo_row_get_text (row, "TITLE")[0] == '\0')
    demo_row_restore (row, "TITLE");
  if (row->type == DEMO_DEAL && demo_row_get_text (row, "BEGINDATE")[0] == '\0')
    demo_row_restore (row, "BEGINDATE");
}

static void
not_found (int type, GError **error)
{
  demo_error_set (error, 400, "NOT_FOUND", "Элемент не найден");
}

static gboolean
refuse_empty (DemoRow *row, guint index, GError **error)
{
  if (!demo_row_is_empty (row, index))
    return FALSE;
  demo_error_set (error, 400, "CRM_FIELD_ERROR_REQUIRED", "Поле «%s» обязательно для заполнения",
                  demo_fields_get (row->fields, index)->title);

  return TRUE;
}

/* Only when the portal is told to, and wholly only when the stage changes: then a lost stage asks
 * for its own fields and not for those that are always mandatory. One field is named at a time. */
static gboolean
refuse_incomplete (DemoRow *row, gboolean moved, GError **error)
{
  DemoRights *rights = row->world->rights;
  g_autoptr (GPtrArray) required = NULL;
  const DemoStatus *stage;

  if (row->type == DEMO_CONTACT || !demo_rights_is_checking (rights))
    return FALSE;

  stage = find_stage (row);
  required = demo_rights_list_required (rights, stage != NULL ? stage->status : "");
  for (guint i = 0; i < required->len && moved; i++)
    {
      int index = demo_fields_find (row->fields, required->pdata[i]);

      if (index >= 0 && refuse_empty (row, (guint) index, error))
        return TRUE;
    }
  for (guint i = 0; i < row->size; i++)
    {
      gboolean asked =
        row->given[i] || (moved && stage != NULL && demo_status_get_semantics (stage) != 'F');

      if (asked && demo_fields_get (row->fields, i)->flags & DEMO_FIELD_REQUIRED &&
          refuse_empty (row, i, error))
        return TRUE;
    }

  return FALSE;
}

/* What a person is refused, and a robot is not. */
static gboolean
refuse_person (DemoRow *row, gint64 user_id, GError **error)
{
  gboolean moved = row->type != DEMO_CONTACT && demo_row_changed (row, "STAGE_ID");

  if (moved && row->id != 0 && row->type == DEMO_SMART &&
      !demo_smart_may_move (row->world, user_id, demo_row_get_int (row, "CREATED_BY"),
                            demo_row_get_old_text (row, "STAGE_ID"),
                            demo_row_get_text (row, "STAGE_ID")))
    {
      demo_error_set (error, 400, "0", "Недостаточно прав для изменения стадии");
      return TRUE;
    }
  if (moved && row->id != 0 &&
      !demo_rights_may_move (row->world->rights, user_id, demo_row_get_old_text (row, "STAGE_ID"),
                             demo_row_get_text (row, "STAGE_ID")))
    {
      demo_error_set (error, 400, "0", "Недостаточно прав для изменения стадии");
      return TRUE;
    }

  return refuse_incomplete (row, moved, error);
}

static gboolean
has_new_time (DemoRow *row)
{
  return demo_row_has (row, "UF_CRM_VISIT_TIME") && demo_row_changed (row, "UF_CRM_VISIT_TIME");
}

static void
save_update (DemoRow *row, gint64 user_id)
{
  DemoWorld *self = row->world;
  gint64 now = demo_world_get_now (self);
  gboolean moved = row->type != DEMO_CONTACT && demo_row_changed (row, "STAGE_ID");
  gboolean funnel = row->type == DEMO_DEAL && demo_row_changed (row, "CATEGORY_ID");

  if (moved)
    derive_stage (row, now, user_id);
  derive_multi (row);
  demo_row_set_int (row, "UPDATED_TIME", now);
  demo_row_set_int (row, "UPDATED_BY", user_id);
  demo_row_update (row);
  if (moved || funnel)
    add_history (row, funnel ? 5 : get_semantics (row)[0] == 'P' ? 2 : 3, now);
  emit (self, row->type, "update", row->id, user_id, row);
  if (moved && row->type == DEMO_LEAD)
    demo_robots_lead_moved (self, row->id, demo_row_get_text (row, "STAGE_ID"), user_id);
  if (row->type == DEMO_DEAL)
    demo_robots_deal_changed (self, row->id, moved, has_new_time (row));
}

static gboolean
update (DemoWorld *self,
        int type,
        gint64 id,
        JsonObject *fields,
        gint64 user_id,
        gboolean original_names,
        gboolean is_person,
        GError **error)
{
  g_autoptr (DemoRow) row = demo_row_new (self, type);

  if (!demo_row_load (row, id))
    {
      not_found (type, error);
      return FALSE;
    }
  if (!demo_row_take (row, fields, original_names, error) || refuse_nameless (row, error))
    return FALSE;
  keep_filled (row);
  check_stage (row);
  derive_contacts (row);
  if (is_person && refuse_person (row, user_id, error))
    return FALSE;

  if (type == DEMO_CONTACT)
    keep_contact (self, id);
  if ((!demo_type_has_multi (type) ||
       !demo_multifield_apply (self, type, id, json_object_get_member (fields, "fm"))) &&
      !demo_row_is_changed (row))
    return TRUE;
  save_update (row, user_id);

  return TRUE;
}

gboolean
demo_items_update (DemoWorld *self,
                   int type,
                   gint64 id,
                   JsonObject *fields,
                   gint64 user_id,
                   gboolean original_names,
                   GError **error)
{
  return update (self, type, id, fields, user_id, original_names, TRUE, error);
}

gboolean
demo_items_edit (DemoWorld *self,
                 int type,
                 gint64 id,
                 JsonObject *fields,
                 gint64 user_id,
                 GError **error)
{
  return update (self, type, id, fields, user_id, FALSE, FALSE, error);
}

static void
set_default_text (DemoRow *row, const char *upper, const char *value)
{
  if (demo_row_has (row, upper) && demo_row_get_text (row, upper)[0] == '\0')
    demo_row_set_text (row, upper, value);
}

static void
set_default_int (DemoRow *row, const char *upper, gint64 value)
{
  if (demo_row_has (row, upper) && demo_row_get_int (row, upper) == 0)
    demo_row_set_int (row, upper, value);
}

static void
set_defaults (DemoRow *row, gint64 now, gint64 user_id)
{
  static const char *const flags[] = { "IS_NEW",    "IS_RECURRING", "IS_RETURN_CUSTOMER",
                                       "CLOSED",    "HAS_PHONE",    "IS_REPEATED_APPROACH",
                                       "HAS_EMAIL", "HAS_IMOL",     "IS_MANUAL_OPPORTUNITY" };
  static const char *const times[] = { "CREATED_TIME", "UPDATED_TIME", "MOVED_TIME",
                                       "LAST_ACTIVITY_TIME" };
  static const char *const users[] = { "CREATED_BY", "UPDATED_BY", "MOVED_BY", "LAST_ACTIVITY_BY",
                                       "ASSIGNED_BY_ID" };
  static const char *const zeros[] = { "CATEGORY_ID", "CONTACT_ID", "COMPANY_ID", "WEBFORM_ID" };
  char day[DEMO_TIME_SIZE];

  if (row->type == DEMO_SMART)
    demo_row_set_int (row, "CATEGORY_ID", DEMO_SMART_FUNNEL);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    set_default_text (row, flags[i], "N");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    set_default_int (row, times[i], now);
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    set_default_int (row, users[i], user_id);
  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    set_default_int (row, zeros[i], 0);

  set_default_text (row, "CONTACT_IDS", "[]");
  set_default_text (row, "COMPANY_IDS", "[]");
  set_default_text (row, "OBSERVERS", "[]");
  set_default_text (row, "OPENED", "Y");
  set_default_text (row, "EXPORT", "Y");
  set_default_text (row, "CURRENCY_ID", "RUB");
  if (row->type == DEMO_LEAD)
    set_default_text (row, "SOURCE_ID", "CALL");
  if (row->type == DEMO_DEAL)
    set_default_text (row, "TYPE_ID", "SALE");
  demo_time_format_day (now, day);
  set_default_text (row, "BEGINDATE", day);
  demo_time_format_day (now + 7 * DEMO_DAY, day);
  set_default_text (row, "CLOSEDATE", day);
  if (row->type != DEMO_CONTACT &&
      row->now[demo_fields_find (row->fields, "OPPORTUNITY")].type == SQLITE_NULL)
    demo_row_set_real (row, "OPPORTUNITY", 0);
}

/* The number is in the default title, so it is given beforehand. */
static void
give_id (DemoRow *row)
{
  static const char *const highest[] = { NULL, "SELECT max(ID) FROM lead",
                                         "SELECT max(ID) FROM deal",
                                         "SELECT max(ID) FROM contact_row",
                                         "SELECT max(ID) FROM dynamic" };
  gint64 made = row->type == DEMO_CONTACT ? (gint64) demo_people_get_count (row->world->people) : 0;
  g_autofree char *title = NULL;

  g_autofree char *gone =
    g_strdup_printf ("SELECT max(id) FROM item_gone WHERE type = %d", row->type);

  row->id = MAX (made, demo_schema_get_int (row->world, highest[row->type]));
  row->id = MAX (row->id, demo_schema_get_int (row->world, gone)) + 1;
  demo_row_set_int (row, "ID", row->id);
  title = g_strdup_printf ("%s #%" G_GINT64_FORMAT,
                           row->type == DEMO_LEAD    ? "Лид"
                           : row->type == DEMO_SMART ? "Счета на оплату"
                                                     : "Сделка",
                           row->id);
  set_default_text (row, "TITLE", title);
  if (row->type == DEMO_CONTACT && demo_row_get_text (row, "NAME")[0] == '\0')
    set_default_text (row, "LAST_NAME", "Без имени");
}

static gboolean
refuse_funnel (DemoRow *row, GError **error)
{
  if (row->type != DEMO_DEAL ||
      demo_directory_find_category (demo_row_get_int (row, "CATEGORY_ID")) != NULL)
    return FALSE;
  demo_error_set (error, 400, "CRM_FIELD_ERROR_CATEGORY_NOT_AVAILABLE", "Воронка недоступна");

  return TRUE;
}

gint64
demo_items_add (DemoWorld *self,
                int type,
                JsonObject *fields,
                gint64 user_id,
                gboolean original_names,
                GError **error)
{
  g_autoptr (DemoRow) row = demo_row_new (self, type);
  gint64 now = demo_world_get_now (self);
  gboolean simple = type == DEMO_LEAD && self->crm_mode == 2;

  if (!demo_row_take (row, fields, original_names, error) || refuse_funnel (row, error))
    return 0;
  if (simple)
    demo_row_set_text (row, "STAGE_ID", "CONVERTED");
  check_stage (row);
  derive_contacts (row);
  if (refuse_incomplete (row, TRUE, error))
    return 0;
  set_defaults (row, now, user_id);
  give_id (row);
  if (type != DEMO_CONTACT)
    {
      derive_stage (row, now, user_id);
      if (type != DEMO_LEAD)
        demo_row_set_text (row, "PREVIOUS_STAGE_ID", NULL);
    }
  if (type == DEMO_CONTACT)
    demo_contacts_add_kept (self->contacts, row->id);
  if (demo_type_has_multi (type))
    demo_multifield_apply (self, type, row->id, json_object_get_member (fields, "fm"));
  derive_multi (row);
  demo_row_insert (row);
  if (type != DEMO_CONTACT)
    add_history (row, 1, now);
  emit (self, type, "add", row->id, user_id, row);
  if (simple)
    demo_robots_convert (self, row->id, user_id);
  if (type == DEMO_DEAL)
    demo_robots_deal_changed (self, row->id, TRUE, has_new_time (row));

  return row->id;
}

/* With a lead or a deal go its history, its comments and the activities that belong to it alone; no
 * id is ever given twice. */
static gboolean
delete_row (DemoWorld *self, int type, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "DELETE FROM %1$s WHERE ID = %2$" G_GINT64_FORMAT
    "; DELETE FROM stage_history WHERE type = %3$d AND owner = %2$" G_GINT64_FORMAT
    "; DELETE FROM comment WHERE type = %3$d AND owner = %2$" G_GINT64_FORMAT
    "; DELETE FROM activity WHERE id IN (SELECT activity FROM activity_binding WHERE type = %3$d"
    " AND owner = %2$" G_GINT64_FORMAT ") AND (SELECT count(*) FROM activity_binding b"
    " WHERE b.activity = activity.id) = 1"
    "; DELETE FROM activity_binding WHERE type = %3$d AND owner = %2$" G_GINT64_FORMAT
    "; DELETE FROM item_gone WHERE type = %3$d AND id < %2$" G_GINT64_FORMAT
    "; INSERT INTO item_gone VALUES (%3$d, %2$" G_GINT64_FORMAT ")",
    names[type], id, type);

  return demo_schema_exec (self, sql, error);
}

static gboolean
delete_contact (DemoWorld *self, gint64 id, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM contact_row WHERE ID = %1$" G_GINT64_FORMAT
                     "; INSERT OR IGNORE INTO contact_gone VALUES (%1$" G_GINT64_FORMAT
                     "); INSERT INTO item_gone VALUES (%2$d, %1$" G_GINT64_FORMAT ")",
                     id, DEMO_CONTACT);

  demo_contacts_remove (self->contacts, id);

  return demo_schema_exec (self, sql, error);
}

gboolean
demo_items_delete (DemoWorld *self, int type, gint64 id, gint64 user_id, GError **error)
{
  if (!demo_items_exists (self, type, id))
    {
      not_found (type, error);
      return FALSE;
    }
  if (!(type == DEMO_CONTACT ? delete_contact (self, id, error)
                             : delete_row (self, type, id, error)))
    return FALSE;
  if (demo_type_has_multi (type))
    demo_multifield_delete_all (self, type, id);
  emit (self, type, "delete", id, user_id, NULL);

  return TRUE;
}

void
demo_items_touch (DemoWorld *self, int type, gint64 id, gint64 user_id)
{
  g_autofree char *sql = NULL;
  gint64 now = demo_world_get_now (self);

  if (type < DEMO_LEAD || type >= DEMO_TYPES || !demo_items_exists (self, type, id))
    return;
  if (type == DEMO_CONTACT)
    keep_contact (self, id);

  sql = g_strdup_printf ("UPDATE %s SET UPDATED_TIME = %" G_GINT64_FORMAT
                         ", LAST_ACTIVITY_TIME = %" G_GINT64_FORMAT
                         ", LAST_ACTIVITY_BY = %" G_GINT64_FORMAT " WHERE ID = %" G_GINT64_FORMAT,
                         type == DEMO_CONTACT ? "contact_row" : names[type], now, now, user_id, id);
  demo_schema_exec (self, sql, NULL);
}
