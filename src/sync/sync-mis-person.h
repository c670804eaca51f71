/* sync-mis-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Patients of the medical system whom the portal does not know yet, made into contacts.
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* whether a CREATE_APPOINTMENT names a new patient */
gboolean sync_mis_person_is_new (ClinicCommand *command);
/* (transfer full): the same for the same person: her number and her name */
char *sync_mis_person_dup_key (ClinicCommand *command);
/* (transfer full) (nullable): params of crm.duplicate.findbycomm for her number; NULL: she has none
 */
JsonNode *sync_mis_person_new_question (ClinicCommand *command);
/* (transfer full): params of crm.item.add; made of this visit */
JsonNode *sync_mis_person_new_params (ClinicCommand *command);

G_END_DECLS
