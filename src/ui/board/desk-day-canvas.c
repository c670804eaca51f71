/* desk-day-canvas.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-day-canvas"

#include "desk-day-canvas-private.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-day-card.h"
#include "desk-day-drag.h"
#include "desk-draw.h"
#include "desk-format.h"
#include "desk-name.h"

/* A column is wide enough for a time and the beginning of a name, in heights of a line. */
#define COLUMN_LINES 10
/* Between a card and the side of its column. */
#define MARGIN 2

/* A card or a free window, and where it belongs. */
struct _Slot
{
  GtkWidget *widget;        /* owned child */
  ClinicAppointment *visit; /* unowned, the card has it; NULL: a window */
  guint column;
  gint64 start;
  gint64 end;
  guint lane;
  guint n_lanes;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (DeskDayCanvas, desk_day_canvas, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  MENU,
  BOOK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_signal_handlers_disconnect_by_data (slot->widget, slot);
  g_clear_pointer (&slot->widget, gtk_widget_unparent);
  g_free (slot);
}

ClinicDayColumn *
desk_day_canvas_column_at (DeskDayCanvas *self, guint position)
{
  GPtrArray *columns = clinic_day_get_columns (self->day);

  return position < columns->len ? g_ptr_array_index (columns, position) : NULL;
}

/* --- places --- */

int
desk_day_canvas_quarter_height (DeskDayCanvas *self)
{
  return desk_draw_line_height (GTK_WIDGET (self)) + 6;
}

static int
min_column_width (DeskDayCanvas *self)
{
  return COLUMN_LINES * desk_draw_line_height (GTK_WIDGET (self));
}

int
desk_day_canvas_get_column_width (DeskDayCanvas *self)
{
  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), 0);

  return self->n_columns > 0 ? gtk_widget_get_width (GTK_WIDGET (self)) / (int) self->n_columns : 0;
}

double
desk_day_canvas_get_y (DeskDayCanvas *self, gint64 when)
{
  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), 0);

  return (double) (when - self->from) * desk_day_canvas_quarter_height (self) / DESK_DAY_QUARTER;
}

static GtkAllocation
place_of (DeskDayCanvas *self, const Slot *slot)
{
  int width = desk_day_canvas_get_column_width (self) - 2 * MARGIN;
  int lane = width / (int) MAX (slot->n_lanes, 1);
  int top = (int) desk_day_canvas_get_y (self, slot->start) + 1;
  int bottom = (int) desk_day_canvas_get_y (self, slot->end);

  return (GtkAllocation){ (int) slot->column * (width + 2 * MARGIN) + MARGIN +
                            (int) slot->lane * lane,
                          top, MAX (lane - 1, 1), MAX (bottom - top, 1) };
}

/* --- what is in the places --- */

static void
on_card_activated_cb (DeskDayCard *card, Slot *slot)
{
  g_signal_emit (gtk_widget_get_parent (GTK_WIDGET (card)), signals[ACTIVATED], 0, slot->visit);
}

static void
on_card_menu_cb (DeskDayCard *card, double x, double y, Slot *slot)
{
  g_signal_emit (gtk_widget_get_parent (GTK_WIDGET (card)), signals[MENU], 0, slot->visit, card, x,
                 y);
}

static void
on_window_clicked_cb (GtkWidget *button, Slot *slot)
{
  DeskDayCanvas *self = DESK_DAY_CANVAS (gtk_widget_get_parent (button));
  ClinicDayColumn *column = desk_day_canvas_column_at (self, slot->column);

  if (column != NULL)
    g_signal_emit (self, signals[BOOK], 0, clinic_day_column_get_id (column), slot->start);
}

static void
on_focus_enter_cb (GtkEventController *controller, Slot *slot)
{
  GtkWidget *parent = gtk_widget_get_parent (gtk_event_controller_get_widget (controller));

  if (parent != NULL)
    DESK_DAY_CANVAS (parent)->last = slot;
}

static Slot *
add_slot (DeskDayCanvas *self, GtkWidget *widget, ClinicAppointment *visit)
{
  Slot *slot = g_new0 (Slot, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  slot->widget = widget;
  slot->visit = visit;
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus_enter_cb), slot);
  gtk_widget_add_controller (widget, focus);
  g_ptr_array_add (self->slots, slot);

  return slot;
}

static Slot *
get_card (DeskDayCanvas *self, ClinicAppointment *visit)
{
  Slot *slot = NULL;

  for (guint i = 0; i < self->slots->len; i++)
    {
      slot = g_ptr_array_index (self->slots, i);
      if (slot->visit == visit)
        return slot;
    }
  slot = add_slot (self, desk_day_card_new (self->session, visit), visit);
  g_signal_connect (slot->widget, "activated", G_CALLBACK (on_card_activated_cb), slot);
  g_signal_connect (slot->widget, "menu", G_CALLBACK (on_card_menu_cb), slot);

  return slot;
}

