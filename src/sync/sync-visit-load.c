/* sync-visit-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-visit-load"

#include "sync-visit-load.h"

#include "bx-error.h"
#include "bx-json.h"
#include "bx-uri.h"
#include "clinic-model.h"
#include "sync-comments.h"
#include "sync-map.h"

#define MOST_CALLS 100

typedef struct
{
  SyncContext *context; /* owned */
  GWeakRef file;        /* the file, as long as somebody looks at it */
  gint64 id;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->context);
  g_weak_ref_clear (&load->file);
  g_slice_free (Load, load);
}

static Load *
load_new (SyncContext *context, ClinicAppointmentFile *file)
{
  Load *load = g_slice_new0 (Load);

  load->context = g_object_ref (context);
  load->id = clinic_appointment_file_get_appointment_id (file);
  g_weak_ref_init (&load->file, file);

  return load;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

/* --- what is shown --- */

static gboolean
same_call (gpointer kept, gpointer fresh)
{
  return g_strcmp0 (clinic_call_record_get_id (kept), clinic_call_record_get_id (fresh)) == 0;
}

static gboolean
same_move (gpointer kept, gpointer fresh)
{
  return clinic_stage_move_get_id (kept) == clinic_stage_move_get_id (fresh);
}

static gboolean
same_todo (gpointer kept, gpointer fresh)
{
  return clinic_todo_get_id (kept) == clinic_todo_get_id (fresh);
}

/* open ones first, by deadline; those without one last */
static int
compare_todos (gconstpointer a, gconstpointer b)
{
  ClinicTodo *one = *(ClinicTodo **) a;
  ClinicTodo *other = *(ClinicTodo **) b;
  gint64 due = clinic_todo_get_deadline (one);
  gint64 other_due = clinic_todo_get_deadline (other);

  if (clinic_todo_get_done (one) != clinic_todo_get_done (other))
    return clinic_todo_get_done (one) ? 1 : -1;
  if (due == 0 || other_due == 0)
    return (due == 0) - (other_due == 0);

  return (due > other_due) - (due < other_due);
}

static void
fill_patient (ClinicAppointmentFile *file, ClinicPatient *patient)
{
  ClinicPatient *known = clinic_appointment_file_get_patient (file);

  if (known != NULL && clinic_patient_get_id (known) == clinic_patient_get_id (patient))
    clinic_patient_update (known, patient);
  else
    clinic_appointment_file_set_patient (file, patient);
}

/* --- calls: by way of the store, which knows hers by her numbers too --- */

static void
on_calls_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (ClinicAppointmentFile) file = g_weak_ref_get (&load->file);
  g_autoptr (GPtrArray) calls =
    store_repository_calls_of_finish (STORE_REPOSITORY (source), result, NULL);

  if (file != NULL && calls != NULL)
    clinic_model_reconcile (G_LIST_STORE (clinic_appointment_file_get_calls (file)), calls,
                            same_call, (ClinicModelUpdate) clinic_call_record_update);
}

static void
read_calls (Load *load, ClinicAppointmentFile *file, gint64 patient_id)
{
  store_repository_calls_of_async (sync_context_get_store (load->context), patient_id, MOST_CALLS,
                                   sync_context_get_cancellable (load->context), on_calls_cb,
                                   load_new (load->context, file));
}

static void
on_calls_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (ClinicAppointmentFile) file = g_weak_ref_get (&load->file);
  ClinicPatient *patient = file != NULL ? clinic_appointment_file_get_patient (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_calls_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("Calls cannot be kept: %s", error->message);
  if (patient != NULL)
    read_calls (load, file, clinic_patient_get_id (patient));
}

/* --- from the store --- */

static void
on_stored_patient_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (ClinicAppointmentFile) file = g_weak_ref_get (&load->file);
  g_autoptr (ClinicPatient) patient =
    store_repository_get_patient_finish (STORE_REPOSITORY (source), result, NULL);

  /* the portal may have been quicker */
  if (file == NULL || patient == NULL || clinic_appointment_file_get_patient (file) != NULL)
    return;
  clinic_appointment_file_set_patient (file, patient);
  read_calls (load, file, clinic_patient_get_id (patient));
}

