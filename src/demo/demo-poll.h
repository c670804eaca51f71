/* demo-poll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Polls under posts of the feed, and the methods about them. Their tables live in the world's
 * database.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

gboolean demo_poll_prepare (DemoWorld *self, GError **error);

/* the poll under a post, 0: it has none */
gint64 demo_poll_find (DemoWorld *self, gint64 post);
/* a poll without questions, in place of the one that the post has; its id */
gint64 demo_poll_add (DemoWorld *self, gint64 post);
/* answers: (element-type JsonNode): texts */
void demo_poll_ask (DemoWorld *self, gint64 poll, const char *question, GPtrArray *answers);
/* nobody can answer it any more */
void demo_poll_finish (DemoWorld *self, gint64 poll);

/* ended by an entry with a NULL name */
const DemoMethod *demo_poll_methods (void);

G_END_DECLS
