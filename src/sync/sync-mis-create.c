/* sync-mis-create.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-create"

#include "sync-mis-create.h"

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

/* One visit; owned by the work. */
typedef struct
{
  ClinicCommand *command; /* owned */
  const char *key;        /* of the command */
  JsonObject *fields;     /* owned */
  JsonObject *item;       /* owned, (nullable): what was made */
  char *person;           /* owned, (nullable): key of the new patient */
  gboolean asked;         /* whether the portal has her number */
  gboolean timed;         /* whether she has an appointment then */
} Making;

/* All of them; owned by the task. */
typedef struct
{
  SyncContext *context; /* owned */
  GPtrArray *waiting;   /* owned, of Making */
  GPtrArray *sent;      /* owned, of Making: in the request that is under way */
  GPtrArray *keys;      /* owned, of char *: to be looked for */
  GHashTable *unsure;   /* owned */
  GHashTable *people;   /* owned: key of a new patient -> her id (gint64) */
  GHashTable *used;     /* owned: keys of those who have an appointment now */
  GArray *doubles;      /* owned, of SyncMisDouble: to be deleted again */
  SyncMisMade *made;    /* owned */
  guint most;
  guint *most_out; /* unowned: the caller's */
  gint64 began;    /* monotonic µs */
} Work;

static void look (GTask *task);
static void ask_times (GTask *task);
static void ask_numbers (GTask *task);
static void add_some (GTask *task);

static void
making_free (Making *making)
{
  g_clear_object (&making->command);
  g_clear_pointer (&making->fields, json_object_unref);
  g_clear_pointer (&making->item, json_object_unref);
  g_clear_pointer (&making->person, g_free);
  g_slice_free (Making, making);
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
  Work *work = data;

  g_clear_object (&work->context);
  g_clear_pointer (&work->waiting, g_ptr_array_unref);
  g_clear_pointer (&work->sent, g_ptr_array_unref);
  g_clear_pointer (&work->keys, g_ptr_array_unref);
  g_clear_pointer (&work->unsure, g_hash_table_unref);
  g_clear_pointer (&work->people, g_hash_table_unref);
  g_clear_pointer (&work->used, g_hash_table_unref);
  g_clear_pointer (&work->doubles, g_array_unref);
  g_clear_pointer (&work->made, sync_mis_made_free);
  g_slice_free (Work, work);
}

/* --- what there is too many of --- */

static gboolean
is_made_of_a_visit (JsonObject *row)
{
  return g_strcmp0 (bx_json_get_string (row, "originatorId"), SYNC_ORIGINATOR_MIS) == 0;
}

/* This desk may have made one of these without having been told: then the later goes. */
static void
review_unsure (Work *work, GHashTable *rows)
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
add_spare_people (Work *work)
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
  Work *work = g_task_get_task_data (task);
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
  Work *work = g_task_get_task_data (task);

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
take_one (Work *work, Making *making, GHashTable *rows)
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
read_made (Work *work, BxBatchAnswer *answers)
{
  for (guint i = 0; i < work->sent->len; i++)
    {
      Making *making = g_ptr_array_index (work->sent, i);
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
list_sent_keys (Work *work)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < work->sent->len; i++)
    g_ptr_array_add (keys, (gpointer) ((Making *) g_ptr_array_index (work->sent, i))->key);

  return keys;
}

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
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
      Making *making = g_ptr_array_index (work->sent, i);

      if (making->item != NULL)
        take_one (work, making, rows);
    }
  g_ptr_array_set_size (work->sent, 0);
  add_some (g_steal_pointer (&task));
}

static gboolean
fill_batch (Work *work, BxBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) keys = list_sent_keys (work);

  for (guint i = 0; i < work->sent->len; i++)
    {
      Making *making = g_ptr_array_index (work->sent, i);
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
static void
add_some (GTask *task)
{
  Work *work = g_task_get_task_data (task);
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
    g_hash_table_add (work->unsure, g_strdup (((Making *) g_ptr_array_index (work->sent, i))->key));
  work->began = g_get_monotonic_time ();
  bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_WRITE, g_task_get_cancellable (task), on_added_cb, task);
}

