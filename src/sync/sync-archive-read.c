/* sync-archive-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-archive-read"

#include "sync-archive-read.h"

#include "bx-json.h"
#include "sync-archive-messages.h"
#include "sync-fields.h"
#include "sync-map.h"
#include "sync-pages.h"
#include "sync-reader.h"
#include "sync-visit.h"

#define PAGE 50
/* before a period: reminders of its first visits were written then */
#define REMINDER_SECONDS (2 * 24 * 3600)
/* what was modified since the question may not be in its answer; the portal's clock and ours */
#define SLACK 120

/* One period of one kind; owned by its task. */
typedef struct
{
  SyncContext *context; /* owned */
  GPtrArray *values;    /* owned: ClinicAppointment, ClinicLead or ClinicCallRecord */
  GArray *waits;        /* owned, of StoreWait */
  GHashTable *present;  /* owned, a set of ids */
  ClinicFactSet set;
  gint64 from;
  gint64 to;
  gint64 asked;   /* by the portal's clock */
  gint64 pages;   /* of moves: how many are read */
  gboolean whole; /* what is not in the answer is not on the portal */
} Reading;

static void prune (GTask *task);

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->context);
  g_clear_pointer (&reading->values, g_ptr_array_unref);
  g_clear_pointer (&reading->waits, g_array_unref);
  g_clear_pointer (&reading->present, g_hash_table_unref);
  g_slice_free (Reading, reading);
}

static GTask *
task_new (SyncContext *context,
          ClinicFactSet set,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_slice_new0 (Reading);

  g_task_set_source_tag (task, sync_archive_read_async);
  reading->context = g_object_ref (context);
  reading->values = g_ptr_array_new_with_free_func (g_object_unref);
  reading->waits = g_array_new (FALSE, FALSE, sizeof (StoreWait));
  reading->present = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  reading->set = set;
  reading->asked = sync_context_get_now (context);
  g_task_set_task_data (task, reading, reading_free);

  return task;
}

/* --- into the store --- */

static void
on_pruned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (store_repository_prune_finish (STORE_REPOSITORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_messages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sync_archive_messages_finish (result, &error))
    prune (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* Takes the task over. */
static void
read_messages (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  sync_archive_messages_async (reading->context,
                               reading->whole ? reading->from - REMINDER_SECONDS : reading->from,
                               reading->whole ? reading->to : 0, g_task_get_cancellable (task),
                               on_messages_cb, task);
}

/* takes the task over */
static void
prune (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (!reading->whole)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  store_repository_prune_async (sync_context_get_store (reading->context), reading->set,
                                sync_context_get_category (reading->context), reading->from,
                                reading->to, reading->asked - SLACK, reading->present,
                                g_task_get_cancellable (task), on_pruned_cb, task);
}

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  /* all of the store's writers give a boolean */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (reading->set == CLINIC_FACTS_VISITS)
    read_messages (g_steal_pointer (&task));
  else
    prune (g_steal_pointer (&task));
}

/* takes the task over */
static void
put (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  StoreRepository *store = sync_context_get_store (reading->context);
  GCancellable *cancellable = g_task_get_cancellable (task);

  switch (reading->set)
    {
    case CLINIC_FACTS_VISITS:
      store_repository_put_appointments_async (store, reading->values, cancellable, on_put_cb,
                                               task);
      break;
    case CLINIC_FACTS_LEADS:
      store_repository_put_leads_async (store, reading->values, cancellable, on_put_cb, task);
      break;
    case CLINIC_FACTS_WAITS:
      store_repository_put_waits_async (store, reading->waits, cancellable, on_put_cb, task);
      break;
    case CLINIC_FACTS_CALLS:
    case CLINIC_FACTS_OPENINGS:
    case CLINIC_FACTS_WORKS:
    case CLINIC_FACTS_BILLS:
    default:
      store_repository_put_calls_async (store, reading->values, cancellable, on_put_cb, task);
    }
}

/* --- visits and leads --- */

static void
note_present (Reading *reading, gint64 id)
{
  g_hash_table_add (reading->present, g_memdup2 (&id, sizeof id));
}

static void
take_visit (Reading *reading, JsonObject *row)
{
  g_autoptr (ClinicAppointment) visit = sync_map_appointment (reading->context, row);
  gint64 start = visit != NULL ? clinic_appointment_get_start (visit) : 0;

  if (visit == NULL)
    return;
  note_present (reading, clinic_appointment_get_id (visit));
  /* where the portal cannot compare the field, all visits come */
  if (start > 0 && (!reading->whole || (start >= reading->from && start < reading->to)))
    g_ptr_array_add (reading->values, g_steal_pointer (&visit));
}

static void
take_lead (Reading *reading, JsonObject *row)
{
  g_autoptr (ClinicLead) lead = sync_map_lead (reading->context, row);

  if (lead == NULL)
    return;
  note_present (reading, clinic_lead_get_id (lead));
  g_ptr_array_add (reading->values, g_steal_pointer (&lead));
}

static void
on_page (JsonArray *rows, gpointer user_data)
{
  Reading *reading = g_task_get_task_data (G_TASK (user_data));

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (row == NULL)
        continue;
      if (reading->set == CLINIC_FACTS_VISITS)
        take_visit (reading, row);
      else
        take_lead (reading, row);
    }
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sync_reader_read_finish (result, &error))
    {
      sync_context_note_error (reading->context, error);
      g_task_return_error (task, error);
      return;
    }
  sync_context_note_success (reading->context);
  put (g_steal_pointer (&task));
}

