/* bx-throttle-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-throttle.h"

G_BEGIN_DECLS

/* µs; need not begin at any certain moment */
typedef gint64 (*BxThrottleClock) (gpointer user_data);

/* for tests: a clock that stands until it is moved, and what must be called when it was */
void bx_throttle_set_clock (BxThrottle *self, BxThrottleClock clock, gpointer user_data);
void bx_throttle_dispatch (BxThrottle *self);

G_END_DECLS
