/* sync-send.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How one command of a person is brought to the portal, and what the portal made of it. Keeps
 * nothing: the outbox decides when, and what happens next.
 */

#pragma once

#include "clinic-command.h"
#include "clinic-lead.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* what marks the things we make: originatorId; originId is the command's id */
#define SYNC_ORIGINATOR "RECEPTION"
/* what marks the appointments that are made of a visit of the medical system; originId is the
 * visit's id there, so that every desk finds what another has made */
#define SYNC_ORIGINATOR_MIS "RECEPTION-MIS"

/**
 * SyncVerdict:
 * @SYNC_VERDICT_STEP: a part is done, and the command's payload says so: to be kept, then sent on
 * @SYNC_VERDICT_WAIT: the portal has to do something first: to be looked at again after a while
 */
typedef enum
{
  SYNC_VERDICT_DONE,
  SYNC_VERDICT_CONFLICT,
  SYNC_VERDICT_REFUSED,
  SYNC_VERDICT_STEP,
  SYNC_VERDICT_WAIT,
} SyncVerdict;

typedef struct
{
  SyncVerdict verdict;
  gint64 result_id;               /* DONE: what was made */
  ClinicEntity entity;            /* DONE: what kind of thing was made, NONE: none */
  gboolean is_comment;            /* DONE: what was made is a comment */
  char *words;                    /* owned, (nullable): the portal's words */
  char *stage_id;                 /* owned, (nullable): CONFLICT: the stage it is in now */
  gint64 start;                   /* CONFLICT: when the visit is now, -1: not asked for */
  double seconds;                 /* WAIT: how long */
  ClinicAppointment *appointment; /* owned, (nullable): the appointment as it is now */
  ClinicLead *lead;               /* owned, (nullable): the lead as it is now */
} SyncSent;

void sync_sent_free (SyncSent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncSent, sync_sent_free)

/**
 * sync_send_async:
 * @check: an earlier attempt may have reached the portal: look before anything is repeated
 * @sent_at: unix seconds of the first attempt by the portal's clock
 * @claimed: (nullable): ids (gint64) of comments that are known to be other commands' work
 *
 * Errors are those after which the command should wait and be tried again (BX_ERROR that
 * sync_error_is_passing(), or bx_error_maybe_applied()), and G_IO_ERROR_CANCELLED.
 */
void sync_send_async (SyncContext *context,
                      ClinicCommand *command,
                      gboolean check,
                      gint64 sent_at,
                      GHashTable *claimed,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
SyncSent *sync_send_finish (GAsyncResult *result, GError **error);

/* keys of the payload of READ_POST: the portal has taken the vote; the answer of the poll that
 * stands for it; the answer that could, after a refusal */
#define SYNC_POST_VOTED "voted"
#define SYNC_POST_POLL "poll"
#define SYNC_POST_OFFER "offer"
/* key of the payload of what is done about an invoice: somebody else was faster, in words */
#define SYNC_INVOICE_GONE "gone"

/* a text of the command's payload; (transfer none) (nullable) */
const char *sync_command_peek (ClinicCommand *command, const char *key);
/* sets a text of the payload */
void sync_command_put (ClinicCommand *command, const char *key, const char *text);
/* whether the payload says anything about it */
gboolean sync_command_has (ClinicCommand *command, const char *key);
gboolean sync_command_peek_bool (ClinicCommand *command, const char *key);
gint64 sync_command_peek_int (ClinicCommand *command, const char *key);
void sync_command_put_int (ClinicCommand *command, const char *key, gint64 value);

G_END_DECLS
