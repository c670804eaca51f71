/* bx-throttle.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BxPriority:
 * @BX_PRIORITY_CALL: somebody is ringing; goes before everything
 * @BX_PRIORITY_PERSON: the person at the desk waits for it
 * @BX_PRIORITY_BACKGROUND: nobody waits
 */
typedef enum
{
  BX_PRIORITY_CALL,
  BX_PRIORITY_PERSON,
  BX_PRIORITY_BACKGROUND,
} BxPriority;

/**
 * BxThrottle:
 *
 * The brake that all requests to one portal share: a leaky bucket of this desktop's fair share of
 * the portal's budget (2 requests/s, burst 50, for everything behind one address: limits.md),
 * three priorities, and one back-off that a 503 or 429 sets for everybody.
 */
#define BX_TYPE_THROTTLE (bx_throttle_get_type ())

G_DECLARE_FINAL_TYPE (BxThrottle, bx_throttle, BX, THROTTLE, GObject)

BxThrottle *bx_throttle_new (void);

/* share: requests per second this desktop may spend on average (0.05…5.0) and how many at once;
 * a ringing call may go beyond the share, up to the portal's own bucket. Background work leaves
 * half of the burst to the person. */
void bx_throttle_set_share (BxThrottle *self, double per_second, guint burst);
/* all waiting times are multiplied by this (default 1.0). For tests; set it before the first use.
 */
void bx_throttle_set_time_scale (BxThrottle *self, double scale);

/* Asks for a turn; the callback runs when a request may go. methods: the method, or all methods of
 * a batch with spaces between. Fails with G_IO_ERROR_CANCELLED; and with BX_ERROR_THROTTLED when
 * somebody waits for it but the method is blocked for longer than a person would wait. */
void bx_throttle_acquire_async (BxThrottle *self,
                                BxPriority priority,
                                const char *methods,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean bx_throttle_acquire_finish (BxThrottle *self, GAsyncResult *result, GError **error);
/* the request that a turn was given for is over */
void bx_throttle_release (BxThrottle *self);

/* 503 QUERY_LIMIT_EXCEEDED: everybody waits, longer each time; a good answer to a request that was
 * sent after it ends it. refusals: how many there had been when it was sent */
void bx_throttle_back_off (BxThrottle *self);
gboolean bx_throttle_is_backing_off (BxThrottle *self);
guint bx_throttle_get_refusals (BxThrottle *self);
void bx_throttle_succeeded (BxThrottle *self, guint refusals);
/* 429 OPERATION_TIME_LIMIT: this method waits until unix time (of this machine's clock) */
void bx_throttle_block_method (BxThrottle *self, const char *method, gint64 until);
/* the method has used much of its time quota: background work leaves it alone until unix time */
void bx_throttle_spare_method (BxThrottle *self, const char *method, gint64 until);

/* for the status line and tests */
guint bx_throttle_get_waiting (BxThrottle *self, BxPriority priority);
gint64 bx_throttle_get_blocked_until (BxThrottle *self); /* monotonic µs, 0 when not */

G_END_DECLS
