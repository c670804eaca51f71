/* demo-past.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

void demo_past_write (DemoWorld *world, guint seed, guint count);

G_END_DECLS
