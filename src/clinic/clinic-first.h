/* clinic-first.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"
#include "clinic-report-rules.h"

G_BEGIN_DECLS

/**
 * ClinicFirst:
 * @CLINIC_FIRST_UNKNOWN: nobody can tell: no patient, or the replica does not reach back far enough
 *   and the portal's field says nothing
 * @CLINIC_FIRST_NEW: no visit took place before, as far as is known
 * @CLINIC_FIRST_RETURNED: the last one was long enough ago
 * @CLINIC_FIRST_REPEAT: not a first visit
 *
 * Whether a visit is a first one, by the rules in force (clinic.md 3.6). Only what took place sets
 * the clock back: neither cancelled visits nor no-shows.
 */
typedef enum
{
  CLINIC_FIRST_UNKNOWN,
  CLINIC_FIRST_NEW,
  CLINIC_FIRST_RETURNED,
  CLINIC_FIRST_REPEAT,
} ClinicFirst;

/* (transfer full): a ClinicFirst for each visit of clinic_facts_get_visits() */
guint8 *clinic_first_classify (ClinicFacts *facts, const ClinicReportRules *rules);
/* what a visit at that moment would be */
ClinicFirst
clinic_first_at (ClinicFacts *facts, const ClinicReportRules *rules, gint64 patient, gint64 moment);

G_END_DECLS
