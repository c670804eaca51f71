/* demo-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-mis"

#include "demo-mis.h"

#include "demo-items.h"
#include "demo-mis-rows.h"
#include "demo-random.h"
#include "demo-timer.h"
#include "demo-world-private.h"

#define KEY_TAIL "-11e6-8022-00155d"
#define KEY_PATTERN "________-____" KEY_TAIL "______"

/* keys of what the portal does not know count from here */
#define OWN_FIRST 0xf00000

#define DAYS_BACK 3
#define ROBOT 1

#define FIRST_EVENT_MS 40000
#define NEXT_EVENT_MS 45000

struct _DemoMis
{
  GObject parent_instance;

  DemoWorld *world;     /* owned */
  GHashTable *changes;  /* owned: key -> DemoMisRecord: only what was written here */
  GHashTable *patients; /* owned: key -> DemoMisRecord: whom the portal does not know */
  GSource *next_event;  /* owned (nullable) */
  guint n_own;
  guint n_events;
  gboolean is_living;
};

G_DEFINE_FINAL_TYPE (DemoMis, demo_mis, G_TYPE_OBJECT)

static void
demo_mis_dispose (GObject *object)
{
  DemoMis *self = DEMO_MIS (object);

  demo_timer_clear (&self->next_event);
  g_clear_pointer (&self->changes, g_hash_table_unref);
  g_clear_pointer (&self->patients, g_hash_table_unref);
  g_clear_object (&self->world);

  G_OBJECT_CLASS (demo_mis_parent_class)->dispose (object);
}

static void
demo_mis_class_init (DemoMisClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_mis_dispose;
}

static void
demo_mis_init (DemoMis *self)
{
  self->changes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) demo_mis_record_free);
  self->patients =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) demo_mis_record_free);
}

DemoMis *
demo_mis_new (DemoWorld *world)
{
  DemoMis *self = g_object_new (DEMO_TYPE_MIS, NULL);

  self->world = g_object_ref (world);

  return self;
}

char *
demo_mis_key (gint64 deal, guint64 number)
{
  return g_strdup_printf ("%08x-%04x" KEY_TAIL "%06x", (guint) (number >> 32),
                          (guint) (number & 0xffff), (guint) deal);
}

/* --- the visits of the portal --- */

/* (transfer full): the deals that have a key of ours, as records */
static GHashTable *
read_deals (DemoMis *self)
{
  GHashTable *deals =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) demo_mis_record_free);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self->world, "SELECT ORIGIN_ID, UF_CRM_VISIT_TIME, UF_CRM_VISIT_MINUTES, UF_CRM_DOCTOR,"
                 " CONTACT_ID, STAGE_ID, COMMENTS, CREATED_TIME, MOVED_TIME, MOVED_BY FROM deal"
                 " WHERE UF_CRM_VISIT_TIME >= ? AND ORIGIN_ID LIKE '" KEY_PATTERN "' ORDER BY ID");

  sqlite3_bind_int64 (row, 1,
                      demo_time_day_start (demo_world_get_now (self->world)) -
                        DAYS_BACK * DEMO_DAY);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      DemoMisRecord *record = g_new0 (DemoMisRecord, 1);
      const char *stage = (const char *) sqlite3_column_text (row, 5);

      record->start = sqlite3_column_int64 (row, 1);
      record->minutes = sqlite3_column_int (row, 2);
      record->doctor = sqlite3_column_int64 (row, 3);
      record->contact = sqlite3_column_int64 (row, 4);
      record->status = g_strdup (demo_mis_status_of_stage (stage));
      record->deleted = g_str_equal (stage, "C5:LOSE");
      record->comment = g_strdup ((const char *) sqlite3_column_text (row, 6));
      record->created = sqlite3_column_int64 (row, 7);
      record->changed = sqlite3_column_int64 (row, 8);
      record->changed_by = sqlite3_column_int64 (row, 9);
      g_hash_table_replace (deals, g_strdup ((const char *) sqlite3_column_text (row, 0)), record);
    }

  return deals;
}

