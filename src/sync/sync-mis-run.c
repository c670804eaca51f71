/* sync-mis-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-run"

#include "sync-mis-run.h"

#include "clinic-reconcile.h"
#include "sync-mis-create.h"
#include "sync-mis-repair.h"
#include "sync-mismatch.h"
#include "sync-send.h"
#include "sync-visit.h"

/* groups that are thought about before the window is drawn again */
#define SLICE 40
/* seconds for which it is believed that the portal does, or does not, have a key */
#define REMEMBERED 300

/* One repair; owned by the run. */
typedef struct
{
  ClinicCommand *command; /* owned */
  GPtrArray *group;       /* owned, of ClinicMismatch */
  char *target;           /* owned */
  char *fingerprint;      /* owned */
} Fix;

/* What became of the last repair of a target; owned by the table. */
typedef struct
{
  char *fingerprint; /* owned: of both sides then */
  ClinicCommandState state;
} Tried;

struct _SyncMisRun
{
  GObject parent_instance;

  SyncContext *context;    /* owned */
  SyncBook *book;          /* unowned, outlives this */
  SyncMisList *list;       /* owned */
  SyncMisCompare *compare; /* owned */
  GPtrArray *groups;       /* owned, (nullable): that are still to be planned */
  GHashTable *before;      /* owned, (nullable): what was tried before this run */
  GPtrArray *fixes;        /* owned, of Fix: of this run */
  GHashTable *tried;       /* owned: target -> Tried */
  GPtrArray *others;       /* owned, of ClinicAppointment */
  GHashTable *looked;      /* owned: keys that were looked for */
  GHashTable *known;       /* owned: keys that another funnel has */
  GHashTable *unsure;      /* owned: keys that may have been made here */
  gint64 looked_at;        /* monotonic µs: since when these three are remembered */
  GTask *pausing;          /* owned, (nullable): waits before it makes appointments */
  guint pause_id;
  guint most; /* of a request */
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (SyncMisRun, sync_mis_run, G_TYPE_OBJECT)

static void
fix_free (Fix *fix)
{
  g_clear_object (&fix->command);
  g_clear_pointer (&fix->group, g_ptr_array_unref);
  g_clear_pointer (&fix->target, g_free);
  g_clear_pointer (&fix->fingerprint, g_free);
  g_slice_free (Fix, fix);
}

static void
tried_free (Tried *tried)
{
  g_clear_pointer (&tried->fingerprint, g_free);
  g_slice_free (Tried, tried);
}

/* --- commands --- */

/* Where no field is set for the key it takes the place of the id that another system gave the
 * appointment, which may still need it. */
static gboolean
would_take_away_an_id (SyncContext *context, ClinicCommand *command, ClinicMismatch *mismatch)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  const char *originator =
    appointment != NULL ? clinic_appointment_get_originator (appointment) : NULL;

  return sync_command_has (command, "origin") &&
         sync_context_get_fields (context)->mis_id == NULL && originator != NULL &&
         *originator != '\0' && !g_str_equal (originator, SYNC_ORIGINATOR) &&
         !g_str_equal (originator, SYNC_ORIGINATOR_MIS);
}

/* That a visit was deleted is said by the reason, where the clinic's reasons have one for it: a
 * colleague sees it in the list of the cancelled, which no comment in a timeline gets into. */
static void
prefer_reason (SyncContext *context, ClinicCommand *command)
{
  gint64 reason = sync_visit_find_deletion (context);
  GVariantDict payload;

  if (reason == 0 || !sync_command_peek_bool (command, "deleted"))
    return;
  g_variant_dict_init (&payload, clinic_command_get_payload (command));
  g_variant_dict_insert (&payload, "reason", "x", reason);
  g_variant_dict_remove (&payload, "note");
  clinic_command_set_payload (command, g_variant_dict_end (&payload));
}

ClinicCommand *
sync_mis_run_dup_command (SyncContext *context, GPtrArray *group)
{
  gint64 now = sync_context_get_now (context);
  g_autoptr (ClinicCommand) command = group->len > 0 ? clinic_reconcile_repair (group, now) : NULL;
  g_autofree char *target = NULL;

  if (command == NULL || would_take_away_an_id (context, command, g_ptr_array_index (group, 0)))
    return NULL;
  if (clinic_command_get_id (command) == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      clinic_command_set_id (command, id);
    }
  prefer_reason (context, command);
  target = sync_mismatch_dup_target (g_ptr_array_index (group, 0));
  sync_command_put (command, SYNC_MIS_TARGET, target);
  clinic_command_set_created (command, now);

  return g_steal_pointer (&command);
}