static void
show_card (DeskDayCanvas *self, const ClinicDayBlock *block, guint column)
{
  Slot *slot = get_card (self, block->visit);
  gboolean with_doctor = clinic_day_get_rules (self->day)->place == CLINIC_PLACE_CHAIR;

  slot->column = column;
  slot->start = block->start;
  slot->end = block->end;
  slot->lane = block->lane;
  slot->n_lanes = block->n_lanes;
  slot->stale = FALSE;
  desk_day_card_set_facts (DESK_DAY_CARD (slot->widget), with_doctor, block->assumed);
  desk_day_card_set_dimmed (DESK_DAY_CARD (slot->widget),
                            self->match != NULL && !self->match (block->visit, self->match_data));
}

/* A window of the same column that ends when this one does, or begins so, is the same window: it
 * grew or shrank, and keeps the focus. */
static Slot *
get_window (DeskDayCanvas *self, const ClinicWindow *window, guint column)
{
  GtkWidget *button = NULL;
  Slot *slot = NULL;

  for (guint i = 0; i < self->slots->len; i++)
    {
      slot = g_ptr_array_index (self->slots, i);
      if (slot->visit == NULL && slot->stale && slot->column == column &&
          (slot->start == window->start || slot->end == window->end))
        return slot;
    }
  button = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (button, "day-window");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  slot = add_slot (self, button, NULL);
  g_signal_connect (button, "clicked", G_CALLBACK (on_window_clicked_cb), slot);

  return slot;
}

static void
show_window (DeskDayCanvas *self, const ClinicWindow *window, guint column)
{
  Slot *slot = get_window (self, window, column);
  g_autofree char *length = desk_format_duration (window->end - window->start);
  g_autofree char *from = desk_format_time (window->start);
  g_autofree char *to = desk_format_time (window->end);
  /* Translators: a free time in somebody's day: + 45 min */
  g_autofree char *label = g_strdup_printf (_ ("+ %s"), length);
  g_autofree char *words =
    g_strdup_printf (_ ("%1$s, free %2$s–%3$s, %4$s: new appointment"),
                     clinic_day_column_get_name (desk_day_canvas_column_at (self, column)), from,
                     to, length);

  slot->column = column;
  slot->start = window->start;
  slot->end = window->end;
  slot->lane = 0;
  slot->n_lanes = 1;
  slot->stale = FALSE;
  gtk_button_set_label (GTK_BUTTON (slot->widget), label);
  gtk_widget_set_tooltip_text (slot->widget, words);
  desk_name_widget (slot->widget, words);
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const Slot *first = *(const Slot *const *) a, *second = *(const Slot *const *) b;

  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return first->lane < second->lane ? -1 : first->lane > second->lane;
}

/* The focus does not fall out of the day with what had it. */
static void
remove_stale (DeskDayCanvas *self)
{
  gboolean lost = FALSE;
  guint column = 0;
  gint64 start = 0;

  for (guint i = self->slots->len; i > 0; i--)
    {
      Slot *slot = g_ptr_array_index (self->slots, i - 1);

      if (!slot->stale)
        continue;
      if (slot == self->last)
        {
          lost = gtk_widget_is_focus (slot->widget);
          column = slot->column;
          start = slot->start;
          self->last = NULL;
        }
      g_ptr_array_remove_index (self->slots, i - 1);
    }
  g_ptr_array_sort (self->slots, compare_slots);
  for (guint i = 0; lost && i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->column < column || (slot->column == column && slot->end <= start))
        continue;
      gtk_widget_grab_focus (slot->widget);
      return;
    }
}

static void
arrange (DeskDayCanvas *self)
{
  GPtrArray *columns = clinic_day_get_columns (self->day);

  g_clear_handle_id (&self->sync_source, g_source_remove);
  self->n_columns = columns->len;
  self->aim_start = 0;
  clinic_day_get_hours (self->day, &self->from, &self->to);
  for (guint i = 0; i < self->slots->len; i++)
    ((Slot *) g_ptr_array_index (self->slots, i))->stale = TRUE;
  for (guint i = 0; i < columns->len; i++)
    {
      ClinicDayColumn *column = g_ptr_array_index (columns, i);
      GArray *blocks = clinic_day_column_get_blocks (column);
      GArray *windows = clinic_day_column_get_windows (column);

      for (guint j = 0; j < blocks->len; j++)
        show_card (self, &g_array_index (blocks, ClinicDayBlock, j), i);
      for (guint j = 0; j < windows->len; j++)
        show_window (self, &g_array_index (windows, ClinicWindow, j), i);
    }
  remove_stale (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
on_sync_cb (gpointer user_data)
{
  DeskDayCanvas *self = DESK_DAY_CANVAS (user_data);

  self->sync_source = 0;
  arrange (self);

  return G_SOURCE_REMOVE;
}

/* A refresh changes many visits one by one: they are drawn once, before the next frame. */
static void
on_changed_cb (DeskDayCanvas *self)
{
  if (self->sync_source == 0)
    self->sync_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_sync_cb, self, NULL);
}

/* --- moving the focus --- */

/* the slot of the column that is nearest to a time; (nullable) */
static Slot *
nearest (DeskDayCanvas *self, guint column, gint64 start)
{
  Slot *best = NULL;

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->column == column &&
          (best == NULL || ABS (slot->start - start) < ABS (best->start - start)))
        best = slot;
    }

  return best;
}

