/* sync-mis-repair.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-repair"

#include "sync-mis-repair.h"

#include <glib/gi18n.h>

#include <string.h>

#include "bx-error.h"
#include "bx-json.h"
#include "sync-map.h"
#include "sync-send.h"
#include "sync-visit.h"

/* seconds after which a request counts as slow */
#define SLOW 20
#define FEWEST 5

/* One appointment; owned by the work. */
typedef struct
{
  ClinicCommand *command; /* owned */
  gint64 id;
  JsonObject *fields; /* owned */
  JsonObject *before; /* owned, (nullable): as the check found it */
  char *note;         /* owned, (nullable): a comment afterwards */
  gboolean written;   /* only the note is left */
} Change;

/* All of them; owned by the task. */
typedef struct
{
  SyncContext *context; /* owned */
  GPtrArray *waiting;   /* owned, of Change, by id */
  GPtrArray *sent;      /* owned, of Change: in the request that is under way */
  guint most;
  guint *most_out; /* unowned: the caller's */
  gint64 began;    /* monotonic µs */
} Work;

static void send_some (GTask *task);

static void
change_free (Change *change)
{
  /* taken out of the request again */
  if (change == NULL)
    return;
  g_clear_object (&change->command);
  g_clear_pointer (&change->fields, json_object_unref);
  g_clear_pointer (&change->before, json_object_unref);
  g_clear_pointer (&change->note, g_free);
  g_slice_free (Change, change);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->context);
  g_clear_pointer (&work->waiting, g_ptr_array_unref);
  g_clear_pointer (&work->sent, g_ptr_array_unref);
  g_slice_free (Work, work);
}

/* --- texts --- */

gboolean
sync_mis_was_run (const GError *error)
{
  return !g_error_matches (error, BX_ERROR, BX_ERROR_INVALID);
}

static char *
dup_defused (const char *text)
{
  static const char *const references[] = { "$result[", "$total[", "$next[", "$error[" };
  g_autoptr (GString) safe = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *apart = g_strdup_printf ("$ %s", references[i] + 1);

      g_string_replace (safe, references[i], apart, 0);
    }

  return g_string_free (g_steal_pointer (&safe), FALSE);
}

void
sync_mis_defuse (JsonObject *fields)
{
  g_autoptr (GList) names = json_object_get_members (fields);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *text = bx_json_get_string (fields, l->data);
      g_autofree char *safe = NULL;

      if (text == NULL || strchr (text, '$') == NULL)
        continue;
      safe = dup_defused (text);
      json_object_set_string_member (fields, l->data, safe);
    }
}

void
sync_mis_set_key (JsonObject *fields, const char *key)
{
  if (key == NULL)
    return;
  json_object_set_string_member (fields, "originatorId", SYNC_ORIGINATOR_MIS);
  json_object_set_string_member (fields, "originId", key);
}

guint
sync_mis_repair_slow_down (guint most, gint64 began)
{
  return g_get_monotonic_time () - began < SLOW * G_USEC_PER_SEC ? most : MAX (most / 2, FEWEST);
}

/* --- what came of each --- */

static void
set_state (Change *change, ClinicCommandState state, const char *words)
{
  clinic_command_set_problem (change->command, words);
  clinic_command_set_state (change->command, state);
}

/* As for a person's change: what the portal puts back without a word (crm.item.update) is refused,
 * and another stage than both is a robot's doing. */
static gboolean
is_taken (Work *work, Change *change, JsonObject *item)
{
  const char *wanted = bx_json_get_string (change->fields, "stageId");
  const char *stage = bx_json_get_string (item, "stageId");
  const char *from = sync_command_peek (change->command, "from");
  g_autofree char *reverted = NULL;
  g_autofree char *words = NULL;

  if (wanted != NULL && g_strcmp0 (stage, wanted) != 0 &&
      (from == NULL || g_strcmp0 (stage, from) == 0))
    {
      set_state (change, CLINIC_COMMAND_REFUSED,
                 _ ("The portal put it back into its stage without a reason"));
      return FALSE;
    }
  reverted = sync_visit_dup_reverted (work->context, change->before, item, change->fields);
  if (reverted == NULL)
    return TRUE;
  words = g_strdup_printf (_ ("The portal did not take over: %s"), reverted);
  set_state (change, CLINIC_COMMAND_REFUSED, words);

  return FALSE;
}

