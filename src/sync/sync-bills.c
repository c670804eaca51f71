/* sync-bills.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-bills"

#include "sync-bills.h"

#include "bx-json.h"
#include "clinic-days.h"
#include "sync-bills-load.h"
#include "sync-bills-rows.h"
#include "sync-bills-span.h"
#include "sync-invoice-discover.h"
#include "sync-invoice-map.h"
#include "sync-invoice-shelf.h"

#define DOCUMENT "bills"
/* what is read in one go */
#define SPAN_MONTHS 6
/* between two parts of the past: nobody may notice */
#define PART_SECONDS 1
/* what is older than this is read anew when somebody wants to count, as acts come late */
#define OLD_SECONDS (4 * 3600)
/* after the portal could not be asked */
#define RETRY_SECONDS 60
/* what SyncInvoices reads by itself, again and again */
#define WATCHED_DAYS 90

struct _SyncBills
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  SyncInvoices *invoices;    /* owned, (nullable) */
  GTimeZone *zone;           /* owned */
  GCancellable *cancellable; /* owned, (nullable): of what is being read */
  ClinicFacts *facts;        /* owned, (nullable): what was last counted from */
  int wanted;                /* beginning of a month, or CLINIC_DAYS_NONE: nobody wants anything */
  int known;                 /* from then on all is here, or CLINIC_DAYS_NONE */
  int at;                    /* while it is read anew: from then on it is new, else NONE */
  gint64 until;              /* by the portal's clock: up to then it was read */
  gint64 asked;              /* when what is being read was asked for */
  int reading;               /* the first day of what is being read */
  gboolean latest;           /* it has no end */
  guint source;
  guint changes; /* how often something came: what is loaded meanwhile is not kept */
  gboolean failed;
  gboolean denied; /* this person may read none of the registries */
  gboolean running;
  gboolean loaded; /* how far it got before */
  gboolean again;  /* all of it is to be read anew */
};

static void sync_bills_iface_init (ClinicArchiveInterface *iface);
static void go_on (SyncBills *self, double seconds);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncBills,
                               sync_bills,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_ARCHIVE, sync_bills_iface_init))

static gint64
get_now (SyncBills *self)
{
  return sync_context_get_now (self->context);
}

static int
get_today (SyncBills *self)
{
  return clinic_days_of (self->zone, get_now (self), NULL);
}

/* (nullable) */
static SyncInvoiceScheme *
get_scheme (SyncBills *self)
{
  return sync_context_get_invoice_scheme (self->context);
}

/* the portal has one, as far as is known */
static gboolean
has_registry (SyncBills *self)
{
  SyncInvoiceScheme *scheme = get_scheme (self);

  return scheme != NULL && (sync_invoice_scheme_find (scheme, SYNC_SOURCE_REGISTRY) != NULL ||
                            sync_invoice_scheme_find (scheme, SYNC_SOURCE_SMART) != NULL);
}

static gboolean
is_behind (SyncBills *self)
{
  return self->wanted != CLINIC_DAYS_NONE &&
         (self->known == CLINIC_DAYS_NONE || self->known > self->wanted);
}

/* acts may have come since */
static gboolean
is_old (SyncBills *self)
{
  return self->known != CLINIC_DAYS_NONE && self->at == CLINIC_DAYS_NONE &&
         get_now (self) - self->until >= OLD_SECONDS;
}

/* --- what is kept of it --- */

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("How far the registry is read is not kept: %s", error->message);
}

static void
keep (SyncBills *self)
{
  g_autoptr (JsonNode) node =
    bx_json_build ("{'wanted': %" G_GINT64_FORMAT ", 'known': %" G_GINT64_FORMAT
                   ", 'until': %" G_GINT64_FORMAT "}",
                   (gint64) self->wanted, (gint64) self->known, self->until);
  g_autofree char *text = NULL;

  /* what is kept is not known yet: nothing may take its place */
  if (!self->loaded)
    return;
  text = json_to_string (node, FALSE);
  store_repository_put_document_async (sync_context_get_store (self->context), DOCUMENT, text, NULL,
                                       on_kept_cb, NULL);
}

/* Somebody may have wanted something meanwhile. */
static void
take_note (SyncBills *self, JsonObject *note)
{
  int wanted = (int) bx_json_get_int (note, "wanted", CLINIC_DAYS_NONE);

  self->wanted = self->wanted == CLINIC_DAYS_NONE || wanted == CLINIC_DAYS_NONE
                   ? MAX (self->wanted, wanted)
                   : MIN (self->wanted, wanted);
  self->known = (int) bx_json_get_int (note, "known", CLINIC_DAYS_NONE);
  self->until = bx_json_get_int (note, "until", 0);
}

