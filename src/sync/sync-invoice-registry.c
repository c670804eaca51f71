/* sync-invoice-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-registry"

#include "sync-invoice-registry.h"

#include <stdio.h>

#include "bx-json.h"
#include "bx-list.h"
#include "sync-invoice-ask.h"
#include "sync-invoice-map.h"

/* An invoice is put into the registry so many days before it is paid, at most: what has no day of
 * payment is found by the day it was made. */
#define DAYS_BEFORE 120
/* pages in a batch: most registries of a few months are small */
#define PAGES 10
/* rows of the store that are taken over between two frames */
#define SLICE 150

struct _SyncInvoiceRegistry
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  SyncInvoiceShelf *shelf;   /* owned */
  SyncInvoiceScheme *scheme; /* owned, (nullable): until it is known */
  GCancellable *cancellable; /* owned */
  BxList *list;              /* owned, (nullable): being read */
  GPtrArray *stored;         /* owned, (nullable): StoreInvoiceRow, still to be taken over */
  char *from, *to;           /* owned, (nullable): YYYY-MM-DD: what is to be read */
  char *round_from;          /* owned, (nullable): what is being read: it may grow meanwhile */
  char *round_to;            /* owned, (nullable) */
  guint idle_id;
  guint source; /* being read */
  guint question;
  gint64 read_at; /* monotonic µs; 0 never */
  gboolean loads; /* it was begun to be taken out of the store */
  gboolean loaded;
  gboolean load_again; /* the period grew while it was taken out of the store */
  gboolean again;
  gboolean is_done; /* it was read from the portal at least once */
  gboolean failed;
};

enum
{
  STATE_CHANGED,
  WAS_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncInvoiceRegistry, sync_invoice_registry, G_TYPE_OBJECT)

static void read_next (SyncInvoiceRegistry *self);

/* --- days --- */

/* (transfer full): YYYY-MM-DD moved by days; the portal's today without a day */
static char *
dup_day (SyncInvoiceRegistry *self, const char *day, int days)
{
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (sync_context_get_now (self->context));
  g_autoptr (GDateTime) given = NULL;
  g_autoptr (GDateTime) moved = NULL;
  int year = 0, month = 0, date = 0;

  if (day != NULL && sscanf (day, "%4d-%2d-%2d", &year, &month, &date) == 3)
    given = g_date_time_new_local (year, month, date, 0, 0, 0);
  moved = g_date_time_add_days (given != NULL ? given : now, days);

  return moved != NULL ? g_date_time_format (moved, "%Y-%m-%d") : NULL;
}

static gint64
get_unix (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T00:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* --- reading --- */

/* (transfer none) (nullable): the source that is being read */
static const SyncInvoiceSource *
get_source (SyncInvoiceRegistry *self)
{
  GPtrArray *sources = sync_invoice_scheme_get_sources (self->scheme);

  return self->source < sources->len ? g_ptr_array_index (sources, self->source) : NULL;
}

/* (transfer full) (nullable): NULL: the source cannot be asked so */
static BxList *
new_list (SyncInvoiceRegistry *self, const SyncInvoiceSource *source)
{
  g_autofree char *since = dup_day (self, self->round_from, -DAYS_BEFORE);
  g_autofree char *until = dup_day (self, self->round_to, 1);
  gboolean created = self->question == SYNC_INVOICE_ASK_CREATED;

  return sync_invoice_ask_new (self->context, source, (SyncInvoiceAsk) self->question,
                               created ? since : self->round_from, created ? NULL : until);
}

static void
end_reading (SyncInvoiceRegistry *self)
{
  g_autofree char *since = dup_day (self, self->round_from, -DAYS_BEFORE);

  sync_invoice_shelf_end_registry (self->shelf, get_unix (since));
  self->is_done = TRUE;
  self->failed = FALSE;
  self->read_at = g_get_monotonic_time ();
  g_clear_object (&self->list);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
  g_signal_emit (self, signals[WAS_READ], 0);
  if (self->again)
    sync_invoice_registry_read (self, 0);
}

static void
on_pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncInvoiceRegistry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = bx_list_next_finish (BX_LIST (source), result, &error);
  g_autoptr (GPtrArray) rows = sync_invoice_rows_new ();

  if (g_cancellable_is_cancelled (self->cancellable) || BX_LIST (source) != self->list)
    return;
  if (pages == NULL)
    {
      /* a list that this person may not read is not the portal's failure */
      g_debug ("The registry did not come: %s", error->message);
      self->failed = sync_error_is_passing (error);
      g_clear_object (&self->list);
      if (self->failed)
        {
          g_signal_emit (self, signals[STATE_CHANGED], 0);
          return;
        }
      self->question = SYNC_N_INVOICE_ASKS - 1;
    }
  else
    {
      for (guint i = 0; i < pages->len; i++)
        sync_invoice_ask_take (get_source (self), g_ptr_array_index (pages, i), rows);
      sync_invoice_shelf_take_registry (self->shelf, rows);
      if (!bx_list_is_done (self->list))
        {
          bx_list_next_async (self->list, self->cancellable, on_pages_cb, g_object_ref (self));
          return;
        }
      g_clear_object (&self->list);
    }
  self->question++;
  read_next (self);
}