static void
read_store (Load *load, ClinicAppointmentFile *file)
{
  ClinicAppointment *appointment = clinic_appointment_file_get_appointment (file);
  gint64 patient_id = appointment != NULL ? clinic_appointment_get_patient_id (appointment) : 0;

  if (patient_id <= 0 || clinic_appointment_file_get_patient (file) != NULL)
    return;
  clinic_appointment_file_set_as_of (file, clinic_link_get_last_answer (
                                             sync_context_get_link (load->context)));
  store_repository_get_patient_async (sync_context_get_store (load->context), patient_id,
                                      sync_context_get_cancellable (load->context),
                                      on_stored_patient_cb, load_new (load->context, file));
}

/* --- from the portal --- */

static JsonObject *
peek_item (BxAnswer *answer)
{
  return answer != NULL ? bx_json_get_object (bx_answer_get_object (answer), "item") : NULL;
}

/* FALSE when the portal does not have this appointment any more */
static gboolean
take_appointment (Load *load, ClinicAppointmentFile *file, BxBatchAnswer *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, "visit", &error);
  g_autoptr (ClinicAppointment) appointment =
    answer != NULL ? sync_map_appointment (load->context, peek_item (answer)) : NULL;
  ClinicAppointment *known = clinic_appointment_file_get_appointment (file);

  if (answer == NULL && !g_error_matches (error, BX_ERROR, BX_ERROR_NOT_FOUND))
    {
      clinic_appointment_file_set_problem (file, error->message);
      clinic_appointment_file_set_state (file, CLINIC_LOAD_STALE);
      return TRUE;
    }
  if (appointment == NULL)
    {
      clinic_appointment_file_set_state (file, CLINIC_LOAD_MISSING);
      return FALSE;
    }
  /* an object of the book is the book's to change */
  if (known == NULL)
    clinic_appointment_file_set_appointment (file, appointment);
  else if (g_object_get_data (G_OBJECT (known), "sync-own") != NULL)
    clinic_appointment_update (known, appointment);
  if (known == NULL)
    g_object_set_data (G_OBJECT (appointment), "sync-own", appointment);
  clinic_appointment_file_set_as_of (file, sync_context_get_now (load->context));
  clinic_appointment_file_set_problem (file, NULL);
  clinic_appointment_file_set_state (file, CLINIC_LOAD_READY);

  return TRUE;
}

static void
take_moves (Load *load, ClinicAppointmentFile *file, BxBatchAnswer *answers)
{
  g_autoptr (GPtrArray) moves =
    sync_map_rows (load->context, answers, "moves", (SyncMapFunc) sync_map_stage_move);
  ClinicAppointment *appointment = clinic_appointment_file_get_appointment (file);

  if (moves == NULL)
    return;
  /* the portal tells who did it of the latest move only */
  if (moves->len > 0 && appointment != NULL)
    clinic_stage_move_set_user_name (g_ptr_array_index (moves, 0),
                                     clinic_appointment_get_moved_by_name (appointment));
  clinic_model_reconcile (G_LIST_STORE (clinic_appointment_file_get_moves (file)), moves, same_move,
                          (ClinicModelUpdate) clinic_stage_move_update);
}

static void
take_todos (Load *load, ClinicAppointmentFile *file, BxBatchAnswer *answers)
{
  g_autoptr (GPtrArray) todos =
    sync_map_rows (load->context, answers, "todos", (SyncMapFunc) sync_map_todo);

  if (todos == NULL)
    return;
  g_ptr_array_sort (todos, compare_todos);
  clinic_model_reconcile (G_LIST_STORE (clinic_appointment_file_get_todos (file)), todos, same_todo,
                          (ClinicModelUpdate) clinic_todo_update);
}

static void
take_people (Load *load, ClinicAppointmentFile *file, BxBatchAnswer *answers)
{
  g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, "patient", NULL);
  g_autoptr (ClinicPatient) patient =
    answer != NULL ? sync_map_patient (load->context, peek_item (answer)) : NULL;
  g_autoptr (GPtrArray) calls =
    sync_map_rows (load->context, answers, "calls", (SyncMapFunc) sync_map_call);
  g_autoptr (GPtrArray) comments =
    sync_map_rows (load->context, answers, "comments", (SyncMapFunc) sync_map_comment);

  if (patient != NULL)
    fill_patient (file, patient);
  if (comments != NULL)
    sync_comments_take (clinic_appointment_file_get_comments (file), comments);
  if (calls != NULL)
    store_repository_put_calls_async (sync_context_get_store (load->context), calls,
                                      sync_context_get_cancellable (load->context), on_calls_put_cb,
                                      load_new (load->context, file));
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (ClinicAppointmentFile) file = g_weak_ref_get (&load->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answers == NULL)
    {
      sync_context_note_error (load->context, error);
      if (file != NULL)
        {
          clinic_appointment_file_set_problem (file, error->message);
          clinic_appointment_file_set_state (file, CLINIC_LOAD_STALE);
        }
      return;
    }
  sync_context_note_success (load->context);
  if (file == NULL || !take_appointment (load, file, answers))
    return;
  take_moves (load, file, answers);
  take_todos (load, file, answers);
  take_people (load, file, answers);
}

