/* desk-mapping-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMappingPage:
 *
 * The preferences page where the portal's funnel, stages and fields are given their meaning. Shows
 * how each of them stands; can make what is missing and test how the portal keeps times.
 */
#define DESK_TYPE_MAPPING_PAGE (desk_mapping_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskMappingPage, desk_mapping_page, DESK, MAPPING_PAGE, AdwPreferencesPage)

GtkWidget *desk_mapping_page_new (void);
/* session: (nullable): none, nothing to choose */
void desk_mapping_page_set_session (DeskMappingPage *self, ClinicSession *session);

G_END_DECLS
