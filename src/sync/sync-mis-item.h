/* sync-mis-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The appointment that is made of a visit of the medical system, as the portal is given it.
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* command: CREATE_APPOINTMENT with origin. (transfer full) (nullable): the fields of crm.item.add,
 * fit for a batch; NULL with what the portal's scheme has no place for in missing (transfer full)
 */
JsonObject *sync_mis_item_new_fields (SyncContext *context, ClinicCommand *command, char **missing);
/* id: of a contact; in place of whoever was set */
void sync_mis_item_set_patient (JsonObject *fields, gint64 id);

G_END_DECLS
