/* demo-control.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-server.h"

G_BEGIN_DECLS

/* The control interface for tests, `/control/…` with JSON both ways; the table at the end of
 * demo-control.c lists the commands. Exists only where the portal was started with it. */
void demo_control_handle (DemoServer *server, SoupServerMessage *message, const char *path);

G_END_DECLS
