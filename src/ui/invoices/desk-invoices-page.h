/* desk-invoices-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-tally.h"

G_BEGIN_DECLS

#define DESK_TYPE_INVOICES_PAGE (desk_invoices_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoicesPage, desk_invoices_page, DESK, INVOICES_PAGE, GtkWidget)

GtkWidget *desk_invoices_page_new (ClinicSession *session);
/* which list is on show: "tasks", "mine" or "registry" */
void desk_invoices_page_show (DeskInvoicesPage *self, const char *list);
const char *desk_invoices_page_get_shown (DeskInvoicesPage *self);
/* (transfer full): what waits for this person; late: overdue, or for more than a day */
DeskTally *desk_invoices_page_tally (ClinicSession *session);

G_END_DECLS
