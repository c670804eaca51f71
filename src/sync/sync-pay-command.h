/* sync-pay-command.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which element of the list «Ведомости» a command of the outbox is about, and what is kept of a
 * month on this computer.
 */

#pragma once

#include "clinic-command.h"

G_BEGIN_DECLS

/* what the portal said of a month (sync-pay-round.h) */
#define SYNC_PAY_DOCUMENT_MONTH "pay"
/* {"code": text}: elements for which the portal has no list */
#define SYNC_PAY_DOCUMENT_OWN "pay-own"

/* (transfer full): the document's name; day: the first of the month */
char *sync_pay_dup_document (const char *kind, int day);
/* Which month (first day) and element (transfer full) a command is about. FALSE: about no pay. */
gboolean sync_pay_command_read (ClinicCommand *command, int *month, char **code);
/* (transfer full): what the element is to hold */
char *sync_pay_command_dup_text (ClinicCommand *command);

G_END_DECLS
