/* desk-text-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-file.h"
#include "desk-file-shelf.h"

G_BEGIN_DECLS

/**
 * DeskTextView:
 *
 * A text of the portal as a person reads it: paragraphs, lists, quotations, code, tables, files and
 * links. A long one is folded to its beginning; unfolded, its first screens are there at once and
 * the rest follows frame by frame, so that no text, however long, stops the window.
 *
 * Signal "filled": all of it is there.
 */
#define DESK_TYPE_TEXT_VIEW (desk_text_view_get_type ())

G_DECLARE_FINAL_TYPE (DeskTextView, desk_text_view, DESK, TEXT_VIEW, GtkWidget)

GtkWidget *desk_text_view_new (void);
/* text: BBCode (clinic_text_parse()); files: (nullable): ClinicFile that it may show; fold: show no
 * more than the beginning of a long one */
void desk_text_view_set_text (DeskTextView *self,
                              const char *text,
                              GListModel *files,
                              DeskFileShelf *shelf,
                              gboolean fold);
/* not all of it is shown because it was to be folded */
gboolean desk_text_view_is_folded (DeskTextView *self);
/* all of it is there: FALSE also for a folded one */
gboolean desk_text_view_is_filled (DeskTextView *self);
/* the file stands in the text, so that no list of files needs it */
gboolean desk_text_view_has_file (DeskTextView *self, ClinicFile *file);

G_END_DECLS
