/* sync-call-event.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-types.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SyncCallEventKind:
 * @SYNC_CALL_EVENT_RING: a call comes in (`invite`, `showExternalCall`)
 * @SYNC_CALL_EVENT_DIAL: the user dials (`outgoing`, `showExternalCall` from the user)
 * @SYNC_CALL_EVENT_ANSWER: the user picked up (`answer_self`, `start`, `answer_phone`)
 * @SYNC_CALL_EVENT_END: it does not ring, or talk, here any more (`timeout`, `hideExternalCall`)
 * @SYNC_CALL_EVENT_RENAME: it goes on under another id (`completeTransfer`)
 * @SYNC_CALL_EVENT_CALLER: it is somebody else (`replaceCallerId`)
 *
 * What the telephony's messages mean to a desk.
 */
typedef enum
{
  SYNC_CALL_EVENT_RING,
  SYNC_CALL_EVENT_DIAL,
  SYNC_CALL_EVENT_ANSWER,
  SYNC_CALL_EVENT_END,
  SYNC_CALL_EVENT_RENAME,
  SYNC_CALL_EVENT_CALLER,
} SyncCallEventKind;

/**
 * SyncCallEvent:
 *
 * One message of the portal's telephony, understood. Plain value.
 */
typedef struct
{
  SyncCallEventKind kind;
  char *id;          /* owned: callId */
  char *number;      /* owned, "" when withheld: the client's number */
  char *line;        /* owned (nullable): line id */
  char *line_name;   /* owned (nullable): what people call the line */
  char *hint;        /* owned (nullable): the name that came along */
  char *new_id;      /* owned (nullable): for RENAME */
  char *failed_code; /* owned (nullable): for END: 304, 603-S… */
  gboolean internal; /* a colleague calls */
  gboolean hung_up;  /* for END: the other side hung up, or the call failed: nobody answered */
} SyncCallEvent;

SyncCallEvent *sync_call_event_parse (const char *module, const char *command, JsonObject *params);
void sync_call_event_free (SyncCallEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncCallEvent, sync_call_event_free)

G_END_DECLS
