/* desk-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-chart"

#include "desk-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "desk-chart-paint.h"
#include "desk-chart-words.h"
#include "desk-draw.h"

#define ANIMATION_MS 250
/* in lines of text */
#define MIN_WIDTH_LINES 12
#define NATURAL_WIDTH_LINES 36
/* height of what could be higher, in parts of the width */
#define NATURAL_SHAPE 0.45
/* more than that are drawn only where something is to be seen of them */
#define MANY_MARKS 200

struct _DeskChart
{
  GtkWidget parent_instance;

  ClinicChart *chart;      /* owned, (nullable) */
  DeskChartPlan *plan;     /* owned, (nullable): of the present size */
  GPtrArray *marks;        /* owned, of GtkWidget, children: as in the plan, some to spare */
  guint n_marks;           /* in use */
  guint last;              /* had the focus */
  GtkWidget *empty;        /* owned child */
  AdwAnimation *animation; /* owned */
  double progress;
  ClinicChartKind kind;
};

G_DEFINE_FINAL_TYPE (DeskChart, desk_chart, GTK_TYPE_WIDGET)

typedef enum
{
  ACTIVATED,
  N_SIGNALS,
} DeskChartSignal;

static guint signals[N_SIGNALS];

static GQuark
place_quark (void)
{
  return g_quark_from_static_string ("desk-chart-place");
}

static gboolean
is_empty (DeskChart *self)
{
  return self->chart == NULL || clinic_chart_is_empty (self->chart);
}

static guint
n_series_of (DeskChart *self)
{
  return self->kind == CLINIC_CHART_SHARES ? 1 : clinic_chart_get_n_series (self->chart);
}

/* --- marks --- */

static void
on_mark_clicked_cb (GtkButton *button, DeskChart *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (button), place_quark ()));
  guint n = n_series_of (self);

  self->last = place;
  g_signal_emit (self, signals[ACTIVATED], 0, place % n, place / n);
}

static GtkWidget *
mark_new (DeskChart *self)
{
  GtkWidget *mark = gtk_button_new ();

  gtk_widget_add_css_class (mark, "chart-mark");
  gtk_widget_set_parent (mark, GTK_WIDGET (self));
  g_object_set_qdata (G_OBJECT (mark), place_quark (), GUINT_TO_POINTER (self->marks->len));
  g_signal_connect (mark, "clicked", G_CALLBACK (on_mark_clicked_cb), self);
  g_ptr_array_add (self->marks, mark);

  return mark;
}

static void
name_mark (DeskChart *self, guint place)
{
  guint n = n_series_of (self);
  GtkWidget *mark = g_ptr_array_index (self->marks, place);
  g_autofree char *words = desk_chart_mark_words (self->chart, self->kind, place % n, place / n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Opens the rows"), -1);
  gtk_widget_set_tooltip_text (mark, words);
}

static void
sync_marks (DeskChart *self)
{
  self->n_marks =
    is_empty (self) ? 0 : n_series_of (self) * clinic_chart_get_n_categories (self->chart);
  for (guint i = 0; i < self->n_marks; i++)
    {
      if (i >= self->marks->len)
        mark_new (self);
      name_mark (self, i);
    }
  for (guint i = 0; i < self->marks->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->marks, i), i < self->n_marks);
  /* those to spare stay out of the way of keys and readers */
  for (guint i = 0; i < self->marks->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->marks, i), i < self->n_marks);
  if (self->last >= self->n_marks)
    self->last = 0;
}

static void
forget_plan (DeskChart *self)
{
  g_clear_pointer (&self->plan, desk_chart_plan_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
sync_chart (DeskChart *self)
{
  gboolean empty = is_empty (self);

  gtk_widget_set_visible (self->empty, empty);
  sync_marks (self);
  forget_plan (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->chart != NULL ? clinic_chart_get_title (self->chart)
                                                      : _ ("Chart"),
                                  -1);
  if (!empty && gtk_widget_get_mapped (GTK_WIDGET (self)))
    adw_animation_play (self->animation);
}

/* --- keys --- */

static gboolean
focus_mark (DeskChart *self, int place)
{
  if (place < 0 || place >= (int) self->n_marks)
    return FALSE;
  self->last = (guint) place;

  return gtk_widget_grab_focus (g_ptr_array_index (self->marks, place));
}

/* (nullable): which mark has the focus, -1 none */
static int
focused_mark (DeskChart *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return focus != NULL
           ? (int) GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (focus), place_quark ()))
           : -1;
}

/* the next category or series in a direction, where they lie on the screen */
static gboolean
move (DeskChart *self, int at, gboolean along, int step)
{
  int n = (int) n_series_of (self);
  int series = at % n;
  int category = at / n;

  if (along)
    category += step;
  else
    series += step;
  if (series < 0 || series >= n)
    return FALSE;

  return focus_mark (self, category * n + series);
}

