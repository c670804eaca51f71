/* demo-statistic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-statistic"

#include "demo-statistic.h"

#include "demo-dispatch.h"
#include "demo-param.h"
#include "demo-record.h"
#include "demo-record-file.h"

#include <sqlite3.h>
#include <string.h>

#define PAGE 50

typedef enum
{
  TEXT,
  NUMBER,
  TIME,
  FILE_ID, /* the one number that the portal gives as a number */
} Kind;

/* The fields of voximplant.statistic.get in its order; each is the column of the same name. */
static const struct
{
  const char *name;
  Kind kind;
} fields[] = {
  { "ID", NUMBER },
  { "PORTAL_USER_ID", NUMBER },
  { "PORTAL_NUMBER", TEXT },
  { "PHONE_NUMBER", TEXT },
  { "CALL_ID", TEXT },
  { "EXTERNAL_CALL_ID", TEXT },
  { "CALL_CATEGORY", TEXT },
  { "CALL_LOG", TEXT },
  { "CALL_DURATION", NUMBER },
  { "CALL_START_DATE", TIME },
  { "CALL_RECORD_URL", TEXT },
  { "CALL_VOTE", NUMBER },
  { "COST", TEXT },
  { "COST_CURRENCY", TEXT },
  { "CALL_FAILED_CODE", TEXT },
  { "CALL_FAILED_REASON", TEXT },
  { "CRM_ENTITY_TYPE", TEXT },
  { "CRM_ENTITY_ID", NUMBER },
  { "CRM_ACTIVITY_ID", NUMBER },
  { "REST_APP_ID", NUMBER },
  { "REST_APP_NAME", TEXT },
  { "TRANSCRIPT_ID", NUMBER },
  { "TRANSCRIPT_PENDING", TEXT },
  { "SESSION_ID", NUMBER },
  { "REDIAL_ATTEMPT", NUMBER },
  { "COMMENT", TEXT },
  { "RECORD_DURATION", NUMBER },
  { "RECORD_FILE_ID", FILE_ID },
  { "CALL_TYPE", NUMBER },
};

static const char *const schema =
  "CREATE TABLE IF NOT EXISTS statistic ("
  "ID INTEGER PRIMARY KEY, PORTAL_USER_ID INTEGER, PORTAL_NUMBER TEXT, PHONE_NUMBER TEXT,"
  "CALL_ID TEXT, EXTERNAL_CALL_ID TEXT, CALL_CATEGORY TEXT, CALL_LOG TEXT,"
  "CALL_DURATION INTEGER, CALL_START_DATE INTEGER, CALL_RECORD_URL TEXT, CALL_VOTE INTEGER,"
  "COST TEXT, COST_CURRENCY TEXT, CALL_FAILED_CODE TEXT, CALL_FAILED_REASON TEXT,"
  "CRM_ENTITY_TYPE TEXT, CRM_ENTITY_ID INTEGER, CRM_ACTIVITY_ID INTEGER, REST_APP_ID INTEGER,"
  "REST_APP_NAME TEXT, TRANSCRIPT_ID INTEGER, TRANSCRIPT_PENDING TEXT, SESSION_ID INTEGER,"
  "REDIAL_ATTEMPT INTEGER, COMMENT TEXT, RECORD_DURATION INTEGER, RECORD_FILE_ID INTEGER,"
  "CALL_TYPE INTEGER);"
  "CREATE INDEX IF NOT EXISTS statistic_start ON statistic (CALL_START_DATE);";

/**
 * demo_statistic_prepare:
 * @world: the clinic
 * @error: set when the table cannot be made
 *
 * Makes the table of calls in the clinic's database.
 *
 * Returns: whether it stands
 */
