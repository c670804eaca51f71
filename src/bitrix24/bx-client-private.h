/* bx-client-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"

G_BEGIN_DECLS

guint bx_client_get_timeout (BxClient *self);

G_END_DECLS