static gboolean
desk_chart_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DeskChart *self = DESK_CHART (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean downward =
    self->kind == CLINIC_CHART_SHARES || (self->plan != NULL && self->plan->lying);
  int at = focused_mark (self);

  if (self->n_marks == 0)
    return FALSE;
  if (at < 0)
    return focus_mark (self, (int) self->last);

  switch (direction)
    {
    case GTK_DIR_LEFT:
      move (self, at, !downward, rtl ? 1 : -1);
      return TRUE;
    case GTK_DIR_RIGHT:
      move (self, at, !downward, rtl ? -1 : 1);
      return TRUE;
    case GTK_DIR_UP:
      /* of lying bars also the series are below each other */
      return downward ? focus_mark (self, at - 1) || TRUE : move (self, at, FALSE, -1) || TRUE;
    case GTK_DIR_DOWN:
      return downward ? focus_mark (self, at + 1) || TRUE : move (self, at, FALSE, 1) || TRUE;
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    default:
      self->last = (guint) at;
      return FALSE;
    }
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   DeskChart *self)
{
  if (keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home)
    return focus_mark (self, 0);
  if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End)
    return focus_mark (self, (int) self->n_marks - 1);

  return GDK_EVENT_PROPAGATE;
}

/* A part of the ring; the other marks are buttons where they are drawn. */
static void
on_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, DeskChart *self)
{
  double dx, dy, angle, distance;

  if (self->plan == NULL || self->kind != CLINIC_CHART_SHARES || self->plan->radius <= 0)
    return;
  dx = x - self->plan->cx;
  dy = y - self->plan->cy;
  distance = sqrt (dx * dx + dy * dy);
  angle = atan2 (dx, -dy);
  if (angle < 0)
    angle += 2 * G_PI;
  if (distance > self->plan->radius || distance < self->plan->radius / 2)
    return;
  for (guint i = 0; i < self->plan->marks->len; i++)
    {
      const DeskChartMark *mark = &g_array_index (self->plan->marks, DeskChartMark, i);

      if (angle >= mark->from && angle < mark->to)
        {
          g_signal_emit (self, signals[ACTIVATED], 0, 0u, mark->category);
          return;
        }
    }
}

/* --- size and picture --- */

static void
desk_chart_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  DeskChart *self = DESK_CHART (widget);
  int line = desk_draw_line_height (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH_LINES * line;
      *natural = NATURAL_WIDTH_LINES * line;
      return;
    }
  if (for_size < 0)
    for_size = NATURAL_WIDTH_LINES * line;
  *minimum = *natural = 8 * line;
  if (!is_empty (self))
    *minimum =
      (int) ceil (desk_chart_plan_min_height (self->chart, self->kind,
                                              gtk_widget_get_pango_context (widget), for_size));
  *natural = *minimum;
  if (self->kind != CLINIC_CHART_SHARES && self->chart != NULL &&
      clinic_chart_is_in_time (self->chart))
    *natural = MAX (*minimum, (int) (MIN (for_size, 60 * line) * NATURAL_SHAPE));
}

static void
allocate_child (GtkWidget *child, double x, double y, double width, double height)
{
  GtkAllocation allocation = { (int) floor (x), (int) floor (y), (int) ceil (width),
                               (int) ceil (height) };
  int least_width = 0;
  int least_height = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  allocation.width = MAX (allocation.width, MAX (least_width, 1));
  allocation.height = MAX (allocation.height, MAX (least_height, 1));
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
desk_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DeskChart *self = DESK_CHART (widget);

  allocate_child (self->empty, 0, 0, width, height);
  if (is_empty (self))
    return;

  if (self->plan == NULL || (int) self->plan->width != width || (int) self->plan->height != height)
    {
      g_clear_pointer (&self->plan, desk_chart_plan_free);
      self->plan =
        desk_chart_plan_new (self->chart, self->kind, gtk_widget_get_pango_context (widget), width,
                             height, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL, FALSE);
    }
  for (guint i = 0; i < self->n_marks && i < self->plan->marks->len; i++)
    {
      const DeskChartBox *hit = &g_array_index (self->plan->marks, DeskChartMark, i).hit;

      allocate_child (g_ptr_array_index (self->marks, i), hit->x, hit->y, hit->width, hit->height);
    }
}

/* A mark shows nothing but that it is pressed, pointed at or has the focus; to ask hundreds of them
 * each frame takes longer than to draw their bars. */
static void
snapshot_marks (DeskChart *self, GtkSnapshot *snapshot)
{
  const GtkStateFlags seen = GTK_STATE_FLAG_ACTIVE | GTK_STATE_FLAG_PRELIGHT |
                             GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  for (guint i = 0; i < self->n_marks; i++)
    {
      GtkWidget *mark = g_ptr_array_index (self->marks, i);

      if (self->n_marks <= MANY_MARKS || (gtk_widget_get_state_flags (mark) & seen) != 0)
        gtk_widget_snapshot_child (GTK_WIDGET (self), mark, snapshot);
    }
}

