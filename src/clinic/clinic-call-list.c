/* clinic-call-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-call-list"

#include "clinic-call-list.h"

#include "clinic-call-rules.h"
#include "clinic-call-taker.h"
#include "clinic-enums.h"

/* Retries and takes are over to the second, but nobody looks at them by the second. */
#define TICK_SECONDS 5
/* Who did not call for so long did something else meanwhile: that is no pace. */
#define PAUSE_SECONDS (10 * 60)

/* One call is no pace either. */
#define MIN_DECIDED 2

/* What the rows are put in order by: a visit that is moved stays where it was. */
typedef struct
{
  ClinicCallRow *row; /* owned */
  gint64 start;
} Entry;

struct _ClinicCallList
{
  GObject parent_instance;

  ClinicSession *session; /* owned */
  ClinicCallTaker *taker; /* owned */
  GListModel *visits;     /* owned: the book's */
  GPtrArray *watched;     /* owned, of ClinicAppointment (owned): as in visits */
  GListStore *rows;       /* owned, of ClinicCallRow */
  GPtrArray *entries;     /* owned, of Entry: as in rows */
  GHashTable *by_id;      /* owned: gint64* of the row -> ClinicCallRow (unowned) */
  gint64 from;
  gint64 to;
  gint64 doctor_id;
  guint excluded;
  gint64 last_work;    /* when the last call ended, or the work began, 0 not yet */
  gint64 work_seconds; /* spent on calls that were decided here */
  guint n_decided;     /* how many these were */
  guint update_id;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (ClinicCallList, clinic_call_list, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
entry_free (Entry *entry)
{
  g_clear_object (&entry->row);
  g_free (entry);
}

/* --- what is in the list --- */

static gboolean
is_in_range (ClinicCallList *self, ClinicAppointment *visit)
{
  gint64 start = clinic_appointment_get_start (visit);

  if (clinic_appointment_get_id (visit) <= 0 || start < self->from ||
      (self->to != 0 && start >= self->to))
    return FALSE;

  return self->doctor_id == 0 || clinic_appointment_get_doctor_id (visit) == self->doctor_id;
}

static ClinicCallRow *
find_row (ClinicCallList *self, gint64 id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

static gint64
get_me (ClinicCallList *self)
{
  return clinic_link_get_user_id (clinic_session_get_link (self->session));
}

static void
show_colleague (ClinicCallList *self, ClinicCallRow *row, const ClinicCallMark *mark)
{
  g_autofree char *name = NULL;

  clinic_call_row_set_taken_until (row, mark->until);
  if (mark->by == clinic_call_row_get_taken_by_id (row) &&
      clinic_call_row_get_taken_by_name (row) != NULL)
    return;
  if (mark->by != 0)
    name = clinic_session_dup_user_name (self->session, mark->by);
  clinic_call_row_set_taken_by_id (row, mark->by);
  clinic_call_row_set_taken_by_name (row, name);
}

static void
update_row (ClinicCallList *self, ClinicCallRow *row, gboolean is_member)
{
  ClinicAppointment *visit = clinic_call_row_get_appointment (row);
  ClinicCallMark mark = clinic_call_rules_mark (visit);
  ClinicCallRowState state = clinic_call_rules_state (visit, is_member, get_me (self),
                                                      clinic_session_get_now (self->session));
  gboolean taken = state == CLINIC_CALL_ROW_TAKEN || state == CLINIC_CALL_ROW_MINE;

  /* What was said of the time that the visit had before it was moved here is still how it went. */
  if (state == CLINIC_CALL_ROW_DONE)
    mark = clinic_call_mark_parse (clinic_appointment_get_call_mark (visit));
  if (!taken)
    mark.by = mark.until = 0;
  g_object_freeze_notify (G_OBJECT (row));
  clinic_call_row_set_attempts (row, mark.attempts);
  clinic_call_row_set_outcome (row, mark.outcome);
  clinic_call_row_set_retry (row, mark.retry);
  show_colleague (self, row, &mark);
  /* Taken here, but the portal could not be told: it is ours all the same. */
  if (state != CLINIC_CALL_ROW_DONE && state != CLINIC_CALL_ROW_TAKEN &&
      clinic_call_taker_get_taken (self->taker) == visit)
    state = CLINIC_CALL_ROW_MINE;
  clinic_call_row_set_state (row, state);
  g_object_thaw_notify (G_OBJECT (row));
}

static guint
find_place (ClinicCallList *self, gint64 start, gint64 id)
{
  guint place = self->entries->len;

  for (; place > 0; place--)
    {
      Entry *before = g_ptr_array_index (self->entries, place - 1);

      if (before->start < start ||
          (before->start == start && clinic_call_row_get_id (before->row) < id))
        break;
    }

  return place;
}

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static ClinicCallRow *
add_row (ClinicCallList *self, ClinicAppointment *visit)
{
  gint64 id = clinic_appointment_get_id (visit);
  gint64 start = clinic_appointment_get_start (visit);
  Entry *entry = g_new0 (Entry, 1);
  guint place = find_place (self, start, id);

  entry->row = clinic_call_row_new ();
  entry->start = start;
  clinic_call_row_set_id (entry->row, id);
  clinic_call_row_set_appointment (entry->row, visit);
  update_row (self, entry->row, TRUE);
  g_hash_table_insert (self->by_id, copy_id (id), entry->row);
  g_ptr_array_insert (self->entries, place, entry);
  g_list_store_insert (self->rows, place, entry->row);

  return entry->row;
}

/* A list that is built now has the row; where it stood is where it would stand. */
static gboolean
belongs (ClinicCallList *self, Entry *entry)
{
  ClinicAppointment *visit = clinic_call_row_get_appointment (entry->row);

  return is_in_range (self, visit) && clinic_call_rules_is_open (visit) &&
         !clinic_appointment_get_do_not_call (visit) &&
         clinic_appointment_get_start (visit) == entry->start &&
         g_ptr_array_find (self->watched, visit, NULL);
}

static void
remove_row (ClinicCallList *self, guint position)
{
  Entry *entry = g_ptr_array_index (self->entries, position);
  gint64 id = clinic_call_row_get_id (entry->row);

  g_hash_table_remove (self->by_id, &id);
  g_list_store_remove (self->rows, position);
  g_ptr_array_remove_index (self->entries, position);
}

/* Rows change in place, new ones join; those that are decided stay. */
static void
update (ClinicCallList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint excluded = 0;

  for (guint i = 0; i < self->watched->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (self->watched, i);
      gboolean in_range = is_in_range (self, visit);
      ClinicCallRow *row = find_row (self, clinic_appointment_get_id (visit));

      if (row != NULL)
        {
          clinic_call_row_set_appointment (row, visit);
          update_row (self, row, in_range && !clinic_appointment_get_do_not_call (visit));
          g_hash_table_add (seen, row);
        }
      else if (in_range && clinic_call_rules_is_open (visit))
        {
          if (clinic_appointment_get_do_not_call (visit))
            excluded++;
          else
            g_hash_table_add (seen, add_row (self, visit));
        }
    }
  /* what the book has no more */
  for (guint i = 0; i < self->entries->len; i++)
    {
      ClinicCallRow *row = ((Entry *) g_ptr_array_index (self->entries, i))->row;

      if (!g_hash_table_contains (seen, row))
        update_row (self, row, FALSE);
    }
  self->excluded = excluded;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_update_cb (gpointer user_data)
{
  ClinicCallList *self = CLINIC_CALL_LIST (user_data);

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* A refresh changes hundreds of visits one by one. */
static void
update_soon (ClinicCallList *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update_cb, self, NULL);
}

static void
on_visits_changed_cb (ClinicCallList *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + removed; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), update_soon, self);
  if (removed > 0)
    g_ptr_array_remove_range (self->watched, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      ClinicAppointment *visit = g_list_model_get_item (self->visits, i);

      g_signal_connect_object (visit, "notify", G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->watched, (int) i, visit);
    }
  update_soon (self);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  clinic_call_list_tick (CLINIC_CALL_LIST (user_data));

  return G_SOURCE_CONTINUE;
}

/* --- the type --- */

static void
clinic_call_list_dispose (GObject *object)
{
  ClinicCallList *self = CLINIC_CALL_LIST (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->taker);
  g_clear_object (&self->visits);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (clinic_call_list_parent_class)->dispose (object);
}

static void
clinic_call_list_finalize (GObject *object)
{
  ClinicCallList *self = CLINIC_CALL_LIST (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (clinic_call_list_parent_class)->finalize (object);
}

static void
clinic_call_list_class_init (ClinicCallListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = clinic_call_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = clinic_call_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", CLINIC_TYPE_CALL_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
clinic_call_list_init (ClinicCallList *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->rows = g_list_store_new (CLINIC_TYPE_CALL_ROW);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  /* nothing before it is built */
  self->from = G_MAXINT64;
}

ClinicCallList *
clinic_call_list_new (ClinicSession *session)
{
  ClinicCallList *self = g_object_new (CLINIC_TYPE_CALL_LIST, NULL);

  g_return_val_if_fail (CLINIC_IS_SESSION (session), self);

  self->session = g_object_ref (session);
  self->taker = clinic_call_taker_new (session);
  self->visits = g_object_ref (clinic_book_get_appointments (clinic_session_get_book (session)));
  g_signal_connect_object (self->taker, "changed", G_CALLBACK (update_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (session), "notify::user-id",
                           G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visits, "items-changed", G_CALLBACK (on_visits_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_visits_changed_cb (self, 0, 0, g_list_model_get_n_items (self->visits));
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, self);

  return self;
}

void
clinic_call_list_build (ClinicCallList *self, gint64 from, gint64 to, gint64 doctor_id)
{
  g_return_if_fail (CLINIC_IS_CALL_LIST (self));

  g_clear_handle_id (&self->update_id, g_source_remove);
  self->from = from;
  self->to = to;
  self->doctor_id = doctor_id;
  for (guint i = self->entries->len; i > 0; i--)
    if (!belongs (self, g_ptr_array_index (self->entries, i - 1)))
      remove_row (self, i - 1);
  update (self);
}

GListModel *
clinic_call_list_get_rows (ClinicCallList *self)
{
  g_return_val_if_fail (CLINIC_IS_CALL_LIST (self), NULL);

  return G_LIST_MODEL (self->rows);
}

static void
count_row (ClinicCallRow *row, ClinicCallProgress *progress)
{
  ClinicCallRowState state = clinic_call_row_get_state (row);
  gint64 retry = clinic_call_row_get_retry (row);

  progress->total++;
  progress->called += clinic_call_row_get_attempts (row) > 0 || state == CLINIC_CALL_ROW_DONE;
  progress->left += state != CLINIC_CALL_ROW_DONE;
  progress->taken += state == CLINIC_CALL_ROW_TAKEN;
  if (state != CLINIC_CALL_ROW_LATER)
    return;
  progress->later++;
  if (progress->next_retry == 0 || retry < progress->next_retry)
    progress->next_retry = retry;
}

void
clinic_call_list_get_progress (ClinicCallList *self, ClinicCallProgress *progress)
{
  g_return_if_fail (CLINIC_IS_CALL_LIST (self));

  *progress = (ClinicCallProgress){ .excluded = self->excluded, .seconds_left = -1 };
  for (guint i = 0; i < self->entries->len; i++)
    count_row (((Entry *) g_ptr_array_index (self->entries, i))->row, progress);
  if (self->n_decided >= MIN_DECIDED)
    progress->seconds_left = self->work_seconds * progress->left / self->n_decided;
}

ClinicCallSharing
clinic_call_list_get_sharing (ClinicCallList *self)
{
  g_return_val_if_fail (CLINIC_IS_CALL_LIST (self), CLINIC_CALL_SHARING_UNKNOWN);

  return clinic_call_taker_get_sharing (self->taker);
}

ClinicCallRow *
clinic_call_list_find (ClinicCallList *self, gint64 appointment_id)
{
  g_return_val_if_fail (CLINIC_IS_CALL_LIST (self), NULL);

  return find_row (self, appointment_id);
}

ClinicCallRow *
clinic_call_list_next (ClinicCallList *self, ClinicCallRow *after)
{
  guint n = 0;
  guint first = 0;

  g_return_val_if_fail (CLINIC_IS_CALL_LIST (self), NULL);

  n = self->entries->len;
  if (after != NULL && g_list_store_find (self->rows, after, &first))
    first++;
  for (guint i = 0; i < n; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, (first + i) % n);
      ClinicCallRowState state = clinic_call_row_get_state (entry->row);

      if (entry->row != after && (state == CLINIC_CALL_ROW_OPEN || state == CLINIC_CALL_ROW_MINE))
        return entry->row;
    }

  return NULL;
}

ClinicCallRow *
clinic_call_list_mine (ClinicCallList *self)
{
  g_return_val_if_fail (CLINIC_IS_CALL_LIST (self), NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (clinic_call_row_get_state (entry->row) == CLINIC_CALL_ROW_MINE)
        return entry->row;
    }

  return NULL;
}

/* --- taking --- */

static void
begin_work (ClinicCallList *self)
{
  if (self->last_work == 0)
    self->last_work = clinic_session_get_now (self->session);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  ClinicCallList *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean ok = clinic_call_taker_finish (CLINIC_CALL_TAKER (source), result, &error);

  /* Whoever hears of it sees the rows as they are now. */
  if (self->session != NULL)
    {
      g_clear_handle_id (&self->update_id, g_source_remove);
      update (self);
    }
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
clinic_call_list_take_async (ClinicCallList *self,
                             ClinicCallRow *row,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CLINIC_IS_CALL_LIST (self));
  g_return_if_fail (CLINIC_IS_CALL_ROW (row));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, clinic_call_list_take_async);
  begin_work (self);
  clinic_call_taker_take_async (self->taker, clinic_call_row_get_appointment (row), cancellable,
                                on_done_cb, task);
}

gboolean
clinic_call_list_take_finish (ClinicCallList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

ClinicCallRow *
clinic_call_list_get_taken (ClinicCallList *self)
{
  ClinicAppointment *visit = NULL;

  g_return_val_if_fail (CLINIC_IS_CALL_LIST (self), NULL);

  visit = clinic_call_taker_get_taken (self->taker);

  return visit != NULL ? find_row (self, clinic_appointment_get_id (visit)) : NULL;
}

void
clinic_call_list_keep (ClinicCallList *self)
{
  g_return_if_fail (CLINIC_IS_CALL_LIST (self));

  clinic_call_taker_keep (self->taker);
}

void
clinic_call_list_release (ClinicCallList *self)
{
  g_return_if_fail (CLINIC_IS_CALL_LIST (self));

  clinic_call_taker_release (self->taker);
}

void
clinic_call_list_settle_async (ClinicCallList *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CLINIC_IS_CALL_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, clinic_call_list_settle_async);
  clinic_call_taker_settle_async (self->taker, cancellable, on_done_cb, task);
}

gboolean
clinic_call_list_settle_finish (ClinicCallList *self, GAsyncResult *result, GError **error)
{
  return clinic_call_list_take_finish (self, result, error);
}

void
clinic_call_list_decided (ClinicCallList *self, ClinicCallRow *row)
{
  gint64 now = 0;

  g_return_if_fail (CLINIC_IS_CALL_LIST (self));
  g_return_if_fail (CLINIC_IS_CALL_ROW (row));

  now = clinic_session_get_now (self->session);
  clinic_call_taker_keep (self->taker);
  clinic_call_taker_forget (self->taker, clinic_call_row_get_appointment (row));
  if (self->last_work != 0 && now - self->last_work < PAUSE_SECONDS)
    {
      self->work_seconds += MAX (now - self->last_work, 1);
      self->n_decided++;
    }
  self->last_work = now;
}

void
clinic_call_list_tick (ClinicCallList *self)
{
  g_return_if_fail (CLINIC_IS_CALL_LIST (self));

  clinic_call_taker_tick (self->taker);
  g_clear_handle_id (&self->update_id, g_source_remove);
  update (self);
}
