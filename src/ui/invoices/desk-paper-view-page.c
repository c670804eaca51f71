/* desk-paper-view-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the document that is on show: drawn, turned, enlarged and scrolled.
 */

#define G_LOG_DOMAIN "desk-paper-view"

#include "desk-paper-view-private.h"

#include <glib/gi18n.h>

/* until the width does not change any more */
#define SETTLE_MS 120
#define ZOOM_STEP 1.25
#define MAX_ZOOM 4.0
#define MIN_ZOOM 0.4
#define MARGIN 12
#define SCROLL_PART 0.9
#define MAX_HEIGHT 30000

int
desk_paper_view_get_room (DeskPaperView *self)
{
  double width =
    gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller));

  return MAX ((int) width - 2 * MARGIN, 0);
}

/* as large as it is to be now, whatever was drawn */
static void
size_picture (DeskPaperView *self)
{
  int width = MAX ((int) (desk_paper_view_get_room (self) * self->zoom), 1);

  if (self->ratio > 0)
    gtk_widget_set_size_request (GTK_WIDGET (self->picture), width,
                                 CLAMP ((int) (width * self->ratio), 1, MAX_HEIGHT));
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskPaperView) self = DESK_PAPER_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = desk_paper_draw_finish (DESK_PAPER (source), result, &error);
  g_autofree char *spoken = NULL;
  gboolean turned = self->drawn != self->page + 1;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (texture == NULL)
    {
      g_debug ("a page was not drawn: %s", error->message);
      desk_paper_view_say (self, _ ("This page cannot be shown here"), FALSE, TRUE);
      return;
    }
  g_clear_handle_id (&self->patience_source, g_source_remove);
  self->ratio = (double) gdk_texture_get_height (texture) / gdk_texture_get_width (texture);
  self->drawn = self->page + 1;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  size_picture (self);
  spoken = g_strdup_printf (_ ("Page %1$u of %2$u"), self->drawn,
                            desk_paper_get_n_pages (DESK_PAPER (source)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  if (turned)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->states, "page");
  desk_paper_view_update_bar (self);
}

void
desk_paper_view_draw (DeskPaperView *self)
{
  int room = desk_paper_view_get_room (self);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  desk_paper_view_update_bar (self);
  if (self->paper == NULL || room <= 0)
    return;
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  self->drawing = g_cancellable_new ();
  desk_paper_view_wait_for_it (self);
  desk_paper_draw_async (self->paper, self->page, (int) (room * self->zoom * scale), self->drawing,
                         on_drawn_cb, g_object_ref (self));
}

static gboolean
on_settled_cb (gpointer user_data)
{
  DeskPaperView *self = DESK_PAPER_VIEW (user_data);

  self->settle_source = 0;
  size_picture (self);
  desk_paper_view_draw (self);

  return G_SOURCE_REMOVE;
}

/* The first page of a document does not wait; a window that is made wider is followed afterwards.
 */
void
desk_paper_view_follow_room (DeskPaperView *self)
{
  if (self->paper == NULL)
    return;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (self->drawn == 0 ? 0 : SETTLE_MS, on_settled_cb, self);
}

void
desk_paper_view_zoom (DeskPaperView *self, int direction)
{
  g_return_if_fail (DESK_IS_PAPER_VIEW (self));

  if (self->paper == NULL)
    return;
  self->zoom = direction == 0  ? 1
               : direction > 0 ? MIN (self->zoom * ZOOM_STEP, MAX_ZOOM)
                               : MAX (self->zoom / ZOOM_STEP, MIN_ZOOM);
  size_picture (self);
  desk_paper_view_draw (self);
}

void
desk_paper_view_turn (DeskPaperView *self, int pages)
{
  gint64 page = 0;

  g_return_if_fail (DESK_IS_PAPER_VIEW (self));

  if (self->paper == NULL)
    return;
  page = CLAMP ((gint64) self->page + pages, 0, (gint64) desk_paper_get_n_pages (self->paper) - 1);
  if ((guint) page == self->page)
    return;
  self->page = (guint) page;
  desk_paper_view_draw (self);
}

/* within the page, and at its end to the next one */
static void
scroll (DeskPaperView *self, int direction)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  double page_size = gtk_adjustment_get_page_size (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) - page_size;

  if ((direction > 0 && value >= end - 1) || (direction < 0 && value <= 1))
    desk_paper_view_turn (self, direction);
  else
    gtk_adjustment_set_value (adjustment, value + direction * SCROLL_PART * page_size);
}

gboolean
desk_paper_view_press (DeskPaperView *self, guint keyval, GdkModifierType modifiers)
{
  GdkModifierType mask = modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK);

  g_return_val_if_fail (DESK_IS_PAPER_VIEW (self), FALSE);

  if (self->paper == NULL)
    return FALSE;
  if (mask == 0 && (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down))
    scroll (self, 1);
  else if (mask == 0 && (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up))
    scroll (self, -1);
  else if (mask == GDK_CONTROL_MASK &&
           (keyval == GDK_KEY_plus || keyval == GDK_KEY_equal || keyval == GDK_KEY_KP_Add))
    desk_paper_view_zoom (self, 1);
  else if (mask == GDK_CONTROL_MASK && (keyval == GDK_KEY_minus || keyval == GDK_KEY_KP_Subtract))
    desk_paper_view_zoom (self, -1);
  else if (mask == GDK_CONTROL_MASK && (keyval == GDK_KEY_0 || keyval == GDK_KEY_KP_0))
    desk_paper_view_zoom (self, 0);
  else
    return FALSE;

  return TRUE;
}

guint
desk_paper_view_get_page (DeskPaperView *self)
{
  g_return_val_if_fail (DESK_IS_PAPER_VIEW (self), 0);

  return self->drawn;
}
