/* sync-visit-load.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment-file.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* Fills the file of an appointment: with the patient and her calls as this computer knows them,
 * then from the portal in one request. Holds it weakly: when nobody else holds it, loading ends
 * silently. Errors are shown in the file itself. */
void sync_visit_load (SyncContext *context, ClinicAppointmentFile *file);
/* (transfer full) (nullable): the appointment's page on the portal, for the browser; no secret */
char *sync_visit_dup_address (SyncContext *context, gint64 appointment_id);

G_END_DECLS
