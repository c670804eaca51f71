/* sync-time-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-time-test"

#include "sync-time-test.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "bx-json.h"
#include "clinic-error.h"
#include "sync-send.h"

#define DOCUMENT "time-test"
#define LAST_TEST "sync-time-test"
/* a year of whole weeks ahead: the same season, so that summer time is no difference */
#define AHEAD (364 * G_GINT64_CONSTANT (86400))
/* no time zones are farther apart */
#define MOST_SHIFT (26 * 60)

typedef struct
{
  SyncContext *context; /* owned */
  char *field;          /* owned */
  char *origin;         /* owned: originId of the scratch deal */
  gint64 written;       /* unix seconds */
  gint64 read;          /* unix seconds, 0: not read */
  gint64 deal;          /* its id, 0 none */
  GError *problem;      /* owned, (nullable): told when the deal is gone again */
} Test;

static void
test_free (gpointer data)
{
  Test *test = data;

  g_clear_object (&test->context);
  g_clear_pointer (&test->field, g_free);
  g_clear_pointer (&test->origin, g_free);
  g_clear_error (&test->problem);
  g_slice_free (Test, test);
}

/* --- what is kept --- */

void
sync_time_test_check (SyncContext *context)
{
  JsonObject *last = g_object_get_data (G_OBJECT (context), LAST_TEST);
  ClinicTimeTest *test = sync_context_get_time_test (context);
  const char *field = sync_context_get_fields (context)->visit_time;
  gint64 user = clinic_link_get_user_id (sync_context_get_link (context));
  gboolean holds = last != NULL && field != NULL &&
                   g_strcmp0 (bx_json_get_string (last, "field"), field) == 0 &&
                   bx_json_get_int (last, "user", -1) == user;

  g_object_freeze_notify (G_OBJECT (test));
  clinic_time_test_set_shift (test, holds ? bx_json_get_int (last, "shift", 0) : 0);
  clinic_time_test_set_leftover (test, holds ? bx_json_get_int (last, "leftover", 0) : 0);
  clinic_time_test_set_tested (test, holds ? bx_json_get_int (last, "tested", 0) : 0);
  g_object_thaw_notify (G_OBJECT (test));
}

static void
take_last (SyncContext *context, JsonObject *last)
{
  g_object_set_data_full (G_OBJECT (context), LAST_TEST, json_object_ref (last),
                          (GDestroyNotify) json_object_unref);
  sync_time_test_check (context);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncContext) context = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, &error);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *last = bx_json_node_object (node);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot read the last test of the time: %s", error->message);
  if (last != NULL)
    take_last (context, last);
}

void
sync_time_test_load (SyncContext *context)
{
  store_repository_get_document_async (sync_context_get_store (context), DOCUMENT,
                                       sync_context_get_cancellable (context), on_loaded_cb,
                                       g_object_ref (context));
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%s", error->message);
}

static void
keep (GTask *task, gint64 shift)
{
  Test *test = g_task_get_task_data (task);
  g_autoptr (JsonNode) node =
    bx_json_build ("{'field': %s, 'user': %" G_GINT64_FORMAT ", 'shift': %" G_GINT64_FORMAT
                   ", 'leftover': %" G_GINT64_FORMAT ", 'tested': %" G_GINT64_FORMAT "}",
                   test->field, clinic_link_get_user_id (sync_context_get_link (test->context)),
                   shift, test->deal, sync_context_get_now (test->context));
  g_autofree char *text = json_to_string (node, FALSE);

  take_last (test->context, json_node_get_object (node));
  store_repository_put_document_async (sync_context_get_store (test->context), DOCUMENT, text,
                                       sync_context_get_cancellable (test->context), on_kept_cb,
                                       task);
}

/* --- the test --- */

static void
call (GTask *task,
      const char *method,
      JsonNode *params,
      BxCallFlags flags,
      GAsyncReadyCallback callback)
{
  Test *test = g_task_get_task_data (task);

  /* not the asker's cancellable: once it is made, the deal must go again */
  bx_client_call_async (sync_context_get_client (test->context), method, params, BX_PRIORITY_PERSON,
                        flags, sync_context_get_cancellable (test->context), callback, task);
  json_node_unref (params);
}

