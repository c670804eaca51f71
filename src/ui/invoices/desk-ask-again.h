/* desk-ask-again.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DeskAskAgain:
 *
 * A question in its place, not over it: is this to be done all the same? Enter is yes, Escape takes
 * it back. "accepted" when it is yes; it is not seen until it asks. Whoever holds it closes it.
 */
#define DESK_TYPE_ASK_AGAIN (desk_ask_again_get_type ())
G_DECLARE_FINAL_TYPE (DeskAskAgain, desk_ask_again, DESK, ASK_AGAIN, GtkWidget)

GtkWidget *desk_ask_again_new (const char *yes);
void desk_ask_again_open (DeskAskAgain *self, const char *question);
void desk_ask_again_close (DeskAskAgain *self);

G_END_DECLS
