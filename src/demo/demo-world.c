/* demo-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-world"

#include "demo-world-private.h"

#include <string.h>

#include "demo-items.h"
#include "demo-phone.h"
#include "demo-random.h"
#include "demo-robots.h"
#include "demo-user-fields.h"

#define PATIENTS_DEFAULT 3000
#define UNKNOWN_BASE G_GUINT64_CONSTANT (79020000000)

enum
{
  SIGNAL_COMMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemoWorld, demo_world, G_TYPE_OBJECT)

static void
demo_world_finalize (GObject *object)
{
  DemoWorld *self = DEMO_WORLD (object);

  if (self->robot_source != 0)
    {
      GSource *source = g_main_context_find_source_by_id (self->context, self->robot_source);

      if (source != NULL)
        g_source_destroy (source);
    }
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (g_steal_pointer (&self->db));
  g_clear_pointer (&self->contacts, demo_contacts_free);
  g_clear_pointer (&self->people, demo_people_free);
  g_clear_pointer (&self->rights, demo_rights_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->fields); i++)
    g_clear_pointer (&self->fields[i], demo_fields_free);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (demo_world_parent_class)->finalize (object);
}

static void
demo_world_class_init (DemoWorldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = demo_world_finalize;

  signals[SIGNAL_COMMITTED] =
    g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT64);
}

static void
demo_world_init (DemoWorld *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->rights = demo_rights_new ();
  self->statements =
    g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) sqlite3_finalize);
}

/* What the seed makes hangs on the day of the first start, so a kept file remembers that day. */
static void
read_kept_day (DemoWorld *self, guint *patients)
{
  gint64 kept = demo_schema_get_int (self, "SELECT day FROM made");

  if (kept == 0)
    return;
  self->today = kept;
  self->seed = (guint) demo_schema_get_int (self, "SELECT seed FROM made");
  *patients = (guint) demo_schema_get_int (self, "SELECT patients FROM made");
}

static gboolean
seed_once (DemoWorld *self, guint patients, GError **error)
{
  g_autofree char *sql = NULL;

  if (demo_schema_get_int (self, "SELECT count(*) FROM made") > 0)
    return TRUE;

  sql = g_strdup_printf ("INSERT INTO made VALUES (%" G_GINT64_FORMAT ", %u, %u)", self->today,
                         self->seed, patients);
  if (!demo_schema_exec (self, "BEGIN", error) || !demo_schema_exec (self, sql, error))
    return FALSE;
  demo_seed_visits (self);
  if (!demo_schema_create_indices (self, error))
    return FALSE;
  demo_seed_leads (self);

  return demo_schema_exec (self, "COMMIT", error);
}

static gboolean
open_database (DemoWorld *self, const char *path, GError **error)
{
  if (sqlite3_open_v2 (path != NULL ? path : ":memory:", &self->db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "demo portal: %s",
                   sqlite3_errmsg (self->db));
      return FALSE;
    }

  return demo_schema_exec (
    self,
    /* large pages: hundreds of thousands of rows are written one after the other */
    "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "CREATE TABLE IF NOT EXISTS made (day, seed, patients);",
    error);
}

/**
 * demo_world_new:
 * @options: (nullable): what clinic it is; zeros and %NULL mean the defaults
 * @error: return location
 *
 * Makes the demo clinic, or opens the one kept in `path`.
 *
 * Returns: (transfer full) (nullable): the clinic
 */
DemoWorld *
demo_world_new (const DemoWorldOptions *options, GError **error)
{
  static const DemoWorldOptions defaults = { 0 };
  g_autoptr (DemoWorld) self = g_object_new (DEMO_TYPE_WORLD, NULL);
  const DemoWorldOptions *wanted = options != NULL ? options : &defaults;
  guint patients = wanted->patients != 0 ? wanted->patients : PATIENTS_DEFAULT;

  self->seed = wanted->seed != 0 ? wanted->seed : 1;
  self->crm_mode = wanted->crm_mode == 2 ? 2 : 1;
  self->open_visits = wanted->open_visits;
  self->history = wanted->history;
  self->robots = wanted->no_robots ? DEMO_ROBOTS_NONE : DEMO_ROBOTS_LEADS | DEMO_ROBOTS_MESSAGES;
  self->frozen = wanted->now;
  self->today = demo_time_day_start (demo_world_get_now (self));
  patients = MAX (patients, DEMO_FIXTURES);
  for (int type = DEMO_LEAD; type < DEMO_TYPES; type++)
    self->fields[type] = demo_fields_new (type);

  if (!open_database (self, wanted->path, error))
    return NULL;
  read_kept_day (self, &patients);
  self->people = demo_people_new (self->seed, patients, self->today);
  if (!demo_schema_create (self, error) || !demo_user_fields_prepare (self, error))
    return NULL;
  self->contacts = demo_contacts_new (self->db, self->people, self->fields[DEMO_CONTACT]);
  if (!seed_once (self, patients, error))
    return NULL;

  return g_steal_pointer (&self);
}

