/* desk-board-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-preferences"

#include "desk-board-preferences.h"

#include <stdio.h>

#include "desk-name.h"
#include "desk-setting-lock.h"

struct _DeskBoardPreferences
{
  AdwPreferencesPage parent_instance;

  GtkAdjustment *begins; /* unowned, template child, as all below */
  GtkAdjustment *ends;
  GtkAdjustment *guard;
  GtkAdjustment *undo;
  GtkAdjustment *desktops;
  GtkAdjustment *attempts;
  GtkTextBuffer *script;
  AdwComboRow *robot;
};

G_DEFINE_FINAL_TYPE (DeskBoardPreferences, desk_board_preferences, ADW_TYPE_PREFERENCES_PAGE)

/* the rows of the combo row, in its order */
static const char *const robots[] = { "auto", "yes", "no" };

static gboolean
robot_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *robot = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (robots); i++)
    if (g_str_equal (robot, robots[i]))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
robot_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (robots) ? g_variant_new_string (robots[row]) : NULL;
}

/* minutes of the day as people read them: 09:30 */
static gboolean
on_clock_output_cb (GtkSpinButton *spin)
{
  int minutes = gtk_spin_button_get_value_as_int (spin);
  g_autofree char *text = g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

/* "9", "9:30", "9.30" and "0930" are all times */
static int
on_clock_input_cb (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  int hours = 0;
  int minutes = 0;
  int parts = sscanf (text, "%d%*1[:., -]%d", &hours, &minutes);

  if (parts == 1 && hours > 24)
    {
      minutes = hours % 100;
      hours = hours / 100;
    }
  if (parts < 1 || hours < 0 || hours > 24 || minutes < 0 || minutes > 59)
    return GTK_INPUT_ERROR;
  *value = hours * 60 + minutes;

  return TRUE;
}

static void
desk_board_preferences_class_init (DeskBoardPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/settings/desk-board-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, begins);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, ends);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, guard);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, undo);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, desktops);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, attempts);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, script);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPreferences, robot);
  gtk_widget_class_bind_template_callback (widget_class, on_clock_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clock_input_cb);
}

static void
desk_board_preferences_init (DeskBoardPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_combo_row (self->robot);
}

GtkWidget *
desk_board_preferences_new (GSettings *settings)
{
  DeskBoardPreferences *self = g_object_new (DESK_TYPE_BOARD_PREFERENCES, NULL);
  const struct
  {
    const char *key;
    GtkAdjustment *adjustment;
  } bindings[] = {
    { "day-begins", self->begins }, { "day-ends", self->ends },
    { "guard-hour", self->guard },  { "undo-seconds", self->undo },
    { "desktops", self->desktops }, { "call-attempts", self->attempts },
  };

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      g_settings_bind (settings, bindings[i].key, bindings[i].adjustment, "value",
                       G_SETTINGS_BIND_DEFAULT);
      desk_setting_lock (GTK_WIDGET (self), settings, bindings[i].key, bindings[i].adjustment);
    }
  g_settings_bind (settings, "call-script", self->script, "text", G_SETTINGS_BIND_DEFAULT);
  desk_setting_lock (GTK_WIDGET (self), settings, "call-script", self->script);
  g_settings_bind_with_mapping (settings, "booking-robot", self->robot, "selected",
                                G_SETTINGS_BIND_DEFAULT, robot_from_setting, robot_to_setting, NULL,
                                NULL);
  desk_setting_lock (GTK_WIDGET (self), settings, "booking-robot", self->robot);

  return GTK_WIDGET (self);
}
