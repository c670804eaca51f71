/* sync-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-book"

#include "sync-book.h"

#include "bx-json.h"
#include "clinic-error.h"
#include "clinic-name.h"
#include "sync-bookings.h"
#include "sync-keep.h"
#include "sync-ladder.h"
#include "sync-lists.h"
#include "sync-names.h"
#include "sync-overlay.h"
#include "sync-period.h"
#include "sync-poll.h"
#include "sync-shelf.h"
#include "sync-things.h"
#include "sync-visit-files.h"

#define DOCUMENT "book"
/* objects that are put on show before the window is drawn again */
#define SLICE 500
/* seconds between two notes on disk of how old the book is */
#define NOTE_EVERY 60

struct _SyncBook
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned */
  SyncLists *lists;          /* owned */
  SyncShelf *appointments;   /* owned */
  SyncShelf *leads;          /* owned */
  SyncOverlay *overlay;      /* owned */
  SyncPoll *poll;            /* owned */
  SyncNames *names;          /* owned */
  SyncVisitFiles *files;     /* owned */
  SyncBookings *bookings;    /* owned */
  SyncLadder *ladder;        /* owned */
  GPtrArray *stored;         /* owned, (nullable): read from the store, to be put on show */
  guint next_stored;
  guint slice_id;
  ClinicLoadState state;
  gint64 as_of;
  gint64 noted_at; /* as_of that is on disk */
  gint64 watched_from;
  gint64 watched_to;
  guint viewers;
  gboolean robot_noted; /* on disk */
  gboolean wants_load;
  gboolean loading;
  gboolean new_doctors;
  gboolean stopped;
};

static void sync_book_iface_init (ClinicBookInterface *iface);

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

static void
on_note_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("It cannot be noted how old the book is: %s", error->message);
}

static void
note_on_disk (SyncBook *self)
{
  g_autoptr (JsonNode) node =
    bx_json_build ("{'asOf': %" G_GINT64_FORMAT ", 'robot': %s}", self->as_of,
                   sync_bookings_has_robot (self->bookings) ? "Y" : "N");
  g_autofree char *text = json_to_string (node, FALSE);

  self->noted_at = self->as_of;
  self->robot_noted = sync_bookings_has_robot (self->bookings);
  store_repository_put_document_async (sync_context_get_store (self->context), DOCUMENT, text, NULL,
                                       on_note_stored_cb, NULL);
}

/* --- names --- */

static void
dress (gpointer data, gpointer user_data)
{
  SyncBook *self = user_data;

  if (CLINIC_IS_APPOINTMENT (data))
    {
      ClinicStage *stage =
        sync_context_find_stage (self->context, clinic_appointment_get_stage_id (data));

      if (stage != NULL)
        clinic_appointment_set_stage (data, stage);
    }
  else
    {
      ClinicStage *stage =
        sync_context_find_lead_stage (self->context, clinic_lead_get_stage_id (data));

      if (stage != NULL)
        clinic_lead_set_stage (data, stage);
    }
}

/* What the names of patients are laid over; on the stack. */
typedef struct
{
  GHashTable *patients; /* owned: id -> ClinicPatient, unowned */
} Names;

static ClinicPatient *
find_patient (Names *names, gint64 id)
{
  return g_hash_table_lookup (names->patients, &id);
}

static const char *
get_first_phone (ClinicPatient *patient)
{
  const char *const *phones = clinic_patient_get_phones (patient);

  return phones != NULL ? phones[0] : NULL;
}

static void
name_thing (gpointer data, gpointer user_data)
{
  Names *names = user_data;
  ClinicPatient *patient;
  g_autofree char *name = NULL;

  if (CLINIC_IS_APPOINTMENT (data))
    {
      patient = find_patient (names, clinic_appointment_get_patient_id (data));
      if (patient == NULL)
        return;
      name = clinic_name_full (patient);
      clinic_appointment_set_patient_name (data, name);
      clinic_appointment_set_patient_birth_date (data, clinic_patient_get_birth_date (patient));
      clinic_appointment_set_patient_phone (data, get_first_phone (patient));
      return;
    }
  patient = find_patient (names, clinic_lead_get_patient_id (data));
  if (patient == NULL ||
      (clinic_lead_get_name (data) != NULL && *clinic_lead_get_name (data) != '\0'))
    return;
  name = clinic_name_full (patient);
  clinic_lead_set_name (data, name);
  clinic_lead_set_phone (data, get_first_phone (patient));
}

