/* demo-methods-timeman.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of methods about working time, ended by an entry with a NULL name.
 */

#pragma once

#include "demo-method.h"

G_BEGIN_DECLS

/* timeman.open and its like, timeman.schedule.get */
const DemoMethod *demo_timeman_methods (void);
/* demo-methods-timecontrol.c: timeman.timecontrol.reports.* */
const DemoMethod *demo_timecontrol_methods (void);
/* demo-methods-record.c: timeman.record.*, of REST 3.0 */
const DemoMethod *demo_record_methods (void);

G_END_DECLS
