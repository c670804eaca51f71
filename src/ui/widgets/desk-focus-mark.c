/* desk-focus-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-focus-mark"

#include "desk-focus-mark.h"

struct _DeskFocusMark
{
  GObject parent_instance;

  GtkWidget *focus; /* weak, nullable */
  int caret;        /* in focus, when it is a text */
  int bound;
};

G_DEFINE_FINAL_TYPE (DeskFocusMark, desk_focus_mark, G_TYPE_OBJECT)

static void
desk_focus_mark_dispose (GObject *object)
{
  g_clear_weak_pointer (&DESK_FOCUS_MARK (object)->focus);

  G_OBJECT_CLASS (desk_focus_mark_parent_class)->dispose (object);
}

static void
desk_focus_mark_class_init (DeskFocusMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_focus_mark_dispose;
}

static void
desk_focus_mark_init (DeskFocusMark *self)
{
}

DeskFocusMark *
desk_focus_mark_new (void)
{
  return g_object_new (DESK_TYPE_FOCUS_MARK, NULL);
}

void
desk_focus_mark_set (DeskFocusMark *self, GtkWidget *place)
{
  GtkRoot *root = NULL;
  GtkWidget *focus = NULL;

  g_return_if_fail (DESK_IS_FOCUS_MARK (self));
  g_return_if_fail (GTK_IS_WIDGET (place));

  root = gtk_widget_get_root (place);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || focus == place || gtk_widget_is_ancestor (focus, place))
    return;

  g_set_weak_pointer (&self->focus, focus);
  if (GTK_IS_EDITABLE (focus))
    {
      int start = 0;
      int end = 0;

      self->caret = self->bound = gtk_editable_get_position (GTK_EDITABLE (focus));
      if (gtk_editable_get_selection_bounds (GTK_EDITABLE (focus), &start, &end))
        self->bound = self->caret == start ? end : start;
    }
}

gboolean
desk_focus_mark_is_set (DeskFocusMark *self)
{
  g_return_val_if_fail (DESK_IS_FOCUS_MARK (self), FALSE);

  return self->focus != NULL;
}

void
desk_focus_mark_clear (DeskFocusMark *self)
{
  g_return_if_fail (DESK_IS_FOCUS_MARK (self));

  g_clear_weak_pointer (&self->focus);
}

gboolean
desk_focus_mark_return (DeskFocusMark *self)
{
  GtkWidget *focus = NULL;

  g_return_val_if_fail (DESK_IS_FOCUS_MARK (self), FALSE);

  focus = self->focus;
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    return FALSE;

  /* A plain grab, or a stack that turned its page, selects all: the next letter would replace what
   * was written. */
  if (GTK_IS_TEXT (focus))
    {
      gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
      gtk_editable_select_region (GTK_EDITABLE (focus), self->bound, self->caret);
    }
  else
    gtk_widget_grab_focus (focus);

  g_clear_weak_pointer (&self->focus);

  return TRUE;
}
