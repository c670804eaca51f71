/* reception-setup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the process needs before any library looks at it: the language, how windows are painted, how
 * memory is shared out. First in main (), while there is one thread. */
void reception_setup (void);

G_END_DECLS
