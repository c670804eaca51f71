/* sync-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-book"

#include "sync-book-private.h"

#include "clinic-error.h"
#include "sync-keep.h"
#include "sync-things.h"

/* seconds between two notes on disk of how old the book is */
#define NOTE_EVERY 60

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncBook,
                               sync_book,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_BOOK, sync_book_iface_init))

/* --- what is shown --- */

static gboolean
is_within (gint64 time, gint64 from, gint64 to)
{
  return time >= from && time < to;
}

/* belongs to what the reading of the whole brings */
static gboolean
is_of_the_whole (SyncBook *self, ClinicAppointment *visit)
{
  gint64 from;
  gint64 to;

  if (clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS &&
      clinic_appointment_get_category_id (visit) == sync_context_get_category (self->context))
    return TRUE;
  sync_poll_get_days (self->poll, &from, &to);

  return is_within (clinic_appointment_get_start (visit), from, to);
}

static gboolean
is_appointment_wanted (gpointer shown, gpointer owner)
{
  SyncBook *self = owner;
  ClinicAppointment *visit = shown;
  const char *problem = clinic_appointment_get_problem (visit);

  if (clinic_appointment_get_id (visit) < 0)
    return TRUE;
  if (clinic_appointment_get_category_id (visit) != sync_context_get_category (self->context))
    return FALSE;

  return clinic_appointment_get_pending (visit) || problem != NULL ||
         is_of_the_whole (self, visit) ||
         is_within (clinic_appointment_get_start (visit), self->watched_from, self->watched_to);
}

static gboolean
is_lead_wanted (gpointer shown, gpointer owner)
{
  SyncBook *self = owner;
  ClinicLead *lead = shown;

  if (clinic_link_get_simple_crm (sync_context_get_link (self->context)))
    return FALSE;

  return clinic_lead_get_kind (lead) == CLINIC_STAGE_KIND_PROCESS ||
         clinic_lead_get_pending (lead) || clinic_lead_get_problem (lead) != NULL ||
         (clinic_lead_get_kind (lead) == CLINIC_STAGE_KIND_SUCCESS &&
          clinic_lead_get_moved (lead) >= sync_poll_get_oldest_lead (self->poll));
}

/* --- state --- */

static void
set_state (SyncBook *self, ClinicLoadState state, gint64 as_of)
{
  if (self->state == state && self->as_of == as_of)
    return;
  self->state = state;
  self->as_of = as_of;
  clinic_book_emit_state_changed (CLINIC_BOOK (self));
}

/* --- what the portal says --- */

/* Kept is what a caller may be asked about, and what is shown: whatever has a time, of any funnel,
 * and what is open in ours. */
static void
keep_appointments (SyncBook *self, GPtrArray *appointments)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (appointments, i);
      gint64 id = clinic_appointment_get_id (visit);

      if (clinic_appointment_get_start (visit) > 0 || is_of_the_whole (self, visit))
        g_ptr_array_add (kept, visit);
      else
        g_array_append_val (gone, id);
    }
  sync_keep_appointments (sync_context_get_store (self->context), kept, gone);
}

void
sync_book_take_appointments (SyncBook *self, GPtrArray *appointments, gboolean live)
{
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (appointments, i);

      if (!sync_lists_knows_doctor (self->lists, visit))
        self->new_doctors = TRUE;
    }
  /* before they become those that are shown, and are changed by what waits */
  if (live)
    keep_appointments (self, appointments);
  sync_shelf_take (self->appointments, appointments, live);
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (appointments, i);

      if (sync_bookings_note_appointment (self->bookings, visit))
        sync_overlay_note_made (self->overlay, clinic_appointment_get_lead_id (visit));
    }
}

void
sync_book_take_leads (SyncBook *self, GPtrArray *leads, gboolean live)
{
  for (guint i = 0; i < leads->len; i++)
    sync_bookings_note_lead (self->bookings, g_ptr_array_index (leads, i));
  if (live)
    sync_keep_leads (sync_context_get_store (self->context), leads, NULL);
  sync_shelf_take (self->leads, leads, live);
}

