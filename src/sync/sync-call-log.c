/* sync-call-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-call-log"

#include "sync-call-log.h"

#include "bx-json.h"
#include "clinic-missed.h"
#include "clinic-model.h"
#include "sync-call-person.h"
#include "sync-map.h"
#include "sync-pace.h"

#define PAGE 50
/* The statistics are asked again even when nothing was heard: a colleague may have called back. */
#define POLL_SECONDS 60
/* the states of missed calls depend on the clock */
#define TICK_SECONDS 10

struct _SyncCallLog
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GListStore *records;       /* owned: ClinicCallRecord, newest first */
  GListStore *missed;        /* owned: ClinicMissedGroup */
  GHashTable *by_id;         /* owned: call id → ClinicCallRecord, unowned: records owns them */
  GHashTable *choices;       /* owned: call id → ClinicPatient (owned) that a person picked */
  GCancellable *cancellable; /* owned (nullable) */
  gint64 day;                /* unix seconds of today's midnight */
  gint64 last_row;           /* greatest ID of the statistics read so far */
  gboolean loaded; /* what the store has is here: before that nothing new can be told from old */
  gboolean reading;
  gboolean again;    /* asked to read while reading */
  guint poll_source; /* owned */
  guint soon_source; /* owned */
  guint tick_source; /* owned */
};

G_DEFINE_FINAL_TYPE (SyncCallLog, sync_call_log, G_TYPE_OBJECT)

enum
{
  SETTLED,
  COMMAND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_page (SyncCallLog *self);
static void read_stored (SyncCallLog *self, gint64 since, GAsyncReadyCallback callback);
static void on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gint64
start_of_day (gint64 now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) midnight =
    g_date_time_new_local (g_date_time_get_year (moment), g_date_time_get_month (moment),
                           g_date_time_get_day_of_month (moment), 0, 0, 0);

  return midnight != NULL ? g_date_time_to_unix (midnight) : now - now % 86400;
}

static gboolean
same_group (gpointer kept, gpointer fresh)
{
  return g_strcmp0 (clinic_missed_group_get_number (kept),
                    clinic_missed_group_get_number (fresh)) == 0;
}

static void
update_group (gpointer kept, gpointer fresh)
{
  clinic_missed_group_update (kept, fresh);
}

static void
update_missed (SyncCallLog *self)
{
  GListModel *model = G_LIST_MODEL (self->records);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (all, g_list_model_get_item (model, i));

  groups = clinic_missed_group_records (all, sync_context_get_now (self->context),
                                        (guint) g_settings_get_int (sync_context_get_settings (
                                                                      self->context),
                                                                    "missed-minutes"));
  clinic_model_reconcile (self->missed, groups, same_group, update_group);
}

static guint
position_for (SyncCallLog *self, gint64 start)
{
  GListModel *model = G_LIST_MODEL (self->records);
  guint n_items = g_list_model_get_n_items (model);
  guint i;

  for (i = 0; i < n_items; i++)
    {
      g_autoptr (ClinicCallRecord) record = g_list_model_get_item (model, i);

      if (clinic_call_record_get_start (record) <= start)
        break;
    }

  return i;
}

/* --- who it was --- */

static void
apply_choice (SyncCallLog *self, ClinicCallRecord *record)
{
  ClinicPatient *patient = g_hash_table_lookup (self->choices, clinic_call_record_get_id (record));

  if (patient != NULL)
    sync_call_person_pick (record, patient);
}

/* The portal binds a call to whoever it found by the number, in a family to the first: what a
 * person picked puts that right. */
static void
bind_to_chosen (SyncCallLog *self, ClinicCallRecord *record)
{
  g_autoptr (ClinicCommand) command = sync_call_person_new_binding (record);

  if (command == NULL)
    return;

  clinic_call_record_set_bound_id (record, clinic_call_record_get_patient_id (record));
  g_signal_emit (self, signals[COMMAND], 0, command);
}

/* Puts a call into the list, or takes over what is new about it. The statistics know better than
 * what was seen live. Returns: (nullable): the list's own record */
