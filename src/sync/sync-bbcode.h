/* sync-bbcode.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the text of a portal's comment without its BB-code: paragraphs and
 * [br] become line ends, list items bullets, links keep their text. Anything else, angle brackets
 * too, is the person's own text and stays as it is. NULL gives NULL. */
char *sync_bbcode_to_plain (const char *text);
/* whether two texts say the same once the portal has put its own code and line ends into one */
gboolean sync_bbcode_equal (const char *one, const char *other);

G_END_DECLS
