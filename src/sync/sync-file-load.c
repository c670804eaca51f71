/* sync-file-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-file-load"

#include "sync-file-load.h"

#include "bx-error.h"
#include "bx-json.h"
#include "clinic-first-visit.h"
#include "clinic-model.h"
#include "sync-comments.h"
#include "sync-fields.h"
#include "sync-forget.h"
#include "sync-map.h"

#define MOST_CALLS 100
#define PAGE 50
/* a visit that began so many seconds ago and is not over still counts as the next one */
#define STILL_NEXT (30 * 60)

typedef struct
{
  SyncContext *context; /* owned */
  GWeakRef file;        /* the file, as long as somebody looks at it */
  gint64 patient_id;
} Load;

static void ask_portal (GTask *task);

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->context);
  g_weak_ref_clear (&load->file);
  g_slice_free (Load, load);
}

/* --- filling the file --- */

static gboolean
same_appointment (gpointer kept, gpointer fresh)
{
  return clinic_appointment_get_id (kept) == clinic_appointment_get_id (fresh);
}

static gboolean
same_lead (gpointer kept, gpointer fresh)
{
  return clinic_lead_get_id (kept) == clinic_lead_get_id (fresh);
}

static gboolean
same_call (gpointer kept, gpointer fresh)
{
  return g_strcmp0 (clinic_call_record_get_id (kept), clinic_call_record_get_id (fresh)) == 0;
}

static int
compare_soonest (gconstpointer a, gconstpointer b)
{
  gint64 one = clinic_appointment_get_start (*(ClinicAppointment **) a);
  gint64 other = clinic_appointment_get_start (*(ClinicAppointment **) b);

  /* those without a time come last */
  if (one == 0 || other == 0)
    return (one == 0) - (other == 0);

  return (one > other) - (one < other);
}

static int
compare_latest (gconstpointer a, gconstpointer b)
{
  return -compare_soonest (a, b);
}

static void
set_stage (Load *load, ClinicAppointment *visit)
{
  if (clinic_appointment_get_stage (visit) == NULL)
    clinic_appointment_set_stage (visit, sync_context_find_stage (load->context,
                                                                  clinic_appointment_get_stage_id (
                                                                    visit)));
}

/* Whether the next visit counts as first; without one, whether a visit today would. An incomplete
 * history proves only what it holds. */
static void
decide_first_visit (Load *load, ClinicPatientFile *file, gboolean complete)
{
  GSettings *settings = sync_context_get_settings (load->context);
  guint months = settings != NULL ? (guint) g_settings_get_int (settings, "first-visit-months") : 6;
  GListModel *past = clinic_patient_file_get_past (file);
  g_autoptr (ClinicAppointment) next =
    g_list_model_get_item (clinic_patient_file_get_upcoming (file), 0);
  gint64 visit = next != NULL && clinic_appointment_get_start (next) > 0
                   ? clinic_appointment_get_start (next)
                   : sync_context_get_now (load->context);
  gint64 last = 0;
  ClinicFirstVisit answer = CLINIC_FIRST_VISIT_UNKNOWN;

  for (guint i = 0; i < g_list_model_get_n_items (past); i++)
    {
      g_autoptr (ClinicAppointment) before = g_list_model_get_item (past, i);

      if (clinic_appointment_get_kind (before) == CLINIC_STAGE_KIND_SUCCESS)
        last = MAX (last, clinic_appointment_get_start (before));
    }
  if (complete || last > 0)
    answer = clinic_first_visit_is_first (last, visit, months) ? CLINIC_FIRST_VISIT_YES
                                                               : CLINIC_FIRST_VISIT_NO;
  clinic_patient_file_set_first_visit (file, answer);
}

static void
fill_visits (Load *load, ClinicPatientFile *file, GPtrArray *visits, gboolean complete)
{
  g_autoptr (GPtrArray) upcoming = g_ptr_array_new ();
  g_autoptr (GPtrArray) past = g_ptr_array_new ();
  gint64 now = sync_context_get_now (load->context);

  for (guint i = 0; i < visits->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (visits, i);
      gint64 start = clinic_appointment_get_start (visit);
      gboolean open = clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS;

      set_stage (load, visit);
      g_ptr_array_add (start >= now || (open && (start == 0 || start >= now - STILL_NEXT))
                         ? upcoming
                         : past,
                       visit);
    }
  g_ptr_array_sort (upcoming, compare_soonest);
  g_ptr_array_sort (past, compare_latest);
  clinic_model_reconcile (G_LIST_STORE (clinic_patient_file_get_upcoming (file)), upcoming,
                          same_appointment, (ClinicModelUpdate) clinic_appointment_update);
  clinic_model_reconcile (G_LIST_STORE (clinic_patient_file_get_past (file)), past,
                          same_appointment, (ClinicModelUpdate) clinic_appointment_update);
  decide_first_visit (load, file, complete);
}

