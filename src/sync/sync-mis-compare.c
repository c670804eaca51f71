/* sync-mis-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-compare"

#include "sync-mis-compare.h"

#include "clinic-doctor.h"
#include "clinic-phone.h"
#include "clinic-reconcile.h"
#include "sync-send.h"

/* numbers that the store is asked for at once: a ringing call waits behind no more */
#define NUMBERS 200
/* appointments that are looked at before the window is drawn again */
#define SLICE 300

struct _SyncMisCompare
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  SyncBook *book;       /* unowned, outlives this */
  GHashTable *copies;   /* owned: id -> ClinicAppointment as it was compared last */
};

/* One comparison; owned by its task. Touched by the thread only while that runs. */
typedef struct
{
  GPtrArray *visits;       /* owned */
  GListModel *stages;      /* owned: copies */
  ClinicMisRules *rules;   /* owned: of these copies */
  GPtrArray *others;       /* owned, (nullable) */
  GArray *numbers;         /* owned: those of patients that were not asked for yet */
  GHashTable *patients;    /* owned: number -> GPtrArray of ClinicPatient */
  GHashTable *by_id;       /* owned: ids of the visits -> ClinicMisVisit, unowned */
  GPtrArray *real;         /* owned: the appointments to look at, as the book has them */
  guint next;              /* of real */
  GHashTable *chosen;      /* owned: id of an appointment -> the book's object, unowned */
  GPtrArray *copies;       /* owned: of those chosen */
  GHashTable *used;        /* owned: id -> copy: all copies that are still needed */
  GHashTable *undecided;   /* owned: targets */
  GHashTable *set_aside;   /* owned: ids of visits whose appointment somebody is changing */
  GHashTable *originators; /* owned: that have made an appointment of a visit that is there */
  GListStore *doctors;     /* owned: copies */
  gint64 from;
  gint64 to;
  gint64 now;
} Job;

G_DEFINE_FINAL_TYPE (SyncMisCompare, sync_mis_compare, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->visits, g_ptr_array_unref);
  g_clear_object (&job->stages);
  g_clear_object (&job->rules);
  g_clear_pointer (&job->others, g_ptr_array_unref);
  g_clear_pointer (&job->numbers, g_array_unref);
  g_clear_pointer (&job->patients, g_hash_table_unref);
  g_clear_pointer (&job->by_id, g_hash_table_unref);
  g_clear_pointer (&job->real, g_ptr_array_unref);
  g_clear_pointer (&job->chosen, g_hash_table_unref);
  g_clear_pointer (&job->copies, g_ptr_array_unref);
  g_clear_pointer (&job->used, g_hash_table_unref);
  g_clear_pointer (&job->undecided, g_hash_table_unref);
  g_clear_pointer (&job->set_aside, g_hash_table_unref);
  g_clear_pointer (&job->originators, g_hash_table_unref);
  g_clear_object (&job->doctors);
  g_free (job);
}

void
sync_mis_found_free (SyncMisFound *self)
{
  g_clear_pointer (&self->mismatches, g_ptr_array_unref);
  g_clear_pointer (&self->undecided, g_hash_table_unref);
  g_free (self);
}

/* --- in the thread --- */

static GPtrArray *
find_patients (ClinicMisVisit *visit, gpointer data)
{
  Job *job = data;
  const char *const *phones = clinic_mis_visit_get_phones (visit);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      gint64 key = (gint64) clinic_phone_key_number (phones[i]);
      GPtrArray *patients = key != 0 ? g_hash_table_lookup (job->patients, &key) : NULL;

      for (guint j = 0; patients != NULL && j < patients->len; j++)
        {
          if (!g_ptr_array_find (found, g_ptr_array_index (patients, j), NULL))
            g_ptr_array_add (found, g_ptr_array_index (patients, j));
        }
    }

  return found;
}

static void
compare_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  ClinicReconcileInput input = {
    .visits = job->visits,
    .appointments = job->copies,
    .rules = job->rules,
    .doctors = G_LIST_MODEL (job->doctors),
    .from = job->from,
    .to = job->to,
    .now = job->now,
    .find_patients = find_patients,
    .data = job,
  };

  g_task_return_pointer (task, clinic_reconcile (&input), (GDestroyNotify) g_ptr_array_unref);
}

/* --- what came of it --- */

/* the object that pages know, instead of its copy; (nullable) */
static ClinicAppointment *
find_real (Job *job, ClinicAppointment *copy)
{
  gint64 id = copy != NULL ? clinic_appointment_get_id (copy) : 0;

  return copy != NULL ? g_hash_table_lookup (job->chosen, &id) : NULL;
}

