/* demo-life.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-dispatch.h"

G_BEGIN_DECLS

/**
 * DemoLife:
 *
 * The day that lives: once somebody listens, patients call (known ones, unknown ones, families,
 * hidden numbers, two at once), calls are answered here, answered by a colleague or missed,
 * patients confirm their visits and colleagues move cards. What happens follows from the seed.
 * Owned by the portal.
 */
#define DEMO_TYPE_LIFE (demo_life_get_type ())

G_DECLARE_FINAL_TYPE (DemoLife, demo_life, DEMO, LIFE, GObject)

DemoLife *demo_life_new (DemoDispatch *dispatch, guint seed);

G_END_DECLS
