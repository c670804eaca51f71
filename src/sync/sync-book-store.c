/* sync-book-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What this computer has of the book, and how old that is.
 */

#define G_LOG_DOMAIN "sync-book"

#include "sync-book-private.h"

#include "bx-json.h"

#define DOCUMENT "book"
/* objects that are put on show before the window is drawn again */
#define SLICE 500

static void
on_note_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("It cannot be noted how old the book is: %s", error->message);
}

void
sync_book_note_on_disk (SyncBook *self)
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

static void
finish_loading (SyncBook *self)
{
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  sync_book_count_doctors (self);
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

      sync_book_dress (visit, self);
      g_ptr_array_add (slice, g_object_ref (visit));
    }
  sync_book_take_appointments (self, slice, FALSE);
  sync_book_want_names (self, slice, FALSE);
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
  g_ptr_array_foreach (leads, sync_book_dress, self);
  sync_book_take_leads (self, leads, FALSE);
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

void
sync_book_read_store (SyncBook *self)
{
  StoreRepository *store = sync_context_get_store (self->context);
  gint64 from;
  gint64 to;

  self->loading = TRUE;
  sync_poll_get_days (self->poll, &from, &to);
  store_repository_get_document_async (store, DOCUMENT, self->cancellable, on_document_read_cb,
                                       g_object_ref (self));
  store_repository_list_leads_async (store, sync_poll_get_oldest_lead (self->poll),
                                     self->cancellable, on_leads_listed_cb, g_object_ref (self));
  store_repository_read_book_async (store, sync_context_get_category (self->context), from, to,
                                    self->cancellable, on_book_read_cb, g_object_ref (self));
}

void
sync_book_read_days (SyncBook *self, gint64 from, gint64 to)
{
  store_repository_read_book_async (sync_context_get_store (self->context), -1, from, to,
                                    self->cancellable, on_book_read_cb, g_object_ref (self));
}
