/* tls-handshakes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What servers of tests over TLS share.
 */

#pragma once

#include <gio/gio.h>

/* A client that refuses the certificate leaves a handshake behind. libsoup 3.6 answers its end with
 * the connection, which would be gone with the server: each holds the certificate until then.
 * Those of libsoup 3.2 hold it for ever, and need no time.
 * n_idle: how many hold it when nobody is connected. */
static inline void
tls_handshakes_end (GTlsCertificate *certificate, guint n_idle)
{
  gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  while (G_OBJECT (certificate)->ref_count > n_idle && g_get_monotonic_time () < until)
    {
      g_usleep (1000);
      g_main_context_iteration (NULL, FALSE);
    }
}
