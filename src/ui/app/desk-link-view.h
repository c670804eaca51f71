/* desk-link-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_LINK_VIEW (desk_link_view_get_type ())

G_DECLARE_FINAL_TYPE (DeskLinkView, desk_link_view, DESK, LINK_VIEW, AdwBin)

GtkWidget *desk_link_view_new (ClinicSession *session);

G_END_DECLS
