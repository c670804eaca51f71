/* mis-odata.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-odata"

#include "mis-odata.h"

#include "mis-lookup.h"
#include "mis-row.h"
#include "mis-visit.h"

/* Where a visit's references lead, in the order in which they are asked for. */
typedef enum
{
  LOOKUP_DOCTORS,
  LOOKUP_CHAIRS,
  LOOKUP_STATES,
  LOOKUP_PATIENTS,
  LOOKUP_PHONES,
  N_LOOKUPS,
} Lookup;

static const struct
{
  const char *group;
  const char *entity;
  const char *key;
  const char *filter; /* (nullable) */
  const char *fields[4];
  const char *reference; /* the field of the visit, in [visits] */
} kinds[N_LOOKUPS] = {
  [LOOKUP_DOCTORS] = { "doctors", "entity", "key", NULL, { "name" }, "doctor" },
  [LOOKUP_CHAIRS] = { "chairs", "entity", "key", NULL, { "name" }, "chair" },
  [LOOKUP_STATES] = { "states", "entity", "key", NULL, { "name" }, "status" },
  [LOOKUP_PATIENTS] = { "patients", "entity", "key", NULL, { "name", "birth" }, "patient" },
  [LOOKUP_PHONES] = { "patients",
                      "phones-entity",
                      "phones-key",
                      "phones-filter",
                      { "phones" },
                      "patient" },
};

struct _MisOData
{
  GObject parent_instance;

  MisClient *client;             /* owned */
  MisPreset *preset;             /* owned */
  GPtrArray *fields;             /* owned: utf8: of a visit */
  MisLookup *lookups[N_LOOKUPS]; /* owned (nullable): what the visits have themselves needs none */
  GHashTable *known;             /* owned: id -> ClinicMisVisit: the last reading */
  GQueue waiting;                /* owned: GTask: readings that wait for the one that runs */
  gboolean is_reading;
};

static void mis_odata_iface_init (ClinicMisInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MisOData,
                               mis_odata,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MIS, mis_odata_iface_init))

/*
 * Reading:
 *
 * One reading of a window. The data of a task.
 */
typedef struct
{
  gint64 from;
  gint64 to;
  GPtrArray *rows; /* owned (nullable): JsonObject: the visits */
  Lookup next;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static const char *
get_visit_field (MisOData *self, const char *key)
{
  return mis_preset_get (self->preset, "visits", key);
}

/* --- making visits --- */

/* (nullable) (transfer none): the visit as it was, when this row says that it still is so */
static ClinicMisVisit *
find_unchanged (MisOData *self, JsonObject *row)
{
  g_autofree char *id = mis_row_dup_text (row, get_visit_field (self, "key"));
  g_autofree char *version = mis_row_dup_text (row, get_visit_field (self, "version"));
  ClinicMisVisit *visit = id != NULL ? g_hash_table_lookup (self->known, id) : NULL;

  if (visit == NULL || version == NULL ||
      g_strcmp0 (clinic_mis_visit_get_version (visit), version) != 0)
    return NULL;

  return visit;
}

/* (transfer full) (nullable) */
static char *
dup_name (MisOData *self, Lookup lookup, const char *key)
{
  JsonObject *row =
    self->lookups[lookup] != NULL ? mis_lookup_get_row (self->lookups[lookup], key) : NULL;

  return mis_row_dup_text (row, mis_preset_get (self->preset, kinds[lookup].group, "name"));
}

static char *
dup_reference (MisOData *self, Lookup lookup, JsonObject *row)
{
  return mis_row_dup_text (row, get_visit_field (self, kinds[lookup].reference));
}

/* (transfer full) (nullable) */
static ClinicMisVisit *
make_visit (MisOData *self, JsonObject *row)
{
  g_autofree char *doctor_key = dup_reference (self, LOOKUP_DOCTORS, row);
  g_autofree char *chair_key = dup_reference (self, LOOKUP_CHAIRS, row);
  g_autofree char *state_key = dup_reference (self, LOOKUP_STATES, row);
  g_autofree char *patient_key = dup_reference (self, LOOKUP_PATIENTS, row);
  g_autofree char *doctor = dup_name (self, LOOKUP_DOCTORS, doctor_key);
  g_autofree char *chair = dup_name (self, LOOKUP_CHAIRS, chair_key);
  g_autofree char *status = dup_name (self, LOOKUP_STATES, state_key);
  MisVisitParts parts = { .row = row, .doctor = doctor, .chair = chair, .status = status };
  g_autoptr (ClinicMisVisit) visit = NULL;
  ClinicMisVisit *before;

  parts.patient = self->lookups[LOOKUP_PATIENTS] != NULL
                    ? mis_lookup_get_row (self->lookups[LOOKUP_PATIENTS], patient_key)
                    : row;
  if (self->lookups[LOOKUP_PHONES] != NULL)
    parts.phones = mis_lookup_get_rows (self->lookups[LOOKUP_PHONES], patient_key);

  visit = mis_visit_new (self->preset, &parts);
  before =
    visit != NULL ? g_hash_table_lookup (self->known, clinic_mis_visit_get_id (visit)) : NULL;
  if (before != NULL && mis_visit_equal (before, visit))
    return g_object_ref (before);

  return g_steal_pointer (&visit);
}

static GPtrArray *
make_visits (MisOData *self, const Reading *reading)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < reading->rows->len; i++)
    {
      JsonObject *row = reading->rows->pdata[i];
      ClinicMisVisit *unchanged = find_unchanged (self, row);
      ClinicMisVisit *visit = unchanged != NULL ? g_object_ref (unchanged) : make_visit (self, row);

      if (visit == NULL)
        continue;
      g_ptr_array_add (visits, visit);
      g_hash_table_replace (known, g_strdup (clinic_mis_visit_get_id (visit)),
                            g_object_ref (visit));
    }
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_steal_pointer (&known);

  return visits;
}

