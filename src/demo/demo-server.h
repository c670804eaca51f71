/* demo-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-dispatch.h"
#include "demo-journal.h"
#include "demo-mis-odata.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * DemoServer:
 *
 * The portal's HTTP side, on loopback only: REST requests with their limits and faults, the
 * WebSocket and the long poll, and the control interface where it is allowed. Lives in the
 * portal's thread and owns the journal; the dispatcher is shared.
 */
#define DEMO_TYPE_SERVER (demo_server_get_type ())

G_DECLARE_FINAL_TYPE (DemoServer, demo_server, DEMO, SERVER, GObject)

DemoServer *demo_server_new (DemoDispatch *dispatch, const char *secret, gboolean with_control);
gboolean demo_server_listen (DemoServer *self, guint port, GError **error);
guint demo_server_get_port (DemoServer *self);
void demo_server_stop (DemoServer *self);
DemoDispatch *demo_server_get_dispatch (DemoServer *self);
DemoBucket *demo_server_get_bucket (DemoServer *self);
DemoJournal *demo_server_get_journal (DemoServer *self);
DemoMisOData *demo_server_get_mis (DemoServer *self);
void demo_server_set_revoked (DemoServer *self, gboolean revoked);

G_END_DECLS
