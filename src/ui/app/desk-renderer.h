/* desk-renderer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Has windows painted by the processor, without loading the drivers of a graphics card, unless the
 * person chose otherwise by GSK_RENDERER. Before GTK starts, while there is one thread. */
void desk_renderer_choose (void);

G_END_DECLS