gint64
demo_world_get_now (DemoWorld *self)
{
  if (self->frozen != 0)
    return self->frozen;

  return g_get_real_time () / G_USEC_PER_SEC + self->offset;
}

void
demo_world_set_now (DemoWorld *self, gint64 now)
{
  g_return_if_fail (DEMO_IS_WORLD (self));

  demo_world_advance (self, now - demo_world_get_now (self));
}

void
demo_world_advance (DemoWorld *self, gint64 seconds)
{
  g_return_if_fail (DEMO_IS_WORLD (self));

  if (self->frozen != 0)
    self->frozen += seconds;
  else
    self->offset += seconds;
  demo_world_run_robots (self);
}

DemoRobots
demo_world_get_robots (DemoWorld *self)
{
  return self->robots;
}

void
demo_world_set_robots (DemoWorld *self, DemoRobots robots)
{
  if (robots & DEMO_ROBOTS_ANSWERS && !(self->robots & DEMO_ROBOTS_ANSWERS))
    demo_robots_plan_answers (self);
  self->robots = robots;
}

void
demo_world_run_robots (DemoWorld *self)
{
  demo_robots_run (self, demo_world_get_now (self));
}

int
demo_world_get_crm_mode (DemoWorld *self)
{
  return self->crm_mode;
}

void
demo_world_set_crm_mode (DemoWorld *self, int mode)
{
  self->crm_mode = mode == 2 ? 2 : 1;
}

DemoRights *
demo_world_get_rights (DemoWorld *self)
{
  return self->rights;
}

gpointer
demo_world_get_database (DemoWorld *self)
{
  return self->db;
}

static void
add_from_table (DemoWorld *self, int type, const char *key, GArray *ids)
{
  g_autoptr (sqlite3_stmt) statement = demo_schema_prepare (
    self, "SELECT DISTINCT owner FROM multifield WHERE key = ? AND type = ? ORDER BY owner");

  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, type);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

GArray *
demo_world_find_contacts (DemoWorld *self, const char *phone, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *key = demo_phone_normalise (phone);

  if (key[0] == '\0')
    return ids;

  demo_people_find_phone (self->people, key, ids);
  for (guint i = ids->len; i-- > 0;)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (demo_contacts_is_kept (self->contacts, id) || !demo_contacts_exists (self->contacts, id))
        g_array_remove_index (ids, i);
    }
  add_from_table (self, DEMO_CONTACT, key, ids);
  g_array_sort (ids, compare_ids);
  if (ids->len > limit)
    g_array_set_size (ids, limit);

  return ids;
}

GArray *
demo_world_find_leads (DemoWorld *self, const char *phone, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *key = demo_phone_normalise (phone);

  if (key[0] != '\0')
    add_from_table (self, DEMO_LEAD, key, ids);
  if (ids->len > limit)
    g_array_set_size (ids, limit);

  return ids;
}

/* As a telephone line shows it: +7 and ten digits */
static char *
as_caller_number (const char *stored)
{
  g_autofree char *key = demo_phone_normalise (stored);
  gsize skip = key[0] == '7' && strlen (key) >= 11 ? 1 : 0;

  return g_strdup_printf ("+7%.10s", key + skip);
}

static char *
dup_first_phone (DemoWorld *self, gint64 contact)
{
  g_autoptr (GArray) fields = demo_contacts_get_multifields (self->contacts, contact);

  for (guint i = 0; i < fields->len; i++)
    {
      DemoMultifield *field = &g_array_index (fields, DemoMultifield, i);

      if (g_str_equal (field->kind, "PHONE"))
        return as_caller_number (field->value);
    }

  return NULL;
}

static gint64
pick_visitor (DemoWorld *self, GRand *random)
{
  g_autoptr (sqlite3_stmt) statement = demo_schema_prepare (
    self, "SELECT CONTACT_ID FROM deal WHERE UF_CRM_VISIT_TIME BETWEEN ?1 AND ?1 + 259200"
          " AND STAGE_SEMANTIC_ID = 'P' AND CONTACT_ID > 0 LIMIT 1 OFFSET ?2");
  gint64 now = demo_world_get_now (self);

  sqlite3_bind_int64 (statement, 1, now);
  sqlite3_bind_int (statement, 2, g_rand_int_range (random, 0, 120));
  if (sqlite3_step (statement) == SQLITE_ROW)
    return sqlite3_column_int64 (statement, 0);

  return 0;
}

static gboolean
has_visit_soon (DemoWorld *self, gint64 contact)
{
  g_autoptr (sqlite3_stmt) statement =
    demo_schema_prepare (self,
                         "SELECT 1 FROM deal WHERE CONTACT_ID = ? AND UF_CRM_VISIT_TIME >= ?");

  sqlite3_bind_int64 (statement, 1, contact);
  sqlite3_bind_int64 (statement, 2, demo_world_get_now (self));

  return sqlite3_step (statement) == SQLITE_ROW;
}