/* --- reading --- */

static void read_next (GTask *task);
static void start_reading (GTask *task);

/* Ends a reading and begins the one that waits. visits: (transfer full); error: likewise */
static void
end_reading (GTask *task, GPtrArray *visits, GError *error)
{
  MisOData *self = g_task_get_source_object (task);
  g_autoptr (GTask) waiting = g_queue_pop_head (&self->waiting);

  self->is_reading = FALSE;
  if (waiting != NULL)
    start_reading (waiting);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, visits, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (mis_lookup_resolve_finish (MIS_LOOKUP (source), result, &error))
    read_next (task);
  else
    end_reading (task, NULL, error);
}

/* (transfer full): the keys that visits refer to whose rows are new or changed */
static GPtrArray *
list_references (MisOData *self, const Reading *reading, Lookup lookup)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reading->rows->len; i++)
    {
      JsonObject *row = reading->rows->pdata[i];
      char *key = find_unchanged (self, row) == NULL ? dup_reference (self, lookup, row) : NULL;

      if (key != NULL)
        g_ptr_array_add (keys, key);
    }

  return keys;
}

static void
read_next (GTask *task)
{
  MisOData *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) keys = NULL;
  Lookup lookup;

  while (reading->next < N_LOOKUPS && self->lookups[reading->next] == NULL)
    reading->next++;
  if (reading->next == N_LOOKUPS)
    {
      end_reading (task, make_visits (self, reading), NULL);
      return;
    }

  lookup = reading->next++;
  keys = list_references (self, reading, lookup);
  mis_lookup_resolve_async (self->lookups[lookup], keys, g_task_get_cancellable (task),
                            on_resolved_cb, g_object_ref (task));
}

static void
on_visits_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->rows = mis_client_list_finish (MIS_CLIENT (source), result, &error);
  if (reading->rows != NULL)
    read_next (task);
  else
    end_reading (task, NULL, error);
}

/* The infobase has no time zone: 2026-11-21T00:00:00 is what its clock shows. */
static char *
format_local (MisOData *self, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, mis_preset_get_zone (self->preset));

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");
}

static char *
build_filter (MisOData *self, const Reading *reading)
{
  const char *start = get_visit_field (self, "start");
  const char *more = get_visit_field (self, "filter");
  g_autofree char *from = format_local (self, reading->from);
  g_autofree char *to = format_local (self, reading->to);

  return g_strdup_printf ("%s ge datetime'%s' and %s lt datetime'%s'%s%s%s", start, from, start, to,
                          more != NULL ? " and (" : "", more != NULL ? more : "",
                          more != NULL ? ")" : "");
}

