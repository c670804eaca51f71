/* bx-uri.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean bx_uri_is_safe (GUri *uri);
gboolean bx_uri_is_safe_socket (GUri *uri);
char *bx_uri_dup_origin (GUri *uri);

G_END_DECLS