static gboolean
step_focus (DeskDayCanvas *self, Slot *from, int across, int down)
{
  Slot *slot = NULL;
  guint at = 0;

  for (int column = (int) from->column + across;
       across != 0 && slot == NULL && column >= 0 && column < (int) self->n_columns;
       column += across)
    slot = nearest (self, (guint) column, from->start);
  if (down != 0 && g_ptr_array_find (self->slots, from, &at))
    {
      int next = (int) at + down;

      if (next >= 0 && next < (int) self->slots->len)
        slot = g_ptr_array_index (self->slots, next);
      if (slot != NULL && slot->column != from->column)
        slot = NULL;
    }
  if (slot != NULL)
    gtk_widget_grab_focus (slot->widget);

  return slot != NULL;
}

static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint keyval,
           guint code,
           GdkModifierType state,
           DeskDayCanvas *self)
{
  int across = 0, down = 0;

  if (self->last == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  across = (keyval == GDK_KEY_Right) - (keyval == GDK_KEY_Left);
  down = (keyval == GDK_KEY_Down) - (keyval == GDK_KEY_Up);
  if (across == 0 && down == 0)
    return GDK_EVENT_PROPAGATE;
  step_focus (self, self->last, across, down);

  return GDK_EVENT_STOP;
}

/* Tab leaves the day: there are arrows for the many things in it. */
static gboolean
desk_day_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DeskDayCanvas *self = DESK_DAY_CANVAS (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (self->last != NULL)
    return gtk_widget_grab_focus (self->last->widget);

  return desk_day_canvas_focus_first (self);
}

/* --- how it looks --- */

/* Shade where the clinic is closed, a line for each quarter hour, stronger for full ones. */
static void
draw_lines (DeskDayCanvas *self, GtkSnapshot *snapshot, int width, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const ClinicDayRules *rules = clinic_day_get_rules (self->day);
  GdkRGBA strong = desk_draw_colour (widget, NULL, 0.18);
  GdkRGBA weak = desk_draw_colour (widget, NULL, 0.06);
  double opens = desk_day_canvas_get_y (self, clinic_windows_at (rules->day, rules->begins));
  double closes = desk_day_canvas_get_y (self, clinic_windows_at (rules->day, rules->ends));
  int column = desk_day_canvas_get_column_width (self);

  desk_draw_fill (snapshot, &weak, 0, 0, width, opens);
  desk_draw_fill (snapshot, &weak, 0, closes, width, height - closes);
  for (gint64 when = self->from; when < self->to; when += DESK_DAY_QUARTER)
    desk_draw_fill (snapshot, (when - self->from) % 3600 == 0 ? &strong : &weak, 0,
                    (int) desk_day_canvas_get_y (self, when), width, 1);
  for (guint i = 1; i <= self->n_columns; i++)
    desk_draw_fill (snapshot, &strong, (int) i * column - 1, 0, 1, height);
}

static void
draw_now (DeskDayCanvas *self, GtkSnapshot *snapshot, int width, double alpha)
{
  gint64 now = clinic_session_get_now (self->session);
  GdkRGBA accent = desk_draw_colour (GTK_WIDGET (self), "accent_color", alpha);

  if (now >= self->from && now < self->to)
    desk_draw_fill (snapshot, &accent, 0, desk_day_canvas_get_y (self, now) - 1, width, 2);
}

static void
desk_day_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskDayCanvas *self = DESK_DAY_CANVAS (widget);
  int width = gtk_widget_get_width (widget);

  draw_lines (self, snapshot, width, gtk_widget_get_height (widget));
  draw_now (self, snapshot, width, 1.0);
  GTK_WIDGET_CLASS (desk_day_canvas_parent_class)->snapshot (widget, snapshot);
  /* faint where there are words under it */
  draw_now (self, snapshot, width, 0.3);
  desk_day_canvas_draw_aim (self, snapshot);
}