static void
fill_patient (ClinicPatientFile *file, ClinicPatient *patient)
{
  ClinicPatient *known = clinic_patient_file_get_patient (file);

  if (known != NULL)
    clinic_patient_update (known, patient);
  else
    clinic_patient_file_set_patient (file, patient);
}

static void
fill_calls (ClinicPatientFile *file, GPtrArray *calls)
{
  clinic_model_reconcile (G_LIST_STORE (clinic_patient_file_get_calls (file)), calls, same_call,
                          (ClinicModelUpdate) clinic_call_record_update);
}

/* --- from the store --- */

static void
on_stored_calls_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  g_autoptr (ClinicPatientFile) file = g_weak_ref_get (&load->file);
  g_autoptr (GPtrArray) calls =
    store_repository_calls_of_finish (STORE_REPOSITORY (source), result, NULL);

  if (file != NULL && calls != NULL)
    fill_calls (file, calls);
  g_clear_object (&file);
  ask_portal (g_steal_pointer (&task));
}

static void
on_stored_visits_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (ClinicPatientFile) file = g_weak_ref_get (&load->file);
  g_autoptr (GPtrArray) visits =
    store_repository_appointments_of_finish (STORE_REPOSITORY (source), result, NULL);

  if (file != NULL && visits != NULL)
    fill_visits (load, file, visits, FALSE);
  g_clear_object (&file);
  store_repository_calls_of_async (STORE_REPOSITORY (source), load->patient_id, MOST_CALLS,
                                   cancellable, on_stored_calls_cb, g_steal_pointer (&task));
}

static void
on_stored_patient_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (ClinicPatientFile) file = g_weak_ref_get (&load->file);
  g_autoptr (ClinicPatient) patient =
    store_repository_get_patient_finish (STORE_REPOSITORY (source), result, NULL);

  if (file != NULL && patient != NULL)
    {
      clinic_patient_file_set_as_of (file, clinic_link_get_last_answer (
                                             sync_context_get_link (load->context)));
      fill_patient (file, patient);
    }
  g_clear_object (&file);
  store_repository_appointments_of_async (STORE_REPOSITORY (source), load->patient_id, cancellable,
                                          on_stored_visits_cb, g_steal_pointer (&task));
}

/* --- into the store --- */

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_import_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("A patient cannot be kept: %s", error->message);
}

static void
keep_patient (Load *load, ClinicPatient *patient)
{
  /* the row borrows the texts of an object that nobody else has */
  ClinicPatient *copy = clinic_patient_new ();
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (StorePatientRow));
  StorePatientRow row = { .id = clinic_patient_get_id (patient) };

  clinic_patient_update (copy, patient);
  row.modified = clinic_patient_get_modified (copy);
  row.last_name = clinic_patient_get_last_name (copy);
  row.first_name = clinic_patient_get_first_name (copy);
  row.second_name = clinic_patient_get_second_name (copy);
  row.birth_date = clinic_patient_get_birth_date (copy);
  row.important = clinic_patient_get_important (copy);
  row.comments = clinic_patient_get_comments (copy);
  row.responsible_id = clinic_patient_get_responsible_id (copy);
  row.do_not_call = clinic_patient_get_do_not_call (copy);
  row.phones = clinic_patient_get_phones (copy);
  g_array_append_val (rows, row);
  store_repository_import_async (sync_context_get_store (load->context), rows, copy, g_object_unref,
                                 NULL, NULL, NULL, on_put_cb, NULL);
}

static void
on_visits_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_appointments_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("Visits cannot be kept: %s", error->message);
}

static void
forget_patient (Load *load)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, load->patient_id);
  sync_forget_patients (load->context, ids);
}

/* --- from the portal --- */

