/* sync-map.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the portal made into values of the domain; the one place that knows both spellings.
 */

#pragma once

#include "clinic-appointment.h"
#include "clinic-call-record.h"
#include "clinic-comment.h"
#include "clinic-lead.h"
#include "clinic-patient.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* All: (transfer full) (nullable): NULL when the row has no id. */
ClinicPatient *sync_map_patient (SyncContext *context, JsonObject *item); /* crm.item.get, type 3 */
ClinicAppointment *sync_map_appointment (SyncContext *context,
                                         JsonObject *item);         /* crm.item.*, type 2 */
ClinicLead *sync_map_lead (SyncContext *context, JsonObject *item); /* crm.item.*, type 1 */
ClinicCallRecord *sync_map_call (SyncContext *context,
                                 JsonObject *row); /* voximplant.statistic.get */
ClinicComment *sync_map_comment (SyncContext *context,
                                 JsonObject *row); /* crm.timeline.comment.list */
/* select[] of crm.item.list for appointments: the columns that sync_map_appointment() reads */
JsonArray *sync_map_appointment_select (SyncContext *context);
/* the same for sync_map_lead() */
JsonArray *sync_map_lead_select (void);

G_END_DECLS
