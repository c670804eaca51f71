/* sync-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-lists"

#include "sync-lists.h"

#include "bx-json.h"
#include "clinic-model.h"
#include "sync-dictionaries.h"

#define N_LISTS (CLINIC_BOOK_SOURCES + 1)

/* What is known of one doctor while visits are counted; owned by a table. */
typedef struct
{
  gint64 id;
  char *name;              /* owned, (nullable) */
  GHashTable *specialties; /* owned: name -> number of visits */
} Tally;

struct _SyncLists
{
  GObject parent_instance;

  SyncContext *context;       /* owned */
  GListStore *doctors;        /* owned: by name */
  GListStore *lists[N_LISTS]; /* owned */
  GHashTable *known;          /* owned: ids of doctors */
};

G_DEFINE_FINAL_TYPE (SyncLists, sync_lists, G_TYPE_OBJECT)

static void
tally_free (Tally *tally)
{
  g_clear_pointer (&tally->name, g_free);
  g_clear_pointer (&tally->specialties, g_hash_table_unref);
  g_slice_free (Tally, tally);
}

/* --- lists of the portal --- */

static gboolean
is_same_choice (gpointer kept, gpointer fresh)
{
  return clinic_choice_get_id (kept) == clinic_choice_get_id (fresh) &&
         g_strcmp0 (clinic_choice_get_key (kept), clinic_choice_get_key (fresh)) == 0;
}

static void
update_choice (gpointer kept, gpointer fresh)
{
  clinic_choice_update (kept, fresh);
}

static void
add_choice (GPtrArray *choices, gint64 id, const char *key, const char *name)
{
  g_autoptr (ClinicChoice) choice = clinic_choice_new ();

  clinic_choice_set_id (choice, id);
  clinic_choice_set_key (choice, key);
  clinic_choice_set_name (choice, name);
  g_ptr_array_add (choices, g_steal_pointer (&choice));
}

static JsonObject *
get_field (SyncLists *self, const char *name)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  JsonNode *part = sync_dictionaries_get (dictionaries, SYNC_PART_DEAL_FIELDS);
  JsonObject *fields = bx_json_get_object (bx_json_node_object (part), "fields");

  return name != NULL ? bx_json_get_object (fields, name) : NULL;
}

/* (transfer full): the items of an enumeration; empty when the field is none */
static GPtrArray *
read_items (SyncLists *self, const char *name)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *items = bx_json_get_array (get_field (self, name), "items");
  guint length = items != NULL ? json_array_get_length (items) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *item = bx_json_node_object (json_array_get_element (items, i));
      gint64 id = bx_json_get_int (item, "ID", 0);
      const char *value = bx_json_get_string (item, "VALUE");

      if (id > 0 && value != NULL)
        add_choice (choices, id, NULL, value);
    }

  return choices;
}

/* crm.status.list is asked for in the order of SORT */
static GPtrArray *
read_sources (SyncLists *self)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  JsonArray *rows = bx_json_node_array (sync_dictionaries_get (dictionaries, SYNC_PART_STATUSES));
  guint length = rows != NULL ? json_array_get_length (rows) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *id = bx_json_get_string (row, "STATUS_ID");
      const char *name = bx_json_get_string (row, "NAME");

      if (g_strcmp0 (bx_json_get_string (row, "ENTITY_ID"), "SOURCE") == 0 && id != NULL &&
          name != NULL)
        add_choice (choices, 0, id, name);
    }

  return choices;
}

static void
fill_list (SyncLists *self, ClinicBookList list, GPtrArray *choices)
{
  clinic_model_reconcile (self->lists[list], choices, is_same_choice, update_choice);
}

/* --- doctors --- */

static int
compare_doctors (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *one = clinic_doctor_get_name (CLINIC_DOCTOR ((gpointer) a));
  const char *other = clinic_doctor_get_name (CLINIC_DOCTOR ((gpointer) b));

  return g_utf8_collate (one != NULL ? one : "", other != NULL ? other : "");
}

/* (transfer none) (nullable) */
static ClinicDoctor *
find_doctor (SyncLists *self, gint64 id)
{
  return g_hash_table_lookup (self->known, &id);
}

static void
list_doctor (SyncLists *self, gint64 id, const char *name, const char *specialty)
{
  ClinicDoctor *doctor = find_doctor (self, id);
  gboolean renamed;

  if (id <= 0 || name == NULL || *name == '\0')
    return;
  if (doctor == NULL)
    {
      doctor = clinic_doctor_new ();
      clinic_doctor_set_id (doctor, id);
      clinic_doctor_set_name (doctor, name);
      clinic_doctor_set_specialty (doctor, specialty);
      g_hash_table_insert (self->known, g_memdup2 (&id, sizeof id), doctor);
      g_list_store_insert_sorted (self->doctors, doctor, compare_doctors, NULL);
      return;
    }
  renamed = g_strcmp0 (clinic_doctor_get_name (doctor), name) != 0;
  clinic_doctor_set_name (doctor, name);
  if (specialty != NULL)
    clinic_doctor_set_specialty (doctor, specialty);
  if (renamed)
    g_list_store_sort (self->doctors, compare_doctors, NULL);
}

