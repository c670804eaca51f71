/* desk-focus-mark.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DeskFocusMark:
 *
 * Where the person was before going somewhere by a key: the widget and, in a text, the caret and
 * the selection, so that writing goes on in the middle of the word. Holds nothing alive.
 */
#define DESK_TYPE_FOCUS_MARK (desk_focus_mark_get_type ())

G_DECLARE_FINAL_TYPE (DeskFocusMark, desk_focus_mark, DESK, FOCUS_MARK, GObject)

DeskFocusMark *desk_focus_mark_new (void);
/* Remembers the focus of the window that `place` is in; a focus inside `place` is no change. */
void desk_focus_mark_set (DeskFocusMark *self, GtkWidget *place);
gboolean desk_focus_mark_is_set (DeskFocusMark *self);
void desk_focus_mark_clear (DeskFocusMark *self);
/* back to it, once; FALSE when there is nothing to go back to */
gboolean desk_focus_mark_return (DeskFocusMark *self);

G_END_DECLS
