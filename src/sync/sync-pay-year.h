/* sync-pay-year.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-inputs.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncPayYear:
 *
 * The overtime of the months of a year that are before one month, from what this computer keeps of
 * them; the portal is not asked. A month counts when it was read after it was over, and nothing of
 * hers is left to be answered; any other is not known, and never guessed. Owned by the month.
 *
 * Signal "read": all that is kept was read.
 */
#define SYNC_TYPE_PAY_YEAR (sync_pay_year_get_type ())

G_DECLARE_FINAL_TYPE (SyncPayYear, sync_pay_year, SYNC, PAY_YEAR, GObject)

/* day: the first of the month */
SyncPayYear *sync_pay_year_new (SyncContext *context, int day);
/* Fills in what is known of the employee. Begins to read what is kept when it is asked for first,
 * and again when the rules are other ones since. */
void sync_pay_year_apply (SyncPayYear *self, ClinicPayInputs *inputs);
gboolean sync_pay_year_is_reading (SyncPayYear *self);

G_END_DECLS
