/* sync-patients.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-patients"

#include "sync-patients.h"

#include "bx-error.h"
#include "bx-json.h"
#include "bx-list.h"
#include "sync-pace.h"
#include "sync-patient-rows.h"
#include "sync-sweep.h"

#define DOCUMENT "patients-cursor"
#define METHOD "crm.contact.list"
/* seconds */
#define FRESH_EVERY 180.0
#define FIRST_PAUSE 5.0
#define LONGEST_PAUSE 300.0
/* Changes are asked for from a little before the last one seen, because several may carry one
 * second; rows that come twice are only written twice. */
#define OVERLAP 10

typedef enum
{
  STEP_IDLE,   /* waits for the next turn */
  STEP_LOAD,   /* reads its place from the store */
  STEP_COUNT,  /* asks how many there are */
  STEP_READ,   /* reads rows from the portal */
  STEP_BUILD,  /* makes them into rows for the store */
  STEP_IMPORT, /* writes them */
} Step;

struct _SyncPatients
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  SyncSweep *sweep;          /* owned: finds whom the portal has no more */
  GCancellable *cancellable; /* owned: our own, so that stopping ends only us */
  BxList *list;              /* owned, (nullable): what is being read */
  Step step;
  gboolean filled;  /* the index was filled once, now only changes are asked for */
  gint64 after;     /* the last id of the filling that is in the store */
  gint64 total;     /* contacts on the portal when the filling began, -1 not known */
  gint64 done;      /* of these in the store */
  gint64 cursor;    /* unix seconds: changes are known up to here */
  gint64 seen;      /* the latest change of the rows being read */
  gint64 started;   /* unix seconds by the portal: when reading them began */
  char *fields;     /* owned, (nullable): the user fields that the index was filled with */
  gboolean loaded;  /* the place was read from the store */
  guint timeout_id; /* next turn or retry */
  double pause;     /* seconds before trying again */
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (SyncPatients, sync_patients, G_TYPE_OBJECT)

static void take_turn (SyncPatients *self);
static void read_next (SyncPatients *self);

static char *
write_place (SyncPatients *self, gint64 after, gint64 done, gint64 cursor, gboolean filled)
{
  g_autoptr (JsonNode) node =
    bx_json_build ("{\"filled\":\"%s\",\"after\":%" G_GINT64_FORMAT ",\"total\":%" G_GINT64_FORMAT
                   ",\"done\":%" G_GINT64_FORMAT ",\"cursor\":%" G_GINT64_FORMAT ",\"fields\":%s}",
                   filled ? "Y" : "N", after, self->total, done, cursor, self->fields);

  return json_to_string (node, FALSE);
}

static void
read_place (SyncPatients *self, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *place = bx_json_node_object (node);

  self->filled = bx_json_get_bool (place, "filled", FALSE);
  self->after = bx_json_get_int (place, "after", 0);
  self->total = bx_json_get_int (place, "total", -1);
  self->done = bx_json_get_int (place, "done", 0);
  self->cursor = bx_json_get_int (place, "cursor", 0);
  g_clear_pointer (&self->fields, g_free);
  self->fields = g_strdup (bx_json_get_string (place, "fields"));
}

static void
show_progress (SyncPatients *self)
{
  ClinicLink *link = sync_context_get_link (self->context);

  g_object_freeze_notify (G_OBJECT (link));
  clinic_link_set_sync_total (link, self->total);
  clinic_link_set_sync_done (link, self->done);
  clinic_link_set_syncing (link, !self->filled && self->loaded &&
                                   sync_context_has_scope (self->context, "crm"));
  g_object_thaw_notify (G_OBJECT (link));
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPatients) self = user_data;
  gint64 count = store_repository_count_patients_finish (STORE_REPOSITORY (source), result, NULL);

  if (count >= 0)
    clinic_link_set_stored_patients (sync_context_get_link (self->context), count);
}