static void
on_document_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncBills) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *note = bx_json_node_object (node);
  gboolean is_wanted = self->wanted != CLINIC_DAYS_NONE;

  self->loaded = TRUE;
  if (note != NULL)
    take_note (self, note);
  self->again |= is_wanted && is_old (self);
  if (self->wanted == CLINIC_DAYS_NONE)
    return;
  keep (self);
  go_on (self, PART_SECONDS);
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
}

void
sync_bills_load (SyncBills *self)
{
  g_return_if_fail (SYNC_IS_BILLS (self));

  store_repository_get_document_async (sync_context_get_store (self->context), DOCUMENT, NULL,
                                       on_document_read_cb, g_object_ref (self));
}

/* --- reading --- */

static void
forget_facts (SyncBills *self)
{
  self->changes++;
  g_clear_object (&self->facts);
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
}

static void
fail (SyncBills *self, const GError *error)
{
  gboolean refused = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);

  g_debug ("The registry cannot be read: %s", error->message);
  self->denied = refused;
  self->failed = !refused;
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
  go_on (self, refused ? OLD_SECONDS : RETRY_SECONDS);
}

static void
take_span (SyncBills *self)
{
  if (self->known == CLINIC_DAYS_NONE || self->reading < self->known)
    self->known = self->reading;
  self->at = self->reading > self->wanted ? self->reading : CLINIC_DAYS_NONE;
  if (self->latest)
    {
      self->again = FALSE;
      self->until = self->asked;
    }
  keep (self);
}

static void
on_span_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncBills) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = sync_bills_span_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!done)
    {
      g_clear_object (&self->cancellable);
      fail (self, error);
      return;
    }
  self->failed = self->denied = FALSE;
  take_span (self);
  g_clear_object (&self->cancellable);
  forget_facts (self);
  go_on (self, PART_SECONDS);
}

/* Half a year that ends before this day; CLINIC_DAYS_NONE: the latest, with what is still to come.
 */
static void
read_span (SyncBills *self, int until)
{
  int this_month = clinic_days_month (get_today (self));
  int end = until != CLINIC_DAYS_NONE ? until : clinic_days_add_months (this_month, 1);

  self->reading = MAX (clinic_days_add_months (end, -SPAN_MONTHS), self->wanted);
  self->latest = until == CLINIC_DAYS_NONE;
  self->asked = get_now (self);
  self->cancellable = g_cancellable_new ();
  sync_bills_span_async (self->context, get_scheme (self), self->reading, until, self->cancellable,
                         on_span_read_cb, g_object_ref (self));
}

static void
on_discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncBills) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) description = sync_invoice_discover_finish (result, &error);
  g_autoptr (SyncInvoiceScheme) scheme = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (description == NULL)
    {
      fail (self, error);
      return;
    }
  scheme = sync_invoice_scheme_new (description, sync_context_get_settings (self->context));
  sync_context_set_invoice_scheme (self->context, scheme);
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
  go_on (self, 0);
}

static void
discover (SyncBills *self)
{
  self->cancellable = g_cancellable_new ();
  sync_invoice_discover_async (self->context, BX_PRIORITY_BACKGROUND, self->cancellable,
                               on_discovered_cb, g_object_ref (self));
}

static gboolean
on_due_cb (gpointer user_data)
{
  SyncBills *self = SYNC_BILLS (user_data);

  self->source = 0;
  /* how the portal keeps its invoices is found out by SyncInvoices */
  if (sync_context_is_ready (self->context) && get_scheme (self) == NULL && self->invoices == NULL)
    {
      discover (self);
    }
  else if (!sync_context_is_ready (self->context) || !has_registry (self))
    {
      go_on (self, PART_SECONDS);
    }
  else if (self->again)
    {
      read_span (self, CLINIC_DAYS_NONE);
    }
  else if (self->at != CLINIC_DAYS_NONE)
    {
      read_span (self, self->at);
    }
  else if (is_behind (self))
    {
      read_span (self, self->known);
    }

  return G_SOURCE_REMOVE;
}

