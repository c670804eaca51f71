/* sync-mis-create.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-create"

#include "sync-mis-create-private.h"

#include "bx-error.h"
#include "bx-json.h"
#include "sync-map.h"
#include "sync-mis-doubles.h"
#include "sync-mis-item.h"
#include "sync-mis-keys.h"
#include "sync-mis-person.h"
#include "sync-mis-repair.h"
#include "sync-send-private.h"
#include "sync-send.h"

static void look (GTask *task);
static void ask_times (GTask *task);

static void
making_free (SyncMisMaking *making)
{
  g_clear_object (&making->command);
  g_clear_pointer (&making->fields, json_object_unref);
  g_clear_pointer (&making->item, json_object_unref);
  g_clear_pointer (&making->person, g_free);
  g_slice_free (SyncMisMaking, making);
}

void
sync_mis_made_free (SyncMisMade *self)
{
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_slice_free (SyncMisMade, self);
}

static void
work_free (gpointer data)
{
  SyncMisWork *work = data;

  g_clear_object (&work->context);
  g_clear_pointer (&work->waiting, g_ptr_array_unref);
  g_clear_pointer (&work->sent, g_ptr_array_unref);
  g_clear_pointer (&work->keys, g_ptr_array_unref);
  g_clear_pointer (&work->unsure, g_hash_table_unref);
  g_clear_pointer (&work->people, g_hash_table_unref);
  g_clear_pointer (&work->used, g_hash_table_unref);
  g_clear_pointer (&work->doubles, g_array_unref);
  g_clear_pointer (&work->made, sync_mis_made_free);
  g_slice_free (SyncMisWork, work);
}

/* --- what there is too many of --- */

static gboolean
is_made_of_a_visit (JsonObject *row)
{
  return g_strcmp0 (bx_json_get_string (row, "originatorId"), SYNC_ORIGINATOR_MIS) == 0;
}

/* This desk may have made one of these without having been told: then the later goes. */
static void
review_unsure (SyncMisWork *work, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, work->unsure);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      GPtrArray *same = g_hash_table_lookup (rows, key);

      if (same == NULL)
        continue;
      for (guint i = 1; i < same->len; i++)
        {
          SyncMisDouble later = { CLINIC_ENTITY_APPOINTMENT,
                                  bx_json_get_int (g_ptr_array_index (same, i), "id", 0) };

          if (is_made_of_a_visit (g_ptr_array_index (same, i)))
            g_array_append_val (work->doubles, later);
        }
      g_hash_table_iter_remove (&iter);
    }
}

/* and whoever was made for one of them alone */
static void
add_spare_people (SyncMisWork *work)
{
  GHashTableIter iter;
  gpointer person;
  gpointer id;

  g_hash_table_iter_init (&iter, work->people);
  while (g_hash_table_iter_next (&iter, &person, &id))
    {
      SyncMisDouble spare = { CLINIC_ENTITY_PATIENT, *(gint64 *) id };

      if (!g_hash_table_contains (work->used, person))
        g_array_append_val (work->doubles, spare);
    }
  g_hash_table_remove_all (work->people);
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncMisWork *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (sync_mis_doubles_delete_finish (result, &error))
    g_task_return_pointer (task, g_steal_pointer (&work->made),
                           (GDestroyNotify) sync_mis_made_free);
  else
    g_task_return_error (task, error);
}

/* takes the task over */
static void
delete_doubles (GTask *task)
{
  SyncMisWork *work = g_task_get_task_data (task);

  if (work->doubles->len == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&work->made),
                             (GDestroyNotify) sync_mis_made_free);
      g_clear_object (&task);
      return;
    }
  add_spare_people (work);
  sync_mis_doubles_delete_async (work->context, work->doubles, g_task_get_cancellable (task),
                                 on_deleted_cb, task);
}

/* --- adding --- */

static gboolean
is_first (GPtrArray *same, gint64 id)
{
  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      if (bx_json_get_int (g_ptr_array_index (same, i), "id", 0) < id)
        return FALSE;
    }

  return TRUE;
}

/* what was added, and whether it is the only one */
static void
take_one (SyncMisWork *work, SyncMisMaking *making, GHashTable *rows)
{
  gint64 id = bx_json_get_int (making->item, "id", 0);
  g_autoptr (ClinicAppointment) appointment = NULL;

  g_hash_table_remove (work->unsure, making->key);
  clinic_command_set_result_id (making->command, id);
  clinic_command_set_state (making->command, CLINIC_COMMAND_DONE);
  if (!is_first (rows != NULL ? g_hash_table_lookup (rows, making->key) : NULL, id))
    {
      SyncMisDouble later = { CLINIC_ENTITY_APPOINTMENT, id };

      g_array_append_val (work->doubles, later);
      return;
    }
  if (making->person != NULL)
    g_hash_table_add (work->used, g_strdup (making->person));
  appointment = sync_map_appointment (work->context, making->item);
  if (appointment != NULL)
    sync_context_tell (work->context, G_OBJECT (appointment));
}