void
sync_patients_count (SyncPatients *self)
{
  g_return_if_fail (SYNC_IS_PATIENTS (self));

  store_repository_count_patients_async (sync_context_get_store (self->context), self->cancellable,
                                         on_counted_cb, g_object_ref (self));
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  SyncPatients *self = user_data;

  self->timeout_id = 0;
  take_turn (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (SyncPatients *self, double seconds)
{
  self->step = STEP_IDLE;
  g_clear_object (&self->list);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->stopped)
    self->timeout_id = sync_context_add_timeout (self->context, seconds, on_timeout_cb, self);
}

static void
note_failure (SyncPatients *self, const GError *error)
{
  gint64 retry_at = bx_error_get_retry_at (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sync_context_note_error (self->context, error);
  g_message ("The patients' index stopped at %" G_GINT64_FORMAT ": %s", self->after,
             error->message);
  wait_for_turn (self, MAX (self->pause, retry_at - sync_context_get_now (self->context)));
  self->pause = MIN (self->pause * 2, LONGEST_PAUSE);
  show_progress (self);
}

static void
finish_list (SyncPatients *self)
{
  self->pause = FIRST_PAUSE;
  wait_for_turn (self, sync_pace_stretch (FRESH_EVERY, sync_context_get_desktops (self->context)));
  show_progress (self);
  sync_patients_count (self);
  sync_sweep_start (self->sweep);
}

/* Where the next search for changes begins. What changes while a long list is being read may be
 * behind us already, so it is never later than the beginning of the reading. */
static gint64
next_cursor (SyncPatients *self)
{
  return MAX (self->cursor, MIN (self->seen, self->started));
}

/* As many rows as the portal counted are all: what was added since is asked for as a change, so no
 * request is spent on an empty page. */
static gboolean
is_list_over (SyncPatients *self)
{
  return bx_list_is_done (self->list) ||
         (!self->filled && self->total >= 0 && self->done >= self->total);
}

static void
on_imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPatients) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean over;

  if (!store_repository_import_finish (STORE_REPOSITORY (source), result, &error))
    {
      /* the list has moved on, the store has not: begin again at the store's place */
      self->loaded = FALSE;
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  self->pause = FIRST_PAUSE;
  over = is_list_over (self);
  if (self->filled)
    {
      bx_list_set_pages (self->list, BX_BATCH_MAX);
      if (over)
        self->cursor = next_cursor (self);
    }
  else
    {
      self->after = bx_list_get_last_id (self->list);
      self->filled = over;
    }
  if (over)
    {
      finish_list (self);
      return;
    }
  show_progress (self);
  read_next (self);
}

static void
on_built_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPatients) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SyncPatientRows) built = sync_patient_rows_build_finish (result, &error);
  g_autofree char *place = NULL;
  gboolean list_done;

  if (built == NULL)
    {
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  self->step = STEP_IMPORT;
  self->seen = MAX (self->seen, built->latest);
  list_done = bx_list_is_done (self->list);
  if (self->filled)
    {
      place = write_place (self, self->after, self->done,
                           list_done ? next_cursor (self) : self->cursor, TRUE);
    }
  else
    {
      self->done += built->rows->len;
      place = write_place (self, bx_list_get_last_id (self->list), self->done, self->cursor,
                           is_list_over (self));
    }
  store_repository_import_async (sync_context_get_store (self->context), g_array_ref (built->rows),
                                 built, (GDestroyNotify) sync_patient_rows_free, DOCUMENT, place,
                                 self->cancellable, on_imported_cb, g_object_ref (self));
  g_steal_pointer (&built);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPatients) self = user_data;
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
  self->step = STEP_BUILD;
  sync_patient_rows_build_async (g_steal_pointer (&pages),
                                 sync_context_get_fields (self->context)->important,
                                 sync_context_get_fields (self->context)->do_not_call,
                                 self->cancellable, on_built_cb, g_object_ref (self));
}

static void
read_next (SyncPatients *self)
{
  self->step = STEP_READ;
  bx_list_next_async (self->list, self->cancellable, on_read_cb, g_object_ref (self));
}

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00") : NULL;
}

static JsonNode *
make_params (SyncPatients *self)
{
  const SyncFields *fields = sync_context_get_fields (self->context);
  JsonNode *params = bx_json_build ("{}");
  JsonObject *object = json_node_get_object (params);
  JsonObject *filter;
  g_autofree char *since = NULL;

  json_object_set_array_member (object, "select",
                                sync_patient_rows_select (fields->important, fields->do_not_call));
  if (self->filled)
    {
      since = format_time (MAX (self->cursor - OVERLAP, 0));
      filter = json_object_new ();
      json_object_set_string_member (filter, ">=DATE_MODIFY", since);
      json_object_set_object_member (object, "filter", filter);
    }

  return params;
}

static void
start_list (SyncPatients *self)
{
  g_autoptr (JsonNode) params = make_params (self);

  g_clear_object (&self->list);
  self->seen = 0;
  self->started = sync_context_get_now (self->context);
  self->list = bx_list_new (sync_context_get_client (self->context), METHOD, params, NULL, "ID",
                            self->filled ? 0 : self->after, BX_PRIORITY_BACKGROUND);
  bx_list_set_texts (self->list);
  /* mostly there is one short page of changes; where there is more, the next request is longer */
  if (self->filled)
    bx_list_set_pages (self->list, 1);
  else if (self->total >= 0)
    bx_list_set_expected (self->list, MAX (self->total - self->done, 0));
  show_progress (self);
  read_next (self);
}

