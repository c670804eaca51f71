/* sync-staff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-addressees.h"
#include "clinic-colleague.h"
#include "clinic-department.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncStaff:
 *
 * Who works in the clinic, in which department, and on which shift today by the plan in the
 * portal's company calendar «Рабочие графики». Read when somebody wants to know, and good for some
 * minutes. Owned by SyncNews.
 */
#define SYNC_TYPE_STAFF (sync_staff_get_type ())

G_DECLARE_FINAL_TYPE (SyncStaff, sync_staff, SYNC, STAFF, GObject)

SyncStaff *sync_staff_new (SyncContext *context);

/* Departments and employees are there when it succeeds; the plan only if the portal tells it.
 * finish: FALSE with the error of the layer below. */
void sync_staff_load_async (SyncStaff *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean sync_staff_load_finish (SyncStaff *self, GAsyncResult *result, GError **error);

/* (transfer none): ClinicDepartment, each followed by those below it */
GListModel *sync_staff_get_departments (SyncStaff *self);
/* (transfer none): ClinicColleague who work here now, by name */
GListModel *sync_staff_get_colleagues (SyncStaff *self);
/* (transfer none) (nullable) */
ClinicColleague *sync_staff_find (SyncStaff *self, gint64 user_id);
/* whether she belongs to the department, or to one below it */
gboolean
sync_staff_is_in_department (SyncStaff *self, ClinicColleague *colleague, gint64 department);
/* by last and first name, as lists are sorted */
int sync_staff_compare_users (ClinicUser *one, ClinicUser *other);
/* (transfer full) (nullable): an employee out of user.get */
ClinicUser *sync_staff_map_user (JsonObject *row);

/* (transfer full): at once, then filled; without the portal by who worked here when it answered
 * last */
ClinicAddressees *sync_staff_open_addressees (SyncStaff *self);

G_END_DECLS