static void
dress (SyncMisCompare *self, Job *job, ClinicMismatch *mismatch)
{
  ClinicStage *stage = clinic_mismatch_get_stage (mismatch);
  ClinicAppointment *appointment = find_real (job, clinic_mismatch_get_appointment (mismatch));
  ClinicAppointment *other = find_real (job, clinic_mismatch_get_other (mismatch));

  clinic_mismatch_set_appointment (mismatch, appointment);
  clinic_mismatch_set_other (mismatch, other);
  if (stage != NULL)
    clinic_mismatch_set_stage (mismatch, sync_context_find_stage (self->context,
                                                                  clinic_stage_get_id (stage)));
}

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncMisCompare *self = SYNC_MIS_COMPARE (source);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *mismatches = g_task_propagate_pointer (G_TASK (result), &error);
  SyncMisFound *found;

  if (mismatches == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  found = g_new0 (SyncMisFound, 1);
  found->mismatches = mismatches;
  found->undecided = g_hash_table_ref (job->undecided);
  for (guint i = 0; i < mismatches->len; i++)
    dress (self, job, g_ptr_array_index (mismatches, i));
  g_task_return_pointer (task, found, (GDestroyNotify) sync_mis_found_free);
}

/* takes the task over */
static void
compare (GTask *task)
{
  g_autoptr (GTask) owned = task;
  SyncMisCompare *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GTask) worker = NULL;

  /* what was not looked at this time is gone */
  g_clear_pointer (&self->copies, g_hash_table_unref);
  self->copies = g_hash_table_ref (job->used);
  worker = g_task_new (self, cancellable, on_compared_cb, g_steal_pointer (&owned));
  g_task_set_source_tag (worker, compare);
  g_task_set_task_data (worker, job, NULL);
  g_task_run_in_thread (worker, compare_worker);
}

/* --- copies --- */

static gboolean
is_within (Job *job, ClinicAppointment *appointment)
{
  gint64 start = clinic_appointment_get_start (appointment);

  return start >= job->from && start < job->to;
}

static const char *
peek_originator (ClinicAppointment *appointment)
{
  const char *originator = clinic_appointment_get_originator (appointment);

  return originator != NULL ? originator : "";
}

/* (nullable): what the thread may look at instead of the page's */
static ClinicStage *
find_stage (Job *job, ClinicStage *stage)
{
  for (guint i = 0; stage != NULL && i < g_list_model_get_n_items (job->stages); i++)
    {
      g_autoptr (ClinicStage) copy = g_list_model_get_item (job->stages, i);

      if (g_strcmp0 (clinic_stage_get_id (copy), clinic_stage_get_id (stage)) == 0)
        return copy; /* the list has it */
    }

  return NULL;
}

static ClinicAppointment *
ensure_copy (SyncMisCompare *self, Job *job, ClinicAppointment *appointment)
{
  gint64 id = clinic_appointment_get_id (appointment);
  ClinicAppointment *copy = g_hash_table_lookup (self->copies, &id);

  copy = copy != NULL ? g_object_ref (copy) : clinic_appointment_new ();
  clinic_appointment_update (copy, appointment);
  clinic_appointment_set_stage (copy, find_stage (job, clinic_appointment_get_stage (appointment)));

  return copy;
}

/* What somebody is changing here is neither compared nor forgotten. */
static void
set_aside (Job *job, ClinicAppointment *appointment)
{
  const char *key = clinic_appointment_get_mis_id (appointment);

  g_hash_table_add (job->undecided, g_strdup_printf ("a%" G_GINT64_FORMAT,
                                                     clinic_appointment_get_id (appointment)));
  if (key != NULL)
    g_hash_table_add (job->set_aside, g_strdup (key));
}

static void
look_at (SyncMisCompare *self, Job *job, ClinicAppointment *appointment)
{
  gint64 id = clinic_appointment_get_id (appointment);
  const char *key = clinic_appointment_get_mis_id (appointment);
  gboolean present = key != NULL && g_hash_table_contains (job->by_id, key);
  ClinicAppointment *copy;

  if ((!present && !is_within (job, appointment)) || g_hash_table_contains (job->chosen, &id))
    return;
  /* one that is being made has no id, and keeps its visit from being made into another */
  if (id > 0 && clinic_appointment_get_pending (appointment))
    {
      set_aside (job, appointment);
      return;
    }
  if (present)
    g_hash_table_add (job->originators, g_strdup (peek_originator (appointment)));
  copy = ensure_copy (self, job, appointment);
  g_ptr_array_add (job->copies, copy);
  g_hash_table_insert (job->used, g_memdup2 (&id, sizeof id), g_object_ref (copy));
  g_hash_table_insert (job->chosen, g_memdup2 (&id, sizeof id), appointment);
}

