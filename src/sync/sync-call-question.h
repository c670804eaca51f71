/* sync-call-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * sync_call_question_new:
 * @context: the session
 * @number: who calls, neither hidden nor an extension
 * @asked: (nullable) (element-type gint64): the patients that are asked for; %NULL: those whom the
 *   portal finds by the number
 *
 * One request for everything about a caller (calls.md 3.3). No halt: an unknown number is a normal
 * outcome, and a webhook without one scope still gets the rest.
 *
 * Answers, each a command of the batch: `dup` whom the number belongs to, `con` the patients, `vis`
 * their newest visits; where the portal has leads, `ldup`, `led` and `cled` the open ones of the
 * number and of the patients.
 *
 * Returns: (transfer full): the batch
 */
BxBatch *sync_call_question_new (SyncContext *context, const char *number, GHashTable *asked);

G_END_DECLS
