/* desk-setting-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where an administrator locked the setting, its row on the page cannot be changed and says why.
 * bound: a row, a widget in one, or the adjustment or text buffer of a widget in one. */
void desk_setting_lock (GtkWidget *page, GSettings *settings, const char *key, gpointer bound);

G_END_DECLS