static void
take_visits (Load *load, ClinicPatientFile *file, BxBatchAnswer *answers)
{
  g_autoptr (GPtrArray) visits =
    sync_map_rows (load->context, answers, "visits", (SyncMapFunc) sync_map_appointment);
  g_autoptr (GPtrArray) timed = g_ptr_array_new ();

  if (visits == NULL)
    return;
  for (guint i = 0; i < visits->len; i++)
    {
      if (clinic_appointment_get_start (g_ptr_array_index (visits, i)) > 0)
        g_ptr_array_add (timed, g_ptr_array_index (visits, i));
    }
  store_repository_put_appointments_async (sync_context_get_store (load->context), timed, NULL,
                                           on_visits_put_cb, NULL);
  fill_visits (load, file, visits, visits->len < PAGE);
}

static void
take_comments (Load *load, ClinicPatientFile *file, BxBatchAnswer *answers)
{
  g_autoptr (GPtrArray) told =
    sync_map_rows (load->context, answers, "comments", (SyncMapFunc) sync_map_comment);

  if (told != NULL)
    sync_comments_take (clinic_patient_file_get_comments (file), told);
}

static int
compare_leads (gconstpointer a, gconstpointer b)
{
  ClinicLead *one = *(ClinicLead **) a;
  ClinicLead *other = *(ClinicLead **) b;

  if (clinic_lead_get_open (one) != clinic_lead_get_open (other))
    return clinic_lead_get_open (one) ? -1 : 1;

  return clinic_lead_get_created (one) > clinic_lead_get_created (other) ? -1 : 1;
}

static void
take_leads (Load *load, ClinicPatientFile *file, BxBatchAnswer *answers)
{
  g_autoptr (GPtrArray) leads =
    sync_map_rows (load->context, answers, "leads", (SyncMapFunc) sync_map_lead);

  if (leads == NULL)
    return;
  g_ptr_array_sort (leads, compare_leads);
  clinic_model_reconcile (G_LIST_STORE (clinic_patient_file_get_leads (file)), leads, same_lead,
                          (ClinicModelUpdate) clinic_lead_update);
}

static void
on_all_calls_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  g_autoptr (ClinicPatientFile) file = g_weak_ref_get (&load->file);
  g_autoptr (GPtrArray) calls =
    store_repository_calls_of_finish (STORE_REPOSITORY (source), result, NULL);

  if (file != NULL && calls != NULL)
    fill_calls (file, calls);
  g_task_return_boolean (task, TRUE);
}

/* The store knows which calls are hers by her numbers too, so all go through it. */
static void
on_calls_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_calls_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("Calls cannot be kept: %s", error->message);
  store_repository_calls_of_async (STORE_REPOSITORY (source), load->patient_id, MOST_CALLS,
                                   cancellable, on_all_calls_cb, g_steal_pointer (&task));
}

