/* sync-sweep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-sweep"

#include "sync-sweep.h"

#include "bx-error.h"
#include "bx-json.h"
#include "bx-list.h"
#include "bx-scan.h"
#include "sync-pace.h"

#define METHOD "crm.contact.list"
/* seconds from one walk to the next */
#define EVERY (24 * 60 * 60)
/* seconds: after the start, between two requests, after a failure, and at most until it looks again
 * whether a walk is due */
#define FIRST_PAUSE 60.0
#define PAUSE 5.0
#define FAILED_PAUSE 300.0
#define LONGEST_PAUSE 3600.0
/* What was written so shortly before the question may have come after the answer, in seconds. */
#define OVERLAP 10
/* More than this and than half of those who are known would go: then rather the portal does not
 * show them to this user than that they were deleted. */
#define MANY 20

struct _SyncSweep
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned: our own, so that stopping ends only us */
  BxList *list;              /* owned, (nullable): the walk */
  GHashTable *present;       /* owned, (nullable): ids of the portal in the range, as pointers */
  gint64 after;              /* the walk is done up to this id */
  gint64 asked;              /* unix seconds by the portal: when the range was asked for */
  gint64 done;               /* unix seconds: when the last walk ended */
  guint timeout_id;
  gboolean started;
  gboolean loaded; /* the place was read from the store */
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (SyncSweep, sync_sweep, G_TYPE_OBJECT)

static void take_turn (SyncSweep *self);

static gboolean
on_timeout_cb (gpointer user_data)
{
  SyncSweep *self = user_data;

  self->timeout_id = 0;
  take_turn (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (SyncSweep *self, double seconds)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->stopped)
    self->timeout_id = sync_context_add_timeout (self->context, seconds, on_timeout_cb, self);
}

static void
note_failure (SyncSweep *self, const GError *error)
{
  gint64 retry_at = bx_error_get_retry_at (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stopped)
    return;
  g_debug ("The walk over the patients stopped at %" G_GINT64_FORMAT ": %s", self->after,
           error->message);
  wait_for_turn (self,
                 MAX (FAILED_PAUSE, (double) (retry_at - sync_context_get_now (self->context))));
}

/* --- its place --- */

static void
on_place_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("The place of the walk cannot be kept: %s", error->message);
}

static void
keep_place (SyncSweep *self)
{
  g_autoptr (JsonNode) place =
    bx_json_build ("{'after': %" G_GINT64_FORMAT ", 'done': %" G_GINT64_FORMAT "}", self->after,
                   self->done);
  g_autofree char *text = json_to_string (place, FALSE);

  store_repository_put_document_async (sync_context_get_store (self->context), SYNC_SWEEP_DOCUMENT,
                                       text, NULL, on_place_kept_cb, NULL);
}

static void
on_place_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncSweep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, &error);
  g_autoptr (JsonNode) node = NULL;

  if (error != NULL || self->stopped)
    {
      if (error != NULL)
        note_failure (self, error);
      return;
    }
  self->loaded = TRUE;
  node = json_from_string (text != NULL ? text : "{}", NULL);
  self->after = bx_json_get_int (bx_json_node_object (node), "after", 0);
  self->done = bx_json_get_int (bx_json_node_object (node), "done", 0);
  if (self->done == 0)
    {
      /* the index was filled just now */
      self->done = sync_context_get_now (self->context);
      keep_place (self);
    }
  take_turn (self);
}

/* --- a range of ids --- */

/* what comes next when a range is done */
static void
finish_range (SyncSweep *self)
{
  self->after = bx_list_get_last_id (self->list);
  if (bx_list_is_done (self->list))
    {
      g_clear_object (&self->list);
      self->after = 0;
      self->done = sync_context_get_now (self->context);
    }
  g_clear_pointer (&self->present, g_hash_table_unref);
  keep_place (self);
  wait_for_turn (self, sync_pace_stretch (PAUSE, sync_context_get_desktops (self->context)));
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncSweep) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!store_repository_remove_patients_finish (STORE_REPOSITORY (source), result, &error))
    {
      g_clear_object (&self->list);
      note_failure (self, error);
    }
  else if (!self->stopped)
    {
      finish_range (self);
    }
}

static GArray *
find_gone (SyncSweep *self, GArray *known)
{
  GArray *gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < known->len; i++)
    {
      gint64 id = g_array_index (known, gint64, i);

      if (!g_hash_table_contains (self->present, GSIZE_TO_POINTER (id)))
        g_array_append_val (gone, id);
    }

  return gone;
}

