/* sync-patient-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "store-repository.h"

G_BEGIN_DECLS

/**
 * SyncPatientRows:
 *
 * Pages of crm.contact.list made into rows for the store without copying their texts: the rows
 * point into the pages, which are kept with them. 100,000 of them pass through here, so there is no
 * object per row.
 */
typedef struct
{
  GArray *rows;     /* owned: StorePatientRow */
  GPtrArray *pages; /* owned: texts of JSON arrays, which most texts are parts of */
  GPtrArray *texts; /* owned: what had to be made: texts and lists of phones */
  gint64 latest;    /* the latest change among them, unix seconds */
} SyncPatientRows;

void sync_patient_rows_free (SyncPatientRows *self);

/* select[] of crm.contact.list. important, do_not_call: the fields' UF_CRM_ names, or NULL */
JsonArray *sync_patient_rows_select (const char *important, const char *do_not_call);

/* Makes the rows in a thread. pages: (transfer full) (element-type utf8): JSON arrays, which are
 * changed (BxScan) */
void sync_patient_rows_build_async (GPtrArray *pages,
                                    const char *important,
                                    const char *do_not_call,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
SyncPatientRows *sync_patient_rows_build_finish (GAsyncResult *result, GError **error);
/* the same here and now */
SyncPatientRows *
sync_patient_rows_build (GPtrArray *pages, const char *important, const char *do_not_call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncPatientRows, sync_patient_rows_free)

G_END_DECLS