/* The integration makes a visit of what was booked in the portal and tells the portal its key. */
static void
register_new_deals (DemoMis *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self->world,
                         "SELECT ID FROM deal WHERE UF_CRM_VISIT_TIME >= ? AND CATEGORY_ID = 5"
                         " AND UF_CRM_DOCTOR > 0 AND coalesce (ORIGIN_ID, '') = ''");

  sqlite3_bind_int64 (row, 1, demo_time_day_start (demo_world_get_now (self->world)));
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (JsonObject) fields = json_object_new ();
      g_autofree char *key = demo_mis_key (id, demo_mix ((guint64) id));
      g_autoptr (GError) error = NULL;

      json_object_set_string_member (fields, "originatorId", "HELIX");
      json_object_set_string_member (fields, "originId", key);
      if (!demo_world_edit (self->world, DEMO_DEAL, id, fields, ROBOT, &error))
        g_warning ("deal %" G_GINT64_FORMAT " gets no key: %s", id, error->message);
    }
}

/* --- what is written here --- */

/* What the portal says by now needs not be remembered. */
static void
catch_up (DemoMisRecord *change, const DemoMisRecord *deal)
{
  if (change->start == deal->start)
    change->start = 0;
  if (change->minutes == deal->minutes)
    change->minutes = 0;
  if (change->doctor == deal->doctor)
    change->doctor = 0;
  if (g_strcmp0 (change->status, deal->status) == 0)
    g_clear_pointer (&change->status, g_free);
}

/* (transfer full): the visit as the medical system has it; deal or change may be NULL */
static DemoMisRecord *
merge (const DemoMisRecord *deal, DemoMisRecord *change)
{
  DemoMisRecord *record;

  if (deal == NULL)
    return demo_mis_record_copy (change);
  record = demo_mis_record_copy (deal);
  if (change == NULL)
    return record;

  catch_up (change, deal);
  demo_mis_record_write (record, change);
  record->changed = MAX (record->changed, change->changed);
  if (change->changed >= deal->changed)
    record->changed_by = 0;

  return record;
}

/* (transfer full): key -> DemoMisRecord: all visits */
static GHashTable *
read_visits (DemoMis *self)
{
  GHashTable *visits = read_deals (self);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      DemoMisRecord *deal = g_hash_table_lookup (visits, key);
      DemoMisRecord *change = value;

      /* a change of a visit that is gone from the portal, or is too long ago, is none of ours */
      if (deal != NULL || change->is_own)
        g_hash_table_replace (visits, g_strdup (key), merge (deal, change));
    }

  return visits;
}

static DemoMisRecord *
ensure_change (DemoMis *self, const char *key)
{
  DemoMisRecord *change = g_hash_table_lookup (self->changes, key);

  if (change == NULL)
    {
      change = g_new0 (DemoMisRecord, 1);
      change->deleted = -1;
      g_hash_table_insert (self->changes, g_strdup (key), change);
    }
  change->changed = demo_world_get_now (self->world);

  return change;
}

static void
write_visit (DemoMis *self, DemoMisRecord *change, const DemoMisVisit *visit)
{
  DemoMisRecord given = { .start = visit->start,
                          .minutes = visit->minutes,
                          .doctor = visit->doctor,
                          .contact = visit->contact,
                          .status = (char *) visit->status,
                          .comment = (char *) visit->comment,
                          .deleted = visit->deleted };

  demo_mis_record_write (change, &given);
  if (visit->name == NULL)
    return;

  change->contact = OWN_FIRST + ++self->n_own;
  given = (DemoMisRecord){ .name = (char *) visit->name,
                           .phone = (char *) visit->phone,
                           .birth = (char *) visit->birth };
  g_hash_table_insert (self->patients, demo_mis_patient_key (change->contact),
                       demo_mis_record_copy (&given));
}

gboolean
demo_mis_change (DemoMis *self, const char *key, const DemoMisVisit *visit)
{
  g_autoptr (GHashTable) visits = read_visits (self);

  if (!g_hash_table_contains (visits, key))
    return FALSE;
  write_visit (self, ensure_change (self, key), visit);

  return TRUE;
}

char *
demo_mis_add (DemoMis *self, const DemoMisVisit *visit)
{
  gint64 number = OWN_FIRST + ++self->n_own;
  g_autofree char *key = demo_mis_key (number, demo_mix ((guint64) number));
  DemoMisRecord *change = ensure_change (self, key);

  change->is_own = TRUE;
  change->created = change->changed;
  change->minutes = 30;
  change->deleted = 0;
  change->status = g_strdup ("Запланирован");
  write_visit (self, change, visit);

  return g_steal_pointer (&key);
}

/* --- a day that lives --- */

