/* demo-robots.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The automation that the administrator of the demo portal has set up: a booked lead becomes a
 * visit; patients are told of their visits and asked whether they come; who says nothing till the
 * afternoon is to be called. And the patients, who answer.
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

void demo_robots_lead_moved (DemoWorld *self, gint64 lead, const char *stage, gint64 user_id);
/* A deal was made, or its stage or the time of its visit changed. */
void demo_robots_deal_changed (DemoWorld *self, gint64 deal, gboolean moved, gboolean timed);
/* what is still to be done about a visit that was there before the robots */
void demo_robots_plan (DemoWorld *self, gint64 deal, gint64 visit, const char *stage);
/* The patients who were asked already will answer, over the next hours. */
void demo_robots_plan_answers (DemoWorld *self);
/* does what is due at this moment */
void demo_robots_run (DemoWorld *self, gint64 now);
/* makes a contact, if the lead has none, and a deal of the lead; returns the deal's id */
gint64 demo_robots_convert (DemoWorld *self, gint64 lead, gint64 user_id);

G_END_DECLS
