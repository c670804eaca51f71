/* sync-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-archive"

#include "sync-archive.h"

#include "bx-json.h"
#include "clinic-losses.h"
#include "sync-archive-read.h"
#include "sync-bills.h"
#include "sync-map.h"

#define DOCUMENT "archive"
/* between two parts of the past: nobody may notice */
#define PART_SECONDS 1
/* between two looks for what changed */
#define UPDATE_SECONDS 600
/* after the portal could not be asked */
#define RETRY_SECONDS 60
/* what changed is asked for again from a little before: clocks, and rows that are late */
#define OVERLAP 600
/* a call is in the statistics when it is over, under the time it began */
#define CALL_OVERLAP (2 * 3600)
/* visits that are booked are known as far ahead as boards look */
#define MONTHS_AHEAD 2
/* first visits are told by the half year before */
#define MONTHS_BEFORE 6

/* in the order in which they are read of each month */
static const ClinicFactSet sets[] = { CLINIC_FACTS_VISITS, CLINIC_FACTS_LEADS, CLINIC_FACTS_WAITS,
                                      CLINIC_FACTS_CALLS };
static const char *const set_names[] = { "visits", "leads", "waits", "calls" };

struct _SyncArchive
{
  GObject parent_instance;

  SyncContext *context;              /* owned */
  SyncBills *bills;                  /* owned */
  GCancellable *cancellable;         /* owned, (nullable): of what is being read */
  ClinicFacts *facts;                /* owned, (nullable): what was last counted from */
  gint64 known[G_N_ELEMENTS (sets)]; /* beginnings of months: from then on the kind is whole; 0 */
  gint64 until[G_N_ELEMENTS (sets)]; /* by the portal's clock: up to then the kind was read */
  gint64 asked;                      /* when what is being read was asked for */
  gint64 wanted;                     /* beginning of a month, 0: nobody wants anything */
  gint64 as_of;                      /* by the portal's clock */
  guint part;                        /* of the sets: what is being read */
  guint source;
  guint changes;   /* how often something came: what is loaded meanwhile is not kept */
  gboolean failed; /* the last question */
  gboolean running;
  gboolean loaded; /* how far it got before */
  gboolean again;  /* this month and the last one are to be read anew */
  gboolean whole;  /* they are being read */
};

static void sync_archive_iface_init (ClinicArchiveInterface *iface);
static void go_on (SyncArchive *self, double seconds);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncArchive,
                               sync_archive,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_ARCHIVE, sync_archive_iface_init))

/* --- months --- */

/* the beginning of the month of a moment, so many months later; of this computer's zone, which is
 * the clinic's */
static gint64
get_month (gint64 seconds, int months)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) first =
    g_date_time_new_local (g_date_time_get_year (time), g_date_time_get_month (time), 1, 0, 0, 0);
  g_autoptr (GDateTime) other = g_date_time_add_months (first, months);

  return g_date_time_to_unix (other);
}

static gboolean
may_read (SyncArchive *self, ClinicFactSet set)
{
  if (set == CLINIC_FACTS_CALLS)
    return sync_context_has_scope (self->context, "telephony");

  return sync_context_has_scope (self->context, "crm") &&
         (set != CLINIC_FACTS_VISITS || sync_context_get_category (self->context) >= 0);
}

/* Which kind is behind the most; -1: all are there. What one's rights do not reach is left out. */
static int
find_next (SyncArchive *self)
{
  gint64 latest = 0;
  int next = -1;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      gint64 known = self->known[i] != 0 ? self->known[i] : G_MAXINT64;

      if (known > self->wanted && known > latest && may_read (self, sets[i]))
        {
          latest = known;
          next = (int) i;
        }
    }

  return next;
}

/* --- what is kept of it --- */

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("How far the past is read is not kept: %s", error->message);
}

static void
keep (SyncArchive *self)
{
  g_autoptr (JsonNode) node = bx_json_build ("{'wanted': %" G_GINT64_FORMAT
                                             ", 'asOf': %" G_GINT64_FORMAT ", 'messages': 'Y'}",
                                             self->wanted, self->as_of);
  g_autofree char *text = NULL;

  /* what is kept is not known yet: nothing may take its place */
  if (!self->loaded)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *until = g_strconcat (set_names[i], "Until", NULL);

      json_object_set_int_member (json_node_get_object (node), set_names[i], self->known[i]);
      json_object_set_int_member (json_node_get_object (node), until, self->until[i]);
    }
  text = json_to_string (node, FALSE);
  store_repository_put_document_async (sync_context_get_store (self->context), DOCUMENT, text, NULL,
                                       on_kept_cb, NULL);
}

