/* desk-payroll-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_PAYROLL_PAGE (desk_payroll_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskPayrollPage, desk_payroll_page, DESK, PAYROLL_PAGE, GtkWidget)

GtkWidget *desk_payroll_page_new (ClinicSession *session);
/* whether there is a payroll for this person */
gboolean desk_payroll_page_is_available (ClinicSession *session);

G_END_DECLS
