/* desk-post-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/* What a post of the portal is to the person at this desk. */

/* it waits for «I have read it», or the portal refused to take it */
gboolean desk_post_is_to_read (ClinicPost *post);
/* ...and its day is not over: it stands before all others, and every page says so */
gboolean desk_post_is_pressing (ClinicPost *post, gint64 now);
/* the text is another one than was read */
gboolean desk_post_is_edited (ClinicPost *post);

/* All (transfer full). */
/* "Important until 30 Nov" */
char *desk_post_dup_important (ClinicPost *post, gint64 now);
/* what became of «I have read it»; "" when there is nothing to say */
char *desk_post_dup_state (ClinicPost *post, gint64 now);
/* its title, or the beginning of its text: for what has one line */
char *desk_post_dup_title (ClinicPost *post);
/* (nullable): how old the feed on show is; NULL: it is up to date */
char *desk_post_dup_notice (ClinicSession *session);

G_END_DECLS