static void
start_reading (GTask *task)
{
  MisOData *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autofree char *filter = build_filter (self, reading);
  MisQuery query = { .entity = get_visit_field (self, "entity"),
                     .filter = filter,
                     .order = get_visit_field (self, "key"),
                     .fields = self->fields,
                     .unique = get_visit_field (self, "key") };

  self->is_reading = TRUE;
  mis_client_list_async (self->client, &query, g_task_get_cancellable (task), on_visits_cb,
                         g_object_ref (task));
}

/* --- the port --- */

static const char *
mis_odata_get_name (ClinicMis *mis)
{
  return mis_client_get_name (MIS_ODATA (mis)->client);
}

static guint
mis_odata_get_pace (ClinicMis *mis)
{
  return mis_preset_get_pace (MIS_ODATA (mis)->preset);
}

static void
mis_odata_get_days (ClinicMis *mis, guint *before, guint *after)
{
  mis_preset_get_days (MIS_ODATA (mis)->preset, before, after);
}

static ClinicMisStatus
mis_odata_guess_status (ClinicMis *mis, const char *raw_status)
{
  return mis_preset_get_status (MIS_ODATA (mis)->preset, raw_status);
}

static void
mis_odata_read_async (ClinicMis *mis,
                      gint64 from,
                      gint64 to,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  MisOData *self = MIS_ODATA (mis);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, mis_odata_read_async);
  reading->from = from;
  reading->to = to;
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  if (self->is_reading)
    g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  else
    start_reading (task);
}

static GPtrArray *
mis_odata_read_finish (ClinicMis *mis, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mis), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
mis_odata_iface_init (ClinicMisInterface *iface)
{
  iface->get_name = mis_odata_get_name;
  iface->get_pace = mis_odata_get_pace;
  iface->get_days = mis_odata_get_days;
  iface->guess_status = mis_odata_guess_status;
  iface->read_async = mis_odata_read_async;
  iface->read_finish = mis_odata_read_finish;
}

static void
mis_odata_finalize (GObject *object)
{
  MisOData *self = MIS_ODATA (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  for (guint i = 0; i < N_LOOKUPS; i++)
    g_clear_object (&self->lookups[i]);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->preset);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (mis_odata_parent_class)->finalize (object);
}

static void
mis_odata_class_init (MisODataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mis_odata_finalize;
}

static void
mis_odata_init (MisOData *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->waiting);
}

static void
collect_fields (MisOData *self)
{
  static const char *const keys[] = { "key",    "number",  "start",     "end",      "minutes",
                                      "status", "deleted", "version",   "comment",  "patient",
                                      "doctor", "chair",   "specialty", "modified", "modified-by" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    mis_row_add_fields (get_visit_field (self, keys[i]), self->fields);
  if (mis_preset_get (self->preset, "patients", "entity") == NULL)
    {
      mis_row_add_fields (mis_preset_get (self->preset, "patients", "name"), self->fields);
      mis_row_add_fields (mis_preset_get (self->preset, "patients", "birth"), self->fields);
      if (mis_preset_get (self->preset, "patients", "phones-entity") == NULL)
        mis_row_add_fields (mis_preset_get (self->preset, "patients", "phones"), self->fields);
    }
}

static MisLookup *
make_lookup (MisOData *self, Lookup lookup)
{
  const char *group = kinds[lookup].group;
  const char *entity = mis_preset_get (self->preset, group, kinds[lookup].entity);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  if (entity == NULL)
    return NULL;

  for (guint i = 0; kinds[lookup].fields[i] != NULL; i++)
    mis_row_add_fields (mis_preset_get (self->preset, group, kinds[lookup].fields[i]), fields);
  if (lookup == LOOKUP_PATIENTS && mis_preset_get (self->preset, group, "phones-entity") == NULL)
    mis_row_add_fields (mis_preset_get (self->preset, group, "phones"), fields);

  return mis_lookup_new (self->client, entity,
                         mis_preset_get (self->preset, group, kinds[lookup].key),
                         kinds[lookup].filter != NULL
                           ? mis_preset_get (self->preset, group, kinds[lookup].filter)
                           : NULL,
                         fields);
}

MisOData *
mis_odata_new (MisClient *client, MisPreset *preset)
{
  MisOData *self = g_object_new (MIS_TYPE_ODATA, NULL);

  self->client = g_object_ref (client);
  self->preset = g_object_ref (preset);
  collect_fields (self);
  for (guint i = 0; i < N_LOOKUPS; i++)
    self->lookups[i] = make_lookup (self, i);

  return self;
}