static ClinicCallRecord *
take_record (SyncCallLog *self, ClinicCallRecord *fresh)
{
  ClinicCallRecord *kept = g_hash_table_lookup (self->by_id, clinic_call_record_get_id (fresh));

  if (clinic_call_record_get_start (fresh) < self->day)
    return NULL;

  if (kept == NULL)
    {
      kept = fresh;
      g_list_store_insert (self->records, position_for (self, clinic_call_record_get_start (fresh)),
                           fresh);
      g_hash_table_insert (self->by_id, g_strdup (clinic_call_record_get_id (fresh)), fresh);
    }
  else if (!clinic_call_record_get_live (fresh) || clinic_call_record_get_live (kept))
    {
      sync_call_person_keep (kept, fresh);
      clinic_call_record_update (kept, fresh);
    }

  apply_choice (self, kept);

  return kept;
}

static gboolean
is_another_day (SyncCallLog *self)
{
  return self->day != start_of_day (sync_context_get_now (self->context));
}

/* Yesterday is forgotten; the new day begins with what the store has of it. Returns: whether a new
 * day has begun. */
static gboolean
begin_day (SyncCallLog *self)
{
  if (self->reading || self->cancellable == NULL || !is_another_day (self))
    return FALSE;

  self->day = start_of_day (sync_context_get_now (self->context));
  self->last_row = 0;
  self->loaded = FALSE;
  g_hash_table_remove_all (self->by_id);
  g_list_store_remove_all (self->records);
  read_stored (self, self->day, on_loaded_cb);

  return TRUE;
}

/* --- the store --- */

/* What is here is the truth; the store adds what an earlier run left, and the patients' names. */
static void
take_stored (SyncCallLog *self, ClinicCallRecord *stored)
{
  ClinicCallRecord *kept = g_hash_table_lookup (self->by_id, clinic_call_record_get_id (stored));
  gint64 patient = clinic_call_record_get_patient_id (stored);

  if (kept == NULL)
    take_record (self, stored);
  else if (patient != 0 && (clinic_call_record_get_patient_id (kept) == patient ||
                            clinic_call_record_get_patient_id (kept) == 0))
    sync_call_person_copy (kept, stored);
}

/* FALSE when the log was stopped meanwhile */
static gboolean
finish_reading (SyncCallLog *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records =
    store_repository_calls_since_finish (STORE_REPOSITORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return FALSE;

  if (records == NULL)
    g_warning ("The stored calls cannot be read: %s", error->message);
  for (guint i = 0; records != NULL && i < records->len; i++)
    take_stored (self, g_ptr_array_index (records, i));
  update_missed (self);

  return TRUE;
}

static void
on_named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncCallLog) self = SYNC_CALL_LOG (user_data);

  finish_reading (self, source, result);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncCallLog) self = SYNC_CALL_LOG (user_data);

  if (!finish_reading (self, source, result))
    return;

  self->loaded = TRUE;
  read_page (self);
}

static void
read_stored (SyncCallLog *self, gint64 since, GAsyncReadyCallback callback)
{
  store_repository_calls_since_async (sync_context_get_store (self->context), since,
                                      self->cancellable, callback, g_object_ref (self));
}

/* Calls that were logged before the index knew their patients get their names when it does. */
static void
on_syncing_changed_cb (SyncCallLog *self, GParamSpec *pspec, ClinicLink *link)
{
  if (self->cancellable != NULL && !clinic_link_get_syncing (link))
    read_stored (self, self->day, on_named_cb);
}