/* FALSE when the portal does not have this patient any more */
static gboolean
take_patient (Load *load, ClinicPatientFile *file, BxBatchAnswer *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, "patient", &error);
  g_autoptr (ClinicPatient) patient = NULL;

  if (answer == NULL)
    {
      if (g_error_matches (error, BX_ERROR, BX_ERROR_NOT_FOUND))
        return FALSE;
      clinic_patient_file_set_problem (file, error->message);
      clinic_patient_file_set_state (file, CLINIC_LOAD_STALE);
      return TRUE;
    }
  patient =
    sync_map_patient (load->context, bx_json_get_object (bx_answer_get_object (answer), "item"));
  if (patient == NULL)
    return FALSE;
  keep_patient (load, patient);
  fill_patient (file, patient);
  clinic_patient_file_set_as_of (file, sync_context_get_now (load->context));
  clinic_patient_file_set_problem (file, NULL);
  clinic_patient_file_set_state (file, CLINIC_LOAD_READY);

  return TRUE;
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  g_autoptr (ClinicPatientFile) file = g_weak_ref_get (&load->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) calls = NULL;

  if (answers != NULL)
    sync_context_note_success (load->context);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sync_context_note_error (load->context, error);
  if (file != NULL && answers == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      clinic_patient_file_set_problem (file, error->message);
      clinic_patient_file_set_state (file, CLINIC_LOAD_STALE);
    }
  if (file == NULL || answers == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  if (!take_patient (load, file, answers))
    {
      forget_patient (load);
      clinic_patient_file_set_state (file, CLINIC_LOAD_MISSING);
      g_task_return_boolean (task, FALSE);
      return;
    }
  take_visits (load, file, answers);
  take_comments (load, file, answers);
  take_leads (load, file, answers);
  calls = sync_map_rows (load->context, answers, "calls", (SyncMapFunc) sync_map_call);
  if (calls == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  store_repository_put_calls_async (sync_context_get_store (load->context), calls,
                                    g_task_get_cancellable (task), on_calls_put_cb,
                                    g_object_ref (task));
}

/* crm.item.list of what a patient is bound to, the latest first */
static JsonNode *
new_list_params (Load *load, int entity_type, const char *order, JsonArray *select)
{
  JsonNode *params =
    bx_json_build ("{'entityTypeId': %d, 'start': -1, 'filter': {'contactId': %" G_GINT64_FORMAT
                   "}}",
                   entity_type, load->patient_id);
  JsonObject *order_object = json_object_new ();

  json_object_set_string_member (order_object, order, "DESC");
  json_object_set_object_member (json_node_get_object (params), "order", order_object);
  json_object_set_array_member (json_node_get_object (params), "select", select);

  return params;
}

static JsonArray *
new_lead_select (void)
{
  static const char *const columns[] = { "id",       "title",       "stageId",  "stageSemanticId",
                                         "sourceId", "createdTime", "contactId" };
  JsonArray *select = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    json_array_add_string_element (select, columns[i]);

  return select;
}

static BxBatch *
build_batch (Load *load)
{
  const SyncFields *fields = sync_context_get_fields (load->context);
  gboolean by_time = sync_field_is_comparable (fields->visit_time);
  BxBatch *batch = bx_batch_new (FALSE);

  bx_batch_ask (batch, "patient", "crm.item.get",
                bx_json_build ("{'entityTypeId': 3, 'id': %" G_GINT64_FORMAT "}",
                               load->patient_id));
  bx_batch_ask (batch, "visits", "crm.item.list",
                new_list_params (load, 2, by_time ? fields->visit_time : "id",
                                 sync_map_appointment_select (load->context)));
  bx_batch_ask (batch, "comments", "crm.timeline.comment.list",
                bx_json_build ("{'filter': {'ENTITY_ID': %" G_GINT64_FORMAT
                               ", 'ENTITY_TYPE': 'contact'}, 'order': {'ID': 'DESC'}}",
                               load->patient_id));
  if (!clinic_link_get_simple_crm (sync_context_get_link (load->context)))
    bx_batch_ask (batch, "leads", "crm.item.list",
                  new_list_params (load, 1, "id", new_lead_select ()));
  if (sync_context_has_scope (load->context, "telephony"))
    bx_batch_ask (
      batch, "calls", "voximplant.statistic.get",
      bx_json_build ("{'FILTER': {'CRM_ENTITY_TYPE': 'CONTACT', 'CRM_ENTITY_ID': %" G_GINT64_FORMAT
                     "}, 'SORT': 'ID', 'ORDER': 'DESC', 'start': -1}",
                     load->patient_id));

  return batch;
}

static void
ask_portal (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ClinicPatientFile) file = g_weak_ref_get (&load->file);
  g_autoptr (BxBatch) batch = NULL;

  if (file == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task)) ||
      !sync_context_has_scope (load->context, "crm"))
    {
      if (file != NULL)
        clinic_patient_file_set_state (file, CLINIC_LOAD_STALE);
      g_task_return_boolean (task, FALSE);
      g_clear_object (&task);
      return;
    }
  batch = build_batch (load);
  bx_client_batch_async (sync_context_get_client (load->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, g_task_get_cancellable (task), on_batch_cb, task);
}

void
sync_file_load (SyncContext *context,
                ClinicPatientFile *file,
                gboolean from_store,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_slice_new0 (Load);

  g_task_set_source_tag (task, sync_file_load);
  load->context = g_object_ref (context);
  load->patient_id = clinic_patient_file_get_patient_id (file);
  g_weak_ref_init (&load->file, file);
  g_task_set_task_data (task, load, load_free);
  if (from_store)
    store_repository_get_patient_async (sync_context_get_store (context), load->patient_id,
                                        cancellable, on_stored_patient_cb, g_steal_pointer (&task));
  else
    ask_portal (g_steal_pointer (&task));
}

gboolean
sync_file_load_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