/* --- what there is to do --- */

static char *
dup_fingerprint (GPtrArray *group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < group->len; i++)
    {
      g_autofree char *one = sync_mismatch_dup_fingerprint (g_ptr_array_index (group, i));

      g_string_append (text, clinic_mismatch_get_id (g_ptr_array_index (group, i)));
      g_string_append (text, one);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_pending (GPtrArray *group, gboolean pending)
{
  for (guint i = 0; i < group->len; i++)
    clinic_mismatch_set_pending (g_ptr_array_index (group, i), pending);
}

/* it waits for a person */
static void
give_up (GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    clinic_mismatch_set_automatic (g_ptr_array_index (group, i), FALSE);
}

/* until the index of patients is filled, nobody knows whom the portal knows */
static gboolean
may_make (SyncMisRun *self, ClinicCommand *command)
{
  ClinicLink *link = sync_context_get_link (self->context);
  const char *key = sync_command_peek (command, "origin");

  return key != NULL && !sync_mis_run_is_elsewhere (self, key) && !clinic_link_get_syncing (link) &&
         clinic_link_get_stored_patients (link) > 0;
}

/* takes over what was tried with the sides as they are */
static Tried *
carry_over (SyncMisRun *self, const char *target, const char *fingerprint)
{
  Tried *tried = g_hash_table_lookup (self->before, target);
  Tried *kept;

  if (tried == NULL || !g_str_equal (tried->fingerprint, fingerprint))
    return NULL;
  kept = g_slice_new0 (Tried);
  kept->fingerprint = g_strdup (fingerprint);
  kept->state = tried->state;
  g_hash_table_insert (self->tried, g_strdup (target), kept);

  return kept;
}

/* Between the comparison and now a colleague, or another desk, may have changed an appointment:
 * what is to be done with it then, the next comparison says. */
static gboolean
is_as_seen (SyncMisRun *self, GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (group, i);
      ClinicAppointment *sides[] = { clinic_mismatch_get_appointment (mismatch),
                                     clinic_mismatch_get_other (mismatch) };

      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        {
          SyncMisSeen seen =
            sides[j] != NULL ? sync_mis_compare_look (self->compare, sides[j]) : SYNC_MIS_SEEN_SAME;

          if (seen == SYNC_MIS_SEEN_CHANGED)
            self->changed = TRUE;
          if (seen != SYNC_MIS_SEEN_SAME)
            return FALSE;
        }
    }

  return TRUE;
}

static void
plan_one (SyncMisRun *self, GPtrArray *group)
{
  g_autofree char *target = sync_mismatch_dup_target (g_ptr_array_index (group, 0));
  g_autofree char *fingerprint = dup_fingerprint (group);
  Tried *tried = carry_over (self, target, fingerprint);
  g_autoptr (ClinicCommand) command = NULL;
  Fix *fix;

  if (!is_as_seen (self, group))
    return;
  if (tried != NULL)
    {
      /* after a conflict it is only not known yet what it is now */
      if (tried->state != CLINIC_COMMAND_CONFLICT)
        give_up (group);
      return;
    }
  command = sync_mis_run_dup_command (self->context, group);
  if (command == NULL)
    {
      give_up (group);
      return;
    }
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_APPOINTMENT &&
      !may_make (self, command))
    return;
  fix = g_slice_new0 (Fix);
  fix->command = g_steal_pointer (&command);
  fix->group = g_ptr_array_ref (group);
  fix->target = g_steal_pointer (&target);
  fix->fingerprint = g_steal_pointer (&fingerprint);
  g_ptr_array_add (self->fixes, fix);
  set_pending (group, TRUE);
}

static GHashTable *
new_tried (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tried_free);
}

/* (transfer container) (element-type ClinicCommand) */
static GPtrArray *
list_commands (SyncMisRun *self, ClinicCommandKind kind)
{
  GPtrArray *commands = g_ptr_array_new ();

  for (guint i = 0; i < self->fixes->len; i++)
    {
      Fix *fix = g_ptr_array_index (self->fixes, i);

      if (clinic_command_get_kind (fix->command) == kind)
        g_ptr_array_add (commands, fix->command);
    }

  return commands;
}