gboolean
demo_statistic_prepare (DemoWorld *world, GError **error)
{
  sqlite3 *db = demo_world_get_database (world);

  if (sqlite3_exec (db, schema, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the table of calls: %s", sqlite3_errmsg (db));

  return FALSE;
}

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

static void
bind_number (sqlite3_stmt *statement, int index, gint64 number)
{
  if (number != 0)
    sqlite3_bind_int64 (statement, index, number);
}

static int
find_type (const char *name)
{
  if (g_strcmp0 (name, "CONTACT") == 0)
    return 3;
  if (g_strcmp0 (name, "DEAL") == 0)
    return 2;

  return g_strcmp0 (name, "LEAD") == 0 ? 1 : 0;
}

/* A call of somebody whom the CRM knows stands in her timeline; 0 for a stranger's. */
static gint64
add_activity (DemoWorld *world, const DemoStatisticRow *row)
{
  gboolean incoming = row->type == 2 || row->type == 3;
  gboolean is_talk = g_strcmp0 (row->code, "200") == 0;
  g_autofree char *origin = g_strconcat ("VI_", row->call_id, NULL);
  g_autofree char *subject =
    g_strconcat (incoming ? "Входящий от " : "Исходящий на ", row->number, NULL);
  DemoActivity activity = {
    .type = find_type (row->entity_type),
    .owner = row->entity_id,
    .provider = "VOXIMPLANT_CALL",
    .subject = subject,
    .direction = incoming ? 1 : 2,
    .start = row->start,
    .finish = row->start + row->duration,
    .completed = is_talk || !incoming,
    .user_id = row->user_id,
    .origin = origin,
  };

  if (activity.type == 0 || activity.owner <= 0)
    return 0;

  return demo_world_add_activity (world, &activity);
}

/* A recording is a file on the portal's disk; of the portal's own telephony it has an address too.
 */
static void
keep_recording (DemoWorld *world, gint64 id, const char *call_id, gboolean has_address)
{
  g_autofree char *path = has_address ? demo_record_file_make_path (call_id) : NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (
        demo_world_get_database (world),
        "UPDATE statistic SET RECORD_FILE_ID = ?2, RECORD_DURATION = CALL_DURATION,"
        " CALL_RECORD_URL = ?3 WHERE ID = ?1",
        -1, &statement, NULL) != SQLITE_OK)
    return;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, demo_record_keep (world, call_id));
  bind_text (statement, 3, path);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
}

/**
 * demo_statistic_add:
 * @world: the clinic
 * @row: a finished call
 * @activity: (out) (optional): the call's activity in the CRM, 0 when there is none
 *
 * Writes a call down, and into the timeline of whoever the CRM found by its number.
 *
 * Returns: the row's id
 */
gint64
demo_statistic_add (DemoWorld *world, const DemoStatisticRow *row, gint64 *activity)
{
  gint64 activity_id = row->activity_id != 0 ? row->activity_id : add_activity (world, row);
  sqlite3 *db = demo_world_get_database (world);
  sqlite3_stmt *statement = NULL;
  gint64 id;
  g_autofree char *cost =
    g_strdup_printf ("%d.%04d", (int) row->cost, (int) ((row->cost - (int) row->cost) * 10000));

  if (sqlite3_prepare_v2 (
        db,
        "INSERT INTO statistic (PORTAL_USER_ID, PORTAL_NUMBER, PHONE_NUMBER, CALL_ID,"
        " EXTERNAL_CALL_ID, CALL_CATEGORY, CALL_DURATION, CALL_START_DATE, CALL_RECORD_URL,"
        " CALL_VOTE, COST, COST_CURRENCY, CALL_FAILED_CODE, CALL_FAILED_REASON, CRM_ENTITY_TYPE,"
        " CRM_ENTITY_ID, CALL_TYPE, TRANSCRIPT_PENDING, REST_APP_ID, CRM_ACTIVITY_ID)"
        " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,'N',?18,?19)",
        -1, &statement, NULL) != SQLITE_OK)
    {
      g_warning ("cannot write down a call: %s", sqlite3_errmsg (db));
      return 0;
    }

  sqlite3_bind_int64 (statement, 1, row->user_id);
  bind_text (statement, 2, row->line);
  bind_text (statement, 3, row->number);
  bind_text (statement, 4, row->call_id);
  bind_text (statement, 5, row->external_id);
  bind_text (statement, 6, row->category);
  sqlite3_bind_int64 (statement, 7, row->duration);
  sqlite3_bind_int64 (statement, 8, row->start);
  bind_text (statement, 9, row->record_url);
  bind_number (statement, 10, row->vote);
  bind_text (statement, 11, cost);
  bind_text (statement, 12, row->currency != NULL ? row->currency : "");
  bind_text (statement, 13, row->code);
  bind_text (statement, 14, row->reason);
  bind_text (statement, 15, row->entity_type);
  bind_number (statement, 16, row->entity_id);
  sqlite3_bind_int64 (statement, 17, row->type);
  bind_text (statement, 18, row->app_id);
  bind_number (statement, 19, activity_id);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (activity != NULL)
    *activity = activity_id;
  id = sqlite3_last_insert_rowid (db);
  if (row->is_recorded && g_strcmp0 (row->code, "200") == 0 &&
      row->duration >= DEMO_RECORDED_SECONDS)
    keep_recording (world, id, row->call_id, row->external_id == NULL);

  return id;
}

/*
 * Query:
 *
 * A WHERE clause under construction, with what its question marks stand for.
 */
typedef struct
{
  GString *where;    /* owned */
  GPtrArray *values; /* owned: char * */
} Query;

