/* clinic-work.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"

G_BEGIN_DECLS

/* How long before or after a shift somebody may have been there without meeting it at all, and
 * still have been there because of it. */
#define CLINIC_WORK_NEAR (4 * 3600)

/* Puts the schedule and the recorded time together.
 *
 * plans: of ClinicFactWork that have what the calendar says only; records: what timeman says only;
 * of any number of users, in any order. A record belongs to the shift that it meets, else to one
 * near by; one that goes through several shifts is divided between them; several of one shift are
 * joined, what lies between them being a break. Who was there without a shift, and whose shift
 * nobody came to, stands alone.
 *
 * Returns: (transfer full) of ClinicFactWork, for clinic_facts_add_work() */
GArray *clinic_work_match (const GArray *plans, const GArray *records);

G_END_DECLS
