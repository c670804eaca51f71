/* sync-stream.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* Opens an address that the portal told: a recording, a file, a photo. The task returns the stream
 * (GInputStream), or CLINIC_ERROR; without an address (NULL or "") CLINIC_ERROR_NOT_FOUND with
 * these words. task: (transfer full) */
void sync_stream_open (BxClient *client, const char *address, const char *missing, GTask *task);

G_END_DECLS
