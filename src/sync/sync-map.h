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
#include "clinic-stage-move.h"
#include "clinic-todo.h"
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
ClinicStageMove *sync_map_stage_move (SyncContext *context,
                                      JsonObject *row); /* crm.stagehistory.list, type 2 */
ClinicTodo *sync_map_todo (SyncContext *context, JsonObject *row); /* crm.activity.list */
/* (transfer full) (nullable): an employee's name, family name first, as people at a reception look
 * for it; NULL: not known */
char *sync_map_dup_user_name (SyncContext *context, gint64 user_id);
/* whether a row of voximplant.statistic.get has a recording */
gboolean sync_map_has_recording (JsonObject *row);

/* one of the functions above */
typedef gpointer (*SyncMapFunc) (SyncContext *context, JsonObject *row);

/* (transfer full) (nullable): the rows of one command as values; NULL when it failed */
GPtrArray *
sync_map_rows (SyncContext *context, BxBatchAnswer *answers, const char *key, SyncMapFunc map);
/* select[] of crm.item.list for appointments: the columns that sync_map_appointment() reads */
JsonArray *sync_map_appointment_select (SyncContext *context);
/* the same for sync_map_lead() */
JsonArray *sync_map_lead_select (void);

G_END_DECLS
