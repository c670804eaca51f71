/* store-recovery.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-db.h"

G_BEGIN_DECLS

/* Opens the writer's connection with its schema up to date. A damaged file is moved aside, to
 * "<path>.damaged", and a new one is made with what could be read of the old one's outbox: the rest
 * comes again from the portal. (transfer full). STORE_ERROR_NEWER, STORE_ERROR_FAILED. */
StoreDb *store_recovery_open (const char *path, GError **error);
/* removes what stands aside */
void store_recovery_forget (const char *path);

G_END_DECLS
