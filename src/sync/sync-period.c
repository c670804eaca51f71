/* sync-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-period"

#include "sync-period.h"

#include "bx-json.h"
#include "bx-list.h"
#include "clinic-error.h"
#include "clinic-name.h"
#include "sync-fields.h"
#include "sync-map.h"
#include "sync-visit.h"

typedef struct
{
  SyncContext *context; /* owned */
  BxList *list;         /* owned */
  GPtrArray *visits;    /* owned, (nullable) */
  gint64 from;
  gint64 to;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->context);
  g_clear_object (&reading->list);
  g_clear_pointer (&reading->visits, g_ptr_array_unref);
  g_slice_free (Reading, reading);
}

static void read_on (GTask *task);

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  gint64 one = clinic_appointment_get_start (*(ClinicAppointment **) a);
  gint64 other = clinic_appointment_get_start (*(ClinicAppointment **) b);

  return (one > other) - (one < other);
}

static void
take_page (Reading *reading, JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      g_autoptr (ClinicAppointment) visit =
        row != NULL ? sync_map_appointment (reading->context, row) : NULL;
      gint64 start = visit != NULL ? clinic_appointment_get_start (visit) : 0;

      /* where the portal cannot compare the field, all visits come */
      if (start >= reading->from && start < reading->to)
        g_ptr_array_add (reading->visits, g_steal_pointer (&visit));
    }
}

static void
name_visit (ClinicAppointment *visit, ClinicPatient *patient)
{
  g_autofree char *name = clinic_name_full (patient);
  const char *const *phones = clinic_patient_get_phones (patient);

  clinic_appointment_set_patient_name (visit, name);
  clinic_appointment_set_patient_birth_date (visit, clinic_patient_get_birth_date (patient));
  clinic_appointment_set_patient_phone (visit, phones != NULL ? phones[0] : NULL);
}

/* Visits of patients who are not in the index stay without a name: counting does not wait for it.
 */
static void
on_patients_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) patients =
    store_repository_get_patients_finish (STORE_REPOSITORY (source), result, &error);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (patients == NULL)
    g_debug ("The names of a period did not come: %s", error->message);
  for (guint i = 0; patients != NULL && i < patients->len; i++)
    {
      gint64 id = clinic_patient_get_id (g_ptr_array_index (patients, i));

      g_hash_table_replace (by_id, g_memdup2 (&id, sizeof id), g_ptr_array_index (patients, i));
    }
  for (guint i = 0; i < reading->visits->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (reading->visits, i);
      gint64 id = clinic_appointment_get_patient_id (visit);
      ClinicPatient *patient = g_hash_table_lookup (by_id, &id);

      if (patient != NULL)
        name_visit (visit, patient);
    }
  g_task_return_pointer (task, g_steal_pointer (&reading->visits),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* takes the task over */
static void
read_names (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < reading->visits->len; i++)
    {
      gint64 id = clinic_appointment_get_patient_id (g_ptr_array_index (reading->visits, i));

      if (id > 0)
        g_array_append_val (ids, id);
    }
  store_repository_get_patients_async (sync_context_get_store (reading->context), ids,
                                       g_task_get_cancellable (task), on_patients_cb, task);
}

static void
on_pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = bx_list_next_finish (BX_LIST (source), result, &error);

  if (pages == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sync_context_note_error (reading->context, error);
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  sync_context_note_success (reading->context);
  for (guint i = 0; i < pages->len; i++)
    take_page (reading, g_ptr_array_index (pages, i));
  if (pages->len > 0 && !bx_list_is_done (reading->list))
    {
      read_on (g_steal_pointer (&task));
      return;
    }
  g_ptr_array_sort (reading->visits, compare_starts);
  read_names (g_steal_pointer (&task));
}

static void
read_on (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  bx_list_next_async (reading->list, g_task_get_cancellable (task), on_pages_cb, task);
}

/* (transfer full) */
static JsonNode *
new_params (Reading *reading)
{
  const char *name = sync_context_get_fields (reading->context)->visit_time;
  JsonNode *params =
    bx_json_build ("{'entityTypeId': 2, 'filter': {'=categoryId': %" G_GINT64_FORMAT "}}",
                   sync_context_get_category (reading->context));
  JsonObject *object = json_node_get_object (params);
  JsonObject *filter = json_object_get_object_member (object, "filter");

  json_object_set_array_member (object, "select", sync_map_appointment_select (reading->context));
  if (sync_field_is_comparable (name))
    {
      g_autofree char *since = g_strconcat (">=", name, NULL);
      g_autofree char *until = g_strconcat ("<", name, NULL);
      g_autofree char *from = sync_visit_dup_filter_time (reading->from);
      g_autofree char *to = sync_visit_dup_filter_time (reading->to);

      json_object_set_string_member (filter, since, from);
      json_object_set_string_member (filter, until, to);
    }

  return params;
}

void
sync_period_load_async (SyncContext *context,
                        gint64 from,
                        gint64 to,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_slice_new0 (Reading);
  g_autoptr (JsonNode) params = NULL;

  g_task_set_source_tag (task, sync_period_load_async);
  reading->context = g_object_ref (context);
  reading->visits = g_ptr_array_new_with_free_func (g_object_unref);
  reading->from = from;
  reading->to = to;
  g_task_set_task_data (task, reading, reading_free);
  if (sync_context_get_category (context) < 0 ||
      sync_context_get_fields (context)->visit_time == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND,
                               "neither the funnel nor the field of the time is known");
      return;
    }
  params = new_params (reading);
  reading->list = bx_list_new (sync_context_get_client (context), "crm.item.list", params, "items",
                               "id", 0, BX_PRIORITY_PERSON);
  read_on (g_steal_pointer (&task));
}

GPtrArray *
sync_period_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
