/* demo-timer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-timer"

#include "demo-timer.h"

/**
 * demo_timer_new:
 * @milliseconds: the interval
 * @func: called as for g_timeout_add()
 * @user_data: data for @func
 *
 * Returns: (transfer full): the running timer, to be given to demo_timer_stop()
 */
GSource *
demo_timer_new (guint milliseconds, GSourceFunc func, gpointer user_data)
{
  GSource *source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

void
demo_timer_stop (GSource *timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}
