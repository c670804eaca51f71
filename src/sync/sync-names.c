/* sync-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-names"

#include "sync-names.h"

#include "bx-json.h"
#include "sync-map.h"

#define PAGE 50
/* milliseconds: pages of visits come one after another */
#define GATHER_MS 100

struct _SyncNames
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned */
  GHashTable *wanted;        /* owned: ids */
  GHashTable *missing;       /* owned: ids that the index does not have */
  GHashTable *asked;         /* owned: ids that the portal was asked for */
  guint gather_id;
  gboolean asking;
};

enum
{
  PATIENTS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncNames, sync_names, G_TYPE_OBJECT)

static void
add_id (GHashTable *ids, gint64 id)
{
  g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

/* (transfer full) */
static GArray *
list_ids (GHashTable *ids)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (list, *(gint64 *) id);

  return list;
}

/* --- the portal --- */

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_import_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("Patients cannot be kept: %s", error->message);
}

/* patients: kept alive by the import, whose rows borrow their texts */
static void
keep (SyncNames *self, GPtrArray *patients)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (StorePatientRow));

  for (guint i = 0; i < patients->len; i++)
    {
      ClinicPatient *patient = g_ptr_array_index (patients, i);
      StorePatientRow row = { .id = clinic_patient_get_id (patient),
                              .modified = clinic_patient_get_modified (patient),
                              .last_name = clinic_patient_get_last_name (patient),
                              .first_name = clinic_patient_get_first_name (patient),
                              .second_name = clinic_patient_get_second_name (patient),
                              .birth_date = clinic_patient_get_birth_date (patient),
                              .important = clinic_patient_get_important (patient),
                              .comments = clinic_patient_get_comments (patient),
                              .responsible_id = clinic_patient_get_responsible_id (patient),
                              .do_not_call = clinic_patient_get_do_not_call (patient),
                              .phones = clinic_patient_get_phones (patient) };

      g_array_append_val (rows, row);
    }
  store_repository_import_async (sync_context_get_store (self->context), rows,
                                 g_ptr_array_ref (patients), (GDestroyNotify) g_ptr_array_unref,
                                 NULL, NULL, NULL, on_kept_cb, NULL);
}

static void
take_page (SyncNames *self, GPtrArray *patients, BxAnswer *answer)
{
  JsonArray *rows = bx_json_get_array (bx_answer_get_object (answer), "items");
  guint length = rows != NULL ? json_array_get_length (rows) : 0;

  for (guint i = 0; i < length; i++)
    {
      ClinicPatient *patient =
        sync_map_patient (self->context, bx_json_node_object (json_array_get_element (rows, i)));

      if (patient != NULL)
        g_ptr_array_add (patients, patient);
    }
}

static void ask_portal (SyncNames *self);

static void
on_answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncNames) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_object_unref);

  self->asking = FALSE;
  if (answers == NULL)
    {
      g_debug ("Names did not come: %s", error->message);
      return;
    }
  for (guint i = 0; i < BX_BATCH_MAX; i++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", i);
      g_autoptr (BxAnswer) answer = NULL;

      if (!bx_batch_answer_has (answers, key))
        break;
      answer = bx_batch_answer_dup (answers, key, NULL);
      if (answer != NULL)
        take_page (self, patients, answer);
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (patients->len > 0)
    {
      keep (self, patients);
      g_signal_emit (self, signals[PATIENTS], 0, patients);
    }
  /* whom somebody wanted meanwhile */
  ask_portal (self);
}

static void
add_page (BxBatch *batch, GArray *ids, guint page)
{
  g_autofree char *key = g_strdup_printf ("p%u", page);
  g_autoptr (JsonNode) params = bx_json_build ("{'entityTypeId': 3, 'start': -1, 'select': ['*']}");
  JsonObject *filter = json_object_new ();
  JsonArray *wanted = json_array_new ();

  for (guint i = page * PAGE; i < MIN ((page + 1) * PAGE, ids->len); i++)
    json_array_add_int_element (wanted, g_array_index (ids, gint64, i));
  json_object_set_array_member (filter, "@id", wanted);
  json_object_set_object_member (json_node_get_object (params), "filter", filter);
  bx_batch_add (batch, key, "crm.item.list", params, NULL);
}

