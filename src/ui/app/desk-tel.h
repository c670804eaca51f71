/* desk-tel.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The number of a tel: link (RFC 3966), as a telephone takes it: “tel:+7-812-123-45-67;ext=12” is
 * “+7-812-123-45-67”. (transfer full) (nullable): NULL: no tel: link, or none with a number. */
char *desk_tel_dup_number (const char *uri);
/* Whether tel: links of this desktop come to us: then giving one away would bring it back. */
gboolean desk_tel_is_ours (void);

G_END_DECLS
