/* sync-pay-month.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-archive.h"
#include "clinic-command.h"
#include "clinic-pay-month.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncPayMonth:
 *
 * Fills a ClinicPayMonth while somebody holds it: of what is kept, of the portal, of the archive's
 * facts, and of what waits in the outbox. Owned by SyncPayroll.
 *
 * Signal: "read" (): the portal was asked, and answered or not
 */
#define SYNC_TYPE_PAY_MONTH (sync_pay_month_get_type ())

G_DECLARE_FINAL_TYPE (SyncPayMonth, sync_pay_month, SYNC, PAY_MONTH, GObject)

/* day: the first of the month; commands: of ClinicCommand, the outbox */
SyncPayMonth *
sync_pay_month_new (SyncContext *context, ClinicArchive *archive, GListModel *commands, int day);
int sync_pay_month_get_day (SyncPayMonth *self);
/* (transfer full): the one that is held, or a new one */
ClinicPayMonth *sync_pay_month_hold (SyncPayMonth *self);
gboolean sync_pay_month_is_held (SyncPayMonth *self);
/* Asks the portal, when the context knows its scheme; old: it is known to be older than REST 3. */
void sync_pay_month_ask (SyncPayMonth *self, gboolean old);
/* it could not be asked how it keeps all this */
void sync_pay_month_note_failure (SyncPayMonth *self);
/* the last answer came of a portal without REST 3 */
gboolean sync_pay_month_is_old (SyncPayMonth *self);
/* there are other facts (nullable) */
void sync_pay_month_set_facts (SyncPayMonth *self, ClinicFacts *facts);
/* A command of the outbox is done: shown as done until the portal was asked again. */
void sync_pay_month_note_done (SyncPayMonth *self, ClinicCommand *command);
/* counts anew: the settings, the outbox or the archive's state changed */
void sync_pay_month_show (SyncPayMonth *self);
void sync_pay_month_stop (SyncPayMonth *self);

G_END_DECLS
