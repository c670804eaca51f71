/* reception-setup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the process needs before any library looks at it: the language, how memory is shared out,
 * what the administrator set for this computer. First in main (), while there is one thread. */
void reception_setup (void);
/* the part of it that a command needs, which shows no window */
void reception_setup_command (void);

G_END_DECLS
