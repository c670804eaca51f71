/* desk-reports-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_REPORTS_PAGE (desk_reports_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportsPage, desk_reports_page, DESK, REPORTS_PAGE, GtkWidget)

GtkWidget *desk_reports_page_new (ClinicSession *session);

G_END_DECLS