static void
desk_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskChart *self = DESK_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->plan != NULL && !is_empty (self))
    {
      DeskChartLook look = desk_chart_look_for_widget (widget);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width,
                                                                              (float) height));

      desk_chart_paint (self->plan, &look, cr, self->progress);
      cairo_destroy (cr);
    }

  snapshot_marks (self, snapshot);
  gtk_widget_snapshot_child (widget, self->empty, snapshot);
}

static void
set_progress (double value, gpointer data)
{
  DeskChart *self = DESK_CHART (data);

  self->progress = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- overrides --- */

/* another font, size of the text, or colour */
static void
desk_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (desk_chart_parent_class)->css_changed (widget, change);

  forget_plan (DESK_CHART (widget));
}

static void
desk_chart_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (desk_chart_parent_class)->direction_changed (widget, previous);

  forget_plan (DESK_CHART (widget));
}

static void
desk_chart_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (desk_chart_parent_class)->system_setting_changed (widget, setting);

  forget_plan (DESK_CHART (widget));
}

static void
desk_chart_dispose (GObject *object)
{
  DeskChart *self = DESK_CHART (object);

  g_clear_object (&self->animation);
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->marks, i));
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  self->n_marks = 0;
  g_clear_pointer (&self->empty, gtk_widget_unparent);
  g_clear_pointer (&self->plan, desk_chart_plan_free);
  g_clear_pointer (&self->chart, clinic_chart_unref);

  G_OBJECT_CLASS (desk_chart_parent_class)->dispose (object);
}

static void
desk_chart_class_init (DeskChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_chart_dispose;
  widget_class->measure = desk_chart_measure;
  widget_class->size_allocate = desk_chart_size_allocate;
  widget_class->snapshot = desk_chart_snapshot;
  widget_class->focus = desk_chart_focus;
  widget_class->css_changed = desk_chart_css_changed;
  widget_class->direction_changed = desk_chart_direction_changed;
  widget_class->system_setting_changed = desk_chart_system_setting_changed;

  /**
   * DeskChart::activated:
   * @series: which series
   * @category: which category
   *
   * A bar, point or part was pressed: what it was counted from is asked for.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_chart_init (DeskChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->progress = 1;
  self->marks = g_ptr_array_new ();
  self->empty = gtk_label_new (_ ("Nothing was counted in this period"));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->empty), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_parent (self->empty, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->animation =
    adw_timed_animation_new (GTK_WIDGET (self), 0, 1, ANIMATION_MS,
                             adw_callback_animation_target_new (set_progress, self, NULL));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  sync_chart (self);
}

GtkWidget *
desk_chart_new (ClinicChartKind kind)
{
  DeskChart *self = g_object_new (DESK_TYPE_CHART, NULL);

  self->kind = kind;

  return GTK_WIDGET (self);
}

GtkWidget *
desk_bar_chart_new (void)
{
  return desk_chart_new (CLINIC_CHART_BARS);
}

GtkWidget *
desk_line_chart_new (void)
{
  return desk_chart_new (CLINIC_CHART_LINES);
}

GtkWidget *
desk_share_chart_new (void)
{
  return desk_chart_new (CLINIC_CHART_SHARES);
}

void
desk_chart_set_chart (DeskChart *self, ClinicChart *chart)
{
  ClinicChart *copy;

  g_return_if_fail (DESK_IS_CHART (self));

  copy = chart != NULL ? clinic_chart_ref (chart) : NULL;
  g_clear_pointer (&self->chart, clinic_chart_unref);
  self->chart = copy;
  sync_chart (self);
}

ClinicChart *
desk_chart_get_chart (DeskChart *self)
{
  g_return_val_if_fail (DESK_IS_CHART (self), NULL);

  return self->chart;
}

void
desk_chart_set_kind (DeskChart *self, ClinicChartKind kind)
{
  g_return_if_fail (DESK_IS_CHART (self));

  if (kind == self->kind)
    return;
  self->kind = kind;
  sync_chart (self);
}

ClinicChartKind
desk_chart_get_kind (DeskChart *self)
{
  g_return_val_if_fail (DESK_IS_CHART (self), CLINIC_CHART_BARS);

  return self->kind;
}

void
desk_chart_set_empty_text (DeskChart *self, const char *text)
{
  g_return_if_fail (DESK_IS_CHART (self));

  gtk_label_set_text (GTK_LABEL (self->empty),
                      text != NULL ? text : _ ("Nothing was counted in this period"));
}

GtkWidget *
desk_chart_get_mark (DeskChart *self, guint series, guint category)
{
  guint place;

  g_return_val_if_fail (DESK_IS_CHART (self), NULL);

  if (self->n_marks == 0 || series >= n_series_of (self))
    return NULL;
  place = category * n_series_of (self) + series;

  return place < self->n_marks ? g_ptr_array_index (self->marks, place) : NULL;
}
