/* clinic-mis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"
#include "clinic-mis-visit.h"
#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * ClinicMis:
 *
 * The medical information system: where the visits really are. Only read; what it is (1C over
 * OData, files that it exports, a field that the portal's integration fills) is known to the
 * implementation alone.
 *
 * Emits "changed" when there is reason to read again before the pace asks for it (a file came).
 */
#define CLINIC_TYPE_MIS (clinic_mis_get_type ())

G_DECLARE_INTERFACE (ClinicMis, clinic_mis, CLINIC, MIS, GObject)

struct _ClinicMisInterface
{
  GTypeInterface parent;

  const char *(*get_name) (ClinicMis *self);
  guint (*get_pace) (ClinicMis *self);
  void (*get_days) (ClinicMis *self, guint *before, guint *after);           /* may be NULL */
  ClinicMisStatus (*guess_status) (ClinicMis *self, const char *raw_status); /* may be NULL */
  void (*read_async) (ClinicMis *self,
                      gint64 from,
                      gint64 to,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*read_finish) (ClinicMis *self, GAsyncResult *result, GError **error);
};

/* where it is: a host or a folder; never a secret */
const char *clinic_mis_get_name (ClinicMis *self);
/* seconds between two readings; each may take a licence of the system: never below 30 for 1C */
guint clinic_mis_get_pace (ClinicMis *self);
/* which days are worth reading, counted from today; one before and fourteen after unless its
 * administrator's preset says otherwise */
void clinic_mis_get_days (ClinicMis *self, guint *before, guint *after);
/* what its administrator's preset says that a word means; else UNKNOWN */
ClinicMisStatus clinic_mis_guess_status (ClinicMis *self, const char *raw_status);
/* All visits with from <= start < to (unix seconds), also those marked as deleted.
 * finish: (transfer container) (element-type ClinicMisVisit): values that nobody changes any more;
 * one that has not changed since the last reading is the same object. Either all or an error:
 * CLINIC_ERROR_OFFLINE, FORBIDDEN (user, password, right), NOT_FOUND (entity or field is not
 * published: the message has its name), BROKEN (no OData or no table there). */
void clinic_mis_read_async (ClinicMis *self,
                            gint64 from,
                            gint64 to,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *clinic_mis_read_finish (ClinicMis *self, GAsyncResult *result, GError **error);

/* for the implementations */
void clinic_mis_emit_changed (ClinicMis *self);

G_END_DECLS
