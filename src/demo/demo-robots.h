/* demo-robots.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The automation that the administrator of the demo portal has set up: a booked lead becomes a
 * visit.
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

void demo_robots_lead_moved (DemoWorld *self, gint64 lead, const char *stage, gint64 user_id);
/* does what is due at this moment */
void demo_robots_run (DemoWorld *self, gint64 now);
/* makes a contact, if the lead has none, and a deal of the lead; returns the deal's id */
gint64 demo_robots_convert (DemoWorld *self, gint64 lead, gint64 user_id);

G_END_DECLS
