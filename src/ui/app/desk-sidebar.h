/* desk-sidebar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_SIDEBAR (desk_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (DeskSidebar, desk_sidebar, DESK, SIDEBAR, AdwBin)

GtkWidget *desk_sidebar_new (ClinicSession *session);

/* marks the row of the page that is on show */
void desk_sidebar_select (DeskSidebar *self, const char *page);

G_END_DECLS