/* (transfer full) (nullable): the key of a visit that somebody could change, tomorrow or later */
static char *
pick_visit (DemoMis *self, guint turn)
{
  gint64 tomorrow = demo_time_day_start (demo_world_get_now (self->world)) + DEMO_DAY;
  g_autoptr (GHashTable) visits = read_visits (self);
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (visits), (GCompareFunc) strcmp);

  for (GList *at = keys; at != NULL; at = at->next)
    {
      DemoMisRecord *record = g_hash_table_lookup (visits, at->data);

      if (record->start >= tomorrow && record->start < tomorrow + 2 * DEMO_DAY &&
          g_str_equal (record->status, "Запланирован") && !record->deleted &&
          record->contact > DEMO_FIXTURES && turn-- == 0)
        return g_strdup (at->data);
    }

  return NULL;
}

static void
let_happen (DemoMis *self, guint event)
{
  g_autofree char *key = pick_visit (self, event * 7);
  g_autoptr (GHashTable) visits = read_visits (self);
  DemoMisRecord *record = key != NULL ? g_hash_table_lookup (visits, key) : NULL;
  DemoMisVisit visit = DEMO_MIS_VISIT_INIT;

  if (record == NULL)
    return;

  switch (event)
    {
    case 0: /* the patient rang the doctor himself */
      visit.start = record->start + 3600;
      demo_mis_change (self, key, &visit);
      break;
    case 1: /* nobody has told the reception what this means */
      visit.status = "ОжидаетСнимок";
      demo_mis_change (self, key, &visit);
      break;
    default: /* made at the chair, for the next time */
      visit.start = record->start + 7 * DEMO_DAY;
      visit.doctor = record->doctor;
      visit.contact = record->contact;
      g_free (demo_mis_add (self, &visit));
      break;
    }
}

static gboolean
on_event_cb (gpointer user_data)
{
  DemoMis *self = user_data;

  demo_timer_clear (&self->next_event);
  let_happen (self, self->n_events++);
  if (self->n_events < 3)
    self->next_event = demo_timer_new (NEXT_EVENT_MS, on_event_cb, self);

  return G_SOURCE_REMOVE;
}

void
demo_mis_live (DemoMis *self)
{
  self->is_living = TRUE;
}

/* --- the entities --- */

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
}

GPtrArray *
demo_mis_list_visits (DemoMis *self)
{
  g_autoptr (GHashTable) visits = NULL;
  GPtrArray *rows = new_rows ();
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (self->is_living)
    {
      if (demo_world_get_robots (self->world) & DEMO_ROBOTS_LEADS)
        register_new_deals (self);
      if (self->next_event == NULL && self->n_events == 0)
        self->next_event = demo_timer_new (FIRST_EVENT_MS, on_event_cb, self);
    }

  visits = read_visits (self);
  g_hash_table_iter_init (&iter, visits);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_ptr_array_add (rows, demo_mis_visit_row (key, value));

  return rows;
}

GPtrArray *
demo_mis_list_doctors (DemoMis *self)
{
  GPtrArray *rows = new_rows ();

  for (const DemoUser *user = demo_directory_users (); user->id != -1; user++)
    {
      if (user->specialty != 0)
        g_ptr_array_add (rows, demo_mis_doctor_row (user));
    }

  return rows;
}

static void
add_patient (DemoMis *self, GPtrArray *rows, gint64 contact, const char *key, gboolean phones)
{
  DemoMisRecord *own = g_hash_table_lookup (self->patients, key);
  g_autoptr (JsonObject) item =
    own == NULL ? demo_items_get (self->world, DEMO_CONTACT, contact, FALSE) : NULL;

  if (own == NULL && item == NULL)
    return;
  if (phones)
    demo_mis_add_phone_rows (rows, key, own, item);
  else
    g_ptr_array_add (rows, demo_mis_patient_row (key, own, item));
}

static GPtrArray *
list_people (DemoMis *self, DemoMisWanted is_wanted, gpointer user_data, gboolean phones)
{
  g_autoptr (GHashTable) visits = read_visits (self);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *rows = new_rows ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, visits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      gint64 contact = ((DemoMisRecord *) value)->contact;
      char *key = contact > 0 ? demo_mis_patient_key (contact) : NULL;

      if (key == NULL || !g_hash_table_add (seen, key) || !is_wanted (key, user_data))
        continue;
      add_patient (self, rows, contact, key, phones);
    }

  return rows;
}

GPtrArray *
demo_mis_list_patients (DemoMis *self, DemoMisWanted is_wanted, gpointer user_data)
{
  return list_people (self, is_wanted, user_data, FALSE);
}

GPtrArray *
demo_mis_list_phones (DemoMis *self, DemoMisWanted is_wanted, gpointer user_data)
{
  return list_people (self, is_wanted, user_data, TRUE);
}
