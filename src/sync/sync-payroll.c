/* sync-payroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-payroll"

#include "sync-payroll.h"

#include "bx-json.h"
#include "clinic-days.h"
#include "sync-pay-command.h"
#include "sync-pay-discover.h"
#include "sync-pay-month.h"

#define DOCUMENT "pay-scheme"
/* which lists the portal has is asked again after so long, and who may see them */
#define SCHEME_EVERY (6 * 3600)
/* after the start: nobody waits for it */
#define PROBE_SECONDS 20
#define RETRY_SECONDS 60
/* after the archive changed: it changes many times in a row */
#define FACTS_SECONDS 1

struct _SyncPayroll
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  ClinicArchive *archive;    /* owned */
  GListModel *commands;      /* owned, of ClinicCommand */
  GCancellable *cancellable; /* owned */
  GPtrArray *months;         /* owned, of SyncPayMonth */
  ClinicFacts *facts;        /* owned, (nullable) */
  gint64 scheme_time;        /* unix seconds: when the portal was asked how it keeps it */
  guint probe_id;
  guint facts_id;
  gboolean started;
  gboolean stopped;
  gboolean discovering;
  gboolean loading_facts;
  gboolean old; /* the portal is older than REST 3 */
};

static void sync_payroll_iface_init (ClinicPayrollInterface *iface);
static void look (SyncPayroll *self);
static void load_facts_soon (SyncPayroll *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncPayroll,
                               sync_payroll,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_PAYROLL, sync_payroll_iface_init))

/* --- months that somebody looks at --- */

static void
show_all (SyncPayroll *self)
{
  for (guint i = 0; i < self->months->len; i++)
    sync_pay_month_show (g_ptr_array_index (self->months, i));
}

static void
ask_all (SyncPayroll *self)
{
  for (guint i = 0; i < self->months->len; i++)
    sync_pay_month_ask (g_ptr_array_index (self->months, i), self->old);
}

static gboolean
is_any_held (SyncPayroll *self)
{
  for (guint i = 0; i < self->months->len; i++)
    if (sync_pay_month_is_held (g_ptr_array_index (self->months, i)))
      return TRUE;

  return FALSE;
}

static void
on_month_read_cb (SyncPayMonth *month, SyncPayroll *self)
{
  self->old = self->old || sync_pay_month_is_old (month);
}

/* (transfer none) */
static SyncPayMonth *
ensure_month (SyncPayroll *self, int day)
{
  g_autoptr (SyncPayMonth) made = NULL;

  for (guint i = self->months->len; i > 0; i--)
    {
      SyncPayMonth *month = g_ptr_array_index (self->months, i - 1);

      if (sync_pay_month_get_day (month) == day)
        return month;
      if (!sync_pay_month_is_held (month))
        g_ptr_array_remove_index (self->months, i - 1);
    }
  made = sync_pay_month_new (self->context, self->archive, self->commands, day);
  g_signal_connect_object (made, "read", G_CALLBACK (on_month_read_cb), self, 0);
  if (self->facts != NULL)
    sync_pay_month_set_facts (made, self->facts);
  g_ptr_array_add (self->months, g_object_ref (made));

  return made;
}

/* --- the scheme --- */

static void
use_description (SyncPayroll *self, JsonObject *description)
{
  g_autoptr (SyncPayScheme) scheme =
    sync_pay_scheme_new (description, sync_context_get_settings (self->context));

  self->scheme_time = bx_json_get_int (description, SYNC_PAY_PART_TIME, 0);
  sync_context_set_pay_scheme (self->context, scheme);
  show_all (self);
  clinic_payroll_emit_state_changed (CLINIC_PAYROLL (self));
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("What is known of the payroll is not kept: %s", error->message);
}

static void
keep_description (SyncPayroll *self, JsonObject *description)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), description);
  g_autofree char *text = json_to_string (node, FALSE);

  store_repository_put_document_async (sync_context_get_store (self->context), DOCUMENT, text, NULL,
                                       on_kept_cb, NULL);
}

/* Whether the webhook reaches anything that pay is counted from. */
static gboolean
has_any (SyncPayroll *self)
{
  return sync_context_has_scope (self->context, "timeman") ||
         sync_context_has_scope (self->context, "lists");
}

