/* desk-day-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-day-head"

#include "desk-day-head.h"

#include <glib/gi18n.h>

#include "desk-format.h"

struct _DeskDayHead
{
  GtkWidget parent_instance;

  ClinicDay *day;        /* owned */
  DeskDayCanvas *canvas; /* unowned: beside us in the view */
  GtkAdjustment *across; /* owned */
  guint update_source;
};

G_DEFINE_FINAL_TYPE (DeskDayHead, desk_day_head, GTK_TYPE_WIDGET)

/* "therapist · 7 visits" */
static char *
dup_visits (ClinicDayColumn *column)
{
  guint n = clinic_day_column_get_blocks (column)->len;
  g_autofree char *visits = g_strdup_printf (ngettext ("%u visit", "%u visits", n), n);
  const char *specialty = clinic_day_column_get_specialty (column);

  return *specialty != '\0' ? g_strjoin (" · ", specialty, visits, NULL) : g_strdup (visits);
}

static char *
dup_free (ClinicDayColumn *column)
{
  gint64 minutes = clinic_day_column_get_free (column);
  g_autofree char *length = desk_format_duration (minutes * 60);

  if (clinic_day_column_get_id (column) == 0)
    return g_strdup ("");
  if (minutes == 0)
    return g_strdup (_ ("no free time"));

  /* Translators: how much of somebody's day is free: free 2 h 30 min */
  return g_strdup_printf (_ ("free %s"), length);
}

static void
add_line (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_column (DeskDayHead *self, ClinicDayColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *name = clinic_day_column_get_name (column);
  gboolean chairs = clinic_day_get_rules (self->day)->place == CLINIC_PLACE_CHAIR;
  g_autofree char *visits = dup_visits (column);
  g_autofree char *length = dup_free (column);

  gtk_widget_add_css_class (box, "day-column");
  if (*name == '\0')
    name = chairs ? _ ("No chair") : _ ("No doctor");
  add_line (box, name, "heading");
  add_line (box, visits, "caption");
  add_line (box, length, "caption");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
clear (DeskDayHead *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskDayHead *self = DESK_DAY_HEAD (user_data);
  GPtrArray *columns = clinic_day_get_columns (self->day);

  self->update_source = 0;
  clear (self);
  for (guint i = 0; i < columns->len; i++)
    add_column (self, g_ptr_array_index (columns, i));
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (DeskDayHead *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_update_cb, self, NULL);
}

static void
desk_day_head_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int height = 0;

      gtk_widget_measure (child, orientation, -1, &height, NULL, NULL, NULL);
      *minimum = *natural = MAX (*natural, height);
    }
}

static void
desk_day_head_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DeskDayHead *self = DESK_DAY_HEAD (widget);
  guint n = clinic_day_get_columns (self->day)->len;
  int column = desk_day_canvas_get_column_width (self->canvas);
  int x = -(int) gtk_adjustment_get_value (self->across);

  if (n == 0)
    return;
  /* the canvas is not allocated before us the first time */
  column = MAX (column, width / (int) n);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { x, 0, column, height };
      int least = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      place.width = MAX (place.width, least);
      gtk_widget_size_allocate (child, &place, -1);
      x += column;
    }
}

static void
desk_day_head_dispose (GObject *object)
{
  DeskDayHead *self = DESK_DAY_HEAD (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  clear (self);
  g_clear_object (&self->across);
  g_clear_object (&self->day);

  G_OBJECT_CLASS (desk_day_head_parent_class)->dispose (object);
}

static void
desk_day_head_class_init (DeskDayHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_day_head_dispose;
  widget_class->measure = desk_day_head_measure;
  widget_class->size_allocate = desk_day_head_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "dayhead");
}

static void
desk_day_head_init (DeskDayHead *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
desk_day_head_new (ClinicDay *day, DeskDayCanvas *canvas, GtkAdjustment *across)
{
  DeskDayHead *self = g_object_new (DESK_TYPE_DAY_HEAD, NULL);

  self->day = g_object_ref (day);
  self->canvas = canvas;
  self->across = g_object_ref (across);
  g_signal_connect_object (day, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (across, "changed", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (across, "value-changed", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);
  on_changed_cb (self);

  return GTK_WIDGET (self);
}
