/* sync-mis-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking for the appointments of visits by their ids in the medical system, many in a request.
 */

#pragma once

#include "bx-batch.h"
#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* ids, or times, that one batch can ask for: 25 a command */
#define SYNC_MIS_KEYS_MOST (25 * BX_BATCH_MAX)

/* how many commands so many ids take */
guint sync_mis_keys_count_questions (guint keys);
/* Adds questions for as many of the ids as fit; keys: (element-type utf8). FALSE with error when a
 * question cannot be put. */
gboolean sync_mis_keys_ask (SyncContext *context, BxBatch *batch, GPtrArray *keys, GError **error);
/* how many of the ids a batch that held nothing else has asked for */
guint sync_mis_keys_count_asked (GPtrArray *keys);
/* how many times a batch still has room for */
guint sync_mis_times_count_room (BxBatch *batch);
/* Adds questions for appointments that somebody may have made by hand meanwhile: of the same
 * patient at the same time. commands: (element-type ClinicCommand): as many as there is room for */
void sync_mis_times_ask (SyncContext *context, BxBatch *batch, GPtrArray *commands);
/* (transfer full) (element-type ClinicAppointment): those that there are */
GPtrArray *sync_mis_times_read (SyncContext *context, BxBatchAnswer *answers);
/* whether the command would make another of it */
gboolean sync_mis_times_is_same (ClinicCommand *command, ClinicAppointment *appointment);
/* (transfer full) (nullable): id -> GPtrArray of JsonObject, the portal's rows with this id, the
 * oldest first. NULL when a question failed. */
GHashTable *
sync_mis_keys_read (SyncContext *context, BxBatchAnswer *answers, GPtrArray *keys, GError **error);

G_END_DECLS
