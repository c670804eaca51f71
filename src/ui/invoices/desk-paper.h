/* desk-paper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Nothing larger is read to be looked at here. */
#define DESK_PAPER_MAX_BYTES (50 * 1024 * 1024)

/**
 * DeskPaper:
 *
 * A document that is looked at page by page: a PDF or a picture. Documents come from strangers: all
 * reading and drawing is done in threads, one page of a document at a time, and within bounds of
 * size, so that none of them holds up the window.
 */
#define DESK_TYPE_PAPER (desk_paper_get_type ())

G_DECLARE_FINAL_TYPE (DeskPaper, desk_paper, DESK, PAPER, GObject)

/* Opens a file of this computer. finish: (transfer full): G_IO_ERROR_NOT_SUPPORTED: neither PDF nor
 * picture; PERMISSION_DENIED: it wants a password; NO_SPACE: too large; INVALID_DATA: broken. */
void desk_paper_open_async (GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
DeskPaper *desk_paper_open_finish (GAsyncResult *result, GError **error);

guint desk_paper_get_n_pages (DeskPaper *self);
/* A page, so many pixels wide (fewer where it would be too large). finish: (transfer full):
 * INVALID_DATA: there is no such page, or it cannot be drawn. */
void desk_paper_draw_async (DeskPaper *self,
                            guint page,
                            int width,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GdkTexture *desk_paper_draw_finish (DeskPaper *self, GAsyncResult *result, GError **error);
/* whether a file of this type (nullable) is worth being brought to be looked at */
gboolean desk_paper_can_show (const char *content_type);
/* Waits until no thread reads or draws any more, and lets none begin: before the process ends. */
void desk_paper_end (void);

G_END_DECLS
