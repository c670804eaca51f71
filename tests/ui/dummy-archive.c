/* dummy-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-archive"

#include "dummy-archive.h"

#include "clinic-error.h"

struct _DummyArchive
{
  GObject parent_instance;

  ClinicFacts *facts;  /* owned (nullable) */
  GPtrArray *rows;     /* owned (nullable) */
  DummyArchive *bills; /* owned (nullable): made when it is asked for */
  double progress;
  gint64 as_of;
  gint64 wanted;
  ClinicLoadState state;
  GPtrArray *held; /* owned, nullable, of GTask: facts that are asked for */
  guint n_asked;
  guint n_loaded;
  guint n_refreshed;
};

static void dummy_archive_iface_init (ClinicArchiveInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyArchive,
                               dummy_archive,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_ARCHIVE,
                                                      dummy_archive_iface_init))

static ClinicLoadState
get_state (ClinicArchive *archive)
{
  return DUMMY_ARCHIVE (archive)->state;
}

static gint64
get_as_of (ClinicArchive *archive)
{
  return DUMMY_ARCHIVE (archive)->as_of;
}

static double
get_progress (ClinicArchive *archive)
{
  return DUMMY_ARCHIVE (archive)->progress;
}

static void
want (ClinicArchive *archive, gint64 from)
{
  DUMMY_ARCHIVE (archive)->wanted = from;
}

static void
refresh (ClinicArchive *archive)
{
  DUMMY_ARCHIVE (archive)->n_refreshed++;
}

static void
give_facts (DummyArchive *self, GTask *task)
{
  if (self->facts == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "no facts");
  else
    g_task_return_pointer (task, g_object_ref (self->facts), g_object_unref);
}

static void
load_facts_async (ClinicArchive *archive,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  DummyArchive *self = DUMMY_ARCHIVE (archive);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_facts_async);
  self->n_loaded++;
  if (self->held != NULL)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    give_facts (self, task);
}

static ClinicFacts *
load_facts_finish (ClinicArchive *archive, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
load_rows_async (ClinicArchive *archive,
                 ClinicFactSet set,
                 GArray *ids,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  DummyArchive *self = DUMMY_ARCHIVE (archive);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_rows_async);
  self->n_asked = ids->len;
  if (self->rows == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "no rows");
  else
    g_task_return_pointer (task, g_ptr_array_ref (self->rows), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
load_rows_finish (ClinicArchive *archive, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static ClinicArchive *
get_bills (ClinicArchive *archive)
{
  return CLINIC_ARCHIVE (dummy_archive_bills (DUMMY_ARCHIVE (archive)));
}

static void
dummy_archive_iface_init (ClinicArchiveInterface *iface)
{
  iface->get_state = get_state;
  iface->get_as_of = get_as_of;
  iface->get_progress = get_progress;
  iface->want = want;
  iface->refresh = refresh;
  iface->load_facts_async = load_facts_async;
  iface->load_facts_finish = load_facts_finish;
  iface->load_rows_async = load_rows_async;
  iface->load_rows_finish = load_rows_finish;
  iface->get_bills = get_bills;
}

static void
dummy_archive_finalize (GObject *object)
{
  DummyArchive *self = DUMMY_ARCHIVE (object);

  g_clear_object (&self->facts);
  g_clear_object (&self->bills);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (dummy_archive_parent_class)->finalize (object);
}

static void
dummy_archive_class_init (DummyArchiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dummy_archive_finalize;
}

static void
dummy_archive_init (DummyArchive *self)
{
  self->state = CLINIC_LOAD_READY;
  self->progress = 1;
}

DummyArchive *
dummy_archive_new (void)
{
  return g_object_new (DUMMY_TYPE_ARCHIVE, NULL);
}

DummyArchive *
dummy_archive_bills (DummyArchive *self)
{
  g_return_val_if_fail (DUMMY_IS_ARCHIVE (self), NULL);

  if (self->bills == NULL)
    self->bills = dummy_archive_new ();

  return self->bills;
}

void
dummy_archive_set_facts (DummyArchive *self, ClinicFacts *facts)
{
  g_return_if_fail (DUMMY_IS_ARCHIVE (self));

  g_set_object (&self->facts, facts);
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
}

void
dummy_archive_set_rows (DummyArchive *self, GPtrArray *rows)
{
  g_return_if_fail (DUMMY_IS_ARCHIVE (self));

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows != NULL ? g_ptr_array_ref (rows) : NULL;
}

void
dummy_archive_set_state (DummyArchive *self, ClinicLoadState state, gint64 as_of, double progress)
{
  g_return_if_fail (DUMMY_IS_ARCHIVE (self));

  self->state = state;
  self->as_of = as_of;
  self->progress = progress;
  clinic_archive_emit_changed (CLINIC_ARCHIVE (self));
}

gint64
dummy_archive_wanted (DummyArchive *self)
{
  g_return_val_if_fail (DUMMY_IS_ARCHIVE (self), 0);

  return self->wanted;
}

guint
dummy_archive_n_asked (DummyArchive *self)
{
  g_return_val_if_fail (DUMMY_IS_ARCHIVE (self), 0);

  return self->n_asked;
}

void
dummy_archive_hold (DummyArchive *self, gboolean hold)
{
  g_autoptr (GPtrArray) held = NULL;

  g_return_if_fail (DUMMY_IS_ARCHIVE (self));

  held = g_steal_pointer (&self->held);
  if (hold)
    self->held = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; held != NULL && i < held->len; i++)
    give_facts (self, g_ptr_array_index (held, i));
}

guint
dummy_archive_n_loaded (DummyArchive *self)
{
  g_return_val_if_fail (DUMMY_IS_ARCHIVE (self), 0);

  return self->n_loaded;
}

guint
dummy_archive_n_refreshed (DummyArchive *self)
{
  g_return_val_if_fail (DUMMY_IS_ARCHIVE (self), 0);

  return self->n_refreshed;
}
