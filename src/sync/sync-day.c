/* sync-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-day"

#include "sync-day.h"

#include "bx-error.h"
#include "bx-json.h"
#include "bx-list.h"
#include "sync-fields.h"
#include "sync-map.h"

#define DAYS_BACK 1
#define DAYS_AHEAD 14
#define DAY_SECONDS (24 * 60 * 60)
/* seconds */
#define SHORTEST_PAUSE 60.0
#define LONGEST_PAUSE 90.0
#define LONGEST_FAILURE_PAUSE 300.0
#define FULL_EVERY (15 * 60)
#define OVERLAP 5

struct _SyncDay
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned: our own */
  BxList *list;              /* owned, (nullable): what is being read */
  gboolean full;             /* it is everything, not only what changed */
  gboolean wants_full;       /* the next one must be everything */
  gint64 from;               /* unix seconds: the days that are being read */
  gint64 to;
  gint64 full_at;   /* when everything was read last; 0 never */
  gint64 cursor;    /* unix seconds by the portal: changes are known up to here */
  gint64 seen;      /* the latest change of what is being read */
  GHashTable *ids;  /* owned: ids that a full reading has seen */
  GArray *departed; /* owned: ids that have no visit any more */
  GPtrArray *fresh; /* owned: ClinicAppointment that were read */
  GPtrArray *pages; /* owned, (nullable): JsonArray, read and not looked at yet */
  guint next_page;
  guint idle_id;
  guint timeout_id;
  double pause;
  gboolean reading;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (SyncDay, sync_day, G_TYPE_OBJECT)

static void take_turn (SyncDay *self);

static gboolean
on_timeout_cb (gpointer user_data)
{
  SyncDay *self = user_data;

  self->timeout_id = 0;
  take_turn (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (SyncDay *self, double seconds)
{
  self->reading = FALSE;
  g_clear_object (&self->list);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->stopped)
    self->timeout_id = sync_context_add_timeout (self->context, seconds, on_timeout_cb, self);
}

static void
note_failure (SyncDay *self, const GError *error)
{
  gint64 retry_at = bx_error_get_retry_at (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sync_context_note_error (self->context, error);
  g_debug ("The visits did not come: %s", error->message);
  self->pause = MIN (self->pause * 2, LONGEST_FAILURE_PAUSE);
  wait_for_turn (self, MAX (self->pause, retry_at - sync_context_get_now (self->context)));
}

/* --- the store --- */

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_remove_appointments_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Old visits cannot be removed: %s", error->message);
}

static void
remove_visits (SyncDay *self, GArray *ids)
{
  if (ids->len > 0)
    store_repository_remove_appointments_async (sync_context_get_store (self->context), ids,
                                                self->cancellable, on_removed_cb, NULL);
}

/* what the store has of these days, but the portal has not any more */
static void
on_stored_days_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncDay) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored =
    store_repository_appointments_between_finish (STORE_REPOSITORY (source), result, &error);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (stored == NULL)
    return;
  for (guint i = 0; i < stored->len; i++)
    {
      gint64 id = clinic_appointment_get_id (g_ptr_array_index (stored, i));

      if (!g_hash_table_contains (self->ids, &id))
        g_array_append_val (gone, id);
    }
  remove_visits (self, gone);
}

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncDay) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_appointments_finish (STORE_REPOSITORY (source), result, &error))
    {
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  /* what changed while it was being read may be behind us already */
  self->cursor = MAX (self->cursor, MIN (self->seen, self->from + DAYS_BACK * DAY_SECONDS));
  if (self->cursor == 0)
    self->cursor = sync_context_get_now (self->context) - SHORTEST_PAUSE;
  if (self->full)
    {
      self->full_at = g_get_monotonic_time ();
      store_repository_appointments_between_async (sync_context_get_store (self->context),
                                                   self->from, self->to, self->cancellable,
                                                   on_stored_days_cb, g_object_ref (self));
    }
  self->pause = self->fresh->len > 0 ? SHORTEST_PAUSE : MIN (self->pause * 1.2, LONGEST_PAUSE);
  wait_for_turn (self, self->pause);
}

static void
put_visits (SyncDay *self)
{
  remove_visits (self, self->departed);
  store_repository_put_appointments_async (sync_context_get_store (self->context), self->fresh,
                                           self->cancellable, on_put_cb, g_object_ref (self));
}

/* --- the portal --- */

static void
take_item (SyncDay *self, JsonObject *item)
{
  g_autoptr (ClinicAppointment) visit = sync_map_appointment (self->context, item);
  gint64 id;

  if (visit == NULL)
    return;
  id = clinic_appointment_get_id (visit);
  self->seen = MAX (self->seen, clinic_appointment_get_modified (visit));
  g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
  if (clinic_appointment_get_start (visit) > 0)
    g_ptr_array_add (self->fresh, g_steal_pointer (&visit));
  else
    g_array_append_val (self->departed, id);
}

static void read_next (SyncDay *self);

