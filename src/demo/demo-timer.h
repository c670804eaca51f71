/* demo-timer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A timer in the thread-default main context: the portal may live in a thread of its own, where
 * g_timeout_add() would put it into another's. */
GSource *demo_timer_new (guint milliseconds, GSourceFunc func, gpointer user_data);
void demo_timer_stop (GSource *timer);
#define demo_timer_clear(timer) g_clear_pointer (timer, demo_timer_stop)

G_END_DECLS