static void
desk_day_canvas_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  DeskDayCanvas *self = DESK_DAY_CANVAS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (int) self->n_columns * min_column_width (self);
  else
    *minimum = *natural =
      (int) ((self->to - self->from) / DESK_DAY_QUARTER) * desk_day_canvas_quarter_height (self) +
      1;
}

static void
desk_day_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DeskDayCanvas *self = DESK_DAY_CANVAS (widget);

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);
      GtkAllocation place = place_of (self, slot);
      int least_width = 0, least_height = 0;

      gtk_widget_measure (slot->widget, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL,
                          NULL);
      place.width = MAX (place.width, least_width);
      gtk_widget_measure (slot->widget, GTK_ORIENTATION_VERTICAL, place.width, &least_height, NULL,
                          NULL, NULL);
      place.height = MAX (place.height, least_height);
      gtk_widget_size_allocate (slot->widget, &place, -1);
    }
}

/* --- the type --- */

static void
desk_day_canvas_dispose (GObject *object)
{
  DeskDayCanvas *self = DESK_DAY_CANVAS (object);

  g_clear_handle_id (&self->sync_source, g_source_remove);
  self->last = NULL;
  if (self->slots != NULL)
    g_ptr_array_set_size (self->slots, 0);
  g_clear_object (&self->dragged);
  g_clear_object (&self->day);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_day_canvas_parent_class)->dispose (object);
}

static void
desk_day_canvas_finalize (GObject *object)
{
  g_clear_pointer (&DESK_DAY_CANVAS (object)->slots, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_day_canvas_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  signals[ACTIVATED] = g_signal_new ("activated", DESK_TYPE_DAY_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_APPOINTMENT);
  signals[MENU] =
    g_signal_new ("menu", DESK_TYPE_DAY_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  4, CLINIC_TYPE_APPOINTMENT, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[BOOK] = g_signal_new ("book", DESK_TYPE_DAY_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  /* emitted by its name: see desk-day-canvas-aim.c */
  g_signal_new ("moved", DESK_TYPE_DAY_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                3, CLINIC_TYPE_APPOINTMENT, G_TYPE_INT64, G_TYPE_INT64);
}

static void
desk_day_canvas_class_init (DeskDayCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_day_canvas_dispose;
  object_class->finalize = desk_day_canvas_finalize;
  widget_class->focus = desk_day_canvas_focus;
  widget_class->snapshot = desk_day_canvas_snapshot;
  widget_class->measure = desk_day_canvas_measure;
  widget_class->size_allocate = desk_day_canvas_size_allocate;

  add_signals ();
  gtk_widget_class_set_css_name (widget_class, "daycanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_day_canvas_init (DeskDayCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->slots = g_ptr_array_new_with_free_func (slot_free);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  desk_day_drag_add_canvas (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The day by doctors or chairs"), -1);
}

GtkWidget *
desk_day_canvas_new (ClinicSession *session, ClinicDay *day)
{
  DeskDayCanvas *self = g_object_new (DESK_TYPE_DAY_CANVAS, NULL);

  self->session = g_object_ref (session);
  self->day = g_object_ref (day);
  g_signal_connect_object (day, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  arrange (self);

  return GTK_WIDGET (self);
}

void
desk_day_canvas_set_match (DeskDayCanvas *self, DeskDayMatch match, gpointer data)
{
  g_return_if_fail (DESK_IS_DAY_CANVAS (self));

  self->match = match;
  self->match_data = data;
  desk_day_canvas_rematch (self);
}

void
desk_day_canvas_rematch (DeskDayCanvas *self)
{
  g_return_if_fail (DESK_IS_DAY_CANVAS (self));

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->visit != NULL)
        desk_day_card_set_dimmed (DESK_DAY_CARD (slot->widget),
                                  self->match != NULL &&
                                    !self->match (slot->visit, self->match_data));
    }
}

void
desk_day_canvas_tick (DeskDayCanvas *self)
{
  g_return_if_fail (DESK_IS_DAY_CANVAS (self));

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->visit != NULL)
        desk_day_card_tick (DESK_DAY_CARD (slot->widget));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

ClinicAppointment *
desk_day_canvas_get_focused (DeskDayCanvas *self)
{
  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), NULL);

  return self->last != NULL ? self->last->visit : NULL;
}

gboolean
desk_day_canvas_focus_first (DeskDayCanvas *self)
{
  g_return_val_if_fail (DESK_IS_DAY_CANVAS (self), FALSE);

  return self->slots->len > 0 &&
         gtk_widget_grab_focus (((Slot *) g_ptr_array_index (self->slots, 0))->widget);
}

void
desk_day_canvas_focus_visit (DeskDayCanvas *self, ClinicAppointment *visit)
{
  g_return_if_fail (DESK_IS_DAY_CANVAS (self));

  if (self->sync_source != 0)
    arrange (self);
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->visit == visit)
        gtk_widget_grab_focus (slot->widget);
    }
}
