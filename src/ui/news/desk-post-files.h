/* desk-post-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DeskPostFiles:
 *
 * The files that go with a message that is being written: chosen, or dropped. What is too large or
 * cannot be read is refused at once, with the reason.
 */
#define DESK_TYPE_POST_FILES (desk_post_files_get_type ())

G_DECLARE_FINAL_TYPE (DeskPostFiles, desk_post_files, DESK, POST_FILES, GtkBox)

GtkWidget *desk_post_files_new (void);
/* takes one in, or says why not */
void desk_post_files_add (DeskPostFiles *self, GFile *file);
/* (transfer full): paths */
char **desk_post_files_dup_paths (DeskPostFiles *self);
void desk_post_files_clear (DeskPostFiles *self);

G_END_DECLS
