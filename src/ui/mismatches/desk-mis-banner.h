/* desk-mis-banner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMisBanner:
 *
 * A yellow line while the medical system is away: since when, and the one thing to do about it. Not
 * shown where something more important has the line.
 */
#define DESK_TYPE_MIS_BANNER (desk_mis_banner_get_type ())

G_DECLARE_FINAL_TYPE (DeskMisBanner, desk_mis_banner, DESK, MIS_BANNER, AdwBin)

GtkWidget *desk_mis_banner_new (ClinicSession *session);
/* (nullable): what it says; NULL while it says nothing */
const char *desk_mis_banner_get_title (DeskMisBanner *self);

G_END_DECLS
