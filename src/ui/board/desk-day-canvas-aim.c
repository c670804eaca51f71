/* desk-day-canvas-aim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A card that is held over the day: where it would come to lie, and whom it would meet there.
 */

#define G_LOG_DOMAIN "desk-day-canvas"

#include "desk-day-canvas-private.h"

#include <glib/gi18n.h>

#include "desk-day-card.h"
#include "desk-draw.h"
#include "desk-format.h"

/* somebody else is booked then; (transfer full) (nullable) */
static ClinicAppointment *
dup_clash (DeskDayCanvas *self)
{
  ClinicDayColumn *column = desk_day_canvas_column_at (self, self->aim_column);
  gint64 end = self->aim_start + clinic_windows_end_of (self->dragged) -
               clinic_appointment_get_start (self->dragged);
  GArray *blocks = column != NULL ? clinic_day_column_get_blocks (column) : NULL;

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const ClinicDayBlock *block = &g_array_index (blocks, ClinicDayBlock, i);

      if (block->visit != self->dragged && block->start < end && block->end > self->aim_start)
        return g_object_ref (block->visit);
    }

  return NULL;
}

void
desk_day_canvas_draw_aim (DeskDayCanvas *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (ClinicAppointment) clash = NULL;
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;
  GdkRGBA colour, tint;
  double x = 0, y = 0, bottom = 0;
  int width = desk_day_canvas_get_column_width (self);

  if (self->aim_start == 0 || self->dragged == NULL || self->aim_column >= self->n_columns)
    return;

  clash = dup_clash (self);
  time = desk_format_time (self->aim_start);
  /* Translators: where a card is held, somebody is booked already: 10:30, taken */
  words = clash != NULL ? g_strdup_printf (_ ("%s, taken"), time) : g_strdup (time);
  colour = desk_draw_colour (widget, clash != NULL ? "warning_color" : "accent_color", 1.0);
  tint = colour;
  tint.alpha = 0.2F;
  x = (double) self->aim_column * width;
  y = desk_day_canvas_get_y (self, self->aim_start);
  bottom = desk_day_canvas_get_y (self, self->aim_start + clinic_windows_end_of (self->dragged) -
                                          clinic_appointment_get_start (self->dragged));
  desk_draw_fill (snapshot, &tint, x, y, width - 1, bottom - y);
  desk_draw_fill (snapshot, &colour, x, y, width - 1, 2);
  desk_draw_fill (snapshot, &colour, x, bottom - 2, width - 1, 2);
  desk_draw_text (widget, snapshot, words, NULL, (int) x + 6, (int) x + width - 6, (int) y + 3,
                  TRUE, &colour);
}

void
desk_day_canvas_set_dragged (DeskDayCanvas *self, ClinicAppointment *visit)
{
  g_return_if_fail (DESK_IS_DAY_CANVAS (self));

  g_set_object (&self->dragged, visit);
  desk_day_canvas_stop_aiming (self);
}

ClinicAppointment *
desk_day_canvas_get_dragged (DeskDayCanvas *self)
{
  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), NULL);

  return self->dragged;
}

gboolean
desk_day_canvas_aim (DeskDayCanvas *self, double x, double y)
{
  int width = 0;
  gint64 start = 0;
  guint column = 0;

  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), FALSE);

  width = desk_day_canvas_get_column_width (self);
  if (self->dragged == NULL || width <= 0 || x < 0)
    return FALSE;
  column = (guint) (x / width);
  start =
    self->from + (gint64) (y / desk_day_canvas_quarter_height (self) + 0.5) * DESK_DAY_QUARTER;
  start = CLAMP (start, self->from, self->to - DESK_DAY_QUARTER);
  if (column >= self->n_columns)
    return FALSE;

  if (start != self->aim_start || column != self->aim_column)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->aim_start = start;
  self->aim_column = column;

  return TRUE;
}

void
desk_day_canvas_stop_aiming (DeskDayCanvas *self)
{
  g_return_if_fail (DESK_IS_DAY_CANVAS (self));

  self->aim_start = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
desk_day_canvas_pick_card (DeskDayCanvas *self, double x, double y)
{
  GtkWidget *picked = NULL;

  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), NULL);

  picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return picked != NULL ? DESK_IS_DAY_CARD (picked)
                            ? picked
                            : gtk_widget_get_ancestor (picked, DESK_TYPE_DAY_CARD)
                        : NULL;
}

gboolean
desk_day_canvas_drop (DeskDayCanvas *self)
{
  g_autoptr (ClinicAppointment) visit = NULL;
  ClinicDayColumn *column = NULL;
  gint64 start = 0;

  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), FALSE);

  start = self->aim_start;
  column = desk_day_canvas_column_at (self, self->aim_column);
  if (start == 0 || self->dragged == NULL || column == NULL)
    return FALSE;

  visit = g_object_ref (self->dragged);
  desk_day_canvas_stop_aiming (self);
  g_signal_emit_by_name (self, "moved", visit, clinic_day_column_get_id (column), start);

  return TRUE;
}