/* Goes on with the next question that can be asked. */
static void
read_next (SyncInvoiceRegistry *self)
{
  const SyncInvoiceSource *source;

  while ((source = get_source (self)) != NULL)
    {
      self->list = self->question < SYNC_N_INVOICE_ASKS ? new_list (self, source) : NULL;
      if (self->list != NULL)
        {
          bx_list_set_pages (self->list, PAGES);
          bx_list_next_async (self->list, self->cancellable, on_pages_cb, g_object_ref (self));
          return;
        }
      if (self->question + 1 < SYNC_N_INVOICE_ASKS)
        self->question++;
      else
        {
          self->question = 0;
          self->source++;
        }
    }
  end_reading (self);
}

void
sync_invoice_registry_read (SyncInvoiceRegistry *self, int seconds)
{
  double age;

  g_return_if_fail (SYNC_IS_INVOICE_REGISTRY (self));

  age = (double) (g_get_monotonic_time () - self->read_at) / G_USEC_PER_SEC;
  if (self->scheme == NULL || g_cancellable_is_cancelled (self->cancellable) ||
      (self->read_at > 0 && age < seconds * sync_context_get_time_scale (self->context)))
    return;
  if (self->list != NULL)
    {
      self->again = TRUE;
      return;
    }
  self->again = FALSE;
  self->source = 0;
  self->question = 0;
  g_free (self->round_from);
  g_free (self->round_to);
  self->round_from = g_strdup (self->from);
  self->round_to = g_strdup (self->to);
  sync_invoice_shelf_begin_registry (self->shelf);
  read_next (self);
}

void
sync_invoice_registry_expire (SyncInvoiceRegistry *self)
{
  g_return_if_fail (SYNC_IS_INVOICE_REGISTRY (self));

  self->read_at = 0;
  if (self->list != NULL)
    self->again = TRUE;
}

/* --- the store --- */

static void load_period (SyncInvoiceRegistry *self);

