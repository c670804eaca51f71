/* sync-book-iface.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The book as pages see it.
 */

#define G_LOG_DOMAIN "sync-book"

#include "sync-book-private.h"

#include "sync-period.h"

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
  sync_book_read_days (self, from, to);
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

void
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
