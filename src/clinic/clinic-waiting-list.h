/* clinic-waiting-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-appointment.h"

G_BEGIN_DECLS

/* «Лист ожидания» (clinic.md F-31): who would take a window that became free. */

/* an appointment that is on the waiting list, or an enquiry in a stage that means it; not over */
gboolean clinic_waiting_list_has (gpointer item);
/* since when, unix seconds. item: ClinicAppointment or ClinicLead */
gint64 clinic_waiting_list_since (gpointer item);
/* Who waits for the doctor of a visit, or for her specialty, longest waiting first; then the
 * enquiries, which do not say for whom they wait, likewise. Not the patient of the visit.
 * (transfer full) of ClinicAppointment and ClinicLead */
GPtrArray *
clinic_waiting_list_match (GListModel *appointments, GListModel *leads, ClinicAppointment *freed);

G_END_DECLS
