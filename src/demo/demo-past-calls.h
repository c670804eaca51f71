/* demo-past-calls.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

/* Writes the calls of the days before today into the statistics, as many as a clinic has. */
void demo_past_write_days (DemoWorld *world, guint days);

G_END_DECLS