/* An id that another system than the medical one gave (a site's form, a booking service) is that of
 * no visit. Which system is which nobody says: one is the medical system when it has made an
 * appointment of a visit that is there. */
static gboolean
is_foreign (Job *job, ClinicAppointment *copy)
{
  const char *key = clinic_appointment_get_mis_id (copy);
  const char *originator = peek_originator (copy);

  if (key == NULL || g_strcmp0 (key, clinic_appointment_get_origin (copy)) != 0 ||
      *originator == '\0' || g_str_equal (originator, SYNC_ORIGINATOR_MIS))
    return FALSE;

  return !g_hash_table_contains (job->originators, originator);
}

/* what is set aside is compared on neither side */
static void
leave_out (Job *job)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < job->copies->len; i++)
    {
      ClinicAppointment *copy = g_ptr_array_index (job->copies, i);
      const char *key = clinic_appointment_get_mis_id (copy);

      if (key != NULL && g_hash_table_contains (job->set_aside, key))
        {
          set_aside (job, copy);
          continue;
        }
      if (is_foreign (job, copy))
        clinic_appointment_set_mis_id (copy, NULL);
      g_ptr_array_add (copies, g_object_ref (copy));
    }
  for (guint i = 0; i < job->visits->len; i++)
    {
      ClinicMisVisit *visit = g_ptr_array_index (job->visits, i);

      if (!g_hash_table_contains (job->set_aside, clinic_mis_visit_get_id (visit)))
        g_ptr_array_add (visits, g_object_ref (visit));
    }
  g_clear_pointer (&job->copies, g_ptr_array_unref);
  job->copies = g_steal_pointer (&copies);
  g_clear_pointer (&job->visits, g_ptr_array_unref);
  job->visits = g_steal_pointer (&visits);
}

static gboolean
on_slice_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  SyncMisCompare *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  guint end = MIN (job->next + SLICE, job->real->len);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  for (; job->next < end; job->next++)
    look_at (self, job, g_ptr_array_index (job->real, job->next));
  if (job->next < job->real->len)
    return G_SOURCE_CONTINUE;
  leave_out (job);
  compare (g_steal_pointer (&task));

  return G_SOURCE_REMOVE;
}

static void
add_all (GPtrArray *array, GListModel *model)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (array, g_list_model_get_item (model, i));
}

static void
copy_doctors (Job *job, GListModel *doctors)
{
  for (guint i = 0; i < g_list_model_get_n_items (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);
      g_autoptr (ClinicDoctor) copy = clinic_doctor_new ();

      clinic_doctor_update (copy, doctor);
      g_list_store_append (job->doctors, copy);
    }
}

/* takes the task over */
static void
copy_book (GTask *task)
{
  SyncMisCompare *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  ClinicBook *book = CLINIC_BOOK (self->book);

  add_all (job->real, clinic_book_get_appointments (book));
  for (guint i = 0; job->others != NULL && i < job->others->len; i++)
    g_ptr_array_add (job->real, g_object_ref (g_ptr_array_index (job->others, i)));
  copy_doctors (job, clinic_book_get_doctors (book));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_slice_cb, task, g_object_unref);
}

/* --- patients --- */

static void ask_numbers (GTask *task);

static void
add_patient (Job *job, ClinicPatient *patient)
{
  const char *const *phones = clinic_patient_get_phones (patient);

  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      gint64 key = (gint64) clinic_phone_key_number (phones[i]);
      GPtrArray *known = key != 0 ? g_hash_table_lookup (job->patients, &key) : NULL;

      /* numbers that nobody asked for lead nowhere */
      if (known == NULL)
        continue;
      for (guint j = 0; j < known->len; j++)
        {
          if (clinic_patient_get_id (g_ptr_array_index (known, j)) ==
              clinic_patient_get_id (patient))
            return;
        }
      g_ptr_array_add (known, g_object_ref (patient));
    }
}

static void
on_patients_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) patients =
    store_repository_list_with_numbers_finish (STORE_REPOSITORY (source), result, &error);

  if (patients == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < patients->len; i++)
    add_patient (job, g_ptr_array_index (patients, i));
  ask_numbers (g_steal_pointer (&task));
}

