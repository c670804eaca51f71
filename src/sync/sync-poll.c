/* sync-poll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-poll"

#include "sync-poll-private.h"

#include "bx-error.h"
#include "bx-json.h"
#include "sync-fields.h"
#include "sync-map.h"
#include "sync-pace.h"
#include "sync-reader.h"

/* seconds between two readings of the ids by a desk that is alone */
#define WHOLE_EVERY 300.0
/* what the portal hurries us to is not asked for more often than this, in seconds */
#define SHORTEST 1.0
/* an answer that takes so much longer than people wait between two of them is late, in seconds */
#define LATE 5.0
#define NOT_READY 60.0

enum
{
  ROWS,
  WHOLE,
  ABSENT,
  ANSWERED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncPoll, sync_poll, G_TYPE_OBJECT)

static void take_turn (SyncPoll *self);

/* --- turns --- */

static gboolean
on_timeout_cb (gpointer user_data)
{
  SyncPoll *self = user_data;

  self->timeout_id = 0;
  take_turn (self);

  return G_SOURCE_REMOVE;
}

/* what is on show grows old, and nobody knows yet why */
static gboolean
on_late_cb (gpointer user_data)
{
  SyncPoll *self = user_data;

  self->late_id = 0;
  sync_context_note_late (self->context);
  g_signal_emit (self, signals[FAILED], 0);

  return G_SOURCE_REMOVE;
}

static void
watch_answer (SyncPoll *self)
{
  double seconds =
    LATE + sync_pace_seconds (sync_context_get_desktops (self->context), self->watched, 0, 0.5);

  g_clear_handle_id (&self->late_id, g_source_remove);
  self->late_id = sync_context_add_timeout (self->context, seconds, on_late_cb, self);
}

static void
wait_for_turn (SyncPoll *self, double seconds)
{
  self->busy = FALSE;
  g_clear_handle_id (&self->late_id, g_source_remove);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->stopped)
    self->timeout_id = sync_context_add_timeout (self->context, seconds, on_timeout_cb, self);
}

static double
get_pause (SyncPoll *self)
{
  return sync_pace_seconds (sync_context_get_desktops (self->context), self->watched,
                            self->failures, g_random_double ());
}

static void
finish_turn (SyncPoll *self, gboolean whole)
{
  self->failures = 0;
  sync_context_note_success (self->context);
  wait_for_turn (self, self->hurried ? SHORTEST : get_pause (self));
  self->hurried = FALSE;
  g_signal_emit (self, signals[ANSWERED], 0, whole);
}

void
sync_poll_fail_turn (SyncPoll *self, const GError *error)
{
  gint64 retry_at = bx_error_get_retry_at (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stopped)
    return;
  g_debug ("The appointments did not come: %s", error->message);
  self->failures++;
  wait_for_turn (self, MAX (get_pause (self),
                            (double) (retry_at - sync_context_get_now (self->context))));
  sync_context_note_error (self->context, error);
  g_signal_emit (self, signals[FAILED], 0);
}

/* the same round, with what else there is to ask */
void
sync_poll_go_on (SyncPoll *self)
{
  self->busy = FALSE;
  take_turn (self);
}

/* --- what was read --- */

static void
tell_rows (SyncPoll *self, GPtrArray *appointments, GPtrArray *leads)
{
  /* a long list comes piece by piece */
  if (self->late_id != 0)
    watch_answer (self);
  g_signal_emit (self, signals[ROWS], 0, appointments, leads);
}

void
sync_poll_note_ids (SyncPoll *self, JsonArray *rows)
{
  for (guint i = 0; self->ids != NULL && i < json_array_get_length (rows); i++)
    {
      gint64 id = bx_json_get_int (bx_json_node_object (json_array_get_element (rows, i)), "id", 0);

      g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
    }
}

void
sync_poll_take_items (SyncPoll *self, ClinicEntity entity, JsonArray *rows)
{
  g_autoptr (GPtrArray) appointments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) leads = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gpointer thing = entity == CLINIC_ENTITY_LEAD
                         ? (gpointer) sync_map_lead (self->context, row)
                         : (gpointer) sync_map_appointment (self->context, row);

      if (thing != NULL)
        g_ptr_array_add (entity == CLINIC_ENTITY_LEAD ? leads : appointments, thing);
    }
  tell_rows (self, appointments, leads);
}