static void
on_patients_cb (SyncBook *self, GPtrArray *patients)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Names names = { by_id };

  for (guint i = 0; i < patients->len; i++)
    {
      gint64 id = clinic_patient_get_id (g_ptr_array_index (patients, i));

      g_hash_table_replace (by_id, g_memdup2 (&id, sizeof id), g_ptr_array_index (patients, i));
    }
  sync_shelf_review (self->appointments, name_thing, &names);
  sync_shelf_review (self->leads, name_thing, &names);
}

static void
want_lead_names (SyncBook *self, GPtrArray *leads)
{
  for (guint i = 0; i < leads->len; i++)
    {
      const char *name = clinic_lead_get_name (g_ptr_array_index (leads, i));

      if (name == NULL || *name == '\0')
        sync_names_want (self->names, clinic_lead_get_patient_id (g_ptr_array_index (leads, i)));
    }
}

static void
want_names (SyncBook *self, GPtrArray *appointments, gboolean all)
{
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (appointments, i);

      if (all || clinic_appointment_get_patient_name (visit) == NULL)
        sync_names_want (self->names, clinic_appointment_get_patient_id (visit));
    }
}

static void
count_doctors (SyncBook *self)
{
  g_autoptr (GPtrArray) all = NULL;

  if (!self->new_doctors)
    return;
  self->new_doctors = FALSE;
  all = sync_shelf_list_all (self->appointments);
  sync_lists_count_doctors (self->lists, all);
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

static void
keep_leads (SyncBook *self, GPtrArray *leads)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < leads->len; i++)
    {
      gint64 id = clinic_lead_get_id (g_ptr_array_index (leads, i));

      if (is_lead_wanted (g_ptr_array_index (leads, i), self))
        g_ptr_array_add (kept, g_ptr_array_index (leads, i));
      else
        g_array_append_val (gone, id);
    }
  sync_keep_leads (sync_context_get_store (self->context), kept, gone);
}

static void
take_appointments (SyncBook *self, GPtrArray *appointments, gboolean live)
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

static void
take_leads (SyncBook *self, GPtrArray *leads, gboolean live)
{
  for (guint i = 0; i < leads->len; i++)
    sync_bookings_note_lead (self->bookings, g_ptr_array_index (leads, i));
  if (live)
    keep_leads (self, leads);
  sync_shelf_take (self->leads, leads, live);
}

static void
on_rows_cb (SyncBook *self, GPtrArray *appointments, GPtrArray *leads)
{
  take_leads (self, leads, TRUE);
  take_appointments (self, appointments, TRUE);
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *shown =
        sync_shelf_find (self->appointments,
                         clinic_appointment_get_id (g_ptr_array_index (appointments, i)));

      if (shown != NULL && clinic_appointment_get_patient_name (shown) == NULL)
        sync_names_want (self->names, clinic_appointment_get_patient_id (shown));
    }
  want_lead_names (self, leads);
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
  count_doctors (self);
  orphans = sync_bookings_review (self->bookings);
  sync_poll_fetch_made_of (self->poll, orphans);
  sync_ladder_review (self->ladder);
  if (whole)
    {
      g_autoptr (GPtrArray) all = sync_shelf_list_all (self->appointments);

      /* days have passed, and people have got other names */
      sync_shelf_review (self->appointments, NULL, NULL);
      sync_shelf_review (self->leads, NULL, NULL);
      want_names (self, all, TRUE);
    }
  set_state (self, CLINIC_LOAD_READY, sync_context_get_now (self->context));
  if (self->as_of - self->noted_at >= NOTE_EVERY ||
      self->robot_noted != sync_bookings_has_robot (self->bookings))
    note_on_disk (self);
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

/* --- what this computer has --- */