static void
on_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncSweep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) known =
    store_repository_list_patient_ids_finish (STORE_REPOSITORY (source), result, &error);
  g_autoptr (GArray) gone = NULL;

  if (known == NULL)
    {
      g_clear_object (&self->list);
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  gone = find_gone (self, known);
  if (gone->len > MANY && gone->len > known->len / 2)
    {
      g_message ("The portal shows %u of %u patients no more: they are kept until asked for",
                 gone->len, known->len);
      g_array_set_size (gone, 0);
    }
  if (gone->len == 0)
    {
      finish_range (self);
      return;
    }
  g_debug ("The portal has %u patients no more", gone->len);
  store_repository_remove_patients_async (STORE_REPOSITORY (source), gone, self->cancellable,
                                          on_removed_cb, g_object_ref (self));
}

static void
note_page (SyncSweep *self, char *page)
{
  BxScan scan = { page };

  if (!bx_scan_enter (&scan, '['))
    return;
  while (bx_scan_more (&scan, ']'))
    {
      if (!bx_scan_enter (&scan, '{'))
        {
          bx_scan_skip (&scan);
          continue;
        }
      while (bx_scan_more (&scan, '}') && bx_scan_member (&scan))
        {
          if (bx_scan_is (&scan, "ID"))
            g_hash_table_add (self->present, GSIZE_TO_POINTER (bx_scan_int (&scan, 0)));
          else
            bx_scan_skip (&scan);
        }
    }
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncSweep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = bx_list_next_finish (BX_LIST (source), result, &error);

  if (pages == NULL)
    {
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  self->present = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < pages->len; i++)
    note_page (self, g_ptr_array_index (pages, i));
  store_repository_list_patient_ids_async (sync_context_get_store (self->context), self->after,
                                           bx_list_is_done (self->list)
                                             ? G_MAXINT64
                                             : bx_list_get_last_id (self->list),
                                           self->asked - OVERLAP, self->cancellable, on_known_cb,
                                           g_object_ref (self));
}

static void
read_range (SyncSweep *self)
{
  ClinicLink *link = sync_context_get_link (self->context);
  g_autoptr (JsonNode) params = bx_json_build ("{'select': ['ID']}");

  if (self->list == NULL)
    {
      self->list = bx_list_new (sync_context_get_client (self->context), METHOD, params, NULL, "ID",
                                self->after, BX_PRIORITY_BACKGROUND);
      bx_list_set_texts (self->list);
      if (self->after == 0 && clinic_link_get_stored_patients (link) > 0)
        bx_list_set_expected (self->list, clinic_link_get_stored_patients (link));
    }
  self->asked = sync_context_get_now (self->context);
  g_clear_pointer (&self->present, g_hash_table_unref);
  bx_list_next_async (self->list, self->cancellable, on_read_cb, g_object_ref (self));
}

static void
take_turn (SyncSweep *self)
{
  gint64 due = self->done + EVERY - sync_context_get_now (self->context);

  if (self->stopped)
    return;
  if (!self->loaded)
    store_repository_get_document_async (sync_context_get_store (self->context),
                                         SYNC_SWEEP_DOCUMENT, self->cancellable, on_place_read_cb,
                                         g_object_ref (self));
  else if (!sync_context_has_scope (self->context, "crm"))
    wait_for_turn (self, LONGEST_PAUSE);
  else if (self->after == 0 && due > 0)
    wait_for_turn (self, MIN ((double) due, LONGEST_PAUSE));
  else
    read_range (self);
}

void
sync_sweep_start (SyncSweep *self)
{
  g_return_if_fail (SYNC_IS_SWEEP (self));

  if (self->started)
    return;
  self->started = TRUE;
  wait_for_turn (self, FIRST_PAUSE);
}

void
sync_sweep_stop (SyncSweep *self)
{
  g_return_if_fail (SYNC_IS_SWEEP (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}

static void
sync_sweep_dispose (GObject *object)
{
  SyncSweep *self = SYNC_SWEEP (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);

  G_OBJECT_CLASS (sync_sweep_parent_class)->dispose (object);
}

static void
sync_sweep_finalize (GObject *object)
{
  SyncSweep *self = SYNC_SWEEP (object);

  g_clear_pointer (&self->present, g_hash_table_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_sweep_parent_class)->finalize (object);
}

static void
sync_sweep_class_init (SyncSweepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_sweep_dispose;
  object_class->finalize = sync_sweep_finalize;
}

static void
sync_sweep_init (SyncSweep *self)
{
  self->cancellable = g_cancellable_new ();
}

SyncSweep *
sync_sweep_new (SyncContext *context)
{
  SyncSweep *self = g_object_new (SYNC_TYPE_SWEEP, NULL);

  self->context = g_object_ref (context);

  return self;
}