static void
add_command (BxBatch *batch, const char *key, const char *method, JsonNode *params)
{
  g_autoptr (JsonNode) owned = params;
  g_autoptr (GError) error = NULL;

  if (!bx_batch_add_with_references (batch, key, method, owned, &error))
    g_warning ("Cannot ask %s: %s", method, error->message);
}

/* The patient is whoever the appointment is bound to: commands that follow refer to it. */
static BxBatch *
build_batch (Load *load)
{
  BxBatch *batch = bx_batch_new (FALSE);

  add_command (batch, "visit", "crm.item.get",
               bx_json_build ("{'entityTypeId': 2, 'id': %" G_GINT64_FORMAT "}", load->id));
  add_command (batch, "patient", "crm.item.get",
               bx_json_build ("{'entityTypeId': 3, 'id': '$result[visit][item][contactId]'}"));
  add_command (batch, "comments", "crm.timeline.comment.list",
               bx_json_build ("{'filter': {'ENTITY_ID': %" G_GINT64_FORMAT
                              ", 'ENTITY_TYPE': 'deal'}, 'order': {'ID': 'DESC'}}",
                              load->id));
  add_command (batch, "moves", "crm.stagehistory.list",
               bx_json_build ("{'entityTypeId': 2, 'start': -1, 'order': {'ID': 'DESC'},"
                              " 'filter': {'OWNER_ID': %" G_GINT64_FORMAT "}}",
                              load->id));
  add_command (
    batch, "todos", "crm.activity.list",
    bx_json_build ("{'filter': {'BINDINGS': [{'OWNER_TYPE_ID': 2, 'OWNER_ID': %" G_GINT64_FORMAT
                   "}], 'PROVIDER_ID': 'CRM_TODO'}, 'order': {'ID': 'DESC'},"
                   " 'select': ['ID', 'SUBJECT', 'DESCRIPTION', 'DEADLINE', 'COMPLETED',"
                   " 'RESPONSIBLE_ID'], 'start': -1}",
                   load->id));
  if (sync_context_has_scope (load->context, "telephony"))
    add_command (batch, "calls", "voximplant.statistic.get",
                 bx_json_build ("{'FILTER': {'CRM_ENTITY_TYPE': 'CONTACT',"
                                " 'CRM_ENTITY_ID': '$result[visit][item][contactId]'},"
                                " 'SORT': 'ID', 'ORDER': 'DESC', 'start': -1}"));

  return batch;
}

void
sync_visit_load (SyncContext *context, ClinicAppointmentFile *file)
{
  g_autoptr (BxBatch) batch = NULL;
  Load *load;

  g_return_if_fail (SYNC_IS_CONTEXT (context));
  g_return_if_fail (CLINIC_IS_APPOINTMENT_FILE (file));

  if (g_cancellable_is_cancelled (sync_context_get_cancellable (context)))
    return;
  load = load_new (context, file);
  read_store (load, file);
  batch = build_batch (load);
  bx_client_batch_async (sync_context_get_client (context), batch, BX_PRIORITY_PERSON, BX_CALL_READ,
                         sync_context_get_cancellable (context), on_batch_cb, load);
}

char *
sync_visit_dup_address (SyncContext *context, gint64 appointment_id)
{
  BxAuth *auth = bx_client_get_auth (sync_context_get_client (context));
  g_autofree char *method_uri = bx_auth_dup_method_uri (auth, "profile");
  g_autoptr (GUri) uri = g_uri_parse (method_uri, G_URI_FLAGS_NONE, NULL);
  g_autofree char *origin = uri != NULL ? bx_uri_dup_origin (uri) : NULL;

  return origin != NULL
           ? g_strdup_printf ("%s/crm/deal/details/%" G_GINT64_FORMAT "/", origin, appointment_id)
           : NULL;
}