static void
finish_loading (SyncBook *self)
{
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  count_doctors (self);
  if (self->state == CLINIC_LOAD_LOADING && self->as_of > 0)
    {
      self->state = CLINIC_LOAD_READY;
      clinic_book_emit_state_changed (CLINIC_BOOK (self));
    }
}

static gboolean
on_slice_cb (gpointer user_data)
{
  SyncBook *self = user_data;
  g_autoptr (GPtrArray) slice = g_ptr_array_new_with_free_func (g_object_unref);
  guint end = MIN (self->next_stored + SLICE, self->stored->len);

  for (; self->next_stored < end; self->next_stored++)
    {
      gpointer visit = g_ptr_array_index (self->stored, self->next_stored);

      dress (visit, self);
      g_ptr_array_add (slice, g_object_ref (visit));
    }
  take_appointments (self, slice, FALSE);
  want_names (self, slice, FALSE);
  if (self->next_stored < self->stored->len)
    return G_SOURCE_CONTINUE;
  self->slice_id = 0;
  finish_loading (self);

  return G_SOURCE_REMOVE;
}

/* appointments: (transfer full) */
static void
show_stored (SyncBook *self, GPtrArray *appointments)
{
  if (self->stored == NULL)
    {
      self->stored = appointments;
      self->next_stored = 0;
    }
  else
    {
      g_ptr_array_extend_and_steal (self->stored, appointments);
    }
  if (self->slice_id == 0)
    self->slice_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_slice_cb, self, NULL);
}

static void
on_book_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncBook) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *appointments =
    store_repository_read_book_finish (STORE_REPOSITORY (source), result, &error);

  if (appointments == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The kept visits cannot be read: %s", error->message);
    }
  else if (self->stopped)
    {
      g_clear_pointer (&appointments, g_ptr_array_unref);
    }
  else
    {
      show_stored (self, appointments);
    }
}

static void
on_leads_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncBook) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leads =
    store_repository_list_leads_finish (STORE_REPOSITORY (source), result, &error);

  if (leads == NULL || self->stopped)
    return;
  g_ptr_array_foreach (leads, dress, self);
  take_leads (self, leads, FALSE);
}

static void
on_document_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncBook) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *note = bx_json_node_object (node);

  if (self->stopped || note == NULL)
    return;
  if (bx_json_get_bool (note, "robot", FALSE))
    sync_bookings_set_robot (self->bookings);
  if (self->as_of == 0)
    self->as_of = bx_json_get_int (note, "asOf", 0);
}

static void
load (SyncBook *self)
{
  StoreRepository *store = sync_context_get_store (self->context);
  gint64 from;
  gint64 to;

  self->loading = TRUE;
  sync_poll_get_days (self->poll, &from, &to);
  store_repository_get_document_async (store, DOCUMENT, self->cancellable, on_document_read_cb,
                                       g_object_ref (self));
  store_repository_list_leads_async (store, self->cancellable, on_leads_listed_cb,
                                     g_object_ref (self));
  store_repository_read_book_async (store, sync_context_get_category (self->context), from, to,
                                    self->cancellable, on_book_read_cb, g_object_ref (self));
}

/* which funnel it is, and what its stages are called */
static void
on_dictionaries_changed_cb (SyncBook *self)
{
  if (self->stopped)
    return;
  if (self->wants_load && !self->loading && sync_context_get_category (self->context) >= 0)
    load (self);
  sync_shelf_review (self->appointments, dress, self);
  sync_shelf_review (self->leads, dress, self);
}

/* --- ClinicBook --- */

static GListModel *
sync_book_get_appointments (ClinicBook *book)
{
  return sync_shelf_get_list (SYNC_BOOK (book)->appointments);
}

static GListModel *
sync_book_get_leads (ClinicBook *book)
{
  return sync_shelf_get_list (SYNC_BOOK (book)->leads);
}

static GListModel *
sync_book_get_stages (ClinicBook *book)
{
  return sync_context_get_stages (SYNC_BOOK (book)->context);
}

static GListModel *
sync_book_get_lead_stages (ClinicBook *book)
{
  return sync_context_get_lead_stages (SYNC_BOOK (book)->context);
}

static GListModel *
sync_book_get_doctors (ClinicBook *book)
{
  return sync_lists_get_doctors (SYNC_BOOK (book)->lists);
}

