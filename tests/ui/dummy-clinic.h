/* dummy-clinic.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dummy-session.h"

#include "clinic-appointment.h"

G_BEGIN_DECLS

/* A small clinic for the dialogs of appointments: three doctors, a day or two of visits, the
 * dictionaries, and patients to find. */

#define DUMMY_PETROV 101
#define DUMMY_LI 102
#define DUMMY_SNEGIREVA 103

/* stages must have been added before: dummy_add_stages() */
void dummy_fill_clinic (DummySession *session);
/* puts a visit into the book; (transfer none), the book has it */
ClinicAppointment *dummy_book_visit (DummySession *session,
                                     gint64 id,
                                     const char *patient,
                                     gint64 doctor_id,
                                     gint64 start,
                                     int minutes,
                                     ClinicStageRole role);
/* Anna's visit tomorrow at 10:30 with Petrov; (transfer none) */
ClinicAppointment *dummy_anna_visit (DummySession *session);
/* the panel's file of a visit, with comments, calls, moves and to-dos; (transfer full) */
ClinicAppointmentFile *dummy_visit_file (DummySession *session, ClinicAppointment *visit);

G_END_DECLS
