/* desk-way-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-invoice-way.h"
#include "clinic-task.h"

G_BEGIN_DECLS

/* A button for one of the ways of a task, with the key that presses it. (transfer full), floating
 */
GtkWidget *desk_way_button_new (ClinicTask *task, ClinicInvoiceWay *way);
/* (transfer none): ClinicInvoiceWay.id */
const char *desk_way_button_get_way_id (GtkWidget *button);

G_END_DECLS
