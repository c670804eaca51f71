/* sync-call-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who the call of a row of the log was with.
 */

#pragma once

#include "clinic-call-record.h"
#include "clinic-command.h"
#include "clinic-patient.h"

G_BEGIN_DECLS

void sync_call_person_copy (ClinicCallRecord *to, ClinicCallRecord *from);
/* Who it was is known best by the person who picked, then by the portal, then by the number: gives
 * a fresh row what the kept one of the same call knows better. */
void sync_call_person_keep (ClinicCallRecord *kept, ClinicCallRecord *fresh);
/* a person says who it was */
void sync_call_person_pick (ClinicCallRecord *record, ClinicPatient *patient);
/* (transfer full) (nullable): what the portal has to be told, if it took the call for somebody
 * else's than the person who picked; the record stays as it is */
ClinicCommand *sync_call_person_new_binding (ClinicCallRecord *record);

G_END_DECLS