/* --- what came of it --- */

static void
take_fix (SyncMisRun *self, Fix *fix, GArray *changed)
{
  ClinicCommandState state = clinic_command_get_state (fix->command);
  gint64 id = clinic_command_get_entity_id (fix->command);
  Tried *tried;

  if (state == CLINIC_COMMAND_WAITING)
    {
      set_pending (fix->group, FALSE);
      return;
    }
  tried = g_slice_new0 (Tried);
  tried->fingerprint = g_strdup (fix->fingerprint);
  tried->state = state;
  g_hash_table_insert (self->tried, g_strdup (fix->target), tried);
  self->changed = TRUE;
  if (state == CLINIC_COMMAND_CONFLICT && id > 0)
    g_array_append_val (changed, id);
  if (state == CLINIC_COMMAND_DONE)
    return;
  set_pending (fix->group, FALSE);
  for (guint i = 0; i < fix->group->len; i++)
    clinic_mismatch_set_problem (g_ptr_array_index (fix->group, i),
                                 clinic_command_get_problem (fix->command));
}

/* takes the task over */
static void
return_changed (GTask *task)
{
  SyncMisRun *self = g_task_get_source_object (task);
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->fixes->len; i++)
    take_fix (self, g_ptr_array_index (self->fixes, i), changed);
  g_ptr_array_set_size (self->fixes, 0);
  if (changed->len > 0)
    sync_book_fetch (self->book, changed);
  g_task_return_boolean (task, self->changed);
  g_clear_object (&task);
}

/* TRUE: the session ends, and the task with it */
static gboolean
end_on_error (GTask *task, GError *error)
{
  SyncMisRun *self = g_task_get_source_object (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return TRUE;
    }
  g_debug ("What differs was not repaired: %s", error->message);
  sync_context_note_error (self->context, error);
  g_clear_error (&error);

  return FALSE;
}

/* --- new appointments --- */

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncMisRun *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SyncMisMade) made = sync_mis_create_finish (result, &error);
  GHashTableIter iter;
  gpointer key;

  if (made == NULL)
    {
      if (end_on_error (task, error))
        return;
      return_changed (g_steal_pointer (&task));
      return;
    }
  self->changed = self->changed || made->found->len > 0;
  g_ptr_array_extend (self->others, made->found, (GCopyFunc) (void *) g_object_ref, NULL);
  g_hash_table_iter_init (&iter, made->known);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->known, g_strdup (key));
  return_changed (g_steal_pointer (&task));
}

/* visits without an appointment that nobody makes here: the portal may have it all the same;
 * (transfer container) */
static GPtrArray *
list_keys (SyncMisRun *self)
{
  GListModel *list = sync_mis_list_get_list (self->list);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (list, i);
      ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);

      if (clinic_mismatch_get_kind (mismatch) != CLINIC_MISMATCH_NO_APPOINTMENT ||
          clinic_mismatch_get_appointment (mismatch) != NULL || visit == NULL ||
          clinic_mismatch_get_pending (mismatch) ||
          !g_hash_table_add (self->looked, g_strdup (clinic_mis_visit_get_id (visit))))
        continue;
      g_ptr_array_add (keys, g_strdup (clinic_mis_visit_get_id (visit)));
    }

  return keys;
}

/* takes the task over */
static void
create (GTask *task)
{
  SyncMisRun *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) commands = list_commands (self, CLINIC_COMMAND_CREATE_APPOINTMENT);
  g_autoptr (GPtrArray) keys = list_keys (self);

  if (commands->len == 0 && keys->len == 0)
    return_changed (task);
  else
    sync_mis_create_async (self->context, commands, keys, self->unsure, &self->most,
                           g_task_get_cancellable (task), on_created_cb, task);
}

static gboolean
on_pause_cb (gpointer user_data)
{
  SyncMisRun *self = user_data;

  self->pause_id = 0;
  create (g_steal_pointer (&self->pausing));

  return G_SOURCE_REMOVE;
}

