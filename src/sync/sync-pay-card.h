/* sync-pay-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts an employee's pay on her card of a month.
 */

#pragma once

#include "clinic-pay-month.h"
#include "sync-pay-build.h"

G_BEGIN_DECLS

/* Makes the card where there is none yet; says nothing anew of what did not change. person: its
 * signature is taken. */
void sync_pay_card_show (ClinicPayMonth *month, SyncPayPerson *person, gboolean pending);
/* Takes the cards away of whoever is not among the people (SyncPayPerson). */
void sync_pay_card_drop_others (ClinicPayMonth *month, GPtrArray *people);

G_END_DECLS