/* Somebody may have wanted something meanwhile. */
static void
take_note (SyncArchive *self, JsonObject *note)
{
  gint64 wanted = bx_json_get_int (note, "wanted", 0);

  self->wanted =
    self->wanted == 0 || wanted == 0 ? MAX (self->wanted, wanted) : MIN (self->wanted, wanted);
  self->as_of = bx_json_get_int (note, "asOf", 0);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *until = g_strconcat (set_names[i], "Until", NULL);

      self->known[i] = bx_json_get_int (note, set_names[i], 0);
      self->until[i] = bx_json_get_int (note, until, self->as_of);
      /* an older application read visits without what became of their reminders */
      if (sets[i] == CLINIC_FACTS_VISITS && bx_json_get_string (note, "messages") == NULL)
        self->known[i] = 0;
    }
}

static void
on_document_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncArchive) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *note = bx_json_node_object (node);

  self->loaded = TRUE;
  if (note != NULL)
    take_note (self, note);
  if (self->wanted == 0)
    return;
  keep (self);
  go_on (self, PART_SECONDS);
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
}

void
sync_archive_load (SyncArchive *self)
{
  g_return_if_fail (SYNC_IS_ARCHIVE (self));

  store_repository_get_document_async (sync_context_get_store (self->context), DOCUMENT, NULL,
                                       on_document_read_cb, g_object_ref (self));
  sync_bills_load (self->bills);
}

/* --- reading --- */

static void
forget_facts (SyncArchive *self)
{
  self->changes++;
  g_clear_object (&self->facts);
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
}

/* FALSE: it failed or was stopped, and the rest is done */
static gboolean
finish (SyncArchive *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  if (sync_archive_read_finish (result, &error))
    {
      self->failed = FALSE;
      return TRUE;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_debug ("The past cannot be read: %s", error->message);
  g_clear_object (&self->cancellable);
  self->failed = TRUE;
  self->again |= self->whole;
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
  go_on (self, RETRY_SECONDS);

  return FALSE;
}

static void
on_month_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncArchive) self = user_data;
  gint64 *known = NULL;

  if (!finish (self, result))
    return;
  g_clear_object (&self->cancellable);
  known = &self->known[self->part];
  if (*known == 0)
    self->until[self->part] = self->asked;
  *known =
    *known == 0 ? get_month (sync_context_get_now (self->context), 0) : get_month (*known, -1);
  if (find_next (self) < 0 && self->as_of == 0)
    self->as_of = sync_context_get_now (self->context);
  keep (self);
  forget_facts (self);
  go_on (self, PART_SECONDS);
}

static void
read_month (SyncArchive *self, guint kind)
{
  gint64 now = sync_context_get_now (self->context);
  gint64 from = self->known[kind] == 0 ? get_month (now, 0) : get_month (self->known[kind], -1);
  gint64 to = self->known[kind] == 0 ? get_month (now, 1 + MONTHS_AHEAD) : self->known[kind];

  self->part = kind;
  self->asked = now;
  self->whole = FALSE;
  self->cancellable = g_cancellable_new ();
  sync_archive_read_async (self->context, sets[kind], from, to, self->cancellable, on_month_read_cb,
                           g_object_ref (self));
}

static void update (SyncArchive *self);

static void
on_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncArchive) self = user_data;

  if (!finish (self, result))
    return;
  g_clear_object (&self->cancellable);
  self->until[self->part] = self->asked;
  self->part++;
  update (self);
}

static void
end_update (SyncArchive *self)
{
  /* months that changed long after they were over are found by what changed alone */
  if (self->again && !self->whole)
    {
      self->again = FALSE;
      self->whole = TRUE;
      self->part = 0;
      update (self);
      return;
    }
  self->whole = FALSE;
  self->as_of = sync_context_get_now (self->context);
  keep (self);
  forget_facts (self);
  go_on (self, self->again ? 0 : UPDATE_SECONDS);
}

/* What changed of visits and leads, whatever their day, and what is new of the others; when
 * somebody wants to be sure, then all that is of this month and the last one. */
