/* desk-call-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with a line of the calls, as a menu at that place of `row`: open the patient,
 * call back, copy the number. enquiry: (nullable): how a new enquiry from this number is called,
 * offered as the action "calls.new-enquiry" of the page. Nothing opens when nothing can be done. */
void desk_call_menu_popup (GtkWidget *row,
                           const GdkRectangle *place,
                           gint64 patient_id,
                           const char *number,
                           const char *enquiry);

G_END_DECLS