/* takes filter and task over */
static void
read_items (GTask *task, JsonObject *filter)
{
  Reading *reading = g_task_get_task_data (task);
  gboolean visits = reading->set == CLINIC_FACTS_VISITS;

  sync_reader_read_async (reading->context, visits ? CLINIC_ENTITY_APPOINTMENT : CLINIC_ENTITY_LEAD,
                          filter,
                          visits ? sync_map_appointment_select (reading->context)
                                 : sync_map_lead_select (),
                          BX_PRIORITY_BACKGROUND, on_page, g_task_get_cancellable (task),
                          on_read_cb, task);
}

/* (transfer full) */
static JsonObject *
new_filter (Reading *reading)
{
  JsonObject *filter = json_object_new ();

  if (reading->set == CLINIC_FACTS_VISITS)
    json_object_set_int_member (filter, "=categoryId",
                                sync_context_get_category (reading->context));

  return filter;
}

static void
set_visit_times (Reading *reading, JsonObject *filter)
{
  const char *name = sync_context_get_fields (reading->context)->visit_time;

  if (sync_field_is_comparable (name))
    {
      g_autofree char *since = g_strconcat (">=", name, NULL);
      g_autofree char *until = g_strconcat ("<", name, NULL);
      g_autofree char *from = sync_visit_dup_filter_time (reading->from);
      g_autofree char *to = sync_visit_dup_filter_time (reading->to);

      json_object_set_string_member (filter, since, from);
      json_object_set_string_member (filter, until, to);
    }
}

/* takes the task over */
static void
read_period (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  JsonObject *filter = new_filter (reading);

  if (reading->set == CLINIC_FACTS_VISITS)
    {
      set_visit_times (reading, filter);
    }
  else
    {
      sync_reader_set_time (filter, ">=", "createdTime", reading->from);
      sync_reader_set_time (filter, "<", "createdTime", reading->to);
    }
  read_items (task, filter);
}

/* --- who came on the waiting list --- */

static gboolean
is_waiting_stage (SyncContext *context, const char *stage_id)
{
  ClinicStage *stage = stage_id != NULL ? sync_context_find_lead_stage (context, stage_id) : NULL;

  return stage != NULL && clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_WAITING_LIST;
}

static void
take_moves (Reading *reading, JsonArray *rows)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *stage_id = bx_json_get_string (row, "STATUS_ID");
      StoreWait wait = {
        .entity = CLINIC_ENTITY_LEAD,
        .id = bx_json_get_int (row, "OWNER_ID", 0),
        .since = bx_json_get_unix (row, "CREATED_TIME"),
      };

      if (wait.id > 0 && is_waiting_stage (reading->context, stage_id))
        g_array_append_val (reading->waits, wait);
    }
}

static void on_moves_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* (transfer full): crm.stagehistory.list of leads; TYPE_ID is of no interest: whoever was made in
 * the stage has come into it too */