char *
demo_world_pick_phone (DemoWorld *self, GRand *random, gboolean with_visit)
{
  gint32 count = (gint32) demo_people_get_count (self->people);

  for (guint i = 0; i < 50; i++)
    {
      gint64 id = with_visit ? pick_visitor (self, random)
                             : g_rand_int_range (random, MIN (DEMO_FIXTURES + 1, count), count + 1);
      g_autofree char *phone = id > 0 ? dup_first_phone (self, id) : NULL;

      if (phone != NULL && demo_contacts_exists (self->contacts, id) &&
          (with_visit || !has_visit_soon (self, id)))
        return g_steal_pointer (&phone);
    }

  return NULL;
}

char *
demo_world_unknown_phone (DemoWorld *self, GRand *random)
{
  for (;;)
    {
      g_autofree char *phone =
        g_strdup_printf ("+%" G_GUINT64_FORMAT,
                         UNKNOWN_BASE + (guint64) g_rand_int_range (random, 0, 1000000));
      g_autoptr (GArray) contacts = demo_world_find_contacts (self, phone, 1);
      g_autoptr (GArray) leads = demo_world_find_leads (self, phone, 1);

      if (contacts->len == 0 && leads->len == 0)
        return g_steal_pointer (&phone);
    }
}

char *
demo_world_family_phone (DemoWorld *self, GRand *random)
{
  gint32 blocks = (gint32) (demo_people_get_count (self->people) / 8);

  for (guint i = 0; i < 100 && blocks > 0; i++)
    {
      gint64 id = demo_people_get_pair (self->people, (guint) g_rand_int_range (random, 0, blocks));
      g_autofree char *phone = id > 0 ? dup_first_phone (self, id) : NULL;
      g_autoptr (GArray) contacts = NULL;

      if (phone == NULL)
        continue;
      contacts = demo_world_find_contacts (self, phone, 3);
      if (contacts->len >= 2)
        return g_steal_pointer (&phone);
    }

  return as_caller_number ("+79000000001");
}

JsonObject *
demo_world_get_item (DemoWorld *self, int type, gint64 id)
{
  g_return_val_if_fail (type >= DEMO_LEAD && type <= DEMO_CONTACT, NULL);

  return demo_items_get (self, type, id, FALSE);
}

gboolean
demo_world_edit (DemoWorld *self,
                 int type,
                 gint64 id,
                 JsonObject *fields,
                 gint64 user_id,
                 GError **error)
{
  g_return_val_if_fail (type >= DEMO_LEAD && type <= DEMO_CONTACT, FALSE);

  return demo_items_edit (self, type, id, fields, user_id, error);
}

gboolean
demo_world_delete (DemoWorld *self, int type, gint64 id, gint64 user_id, GError **error)
{
  g_return_val_if_fail (type >= DEMO_LEAD && type <= DEMO_CONTACT, FALSE);

  return demo_items_delete (self, type, id, user_id, error);
}

static GArray *
list_in_stage (DemoWorld *self, const char *table, const char *status)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = g_strdup_printf ("SELECT ID FROM %s WHERE STAGE_ID = ?", table);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (self, sql);

  sqlite3_bind_text (row, 1, status, -1, SQLITE_STATIC);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }

  return ids;
}

gboolean
demo_world_delete_stage (DemoWorld *self, const char *entity, const char *status, GError **error)
{
  int type = g_str_equal (entity, "STATUS") ? DEMO_LEAD : DEMO_DEAL;
  g_autoptr (GArray) ids = list_in_stage (self, type == DEMO_LEAD ? "lead" : "deal", status);
  const DemoStatus *first = demo_directory_first_stage (entity, 'P');
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "stageId", first->status);
  for (guint i = 0; i < ids->len; i++)
    {
      if (!demo_items_edit (self, type, g_array_index (ids, gint64, i), fields, 1, error))
        return FALSE;
    }
  demo_rights_delete_stage (self->rights, entity, status);

  return TRUE;
}

void
demo_world_emit_committed (DemoWorld *self, const char *what, gint64 id, gint64 user_id)
{
  g_return_if_fail (DEMO_IS_WORLD (self));

  demo_world_emit_change (self, what, id, user_id, NULL);
}

void
demo_world_emit_change (DemoWorld *self,
                        const char *what,
                        gint64 id,
                        gint64 user_id,
                        JsonObject *changes)
{
  g_return_if_fail (DEMO_IS_WORLD (self));

  self->changes = changes;
  g_signal_emit (self, signals[SIGNAL_COMMITTED], 0, what, id, user_id);
  self->changes = NULL;
}

JsonObject *
demo_world_get_changes (DemoWorld *self)
{
  return self->changes;
}