/* --- new patients --- */

static void add_people (GTask *task);

static void
drop (Work *work, guint index, ClinicCommandState state, const char *words)
{
  Making *making = g_ptr_array_index (work->waiting, index);

  clinic_command_set_problem (making->command, words);
  clinic_command_set_state (making->command, state);
  g_ptr_array_remove_index (work->waiting, index);
}

static void
on_people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = work->waiting->len; i > 0; i--)
    {
      Making *making = g_ptr_array_index (work->waiting, i - 1);
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
        drop (work, i - 1, CLINIC_COMMAND_REFUSED, refusal != NULL ? refusal->message : NULL);
    }
  add_people (g_steal_pointer (&task));
}

/* Somebody with several visits is made once. Takes the task over. */
static void
add_people (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (GHashTable) added = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < work->waiting->len && bx_batch_get_size (batch) < work->most; i++)
    {
      Making *making = g_ptr_array_index (work->waiting, i);
      g_autofree char *name = g_strdup_printf ("c%u", i);
      g_autoptr (JsonNode) params = NULL;

      if (making->person == NULL || g_hash_table_contains (work->people, making->person) ||
          !g_hash_table_add (added, making->person))
        continue;
      params = sync_mis_person_new_params (making->command);
      bx_batch_add (batch, name, "crm.item.add", params, NULL);
    }
  if (bx_batch_get_size (batch) == 0)
    add_some (task);
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
  Work *work = g_task_get_task_data (task);
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
        drop (work, i - 1, CLINIC_COMMAND_WAITING, NULL);
    }
  ask_numbers (g_steal_pointer (&task));
}

/* takes the task over */
static void
ask_numbers (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  for (guint i = 0; i < work->waiting->len && bx_batch_get_size (batch) < BX_BATCH_MAX; i++)
    {
      Making *making = g_ptr_array_index (work->waiting, i);
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

/* --- made by hand --- */

/* Somebody has just booked her here too, and the book does not know it yet: that will be linked. */
static void
take_times (Work *work, BxBatchAnswer *answers)
{
  g_autoptr (GPtrArray) found = sync_mis_times_read (work->context, answers);

  for (guint i = 0; i < found->len; i++)
    {
      ClinicAppointment *appointment = g_ptr_array_index (found, i);

      for (guint j = work->waiting->len; j > 0; j--)
        {
          Making *making = g_ptr_array_index (work->waiting, j - 1);

          if (sync_mis_times_is_same (making->command, appointment))
            drop (work, j - 1, CLINIC_COMMAND_CONFLICT, NULL);
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
  Work *work = g_task_get_task_data (task);
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
add_times (Work *work, BxBatch *batch)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();
  guint room = sync_mis_times_count_room (batch);

  for (guint i = 0; i < work->waiting->len && commands->len < room; i++)
    {
      Making *making = g_ptr_array_index (work->waiting, i);

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
  Work *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  add_times (work, batch);
  if (bx_batch_get_size (batch) == 0)
    ask_numbers (task);
  else
    bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                           BX_CALL_READ, g_task_get_cancellable (task), on_times_cb, task);
}

/* --- looking first --- */

static void
note_found (Work *work, const char *key, GPtrArray *same)
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
take_found (Work *work, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer key;
  gpointer same;

  review_unsure (work, rows);
  for (guint i = work->waiting->len; i > 0; i--)
    {
      Making *making = g_ptr_array_index (work->waiting, i - 1);

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
  Work *work = g_task_get_task_data (task);
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
  Work *work = g_task_get_task_data (task);
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
add_making (Work *work, ClinicCommand *command)
{
  char *missing = NULL;
  JsonObject *fields = sync_mis_item_new_fields (work->context, command, &missing);
  Making *making;

  if (fields == NULL)
    {
      clinic_command_set_problem (command, missing);
      clinic_command_set_state (command, CLINIC_COMMAND_REFUSED);
      g_clear_pointer (&missing, g_free);
      return;
    }
  clinic_command_set_state (command, CLINIC_COMMAND_WAITING);
  making = g_slice_new0 (Making);
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
  Work *work = g_slice_new0 (Work);

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
