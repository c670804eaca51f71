/* desk-board-drag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-drag"

#include "desk-board-drag.h"

#include <glib/gi18n.h>

#define EDGE_WIDTH 48
#define SCROLL_PER_SECOND 900.0

/* What happens to a column; owned by its controllers' closures. */
typedef struct
{
  DeskBoard *board;        /* unowned: the column is in it */
  DeskBoardColumn *column; /* unowned: has the controllers */
} Place;

static void
place_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static Place *
place_new (DeskBoard *board, DeskBoardColumn *column)
{
  Place *place = g_new0 (Place, 1);

  place->board = board;
  place->column = column;

  return place;
}

/* The value that is dragged is the board itself, which knows the cards: nothing else, and no other
 * program, can take it. */
static GdkContentProvider *
on_prepare_cb (GtkDragSource *source, double x, double y, Place *place)
{
  gpointer item = desk_board_column_pick (place->column, x, y);
  g_autoptr (GPtrArray) items = NULL;

  if (item == NULL)
    return NULL;

  if (!desk_board_column_is_selected (place->column, item))
    desk_board_column_select_only (place->column, item);
  items = desk_board_column_dup_chosen (place->column, item);
  desk_board_set_dragged (place->board, items);

  return gdk_content_provider_new_typed (DESK_TYPE_BOARD, place->board);
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, Place *place)
{
  g_autoptr (GPtrArray) items = desk_board_column_dup_chosen (place->column, NULL);
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *label = NULL;
  g_autofree char *text = NULL;

  if (items->len == 1)
    text = desk_board_column_dup_title (place->column, g_ptr_array_index (items, 0));
  else
    text = g_strdup_printf (ngettext ("%u card", "%u cards", items->len), items->len);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "board-dragged");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), label);
}

static void
on_drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, Place *place)
{
  desk_board_set_dragged (place->board, NULL);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, Place *place)
{
  return g_value_get_object (value) == (gpointer) place->board &&
         desk_board_drop (place->board, place->column);
}

void
desk_board_drag_add_column (DeskBoard *board, DeskBoardColumn *column)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (DESK_TYPE_BOARD, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_data (source, "prepare", G_CALLBACK (on_prepare_cb), place_new (board, column),
                         place_free, 0);
  g_signal_connect_data (source, "drag-begin", G_CALLBACK (on_drag_begin_cb),
                         place_new (board, column), place_free, 0);
  g_signal_connect_data (source, "drag-end", G_CALLBACK (on_drag_end_cb), place_new (board, column),
                         place_free, 0);
  gtk_widget_add_controller (desk_board_column_get_list (column), GTK_EVENT_CONTROLLER (source));

  g_signal_connect_data (target, "drop", G_CALLBACK (on_drop_cb), place_new (board, column),
                         place_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (column), GTK_EVENT_CONTROLLER (target));
}

/* --- the edges --- */

typedef struct
{
  GtkScrolledWindow *scrolled; /* unowned: has the controller */
  guint tick_id;
  gint64 last;
  int direction;
} Edges;

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Edges *edges = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (edges->scrolled);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (edges->last != 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                            edges->direction * SCROLL_PER_SECOND *
                                              (double) MIN (now - edges->last, 100000) /
                                              G_USEC_PER_SEC);
  edges->last = now;

  return G_SOURCE_CONTINUE;
}

static void
set_direction (Edges *edges, int direction)
{
  GtkWidget *widget = GTK_WIDGET (edges->scrolled);

  if (direction == edges->direction)
    return;
  edges->direction = direction;
  if (direction == 0)
    {
      gtk_widget_remove_tick_callback (widget, edges->tick_id);
      edges->tick_id = 0;
    }
  else if (edges->tick_id == 0)
    {
      edges->last = 0;
      edges->tick_id = gtk_widget_add_tick_callback (widget, on_tick_cb, edges, NULL);
    }
}

static void
on_motion_cb (GtkDropControllerMotion *motion, double x, double y, Edges *edges)
{
  int width = gtk_widget_get_width (GTK_WIDGET (edges->scrolled));

  set_direction (edges, x < EDGE_WIDTH ? -1 : x > width - EDGE_WIDTH ? 1 : 0);
}

static void
on_leave_cb (GtkDropControllerMotion *motion, Edges *edges)
{
  set_direction (edges, 0);
}

void
desk_board_drag_add_edges (DeskBoard *board, GtkScrolledWindow *scrolled)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Edges *edges = g_new0 (Edges, 1);

  edges->scrolled = scrolled;
  g_object_set_data_full (G_OBJECT (motion), "desk-edges", edges, g_free);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion_cb), edges);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), edges);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave_cb), edges);
  gtk_widget_add_controller (GTK_WIDGET (scrolled), motion);
}
