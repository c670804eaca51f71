/* desk-manners.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskManners:
 *
 * What the application does as any good one of the desktop: help, tour, the check of the
 * connection, "do not disturb", locking, about. Installs their `app.` actions. Owned by
 * DeskApplication.
 */
#define DESK_TYPE_MANNERS (desk_manners_get_type ())

G_DECLARE_FINAL_TYPE (DeskManners, desk_manners, DESK, MANNERS, GObject)

/* application: not held: it owns us */
DeskManners *
desk_manners_new (GtkApplication *application, ClinicServices *services, GSettings *settings);
/* a person connected this desk for the first time: shows the tour, once */
void desk_manners_welcome (DeskManners *self);
/* before the application ends */
void desk_manners_close (DeskManners *self);

G_END_DECLS
