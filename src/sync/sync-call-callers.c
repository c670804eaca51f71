/* sync-call-callers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-call-callers"

#include "sync-call-callers.h"

#include "clinic-lead.h"
#include "clinic-phone.h"
#include "sync-call-lookup.h"

/* how long after it was asked for a call may come to be of whom it was asked for */
#define EXPECTED_SECONDS 300

struct _SyncCallCallers
{
  SyncContext *context; /* owned */
  GHashTable *lookups;  /* owned: ClinicCall (owned) → GCancellable (owned) */
  guint64 expected_key; /* of the number that is dialled, 0: none */
  gint64 expected_id;   /* the contact whom it is dialled for */
  gint64 expected_at;   /* monotonic µs */
};

static void
on_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sync_call_lookup_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The portal did not say who calls: %s", error->message);
}

/* for a caller that is new, or could not be asked for */
static void
start_lookup (SyncCallCallers *self, ClinicCall *call)
{
  GCancellable *before = g_hash_table_lookup (self->lookups, call);
  GCancellable *cancellable = g_cancellable_new ();

  if (before != NULL)
    g_cancellable_cancel (before);

  g_hash_table_replace (self->lookups, g_object_ref (call), cancellable);
  sync_call_lookup_async (self->context, clinic_call_get_caller (call), cancellable,
                          on_looked_up_cb, NULL);
}

/* whom this desk is calling, 0: nobody said */
static gint64
find_expected (SyncCallCallers *self, const char *number)
{
  if (self->expected_key == 0 || self->expected_key != clinic_phone_key_number (number) ||
      g_get_monotonic_time () - self->expected_at > EXPECTED_SECONDS * G_USEC_PER_SEC)
    return 0;

  return self->expected_id;
}

SyncCallCallers *
sync_call_callers_new (SyncContext *context)
{
  SyncCallCallers *self = g_new0 (SyncCallCallers, 1);

  self->context = g_object_ref (context);
  self->lookups = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);

  return self;
}

void
sync_call_callers_free (SyncCallCallers *self)
{
  GHashTableIter iter;
  gpointer lookup;

  if (self == NULL)
    return;

  g_hash_table_iter_init (&iter, self->lookups);
  while (g_hash_table_iter_next (&iter, NULL, &lookup))
    g_cancellable_cancel (lookup);
  g_clear_pointer (&self->lookups, g_hash_table_unref);
  g_clear_object (&self->context);
  g_free (self);
}

void
sync_call_callers_expect (SyncCallCallers *self, const char *number, gint64 patient_id)
{
  self->expected_key = patient_id > 0 ? clinic_phone_key_number (number) : 0;
  self->expected_id = patient_id;
  self->expected_at = g_get_monotonic_time ();
}

void
sync_call_callers_set_number (SyncCallCallers *self,
                              ClinicCall *call,
                              const char *number,
                              const char *hint)
{
  gboolean hidden = clinic_phone_is_hidden (number);
  g_autoptr (ClinicCaller) caller = clinic_caller_new ();
  g_autoptr (GListStore) candidates = g_list_store_new (CLINIC_TYPE_CANDIDATE);
  g_autoptr (GListStore) leads = g_list_store_new (CLINIC_TYPE_LEAD);

  clinic_caller_set_number (caller, hidden ? "" : number);
  clinic_caller_set_candidates (caller, G_LIST_MODEL (candidates));
  clinic_caller_set_leads (caller, G_LIST_MODEL (leads));
  clinic_caller_set_hint (caller, hint);
  if (clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_OUT)
    clinic_caller_set_expected (caller, find_expected (self, number));

  g_object_freeze_notify (G_OBJECT (call));
  clinic_call_set_number (call, hidden ? "" : number);
  clinic_call_set_hidden (call, hidden);
  clinic_call_set_caller (call, caller);
  g_object_thaw_notify (G_OBJECT (call));

  start_lookup (self, call);
}

void
sync_call_callers_ask_again (SyncCallCallers *self, GListModel *calls)
{
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (calls, i);
      ClinicCaller *caller = clinic_call_get_caller (call);

      if (clinic_caller_get_state (caller) == CLINIC_CALLER_STATE_STALE)
        start_lookup (self, call);
    }
}

void
sync_call_callers_forget (SyncCallCallers *self, ClinicCall *call)
{
  GCancellable *lookup = g_hash_table_lookup (self->lookups, call);

  if (lookup != NULL)
    g_cancellable_cancel (lookup);
  g_hash_table_remove (self->lookups, call);
}