/* What is being put into the store. */
typedef struct
{
  SyncCallLog *log; /* owned */
  gint64 since;     /* when the oldest call of it began */
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_clear_object (&keeping->log);
  g_free (keeping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  SyncCallLog *self = keeping->log;
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_calls_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("Calls are not kept on this computer: %s", error->message);
  else if (self->cancellable != NULL)
    read_stored (self, keeping->since, on_named_cb);
}

/* The store fills in the patients' names, so what was put is read back, and not the whole day with
 * it. Putting is never cut short: a call that has just ended is kept even when the application is
 * closed now. */
static void
keep (SyncCallLog *self, GPtrArray *records)
{
  Keeping *keeping;

  if (records->len == 0 || self->cancellable == NULL)
    return;

  keeping = g_new0 (Keeping, 1);
  keeping->log = g_object_ref (self);
  keeping->since = G_MAXINT64;
  for (guint i = 0; i < records->len; i++)
    keeping->since =
      MIN (keeping->since, clinic_call_record_get_start (g_ptr_array_index (records, i)));

  store_repository_put_calls_async (sync_context_get_store (self->context), records, NULL,
                                    on_kept_cb, keeping);
}

static void
keep_one (SyncCallLog *self, ClinicCallRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  keep (self, records);
  update_missed (self);
}

/* --- the statistics --- */

static gboolean
is_new (SyncCallLog *self, ClinicCallRecord *record)
{
  ClinicCallRecord *kept = g_hash_table_lookup (self->by_id, clinic_call_record_get_id (record));

  return kept == NULL || clinic_call_record_get_live (kept);
}

/* Returns: whether the page was full, so that more may follow */
static gboolean
take_rows (SyncCallLog *self, JsonArray *rows)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_rows = rows != NULL ? json_array_get_length (rows) : 0;
  gint64 before = self->last_row;

  for (guint i = 0; i < n_rows; i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      g_autoptr (ClinicCallRecord) record = row != NULL ? sync_map_call (self->context, row) : NULL;
      ClinicCallRecord *kept;

      self->last_row = MAX (self->last_row, bx_json_get_int (row, "ID", 0));
      if (record == NULL || !is_new (self, record))
        continue;

      kept = take_record (self, record);
      g_signal_emit (self, signals[SETTLED], 0, record);
      if (kept == NULL)
        continue;
      bind_to_chosen (self, kept);
      g_ptr_array_add (records, g_object_ref (kept));
    }

  keep (self, records);
  update_missed (self);

  /* rows without ids would be read for ever */
  return n_rows >= PAGE && self->last_row > before;
}

static void
on_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncCallLog) self = SYNC_CALL_LOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  gboolean more;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->reading = FALSE;

  if (answer == NULL)
    {
      g_message ("The statistics of calls cannot be read: %s", error->message);
      sync_context_note_error (self->context, error);
      return;
    }

  sync_context_note_success (self->context);
  more = take_rows (self, bx_answer_get_array (answer));

  /* the first answer may tell that today is another day than this computer thinks */
  if (more || self->again || is_another_day (self))
    read_page (self);
}

/* voximplant.statistic.get: only what is new since the last row; SORT and ORDER must be spelled
 * exactly so, or the rows come unsorted. */
static void
read_page (SyncCallLog *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *since = NULL;
  g_autoptr (JsonNode) params = NULL;

  self->again = self->reading;
  if (begin_day (self) || self->reading || !self->loaded || self->cancellable == NULL ||
      !sync_context_has_scope (self->context, "telephony"))
    return;

  day = g_date_time_new_from_unix_local (self->day);
  since = g_date_time_format_iso8601 (day);
  params = bx_json_build ("{'FILTER':{'>ID':%" G_GINT64_FORMAT ",'>=CALL_START_DATE':%s},"
                          "'SORT':'ID','ORDER':'ASC','start':-1}",
                          self->last_row, since);
  self->reading = TRUE;
  bx_client_call_async (sync_context_get_client (self->context), "voximplant.statistic.get", params,
                        BX_PRIORITY_PERSON, BX_CALL_READ, self->cancellable, on_page_cb,
                        g_object_ref (self));
}

static gboolean
on_poll_cb (gpointer user_data)
{
  read_page (SYNC_CALL_LOG (user_data));

  return G_SOURCE_CONTINUE;
}

static gboolean
on_tick_cb (gpointer user_data)
{
  SyncCallLog *self = SYNC_CALL_LOG (user_data);

  begin_day (self);
  update_missed (self);
  if (clinic_link_get_syncing (sync_context_get_link (self->context)))
    read_stored (self, self->day, on_named_cb);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_soon_cb (gpointer user_data)
{
  SyncCallLog *self = SYNC_CALL_LOG (user_data);

  self->soon_source = 0;
  read_page (self);

  return G_SOURCE_REMOVE;
}

static void
sync_call_log_dispose (GObject *object)
{
  SyncCallLog *self = SYNC_CALL_LOG (object);

  sync_call_log_stop (self);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_clear_object (&self->missed);
  g_clear_object (&self->records);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_call_log_parent_class)->dispose (object);
}

