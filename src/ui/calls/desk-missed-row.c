/* desk-missed-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-missed-row"

#include "desk-missed-row.h"

#include "desk-call-text.h"
#include "desk-format.h"

#include "clinic-phone.h"

#include <glib/gi18n.h>

struct _DeskMissedRow
{
  GtkWidget parent_instance;

  GtkImage *icon;  /* owned child */
  GtkLabel *who;   /* in a child */
  GtkLabel *facts; /* in a child */
  GtkLabel *state; /* owned child */
  GtkWidget *dial; /* owned child */

  ClinicSession *session;   /* owned */
  ClinicMissedGroup *group; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (DeskMissedRow, desk_missed_row, GTK_TYPE_WIDGET)

static void
show_state (DeskMissedRow *self)
{
  gint64 now = clinic_session_get_now (self->session);
  ClinicMissedState state = desk_missed_state (self->group, now);
  g_autofree char *text = desk_missed_text (self->group, now);
  const char *classes[] = { desk_missed_class (state), NULL };

  gtk_label_set_text (self->state, text);
  if (gtk_widget_has_css_class (GTK_WIDGET (self->state), classes[0]))
    return;

  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_image_set_from_icon_name (self->icon, desk_missed_icon (state));
}

static void
update (DeskMissedRow *self)
{
  const char *number = clinic_missed_group_get_number (self->group);
  const char *patient = clinic_missed_group_get_patient_name (self->group);
  gboolean hidden = number == NULL || *number == '\0';
  gboolean known = patient != NULL && *patient != '\0';
  g_autofree char *who = desk_text_name_or_number (patient, number);
  g_autofree char *phone = hidden || !known ? NULL : clinic_phone_dup_display (number);
  g_autofree char *time = desk_format_time (clinic_missed_group_get_first_missed (self->group));
  int count = (int) clinic_missed_group_get_count (self->group);
  g_autofree char *times =
    count > 1 ? g_strdup_printf (ngettext ("%d time", "%d times", count), count) : NULL;
  g_autofree char *when = g_strjoin (" · ", time, times, NULL);
  const char *first = known ? phone : hidden ? NULL : _ ("unknown");
  g_autofree char *facts = first != NULL ? g_strjoin (" · ", first, when, NULL) : g_strdup (when);

  gtk_label_set_text (self->who, who);
  gtk_label_set_text (self->facts, facts);
  /* The place stays, so that the columns do. */
  gtk_widget_set_opacity (self->dial, hidden ? 0.0 : 1.0);
  gtk_widget_set_can_target (self->dial, !hidden);
  gtk_widget_set_focusable (self->dial, !hidden);
  if (!hidden)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->dial), "s", number);
  show_state (self);
}

static void
desk_missed_row_dispose (GObject *object)
{
  DeskMissedRow *self = DESK_MISSED_ROW (object);
  GtkWidget *child = NULL;

  desk_missed_row_set_group (self, NULL);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (desk_missed_row_parent_class)->dispose (object);
}

static void
desk_missed_row_class_init (DeskMissedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_missed_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (GtkWidget *parent, const char *css_class)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, parent);

  return GTK_LABEL (label);
}

static void
desk_missed_row_init (DeskMissedRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *lines = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                   2, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "missed-row");

  self->icon =
    g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  self->who = add_label (lines, "heading");
  self->facts = add_label (lines, "numeric");
  self->state = add_label (GTK_WIDGET (self), "numeric");
  /* As wide in every row, so that they stand in a column. */
  gtk_label_set_width_chars (self->state, 26);

  self->dial = gtk_button_new_with_label (_ ("Call back"));
  gtk_widget_set_valign (self->dial, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->dial), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->dial), "win.dial");
  gtk_widget_set_parent (self->dial, GTK_WIDGET (self));
}

GtkWidget *
desk_missed_row_new (ClinicSession *session)
{
  DeskMissedRow *self = g_object_new (DESK_TYPE_MISSED_ROW, NULL);

  g_set_object (&self->session, session);

  return GTK_WIDGET (self);
}

void
desk_missed_row_set_group (DeskMissedRow *self, ClinicMissedGroup *group)
{
  g_return_if_fail (DESK_IS_MISSED_ROW (self));

  if (self->group != NULL)
    g_signal_handlers_disconnect_by_data (self->group, self);
  g_set_object (&self->group, group);
  if (group == NULL)
    return;

  g_signal_connect_object (group, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
desk_missed_row_tick (DeskMissedRow *self)
{
  g_return_if_fail (DESK_IS_MISSED_ROW (self));

  if (self->group != NULL)
    show_state (self);
}

ClinicMissedGroup *
desk_missed_row_get_group (DeskMissedRow *self)
{
  g_return_val_if_fail (DESK_IS_MISSED_ROW (self), NULL);

  return self->group;
}
