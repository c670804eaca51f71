/* desk-visit-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment.h"

G_BEGIN_DECLS

/* The wording of an appointment: all (transfer full), never NULL, "" when there is nothing to say
 */

/* "Petrov I. S., dentist · chair 2" */
char *desk_visit_text_doctor (ClinicAppointment *visit);
/* "3 200 ₽ · 45 min · from: site · moved twice · reminder delivered, answered · HLX: booked,
 * 0098" */
char *desk_visit_text_more (ClinicAppointment *visit);
/* what is known of the reminders, the last step first in meaning: "reminder sent, delivered" */
char *desk_visit_text_reminders (ClinicAppointment *visit);

G_END_DECLS