/* TRUE: it was not run */
static gboolean
take_update (Work *work, Change *change, BxBatchAnswer *answers, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;
  g_autoptr (ClinicAppointment) appointment = NULL;
  JsonObject *item;
  const char *words;

  answer = bx_batch_answer_dup (answers, key, &error);
  if (answer == NULL && !sync_mis_was_run (error))
    return TRUE;
  if (answer == NULL)
    {
      words = bx_error_get_remote_description (error);
      set_state (change, CLINIC_COMMAND_REFUSED,
                 words != NULL && *words != '\0' ? words : error->message);
      return FALSE;
    }
  item = bx_json_get_object (bx_answer_get_object (answer), "item");
  appointment = sync_map_appointment (work->context, item);
  if (appointment != NULL)
    sync_context_tell (work->context, G_OBJECT (appointment));
  if (!is_taken (work, change, item))
    return FALSE;
  change->written = TRUE;
  set_state (change, CLINIC_COMMAND_DONE, NULL);

  return FALSE;
}

/* TRUE: it is left to be sent. A note that the portal does not take is no reason to stop. */
static gboolean
take_note (Change *change, BxBatchAnswer *answers, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  answer = bx_batch_answer_dup (answers, key, &error);
  if (answer == NULL && !sync_mis_was_run (error))
    return TRUE;
  if (answer == NULL)
    g_debug ("No note for appointment %" G_GINT64_FORMAT ": %s", change->id, error->message);

  return FALSE;
}

/* what the check found of those that are to be updated; FALSE: some are not as they were */
static gboolean
take_check (Work *work, BxAnswer *check)
{
  JsonArray *rows = bx_json_get_array (bx_answer_get_object (check), "items");
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean all = TRUE;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gint64 id = bx_json_get_int (row, "id", 0);

      g_hash_table_insert (found, g_memdup2 (&id, sizeof id), row);
    }
  for (guint i = 0; i < work->sent->len; i++)
    {
      Change *change = g_ptr_array_index (work->sent, i);
      JsonObject *row = g_hash_table_lookup (found, &change->id);

      g_clear_pointer (&change->before, json_object_unref);
      if (change->written)
        continue;
      if (row != NULL)
        {
          change->before = json_object_ref (row);
          continue;
        }
      all = FALSE;
      set_state (change, CLINIC_COMMAND_CONFLICT, NULL);
    }

  return all;
}

/* TRUE: something of it is left to be sent */
static gboolean
take_change (Work *work, Change *change, guint index, BxBatchAnswer *answers)
{
  g_autofree char *update = g_strdup_printf ("u%u", index);
  g_autofree char *note = g_strdup_printf ("n%u", index);

  if (!change->written && (take_update (work, change, answers, update) || !change->written))
    return clinic_command_get_state (change->command) == CLINIC_COMMAND_WAITING;

  return change->note != NULL && take_note (change, answers, note);
}

/* all_found: FALSE: the first update failed on purpose, and nothing was written */
static void
take_answers (Work *work, BxBatchAnswer *answers, gboolean all_found)
{
  for (guint i = 0; i < work->sent->len; i++)
    {
      Change *change = g_ptr_array_index (work->sent, i);

      if (clinic_command_get_state (change->command) == CLINIC_COMMAND_CONFLICT ||
          (all_found && !take_change (work, change, i, answers)))
        continue;
      g_ptr_array_add (work->waiting, change);
      work->sent->pdata[i] = NULL;
    }
}

static guint
cost_of (Change *change)
{
  return (change->written ? 0 : 1) + (change->note != NULL ? 1 : 0);
}

static guint
cost_of_all (GPtrArray *changes)
{
  guint cost = 0;

  for (guint i = 0; i < changes->len; i++)
    cost += cost_of (g_ptr_array_index (changes, i));

  return cost;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const Change *one = *(const Change **) a;
  const Change *other = *(const Change **) b;

  return (one->id > other->id) - (one->id < other->id);
}