static void
on_deals_page_cb (JsonArray *rows, gpointer user_data)
{
  SyncPoll *self = user_data;

  sync_poll_note_ids (self, rows);
  if (!self->full_read)
    sync_poll_take_items (self, CLINIC_ENTITY_APPOINTMENT, rows);
}

static void
on_leads_page_cb (JsonArray *rows, gpointer user_data)
{
  SyncPoll *self = user_data;

  sync_poll_note_ids (self, rows);
  if (!self->full_read)
    sync_poll_take_items (self, CLINIC_ENTITY_LEAD, rows);
}

static void
on_days_page_cb (JsonArray *rows, gpointer user_data)
{
  sync_poll_take_items (user_data, CLINIC_ENTITY_APPOINTMENT, rows);
}

/* --- the whole --- */

GHashTable *
sync_poll_new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static JsonArray *
new_id_select (void)
{
  JsonArray *select = json_array_new ();

  json_array_add_string_element (select, "id");

  return select;
}

static void
finish_whole (SyncPoll *self)
{
  self->full_read = TRUE;
  self->wants_whole = FALSE;
  self->whole_at = g_get_monotonic_time ();
  g_clear_pointer (&self->ids, g_hash_table_unref);
  finish_turn (self, TRUE);
}

static void
tell_whole (SyncPoll *self, ClinicEntity entity)
{
  g_autoptr (GHashTable) ids = g_steal_pointer (&self->ids);

  g_signal_emit (self, signals[WHOLE], 0, (int) entity, ids, self->whole_began);
}

static void
on_leads_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sync_reader_read_finish (result, &error))
    {
      sync_poll_fail_turn (self, error);
      return;
    }
  if (self->stopped)
    return;
  tell_whole (self, CLINIC_ENTITY_LEAD);
  finish_whole (self);
}

static void
read_leads (SyncPoll *self)
{
  self->ids = sync_poll_new_id_set ();
  self->whole_began = g_get_monotonic_time ();
  sync_reader_read_async (self->context, CLINIC_ENTITY_LEAD, sync_poll_new_leads_filter (self),
                          self->full_read ? new_id_select () : sync_map_lead_select (),
                          BX_PRIORITY_BACKGROUND, on_leads_page_cb, self->cancellable,
                          on_leads_read_cb, g_object_ref (self));
}

static void
on_deals_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sync_reader_read_finish (result, &error))
    {
      sync_poll_fail_turn (self, error);
      return;
    }
  if (self->stopped)
    return;
  tell_whole (self, CLINIC_ENTITY_APPOINTMENT);
  if (clinic_link_get_simple_crm (sync_context_get_link (self->context)))
    finish_whole (self);
  else
    read_leads (self);
}

static void
read_whole (SyncPoll *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  self->ids = sync_poll_new_id_set ();
  self->whole_began = g_get_monotonic_time ();
  sync_reader_read_async (self->context, CLINIC_ENTITY_APPOINTMENT,
                          sync_poll_new_deals_filter (self),
                          self->full_read ? new_id_select ()
                                          : sync_map_appointment_select (self->context),
                          /* the first time somebody sits before an empty board */
                          self->full_read ? BX_PRIORITY_BACKGROUND : BX_PRIORITY_PERSON,
                          on_deals_page_cb, self->cancellable, on_deals_read_cb,
                          g_object_ref (self));
}

static gboolean
is_whole_due (SyncPoll *self)
{
  double age = (double) (g_get_monotonic_time () - self->whole_at) / G_USEC_PER_SEC;
  double every = sync_pace_stretch (WHOLE_EVERY, sync_context_get_desktops (self->context));

  return !self->full_read || self->wants_whole ||
         age > every * sync_context_get_time_scale (self->context);
}

/* --- days that somebody waits for --- */

static void
on_days_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sync_reader_read_finish (result, &error))
    {
      sync_poll_fail_turn (self, error);
      return;
    }
  if (self->stopped)
    return;
  self->has_days = self->has_days && !self->days_read;
  sync_poll_go_on (self);
}

static void
read_days (SyncPoll *self)
{
  JsonObject *filter = json_object_new ();
  const char *field = sync_context_get_fields (self->context)->visit_time;

  json_object_set_int_member (filter, "=categoryId", sync_context_get_category (self->context));
  sync_reader_set_time (filter, ">=", field, self->days_from);
  sync_reader_set_time (filter, "<", field, self->days_to);
  self->days_read = TRUE;
  sync_reader_read_async (self->context, CLINIC_ENTITY_APPOINTMENT, filter,
                          sync_map_appointment_select (self->context), BX_PRIORITY_PERSON,
                          on_days_page_cb, self->cancellable, on_days_read_cb, g_object_ref (self));
}

