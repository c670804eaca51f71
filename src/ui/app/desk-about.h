/* desk-about.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Windows that say what there is; made when asked for. @parent: (nullable) */
void desk_about_show (GtkWindow *parent);
void desk_about_show_shortcuts (GtkWindow *parent);

G_END_DECLS