static gboolean
has_updates (Work *work)
{
  for (guint i = 0; i < work->sent->len; i++)
    {
      if (!((Change *) g_ptr_array_index (work->sent, i))->written)
        return TRUE;
    }

  return FALSE;
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) check = NULL;
  gboolean all_found = TRUE;
  guint cost;

  if (answers != NULL && has_updates (work))
    {
      check = bx_batch_answer_dup (answers, "check", &error);
      all_found = check != NULL && take_check (work, check);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  *work->most_out = work->most = sync_mis_repair_slow_down (work->most, work->began);
  cost = cost_of_all (work->waiting) + cost_of_all (work->sent);
  take_answers (work, answers, all_found);
  g_ptr_array_set_size (work->sent, 0);
  if (cost_of_all (work->waiting) == cost)
    {
      g_task_return_new_error (task, BX_ERROR, BX_ERROR_MALFORMED, "none of the commands was run");
      return;
    }
  g_ptr_array_sort (work->waiting, compare_ids);
  send_some (g_steal_pointer (&task));
}

/* --- a request --- */

/* the item while it is as it was seen; (transfer full) */
static JsonObject *
new_condition (Work *work, Change *change)
{
  const SyncFields *names = sync_context_get_fields (work->context);
  const char *from = sync_command_peek (change->command, "from");
  gint64 from_start = sync_command_peek_int (change->command, "from-start");
  JsonObject *condition = json_object_new ();

  json_object_set_int_member (condition, "=id", change->id);
  if (from != NULL)
    json_object_set_string_member (condition, "=stageId", from);
  if (from_start > 0 && names->visit_time != NULL)
    {
      g_autofree char *time = sync_visit_dup_filter_time (from_start);

      /* the bare name means the same, and is understood whatever its letters (field naming) */
      json_object_set_string_member (condition, names->visit_time, time);
    }

  return condition;
}

static void
add_names (GHashTable *names, JsonObject *fields)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &name, NULL))
    g_hash_table_add (names, (gpointer) name);
}

/* crm.item.list: those of them that are as they were seen, by id */
static JsonNode *
new_check (Work *work)
{
  JsonNode *params = bx_json_build ("{'entityTypeId': 2, 'start': -1, 'order': {'id': 'ASC'},"
                                    " 'filter': {'0': {'logic': 'OR'}}}");
  JsonObject *object = json_node_get_object (params);
  JsonObject *either =
    json_object_get_object_member (json_object_get_object_member (object, "filter"), "0");
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *select = json_array_new ();
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  for (guint i = 0; i < work->sent->len; i++)
    {
      Change *change = g_ptr_array_index (work->sent, i);
      g_autofree char *key = g_strdup_printf ("%u", n);

      if (change->written)
        continue;
      json_object_set_object_member (either, key, new_condition (work, change));
      add_names (names, change->fields);
      n++;
    }
  json_array_add_string_element (select, "id");
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    json_array_add_string_element (select, name);
  json_object_set_array_member (object, "select", select);

  return params;
}

static gboolean
add_note (BxBatch *batch, Change *change, guint index, GError **error)
{
  g_autofree char *key = g_strdup_printf ("n%u", index);
  g_autoptr (JsonNode) params = NULL;

  if (change->note == NULL)
    return TRUE;
  params = bx_json_build ("{'fields': {'ENTITY_ID': %" G_GINT64_FORMAT
                          ", 'ENTITY_TYPE': 'deal', 'COMMENT': %s}}",
                          change->id, change->note);

  return bx_batch_add (batch, key, "crm.timeline.comment.add", params, error);
}

/* The update and at once its note: what is cut off in between has both or neither. place: of the
 * item among those that the check finds */
static gboolean
add_update (BxBatch *batch, Change *change, guint index, guint place, GError **error)
{
  g_autofree char *key = g_strdup_printf ("u%u", index);
  g_autofree char *id = g_strdup_printf ("$result[check][items][%u][id]", place);
  g_autoptr (JsonNode) fields = json_node_init_object (json_node_alloc (), change->fields);
  g_autoptr (JsonNode) params =
    bx_json_build ("{'entityTypeId': 2, 'id': %s, 'fields': %p}", id, fields);

  return bx_batch_add_with_references (batch, key, "crm.item.update", params, error) &&
         add_note (batch, change, index, error);
}

