/* sync-poll-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of SyncPoll alone.
 */

#pragma once

#include "sync-changes.h"
#include "sync-poll.h"

G_BEGIN_DECLS

/* of what is fetched: ids of leads whose appointments are wanted */
#define MADE_OF_LEADS CLINIC_ENTITY_NONE

struct _SyncPoll
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  SyncChanges *changes;      /* owned */
  GCancellable *cancellable; /* owned */
  GHashTable *ids;           /* owned, (nullable): that a reading of the whole has seen */
  GArray *fetch[3];          /* owned: ids to read anew, by ClinicEntity or MADE_OF_LEADS */
  GArray *fetching;          /* owned, (nullable): those that are being read */
  gint64 days_from;          /* unix seconds: days that somebody waits for */
  gint64 days_to;
  gboolean has_days;  /* there are such days */
  gboolean days_read; /* they are those that were asked for last */
  gint64 asked_at;    /* monotonic µs of the last question */
  gint64 whole_at;    /* monotonic µs of the last reading of the whole; 0 never */
  gint64 whole_began;
  guint failures;
  guint timeout_id;
  guint late_id;      /* while an answer is awaited */
  gboolean full_read; /* everything was read once */
  gboolean wants_whole;
  gboolean hurried; /* asked to ask while asking */
  gboolean watched;
  gboolean busy;
  gboolean started;
  gboolean stopped;
};

/* --- sync-poll.c --- */

/* the same round, with what else there is to ask */
void sync_poll_go_on (SyncPoll *self);
void sync_poll_fail_turn (SyncPoll *self, const GError *error);
/* (transfer full): of gint64 */
GHashTable *sync_poll_new_id_set (void);
/* into self->ids, while there are any */
void sync_poll_note_ids (SyncPoll *self, JsonArray *rows);
/* makes the rows into things and tells of them */
void sync_poll_take_items (SyncPoll *self, ClinicEntity entity, JsonArray *rows);

/* --- sync-poll-days.c --- */

JsonObject *sync_poll_new_deals_filter (SyncPoll *self);
JsonObject *sync_poll_new_leads_filter (SyncPoll *self);

/* --- sync-poll-fetch.c --- */

/* the next of self->fetch[entity], as many as one batch takes */
void sync_poll_fetch_next (SyncPoll *self, ClinicEntity entity);

G_END_DECLS