static void
on_rows_cb (SyncBook *self, GPtrArray *appointments, GPtrArray *leads)
{
  sync_book_take_leads (self, leads, TRUE);
  sync_book_take_appointments (self, appointments, TRUE);
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *shown =
        sync_shelf_find (self->appointments,
                         clinic_appointment_get_id (g_ptr_array_index (appointments, i)));

      if (shown != NULL && clinic_appointment_get_patient_name (shown) == NULL)
        sync_names_want (self->names, clinic_appointment_get_patient_id (shown));
    }
  sync_book_want_lead_names (self, leads);
}

/* the index is filled, perhaps anew: what it says of the patients may be new */
static void
on_syncing_cb (SyncBook *self)
{
  g_autoptr (GPtrArray) all = NULL;

  if (self->stopped || clinic_link_get_syncing (sync_context_get_link (self->context)))
    return;
  all = sync_shelf_list_all (self->appointments);
  sync_book_want_names (self, all, TRUE);
}

static void
add_to_array (gpointer key, gpointer value, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, *(gint64 *) key);
}

/* What is known but was not among all of them is asked for by its id, which tells what is gone from
 * what only left the list; and what was among them but is not known. */
static void
on_whole_cb (SyncBook *self, int entity, GHashTable *ids, gint64 began)
{
  gboolean is_lead = entity == CLINIC_ENTITY_LEAD;
  SyncShelf *shelf = is_lead ? self->leads : self->appointments;
  g_autoptr (GPtrArray) all = sync_shelf_list_all (shelf);
  g_autoptr (GArray) unsure = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) unknown =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (sync_shelf_find (shelf, *(gint64 *) key) == NULL)
        g_hash_table_add (unknown, g_memdup2 (key, sizeof (gint64)));
    }
  g_hash_table_foreach (unknown, add_to_array, unsure);
  for (guint i = 0; i < all->len; i++)
    {
      gpointer shown = g_ptr_array_index (all, i);
      gint64 id = is_lead ? clinic_lead_get_id (shown) : clinic_appointment_get_id (shown);
      gpointer truth = sync_shelf_find_truth (shelf, id);

      if (id > 0 && !g_hash_table_contains (ids, &id) &&
          (is_lead ? is_lead_wanted (truth, self) : is_of_the_whole (self, truth)))
        g_array_append_val (unsure, id);
    }
  sync_poll_fetch (self->poll, (ClinicEntity) entity, unsure);
}

static void
on_absent_cb (SyncBook *self, int entity, GArray *ids)
{
  StoreRepository *store = sync_context_get_store (self->context);

  if (entity == CLINIC_ENTITY_LEAD)
    {
      sync_shelf_remove (self->leads, ids);
      sync_keep_leads (store, NULL, ids);
      return;
    }
  sync_shelf_remove (self->appointments, ids);
  sync_keep_appointments (store, NULL, ids);
}

static void
on_answered_cb (SyncBook *self, gboolean whole)
{
  g_autoptr (GArray) orphans = NULL;

  sync_overlay_note_round (self->overlay, sync_poll_get_asked_at (self->poll));
  sync_book_count_doctors (self);
  orphans = sync_bookings_review (self->bookings);
  sync_poll_fetch_made_of (self->poll, orphans);
  sync_ladder_review (self->ladder);
  if (whole)
    {
      g_autoptr (GPtrArray) all = sync_shelf_list_all (self->appointments);

      /* days have passed, and people have got other names */
      sync_shelf_review (self->appointments, NULL, NULL);
      sync_shelf_review (self->leads, NULL, NULL);
      sync_book_want_names (self, all, TRUE);
      self->read = TRUE;
    }
  set_state (self, CLINIC_LOAD_READY, sync_context_get_now (self->context));
  if (self->as_of - self->noted_at >= NOTE_EVERY ||
      self->robot_noted != sync_bookings_has_robot (self->bookings))
    sync_book_note_on_disk (self);
}

static void
on_failed_cb (SyncBook *self)
{
  set_state (self, CLINIC_LOAD_STALE, self->as_of);
}

