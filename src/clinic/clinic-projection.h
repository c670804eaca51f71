/* clinic-projection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is shown = what the portal holds + what waits in the outbox. Pure functions.
 */

#pragma once

#include "clinic-book.h"
#include "clinic-command.h"

G_BEGIN_DECLS

/* Which appointment or lead is shown otherwise because of a command: FALSE when it is none of those
 * that move or change something that is there. */
gboolean
clinic_projection_concerns (ClinicCommand *command, ClinicEntity *entity, gint64 *entity_id);
/* Whether a command will make an appointment that is shown before the portal has it. */
gboolean clinic_projection_makes_appointment (ClinicCommand *command);

/* The appointment (lead) as it is shown: truth, and over it the commands about it in the order in
 * which they were given. Those on their way, or DONE while truth is older, are applied; of those
 * that came back to the person only the problem is shown. book: where names are looked up,
 * (nullable). (transfer full) */
ClinicAppointment *
clinic_projection_of_appointment (ClinicAppointment *truth, GPtrArray *commands, ClinicBook *book);
ClinicLead *clinic_projection_of_lead (ClinicLead *truth, GPtrArray *commands, ClinicBook *book);
/* the appointment that a command will make, without an id. (transfer full) */
ClinicAppointment *clinic_projection_new_appointment (ClinicCommand *command, ClinicBook *book);

G_END_DECLS