static void
go_on (SyncBills *self, double seconds)
{
  if (!self->running || !self->loaded || self->wanted == CLINIC_DAYS_NONE ||
      self->cancellable != NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = sync_context_add_timeout (self->context, seconds, on_due_cb, self);
}

void
sync_bills_start (SyncBills *self)
{
  g_return_if_fail (SYNC_IS_BILLS (self));

  if (self->running)
    return;
  self->running = TRUE;
  go_on (self, PART_SECONDS);
}

void
sync_bills_stop (SyncBills *self)
{
  g_return_if_fail (SYNC_IS_BILLS (self));

  self->running = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* --- what others read --- */

/* what was counted is called otherwise */
static void
on_parties_changed_cb (SyncBills *self)
{
  if (self->facts != NULL)
    forget_facts (self);
}

/* Behind what was just given to the store: it writes in order. */
static void
on_store_reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncBills) self = user_data;
  gint64 now = get_now (self);

  (void) store_repository_put_invoice_rows_finish (STORE_REPOSITORY (source), result, NULL);
  if (self->known == CLINIC_DAYS_NONE)
    return;
  if (self->until > now - (gint64) WATCHED_DAYS * 24 * 3600)
    self->until = now;
  forget_facts (self);
}

static void
on_registry_read_cb (SyncBills *self)
{
  GPtrArray *none = NULL;

  if (self->wanted == CLINIC_DAYS_NONE || !self->running)
    return;
  none = g_ptr_array_new_with_free_func ((GDestroyNotify) store_invoice_row_free);
  store_repository_put_invoice_rows_async (sync_context_get_store (self->context),
                                           SYNC_INVOICE_PART_REGISTRY, none, NULL, FALSE, NULL,
                                           on_store_reached_cb, g_object_ref (self));
}

/* --- ClinicArchive --- */

static ClinicLoadState
sync_bills_get_state (ClinicArchive *archive)
{
  SyncBills *self = SYNC_BILLS (archive);
  ClinicLinkState link = clinic_link_get_state (sync_context_get_link (self->context));

  if (self->denied || (get_scheme (self) != NULL && !has_registry (self)))
    return CLINIC_LOAD_MISSING;
  if (self->failed || link == CLINIC_LINK_OFFLINE || link == CLINIC_LINK_DENIED)
    return CLINIC_LOAD_STALE;

  return self->wanted == CLINIC_DAYS_NONE || self->again || is_behind (self) ? CLINIC_LOAD_LOADING
                                                                             : CLINIC_LOAD_READY;
}

static gint64
sync_bills_get_as_of (ClinicArchive *archive)
{
  return SYNC_BILLS (archive)->until;
}

static double
sync_bills_get_progress (ClinicArchive *archive)
{
  SyncBills *self = SYNC_BILLS (archive);
  int known = self->at != CLINIC_DAYS_NONE ? self->at : self->known;
  double whole = get_today (self) - self->wanted;

  if (self->wanted == CLINIC_DAYS_NONE || known == CLINIC_DAYS_NONE || self->again || whole <= 0)
    return 0;

  return CLAMP ((get_today (self) - MAX (known, self->wanted)) / whole, 0.0, 1.0);
}

static void
sync_bills_want (ClinicArchive *archive, gint64 from)
{
  SyncBills *self = SYNC_BILLS (archive);
  int wanted = clinic_days_month (clinic_days_of (self->zone, from, NULL));

  gboolean further = self->wanted == CLINIC_DAYS_NONE || wanted < self->wanted;
  gboolean old = is_old (self);

  if (!further && (!old || self->again))
    return;
  if (further)
    {
      self->wanted = wanted;
      keep (self);
    }
  self->again |= old;
  go_on (self, 0);
  clinic_archive_emit_changed (archive);
}

static void
sync_bills_refresh (ClinicArchive *archive)
{
  SyncBills *self = SYNC_BILLS (archive);

  self->again = TRUE;
  go_on (self, 0);
}

/* --- facts and rows --- */

/* What a question needs to know when it is answered; owned by its task. */
typedef struct
{
  GArray *ids; /* owned, (nullable), of gint64 */
  guint changes;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->ids, g_array_unref);
  g_free (question);
}

static GTask *
task_new (SyncBills *self,
          GArray *ids,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, task_new);
  question->ids = ids != NULL ? g_array_copy (ids) : NULL;
  question->changes = self->changes;
  g_task_set_task_data (task, question, question_free);

  return task;
}

/* Their keys stay the numbers: a company that is called otherwise is the same. */
static void
name_parties (SyncBills *self, ClinicFacts *facts, ClinicFactName kind)
{
  for (guint i = 0; i < clinic_facts_get_n_keys (facts, kind); i++)
    {
      const char *name = sync_parties_find (sync_context_get_parties (self->context),
                                            clinic_facts_get_key (facts, kind, i));

      if (name != NULL)
        clinic_facts_rename (facts, kind, i, name);
    }
}

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncBills *self = g_task_get_source_object (task);
  const Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  ClinicFacts *facts = sync_bills_load_facts_finish (result, &error);

  if (facts == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  name_parties (self, facts, CLINIC_NAMES_COUNTERPARTY);
  name_parties (self, facts, CLINIC_NAMES_PAYER);
  /* something may have come while it was being read: then it is read again the next time */
  if (question->changes == self->changes && get_scheme (self) != NULL)
    g_set_object (&self->facts, facts);
  g_task_return_pointer (task, facts, g_object_unref);
}