static gboolean
on_probe_cb (gpointer user_data)
{
  SyncPayroll *self = user_data;

  self->probe_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
probe_after (SyncPayroll *self, double seconds)
{
  g_clear_handle_id (&self->probe_id, g_source_remove);
  if (!self->stopped)
    self->probe_id = sync_context_add_timeout (self->context, seconds, on_probe_cb, self);
}

static void
on_discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPayroll) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) description = sync_pay_discover_finish (result, &error);

  self->discovering = FALSE;
  if (self->stopped || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (description == NULL)
    {
      g_debug ("How the portal keeps pay is not told: %s", error->message);
      sync_context_note_error (self->context, error);
      for (guint i = 0; i < self->months->len; i++)
        sync_pay_month_note_failure (g_ptr_array_index (self->months, i));
      probe_after (self, RETRY_SECONDS);
      return;
    }
  use_description (self, description);
  keep_description (self, description);
  ask_all (self);
}

/* Asks about the months that are open, and before that how the portal keeps it, where that was
 * long ago. */
static void
look (SyncPayroll *self)
{
  gint64 now = sync_context_get_now (self->context);

  if (!self->started || self->stopped || self->discovering || !has_any (self))
    return;
  if (sync_context_get_pay_scheme (self->context) != NULL && now < self->scheme_time + SCHEME_EVERY)
    {
      ask_all (self);
      return;
    }
  g_clear_handle_id (&self->probe_id, g_source_remove);
  self->discovering = TRUE;
  sync_pay_discover_async (self->context, self->cancellable, on_discovered_cb, g_object_ref (self));
}

static void
on_document_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPayroll) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *description = bx_json_node_object (node);

  if (self->stopped || description == NULL || sync_context_get_pay_scheme (self->context) != NULL)
    return;
  use_description (self, description);
}

/* --- facts --- */

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPayroll) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicFacts) facts =
    clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error);

  self->loading_facts = FALSE;
  if (self->stopped || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facts == NULL)
    {
      g_debug ("The past is not there: %s", error->message);
      return;
    }
  g_set_object (&self->facts, facts);
  for (guint i = 0; i < self->months->len; i++)
    sync_pay_month_set_facts (g_ptr_array_index (self->months, i), facts);
}

static gboolean
on_facts_due_cb (gpointer user_data)
{
  SyncPayroll *self = user_data;

  self->facts_id = 0;
  if (self->loading_facts)
    {
      load_facts_soon (self);
    }
  else
    {
      self->loading_facts = TRUE;
      clinic_archive_load_facts_async (self->archive, self->cancellable, on_facts_cb,
                                       g_object_ref (self));
    }

  return G_SOURCE_REMOVE;
}

static void
load_facts_soon (SyncPayroll *self)
{
  if (self->facts_id == 0 && !self->stopped && is_any_held (self))
    self->facts_id = sync_context_add_timeout (self->context, FACTS_SECONDS, on_facts_due_cb, self);
}

static void
on_archive_changed_cb (SyncPayroll *self)
{
  load_facts_soon (self);
  show_all (self);
}

/* --- the outbox --- */

static void
on_commands_changed_cb (SyncPayroll *self)
{
  if (!self->stopped)
    show_all (self);
}

