/* mis-odata.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis.h"
#include "mis-client.h"
#include "mis-preset.h"

G_BEGIN_DECLS

/**
 * MisOData:
 *
 * A medical system on 1C:Enterprise, read over its standard OData interface (ClinicMis): all visits
 * of a window of days, and for those that are new or changed, by their DataVersion, what they refer
 * to. One reading at a time; whoever asks meanwhile waits.
 */
#define MIS_TYPE_ODATA (mis_odata_get_type ())

G_DECLARE_FINAL_TYPE (MisOData, mis_odata, MIS, ODATA, GObject)

/* (transfer full) */
MisOData *mis_odata_new (MisClient *client, MisPreset *preset);

G_END_DECLS