static void
read_made (SyncMisWork *work, BxBatchAnswer *answers)
{
  for (guint i = 0; i < work->sent->len; i++)
    {
      SyncMisMaking *making = g_ptr_array_index (work->sent, i);
      g_autofree char *name = g_strdup_printf ("a%u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, name, &error);
      JsonObject *item =
        answer != NULL ? bx_json_get_object (bx_answer_get_object (answer), "item") : NULL;
      const char *words;

      if (item != NULL)
        {
          making->item = json_object_ref (item);
          continue;
        }
      words = error != NULL ? bx_error_get_remote_description (error) : NULL;
      if (words == NULL || *words == '\0')
        words = error != NULL ? error->message : NULL;
      g_hash_table_remove (work->unsure, making->key);
      clinic_command_set_problem (making->command, words);
      clinic_command_set_state (making->command, CLINIC_COMMAND_REFUSED);
    }
}

/* (transfer container): of those that are in the request */
static GPtrArray *
list_sent_keys (SyncMisWork *work)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < work->sent->len; i++)
    g_ptr_array_add (keys, (gpointer) ((SyncMisMaking *) g_ptr_array_index (work->sent, i))->key);

  return keys;
}

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncMisWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) keys = list_sent_keys (work);
  g_autoptr (GHashTable) rows = NULL;

  if (answers == NULL)
    {
      /* it may have been made all the same */
      g_task_return_error (task, error);
      return;
    }
  *work->most_out = work->most = sync_mis_repair_slow_down (work->most, work->began);
  read_made (work, answers);
  rows = sync_mis_keys_read (work->context, answers, keys, NULL);
  for (guint i = 0; i < work->sent->len; i++)
    {
      SyncMisMaking *making = g_ptr_array_index (work->sent, i);

      if (making->item != NULL)
        take_one (work, making, rows);
    }
  g_ptr_array_set_size (work->sent, 0);
  sync_mis_create_add_some (g_steal_pointer (&task));
}

static gboolean
fill_batch (SyncMisWork *work, BxBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) keys = list_sent_keys (work);

  for (guint i = 0; i < work->sent->len; i++)
    {
      SyncMisMaking *making = g_ptr_array_index (work->sent, i);
      gint64 *person =
        making->person != NULL ? g_hash_table_lookup (work->people, making->person) : NULL;
      g_autofree char *name = g_strdup_printf ("a%u", i);
      g_autoptr (JsonNode) fields = json_node_init_object (json_node_alloc (), making->fields);
      g_autoptr (JsonNode) params = NULL;

      if (person != NULL)
        sync_mis_item_set_patient (making->fields, *person);
      params = bx_json_build ("{'entityTypeId': 2, 'fields': %p}", fields);
      if (!bx_batch_add (batch, name, "crm.item.add", params, error))
        return FALSE;
    }

  return sync_mis_keys_ask (work->context, batch, keys, error);
}

/* Each request looks at once for what it has added: commands of a batch are run one after another.
 * Takes the task over. */
void
sync_mis_create_add_some (GTask *task)
{
  SyncMisWork *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  GError *error = NULL;
  guint most = work->most + 1 - sync_mis_keys_count_questions (work->most);

  if (work->waiting->len == 0)
    {
      delete_doubles (task);
      return;
    }
  while (work->waiting->len > 0 && work->sent->len < most)
    g_ptr_array_add (work->sent, g_ptr_array_steal_index (work->waiting, 0));
  if (!fill_batch (work, batch, &error))
    {
      g_task_return_error (task, error);
      g_clear_object (&task);
      return;
    }
  for (guint i = 0; i < work->sent->len; i++)
    g_hash_table_add (work->unsure,
                      g_strdup (((SyncMisMaking *) g_ptr_array_index (work->sent, i))->key));
  work->began = g_get_monotonic_time ();
  bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_WRITE, g_task_get_cancellable (task), on_added_cb, task);
}

/* --- made by hand --- */

void
sync_mis_create_drop (SyncMisWork *work, guint index, ClinicCommandState state, const char *words)
{
  SyncMisMaking *making = g_ptr_array_index (work->waiting, index);

  clinic_command_set_problem (making->command, words);
  clinic_command_set_state (making->command, state);
  g_ptr_array_remove_index (work->waiting, index);
}

/* Somebody has just booked her here too, and the book does not know it yet: that will be linked. */
static void
take_times (SyncMisWork *work, BxBatchAnswer *answers)
{
  g_autoptr (GPtrArray) found = sync_mis_times_read (work->context, answers);

  for (guint i = 0; i < found->len; i++)
    {
      ClinicAppointment *appointment = g_ptr_array_index (found, i);

      for (guint j = work->waiting->len; j > 0; j--)
        {
          SyncMisMaking *making = g_ptr_array_index (work->waiting, j - 1);

          if (sync_mis_times_is_same (making->command, appointment))
            sync_mis_create_drop (work, j - 1, CLINIC_COMMAND_CONFLICT, NULL);
        }
      if (clinic_appointment_get_category_id (appointment) ==
          sync_context_get_category (work->context))
        sync_context_tell (work->context, G_OBJECT (appointment));
    }
}