/* takes the task over */
static void
ask_numbers (GTask *task)
{
  SyncMisCompare *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GArray) keys = NULL;
  guint length = MIN (NUMBERS, job->numbers->len);

  if (length == 0)
    {
      copy_book (task);
      return;
    }
  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), length);
  g_array_append_vals (keys, &g_array_index (job->numbers, gint64, job->numbers->len - length),
                       length);
  g_array_set_size (job->numbers, job->numbers->len - length);
  store_repository_list_with_numbers_async (sync_context_get_store (self->context), keys,
                                            g_task_get_cancellable (task), on_patients_cb, task);
}

static void
note_visit (Job *job, ClinicMisVisit *visit)
{
  const char *const *phones = clinic_mis_visit_get_phones (visit);

  if (clinic_mis_visit_get_id (visit) != NULL)
    g_hash_table_insert (job->by_id, (gpointer) clinic_mis_visit_get_id (visit), visit);
  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      gint64 key = (gint64) clinic_phone_key_number (phones[i]);

      if (key == 0 || g_hash_table_contains (job->patients, &key))
        continue;
      g_hash_table_insert (job->patients, g_memdup2 (&key, sizeof key),
                           g_ptr_array_new_with_free_func (g_object_unref));
      g_array_append_val (job->numbers, key);
    }
}

static Job *
job_new (GPtrArray *visits, GListModel *stages, ClinicMisRules *rules, GPtrArray *others)
{
  Job *job = g_new0 (Job, 1);

  job->visits = g_ptr_array_ref (visits);
  job->stages = g_object_ref (stages);
  job->rules = g_object_ref (rules);
  job->others = others != NULL ? g_ptr_array_ref (others) : NULL;
  job->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->patients =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  job->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  job->real = g_ptr_array_new_with_free_func (g_object_unref);
  job->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  job->copies = g_ptr_array_new_with_free_func (g_object_unref);
  job->used = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  job->undecided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->set_aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->originators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);

  return job;
}

void
sync_mis_compare_async (SyncMisCompare *self,
                        GPtrArray *visits,
                        GListModel *stages,
                        ClinicMisRules *rules,
                        GPtrArray *others,
                        gint64 from,
                        gint64 to,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (SYNC_IS_MIS_COMPARE (self));
  g_return_if_fail (visits != NULL);

  job = job_new (visits, stages, rules, others);
  job->from = from;
  job->to = to;
  job->now = sync_context_get_now (self->context);
  g_task_set_source_tag (task, sync_mis_compare_async);
  g_task_set_task_data (task, job, job_free);
  for (guint i = 0; i < visits->len; i++)
    note_visit (job, g_ptr_array_index (visits, i));
  ask_numbers (g_steal_pointer (&task));
}

SyncMisSeen
sync_mis_compare_look (SyncMisCompare *self, ClinicAppointment *appointment)
{
  gint64 id = clinic_appointment_get_id (appointment);
  ClinicAppointment *copy = g_hash_table_lookup (self->copies, &id);

  if (copy == NULL || clinic_appointment_get_pending (appointment))
    return SYNC_MIS_SEEN_NOT;

  return clinic_appointment_get_start (copy) == clinic_appointment_get_start (appointment) &&
             clinic_appointment_get_minutes (copy) ==
               clinic_appointment_get_minutes (appointment) &&
             clinic_appointment_get_doctor_id (copy) ==
               clinic_appointment_get_doctor_id (appointment) &&
             clinic_appointment_get_patient_id (copy) ==
               clinic_appointment_get_patient_id (appointment) &&
             clinic_appointment_get_confirmation (copy) ==
               clinic_appointment_get_confirmation (appointment) &&
             g_strcmp0 (clinic_appointment_get_stage_id (copy),
                        clinic_appointment_get_stage_id (appointment)) == 0
           ? SYNC_MIS_SEEN_SAME
           : SYNC_MIS_SEEN_CHANGED;
}

SyncMisFound *
sync_mis_compare_finish (SyncMisCompare *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sync_mis_compare_finalize (GObject *object)
{
  SyncMisCompare *self = SYNC_MIS_COMPARE (object);

  g_clear_pointer (&self->copies, g_hash_table_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_mis_compare_parent_class)->finalize (object);
}

static void
sync_mis_compare_class_init (SyncMisCompareClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_mis_compare_finalize;
}

static void
sync_mis_compare_init (SyncMisCompare *self)
{
  self->copies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

SyncMisCompare *
sync_mis_compare_new (SyncContext *context, SyncBook *book)
{
  SyncMisCompare *self = g_object_new (SYNC_TYPE_MIS_COMPARE, NULL);

  self->context = g_object_ref (context);
  self->book = book;

  return self;
}