static void
load_facts_async (ClinicArchive *archive,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  SyncBills *self = SYNC_BILLS (archive);
  GTask *task = task_new (self, NULL, cancellable, callback, user_data);
  ClinicFacts *facts = NULL;

  if (self->facts != NULL)
    {
      g_task_return_pointer (task, g_object_ref (self->facts), g_object_unref);
      g_object_unref (task);
      return;
    }
  facts = clinic_facts_new (self->zone);
  if (self->known != CLINIC_DAYS_NONE)
    clinic_facts_set_known (facts, CLINIC_FACTS_BILLS, clinic_days_begin (self->zone, self->known),
                            self->until);
  sync_bills_load_facts_async (sync_context_get_store (self->context), get_scheme (self), facts,
                               cancellable, on_facts_cb, task);
}

static ClinicFacts *
load_facts_finish (ClinicArchive *archive, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Those that are on a page already are the same objects. */
static void
on_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncBills *self = g_task_get_source_object (task);
  const Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = sync_bills_load_invoices_finish (result, &error);
  GPtrArray *rows;

  if (found == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < question->ids->len; i++)
    {
      g_autofree char *id = sync_bills_dup_id (g_array_index (question->ids, gint64, i));
      ClinicInvoice *shown =
        self->invoices != NULL ? sync_invoices_find (self->invoices, id) : NULL;
      ClinicInvoice *invoice = shown != NULL ? shown : g_hash_table_lookup (found, id);

      if (invoice == NULL)
        continue;
      if (shown == NULL)
        sync_invoice_map_name (self->context, invoice);
      g_ptr_array_add (rows, g_object_ref (invoice));
    }
  g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
}

static void
load_rows_async (ClinicArchive *archive,
                 ClinicFactSet set,
                 GArray *ids,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  SyncBills *self = SYNC_BILLS (archive);
  GTask *task = task_new (self, ids, cancellable, callback, user_data);

  sync_bills_load_invoices_async (sync_context_get_store (self->context), get_scheme (self), ids,
                                  sync_invoice_map_peek_origin (self->context), cancellable,
                                  on_rows_cb, task);
}

static GPtrArray *
load_rows_finish (ClinicArchive *archive, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sync_bills_iface_init (ClinicArchiveInterface *iface)
{
  iface->get_state = sync_bills_get_state;
  iface->get_as_of = sync_bills_get_as_of;
  iface->get_progress = sync_bills_get_progress;
  iface->want = sync_bills_want;
  iface->refresh = sync_bills_refresh;
  iface->load_facts_async = load_facts_async;
  iface->load_facts_finish = load_facts_finish;
  iface->load_rows_async = load_rows_async;
  iface->load_rows_finish = load_rows_finish;
}

static void
sync_bills_dispose (GObject *object)
{
  SyncBills *self = SYNC_BILLS (object);

  sync_bills_stop (self);
  g_clear_object (&self->facts);
  g_clear_object (&self->invoices);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_bills_parent_class)->dispose (object);
}

static void
sync_bills_finalize (GObject *object)
{
  g_clear_pointer (&SYNC_BILLS (object)->zone, g_time_zone_unref);

  G_OBJECT_CLASS (sync_bills_parent_class)->finalize (object);
}

static void
sync_bills_class_init (SyncBillsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sync_bills_dispose;
  G_OBJECT_CLASS (klass)->finalize = sync_bills_finalize;
}

static void
sync_bills_init (SyncBills *self)
{
  self->zone = g_time_zone_new_local ();
  self->wanted = self->known = self->at = CLINIC_DAYS_NONE;
}

SyncBills *
sync_bills_new (SyncContext *context, SyncInvoices *invoices)
{
  SyncBills *self = g_object_new (SYNC_TYPE_BILLS, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (sync_context_get_parties (context), "changed",
                           G_CALLBACK (on_parties_changed_cb), self, G_CONNECT_SWAPPED);
  if (g_set_object (&self->invoices, invoices))
    g_signal_connect_object (invoices, "registry-read", G_CALLBACK (on_registry_read_cb), self,
                             G_CONNECT_SWAPPED);

  return self;
}