static void
update (SyncArchive *self)
{
  gint64 now = sync_context_get_now (self->context);
  ClinicFactSet set;

  while (self->part < G_N_ELEMENTS (sets) && !may_read (self, sets[self->part]))
    self->part++;
  if (self->part >= G_N_ELEMENTS (sets))
    {
      end_update (self);
      return;
    }
  set = sets[self->part];
  self->asked = now;
  self->cancellable = g_cancellable_new ();
  if (self->whole)
    sync_archive_read_async (self->context, set, get_month (now, -1),
                             get_month (now, 1 + MONTHS_AHEAD), self->cancellable, on_updated_cb,
                             g_object_ref (self));
  else if (set == CLINIC_FACTS_WAITS || set == CLINIC_FACTS_CALLS)
    sync_archive_read_async (self->context, set, self->as_of - CALL_OVERLAP, now + OVERLAP,
                             self->cancellable, on_updated_cb, g_object_ref (self));
  else
    sync_archive_update_async (self->context, set, self->as_of - OVERLAP, self->cancellable,
                               on_updated_cb, g_object_ref (self));
}

static gboolean
on_due_cb (gpointer user_data)
{
  SyncArchive *self = SYNC_ARCHIVE (user_data);
  int next = find_next (self);

  self->source = 0;
  if (!sync_context_is_ready (self->context))
    {
      go_on (self, PART_SECONDS);
    }
  else if (next >= 0)
    {
      read_month (self, (guint) next);
    }
  else
    {
      self->whole = FALSE;
      self->part = 0;
      update (self);
    }

  return G_SOURCE_REMOVE;
}

static void
go_on (SyncArchive *self, double seconds)
{
  if (!self->running || !self->loaded || self->wanted == 0 || self->cancellable != NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = sync_context_add_timeout (self->context, seconds, on_due_cb, self);
}

void
sync_archive_start (SyncArchive *self)
{
  g_return_if_fail (SYNC_IS_ARCHIVE (self));

  if (self->running)
    return;
  self->running = TRUE;
  sync_bills_start (self->bills);
  go_on (self, PART_SECONDS);
}

void
sync_archive_stop (SyncArchive *self)
{
  g_return_if_fail (SYNC_IS_ARCHIVE (self));

  self->running = FALSE;
  if (self->bills != NULL)
    sync_bills_stop (self->bills);
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* --- ClinicArchive --- */

static ClinicLoadState
sync_archive_get_state (ClinicArchive *archive)
{
  SyncArchive *self = SYNC_ARCHIVE (archive);

  if (sync_context_is_ready (self->context) && !may_read (self, CLINIC_FACTS_VISITS))
    return CLINIC_LOAD_MISSING;
  if (self->failed)
    return CLINIC_LOAD_STALE;

  return self->wanted == 0 || find_next (self) >= 0 ? CLINIC_LOAD_LOADING : CLINIC_LOAD_READY;
}

static gint64
sync_archive_get_as_of (ClinicArchive *archive)
{
  return SYNC_ARCHIVE (archive)->as_of;
}

/* months, as a month is about as much work as another */
static double
sync_archive_get_progress (ClinicArchive *archive)
{
  SyncArchive *self = SYNC_ARCHIVE (archive);
  gint64 now = sync_context_get_now (self->context);
  double whole = 0;
  double done = 0;

  for (guint i = 0; self->wanted != 0 && i < G_N_ELEMENTS (sets); i++)
    if (may_read (self, sets[i]))
      {
        whole += (double) (now - self->wanted);
        done += self->known[i] != 0 ? (double) (now - MAX (self->known[i], self->wanted)) : 0;
      }

  return whole > 0 ? CLAMP (done / whole, 0, 1) : 0;
}

static void
sync_archive_want (ClinicArchive *archive, gint64 from)
{
  SyncArchive *self = SYNC_ARCHIVE (archive);
  gint64 wanted = get_month (from, -MONTHS_BEFORE);

  if (self->wanted != 0 && self->wanted <= wanted)
    return;
  self->wanted = wanted;
  keep (self);
  go_on (self, 0);
  clinic_archive_emit_changed (archive);
}

static void
sync_archive_refresh (ClinicArchive *archive)
{
  SyncArchive *self = SYNC_ARCHIVE (archive);

  self->again = TRUE;
  go_on (self, 0);
}

/* --- facts --- */

/* (transfer full): what its stages mean */
static GHashTable *
new_stages (SyncArchive *self, ClinicFacts *facts)
{
  GListModel *all = sync_context_get_stages (self->context);
  GHashTable *stages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (all, i);
      StoreFactStage *fact = g_new0 (StoreFactStage, 1);
      const char *name = clinic_stage_get_name (stage);

      fact->role = clinic_stage_get_role (stage);
      fact->excuse = name != NULL && clinic_losses_says_excuse (name);
      g_hash_table_replace (stages, g_strdup (clinic_stage_get_id (stage)), fact);
      clinic_facts_key (facts, CLINIC_NAMES_STAGE, clinic_stage_get_id (stage), name);
    }

  return stages;
}

/* names that are looked up by ids, once the rows have told which there are */
static void
name_users (SyncArchive *self, ClinicFacts *facts)
{
  for (guint i = 1; i < clinic_facts_get_n_keys (facts, CLINIC_NAMES_USER); i++)
    {
      const char *key = clinic_facts_get_key (facts, CLINIC_NAMES_USER, i);
      g_autofree char *name =
        sync_map_dup_user_name (self->context, g_ascii_strtoll (key, NULL, 10));

      if (name != NULL)
        clinic_facts_rename (facts, CLINIC_NAMES_USER, i, name);
    }
}

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncArchive *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  ClinicFacts *facts =
    store_repository_load_facts_finish (STORE_REPOSITORY (source), result, &error);

  if (facts == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  name_users (self, facts);
  /* something may have come while it was being read: then it is read again the next time */
  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) == self->changes)
    g_set_object (&self->facts, facts);
  g_task_return_pointer (task, facts, g_object_unref);
}

