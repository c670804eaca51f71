/* desk-mapping-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-mapping.h"

G_BEGIN_DECLS

/**
 * DeskMappingRow:
 *
 * One thing of the clinic and what it is on the portal: how that is known, in words, and a list to
 * choose something else from. The first choice leaves it to the names.
 */
#define DESK_TYPE_MAPPING_ROW (desk_mapping_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskMappingRow, desk_mapping_row, DESK, MAPPING_ROW, AdwComboRow)

GtkWidget *desk_mapping_row_new (ClinicMapping *mapping, ClinicMappingEntry *entry);
ClinicMappingEntry *desk_mapping_row_get_entry (DeskMappingRow *self);

G_END_DECLS
