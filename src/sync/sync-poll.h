/* sync-poll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncPoll:
 *
 * Asks the portal for the book: at the start everything that is open and the days around today,
 * then every few seconds what changed, and every few minutes the ids alone, because what is deleted
 * or may not be read any more is in no list of changes. Asks at the pace of SyncPace, at the
 * background's priority. Keeps nothing of what it reads; owned by the book.
 *
 * Signals:
 * "rows" (GPtrArray of ClinicAppointment, GPtrArray of ClinicLead): read from the portal
 * "whole" (ClinicEntity as int, GHashTable of gint64, gint64): all ids of the open ones and of the
 *   days around today, as they were at this monotonic time (µs)
 * "absent" (ClinicEntity as int, GArray of gint64): the portal does not have these, or does not
 *   show them to this person
 * "answered" (gboolean whole): a round is over
 * "failed": it could not be asked, or does not answer for long
 */
#define SYNC_TYPE_POLL (sync_poll_get_type ())

G_DECLARE_FINAL_TYPE (SyncPoll, sync_poll, SYNC, POLL, GObject)

SyncPoll *sync_poll_new (SyncContext *context);
void sync_poll_start (SyncPoll *self);
void sync_poll_stop (SyncPoll *self);
/* asks as soon as what is under way is over; whole: also for the ids */
void sync_poll_now (SyncPoll *self, gboolean whole);
/* somebody looks at the visits */
void sync_poll_set_watched (SyncPoll *self, gboolean watched);
/* reads the visits of these days too, once, whatever their stage: somebody waits for them */
void sync_poll_read_days (SyncPoll *self, gint64 from, gint64 to);
/* Reads these anew; ids: gint64. What is not there is said to be absent. */
void sync_poll_fetch (SyncPoll *self, ClinicEntity entity, GArray *ids);
/* reads the appointments that were made of these leads; ids: gint64 */
void sync_poll_fetch_made_of (SyncPoll *self, GArray *lead_ids);
/* monotonic µs: when the last question was asked */
gint64 sync_poll_get_asked_at (SyncPoll *self);
/* the days around today, from <= start < to, that are read with what is open */
void sync_poll_get_days (SyncPoll *self, gint64 *from, gint64 *to);
/* how long booked leads are kept, unix seconds of the oldest */
gint64 sync_poll_get_oldest_lead (SyncPoll *self);

G_END_DECLS
