/* desk-wrap-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-wrap-layout"

#include "desk-wrap-layout.h"

struct _DeskWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (DeskWrapLayout, desk_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_SPACING = 1,
} DeskWrapLayoutProperty;

static GParamSpec *properties[PROP_SPACING + 1];

static int
natural_width (GtkWidget *child, int available)
{
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return available < 0 ? natural : MAX (minimum, MIN (natural, available));
}

/* The next child that takes room, or NULL. */
static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* What a child is given: those that expand share what is left of the row. */
static int
given_width (GtkWidget *child, int width, int left, int n_expand)
{
  int wide = natural_width (child, width);

  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? wide + left / n_expand
                                                                       : wide;
}

/* Puts the children that fit into one row, from first on; returns the first of the next row. */
static GtkWidget *
lay_row (DeskWrapLayout *self, GtkWidget *first, int width, int y, gboolean place, int *height)
{
  GtkWidget *end = first;
  int used = 0;
  int n_expand = 0;
  int x = 0;

  *height = 0;
  while (end != NULL)
    {
      int wide = natural_width (end, width);
      int more = used == 0 ? wide : used + self->spacing + wide;

      if (used > 0 && more > width)
        break;
      used = more;
      n_expand += gtk_widget_compute_expand (end, GTK_ORIENTATION_HORIZONTAL);
      end = next_shown (gtk_widget_get_next_sibling (end));
    }

  for (GtkWidget *child = first; child != end;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int minimum = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                          given_width (child, width, MAX (width - used, 0), n_expand), &minimum,
                          NULL, NULL, NULL);
      *height = MAX (*height, minimum);
    }

  for (GtkWidget *child = first; place && child != end;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      GtkAllocation allocation = { x, y,
                                   given_width (child, width, MAX (width - used, 0), n_expand),
                                   *height };

      x += allocation.width + self->spacing;
      if (gtk_widget_get_direction (gtk_widget_get_parent (child)) == GTK_TEXT_DIR_RTL)
        allocation.x = width - allocation.x - allocation.width;
      gtk_widget_size_allocate (child, &allocation, -1);
    }

  return end;
}

static int
lay_all (DeskWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      int height = 0;

      if (y > 0)
        y += self->spacing;
      child = lay_row (self, child, width, y, place, &height);
      y += height;
    }

  return y;
}

static GtkSizeRequestMode
desk_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
desk_wrap_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  DeskWrapLayout *self = DESK_WRAP_LAYOUT (manager);
  int widest = 0;
  int all = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      widest = MAX (widest, natural_width (child, 0));
      all += natural_width (child, -1) + (all > 0 ? self->spacing : 0);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = all;
    }
  else
    {
      *minimum = lay_all (self, widget, for_size < 0 ? all : for_size, FALSE);
      *natural = *minimum;
    }
}

static void
desk_wrap_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  lay_all (DESK_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
desk_wrap_layout_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((DeskWrapLayoutProperty) prop_id)
    {
    case PROP_SPACING:
      DESK_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_wrap_layout_class_init (DeskWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = desk_wrap_layout_set_property;
  layout_class->get_request_mode = desk_wrap_layout_get_request_mode;
  layout_class->measure = desk_wrap_layout_measure;
  layout_class->allocate = desk_wrap_layout_allocate;

  properties[PROP_SPACING] =
    g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
desk_wrap_layout_init (DeskWrapLayout *self)
{
}

GtkLayoutManager *
desk_wrap_layout_new (int spacing)
{
  return g_object_new (DESK_TYPE_WRAP_LAYOUT, "spacing", spacing, NULL);
}