static GListModel *
sync_book_get_list (ClinicBook *book, ClinicBookList list)
{
  return sync_lists_get_list (SYNC_BOOK (book)->lists, list);
}

static ClinicLoadState
sync_book_get_state (ClinicBook *book)
{
  return SYNC_BOOK (book)->state;
}

static gint64
sync_book_get_as_of (ClinicBook *book)
{
  return SYNC_BOOK (book)->as_of;
}

static gboolean
sync_book_has_robot (ClinicBook *book)
{
  return sync_bookings_has_robot (SYNC_BOOK (book)->bookings);
}

static void
update_watched (SyncBook *self)
{
  sync_poll_set_watched (self->poll, self->viewers > 0);
}

static void
sync_book_watch_days (ClinicBook *book, gint64 from, gint64 to)
{
  SyncBook *self = SYNC_BOOK (book);
  gint64 known_from;
  gint64 known_to;

  if ((self->watched_from == from && self->watched_to == to) || self->stopped)
    return;
  self->watched_from = from;
  self->watched_to = to;
  sync_shelf_review (self->appointments, NULL, NULL);
  update_watched (self);
  sync_poll_get_days (self->poll, &known_from, &known_to);
  if (to <= from || (from >= known_from && to <= known_to))
    return;
  /* of no funnel: what is open is there already */
  store_repository_read_book_async (sync_context_get_store (self->context), -1, from, to,
                                    self->cancellable, on_book_read_cb, g_object_ref (self));
  sync_poll_read_days (self->poll, from, to);
}

static void
sync_book_begin_viewing (ClinicBook *book)
{
  SYNC_BOOK (book)->viewers++;
  update_watched (SYNC_BOOK (book));
}

static void
sync_book_end_viewing (ClinicBook *book)
{
  SyncBook *self = SYNC_BOOK (book);

  g_return_if_fail (self->viewers > 0);

  self->viewers--;
  update_watched (self);
}

static ClinicAppointmentFile *
sync_book_open_appointment (ClinicBook *book, gint64 appointment_id)
{
  return sync_visit_files_open (SYNC_BOOK (book)->files, appointment_id);
}

static void
on_period_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GPtrArray *visits = sync_period_load_finish (result, &error);

  if (visits != NULL)
    g_task_return_pointer (task, visits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
sync_book_load_period_async (ClinicBook *book,
                             gint64 from,
                             gint64 to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (book, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_book_load_period_async);
  sync_period_load_async (SYNC_BOOK (book)->context, from, to, cancellable, on_period_cb,
                          g_steal_pointer (&task));
}

static GPtrArray *
sync_book_load_period_finish (ClinicBook *book, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sync_book_iface_init (ClinicBookInterface *iface)
{
  iface->get_appointments = sync_book_get_appointments;
  iface->get_leads = sync_book_get_leads;
  iface->get_stages = sync_book_get_stages;
  iface->get_lead_stages = sync_book_get_lead_stages;
  iface->get_doctors = sync_book_get_doctors;
  iface->get_list = sync_book_get_list;
  iface->get_state = sync_book_get_state;
  iface->get_as_of = sync_book_get_as_of;
  iface->has_robot = sync_book_has_robot;
  iface->watch_days = sync_book_watch_days;
  iface->begin_viewing = sync_book_begin_viewing;
  iface->end_viewing = sync_book_end_viewing;
  iface->open_appointment = sync_book_open_appointment;
  iface->load_period_async = sync_book_load_period_async;
  iface->load_period_finish = sync_book_load_period_finish;
}

/* --- the object --- */

void
sync_book_load (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));

  self->wants_load = TRUE;
  if (!self->loading && sync_context_get_category (self->context) >= 0)
    load (self);
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
  g_signal_connect_object (self->names, "patients", G_CALLBACK (on_patients_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "rows", G_CALLBACK (on_rows_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "whole", G_CALLBACK (on_whole_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "absent", G_CALLBACK (on_absent_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "answered", G_CALLBACK (on_answered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "failed", G_CALLBACK (on_failed_cb), self,
                           G_CONNECT_SWAPPED);
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
