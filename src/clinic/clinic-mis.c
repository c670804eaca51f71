/* clinic-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-mis"

#include "clinic-mis.h"

G_DEFINE_INTERFACE (ClinicMis, clinic_mis, G_TYPE_OBJECT)

/* A window of days is read, for there are no queries for changes */
#define DAYS_BEFORE 1
#define DAYS_AFTER 14

static guint changed_signal;

static void
clinic_mis_default_init (ClinicMisInterface *iface)
{
  changed_signal = g_signal_new ("changed", CLINIC_TYPE_MIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

const char *
clinic_mis_get_name (ClinicMis *self)
{
  g_return_val_if_fail (CLINIC_IS_MIS (self), NULL);

  return CLINIC_MIS_GET_IFACE (self)->get_name (self);
}

guint
clinic_mis_get_pace (ClinicMis *self)
{
  g_return_val_if_fail (CLINIC_IS_MIS (self), 0);

  return CLINIC_MIS_GET_IFACE (self)->get_pace (self);
}

void
clinic_mis_get_days (ClinicMis *self, guint *before, guint *after)
{
  g_return_if_fail (CLINIC_IS_MIS (self));

  *before = DAYS_BEFORE;
  *after = DAYS_AFTER;
  if (CLINIC_MIS_GET_IFACE (self)->get_days != NULL)
    CLINIC_MIS_GET_IFACE (self)->get_days (self, before, after);
}

ClinicMisStatus
clinic_mis_guess_status (ClinicMis *self, const char *raw_status)
{
  g_return_val_if_fail (CLINIC_IS_MIS (self), CLINIC_MIS_STATUS_UNKNOWN);

  if (CLINIC_MIS_GET_IFACE (self)->guess_status == NULL)
    return CLINIC_MIS_STATUS_UNKNOWN;

  return CLINIC_MIS_GET_IFACE (self)->guess_status (self, raw_status);
}

void
clinic_mis_read_async (ClinicMis *self,
                       gint64 from,
                       gint64 to,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_MIS (self));

  CLINIC_MIS_GET_IFACE (self)->read_async (self, from, to, cancellable, callback, user_data);
}

GPtrArray *
clinic_mis_read_finish (ClinicMis *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_MIS (self), NULL);

  return CLINIC_MIS_GET_IFACE (self)->read_finish (self, result, error);
}

void
clinic_mis_emit_changed (ClinicMis *self)
{
  g_return_if_fail (CLINIC_IS_MIS (self));

  g_signal_emit (self, changed_signal, 0);
}
