/* desk-check-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-check-row"

#include "desk-check-row.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-check-words.h"

/**
 * DeskCheckRow:
 *
 * One line of the connection's checklist: how it stands, by a shape and a word, what was found and
 * what to do. Follows a ClinicCheck.
 */
struct _DeskCheckRow
{
  GtkListBoxRow parent_instance;

  ClinicCheck *check; /* owned */
  guint idle_id;

  GtkImage *icon; /* unowned, template child, as all below */
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *found;
  GtkLabel *advice;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (DeskCheckRow, desk_check_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_colour (GtkWidget *widget, ClinicCheckState state)
{
  static const struct
  {
    ClinicCheckState state;
    const char *css;
  } colours[] = { { CLINIC_CHECK_FINE, "success" },
                  { CLINIC_CHECK_ATTENTION, "warning" },
                  { CLINIC_CHECK_BROKEN, "error" } };

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    if (colours[i].state == state)
      gtk_widget_add_css_class (widget, colours[i].css);
    else
      gtk_widget_remove_css_class (widget, colours[i].css);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskCheckRow *self = DESK_CHECK_ROW (user_data);
  ClinicCheckState state = clinic_check_get_state (self->check);
  g_autofree char *found = desk_check_words_found (self->check);
  g_autofree char *advice = desk_check_words_advice (self->check);
  const char *words = desk_check_words_state (state);
  g_autofree char *name = NULL;
  g_autofree char *details = NULL;

  self->idle_id = 0;
  if (clinic_check_get_problem (self->check) != NULL)
    details = g_strdup_printf (_ ("Details for the administrator: %s"),
                               clinic_check_get_problem (self->check));
  gtk_image_set_from_icon_name (self->icon, desk_check_words_icon (state));
  show_colour (GTK_WIDGET (self->icon), state);
  show_colour (GTK_WIDGET (self->state), state);
  show_text (self->title, desk_check_words_title (self->check));
  show_text (self->state, words);
  show_text (self->found, found);
  show_text (self->advice, advice);
  show_text (self->problem, details);

  /* Translators: a line of the connection's checklist and how it stands, for a screen reader */
  name = g_strdup_printf (C_ ("check", "%s: %s"), desk_check_words_title (self->check), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  advice != NULL ? advice : found, -1);

  return G_SOURCE_REMOVE;
}

/* A check changes several properties at a time. */
static void
on_check_changed_cb (DeskCheckRow *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);
}

static void
desk_check_row_dispose (GObject *object)
{
  DeskCheckRow *self = DESK_CHECK_ROW (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->check);

  G_OBJECT_CLASS (desk_check_row_parent_class)->dispose (object);
}

static void
desk_check_row_class_init (DeskCheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_check_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckRow, title);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckRow, state);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckRow, found);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckRow, advice);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckRow, problem);
}

static void
desk_check_row_init (DeskCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
desk_check_row_new (ClinicCheck *check)
{
  DeskCheckRow *self;

  g_return_val_if_fail (CLINIC_IS_CHECK (check), NULL);

  self = g_object_new (DESK_TYPE_CHECK_ROW, NULL);
  self->check = g_object_ref (check);
  g_signal_connect_object (check, "notify", G_CALLBACK (on_check_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_idle_cb (self);

  return GTK_WIDGET (self);
}
