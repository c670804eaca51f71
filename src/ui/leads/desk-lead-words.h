/* desk-lead-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-lead.h"

G_BEGIN_DECLS

/* What is said of an enquiry. All (transfer full), never NULL; what is not known is "". */

/* whose: the name, else the number, else the title */
char *desk_lead_name (ClinicLead *lead);
/* the number, unless it stands for the name already */
char *desk_lead_phone (ClinicLead *lead);
/* "Site · 3 200 ₽" */
char *desk_lead_facts (ClinicLead *lead);
/* the first line of what was asked for: of the comments, else the title */
char *desk_lead_subject (ClinicLead *lead);
/* how long it is in its stage: "12 min"; late: a new one that nobody looked after in time */
char *desk_lead_waiting (ClinicLead *lead, gint64 now, gboolean *late);
/* what became of it: "appointment made", "booked, but no appointment"; alarm: that needs repair */
char *desk_lead_state (ClinicLead *lead, gint64 now, gboolean *alarm);
/* all of it, for a screen reader */
char *desk_lead_label (ClinicLead *lead, gint64 now);

G_END_DECLS