/* The longest operators first, so that ">=" is not taken for ">". */
static const char *const operators[] = { "!><", "><", "!=", ">=", "<=", "!%", "!",
                                         ">",   "<",  "=",  "?",  "%",  "" };

static const char *
find_column (const char *name, Kind *kind)
{
  if (g_str_equal (name, "CRM_BINDINGS.ENTITY_TYPE"))
    name = "CRM_ENTITY_TYPE";
  else if (g_str_equal (name, "CRM_BINDINGS.ENTITY_ID"))
    name = "CRM_ENTITY_ID";

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_str_equal (fields[i].name, name))
        {
          *kind = fields[i].kind;
          return fields[i].name;
        }
    }

  return NULL;
}

static GPtrArray *
list_values (JsonNode *node, Kind kind)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonArray) one = json_array_new ();
  JsonArray *array = one;

  if (JSON_NODE_HOLDS_ARRAY (node))
    array = json_node_get_array (node);
  else
    json_array_add_element (one, json_node_copy (node));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = demo_param_node_text (json_array_get_element (array, i));

      if (text != NULL && kind == TIME)
        g_ptr_array_add (values,
                         g_strdup_printf ("%" G_GINT64_FORMAT, demo_param_parse_time (text)));
      else
        g_ptr_array_add (values, text != NULL ? g_steal_pointer (&text) : g_strdup (""));
    }

  return values;
}

static void
add_value (Query *query, const char *value)
{
  g_ptr_array_add (query->values, g_strdup (value));
}

static void
add_set (Query *query, const char *column, gboolean inverted, GPtrArray *values)
{
  g_string_append_printf (query->where, "%s %s (", column, inverted ? "NOT IN" : "IN");
  for (guint i = 0; i < values->len; i++)
    {
      g_string_append (query->where, i > 0 ? ",?" : "?");
      add_value (query, g_ptr_array_index (values, i));
    }
  g_string_append_c (query->where, ')');
}

static void
add_like (Query *query, const char *column, gboolean inverted, const char *value)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", value);

  g_string_append_printf (query->where, "%s %s ?", column, inverted ? "NOT LIKE" : "LIKE");
  add_value (query, pattern);
}

static gboolean
add_condition (Query *query, const char *operator, const char * column, GPtrArray *values)
{
  gboolean inverted = operator[0] == '!';
  const char *core = inverted ? operator+ 1 : operator;

  if (values->len == 0)
    return FALSE;

  if (g_str_equal (core, "><"))
    {
      if (values->len < 2)
        return FALSE;
      g_string_append_printf (query->where, "%s %s ? AND ?", column,
                              inverted ? "NOT BETWEEN" : "BETWEEN");
      add_value (query, g_ptr_array_index (values, 0));
      add_value (query, g_ptr_array_index (values, 1));
    }
  else if (g_str_equal (core, "%") || g_str_equal (core, "?"))
    add_like (query, column, inverted, g_ptr_array_index (values, 0));
  else if (core[0] == '<' || core[0] == '>')
    {
      g_string_append_printf (query->where, "%s %s ?", column, core);
      add_value (query, g_ptr_array_index (values, 0));
    }
  else
    add_set (query, column, inverted, values);

  return TRUE;
}

static gboolean add_group (Query *query, JsonObject *filter);

