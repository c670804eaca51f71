/* sync-pay-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a month's pay could not be read, and what to do about it, in words.
 */

#pragma once

#include "sync-context.h"
#include "sync-pay-scheme.h"

G_BEGIN_DECLS

/* month: what the portal said (sync-pay-round.h); has_calls: the archive knows the month's calls.
 * (transfer full) (nullable): sentences, one a line; NULL: nothing is missing */
char *sync_pay_words_problem (SyncContext *context,
                              SyncPayScheme *scheme,
                              JsonObject *month,
                              gboolean has_calls);

G_END_DECLS
