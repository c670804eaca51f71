/* bx-quota.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-request.h"
#include "bx-throttle.h"

G_BEGIN_DECLS

/* What a portal's answers tell of its clock and of the time that each method has left, passed on
 * to the throttle. Part of a client. */
typedef struct
{
  BxThrottle *throttle; /* owned */
  GHashTable *reset_at; /* owned (element-type utf8 gint64): operating_reset_at of each method */
  gint64 clock_offset;  /* µs by which the portal's clock is ahead of ours */
} BxQuota;

void bx_quota_init (BxQuota *self, BxThrottle *throttle);
void bx_quota_clear (BxQuota *self);
void bx_quota_note_clock (BxQuota *self, BxRequest *request);
void bx_quota_note_answer (BxQuota *self, BxRequest *request);
gint64 bx_quota_block (BxQuota *self, const char *method, const GError *error);

G_END_DECLS
