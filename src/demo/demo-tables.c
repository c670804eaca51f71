/* demo-tables.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-tables"

#include "demo-tables.h"

#include <glib/gstdio.h>

#include "demo-lists.h"
#include "demo-work.h"

/* months of work and shifts that are written even where there are no visits */
#define MONTHS 3

/* a property of the list's element e */
#define COLUMN(property, name)                                                                     \
  ", (SELECT value FROM list_value WHERE element = e.id AND property = " property ") AS " name

static const char *const copies[] = {
  "CREATE TABLE dump.visits AS SELECT ID AS id, CONTACT_ID AS patient, UF_CRM_VISIT_TIME AS start,"
  " UF_CRM_VISIT_MINUTES AS minutes, CREATED_TIME AS created, MOVED_TIME AS moved,"
  " STAGE_ID AS stage, STAGE_SEMANTIC_ID AS semantics, UF_CRM_DOCTOR AS doctor,"
  " UF_CRM_SPECIALTY AS specialty, UF_CRM_CHAIR AS chair, SOURCE_ID AS source,"
  " ASSIGNED_BY_ID AS user, UF_CRM_LOSS_REASON AS reason, UF_CRM_CONFIRM AS confirmation,"
  " UF_CRM_FIRST_VISIT AS first, UF_CRM_VISIT_MOVES AS moves, UF_CRM_WAITING AS waiting,"
  " LEAD_ID AS lead, OPPORTUNITY AS amount FROM deal WHERE CATEGORY_ID = 5",
  "CREATE TABLE dump.leads AS SELECT ID AS id, CONTACT_ID AS patient, CREATED_TIME AS created,"
  " MOVED_TIME AS moved, STAGE_ID AS stage, STAGE_SEMANTIC_ID AS semantics, SOURCE_ID AS source,"
  " ASSIGNED_BY_ID AS user, (SELECT value FROM multifield WHERE type = 1 AND owner = lead.ID"
  " AND kind = 'PHONE') AS phone FROM lead",
  "CREATE TABLE dump.steps AS SELECT id, type, owner, created, stage, semantics, type_id AS kind"
  " FROM stage_history WHERE type = 1 OR (type = 2 AND category = 5)",
  "CREATE TABLE dump.calls AS SELECT ID AS id, CALL_START_DATE AS start,"
  " CALL_DURATION AS duration, PORTAL_USER_ID AS user, PHONE_NUMBER AS number, CALL_TYPE AS type,"
  " CALL_FAILED_CODE AS code, PORTAL_NUMBER AS line,"
  " iif (CRM_ENTITY_TYPE = 'CONTACT', CRM_ENTITY_ID, NULL) AS patient FROM statistic",
  "CREATE TABLE dump.messages AS SELECT b.owner AS visit, a.provider, a.direction, m.status"
  " FROM activity_binding b JOIN activity a ON a.id = b.activity LEFT JOIN message m"
  " ON m.id = a.associated AND a.provider = 'CRM_SMS' WHERE b.type = 2",
  "CREATE TABLE dump.bills AS SELECT id, name, created,"
  " CAST (round (CAST (substr (money, 1, instr (money, '|') - 1) AS REAL) * 100) AS INTEGER)"
  " AS amount, substr (money, instr (money, '|') + 1) AS currency, paid, category, payer,"
  " contractor, state, act IS NOT NULL AS act FROM (SELECT e.id, e.name, e.created" COLUMN ("120",
                                                                                            "money")
    COLUMN ("121", "paid") COLUMN ("122", "category") COLUMN ("123", "payer")
      COLUMN ("124", "contractor") COLUMN ("128", "state")
        COLUMN ("126", "act") " FROM list_element e WHERE e.list = 41)",
  "CREATE TABLE dump.bills_smart AS SELECT ID AS id, TITLE AS name, CREATED_TIME AS created,"
  " CAST (round (OPPORTUNITY * 100) AS INTEGER) AS amount, CURRENCY_ID AS currency,"
  " UF_CRM_7_1751000001 AS paid, UF_CRM_7_1751000002 AS category, UF_CRM_7_1751000003 AS payer,"
  " UF_CRM_7_1751000004 AS contractor, STAGE_ID AS state,"
  " coalesce (UF_CRM_7_1751000006, '') NOT IN ('', '[]') AS act FROM dynamic",
  "CREATE TABLE dump.rates AS SELECT id" COLUMN ("201", "user") COLUMN ("202", "since")
    COLUMN ("203", "rate") COLUMN ("205", "factor") COLUMN ("206", "seniority")
      COLUMN ("207", "overtime") COLUMN ("208", "call_price") COLUMN ("209", "review_price")
        COLUMN ("210", "allowance") " FROM list_element e WHERE e.list = 45",
  "CREATE TABLE dump.extras AS SELECT id" COLUMN ("221", "user") COLUMN ("222", "day")
    COLUMN ("223", "kind") COLUMN ("224", "amount") " FROM list_element e WHERE e.list = 46",
  "CREATE TABLE dump.scales AS SELECT id" COLUMN ("231", "kind") COLUMN ("232", "since")
    COLUMN ("233", "value") " FROM list_element e WHERE e.list = 47",
  "CREATE TABLE dump.work_days (id INTEGER, user INTEGER, start INTEGER, finish INTEGER,"
  " leaks INTEGER, approved INTEGER)",
  "CREATE TABLE dump.shifts (id INTEGER, user INTEGER, start INTEGER, finish INTEGER,"
  " kind INTEGER, changed INTEGER, instead_of INTEGER)",
  "CREATE TABLE dump.users (id INTEGER, name TEXT, department INTEGER, specialty INTEGER,"
  " hired TEXT)",
  "CREATE TABLE dump.phones (patient INTEGER, number TEXT)",
  "CREATE TABLE dump.statuses (entity TEXT, status TEXT, name TEXT, semantics TEXT)",
  "CREATE TABLE dump.choices (property INTEGER, id INTEGER, name TEXT)",
};