static void
sync_archive_load_facts_async (ClinicArchive *archive,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  SyncArchive *self = SYNC_ARCHIVE (archive);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 until = get_month (sync_context_get_now (self->context), 1 + MONTHS_AHEAD);
  ClinicFacts *facts = NULL;

  g_task_set_source_tag (task, sync_archive_load_facts_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (self->changes), NULL);
  if (self->facts != NULL)
    {
      g_task_return_pointer (task, g_object_ref (self->facts), g_object_unref);
      return;
    }
  facts = clinic_facts_new (zone);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (self->known[i] != 0 && may_read (self, sets[i]))
      clinic_facts_set_known (facts, sets[i], self->known[i],
                              sets[i] == CLINIC_FACTS_VISITS ? until : self->until[i]);
  store_repository_load_facts_async (sync_context_get_store (self->context), facts,
                                     sync_context_get_category (self->context),
                                     new_stages (self, facts), cancellable, on_facts_cb,
                                     g_steal_pointer (&task));
}

static ClinicFacts *
sync_archive_load_facts_finish (ClinicArchive *archive, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- rows --- */

static void
on_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncArchive *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = store_repository_load_rows_finish (STORE_REPOSITORY (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    if (CLINIC_IS_APPOINTMENT (g_ptr_array_index (rows, i)))
      {
        ClinicAppointment *visit = g_ptr_array_index (rows, i);

        clinic_appointment_set_stage (visit,
                                      sync_context_find_stage (self->context,
                                                               clinic_appointment_get_stage_id (
                                                                 visit)));
      }
  g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
}

static void
sync_archive_load_rows_async (ClinicArchive *archive,
                              ClinicFactSet set,
                              GArray *ids,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  SyncArchive *self = SYNC_ARCHIVE (archive);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_archive_load_rows_async);
  store_repository_load_rows_async (sync_context_get_store (self->context), set, ids, cancellable,
                                    on_rows_cb, task);
}

static GPtrArray *
sync_archive_load_rows_finish (ClinicArchive *archive, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static ClinicArchive *
sync_archive_get_bills (ClinicArchive *archive)
{
  return CLINIC_ARCHIVE (SYNC_ARCHIVE (archive)->bills);
}

static void
sync_archive_iface_init (ClinicArchiveInterface *iface)
{
  iface->get_state = sync_archive_get_state;
  iface->get_as_of = sync_archive_get_as_of;
  iface->get_progress = sync_archive_get_progress;
  iface->want = sync_archive_want;
  iface->refresh = sync_archive_refresh;
  iface->load_facts_async = sync_archive_load_facts_async;
  iface->load_facts_finish = sync_archive_load_facts_finish;
  iface->load_rows_async = sync_archive_load_rows_async;
  iface->load_rows_finish = sync_archive_load_rows_finish;
  iface->get_bills = sync_archive_get_bills;
}

static void
sync_archive_dispose (GObject *object)
{
  SyncArchive *self = SYNC_ARCHIVE (object);

  sync_archive_stop (self);
  g_clear_object (&self->bills);
  g_clear_object (&self->facts);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_archive_parent_class)->dispose (object);
}

static void
sync_archive_class_init (SyncArchiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sync_archive_dispose;
}

static void
sync_archive_init (SyncArchive *self)
{
}

SyncArchive *
sync_archive_new (SyncContext *context, SyncInvoices *invoices)
{
  SyncArchive *self = g_object_new (SYNC_TYPE_ARCHIVE, NULL);

  self->context = g_object_ref (context);
  self->bills = sync_bills_new (context, invoices);

  return self;
}
