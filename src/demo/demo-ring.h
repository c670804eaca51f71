/* demo-ring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* The parameters of the messages about a call: of all of them, of `invite` and of
 * `showExternalCall`. */
JsonObject *demo_ring_make_params (DemoRing *ring);
JsonObject *demo_ring_make_invite (DemoRing *ring);
JsonObject *demo_ring_make_card (DemoRing *ring, gint64 user_id);

G_END_DECLS
