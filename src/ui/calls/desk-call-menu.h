/* desk-call-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/* What can be done with a line of the calls (DeskMissedRow, DeskRecordRow): open the patient, call
 * back, copy the number, and, for a number that nobody has, the action "calls.new-enquiry" of the
 * page. The session must live as long as the widgets. */

/* by the right button */
void desk_call_menu_add_to_row (GtkWidget *row, ClinicSession *session);
/* by the menu key (or Shift+F10) at the line with the focus; F4 makes the enquiry at once */
void desk_call_menu_add_to_list (GtkWidget *list, ClinicSession *session);

G_END_DECLS
