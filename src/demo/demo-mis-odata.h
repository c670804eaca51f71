/* demo-mis-odata.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "demo-faults.h"
#include "demo-mis.h"

G_BEGIN_DECLS

#define DEMO_MIS_PATH "/mis/odata/standard.odata/"

/**
 * DemoMisOData:
 *
 * The standard OData interface of 1C:Enterprise over the demo clinic's medical system: lists with
 * $filter, $select, $orderby, $top, $skip and $inlinecount, and single objects, for whoever knows
 * the password. Only reading. Owned by the server.
 */
#define DEMO_TYPE_MIS_ODATA (demo_mis_odata_get_type ())

G_DECLARE_FINAL_TYPE (DemoMisOData, demo_mis_odata, DEMO, MIS_ODATA, GObject)

DemoMisOData *demo_mis_odata_new (DemoMis *mis);
void demo_mis_odata_handle (DemoMisOData *self,
                            SoupServerMessage *message,
                            const char *path,
                            GHashTable *query);
/* Lets those go who wait for a slow answer. */
void demo_mis_odata_stop (DemoMisOData *self);
DemoMis *demo_mis_odata_get_mis (DemoMisOData *self);
/* What goes wrong: DemoFaults, matched with the entity: "html", "401", "500", "slow",
 * "drop_before", "truncated", "empty" and "odata_error". */
DemoFaults *demo_mis_odata_get_faults (DemoMisOData *self);
/* how often an entity was asked for since the last reset; NULL: all of them */
guint demo_mis_odata_count (DemoMisOData *self, const char *entity);
void demo_mis_odata_reset_count (DemoMisOData *self);

G_END_DECLS
