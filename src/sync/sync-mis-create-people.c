/* sync-mis-create-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The new patients of visits that become appointments: each is asked for first, and made once.
 */

#define G_LOG_DOMAIN "sync-mis-create"

#include "sync-mis-create-private.h"

#include "bx-json.h"
#include "sync-mis-person.h"
#include "sync-mis-repair.h"
#include "sync-send-private.h"

static void add_people (GTask *task);

static void
on_people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncMisWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = work->waiting->len; i > 0; i--)
    {
      SyncMisMaking *making = g_ptr_array_index (work->waiting, i - 1);
      g_autofree char *name = g_strdup_printf ("c%u", i - 1);
      g_autoptr (GError) refusal = NULL;
      g_autoptr (BxAnswer) answer = NULL;
      gint64 id;

      answer = bx_batch_answer_dup (answers, name, &refusal);
      if (answer == NULL && !sync_mis_was_run (refusal))
        continue;
      id = answer != NULL ? sync_send_read_added (answer) : 0;
      if (id > 0)
        g_hash_table_insert (work->people, g_strdup (making->person), g_memdup2 (&id, sizeof id));
      else
        sync_mis_create_drop (work, i - 1, CLINIC_COMMAND_REFUSED,
                              refusal != NULL ? refusal->message : NULL);
    }
  add_people (g_steal_pointer (&task));
}

/* Somebody with several visits is made once. Takes the task over. */
static void
add_people (GTask *task)
{
  SyncMisWork *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (GHashTable) added = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < work->waiting->len && bx_batch_get_size (batch) < work->most; i++)
    {
      SyncMisMaking *making = g_ptr_array_index (work->waiting, i);
      g_autofree char *name = g_strdup_printf ("c%u", i);
      g_autoptr (JsonNode) params = NULL;

      if (making->person == NULL || g_hash_table_contains (work->people, making->person) ||
          !g_hash_table_add (added, making->person))
        continue;
      params = sync_mis_person_new_params (making->command);
      bx_batch_add (batch, name, "crm.item.add", params, NULL);
    }
  if (bx_batch_get_size (batch) == 0)
    sync_mis_create_add_some (task);
  else
    bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                           BX_CALL_WRITE, g_task_get_cancellable (task), on_people_cb, task);
}

/* The index may not have somebody yet whom a colleague has just entered: it will have her when the
 * medical system is read again. */
static void
on_numbers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncMisWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = work->waiting->len; i > 0; i--)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i - 1);
      g_autoptr (GError) refusal = NULL;
      g_autoptr (BxAnswer) answer = NULL;
      JsonArray *ids;

      answer = bx_batch_answer_dup (answers, name, &refusal);
      if (answer == NULL && !sync_mis_was_run (refusal))
        continue;
      ids = answer != NULL ? bx_json_get_array (bx_answer_get_object (answer), "CONTACT") : NULL;
      if (answer == NULL || (ids != NULL && json_array_get_length (ids) > 0))
        sync_mis_create_drop (work, i - 1, CLINIC_COMMAND_WAITING, NULL);
    }
  sync_mis_create_ask_numbers (g_steal_pointer (&task));
}

void
sync_mis_create_ask_numbers (GTask *task)
{
  SyncMisWork *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  for (guint i = 0; i < work->waiting->len && bx_batch_get_size (batch) < BX_BATCH_MAX; i++)
    {
      SyncMisMaking *making = g_ptr_array_index (work->waiting, i);
      g_autofree char *name = g_strdup_printf ("n%u", i);
      g_autoptr (JsonNode) params = NULL;

      if (making->person == NULL || making->asked)
        continue;
      making->asked = TRUE;
      params = sync_mis_person_new_question (making->command);
      if (params != NULL)
        bx_batch_add (batch, name, "crm.duplicate.findbycomm", params, NULL);
    }
  if (bx_batch_get_size (batch) == 0)
    add_people (task);
  else
    bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                           BX_CALL_READ, g_task_get_cancellable (task), on_numbers_cb, task);
}
