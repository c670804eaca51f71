/* sync-outbox-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of SyncOutbox alone.
 */

#pragma once

#include "sync-outbox.h"
#include "sync-queue.h"

G_BEGIN_DECLS

/* what the outbox itself keeps in a command's payload: unix seconds of the first attempt */
#define SYNC_OUTBOX_SENT "sent"

struct _SyncOutbox
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned: ends what is being sent, never what is being stored */
  SyncQueue *queue;          /* owned */
  GHashTable *storing;       /* owned: ids that are not on disk yet */
  GHashTable *busy;          /* owned: ids that are being sent */
  GHashTable *marked;        /* owned: ids whose sending is noted on disk */
  GHashTable *unsure;        /* owned: ids to look up before they are repeated */
  GHashTable *claimed;       /* owned: ids of comments that were made */
  GHashTable *due;           /* owned: ids, and the monotonic µs before which they are not sent */
  guint retry_id;
  guint wake_id; /* when the first of those that are held back is due */
  double pause;
  gboolean loaded;
  gboolean stopped;
};

/* --- sync-outbox.c --- */

/* sends what can go now, and wakes up for what is held back */
void sync_outbox_pump (SyncOutbox *self);

G_END_DECLS
