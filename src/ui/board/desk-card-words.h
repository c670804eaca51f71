/* desk-card-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment.h"

G_BEGIN_DECLS

/* What the card of a visit says. All (transfer full), never NULL; what is not known is "". */

/* "10:30", or a dash when the visit has no time */
char *desk_card_time (ClinicAppointment *visit);
/* whose: the patient's name, else the visit's title */
char *desk_card_name (ClinicAppointment *visit);
/* "Petrova A. S.": what a card has room for */
char *desk_card_short_name (ClinicAppointment *visit);
/* "34 · first visit", with the day when with_day */
char *desk_card_facts (ClinicAppointment *visit, gint64 now, gboolean with_day);
/* "Petrov Andrei · therapist · Chair 2", and with only the initials of the doctor */
char *desk_card_doctor (ClinicAppointment *visit);
char *desk_card_short_doctor (ClinicAppointment *visit);
/* what the person waits for, or is late for: "in the clinic for 12 min", "late by 5 min" */
char *desk_card_waiting (ClinicAppointment *visit, gint64 now, gboolean *late);
/* the ladder of reminders as four marks, and the answer */
char *desk_card_ladder (ClinicAppointment *visit);
/* the same in words, for who cannot see the marks or wonders what they mean */
char *desk_card_ladder_words (ClinicAppointment *visit);
/* "MIS: arrived", and a line for each thing that it says otherwise */
char *desk_card_mis (ClinicAppointment *visit);
/* the same where there is little room: "MIS ✓", "MIS ! 12:00", "Not mapped: arrived" */
char *desk_card_mis_badge (ClinicAppointment *visit);
/* the same where that is still too long: "MIS ? arrived" */
char *desk_card_mis_short_badge (ClinicAppointment *visit);
/* all of it, for a screen reader */
char *desk_card_label (ClinicAppointment *visit, gint64 now, gboolean with_day);

G_END_DECLS
