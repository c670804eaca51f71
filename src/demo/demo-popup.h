/* demo-popup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

void demo_popup_fill (DemoDispatch *dispatch, DemoRing *ring);
char *demo_popup_person_name (JsonObject *item);

G_END_DECLS