/* the answer to what was written here */
static void
on_told_cb (SyncBook *self, GObject *thing)
{
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GPtrArray) none = NULL;

  if (self->stopped)
    return;
  if (CLINIC_IS_PATIENT (thing))
    {
      sync_names_renew (self->names, clinic_patient_get_id (CLINIC_PATIENT (thing)));
      return;
    }
  fresh = g_ptr_array_new_with_free_func (g_object_unref);
  none = g_ptr_array_new ();
  if (CLINIC_IS_LEAD (thing))
    {
      ClinicLead *copy = clinic_lead_new ();

      clinic_lead_update (copy, CLINIC_LEAD (thing));
      g_ptr_array_add (fresh, copy);
      on_rows_cb (self, none, fresh);
      sync_overlay_note_told (self->overlay, CLINIC_ENTITY_LEAD, clinic_lead_get_id (copy));
    }
  else if (CLINIC_IS_APPOINTMENT (thing))
    {
      ClinicAppointment *copy = clinic_appointment_new ();

      clinic_appointment_update (copy, CLINIC_APPOINTMENT (thing));
      g_ptr_array_add (fresh, copy);
      on_rows_cb (self, fresh, none);
      sync_overlay_note_told (self->overlay, CLINIC_ENTITY_APPOINTMENT,
                              clinic_appointment_get_id (copy));
    }
}

static void
on_unsettled_cb (SyncBook *self, gint64 appointment_id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (appointment_id > 0)
    g_array_append_val (ids, appointment_id);
  sync_poll_fetch (self->poll, CLINIC_ENTITY_APPOINTMENT, ids);
  sync_poll_now (self->poll, FALSE);
}

static void
on_appointment_moved_cb (SyncBook *self, GObject *thing)
{
  ClinicAppointment *visit = CLINIC_APPOINTMENT (thing);
  gint64 user_id = clinic_link_get_user_id (sync_context_get_link (self->context));

  if (is_appointment_wanted (visit, self) && clinic_appointment_get_moved_by_id (visit) != user_id)
    clinic_book_emit_moved (CLINIC_BOOK (self), thing);
}

static void
on_lead_moved_cb (SyncBook *self, GObject *thing)
{
  ClinicLead *lead = CLINIC_LEAD (thing);
  gint64 user_id = clinic_link_get_user_id (sync_context_get_link (self->context));

  if (is_lead_wanted (lead, self) && clinic_lead_get_moved_by_id (lead) != user_id)
    clinic_book_emit_moved (CLINIC_BOOK (self), thing);
}

/* which funnel it is, and what its stages are called */
static void
on_dictionaries_changed_cb (SyncBook *self)
{
  if (self->stopped)
    return;
  if (self->wants_load && !self->loading && sync_context_get_category (self->context) >= 0)
    sync_book_read_store (self);
  sync_shelf_review (self->appointments, sync_book_dress, self);
  sync_shelf_review (self->leads, sync_book_dress, self);
}

/* --- the object --- */

void
sync_book_load (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));

  self->wants_load = TRUE;
  if (!self->loading && sync_context_get_category (self->context) >= 0)
    sync_book_read_store (self);
}

void
sync_book_start (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));

  sync_poll_start (self->poll);
}

void
sync_book_stop (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->slice_id, g_source_remove);
  sync_poll_stop (self->poll);
  sync_names_stop (self->names);
  sync_ladder_stop (self->ladder);
}

void
sync_book_refresh (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));

  sync_poll_now (self->poll, TRUE);
  sync_visit_files_refresh (self->files);
}

void
sync_book_note_command (SyncBook *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_BOOK (self));

  sync_overlay_note_command (self->overlay, command);
  sync_visit_files_note_command (self->files, command);
}

gboolean
sync_book_is_read (SyncBook *self)
{
  g_return_val_if_fail (SYNC_IS_BOOK (self), FALSE);

  return self->read && self->state == CLINIC_LOAD_READY;
}

