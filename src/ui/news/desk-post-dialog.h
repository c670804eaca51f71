/* desk-post-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"
#include "desk-file-shelf.h"

G_BEGIN_DECLS

/**
 * DeskPostDialog:
 *
 * A message of one's own to colleagues: text with a small bar for its form and a preview, to whom,
 * important until when, files. Ctrl+Enter publishes it, through the outbox. Closed, it is only
 * hidden: what was written is there when it is opened again. Owned by the page of news, which
 * destroys it.
 *
 * Signal "kept": it is on its way.
 */
#define DESK_TYPE_POST_DIALOG (desk_post_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DeskPostDialog, desk_post_dialog, DESK, POST_DIALOG, AdwWindow)

GtkWidget *desk_post_dialog_new (ClinicSession *session, DeskFileShelf *shelf);

G_END_DECLS