/* --- what changed --- */

static void
on_changes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SyncNews) news = sync_changes_read_finish (SYNC_CHANGES (source), result, &error);

  if (news == NULL)
    {
      sync_poll_fail_turn (self, error);
      return;
    }
  if (self->stopped)
    return;
  tell_rows (self, news->appointments, news->leads);
  g_array_append_vals (self->fetch[CLINIC_ENTITY_APPOINTMENT], news->strays->data,
                       news->strays->len);
  if (news->more)
    sync_changes_read_async (self->changes, self->cancellable, on_changes_cb, g_object_ref (self));
  else if (is_whole_due (self))
    read_whole (self);
  else if (news->strays->len > 0)
    sync_poll_go_on (self);
  else
    finish_turn (self, FALSE);
}

static void
on_begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sync_changes_begin_finish (SYNC_CHANGES (source), result, &error))
    sync_poll_fail_turn (self, error);
  else if (!self->stopped)
    read_whole (self);
}

static gboolean
can_ask (SyncPoll *self)
{
  return sync_context_has_scope (self->context, "crm") &&
         sync_context_get_category (self->context) >= 0;
}

static void
take_turn (SyncPoll *self)
{
  if (!self->started || self->stopped || self->busy)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!can_ask (self))
    {
      wait_for_turn (self, NOT_READY);
      return;
    }
  self->busy = TRUE;
  watch_answer (self);
  self->asked_at = g_get_monotonic_time ();
  if (!sync_changes_has_begun (self->changes))
    sync_changes_begin_async (self->changes, self->cancellable, on_begun_cb, g_object_ref (self));
  else if (self->has_days)
    read_days (self);
  else if (self->fetch[CLINIC_ENTITY_APPOINTMENT]->len > 0)
    sync_poll_fetch_next (self, CLINIC_ENTITY_APPOINTMENT);
  else if (self->fetch[CLINIC_ENTITY_LEAD]->len > 0)
    sync_poll_fetch_next (self, CLINIC_ENTITY_LEAD);
  else if (self->fetch[MADE_OF_LEADS]->len > 0)
    sync_poll_fetch_next (self, MADE_OF_LEADS);
  else
    sync_changes_read_async (self->changes, self->cancellable, on_changes_cb, g_object_ref (self));
}

void
sync_poll_now (SyncPoll *self, gboolean whole)
{
  double age;

  g_return_if_fail (SYNC_IS_POLL (self));

  self->wants_whole = self->wants_whole || whole;
  if (self->busy)
    {
      self->hurried = TRUE;
      return;
    }
  /* the portal's own brake is not to be overrun */
  if (self->failures > 0 && !whole)
    return;
  age = (double) (g_get_monotonic_time () - self->asked_at) / G_USEC_PER_SEC;
  if (whole || age > SHORTEST * sync_context_get_time_scale (self->context))
    take_turn (self);
  else if (self->started)
    wait_for_turn (self, SHORTEST);
}

void
sync_poll_set_watched (SyncPoll *self, gboolean watched)
{
  double age;

  g_return_if_fail (SYNC_IS_POLL (self));

  if (self->watched == !!watched)
    return;
  self->watched = !!watched;
  if (!self->watched || self->busy || !self->started || self->failures > 0)
    return;
  age = (double) (g_get_monotonic_time () - self->asked_at) / G_USEC_PER_SEC;
  if (age > get_pause (self) * sync_context_get_time_scale (self->context))
    take_turn (self);
  else
    wait_for_turn (self, get_pause (self));
}

void
sync_poll_read_days (SyncPoll *self, gint64 from, gint64 to)
{
  g_return_if_fail (SYNC_IS_POLL (self));

  if (!sync_field_is_comparable (sync_context_get_fields (self->context)->visit_time))
    return;
  self->days_from = from;
  self->days_to = to;
  self->has_days = TRUE;
  self->days_read = FALSE;
  if (!self->busy && self->failures == 0)
    take_turn (self);
  else
    self->hurried = TRUE;
}

