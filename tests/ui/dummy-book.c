/* dummy-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-book"

#include "dummy-book.h"

#include "clinic-stage.h"

#define N_LISTS (CLINIC_BOOK_SOURCES + 1)

struct _DummyBook
{
  GObject parent_instance;

  GListStore *appointments;   /* owned */
  GListStore *leads;          /* owned */
  GListStore *stages;         /* owned */
  GListStore *lead_stages;    /* owned */
  GListStore *doctors;        /* owned */
  GListStore *lists[N_LISTS]; /* owned */
  GPtrArray *files;           /* owned, of ClinicAppointmentFile */
  GPtrArray *period;          /* owned, of ClinicAppointment */
  GError *period_error;       /* owned, nullable: why the period cannot be read */
  GTask *period_task;         /* owned, nullable: an answer that is held back */
  gboolean period_slow;
  ClinicLoadState state;
  gint64 as_of;
  gint64 from;
  gint64 to;
  gboolean has_robot;
};

static void dummy_book_iface_init (ClinicBookInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyBook,
                               dummy_book,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_BOOK, dummy_book_iface_init))

static GListModel *
get_appointments (ClinicBook *book)
{
  return G_LIST_MODEL (DUMMY_BOOK (book)->appointments);
}

static GListModel *
get_leads (ClinicBook *book)
{
  return G_LIST_MODEL (DUMMY_BOOK (book)->leads);
}

static GListModel *
get_stages (ClinicBook *book)
{
  return G_LIST_MODEL (DUMMY_BOOK (book)->stages);
}

static GListModel *
get_lead_stages (ClinicBook *book)
{
  return G_LIST_MODEL (DUMMY_BOOK (book)->lead_stages);
}

static GListModel *
get_doctors (ClinicBook *book)
{
  return G_LIST_MODEL (DUMMY_BOOK (book)->doctors);
}

static GListModel *
get_list (ClinicBook *book, ClinicBookList list)
{
  return G_LIST_MODEL (DUMMY_BOOK (book)->lists[list]);
}

static ClinicLoadState
get_state (ClinicBook *book)
{
  return DUMMY_BOOK (book)->state;
}

static gint64
get_as_of (ClinicBook *book)
{
  return DUMMY_BOOK (book)->as_of;
}

static gboolean
has_robot (ClinicBook *book)
{
  return DUMMY_BOOK (book)->has_robot;
}

static void
watch_days (ClinicBook *book, gint64 from, gint64 to)
{
  DUMMY_BOOK (book)->from = from;
  DUMMY_BOOK (book)->to = to;
}

static ClinicAppointmentFile *
open_appointment (ClinicBook *book, gint64 appointment_id)
{
  DummyBook *self = DUMMY_BOOK (book);
  ClinicAppointmentFile *file;

  for (guint i = 0; i < self->files->len; i++)
    {
      file = g_ptr_array_index (self->files, i);
      if (clinic_appointment_file_get_appointment_id (file) == appointment_id)
        return g_object_ref (file);
    }
  file = clinic_appointment_file_new ();
  clinic_appointment_file_set_appointment_id (file, appointment_id);

  return file;
}

static void
answer_period (DummyBook *self, GTask *task)
{
  if (self->period_error != NULL)
    g_task_return_error (task, g_error_copy (self->period_error));
  else
    g_task_return_pointer (task, g_ptr_array_ref (self->period),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
load_period_async (ClinicBook *book,
                   gint64 from,
                   gint64 to,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  DummyBook *self = DUMMY_BOOK (book);
  g_autoptr (GTask) task = g_task_new (book, cancellable, callback, user_data);

  self->from = from;
  self->to = to;
  if (self->period_slow)
    g_set_object (&self->period_task, task);
  else
    answer_period (self, task);
}

static GPtrArray *
load_period_finish (ClinicBook *book, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
dummy_book_iface_init (ClinicBookInterface *iface)
{
  iface->get_appointments = get_appointments;
  iface->get_leads = get_leads;
  iface->get_stages = get_stages;
  iface->get_lead_stages = get_lead_stages;
  iface->get_doctors = get_doctors;
  iface->get_list = get_list;
  iface->get_state = get_state;
  iface->get_as_of = get_as_of;
  iface->has_robot = has_robot;
  iface->watch_days = watch_days;
  iface->open_appointment = open_appointment;
  iface->load_period_async = load_period_async;
  iface->load_period_finish = load_period_finish;
}

static void
dummy_book_finalize (GObject *object)
{
  DummyBook *self = DUMMY_BOOK (object);

  g_clear_object (&self->appointments);
  g_clear_object (&self->leads);
  g_clear_object (&self->stages);
  g_clear_object (&self->lead_stages);
  g_clear_object (&self->doctors);
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->period, g_ptr_array_unref);
  g_clear_error (&self->period_error);

  G_OBJECT_CLASS (dummy_book_parent_class)->finalize (object);
}

static void
dummy_book_class_init (DummyBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dummy_book_finalize;
}

static void
dummy_book_init (DummyBook *self)
{
  self->appointments = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  self->leads = g_list_store_new (CLINIC_TYPE_LEAD);
  self->lead_stages = g_list_store_new (CLINIC_TYPE_STAGE);
  self->doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);
  for (guint i = 0; i < N_LISTS; i++)
    self->lists[i] = g_list_store_new (CLINIC_TYPE_CHOICE);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->period = g_ptr_array_new_with_free_func (g_object_unref);
  self->state = CLINIC_LOAD_READY;
}

DummyBook *
dummy_book_new (GListStore *stages)
{
  DummyBook *self = g_object_new (DUMMY_TYPE_BOOK, NULL);

  self->stages = g_object_ref (stages);

  return self;
}

GListStore *
dummy_book_appointments (DummyBook *self)
{
  return self->appointments;
}

GListStore *
dummy_book_leads (DummyBook *self)
{
  return self->leads;
}

GListStore *
dummy_book_lead_stages (DummyBook *self)
{
  return self->lead_stages;
}

GListStore *
dummy_book_doctors (DummyBook *self)
{
  return self->doctors;
}

GListStore *
dummy_book_list (DummyBook *self, ClinicBookList list)
{
  return self->lists[list];
}

void
dummy_book_set_state (DummyBook *self, ClinicLoadState state, gint64 as_of)
{
  self->state = state;
  self->as_of = as_of;
  clinic_book_emit_state_changed (CLINIC_BOOK (self));
}

void
dummy_book_set_robot (DummyBook *self, gboolean has_robot)
{
  self->has_robot = has_robot;
}

void
dummy_book_add_file (DummyBook *self, ClinicAppointmentFile *file)
{
  g_ptr_array_add (self->files, g_object_ref (file));
}

GPtrArray *
dummy_book_period (DummyBook *self)
{
  return self->period;
}

void
dummy_book_get_watched (DummyBook *self, gint64 *from, gint64 *to)
{
  *from = self->from;
  *to = self->to;
}

void
dummy_book_set_period_error (DummyBook *self, const GError *error)
{
  g_clear_error (&self->period_error);
  if (error != NULL)
    self->period_error = g_error_copy (error);
}

void
dummy_book_set_period_slow (DummyBook *self, gboolean slow)
{
  self->period_slow = slow;
  if (!slow && self->period_task != NULL)
    answer_period (self, self->period_task);
  if (!slow)
    g_clear_object (&self->period_task);
}
