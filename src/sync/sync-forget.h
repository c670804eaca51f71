/* sync-forget.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* The portal says that it has no contacts with these ids (gint64) any more: they leave the local
 * index too, so that nobody is greeted by the name of somebody else. The list of changes never
 * tells of a deletion. */
void sync_forget_patients (SyncContext *context, GArray *ids);

G_END_DECLS
