/* desk-losses-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_LOSSES_PAGE (desk_losses_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskLossesPage, desk_losses_page, DESK, LOSSES_PAGE, GtkWidget)

GtkWidget *desk_losses_page_new (ClinicSession *session);

G_END_DECLS
