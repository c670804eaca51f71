/* desk-leads-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_LEADS_PAGE (desk_leads_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskLeadsPage, desk_leads_page, DESK, LEADS_PAGE, GtkWidget)

GtkWidget *desk_leads_page_new (ClinicSession *session);

G_END_DECLS
