/* sync-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-book"

#include "sync-book.h"

#include "clinic-error.h"
#include "sync-lists.h"

struct _SyncBook
{
  GObject parent_instance;

  SyncContext *context;     /* owned */
  SyncLists *lists;         /* owned */
  GListStore *appointments; /* owned */
  GListStore *leads;        /* owned */
};

static void sync_book_iface_init (ClinicBookInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncBook,
                               sync_book,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_BOOK, sync_book_iface_init))

static GListModel *
sync_book_get_appointments (ClinicBook *book)
{
  return G_LIST_MODEL (SYNC_BOOK (book)->appointments);
}

static GListModel *
sync_book_get_leads (ClinicBook *book)
{
  return G_LIST_MODEL (SYNC_BOOK (book)->leads);
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
  return CLINIC_LOAD_LOADING;
}

static gint64
sync_book_get_as_of (ClinicBook *book)
{
  return 0;
}

static gboolean
sync_book_has_robot (ClinicBook *book)
{
  return FALSE;
}

static void
sync_book_watch_days (ClinicBook *book, gint64 from, gint64 to)
{
}

static ClinicAppointmentFile *
sync_book_open_appointment (ClinicBook *book, gint64 appointment_id)
{
  ClinicAppointmentFile *file = clinic_appointment_file_new ();

  clinic_appointment_file_set_appointment_id (file, appointment_id);

  return file;
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
  g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "not read yet");
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
  iface->open_appointment = sync_book_open_appointment;
  iface->load_period_async = sync_book_load_period_async;
  iface->load_period_finish = sync_book_load_period_finish;
}

void
sync_book_load (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));
}

void
sync_book_start (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));
}

void
sync_book_stop (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));
}

void
sync_book_refresh (SyncBook *self)
{
  g_return_if_fail (SYNC_IS_BOOK (self));
}

void
sync_book_note_command (SyncBook *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_BOOK (self));
}

static void
sync_book_finalize (GObject *object)
{
  SyncBook *self = SYNC_BOOK (object);

  g_clear_object (&self->lists);
  g_clear_object (&self->appointments);
  g_clear_object (&self->leads);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_book_parent_class)->finalize (object);
}

static void
sync_book_class_init (SyncBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_book_finalize;
}

static void
sync_book_init (SyncBook *self)
{
  self->appointments = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  self->leads = g_list_store_new (CLINIC_TYPE_LEAD);
}

SyncBook *
sync_book_new (SyncContext *context, GListModel *commands)
{
  SyncBook *self = g_object_new (SYNC_TYPE_BOOK, NULL);

  self->context = g_object_ref (context);
  self->lists = sync_lists_new (context);

  return self;
}