static JsonNode *
new_moves (Reading *reading, JsonArray *stages)
{
  JsonNode *params = bx_json_build ("{'entityTypeId': 1, 'order': {'ID': 'ASC'},"
                                    " 'select': ['ID', 'OWNER_ID', 'STATUS_ID', 'CREATED_TIME'],"
                                    " 'filter': {}}");
  JsonObject *object = json_node_get_object (params);
  JsonObject *filter = json_object_get_object_member (object, "filter");

  json_object_set_array_member (filter, "@STATUS_ID", json_array_ref (stages));
  sync_reader_set_time (filter, ">=", "CREATED_TIME", reading->from);
  sync_reader_set_time (filter, "<", "CREATED_TIME", reading->to);
  json_object_set_int_member (object, "start", reading->pages * PAGE);

  return params;
}

/* (transfer full) */
static JsonArray *
new_waiting_stages (SyncContext *context)
{
  GListModel *all = sync_context_get_lead_stages (context);
  JsonArray *stages = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (all, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_WAITING_LIST)
        json_array_add_string_element (stages, clinic_stage_get_id (stage));
    }

  return stages;
}

/* takes the task over */
static void
read_moves (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (JsonArray) stages = new_waiting_stages (reading->context);

  if (json_array_get_length (stages) == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  bx_client_call_async (sync_context_get_client (reading->context), "crm.stagehistory.list",
                        new_moves (reading, stages), BX_PRIORITY_BACKGROUND, BX_CALL_READ,
                        g_task_get_cancellable (task), on_moves_cb, task);
}

static void
on_moves_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      sync_context_note_error (reading->context, error);
      g_task_return_error (task, error);
      return;
    }
  sync_context_note_success (reading->context);
  take_moves (reading, bx_json_get_array (bx_answer_get_object (answer), "items"));
  reading->pages++;
  if (bx_answer_get_next (answer) > 0)
    read_moves (g_steal_pointer (&task));
  else
    put (g_steal_pointer (&task));
}

/* --- calls --- */

static void
take_calls (JsonArray *rows, gpointer user_data)
{
  Reading *reading = g_task_get_task_data (user_data);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      ClinicCallRecord *record = row != NULL ? sync_map_call (reading->context, row) : NULL;

      if (record != NULL)
        g_ptr_array_add (reading->values, record);
    }
}

static void
on_calls_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sync_pages_read_finish (result, &error))
    {
      sync_context_note_error (reading->context, error);
      g_task_return_error (task, error);
      return;
    }
  put (g_steal_pointer (&task));
}

/* voximplant.statistic.get; SORT and ORDER must be spelled exactly so, or the rows come unsorted.
 * Takes the task over. */
static void
read_calls (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autofree char *from = sync_reader_format_time (reading->from);
  g_autofree char *to = sync_reader_format_time (reading->to);

  sync_pages_read_async (reading->context, "voximplant.statistic.get",
                         bx_json_build ("{'FILTER': {'>=CALL_START_DATE': %s,"
                                        " '<CALL_START_DATE': %s}, 'SORT': 'ID', 'ORDER': 'ASC'}",
                                        from, to),
                         take_calls, g_task_get_cancellable (task), on_calls_cb, task);
}

/* --- for the archive --- */

void
sync_archive_read_async (SyncContext *context,
                         ClinicFactSet set,
                         gint64 from,
                         gint64 to,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = task_new (context, set, cancellable, callback, user_data);
  Reading *reading = g_task_get_task_data (task);

  reading->from = from;
  reading->to = to;
  reading->whole = set == CLINIC_FACTS_VISITS || set == CLINIC_FACTS_LEADS;
  switch (set)
    {
    case CLINIC_FACTS_VISITS:
    case CLINIC_FACTS_LEADS:
      read_period (task);
      break;
    case CLINIC_FACTS_WAITS:
      read_moves (task);
      break;
    case CLINIC_FACTS_CALLS:
    case CLINIC_FACTS_OPENINGS:
    case CLINIC_FACTS_WORKS:
    case CLINIC_FACTS_BILLS:
    default:
      read_calls (task);
    }
}

void
sync_archive_update_async (SyncContext *context,
                           ClinicFactSet set,
                           gint64 since,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = task_new (context, set, cancellable, callback, user_data);
  Reading *reading = g_task_get_task_data (task);
  JsonObject *filter = new_filter (reading);

  reading->from = since;
  sync_reader_set_time (filter, ">=", "updatedTime", since);
  read_items (task, filter);
}

gboolean
sync_archive_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
