/* desk-record-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-record-row"

#include "desk-record-row.h"

#include "desk-call-text.h"
#include "desk-format.h"

#include "clinic-phone.h"

#include <glib/gi18n.h>

struct _DeskRecordRow
{
  GtkWidget parent_instance;

  GtkImage *icon;   /* owned child */
  GtkLabel *time;   /* owned child */
  GtkLabel *name;   /* owned child */
  GtkLabel *result; /* owned child */
  GtkLabel *user;   /* owned child */

  ClinicCallRecord *record; /* owned, nullable */
  gint64 now;
  gboolean with_day;
};

G_DEFINE_FINAL_TYPE (DeskRecordRow, desk_record_row, GTK_TYPE_WIDGET)

/* clinic.md 3.5: the portal's codes in words */
static char *
result_text (ClinicCallRecord *record)
{
  const char *code = clinic_call_record_get_code (record);

  if (!desk_record_failed (record))
    return desk_format_duration (clinic_call_record_get_duration (record));
  if (g_strcmp0 (code, "486") == 0)
    return g_strdup (_ ("busy"));
  if (g_strcmp0 (code, "404") == 0)
    return g_strdup (_ ("wrong number"));
  if (clinic_call_record_get_direction (record) == CLINIC_CALL_DIRECTION_OUT)
    return g_strdup (_ ("no answer"));
  if (g_strcmp0 (code, "603") == 0)
    return g_strdup (C_ ("call", "declined"));

  return g_strdup (_ ("missed"));
}

static void
show_direction (DeskRecordRow *self)
{
  gboolean out = clinic_call_record_get_direction (self->record) == CLINIC_CALL_DIRECTION_OUT;
  gboolean failed = desk_record_failed (self->record);
  const char *classes[] = { failed && !out ? "missed-late" : "dim-label", NULL };
  const char *words = out ? _ ("outgoing") : failed ? _ ("missed") : _ ("incoming");

  gtk_image_set_from_icon_name (self->icon, out      ? "call-outgoing-symbolic"
                                            : failed ? "call-missed-symbolic"
                                                     : "call-incoming-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_css_classes (GTK_WIDGET (self->result), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
update (DeskRecordRow *self)
{
  ClinicCallRecord *record = self->record;
  g_autofree char *time =
    self->with_day ? desk_format_day_time (clinic_call_record_get_start (record), self->now)
                   : desk_format_time (clinic_call_record_get_start (record));
  const char *number = clinic_call_record_get_number (record);
  g_autofree char *name =
    desk_text_name_or_number (clinic_call_record_get_patient_name (record), number);
  g_autofree char *result = result_text (record);
  g_autofree char *user = desk_text_clip (clinic_call_record_get_user_name (record), 40);

  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->result, result);
  gtk_label_set_text (self->user, user);
  show_direction (self);
}

static void
desk_record_row_dispose (GObject *object)
{
  DeskRecordRow *self = DESK_RECORD_ROW (object);
  GtkWidget *child = NULL;

  desk_record_row_set_record (self, NULL, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (desk_record_row_parent_class)->dispose (object);
}

static void
desk_record_row_class_init (DeskRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_record_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (DeskRecordRow *self, int width, gboolean expand)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "hexpand", expand, "width-chars", width, NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return GTK_LABEL (label);
}

static void
desk_record_row_init (DeskRecordRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "record-row");

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  self->time = add_label (self, 6, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  self->name = add_label (self, 10, TRUE);
  self->result = add_label (self, 14, FALSE);
  self->user = add_label (self, 16, FALSE);
}

GtkWidget *
desk_record_row_new (gboolean with_day)
{
  DeskRecordRow *self = g_object_new (DESK_TYPE_RECORD_ROW, NULL);

  self->with_day = with_day;
  if (with_day)
    {
      /* whose call it is, is known there, and there is little room */
      gtk_widget_set_visible (GTK_WIDGET (self->name), FALSE);
      gtk_widget_set_hexpand (GTK_WIDGET (self->user), TRUE);
      gtk_label_set_width_chars (self->time, 13);
      gtk_label_set_width_chars (self->result, 9);
      gtk_label_set_width_chars (self->user, 5);
    }

  return GTK_WIDGET (self);
}

void
desk_record_row_set_record (DeskRecordRow *self, ClinicCallRecord *record, gint64 now)
{
  g_return_if_fail (DESK_IS_RECORD_ROW (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  self->now = now;
  if (record == NULL)
    return;

  g_signal_connect_object (record, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

ClinicCallRecord *
desk_record_row_get_record (DeskRecordRow *self)
{
  g_return_val_if_fail (DESK_IS_RECORD_ROW (self), NULL);

  return self->record;
}
