/* clinic-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-archive"

#include "clinic-archive.h"

G_DEFINE_INTERFACE (ClinicArchive, clinic_archive, G_TYPE_OBJECT)

static guint changed_signal;

static void
clinic_archive_default_init (ClinicArchiveInterface *iface)
{
  changed_signal = g_signal_new ("changed", CLINIC_TYPE_ARCHIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

ClinicLoadState
clinic_archive_get_state (ClinicArchive *self)
{
  g_return_val_if_fail (CLINIC_IS_ARCHIVE (self), CLINIC_LOAD_LOADING);

  return CLINIC_ARCHIVE_GET_IFACE (self)->get_state (self);
}

gint64
clinic_archive_get_as_of (ClinicArchive *self)
{
  g_return_val_if_fail (CLINIC_IS_ARCHIVE (self), 0);

  return CLINIC_ARCHIVE_GET_IFACE (self)->get_as_of (self);
}

double
clinic_archive_get_progress (ClinicArchive *self)
{
  g_return_val_if_fail (CLINIC_IS_ARCHIVE (self), 0);

  return CLINIC_ARCHIVE_GET_IFACE (self)->get_progress (self);
}

void
clinic_archive_want (ClinicArchive *self, gint64 from)
{
  g_return_if_fail (CLINIC_IS_ARCHIVE (self));

  CLINIC_ARCHIVE_GET_IFACE (self)->want (self, from);
}

void
clinic_archive_refresh (ClinicArchive *self)
{
  g_return_if_fail (CLINIC_IS_ARCHIVE (self));

  CLINIC_ARCHIVE_GET_IFACE (self)->refresh (self);
}

void
clinic_archive_load_facts_async (ClinicArchive *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_ARCHIVE (self));

  CLINIC_ARCHIVE_GET_IFACE (self)->load_facts_async (self, cancellable, callback, user_data);
}

ClinicFacts *
clinic_archive_load_facts_finish (ClinicArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_ARCHIVE (self), NULL);

  return CLINIC_ARCHIVE_GET_IFACE (self)->load_facts_finish (self, result, error);
}

void
clinic_archive_load_rows_async (ClinicArchive *self,
                                ClinicFactSet set,
                                GArray *ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_ARCHIVE (self));

  CLINIC_ARCHIVE_GET_IFACE (self)->load_rows_async (self, set, ids, cancellable, callback,
                                                    user_data);
}

GPtrArray *
clinic_archive_load_rows_finish (ClinicArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_ARCHIVE (self), NULL);

  return CLINIC_ARCHIVE_GET_IFACE (self)->load_rows_finish (self, result, error);
}

ClinicArchive *
clinic_archive_get_bills (ClinicArchive *self)
{
  g_return_val_if_fail (CLINIC_IS_ARCHIVE (self), NULL);

  return CLINIC_ARCHIVE_GET_IFACE (self)->get_bills != NULL
           ? CLINIC_ARCHIVE_GET_IFACE (self)->get_bills (self)
           : NULL;
}

void
clinic_archive_emit_changed (ClinicArchive *self)
{
  g_return_if_fail (CLINIC_IS_ARCHIVE (self));

  g_signal_emit (self, changed_signal, 0);
}