void
sync_payroll_note_command (SyncPayroll *self, ClinicCommand *command)
{
  g_autofree char *code = NULL;
  int month = 0;

  g_return_if_fail (SYNC_IS_PAYROLL (self));

  if (self->stopped || !sync_pay_command_read (command, &month, &code))
    return;
  for (guint i = 0; i < self->months->len; i++)
    {
      SyncPayMonth *open = g_ptr_array_index (self->months, i);

      if (sync_pay_month_get_day (open) != month)
        continue;
      if (clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
        sync_pay_month_note_done (open, command);
      else
        sync_pay_month_show (open);
    }
}

/* --- ClinicPayroll --- */

static ClinicLoadState
get_state (ClinicPayroll *payroll)
{
  SyncPayroll *self = SYNC_PAYROLL (payroll);
  SyncPayScheme *scheme = sync_context_get_pay_scheme (self->context);

  if (sync_context_is_ready (self->context) && !has_any (self))
    return CLINIC_LOAD_MISSING;
  if (scheme == NULL)
    return CLINIC_LOAD_LOADING;

  return sync_pay_scheme_may_manage (scheme) || sync_pay_scheme_is_paid (scheme)
           ? CLINIC_LOAD_READY
           : CLINIC_LOAD_MISSING;
}

static gboolean
may_manage (ClinicPayroll *payroll)
{
  SyncPayScheme *scheme = sync_context_get_pay_scheme (SYNC_PAYROLL (payroll)->context);

  return scheme != NULL && sync_pay_scheme_may_manage (scheme);
}

static ClinicPayMonth *
open_month (ClinicPayroll *payroll, int day)
{
  SyncPayroll *self = SYNC_PAYROLL (payroll);
  SyncPayMonth *month = ensure_month (self, clinic_days_month (day));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gboolean was_held = sync_pay_month_is_held (month);
  ClinicPayMonth *held = sync_pay_month_hold (month);

  if (was_held || self->stopped)
    return held;
  if (sync_context_is_ready (self->context) && !has_any (self))
    {
      clinic_pay_month_set_state (held, CLINIC_LOAD_MISSING, 0, NULL);
      return held;
    }
  clinic_archive_want (self->archive, clinic_days_begin (zone, clinic_days_month (day)));
  load_facts_soon (self);
  look (self);

  return held;
}

static void
refresh (ClinicPayroll *payroll)
{
  SyncPayroll *self = SYNC_PAYROLL (payroll);

  if (!is_any_held (self))
    return;
  /* who asks wants to see also what she was allowed to see meanwhile */
  self->scheme_time = 0;
  clinic_archive_refresh (self->archive);
  look (self);
}

static void
sync_payroll_iface_init (ClinicPayrollInterface *iface)
{
  iface->get_state = get_state;
  iface->may_manage = may_manage;
  iface->open_month = open_month;
  iface->refresh = refresh;
}

/* --- start and stop --- */

static void
on_settings_changed_cb (SyncPayroll *self, const char *key)
{
  if (self->stopped || !(g_str_has_prefix (key, "pay-") || g_str_has_prefix (key, "overtime-")))
    return;
  if (g_str_has_suffix (key, "-list") || g_str_equal (key, "pay-fields") ||
      g_str_equal (key, "pay-department"))
    {
      /* other lists may be meant now */
      self->scheme_time = 0;
      look (self);
    }
  else
    show_all (self);
}

static void
on_link_state_cb (SyncPayroll *self)
{
  if (clinic_link_get_state (sync_context_get_link (self->context)) == CLINIC_LINK_ONLINE &&
      is_any_held (self))
    look (self);
}

void
sync_payroll_load (SyncPayroll *self)
{
  g_return_if_fail (SYNC_IS_PAYROLL (self));

  store_repository_get_document_async (sync_context_get_store (self->context), DOCUMENT, NULL,
                                       on_document_read_cb, g_object_ref (self));
}

void
sync_payroll_start (SyncPayroll *self)
{
  gint64 now = sync_context_get_now (self->context);

  g_return_if_fail (SYNC_IS_PAYROLL (self));

  if (self->started || self->stopped)
    return;
  self->started = TRUE;
  if (is_any_held (self))
    look (self);
  else if (sync_context_get_pay_scheme (self->context) == NULL ||
           now >= self->scheme_time + SCHEME_EVERY)
    probe_after (self, PROBE_SECONDS);
  clinic_payroll_emit_state_changed (CLINIC_PAYROLL (self));
}

void
sync_payroll_stop (SyncPayroll *self)
{
  g_return_if_fail (SYNC_IS_PAYROLL (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->probe_id, g_source_remove);
  g_clear_handle_id (&self->facts_id, g_source_remove);
  for (guint i = 0; i < self->months->len; i++)
    sync_pay_month_stop (g_ptr_array_index (self->months, i));
}

static void
sync_payroll_dispose (GObject *object)
{
  SyncPayroll *self = SYNC_PAYROLL (object);

  sync_payroll_stop (self);
  g_ptr_array_set_size (self->months, 0);
  g_clear_object (&self->facts);

  G_OBJECT_CLASS (sync_payroll_parent_class)->dispose (object);
}

static void
sync_payroll_finalize (GObject *object)
{
  SyncPayroll *self = SYNC_PAYROLL (object);

  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->archive);
  g_clear_object (&self->commands);

  G_OBJECT_CLASS (sync_payroll_parent_class)->finalize (object);
}

static void
sync_payroll_class_init (SyncPayrollClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sync_payroll_dispose;
  G_OBJECT_CLASS (klass)->finalize = sync_payroll_finalize;
}

static void
sync_payroll_init (SyncPayroll *self)
{
  self->cancellable = g_cancellable_new ();
  self->months = g_ptr_array_new_with_free_func (g_object_unref);
}

SyncPayroll *
sync_payroll_new (SyncContext *context, ClinicArchive *archive, GListModel *commands)
{
  SyncPayroll *self = g_object_new (SYNC_TYPE_PAYROLL, NULL);
  GSettings *settings = sync_context_get_settings (context);

  self->context = g_object_ref (context);
  self->archive = g_object_ref (archive);
  self->commands = g_object_ref (commands);
  g_signal_connect_object (archive, "changed", G_CALLBACK (on_archive_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (commands, "items-changed", G_CALLBACK (on_commands_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed", G_CALLBACK (on_settings_changed_cb), self,
                             G_CONNECT_SWAPPED);

  return self;
}
