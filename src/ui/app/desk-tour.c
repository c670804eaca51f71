/* desk-tour.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-tour"

#include "desk-tour.h"

#include <glib/gi18n.h>

#include "desk-fit.h"

/**
 * DeskTour:
 *
 * What a new colleague should know, in five pictures: shown once, when the desk is connected for
 * the first time, and again from the menu. The last page's button closes it, Escape does at any
 * time.
 */
struct _DeskTour
{
  AdwWindow parent_instance;

  AdwCarousel *carousel; /* unowned, template child, as all below */
  GtkWidget *back;
  GtkWidget *next;
};

G_DEFINE_FINAL_TYPE (DeskTour, desk_tour, ADW_TYPE_WINDOW)

static guint
get_page (DeskTour *self)
{
  return (guint) (adw_carousel_get_position (self->carousel) + 0.5);
}

static gboolean
is_last (DeskTour *self)
{
  return get_page (self) + 1 >= adw_carousel_get_n_pages (self->carousel);
}

static void
go (DeskTour *self, int step)
{
  guint page = get_page (self);

  if (step < 0 && page == 0)
    return;
  if (step > 0 && is_last (self))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  adw_carousel_scroll_to (self->carousel,
                          adw_carousel_get_nth_page (self->carousel, page + (guint) step), TRUE);
}

static void
on_position_cb (DeskTour *self)
{
  gtk_widget_set_sensitive (self->back, get_page (self) > 0);
  gtk_button_set_label (GTK_BUTTON (self->next),
                        is_last (self) ? C_ ("tour", "Begin") : C_ ("tour", "Next"));
}

static void
on_back_cb (DeskTour *self)
{
  go (self, -1);
}

static void
on_next_cb (DeskTour *self)
{
  go (self, 1);
}

static gboolean
on_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  go (DESK_TOUR (widget), g_variant_get_int32 (args));

  return TRUE;
}

static void
desk_tour_class_init (DeskTourClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-tour.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskTour, carousel);
  gtk_widget_class_bind_template_child (widget_class, DeskTour, back);
  gtk_widget_class_bind_template_child (widget_class, DeskTour, next);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_position_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, on_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, on_key_cb, "i", -1);
}

static void
desk_tour_init (DeskTour *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  on_position_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->next);
}

GtkWidget *
desk_tour_new (GtkWindow *parent)
{
  return g_object_new (DESK_TYPE_TOUR, "transient-for", parent, NULL);
}
