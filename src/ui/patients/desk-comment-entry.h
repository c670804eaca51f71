/* desk-comment-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCommentEntry:
 *
 * Where a comment is written and sent with Ctrl+Enter. What is not sent stays with the patient or
 * the appointment that it is about while others are on show; what could not be kept comes back.
 *
 * Signal "kept": a comment was sent and is safe.
 */
#define DESK_TYPE_COMMENT_ENTRY (desk_comment_entry_get_type ())

G_DECLARE_FINAL_TYPE (DeskCommentEntry, desk_comment_entry, DESK, COMMENT_ENTRY, GtkEntry)

/* What is written from now on is about this; id 0: about nothing. All that one entry is told of
 * are of one kind. */
void desk_comment_entry_set_subject (DeskCommentEntry *self,
                                     ClinicSession *session,
                                     ClinicEntity entity,
                                     gint64 id);
/* the same for a post of the feed */
void desk_comment_entry_set_post (DeskCommentEntry *self, ClinicSession *session, gint64 post_id);

G_END_DECLS