static void
sync_call_log_class_init (SyncCallLogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sync_call_log_dispose;

  /**
   * SyncCallLog::settled:
   * @record: the row
   *
   * The statistics have a call that they did not have before.
   */
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_CALL_RECORD);

  /**
   * SyncCallLog::command:
   * @command: what the portal has to be told
   *
   * The portal took a call for somebody else's than the person who picked.
   */
  signals[COMMAND] = g_signal_new ("command", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_COMMAND);
}

static void
sync_call_log_init (SyncCallLog *self)
{
  self->records = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  self->missed = g_list_store_new (CLINIC_TYPE_MISSED_GROUP);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

SyncCallLog *
sync_call_log_new (SyncContext *context)
{
  SyncCallLog *self = g_object_new (SYNC_TYPE_CALL_LOG, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (sync_context_get_link (context), "notify::syncing",
                           G_CALLBACK (on_syncing_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * sync_call_log_start:
 * @self: the log
 *
 * Shows what the store has of today, then reads the portal's statistics and keeps reading what is
 * new (docs: telephony/voximplant/statistic).
 */
void
sync_call_log_start (SyncCallLog *self)
{
  g_return_if_fail (SYNC_IS_CALL_LOG (self));

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->poll_source =
    sync_context_add_timeout (self->context,
                              sync_pace_stretch (POLL_SECONDS,
                                                 sync_context_get_desktops (self->context)),
                              on_poll_cb, self);
  self->tick_source = sync_context_add_timeout (self->context, TICK_SECONDS, on_tick_cb, self);
  begin_day (self);
}

void
sync_call_log_stop (SyncCallLog *self)
{
  g_return_if_fail (SYNC_IS_CALL_LOG (self));

  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_handle_id (&self->soon_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->day = 0;
  self->reading = FALSE;
}

GListModel *
sync_call_log_get_records (SyncCallLog *self)
{
  return G_LIST_MODEL (self->records);
}

GListModel *
sync_call_log_get_missed (SyncCallLog *self)
{
  return G_LIST_MODEL (self->missed);
}

/**
 * sync_call_log_add_live:
 * @self: the log
 * @record: a call that has just ended, as this desk saw it
 *
 * Shows and keeps a call before the statistics have it; their row takes its place.
 */
void
sync_call_log_add_live (SyncCallLog *self, ClinicCallRecord *record)
{
  ClinicCallRecord *kept;

  g_return_if_fail (SYNC_IS_CALL_LOG (self));

  clinic_call_record_set_live (record, TRUE);
  kept = take_record (self, record);
  if (kept != NULL && clinic_call_record_get_live (kept))
    keep_one (self, kept);
}

/**
 * sync_call_log_choose:
 * @self: the log
 * @call_id: a call, which may still be going on
 * @patient: who the person says it was
 *
 * Says who it was, for good. When the portal thinks otherwise it is told.
 */
void
sync_call_log_choose (SyncCallLog *self, const char *call_id, ClinicPatient *patient)
{
  ClinicCallRecord *kept;

  g_return_if_fail (SYNC_IS_CALL_LOG (self));
  g_return_if_fail (call_id != NULL);
  g_return_if_fail (CLINIC_IS_PATIENT (patient));

  g_hash_table_replace (self->choices, g_strdup (call_id), g_object_ref (patient));
  kept = g_hash_table_lookup (self->by_id, call_id);
  if (kept == NULL)
    return;

  apply_choice (self, kept);
  bind_to_chosen (self, kept);
  keep_one (self, kept);
}

/**
 * sync_call_log_refresh:
 * @self: the log
 *
 * Asks the portal for what is new, now.
 */
void
sync_call_log_refresh (SyncCallLog *self)
{
  g_return_if_fail (SYNC_IS_CALL_LOG (self));

  read_page (self);
}

/**
 * sync_call_log_refresh_soon:
 * @self: the log
 * @milliseconds: how long the portal gets to write its row
 *
 * Asks the portal in a moment; several calls that end together cost one request.
 */
void
sync_call_log_refresh_soon (SyncCallLog *self, guint milliseconds)
{
  g_return_if_fail (SYNC_IS_CALL_LOG (self));

  if (self->soon_source == 0)
    self->soon_source =
      sync_context_add_timeout (self->context, milliseconds / 1000.0, on_soon_cb, self);
}
