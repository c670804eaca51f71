/* desk-shift-items.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-shift-report.h"

G_BEGIN_DECLS

/* What an item of the end-of-shift report is, in words. title: (out) (transfer full): who;
 * details: (out) (transfer full): what about it, "" nothing. Plain text. */
void desk_shift_item_words (ClinicSession *session, GObject *item, char **title, char **details);
/* Opens it in the window: the visit, the patient, the page that it is on. FALSE: there is nothing
 * to open */
gboolean desk_shift_item_open (GtkWidget *window, GObject *item);
/* (transfer full): what is left for the next shift, one by one */
ClinicSheet *desk_shift_items_sheet (ClinicSession *session, ClinicShiftReport *report);
/* (transfer full): the same as lines of text; "" when nothing is left */
char *desk_shift_items_text (ClinicSession *session, ClinicShiftReport *report);

G_END_DECLS