static void
on_total_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPatients) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  sync_context_note_success (self->context);
  self->total = bx_answer_get_total (answer);
  /* by the portal's clock: whatever changes from here on is asked for afterwards */
  self->cursor = sync_context_get_now (self->context);
  start_list (self);
}

/* The last batch is made no longer than needed by knowing the number (crm.md 3.3): legacy lists
 * begin again at the first row where a chain of commands runs past the end. */
static void
ask_total (SyncPatients *self)
{
  g_autoptr (JsonNode) params =
    bx_json_build ("{\"select\":[\"ID\"],\"order\":{\"ID\":\"ASC\"},\"start\":0}");

  self->step = STEP_COUNT;
  show_progress (self);
  bx_client_call_async (sync_context_get_client (self->context), METHOD, params,
                        BX_PRIORITY_BACKGROUND, BX_CALL_READ, self->cancellable, on_total_cb,
                        g_object_ref (self));
}

static void
on_place_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPatients) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, &error);

  if (self->stopped || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      note_failure (self, error);
      return;
    }
  self->loaded = TRUE;
  read_place (self, text != NULL ? text : "{}");
  self->step = STEP_IDLE;
  take_turn (self);
}

/* The index is filled anew when other fields of the cards are wanted than it was filled with: what
 * they say does not come with the changes. */
static void
begin_anew_if_fields_changed (SyncPatients *self)
{
  const SyncFields *names = sync_context_get_fields (self->context);
  g_autofree char *fields =
    g_strdup_printf ("%s,%s", names->important != NULL ? names->important : "",
                     names->do_not_call != NULL ? names->do_not_call : "");

  if (g_strcmp0 (self->fields, fields) == 0)
    return;
  g_clear_pointer (&self->fields, g_free);
  self->fields = g_steal_pointer (&fields);
  self->filled = FALSE;
  self->after = 0;
  self->done = 0;
}

static void
take_turn (SyncPatients *self)
{
  if (self->step != STEP_IDLE || self->stopped)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->loaded)
    {
      self->step = STEP_LOAD;
      store_repository_get_document_async (sync_context_get_store (self->context), DOCUMENT,
                                           self->cancellable, on_place_read_cb,
                                           g_object_ref (self));
    }
  else if (!sync_context_has_scope (self->context, "crm"))
    {
      wait_for_turn (self, LONGEST_PAUSE);
    }
  else
    {
      begin_anew_if_fields_changed (self);
      if (self->filled || self->after > 0)
        start_list (self);
      else
        ask_total (self);
    }
}

/* the portal is there again: no need to sit out the pause of a failure */
static void
on_link_state_cb (SyncPatients *self)
{
  ClinicLink *link = sync_context_get_link (self->context);

  if (clinic_link_get_state (link) == CLINIC_LINK_ONLINE && self->pause > FIRST_PAUSE &&
      self->timeout_id != 0)
    {
      self->pause = FIRST_PAUSE;
      take_turn (self);
    }
}

void
sync_patients_start (SyncPatients *self)
{
  g_return_if_fail (SYNC_IS_PATIENTS (self));

  take_turn (self);
}

void
sync_patients_stop (SyncPatients *self)
{
  g_return_if_fail (SYNC_IS_PATIENTS (self));

  self->stopped = TRUE;
  sync_sweep_stop (self->sweep);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}

void
sync_patients_refresh (SyncPatients *self)
{
  g_return_if_fail (SYNC_IS_PATIENTS (self));

  take_turn (self);
}

static void
sync_patients_dispose (GObject *object)
{
  SyncPatients *self = SYNC_PATIENTS (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);

  G_OBJECT_CLASS (sync_patients_parent_class)->dispose (object);
}

static void
sync_patients_finalize (GObject *object)
{
  SyncPatients *self = SYNC_PATIENTS (object);

  g_clear_object (&self->list);
  g_clear_object (&self->sweep);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->fields, g_free);

  G_OBJECT_CLASS (sync_patients_parent_class)->finalize (object);
}

static void
sync_patients_class_init (SyncPatientsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_patients_dispose;
  object_class->finalize = sync_patients_finalize;
}

static void
sync_patients_init (SyncPatients *self)
{
  self->cancellable = g_cancellable_new ();
  self->total = -1;
  self->pause = FIRST_PAUSE;
}

SyncPatients *
sync_patients_new (SyncContext *context)
{
  SyncPatients *self = g_object_new (SYNC_TYPE_PATIENTS, NULL);

  self->context = g_object_ref (context);
  self->sweep = sync_sweep_new (context);
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);

  return self;
}
