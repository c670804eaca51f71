/* bx-pull-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "bx-pull-config.h"
#include "bx-pull-socket.h"
#include "bx-pull-timing.h"

G_BEGIN_DECLS

/**
 * BxPullLine:
 *
 * The line to the push server: a WebSocket where one passes, long polling where none does. It
 * remembers that none passed, and tries one again from time to time while it polls.
 */
#define BX_TYPE_PULL_LINE (bx_pull_line_get_type ())

G_DECLARE_FINAL_TYPE (BxPullLine, bx_pull_line, BX, PULL_LINE, GObject)

/* Signals:
 * "opened": frames come from now on
 * "frame" (GBytes *data, gint64 arrived): arrived is the monotonic time in µs
 * "lost" (guint loss, GError *error): a BxPullLoss and why; the line is closed and may be opened
 *   again. Not emitted after bx_pull_line_close(). */
BxPullLine *bx_pull_line_new (SoupSession *session);
void bx_pull_line_set_time_scale (BxPullLine *self, double scale);
void bx_pull_line_open (BxPullLine *self, const BxPullConfig *config);
void bx_pull_line_close (BxPullLine *self, guint code);
void bx_pull_line_forget_failures (BxPullLine *self);
void bx_pull_line_set_mid (BxPullLine *self, const char *mid);
void bx_pull_line_send (BxPullLine *self, const char *text);

G_END_DECLS
