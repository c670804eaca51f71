/* desk-paper-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-file.h"
#include "desk-file-shelf.h"

G_BEGIN_DECLS

/**
 * DeskPaperView:
 *
 * The document of an invoice, to be read in the window: a page at a time, as wide as there is room,
 * larger and smaller. With several files one is chosen. What cannot be shown here is opened in
 * another program, or in the browser, and it says why.
 */
#define DESK_TYPE_PAPER_VIEW (desk_paper_view_get_type ())

G_DECLARE_FINAL_TYPE (DeskPaperView, desk_paper_view, DESK, PAPER_VIEW, GtkWidget)

GtkWidget *desk_paper_view_new (void);
/* files: ClinicFile of the portal, (nullable); shelf: where they are brought to; address:
 * (nullable): the page of the document, for files that the browser alone may read. The same files
 * again change nothing. */
void desk_paper_view_set_files (DeskPaperView *self,
                                GListModel *files,
                                DeskFileShelf *shelf,
                                const char *address);
/* a file of this computer, (nullable) */
void desk_paper_view_set_file (DeskPaperView *self, GFile *file);
/* what takes the place of the document while there is none; NULL: "No document is attached" */
void desk_paper_view_set_note (DeskPaperView *self, const char *note);

/* The keys of pages and zoom: PgUp, PgDn, Ctrl with +, - and 0. TRUE: it was one of them */
gboolean desk_paper_view_press (DeskPaperView *self, guint keyval, GdkModifierType modifiers);
/* 1 larger, -1 smaller, 0 as wide as there is room */
void desk_paper_view_zoom (DeskPaperView *self, int direction);
/* pages on, or back */
void desk_paper_view_turn (DeskPaperView *self, int pages);
/* which page is drawn, from 1; 0: none is on screen */
guint desk_paper_view_get_page (DeskPaperView *self);
/* there is something to be looked at, or soon will be */
gboolean desk_paper_view_has_document (DeskPaperView *self);

G_END_DECLS