static void
on_times_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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
  take_times (work, answers);
  ask_times (g_steal_pointer (&task));
}

/* as many as there is room for */
static void
add_times (SyncMisWork *work, BxBatch *batch)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();
  guint room = sync_mis_times_count_room (batch);

  for (guint i = 0; i < work->waiting->len && commands->len < room; i++)
    {
      SyncMisMaking *making = g_ptr_array_index (work->waiting, i);

      if (making->timed || making->person != NULL)
        continue;
      making->timed = TRUE;
      g_ptr_array_add (commands, making->command);
    }
  sync_mis_times_ask (work->context, batch, commands);
}

/* takes the task over */
static void
ask_times (GTask *task)
{
  SyncMisWork *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  add_times (work, batch);
  if (bx_batch_get_size (batch) == 0)
    sync_mis_create_ask_numbers (task);
  else
    bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                           BX_CALL_READ, g_task_get_cancellable (task), on_times_cb, task);
}

/* --- looking first --- */

static void
note_found (SyncMisWork *work, const char *key, GPtrArray *same)
{
  gint64 category = sync_context_get_category (work->context);
  gboolean elsewhere = TRUE;

  for (guint i = 0; i < same->len; i++)
    {
      ClinicAppointment *appointment =
        sync_map_appointment (work->context, g_ptr_array_index (same, i));

      g_ptr_array_add (work->made->found, appointment);
      if (clinic_appointment_get_category_id (appointment) != category)
        continue;
      elsewhere = FALSE;
      sync_context_tell (work->context, G_OBJECT (appointment));
    }
  if (elsewhere)
    g_hash_table_add (work->made->known, g_strdup (key));
}

static void
take_found (SyncMisWork *work, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer key;
  gpointer same;

  review_unsure (work, rows);
  for (guint i = work->waiting->len; i > 0; i--)
    {
      SyncMisMaking *making = g_ptr_array_index (work->waiting, i - 1);

      if (!g_hash_table_contains (rows, making->key))
        continue;
      clinic_command_set_state (making->command, CLINIC_COMMAND_CONFLICT);
      g_ptr_array_remove_index (work->waiting, i - 1);
    }
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, &same))
    note_found (work, key, same);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncMisWork *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GHashTable) rows =
    answers != NULL ? sync_mis_keys_read (work->context, answers, work->keys, &error) : NULL;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_found (work, rows);
  take_times (work, answers);
  g_ptr_array_remove_range (work->keys, 0, sync_mis_keys_count_asked (work->keys));
  look (g_steal_pointer (&task));
}

/* takes the task over */
static void
look (GTask *task)
{
  SyncMisWork *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  GError *error = NULL;

  if (work->keys->len == 0)
    {
      ask_times (task);
      return;
    }
  if (!sync_mis_keys_ask (work->context, batch, work->keys, &error))
    {
      g_task_return_error (task, error);
      g_clear_object (&task);
      return;
    }
  add_times (work, batch);
  bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, g_task_get_cancellable (task), on_looked_cb, task);
}

/* --- beginning --- */

static void
add_making (SyncMisWork *work, ClinicCommand *command)
{
  char *missing = NULL;
  JsonObject *fields = sync_mis_item_new_fields (work->context, command, &missing);
  SyncMisMaking *making;

  if (fields == NULL)
    {
      clinic_command_set_problem (command, missing);
      clinic_command_set_state (command, CLINIC_COMMAND_REFUSED);
      g_clear_pointer (&missing, g_free);
      return;
    }
  clinic_command_set_state (command, CLINIC_COMMAND_WAITING);
  making = g_slice_new0 (SyncMisMaking);
  making->command = g_object_ref (command);
  making->key = sync_command_peek (command, "origin");
  making->fields = fields;
  if (sync_mis_person_is_new (command))
    making->person = sync_mis_person_dup_key (command);
  g_ptr_array_add (work->waiting, making);
  g_ptr_array_add (work->keys, g_strdup (making->key));
}

void
sync_mis_create_async (SyncContext *context,
                       GPtrArray *commands,
                       GPtrArray *keys,
                       GHashTable *unsure,
                       guint *most,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SyncMisWork *work = g_slice_new0 (SyncMisWork);

  g_task_set_source_tag (task, sync_mis_create_async);
  work->context = g_object_ref (context);
  work->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) making_free);
  work->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) making_free);
  work->keys = g_ptr_array_new_with_free_func (g_free);
  work->unsure = g_hash_table_ref (unsure);
  work->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  work->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->doubles = g_array_new (FALSE, FALSE, sizeof (SyncMisDouble));
  work->made = g_slice_new0 (SyncMisMade);
  work->made->found = g_ptr_array_new_with_free_func (g_object_unref);
  work->made->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->most_out = most;
  work->most = MIN (*most, SYNC_MIS_MOST);
  g_task_set_task_data (task, work, work_free);
  for (guint i = 0; i < commands->len; i++)
    add_making (work, g_ptr_array_index (commands, i));
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (work->keys, g_strdup (g_ptr_array_index (keys, i)));
  look (g_steal_pointer (&task));
}

SyncMisMade *
sync_mis_create_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