/* takes the task over */
static void
pause_and_create (GTask *task)
{
  SyncMisRun *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) commands = list_commands (self, CLINIC_COMMAND_CREATE_APPOINTMENT);

  if (commands->len == 0 || sync_context_get_desktops (self->context) <= 1)
    {
      create (task);
      return;
    }
  self->pausing = task;
  self->pause_id =
    sync_context_add_timeout (self->context, g_random_double () * SYNC_MIS_RUN_PATIENCE,
                              on_pause_cb, self);
}

/* --- changes --- */

static void
on_repaired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sync_mis_repair_finish (result, &error))
    {
      pause_and_create (g_steal_pointer (&task));
      return;
    }
  if (!end_on_error (task, error))
    return_changed (g_steal_pointer (&task));
}

static gboolean
on_plan_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  SyncMisRun *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) commands = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < SLICE && self->groups->len > 0; i++)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_steal_index (self->groups, self->groups->len - 1);

      plan_one (self, group);
    }
  if (self->groups->len > 0)
    return G_SOURCE_CONTINUE;
  commands = list_commands (self, CLINIC_COMMAND_CHANGE_APPOINTMENT);
  if (commands->len == 0)
    pause_and_create (g_steal_pointer (&task));
  else
    sync_mis_repair_async (self->context, commands, &self->most, g_task_get_cancellable (task),
                           on_repaired_cb, g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/* takes the task over */
static void
plan (GTask *task)
{
  SyncMisRun *self = g_task_get_source_object (task);

  g_clear_pointer (&self->before, g_hash_table_unref);
  self->before = g_steal_pointer (&self->tried);
  self->tried = new_tried ();
  g_ptr_array_set_size (self->fixes, 0);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = sync_mis_list_dup_automatic (self->list);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_plan_cb, task, g_object_unref);
}

static void
forget_looked (SyncMisRun *self)
{
  g_ptr_array_set_size (self->others, 0);
  g_hash_table_remove_all (self->looked);
  g_hash_table_remove_all (self->known);
  self->looked_at = g_get_monotonic_time ();
}

void
sync_mis_run_async (SyncMisRun *self,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  double age;

  g_return_if_fail (SYNC_IS_MIS_RUN (self));

  g_task_set_source_tag (task, sync_mis_run_async);
  age = (double) (g_get_monotonic_time () - self->looked_at) / G_USEC_PER_SEC;
  if (age > REMEMBERED * sync_context_get_time_scale (self->context))
    forget_looked (self);
  self->changed = FALSE;
  plan (g_steal_pointer (&task));
}

gboolean
sync_mis_run_finish (SyncMisRun *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sync_mis_run_stop (SyncMisRun *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SYNC_IS_MIS_RUN (self));

  g_clear_handle_id (&self->pause_id, g_source_remove);
  task = g_steal_pointer (&self->pausing);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the session ends");
}

void
sync_mis_run_forget (SyncMisRun *self)
{
  g_return_if_fail (SYNC_IS_MIS_RUN (self));

  g_hash_table_remove_all (self->tried);
  forget_looked (self);
}

GPtrArray *
sync_mis_run_get_others (SyncMisRun *self)
{
  return self->others;
}

gboolean
sync_mis_run_is_elsewhere (SyncMisRun *self, const char *visit_id)
{
  return visit_id != NULL && g_hash_table_contains (self->known, visit_id);
}

static void
sync_mis_run_finalize (GObject *object)
{
  SyncMisRun *self = SYNC_MIS_RUN (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->fixes, g_ptr_array_unref);
  g_clear_pointer (&self->tried, g_hash_table_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->looked, g_hash_table_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->unsure, g_hash_table_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->compare);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_mis_run_parent_class)->finalize (object);
}

static void
sync_mis_run_class_init (SyncMisRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_mis_run_finalize;
}

static GHashTable *
new_keys (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
sync_mis_run_init (SyncMisRun *self)
{
  self->fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) fix_free);
  self->tried = new_tried ();
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  self->looked = new_keys ();
  self->known = new_keys ();
  self->unsure = new_keys ();
  self->most = SYNC_MIS_MOST;
}

SyncMisRun *
sync_mis_run_new (SyncContext *context, SyncBook *book, SyncMisList *list, SyncMisCompare *compare)
{
  SyncMisRun *self = g_object_new (SYNC_TYPE_MIS_RUN, NULL);

  self->context = g_object_ref (context);
  self->book = book;
  self->list = g_object_ref (list);
  self->compare = g_object_ref (compare);

  return self;
}
