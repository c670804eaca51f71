/* desk-tour.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_TOUR (desk_tour_get_type ())

G_DECLARE_FINAL_TYPE (DeskTour, desk_tour, DESK, TOUR, AdwWindow)

/* parent: (nullable) */
GtkWidget *desk_tour_new (GtkWindow *parent);

G_END_DECLS
