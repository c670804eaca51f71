/* demo-methods-lists.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The methods of lists, business processes, the drive and counters; demo-portal.c makes them known.
 */

#pragma once

#include "demo-method.h"

G_BEGIN_DECLS

const DemoMethod *demo_lists_methods (void);
const DemoMethod *demo_bizproc_methods (void);
const DemoMethod *demo_drive_methods (void);
const DemoMethod *demo_counter_methods (void);

G_END_DECLS
