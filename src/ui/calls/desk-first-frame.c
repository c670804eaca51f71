/* desk-first-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-first-frame"

#include "desk-first-frame.h"

struct _DeskFirstFrame
{
  GObject parent_instance;

  GtkWidget *widget;    /* unowned: owns this */
  GdkFrameClock *clock; /* owned, nullable: while the frame is awaited */
  gint64 painted;
};

G_DEFINE_FINAL_TYPE (DeskFirstFrame, desk_first_frame, G_TYPE_OBJECT)

typedef enum
{
  PROP_PAINTED = 1,
} DeskFirstFrameProperty;

static GParamSpec *properties[PROP_PAINTED + 1];

static void
on_after_paint_cb (DeskFirstFrame *self)
{
  desk_first_frame_stop (self);
  self->painted = g_get_monotonic_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTED]);
}

static void
desk_first_frame_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DeskFirstFrameProperty) prop_id)
    {
    case PROP_PAINTED:
      g_value_set_int64 (value, DESK_FIRST_FRAME (object)->painted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_first_frame_dispose (GObject *object)
{
  desk_first_frame_stop (DESK_FIRST_FRAME (object));

  G_OBJECT_CLASS (desk_first_frame_parent_class)->dispose (object);
}

static void
desk_first_frame_class_init (DeskFirstFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_first_frame_dispose;
  object_class->get_property = desk_first_frame_get_property;

  properties[PROP_PAINTED] =
    g_param_spec_int64 ("painted", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
desk_first_frame_init (DeskFirstFrame *self)
{
}

DeskFirstFrame *
desk_first_frame_new (GtkWidget *widget)
{
  DeskFirstFrame *self = g_object_new (DESK_TYPE_FIRST_FRAME, NULL);

  self->widget = widget;

  return self;
}

void
desk_first_frame_reset (DeskFirstFrame *self)
{
  g_return_if_fail (DESK_IS_FIRST_FRAME (self));

  desk_first_frame_stop (self);
  self->painted = 0;
}

void
desk_first_frame_await (DeskFirstFrame *self)
{
  g_return_if_fail (DESK_IS_FIRST_FRAME (self));

  if (self->clock != NULL || self->painted != 0 || !gtk_widget_get_mapped (self->widget))
    return;

  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->widget));
  g_signal_connect_object (self->clock, "after-paint", G_CALLBACK (on_after_paint_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (self->widget);
}

void
desk_first_frame_stop (DeskFirstFrame *self)
{
  g_return_if_fail (DESK_IS_FIRST_FRAME (self));

  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

gint64
desk_first_frame_get_painted (DeskFirstFrame *self)
{
  g_return_val_if_fail (DESK_IS_FIRST_FRAME (self), 0);

  return self->painted;
}
