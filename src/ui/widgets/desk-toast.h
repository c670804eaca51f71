/* desk-toast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows a toast in the window that @any_child is in; without a window it is dropped.
 * @toast: (transfer full) */
void desk_toast (GtkWidget *any_child, AdwToast *toast);

G_END_DECLS
