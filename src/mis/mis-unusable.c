/* mis-unusable.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-unusable"

#include "mis-unusable.h"

/* it does not get better by itself */
#define PACE 300

struct _MisUnusable
{
  GObject parent_instance;

  char *name;  /* owned */
  GError *why; /* owned */
};

static void mis_unusable_iface_init (ClinicMisInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MisUnusable,
                               mis_unusable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MIS, mis_unusable_iface_init))

static const char *
mis_unusable_get_name (ClinicMis *mis)
{
  return MIS_UNUSABLE (mis)->name;
}

static guint
mis_unusable_get_pace (ClinicMis *mis)
{
  return PACE;
}

static void
mis_unusable_read_async (ClinicMis *mis,
                         gint64 from,
                         gint64 to,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mis, cancellable, callback, user_data);

  g_task_set_source_tag (task, mis_unusable_read_async);
  g_task_return_error (task, g_error_copy (MIS_UNUSABLE (mis)->why));
}

static GPtrArray *
mis_unusable_read_finish (ClinicMis *mis, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mis), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
mis_unusable_iface_init (ClinicMisInterface *iface)
{
  iface->get_name = mis_unusable_get_name;
  iface->get_pace = mis_unusable_get_pace;
  iface->read_async = mis_unusable_read_async;
  iface->read_finish = mis_unusable_read_finish;
}

static void
mis_unusable_finalize (GObject *object)
{
  MisUnusable *self = MIS_UNUSABLE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_error (&self->why);

  G_OBJECT_CLASS (mis_unusable_parent_class)->finalize (object);
}

static void
mis_unusable_class_init (MisUnusableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mis_unusable_finalize;
}

static void
mis_unusable_init (MisUnusable *self)
{
}

MisUnusable *
mis_unusable_new (const char *name, const GError *why)
{
  MisUnusable *self = g_object_new (MIS_TYPE_UNUSABLE, NULL);

  self->name = g_strdup (name);
  /* until somebody changes something, as with a name that is not published */
  self->why = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, why->message);

  return self;
}
