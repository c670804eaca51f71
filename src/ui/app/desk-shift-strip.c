/* desk-shift-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-shift-strip"

#include "desk-shift-strip.h"

#include <glib/gi18n.h>

#include "desk-shift-words.h"
#include "reception-config.h"

/* One figure of the strip. */
typedef struct
{
  GtkWidget *button; /* unowned, in the strip, as all below */
  GtkLabel *name;
  GtkLabel *value;
} Figure;

struct _DeskShiftStrip
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  GSettings *settings;    /* owned */
  guint idle_id;
  Figure figures[DESK_N_SHIFT_FIGURES];
};

G_DEFINE_FINAL_TYPE (DeskShiftStrip, desk_shift_strip, ADW_TYPE_BIN)

/* What opens the rows. */
static const struct
{
  const char *action;
  const char *target; /* (nullable): of type s */
} opens[DESK_N_SHIFT_FIGURES] = {
  [DESK_SHIFT_MISSED] = { "win.show-missed", NULL },
  [DESK_SHIFT_WAITING] = { "workspace.show-today", "" },
  [DESK_SHIFT_BOOKED] = { "workspace.show-shift", "booked" },
  [DESK_SHIFT_CONFIRMED] = { "win.show-call-list", NULL },
  [DESK_SHIFT_WINDOWS] = { "workspace.show-today", "day" },
};

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_figure (Figure *figure, DeskShiftFigure which, const ClinicShift *shift)
{
  g_autofree char *value = desk_shift_words_value (which, shift);
  g_autofree char *sentence = desk_shift_words_sentence (which, shift);

  gtk_label_set_text (figure->name, desk_shift_words_name (which, shift));
  gtk_label_set_text (figure->value, value);
  gtk_widget_set_tooltip_text (figure->button, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (figure->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
}

static void
count (DeskShiftStrip *self)
{
  ClinicShiftScene scene =
    clinic_shift_look (self->session, g_settings_get_int (self->settings, "day-begins"),
                       g_settings_get_int (self->settings, "day-ends"));
  ClinicShift shift = clinic_shift_count (&scene);

  for (int i = 0; i < DESK_N_SHIFT_FIGURES; i++)
    show_figure (&self->figures[i], (DeskShiftFigure) i, &shift);
  set_class (GTK_WIDGET (self->figures[DESK_SHIFT_MISSED].value), "error", shift.late > 0);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskShiftStrip *self = DESK_SHIFT_STRIP (user_data);

  self->idle_id = 0;
  count (self);

  return G_SOURCE_REMOVE;
}

/* several tallies may have counted at once */
static void
count_soon (DeskShiftStrip *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);
}

static GtkWidget *
create_figure (Figure *figure, DeskShiftFigure which)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);

  figure->button = gtk_button_new ();
  figure->name = GTK_LABEL (name);
  figure->value = GTK_LABEL (value);
  gtk_label_set_xalign (figure->name, 0);
  gtk_label_set_wrap (figure->name, TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "heading");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  gtk_button_set_child (GTK_BUTTON (figure->button), box);
  gtk_widget_add_css_class (figure->button, "flat");
  gtk_widget_add_css_class (figure->button, "desk-figure");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (figure->button), opens[which].action);
  if (opens[which].target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (figure->button), "s", opens[which].target);

  return figure->button;
}

/* (transfer floating): what the figures are of, and the button of the report */
static GtkWidget *
create_title (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Shift"));
  GtkWidget *button = gtk_button_new_from_icon_name ("desk-report-symbolic");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (title, "desk-shift-title");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "desk-figure");
  gtk_widget_set_tooltip_text (button, _ ("End-of-shift report (Ctrl+H)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("End-of-shift report"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "workspace.show-shift");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
desk_shift_strip_dispose (GObject *object)
{
  DeskShiftStrip *self = DESK_SHIFT_STRIP (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_shift_strip_parent_class)->dispose (object);
}

static void
desk_shift_strip_class_init (DeskShiftStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_shift_strip_dispose;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_shift_strip_init (DeskShiftStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->settings = g_settings_new (RECEPTION_APP_ID);
  gtk_widget_add_css_class (box, "desk-shift");
  gtk_box_append (GTK_BOX (box), create_title ());
  for (int i = 0; i < DESK_N_SHIFT_FIGURES; i++)
    gtk_box_append (GTK_BOX (box), create_figure (&self->figures[i], (DeskShiftFigure) i));
  adw_bin_set_child (ADW_BIN (self), box);
  /* the names take what room there is, and ask for no more */
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Shift"),
                                  -1);
}

GtkWidget *
desk_shift_strip_new (ClinicSession *session, DeskTally *missed, DeskTally *visits)
{
  DeskShiftStrip *self = g_object_new (DESK_TYPE_SHIFT_STRIP, NULL);
  ClinicLink *link = clinic_session_get_link (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (missed, "counted", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (visits, "counted", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_book (session), "state-changed",
                           G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "notify::missing-scopes", G_CALLBACK (count_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "notify::state", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (count_soon), self,
                           G_CONNECT_SWAPPED);
  count (self);

  return GTK_WIDGET (self);
}
