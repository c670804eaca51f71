/* demo-phone.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the key by which the portal compares phones; "" when nothing is left */
char *demo_phone_normalise (const char *text);
/* as one of a hundred people writes it */
void demo_phone_spell (guint64 number, guint style, char *buffer, gsize size);

G_END_DECLS
