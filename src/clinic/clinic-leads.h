/* clinic-leads.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-lead.h"

G_BEGIN_DECLS

/* Enquiries that nobody looked after yet: whoever asks elsewhere meanwhile is lost. */

/* seconds in which somebody should */
#define CLINIC_LEADS_PATIENCE (15 * 60)

/* Still in the stage that every portal has for what is new (crm.status.list: NEW is the system's
 * and cannot be removed). */
gboolean clinic_leads_is_new (ClinicLead *lead);
/* seconds in its stage */
gint64 clinic_leads_waited (ClinicLead *lead, gint64 now);
/* new for longer than that */
gboolean clinic_leads_is_late (ClinicLead *lead, gint64 now);

G_END_DECLS
