/* bx-blocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-throttle.h"

G_BEGIN_DECLS

/* Which methods must wait, and until when: (element-type utf8 MethodState). Times are those of the
 * throttle. */
GHashTable *bx_blocks_new (void);
void bx_blocks_block (GHashTable *self, const char *method, gint64 until);
void bx_blocks_spare (GHashTable *self, const char *method, gint64 until);
gint64 bx_blocks_get_until (GHashTable *self, GStrv methods, BxPriority priority);

G_END_DECLS