void
sync_book_fetch (SyncBook *self, GArray *ids)
{
  g_return_if_fail (SYNC_IS_BOOK (self));

  if (self->stopped)
    return;
  sync_poll_fetch (self->poll, CLINIC_ENTITY_APPOINTMENT, ids);
  sync_poll_now (self->poll, FALSE);
}

void
sync_book_set_mismatches (SyncBook *self,
                          gint64 id,
                          gint64 mismatches,
                          gint64 mis_start,
                          const char *mis_word)
{
  gpointer things[2];

  g_return_if_fail (SYNC_IS_BOOK (self));

  /* what is shown, and the truth behind it */
  things[0] = sync_shelf_find (self->appointments, id);
  things[1] = sync_shelf_find_truth (self->appointments, id);
  for (guint i = 0; i < G_N_ELEMENTS (things) && things[i] != NULL; i++)
    {
      clinic_appointment_set_mismatches (things[i], mismatches);
      clinic_appointment_set_mis_start (things[i], mis_start);
      clinic_appointment_set_mis_word (things[i], mis_word);
    }
}

static void
sync_book_dispose (GObject *object)
{
  SyncBook *self = SYNC_BOOK (object);

  g_clear_object (&self->files);
  g_clear_handle_id (&self->slice_id, g_source_remove);
  /* it looks names up here, and listens to commands that may outlive this */
  g_clear_object (&self->overlay);

  G_OBJECT_CLASS (sync_book_parent_class)->dispose (object);
}

static void
sync_book_finalize (GObject *object)
{
  SyncBook *self = SYNC_BOOK (object);

  g_clear_object (&self->lists);
  g_clear_object (&self->appointments);
  g_clear_object (&self->leads);
  g_clear_object (&self->poll);
  g_clear_object (&self->names);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->bookings);
  g_clear_object (&self->ladder);
  g_clear_pointer (&self->stored, g_ptr_array_unref);

  G_OBJECT_CLASS (sync_book_parent_class)->finalize (object);
}

static void
sync_book_class_init (SyncBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_book_dispose;
  object_class->finalize = sync_book_finalize;
}

static void
sync_book_init (SyncBook *self)
{
  self->state = CLINIC_LOAD_LOADING;
  self->cancellable = g_cancellable_new ();
}

static void
connect_parts (SyncBook *self)
{
  g_signal_connect_object (self->appointments, "moved", G_CALLBACK (on_appointment_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leads, "moved", G_CALLBACK (on_lead_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overlay, "unsettled", G_CALLBACK (on_unsettled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->names, "patients", G_CALLBACK (sync_book_name_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "rows", G_CALLBACK (on_rows_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "whole", G_CALLBACK (on_whole_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "absent", G_CALLBACK (on_absent_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "answered", G_CALLBACK (on_answered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "failed", G_CALLBACK (on_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_link (self->context), "notify::syncing",
                           G_CALLBACK (on_syncing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "told", G_CALLBACK (on_told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "dictionaries-changed",
                           G_CALLBACK (on_dictionaries_changed_cb), self, G_CONNECT_SWAPPED);
}

SyncBook *
sync_book_new (SyncContext *context, GListModel *commands)
{
  SyncBook *self = g_object_new (SYNC_TYPE_BOOK, NULL);

  self->context = g_object_ref (context);
  self->lists = sync_lists_new (context);
  self->poll = sync_poll_new (context);
  self->names = sync_names_new (context);
  self->appointments =
    sync_shelf_new (&sync_appointments, CLINIC_TYPE_APPOINTMENT, is_appointment_wanted, self);
  self->leads = sync_shelf_new (&sync_leads, CLINIC_TYPE_LEAD, is_lead_wanted, self);
  self->bookings = sync_bookings_new (context, self->appointments, self->leads);
  self->ladder = sync_ladder_new (context, self->appointments);
  self->overlay = sync_overlay_new (commands, self->appointments, self->leads, CLINIC_BOOK (self));
  connect_parts (self);
  self->files = sync_visit_files_new (context, sync_shelf_get_list (self->appointments), commands);

  return self;
}
