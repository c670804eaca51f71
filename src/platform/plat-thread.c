/* plat-thread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-thread"

#include "plat-thread.h"

struct _PlatThread
{
  GMainContext *context; /* owned */
  GMainLoop *loop;       /* owned */
};

static gpointer
thread_worker (gpointer data)
{
  g_autoptr (GMainLoop) loop = data;
  GMainContext *context = g_main_loop_get_context (loop);

  g_main_context_push_thread_default (context);
  g_main_loop_run (loop);
  /* the last answers free what belongs to them */
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);

  return NULL;
}

static gboolean
on_end_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

PlatThread *
plat_thread_new (const char *name)
{
  PlatThread *self = g_new0 (PlatThread, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_thread_unref (g_thread_new (name, thread_worker, g_main_loop_ref (self->loop)));

  return self;
}

void
plat_thread_send (PlatThread *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  /* never g_main_context_invoke(): it may run func in the calling thread */
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

void
plat_thread_free (PlatThread *self)
{
  if (self == NULL)
    return;

  plat_thread_send (self, on_end_cb, g_main_loop_ref (self->loop),
                    (GDestroyNotify) g_main_loop_unref);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}