void
sync_poll_fetch (SyncPoll *self, ClinicEntity entity, GArray *ids)
{
  g_return_if_fail (SYNC_IS_POLL (self));
  g_return_if_fail (entity == CLINIC_ENTITY_LEAD || entity == CLINIC_ENTITY_APPOINTMENT);

  if (ids->len == 0)
    return;
  g_array_append_vals (self->fetch[entity], ids->data, ids->len);
  if (!self->busy && self->failures == 0)
    take_turn (self);
  else
    self->hurried = TRUE;
}

void
sync_poll_fetch_made_of (SyncPoll *self, GArray *lead_ids)
{
  g_return_if_fail (SYNC_IS_POLL (self));

  if (lead_ids->len == 0)
    return;
  g_array_append_vals (self->fetch[MADE_OF_LEADS], lead_ids->data, lead_ids->len);
  if (!self->busy && self->failures == 0)
    take_turn (self);
  else
    self->hurried = TRUE;
}

gint64
sync_poll_get_asked_at (SyncPoll *self)
{
  g_return_val_if_fail (SYNC_IS_POLL (self), 0);

  return self->asked_at;
}

void
sync_poll_start (SyncPoll *self)
{
  g_return_if_fail (SYNC_IS_POLL (self));

  self->started = TRUE;
  take_turn (self);
}

void
sync_poll_stop (SyncPoll *self)
{
  g_return_if_fail (SYNC_IS_POLL (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->late_id, g_source_remove);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}

/* the funnel or the fields may be others now */
static void
on_dictionaries_changed_cb (SyncPoll *self)
{
  if (!self->full_read && !self->busy && self->failures == 0)
    take_turn (self);
}

/* an answer to somebody else: the portal is there again */
static void
on_link_state_cb (SyncPoll *self)
{
  ClinicLink *link = sync_context_get_link (self->context);

  if (clinic_link_get_state (link) != CLINIC_LINK_ONLINE || self->failures == 0 || self->busy)
    return;
  self->failures = 0;
  take_turn (self);
}

/* whoever speaks of the CRM may speak of a visit */
static void
on_pull_message_cb (SyncPoll *self,
                    const char *module,
                    const char *command,
                    JsonObject *params,
                    gint64 arrived)
{
  if (g_strcmp0 (module, "crm") == 0)
    sync_poll_now (self, FALSE);
}

static void
sync_poll_dispose (GObject *object)
{
  SyncPoll *self = SYNC_POLL (object);

  g_clear_handle_id (&self->late_id, g_source_remove);
  g_clear_handle_id (&self->timeout_id, g_source_remove);

  G_OBJECT_CLASS (sync_poll_parent_class)->dispose (object);
}

static void
sync_poll_finalize (GObject *object)
{
  SyncPoll *self = SYNC_POLL (object);

  g_clear_object (&self->changes);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->fetching, g_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->fetch); i++)
    g_clear_pointer (&self->fetch[i], g_array_unref);

  G_OBJECT_CLASS (sync_poll_parent_class)->finalize (object);
}

static guint
new_signal (SyncPollClass *klass, const char *name, guint n_params, ...)
{
  va_list types;
  guint id;

  va_start (types, n_params);
  id = g_signal_new_valist (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, NULL, NULL, NULL,
                            NULL, G_TYPE_NONE, n_params, types);
  va_end (types);

  return id;
}

static void
sync_poll_class_init (SyncPollClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_poll_dispose;
  object_class->finalize = sync_poll_finalize;

  signals[ROWS] = new_signal (klass, "rows", 2, G_TYPE_PTR_ARRAY, G_TYPE_PTR_ARRAY);
  signals[WHOLE] = new_signal (klass, "whole", 3, G_TYPE_INT, G_TYPE_HASH_TABLE, G_TYPE_INT64);
  signals[ABSENT] = new_signal (klass, "absent", 2, G_TYPE_INT, G_TYPE_ARRAY);
  signals[ANSWERED] = new_signal (klass, "answered", 1, G_TYPE_BOOLEAN);
  signals[FAILED] = new_signal (klass, "failed", 0);
}

static void
sync_poll_init (SyncPoll *self)
{
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->fetch); i++)
    self->fetch[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
}

SyncPoll *
sync_poll_new (SyncContext *context)
{
  SyncPoll *self = g_object_new (SYNC_TYPE_POLL, NULL);

  self->context = g_object_ref (context);
  self->changes = sync_changes_new (context);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (on_dictionaries_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_pull (context), "message",
                           G_CALLBACK (on_pull_message_cb), self, G_CONNECT_SWAPPED);

  return self;
}