/* each is asked for once a run: who is not there now is told with the changes of the index */
static void
ask_portal (SyncNames *self)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (GArray) ids = NULL;

  /* the index is being filled: it will have them */
  if (self->asking || g_hash_table_size (self->missing) == 0 ||
      clinic_link_get_syncing (sync_context_get_link (self->context)))
    return;
  ids = list_ids (self->missing);
  g_array_set_size (ids, MIN (ids->len, PAGE * BX_BATCH_MAX));
  for (guint i = 0; i < ids->len; i++)
    {
      add_id (self->asked, g_array_index (ids, gint64, i));
      g_hash_table_remove (self->missing, &g_array_index (ids, gint64, i));
    }
  for (guint page = 0; page * PAGE < ids->len; page++)
    add_page (batch, ids, page);
  self->asking = TRUE;
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, self->cancellable, on_answers_cb, g_object_ref (self));
}

/* --- the index --- */

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncNames) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) patients =
    store_repository_get_patients_finish (STORE_REPOSITORY (source), result, &error);

  if (patients == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; i < patients->len; i++)
    {
      gint64 id = clinic_patient_get_id (g_ptr_array_index (patients, i));

      g_hash_table_remove (self->missing, &id);
    }
  if (patients->len > 0)
    g_signal_emit (self, signals[PATIENTS], 0, patients);
  ask_portal (self);
}

static gboolean
on_gathered_cb (gpointer user_data)
{
  SyncNames *self = user_data;
  g_autoptr (GArray) ids = list_ids (self->wanted);

  self->gather_id = 0;
  g_hash_table_remove_all (self->wanted);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!g_hash_table_contains (self->asked, &id))
        add_id (self->missing, id);
    }
  store_repository_get_patients_async (sync_context_get_store (self->context), ids,
                                       self->cancellable, on_stored_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

void
sync_names_want (SyncNames *self, gint64 patient_id)
{
  g_return_if_fail (SYNC_IS_NAMES (self));

  if (patient_id <= 0 || g_cancellable_is_cancelled (self->cancellable))
    return;
  add_id (self->wanted, patient_id);
  if (self->gather_id == 0)
    self->gather_id = g_timeout_add (GATHER_MS, on_gathered_cb, self);
}

void
sync_names_renew (SyncNames *self, gint64 patient_id)
{
  g_return_if_fail (SYNC_IS_NAMES (self));

  if (patient_id <= 0 || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_hash_table_remove (self->asked, &patient_id);
  add_id (self->missing, patient_id);
  ask_portal (self);
}

/* the index is filled: now it has them, or they are not in it */
static void
on_syncing_cb (SyncNames *self)
{
  g_autoptr (GArray) ids = list_ids (self->missing);

  if (clinic_link_get_syncing (sync_context_get_link (self->context)))
    return;
  for (guint i = 0; i < ids->len; i++)
    sync_names_want (self, g_array_index (ids, gint64, i));
}

void
sync_names_stop (SyncNames *self)
{
  g_return_if_fail (SYNC_IS_NAMES (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->gather_id, g_source_remove);
}

static void
sync_names_dispose (GObject *object)
{
  SyncNames *self = SYNC_NAMES (object);

  g_clear_handle_id (&self->gather_id, g_source_remove);

  G_OBJECT_CLASS (sync_names_parent_class)->dispose (object);
}

static void
sync_names_finalize (GObject *object)
{
  SyncNames *self = SYNC_NAMES (object);

  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);

  G_OBJECT_CLASS (sync_names_parent_class)->finalize (object);
}

static void
sync_names_class_init (SyncNamesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_names_dispose;
  object_class->finalize = sync_names_finalize;

  signals[PATIENTS] = g_signal_new ("patients", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
sync_names_init (SyncNames *self)
{
  self->cancellable = g_cancellable_new ();
  self->wanted = new_id_set ();
  self->missing = new_id_set ();
  self->asked = new_id_set ();
}

SyncNames *
sync_names_new (SyncContext *context)
{
  SyncNames *self = g_object_new (SYNC_TYPE_NAMES, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (sync_context_get_link (context), "notify::syncing",
                           G_CALLBACK (on_syncing_cb), self, G_CONNECT_SWAPPED);

  return self;
}