/* One member of a filter. What is not known is dropped without a word, as the portal does. */
static gboolean
add_member (Query *query, const char *key, JsonNode *node)
{
  const char *operator= NULL;
  const char *column;
  Kind kind;
  g_autoptr (GPtrArray) values = NULL;

  if (g_ascii_isdigit (key[0]))
    return JSON_NODE_HOLDS_OBJECT (node) && add_group (query, json_node_get_object (node));

  for (guint i = 0; operator== NULL; i++)
    {
      if (g_str_has_prefix (key, operators[i]))
        operator= operators[i];
    }
  column = find_column (key + strlen (operator), &kind);
  if (column == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  values = list_values (node, kind);

  return add_condition (query, operator, column, values);
}

static gboolean
add_group (Query *query, JsonObject *filter)
{
  g_autoptr (GList) members = json_object_get_members (filter);
  g_autofree char *logic = demo_param_dup_text (filter, "LOGIC");
  const char *joint = g_strcmp0 (logic, "OR") == 0 ? " OR " : " AND ";
  gsize beginning = query->where->len;
  gboolean is_first = TRUE;

  g_string_append_c (query->where, '(');
  for (GList *l = members; l != NULL; l = l->next)
    {
      gsize length = query->where->len;

      if (g_str_equal (l->data, "LOGIC"))
        continue;
      if (!is_first)
        g_string_append (query->where, joint);
      if (add_member (query, l->data, json_object_get_member (filter, l->data)))
        is_first = FALSE;
      else
        g_string_truncate (query->where, length);
    }
  g_string_append_c (query->where, ')');
  if (is_first)
    g_string_truncate (query->where, beginning);

  return !is_first;
}

static JsonNode *
read_field (sqlite3_stmt *statement, int index, const char *host)
{
  JsonNode *node = json_node_alloc ();
  const char *text;

  if (sqlite3_column_type (statement, index) == SQLITE_NULL)
    return json_node_init_null (node);
  if (fields[index].kind == FILE_ID)
    return json_node_init_int (node, sqlite3_column_int64 (statement, index));
  if (fields[index].kind == TIME)
    {
      g_autofree char *time = demo_param_format_time (sqlite3_column_int64 (statement, index));

      return json_node_init_string (node, time);
    }

  text = (const char *) sqlite3_column_text (statement, index);
  if (g_str_equal (fields[index].name, "CALL_RECORD_URL") && text[0] == '/')
    {
      g_autofree char *url = g_strconcat ("http://", host, text, NULL);

      return json_node_init_string (node, url);
    }

  return json_node_init_string (node, text);
}

static sqlite3_stmt *
prepare (DemoWorld *world, const char *sql, Query *query)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (demo_world_get_database (world), sql, -1, &statement, NULL) != SQLITE_OK)
    {
      g_warning ("the statistics: %s", sqlite3_errmsg (demo_world_get_database (world)));
      return NULL;
    }
  for (guint i = 0; i < query->values->len; i++)
    bind_text (statement, (int) i + 1, g_ptr_array_index (query->values, i));

  return statement;
}

static gint64
count_rows (DemoWorld *world, Query *query)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM statistic%s", query->where->str);
  sqlite3_stmt *statement = prepare (world, sql, query);
  gint64 count = 0;

  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    count = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return count;
}

/* Both must be exactly right, or the rows are not sorted. */
static char *
make_order (JsonObject *params)
{
  g_autofree char *sort = demo_param_dup_text (params, "SORT");
  g_autofree char *order = demo_param_dup_text (params, "ORDER");
  Kind kind;

  if (sort == NULL || order == NULL || g_str_equal (sort, "CALL_TYPE") ||
      find_column (sort, &kind) == NULL ||
      !(g_str_equal (order, "ASC") || g_str_equal (order, "DESC")))
    return g_strdup ("");

  return g_strdup_printf (" ORDER BY %s %s, ID %s", find_column (sort, &kind), order, order);
}

static JsonArray *
read_rows (DemoWorld *world, const char *sql, Query *query, const char *host)
{
  JsonArray *rows = json_array_new ();
  sqlite3_stmt *statement = prepare (world, sql, query);

  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      JsonObject *row = json_object_new ();

      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        json_object_set_member (row, fields[i].name, read_field (statement, (int) i, host));
      json_array_add_object_element (rows, row);
    }
  sqlite3_finalize (statement);

  return rows;
}

static char *
list_columns (void)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (columns, "%s%s", i > 0 ? ", " : "", fields[i].name);

  return g_string_free (columns, FALSE);
}

/**
 * demo_statistic_run_get:
 * @call: the call
 * @error: never set
 *
 * voximplant.statistic.get: a page of the finished calls, from the exact offset.
 * See api-reference/telephony/voximplant/voximplant-statistic-get.
 *
 * Returns: (transfer full): the rows
 */
JsonNode *
demo_statistic_run_get (DemoCall *call, GError **error)
{
  g_autoptr (GString) where = g_string_new (" WHERE ");
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonArray) rows = NULL;
  g_autofree char *columns = list_columns ();
  g_autofree char *order = make_order (call->params);
  g_autofree char *sql = NULL;
  JsonNode *filter = demo_param_get (call->params, "FILTER");
  Query query = { where, values };
  const char *host = call->dispatch != NULL
                       ? demo_pull_get_host (demo_dispatch_get_pull (call->dispatch))
                       : "127.0.0.1";
  gint64 offset = MAX (call->start, 0);

  if (filter == NULL || !JSON_NODE_HOLDS_OBJECT (filter) ||
      !add_group (&query, json_node_get_object (filter)))
    g_string_truncate (where, 0);

  sql = g_strdup_printf ("SELECT %s FROM statistic%s%s LIMIT %d OFFSET %" G_GINT64_FORMAT, columns,
                         where->str, order, PAGE, offset);
  rows = read_rows (call->world, sql, &query, host);

  call->total = call->start < 0 ? 0 : count_rows (call->world, &query);
  if (call->start >= 0 && offset + PAGE < call->total)
    call->next = offset + PAGE;

  return json_node_init_array (json_node_alloc (), rows);
}
