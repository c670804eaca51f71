/* desk-about.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What this is, by whom, and what to tell whoever mends it. @parent: (nullable) */
void desk_about_show (GtkWindow *parent);

G_END_DECLS
