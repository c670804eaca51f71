/* sync-visit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a command says of a visit in the fields of this portal, and whether an item has them so.
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): `fields` of crm.item.add and crm.item.update (type 2): the stage,
 * time, length, doctor, chair, specialty, price, comment, reason, moves, waiting, confirmation,
 * mark, origin and (of a change) patient of the payload, as far as it has them. NULL, with the
 * missing field in words, when the portal has no field for something that must not be lost. */
JsonObject *sync_visit_dup_fields (SyncContext *context, ClinicCommand *command, char **missing);
/* the item of the reasons that says that the visit was deleted in the medical system, 0: none */
gint64 sync_visit_find_deletion (SyncContext *context);
/* a moment in a filter, which is compared as it is; (transfer full) */
char *sync_visit_dup_filter_time (gint64 unix_time);
/* unix seconds of the visit as an item of crm.item.* has it, 0: not set */
gint64 sync_visit_get_start (SyncContext *context, JsonObject *item);
/* whether the item has the field as it is wanted */
gboolean
sync_visit_holds (SyncContext *context, JsonObject *item, const char *name, JsonNode *wanted);
/* whether it has all of them so */
gboolean sync_visit_holds_all (SyncContext *context, JsonObject *item, JsonObject *fields);
/* (transfer full) (nullable): the titles of the fields that the portal left as they were, joined;
 * before: (nullable): the item as it was */
char *sync_visit_dup_reverted (SyncContext *context,
                               JsonObject *before,
                               JsonObject *after,
                               JsonObject *fields);

G_END_DECLS
