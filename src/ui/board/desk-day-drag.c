/* desk-day-drag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-day-drag"

#include "desk-day-drag.h"

#include "desk-card-words.h"
#include "desk-day-card.h"

#define EDGE_WIDTH 40
#define SCROLL_PER_SECOND 600

/* How far below its upper end the card is held. */
typedef struct
{
  DeskDayCanvas *canvas; /* unowned: has the controllers */
  double y;
} Grip;

/* The value that is dragged is the canvas itself, which knows the visit: nothing else, and no other
 * program, can take it. */
static GdkContentProvider *
on_prepare_cb (GtkDragSource *source, double x, double y, Grip *grip)
{
  GtkWidget *card = desk_day_canvas_pick_card (grip->canvas, x, y);
  ClinicAppointment *visit = NULL;
  double across = 0;

  if (card == NULL)
    return NULL;

  /* What waits to be made has no number on the portal yet; what is over is over. */
  visit = desk_day_card_get_visit (DESK_DAY_CARD (card));
  if (clinic_appointment_get_id (visit) <= 0 ||
      clinic_appointment_get_kind (visit) != CLINIC_STAGE_KIND_PROCESS)
    return NULL;

  gtk_widget_translate_coordinates (GTK_WIDGET (grip->canvas), card, x, y, &across, &grip->y);
  desk_day_canvas_set_dragged (grip->canvas, visit);

  return gdk_content_provider_new_typed (DESK_TYPE_DAY_CANVAS, grip->canvas);
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, Grip *grip)
{
  ClinicAppointment *visit = desk_day_canvas_get_dragged (grip->canvas);
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *label = NULL;
  g_autofree char *name = NULL;

  if (visit == NULL)
    return;
  name = desk_card_name (visit);
  label = gtk_label_new (name);
  gtk_widget_add_css_class (label, "board-dragged");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), label);
}

static void
on_drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, Grip *grip)
{
  desk_day_canvas_set_dragged (grip->canvas, NULL);
}

/* The column is the pointer's, the time is the upper end of the card's. */
static GdkDragAction
on_motion_cb (GtkDropTarget *target, double x, double y, Grip *grip)
{
  return desk_day_canvas_aim (grip->canvas, x, y - grip->y) ? GDK_ACTION_MOVE : 0;
}

static void
on_leave_cb (GtkDropTarget *target, Grip *grip)
{
  desk_day_canvas_stop_aiming (grip->canvas);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, Grip *grip)
{
  return g_value_get_object (value) == (gpointer) grip->canvas &&
         desk_day_canvas_aim (grip->canvas, x, y - grip->y) && desk_day_canvas_drop (grip->canvas);
}

void
desk_day_drag_add_canvas (DeskDayCanvas *canvas)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (DESK_TYPE_DAY_CANVAS, GDK_ACTION_MOVE);
  Grip *grip = g_new0 (Grip, 1);

  grip->canvas = canvas;
  g_object_set_data_full (G_OBJECT (canvas), "desk-grip", grip, g_free);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare_cb), grip);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), grip);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end_cb), grip);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "enter", G_CALLBACK (on_motion_cb), grip);
  g_signal_connect (target, "motion", G_CALLBACK (on_motion_cb), grip);
  g_signal_connect (target, "leave", G_CALLBACK (on_leave_cb), grip);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), grip);
  gtk_widget_add_controller (GTK_WIDGET (canvas), GTK_EVENT_CONTROLLER (target));
}

/* --- the edges --- */

typedef struct
{
  GtkScrolledWindow *scrolled; /* unowned: has the controller */
  guint tick_id;
  gint64 last;
  int across;
  int down;
} Edges;

static void
scroll (GtkAdjustment *adjustment, double by)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Edges *edges = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double by = 0;

  if (edges->last != 0)
    by = SCROLL_PER_SECOND * (double) MIN (now - edges->last, 100000) / G_USEC_PER_SEC;
  edges->last = now;
  scroll (gtk_scrolled_window_get_hadjustment (edges->scrolled), edges->across * by);
  scroll (gtk_scrolled_window_get_vadjustment (edges->scrolled), edges->down * by);

  return G_SOURCE_CONTINUE;
}

static void
set_direction (Edges *edges, int across, int down)
{
  GtkWidget *widget = GTK_WIDGET (edges->scrolled);
  gboolean wanted = across != 0 || down != 0;

  edges->across = across;
  edges->down = down;
  if (wanted && edges->tick_id == 0)
    {
      edges->last = 0;
      edges->tick_id = gtk_widget_add_tick_callback (widget, on_tick_cb, edges, NULL);
    }
  else if (!wanted && edges->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (widget, edges->tick_id);
      edges->tick_id = 0;
    }
}

static int
side_of (double at, int size)
{
  return (at > size - EDGE_WIDTH) - (at < EDGE_WIDTH);
}

static void
on_edge_motion_cb (GtkDropControllerMotion *motion, double x, double y, Edges *edges)
{
  GtkWidget *widget = GTK_WIDGET (edges->scrolled);

  set_direction (edges, side_of (x, gtk_widget_get_width (widget)),
                 side_of (y, gtk_widget_get_height (widget)));
}

static void
on_edge_leave_cb (GtkDropControllerMotion *motion, Edges *edges)
{
  set_direction (edges, 0, 0);
}

void
desk_day_drag_add_edges (GtkScrolledWindow *scrolled)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Edges *edges = g_new0 (Edges, 1);

  edges->scrolled = scrolled;
  g_object_set_data_full (G_OBJECT (motion), "desk-edges", edges, g_free);
  g_signal_connect (motion, "enter", G_CALLBACK (on_edge_motion_cb), edges);
  g_signal_connect (motion, "motion", G_CALLBACK (on_edge_motion_cb), edges);
  g_signal_connect (motion, "leave", G_CALLBACK (on_edge_leave_cb), edges);
  gtk_widget_add_controller (GTK_WIDGET (scrolled), motion);
}
