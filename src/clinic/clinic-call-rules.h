/* clinic-call-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment.h"
#include "clinic-call-mark.h"

G_BEGIN_DECLS

/* Who is to be called about her visit (clinic.md 3.4, 3.5). Pure functions. */

/* The mark of a visit as far as it is about the time that the visit has now: of another time only
 * who is calling is left. */
ClinicCallMark clinic_call_rules_mark (ClinicAppointment *visit);
/* Nobody knows that she comes: not confirmed and not over, or she said no and nobody has spoken
 * with her. Who waits for another time was spoken with. */
gboolean clinic_call_rules_is_unsure (ClinicAppointment *visit);
/* unsure, and no call has ended with that it is of no use to call again */
gboolean clinic_call_rules_is_open (ClinicAppointment *visit);
/* Whose turn it is. is_member: it is what the list is about; me: the user of this desk */
ClinicCallRowState
clinic_call_rules_state (ClinicAppointment *visit, gboolean is_member, gint64 me, gint64 now);
/* a visit that belongs on the call list of tomorrow */
gboolean clinic_call_rules_is_tomorrows (ClinicAppointment *visit, gint64 now);

G_END_DECLS
