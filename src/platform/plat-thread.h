/* plat-thread.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlatThread:
 *
 * A thread with a main loop of its own, for libraries whose calls wait for another process (the
 * notification daemon, the sound server). What is sent to it runs there in order, and so do the
 * answers and signals of what was made there; a daemon that hangs stops nobody else.
 */
typedef struct _PlatThread PlatThread;

PlatThread *plat_thread_new (const char *name);
/* runs func once in the thread; data is freed there with destroy */
void plat_thread_send (PlatThread *self, GSourceFunc func, gpointer data, GDestroyNotify destroy);
/* Ends the thread after what was sent; does not wait for it, as it may be waiting for a daemon. */
void plat_thread_free (PlatThread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlatThread, plat_thread_free)

G_END_DECLS