/* the deal is gone, or stays: test->deal says so */
static void
conclude (GTask *task)
{
  Test *test = g_task_get_task_data (task);
  gint64 shift = (test->read - test->written) / 60;

  if (test->problem != NULL)
    {
      sync_context_note_error (test->context, test->problem);
      clinic_time_test_set_leftover (sync_context_get_time_test (test->context), test->deal);
      g_task_return_error (task, sync_translate_error (test->problem));
      g_object_unref (task);
    }
  else if (test->read == 0 || ABS (shift) > MOST_SHIFT)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN,
                               "%s does not read back as it was written", test->field);
      g_object_unref (task);
    }
  else
    keep (task, shift);
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  Test *test = g_task_get_task_data (task);

  if (answer != NULL || g_error_matches (error, BX_ERROR, BX_ERROR_NOT_FOUND))
    test->deal = 0;
  else
    g_message ("The scratch deal %" G_GINT64_FORMAT " could not be deleted: %s", test->deal,
               error->message);
  conclude (g_steal_pointer (&task));
}

static void
delete_deal (GTask *task)
{
  Test *test = g_task_get_task_data (task);

  /* deleting twice is deleting once */
  call (task, "crm.item.delete",
        bx_json_build ("{'entityTypeId': 2, 'id': %" G_GINT64_FORMAT "}", test->deal), BX_CALL_READ,
        on_deleted_cb);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Test *test = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &test->problem);

  if (answer != NULL)
    test->read =
      bx_json_get_unix (bx_json_get_object (bx_answer_get_object (answer), "item"), test->field);
  delete_deal (g_steal_pointer (&task));
}

/* an answer that was lost does not say that nothing was made */
static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, NULL);
  Test *test = g_task_get_task_data (task);
  JsonArray *items =
    answer != NULL ? bx_json_get_array (bx_answer_get_object (answer), "items") : NULL;

  if (items != NULL && json_array_get_length (items) > 0)
    test->deal = bx_json_get_int (bx_json_node_object (json_array_get_element (items, 0)), "id", 0);
  if (test->deal != 0)
    delete_deal (g_steal_pointer (&task));
  else
    conclude (g_steal_pointer (&task));
}

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Test *test = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &test->problem);

  if (answer != NULL)
    test->deal =
      bx_json_get_int (bx_json_get_object (bx_answer_get_object (answer), "item"), "id", 0);
  if (test->deal != 0)
    call (g_steal_pointer (&task), "crm.item.get",
          bx_json_build ("{'entityTypeId': 2, 'id': %" G_GINT64_FORMAT "}", test->deal),
          BX_CALL_READ, on_read_cb);
  else if (test->problem != NULL && bx_error_maybe_applied (test->problem))
    call (g_steal_pointer (&task), "crm.item.list",
          bx_json_build ("{'entityTypeId': 2, 'select': ['id'], 'start': -1,"
                         " 'filter': {'=originatorId': %s, '=originId': %s}}",
                         SYNC_ORIGINATOR, test->origin),
          BX_CALL_READ, on_found_cb);
  else
    conclude (g_steal_pointer (&task));
}

/* (nullable): a stage where nobody waits for anything */
static const char *
find_lost_stage (SyncContext *context)
{
  GListModel *stages = sync_context_get_stages (context);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_FAILURE)
        return clinic_stage_get_id (stage);
    }

  return NULL;
}

static JsonNode *
new_add_params (Test *test, const char *stage)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (test->written);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00");
  JsonNode *params =
    bx_json_build ("{'entityTypeId': 2, 'fields': {'title': %s, 'categoryId': %" G_GINT64_FORMAT
                   ", 'stageId': %s,"
                   " 'originatorId': %s, 'originId': %s}}",
                   _ ("Check of the time: may be deleted"),
                   sync_context_get_category (test->context), stage, SYNC_ORIGINATOR, test->origin);

  json_object_set_string_member (json_object_get_object_member (json_node_get_object (params),
                                                                "fields"),
                                 test->field, text);

  return params;
}

void
sync_time_test_async (SyncContext *context,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *field = sync_context_get_fields (context)->visit_time;
  const char *stage = find_lost_stage (context);
  Test *test;

  g_task_set_source_tag (task, sync_time_test_async);
  if (field == NULL || stage == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                               field == NULL ? "no field holds the time"
                                             : "the funnel has no lost stage");
      return;
    }
  test = g_slice_new0 (Test);
  test->context = g_object_ref (context);
  test->field = g_strdup (field);
  test->origin = g_uuid_string_random ();
  test->written = (sync_context_get_now (context) / 3600) * 3600 + 30 * 60 + AHEAD;
  g_task_set_task_data (task, test, test_free);
  call (g_steal_pointer (&task), "crm.item.add", new_add_params (test, stage), BX_CALL_WRITE,
        on_added_cb);
}

gboolean
sync_time_test_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
