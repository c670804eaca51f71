/* demo-basic.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-method.h"

G_BEGIN_DECLS

/* scope, method.get, methods, server.time: api-reference/common/system */
const DemoMethod *demo_basic_methods (void);

G_END_DECLS