/* A page at a time, so that a long answer does not keep the window from being drawn. */
static gboolean
on_page_idle_cb (gpointer user_data)
{
  SyncDay *self = user_data;
  JsonArray *page;

  if (self->next_page < self->pages->len)
    {
      page = g_ptr_array_index (self->pages, self->next_page++);
      for (guint i = 0; i < json_array_get_length (page); i++)
        take_item (self, bx_json_node_object (json_array_get_element (page, i)));
      return G_SOURCE_CONTINUE;
    }
  self->idle_id = 0;
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  if (bx_list_is_done (self->list))
    put_visits (self);
  else
    read_next (self);

  return G_SOURCE_REMOVE;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncDay) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = bx_list_next_finish (BX_LIST (source), result, &error);

  if (pages == NULL)
    {
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  sync_context_note_success (self->context);
  self->pages = g_steal_pointer (&pages);
  self->next_page = 0;
  self->idle_id = g_idle_add (on_page_idle_cb, self);
}

static void
read_next (SyncDay *self)
{
  bx_list_next_async (self->list, self->cancellable, on_read_cb, g_object_ref (self));
}

static void
set_time (JsonObject *filter, const char *operation, const char *field, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00");
  g_autofree char *key = g_strconcat (operation, field, NULL);

  json_object_set_string_member (filter, key, text);
}

static JsonNode *
make_params (SyncDay *self)
{
  const SyncFields *fields = sync_context_get_fields (self->context);
  JsonNode *params = bx_json_build ("{'entityTypeId': 2}");
  JsonObject *object = json_node_get_object (params);
  JsonObject *filter = json_object_new ();

  if (!self->full)
    {
      /* Not narrowed down to a funnel or to days: what left them must be seen leaving. */
      set_time (filter, ">=", "updatedTime", MAX (self->cursor - OVERLAP, 0));
    }
  else if (sync_field_is_comparable (fields->visit_time))
    {
      set_time (filter, ">=", fields->visit_time, self->from);
      set_time (filter, "<", fields->visit_time, self->to);
    }
  else
    {
      /* the portal cannot compare this field's name: every open appointment instead */
      json_object_set_int_member (filter, "=categoryId", sync_context_get_category (self->context));
      json_object_set_string_member (filter, "=stageSemanticId", "P");
    }
  json_object_set_array_member (object, "select", sync_map_appointment_select (self->context));
  json_object_set_object_member (object, "filter", filter);

  return params;
}

static gboolean
is_full_due (SyncDay *self)
{
  double age = (double) (g_get_monotonic_time () - self->full_at) / G_USEC_PER_SEC;

  return self->wants_full || self->full_at == 0 ||
         age > FULL_EVERY * sync_context_get_time_scale (self->context);
}

static void
start_reading (SyncDay *self)
{
  g_autoptr (JsonNode) params = NULL;
  gint64 now = sync_context_get_now (self->context);

  self->reading = TRUE;
  self->full = is_full_due (self);
  self->wants_full = FALSE;
  self->from = now - DAYS_BACK * DAY_SECONDS;
  self->to = now + DAYS_AHEAD * DAY_SECONDS;
  self->seen = 0;
  g_hash_table_remove_all (self->ids);
  g_array_set_size (self->departed, 0);
  g_ptr_array_set_size (self->fresh, 0);
  params = make_params (self);
  g_clear_object (&self->list);
  self->list = bx_list_new (sync_context_get_client (self->context), "crm.item.list", params,
                            "items", "id", 0, BX_PRIORITY_BACKGROUND);
  bx_list_set_pages (self->list, self->full ? 30 : 2);
  read_next (self);
}

static void
take_turn (SyncDay *self)
{
  if (self->reading || self->stopped)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  /* without a field for the time of a visit there is nothing to keep */
  if (!sync_context_has_scope (self->context, "crm") ||
      sync_context_get_fields (self->context)->visit_time == NULL)
    wait_for_turn (self, LONGEST_PAUSE);
  else
    start_reading (self);
}

/* the fields may be others now */
static void
on_dictionaries_changed_cb (SyncDay *self)
{
  if (self->full_at == 0 && self->timeout_id != 0)
    take_turn (self);
}

void
sync_day_start (SyncDay *self)
{
  g_return_if_fail (SYNC_IS_DAY (self));

  take_turn (self);
}

void
sync_day_stop (SyncDay *self)
{
  g_return_if_fail (SYNC_IS_DAY (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
}

void
sync_day_refresh (SyncDay *self)
{
  g_return_if_fail (SYNC_IS_DAY (self));

  self->wants_full = TRUE;
  take_turn (self);
}

static void
sync_day_dispose (GObject *object)
{
  SyncDay *self = SYNC_DAY (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);

  G_OBJECT_CLASS (sync_day_parent_class)->dispose (object);
}

static void
sync_day_finalize (GObject *object)
{
  SyncDay *self = SYNC_DAY (object);

  g_clear_object (&self->list);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->departed, g_array_unref);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);

  G_OBJECT_CLASS (sync_day_parent_class)->finalize (object);
}

static void
sync_day_class_init (SyncDayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_day_dispose;
  object_class->finalize = sync_day_finalize;
}

static void
sync_day_init (SyncDay *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->departed = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  self->pause = SHORTEST_PAUSE;
}

SyncDay *
sync_day_new (SyncContext *context)
{
  SyncDay *self = g_object_new (SYNC_TYPE_DAY, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (on_dictionaries_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}
