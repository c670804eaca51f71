/* sync-send-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the ways of sending the kinds of commands share. Each takes the task over, whose data is a
 * SyncSend, and returns a SyncSent in it.
 */

#pragma once

#include "bx-json.h"
#include "sync-send.h"

G_BEGIN_DECLS

typedef struct
{
  SyncContext *context;   /* owned */
  ClinicCommand *command; /* owned */
  gboolean check;
  gint64 sent_at;      /* unix seconds */
  GHashTable *claimed; /* owned, (nullable) */
  gint64 contact_id;   /* simple CRM: the contact, once there is one */
} SyncSend;

void sync_send_lead (GTask *task);
void sync_send_comment (GTask *task);
void sync_send_stage (GTask *task);
void sync_send_bind (GTask *task);

/* calls a method for the command; the callback gets the task */
void sync_send_call (GTask *task,
                     const char *method,
                     JsonNode *params, /* (transfer full) */
                     BxCallFlags flags,
                     GAsyncReadyCallback callback);
/* Ends the task with an error: (transfer full) as an error where waiting helps, else as the
 * portal's refusal. */
void sync_send_return_error (GTask *task, GError *error);
void sync_send_return_done (GTask *task, ClinicEntity entity, gint64 result_id);
SyncSent *sync_sent_new (SyncVerdict verdict);
void sync_send_return (GTask *task, SyncSent *sent); /* (transfer full) */

G_END_DECLS
