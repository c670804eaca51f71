/* desk-day-hours.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-day-hours"

#include "desk-day-hours.h"

#include "desk-draw.h"
#include "desk-format.h"

#define MARGIN 6

struct _DeskDayHours
{
  GtkWidget parent_instance;

  ClinicSession *session; /* owned */
  ClinicDay *day;         /* owned */
  DeskDayCanvas *canvas;  /* unowned: beside us in the view */
  GtkAdjustment *down;    /* owned */
};

G_DEFINE_FINAL_TYPE (DeskDayHours, desk_day_hours, GTK_TYPE_WIDGET)

static void
draw_time (DeskDayHours *self, GtkSnapshot *snapshot, gint64 when, gboolean is_now)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *time = desk_format_time (when);
  GdkRGBA colour = desk_draw_colour (widget, is_now ? "accent_color" : NULL, is_now ? 1.0 : 0.75);
  int y =
    (int) (desk_day_canvas_get_y (self->canvas, when) - gtk_adjustment_get_value (self->down));

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (is_now)
    {
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      y -= desk_draw_line_height (widget) / 2;
    }
  desk_draw_text (widget, snapshot, time, attributes, 0, gtk_widget_get_width (widget) - MARGIN,
                  MAX (y, 0), TRUE, &colour);
}

static void
desk_day_hours_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskDayHours *self = DESK_DAY_HOURS (widget);
  gint64 now = clinic_session_get_now (self->session);
  double top = gtk_adjustment_get_value (self->down);
  gint64 from = 0, to = 0;

  clinic_day_get_hours (self->day, &from, &to);
  for (gint64 when = from; when < to; when += 3600)
    /* the present time has the place of an hour that is near */
    if (desk_day_canvas_get_y (self->canvas, when) >= top && ABS (when + 450 - now) > 900)
      draw_time (self, snapshot, when, FALSE);
  if (now >= from && now < to && desk_day_canvas_get_y (self->canvas, now) >= top)
    draw_time (self, snapshot, now, TRUE);
}

static void
desk_day_hours_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width = 0;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;

  layout = gtk_widget_create_pango_layout (widget, "00:000");
  pango_layout_get_pixel_size (layout, &width, NULL);
  *minimum = *natural = width + 2 * MARGIN;
}

static void
desk_day_hours_dispose (GObject *object)
{
  DeskDayHours *self = DESK_DAY_HOURS (object);

  g_clear_object (&self->down);
  g_clear_object (&self->day);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_day_hours_parent_class)->dispose (object);
}

static void
desk_day_hours_class_init (DeskDayHoursClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_day_hours_dispose;
  widget_class->snapshot = desk_day_hours_snapshot;
  widget_class->measure = desk_day_hours_measure;
  gtk_widget_class_set_css_name (widget_class, "dayhours");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
desk_day_hours_init (DeskDayHours *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
desk_day_hours_new (ClinicSession *session,
                    ClinicDay *day,
                    DeskDayCanvas *canvas,
                    GtkAdjustment *down)
{
  DeskDayHours *self = g_object_new (DESK_TYPE_DAY_HOURS, NULL);

  self->session = g_object_ref (session);
  self->day = g_object_ref (day);
  self->canvas = canvas;
  self->down = g_object_ref (down);
  g_signal_connect_object (day, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (down, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