static const char indices[] = "CREATE UNIQUE INDEX dump.visits_id ON visits (id);"
                              "CREATE INDEX dump.visits_patient ON visits (patient);"
                              "CREATE INDEX dump.visits_lead ON visits (lead);"
                              "CREATE INDEX dump.messages_visit ON messages (visit);"
                              "CREATE UNIQUE INDEX dump.leads_id ON leads (id);"
                              "CREATE INDEX dump.steps_owner ON steps (type, owner);"
                              "CREATE INDEX dump.calls_patient ON calls (patient);"
                              "CREATE INDEX dump.calls_number ON calls (number);";

static void
write_names (DemoWorld *self)
{
  g_autoptr (sqlite3_stmt) user =
    demo_schema_prepare (self, "INSERT INTO dump.users VALUES (?, ?, ?, ?, ?)");
  g_autoptr (sqlite3_stmt) status =
    demo_schema_prepare (self, "INSERT INTO dump.statuses VALUES (?, ?, ?, ?)");
  g_autoptr (sqlite3_stmt) choice =
    demo_schema_prepare (self, "INSERT INTO dump.choices VALUES (?, ?, ?)");

  for (const DemoUser *row = demo_directory_users (); row->id != -1; row++)
    {
      sqlite3_bind_int (user, 1, row->id);
      sqlite3_bind_text (user, 2, row->last_name, -1, SQLITE_STATIC);
      sqlite3_bind_int (user, 3, row->department);
      sqlite3_bind_int (user, 4, row->specialty);
      sqlite3_bind_text (user, 5, demo_directory_get_hired (row->id), -1, SQLITE_STATIC);
      demo_schema_step (self, user);
    }
  for (const DemoStatus *row = demo_directory_statuses (); row->id != -1; row++)
    {
      char semantics[2] = { demo_status_get_semantics (row), '\0' };

      sqlite3_bind_text (status, 1, row->entity, -1, SQLITE_STATIC);
      sqlite3_bind_text (status, 2, row->status, -1, SQLITE_STATIC);
      sqlite3_bind_text (status, 3, row->name, -1, SQLITE_STATIC);
      sqlite3_bind_text (status, 4, semantics, 1, SQLITE_TRANSIENT);
      demo_schema_step (self, status);
    }
  for (const DemoProperty *row = demo_lists_properties (); row->id != 0; row++)
    {
      for (int i = 0; row->choices != NULL && row->choices[i] != NULL; i++)
        {
          sqlite3_bind_int (choice, 1, row->id);
          sqlite3_bind_int (choice, 2, row->first_choice + i);
          sqlite3_bind_text (choice, 3, row->choices[i], -1, SQLITE_STATIC);
          demo_schema_step (self, choice);
        }
    }
}

