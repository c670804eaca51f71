/* desk-mapping-banner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMappingBanner:
 *
 * Says in red what the portal lacks that the pages of appointments cannot do without, and leads to
 * where it is set right. Nothing is seen of it while all is well.
 */
#define DESK_TYPE_MAPPING_BANNER (desk_mapping_banner_get_type ())

G_DECLARE_FINAL_TYPE (DeskMappingBanner, desk_mapping_banner, DESK, MAPPING_BANNER, AdwBin)

GtkWidget *desk_mapping_banner_new (ClinicSession *session);
/* (nullable): what it says now */
const char *desk_mapping_banner_get_title (DeskMappingBanner *self);

G_END_DECLS
