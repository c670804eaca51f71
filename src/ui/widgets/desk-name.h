/* desk-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names for screen readers where a widget's own is not what gets the focus. */

/* A card, and the row of a list that it is in: the row gets the focus. */
void desk_name_card (GtkWidget *card, const char *name);
/* What is chosen by it; the button inside, which gets the focus, says what is chosen too. */
void desk_name_drop_down (GtkDropDown *down, const char *name);

G_END_DECLS
