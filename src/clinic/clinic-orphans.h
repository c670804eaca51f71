/* clinic-orphans.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-lead.h"

G_BEGIN_DECLS

/* Enquiries that are booked and of which no appointment came: the patient believes that she is
 * expected, and is on no doctor's day (crm.md 6). */

/* seconds in which the portal's robot may still make it */
#define CLINIC_ORPHANS_GRACE 180

/* stands in the stage that means booked, or is closed as booked */
gboolean clinic_orphans_is_booked (ClinicLead *lead);
/* booked for longer than the grace, and nobody knows of an appointment */
gboolean clinic_orphans_is_one (ClinicLead *lead, gint64 now);
/* Those of the list, longest waiting first; not those of which an appointment is being made.
 * visits: (nullable): the appointments of the book. (transfer full) of ClinicLead */
GPtrArray *clinic_orphans_find (GListModel *leads, GListModel *visits, gint64 now);

G_END_DECLS