/* of everybody who has a visit or wrote to us */
static void
write_phones (DemoWorld *self)
{
  g_autoptr (sqlite3_stmt) patient =
    demo_schema_prepare (self, "SELECT CONTACT_ID FROM deal WHERE CONTACT_ID > 0"
                               " UNION SELECT CONTACT_ID FROM lead WHERE CONTACT_ID > 0");
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO dump.phones VALUES (?, ?)");

  while (sqlite3_step (patient) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (patient, 0);
      g_autoptr (GArray) fields = demo_contacts_get_multifields (self->contacts, id);

      for (guint i = 0; i < fields->len; i++)
        {
          const DemoMultifield *field = &g_array_index (fields, DemoMultifield, i);

          if (!g_str_equal (field->kind, "PHONE"))
            continue;
          sqlite3_bind_int64 (row, 1, id);
          sqlite3_bind_text (row, 2, field->value, -1, SQLITE_TRANSIENT);
          demo_schema_step (self, row);
        }
    }
}

static void
write_days (DemoWorld *self, int user, gint64 from, gint64 to)
{
  g_autoptr (GArray) days = demo_work_list_days (self, user, from, to);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO dump.work_days VALUES (?, ?, ?, ?, ?, ?)");

  for (guint i = 0; i < days->len; i++)
    {
      const DemoWorkDay *day = &g_array_index (days, DemoWorkDay, i);

      sqlite3_bind_int64 (row, 1, day->id);
      sqlite3_bind_int (row, 2, day->user);
      sqlite3_bind_int64 (row, 3, day->start);
      sqlite3_bind_int64 (row, 4, day->finish);
      sqlite3_bind_int64 (row, 5, day->leaks);
      sqlite3_bind_int (row, 6, day->approved);
      demo_schema_step (self, row);
    }
}

static void
write_shifts (DemoWorld *self, gint64 from, gint64 to)
{
  g_autoptr (GArray) shifts = demo_work_list_shifts (self, from, to);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO dump.shifts VALUES (?, ?, ?, ?, ?, ?, ?)");

  for (guint i = 0; i < shifts->len; i++)
    {
      const DemoShift *shift = &g_array_index (shifts, DemoShift, i);

      sqlite3_bind_int64 (row, 1, shift->id);
      sqlite3_bind_int (row, 2, shift->user);
      sqlite3_bind_int64 (row, 3, shift->start);
      sqlite3_bind_int64 (row, 4, shift->end);
      sqlite3_bind_int (row, 5, (int) shift->kind);
      sqlite3_bind_int64 (row, 6, shift->changed);
      sqlite3_bind_int (row, 7, shift->instead_of);
      demo_schema_step (self, row);
    }
}

static gboolean
write_copies (DemoWorld *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    if (!demo_schema_exec (self, copies[i], error))
      return FALSE;

  return demo_schema_exec (self, indices, error);
}

gboolean
demo_tables_write (DemoWorld *self, const char *path, GError **error)
{
  g_autofree char *attach = NULL;
  gint64 now = demo_world_get_now (self);
  gint64 from =
    MIN (demo_work_month_begin (now, -MONTHS), self->today - (gint64) self->history * DEMO_DAY);
  char *sql = sqlite3_mprintf ("ATTACH DATABASE %Q AS dump", path);
  gboolean is_done;

  g_unlink (path);
  attach = g_strdup (sql);
  sqlite3_free (sql);
  if (!demo_schema_exec (self, attach, error))
    return FALSE;
  is_done = demo_schema_exec (self, "BEGIN", error) && write_copies (self, error);
  if (is_done)
    {
      write_names (self);
      write_phones (self);
      write_shifts (self, from, now + 31 * (gint64) DEMO_DAY);
      for (const DemoUser *user = demo_directory_users (); user->id != -1; user++)
        write_days (self, user->id, from, now + 1);
    }
  demo_schema_exec (self, is_done ? "COMMIT" : "ROLLBACK", NULL);
  demo_schema_exec (self, "DETACH DATABASE dump", NULL);

  return is_done;
}