/* the updates, the last one first; the others follow in their order */
static gboolean
add_updates (Work *work, BxBatch *batch, GError **error)
{
  guint place = 0;
  guint last = work->sent->len;
  guint n = 0;

  for (guint i = 0; i < work->sent->len; i++)
    {
      if (!((Change *) g_ptr_array_index (work->sent, i))->written)
        {
          last = i;
          n++;
        }
    }
  if (last == work->sent->len)
    return TRUE;
  if (!add_update (batch, g_ptr_array_index (work->sent, last), last, n - 1, error))
    return FALSE;
  for (guint i = 0; i < last; i++)
    {
      Change *change = g_ptr_array_index (work->sent, i);

      if (!change->written && !add_update (batch, change, i, place++, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill_batch (Work *work, BxBatch *batch, GError **error)
{
  g_autoptr (JsonNode) check = has_updates (work) ? new_check (work) : NULL;

  if (check != NULL && !bx_batch_add (batch, "check", "crm.item.list", check, error))
    return FALSE;
  if (!add_updates (work, batch, error))
    return FALSE;
  /* what the request before was too short for */
  for (guint i = 0; i < work->sent->len; i++)
    {
      Change *change = g_ptr_array_index (work->sent, i);

      if (change->written && !add_note (batch, change, i, error))
        return FALSE;
    }

  return TRUE;
}

/* The portal has no If-Match. The first command finds those that are as they were seen, by id; the
 * others name what they change by its place among them. The first of these names the last place:
 * when one is missing there is no such place, it fails, and with `halt` nothing is written
 * (crm.md 2.6). Takes the task over. */
static void
send_some (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (TRUE);
  GError *error = NULL;
  guint cost = 0;

  if (work->waiting->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_clear_object (&task);
      return;
    }
  while (work->waiting->len > 0)
    {
      Change *change = g_ptr_array_index (work->waiting, 0);

      if (cost > 0 && cost + cost_of (change) > work->most)
        break;
      cost += cost_of (change);
      g_ptr_array_add (work->sent, g_ptr_array_steal_index (work->waiting, 0));
    }
  if (!fill_batch (work, batch, &error))
    {
      g_task_return_error (task, error);
      g_clear_object (&task);
      return;
    }
  work->began = g_get_monotonic_time ();
  bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_WRITE, g_task_get_cancellable (task), on_batch_cb, task);
}

/* --- the work --- */

static void
add_change (Work *work, ClinicCommand *command)
{
  char *missing = NULL;
  JsonObject *fields = sync_visit_dup_fields (work->context, command, &missing);
  const char *note = sync_command_peek (command, "note");
  Change *change;

  if (fields == NULL)
    {
      clinic_command_set_problem (command, missing);
      clinic_command_set_state (command, CLINIC_COMMAND_REFUSED);
      g_clear_pointer (&missing, g_free);
      return;
    }
  clinic_command_set_state (command, CLINIC_COMMAND_WAITING);
  if (sync_context_get_fields (work->context)->mis_id == NULL)
    sync_mis_set_key (fields, sync_command_peek (command, "origin"));
  sync_mis_defuse (fields);
  change = g_slice_new0 (Change);
  change->command = g_object_ref (command);
  change->id = clinic_command_get_entity_id (command);
  change->fields = fields;
  change->note = note != NULL ? dup_defused (note) : NULL;
  g_ptr_array_add (work->waiting, change);
}

void
sync_mis_repair_async (SyncContext *context,
                       GPtrArray *commands,
                       guint *most,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_slice_new0 (Work);

  g_task_set_source_tag (task, sync_mis_repair_async);
  work->context = g_object_ref (context);
  work->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  work->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  work->most_out = most;
  work->most = MIN (*most, SYNC_MIS_MOST);
  g_task_set_task_data (task, work, work_free);
  for (guint i = 0; i < commands->len; i++)
    add_change (work, g_ptr_array_index (commands, i));
  g_ptr_array_sort (work->waiting, compare_ids);
  send_some (g_steal_pointer (&task));
}

gboolean
sync_mis_repair_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
