/* desk-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Names for screen readers where a widget's own is not what gets the focus. */

/* What has words of its own, such as a button, or a label beside it, and is called otherwise. */
void desk_name_widget (GtkWidget *widget, const char *name);
/* A card, and the row of a list that it is in: the row gets the focus. */
void desk_name_card (GtkWidget *card, const char *name);
/* What is chosen by it, and what is chosen; so does the button inside, which gets the focus. Each
 * row of its list, which gets the focus there, says what it is: GTK (4.8) leaves them without a
 * name.
 */
void desk_name_drop_down (GtkDropDown *down, const char *name);
/* The same of a row of settings, whose name is its title. */
void desk_name_combo_row (AdwComboRow *row);
/* What day is chosen by it; its arrows, too, which GTK (4.18) leaves without a name. Before it is
 * on show. */
void desk_name_calendar (GtkCalendar *calendar, const char *name);

/* The items of a menu that is made of a model, each time that it opens: newer GTK (4.18) asks the
 * label in them for their name, and does not let it answer. */
void desk_name_menu (GtkPopover *menu);

G_END_DECLS