static void
end_loading (SyncInvoiceRegistry *self)
{
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  if (self->load_again)
    {
      self->load_again = FALSE;
      load_period (self);
      return;
    }
  self->loaded = TRUE;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static gboolean
on_slice_cb (gpointer user_data)
{
  SyncInvoiceRegistry *self = user_data;
  g_autoptr (GPtrArray) slice = g_ptr_array_new ();
  guint n_rows = MIN (SLICE, self->stored->len);

  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (slice, g_ptr_array_index (self->stored, self->stored->len - n_rows + i));
  sync_invoice_shelf_take_stored (self->shelf, SYNC_INVOICE_PART_REGISTRY, slice);
  g_ptr_array_set_size (self->stored, (int) (self->stored->len - n_rows));
  if (self->stored->len > 0)
    return G_SOURCE_CONTINUE;
  self->idle_id = 0;
  end_loading (self);

  return G_SOURCE_REMOVE;
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncInvoiceRegistry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    store_repository_list_invoice_rows_finish (STORE_REPOSITORY (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rows == NULL)
    g_warning ("The registry cannot be read: %s", error->message);
  if (rows == NULL || rows->len == 0)
    {
      end_loading (self);
      return;
    }
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  self->stored = g_steal_pointer (&rows);
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_slice_cb, self);
}

static void
load_period (SyncInvoiceRegistry *self)
{
  store_repository_list_invoice_rows_async (sync_context_get_store (self->context),
                                            SYNC_INVOICE_PART_REGISTRY, self->from, self->to,
                                            self->cancellable, on_listed_cb, g_object_ref (self));
}

/* What is read only grows: bills that came twice are looked for in it too. TRUE: it did. */
static gboolean
grow (SyncInvoiceRegistry *self, const char *from, const char *to)
{
  gboolean grows = FALSE;

  if (from != NULL && (self->from == NULL || g_strcmp0 (from, self->from) < 0))
    {
      g_free (self->from);
      self->from = g_strdup (from);
      grows = TRUE;
    }
  if (to != NULL && (self->to == NULL || g_strcmp0 (to, self->to) > 0))
    {
      g_free (self->to);
      self->to = g_strdup (to);
      grows = TRUE;
    }

  return grows;
}

void
sync_invoice_registry_load (SyncInvoiceRegistry *self, int days)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_if_fail (SYNC_IS_INVOICE_REGISTRY (self));

  from = dup_day (self, NULL, -days);
  to = dup_day (self, NULL, 366);
  (void) grow (self, from, to);
  self->loads = TRUE;
  load_period (self);
}

void
sync_invoice_registry_show (SyncInvoiceRegistry *self, const char *from, const char *to)
{
  g_return_if_fail (SYNC_IS_INVOICE_REGISTRY (self));

  sync_invoice_shelf_show_registry (self->shelf, from, to);
  if (!grow (self, from, to) || !self->loads)
    return;
  self->is_done = FALSE;
  if (self->loaded)
    load_period (self);
  else
    self->load_again = TRUE;
  sync_invoice_registry_expire (self);
  sync_invoice_registry_read (self, 0);
}

/* --- for SyncInvoices --- */

void
sync_invoice_registry_set_scheme (SyncInvoiceRegistry *self, SyncInvoiceScheme *scheme)
{
  g_return_if_fail (SYNC_IS_INVOICE_REGISTRY (self));

  /* the questions were about another one */
  if (self->list != NULL)
    {
      g_clear_object (&self->list);
      self->read_at = 0;
    }
  sync_invoice_scheme_ref (scheme);
  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  self->scheme = scheme;
}

ClinicLoadState
sync_invoice_registry_get_state (SyncInvoiceRegistry *self)
{
  g_return_val_if_fail (SYNC_IS_INVOICE_REGISTRY (self), CLINIC_LOAD_LOADING);

  if (self->failed)
    return CLINIC_LOAD_STALE;

  return self->is_done ? CLINIC_LOAD_READY : CLINIC_LOAD_LOADING;
}

void
sync_invoice_registry_stop (SyncInvoiceRegistry *self)
{
  g_return_if_fail (SYNC_IS_INVOICE_REGISTRY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle_id, g_source_remove);
}

static void
sync_invoice_registry_dispose (GObject *object)
{
  SyncInvoiceRegistry *self = SYNC_INVOICE_REGISTRY (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);

  G_OBJECT_CLASS (sync_invoice_registry_parent_class)->dispose (object);
}

static void
sync_invoice_registry_finalize (GObject *object)
{
  SyncInvoiceRegistry *self = SYNC_INVOICE_REGISTRY (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->round_from, g_free);
  g_clear_pointer (&self->round_to, g_free);
  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  g_clear_object (&self->shelf);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_invoice_registry_parent_class)->finalize (object);
}

static void
sync_invoice_registry_class_init (SyncInvoiceRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_invoice_registry_dispose;
  object_class->finalize = sync_invoice_registry_finalize;

  signals[STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WAS_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
sync_invoice_registry_init (SyncInvoiceRegistry *self)
{
  self->cancellable = g_cancellable_new ();
}

SyncInvoiceRegistry *
sync_invoice_registry_new (SyncContext *context, SyncInvoiceShelf *shelf)
{
  SyncInvoiceRegistry *self = g_object_new (SYNC_TYPE_INVOICE_REGISTRY, NULL);

  self->context = g_object_ref (context);
  self->shelf = g_object_ref (shelf);

  return self;
}