static const char *
find_usual_specialty (Tally *tally)
{
  const char *usual = NULL;
  guint most = 0;
  GHashTableIter iter;
  gpointer name;
  gpointer count;

  g_hash_table_iter_init (&iter, tally->specialties);
  while (g_hash_table_iter_next (&iter, &name, &count))
    {
      if (GPOINTER_TO_UINT (count) > most ||
          (GPOINTER_TO_UINT (count) == most && g_strcmp0 (name, usual) < 0))
        {
          most = GPOINTER_TO_UINT (count);
          usual = name;
        }
    }

  return usual;
}

static Tally *
tally_of (GHashTable *tallies, gint64 id)
{
  Tally *tally = g_hash_table_lookup (tallies, &id);

  if (tally == NULL)
    {
      tally = g_slice_new0 (Tally);
      tally->id = id;
      tally->specialties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (tallies, &tally->id, tally);
    }

  return tally;
}

static void
count_visit (GHashTable *tallies, ClinicAppointment *appointment)
{
  gint64 id = clinic_appointment_get_doctor_id (appointment);
  const char *specialty = clinic_appointment_get_specialty (appointment);
  Tally *tally;
  guint count;

  if (id <= 0)
    return;
  tally = tally_of (tallies, id);
  if (tally->name == NULL)
    tally->name = g_strdup (clinic_appointment_get_doctor_name (appointment));
  if (specialty == NULL)
    return;
  count = GPOINTER_TO_UINT (g_hash_table_lookup (tally->specialties, specialty));
  g_hash_table_replace (tally->specialties, g_strdup (specialty), GUINT_TO_POINTER (count + 1));
}

void
sync_lists_count_doctors (SyncLists *self, GPtrArray *appointments)
{
  g_autoptr (GHashTable) tallies =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) tally_free);
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (SYNC_IS_LISTS (self));

  for (guint i = 0; i < appointments->len; i++)
    count_visit (tallies, g_ptr_array_index (appointments, i));
  g_hash_table_iter_init (&iter, tallies);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Tally *tally = value;

      list_doctor (self, tally->id, tally->name, find_usual_specialty (tally));
    }
}

gboolean
sync_lists_knows_doctor (SyncLists *self, ClinicAppointment *appointment)
{
  gint64 id = clinic_appointment_get_doctor_id (appointment);

  g_return_val_if_fail (SYNC_IS_LISTS (self), TRUE);

  return id <= 0 || find_doctor (self, id) != NULL;
}

/* --- the object --- */

static void
on_dictionaries_changed_cb (SyncLists *self)
{
  const SyncFields *fields = sync_context_get_fields (self->context);
  g_autoptr (GPtrArray) specialties = read_items (self, fields->specialty);
  g_autoptr (GPtrArray) chairs = read_items (self, fields->chair);
  g_autoptr (GPtrArray) reasons = read_items (self, fields->reason);
  g_autoptr (GPtrArray) sources = read_sources (self);
  g_autoptr (GPtrArray) doctors = read_items (self, fields->doctor);

  fill_list (self, CLINIC_BOOK_SPECIALTIES, specialties);
  fill_list (self, CLINIC_BOOK_CHAIRS, chairs);
  fill_list (self, CLINIC_BOOK_REASONS, reasons);
  fill_list (self, CLINIC_BOOK_SOURCES, sources);
  for (guint i = 0; i < doctors->len; i++)
    {
      ClinicChoice *doctor = g_ptr_array_index (doctors, i);

      list_doctor (self, clinic_choice_get_id (doctor), clinic_choice_get_name (doctor), NULL);
    }
}

GListModel *
sync_lists_get_doctors (SyncLists *self)
{
  g_return_val_if_fail (SYNC_IS_LISTS (self), NULL);

  return G_LIST_MODEL (self->doctors);
}

GListModel *
sync_lists_get_list (SyncLists *self, ClinicBookList list)
{
  g_return_val_if_fail (SYNC_IS_LISTS (self), NULL);
  g_return_val_if_fail (list < N_LISTS, NULL);

  return G_LIST_MODEL (self->lists[list]);
}

static void
sync_lists_finalize (GObject *object)
{
  SyncLists *self = SYNC_LISTS (object);

  g_clear_object (&self->context);
  g_clear_object (&self->doctors);
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  g_clear_pointer (&self->known, g_hash_table_unref);

  G_OBJECT_CLASS (sync_lists_parent_class)->finalize (object);
}

static void
sync_lists_class_init (SyncListsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_lists_finalize;
}

static void
sync_lists_init (SyncLists *self)
{
  self->doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);
  for (guint i = 0; i < N_LISTS; i++)
    self->lists[i] = g_list_store_new (CLINIC_TYPE_CHOICE);
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

SyncLists *
sync_lists_new (SyncContext *context)
{
  SyncLists *self = g_object_new (SYNC_TYPE_LISTS, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (on_dictionaries_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_dictionaries_changed_cb (self);

  return self;
}
