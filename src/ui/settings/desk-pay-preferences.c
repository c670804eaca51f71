/* desk-pay-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-preferences"

#include "desk-pay-preferences.h"

#include <glib/gi18n.h>

#include "desk-name.h"

struct _DeskPayPreferences
{
  AdwPreferencesPage parent_instance;

  GSettings *settings; /* owned */
};

G_DEFINE_FINAL_TYPE (DeskPayPreferences, desk_pay_preferences, ADW_TYPE_PREFERENCES_PAGE)

/* the rows of the combo row, in its order */
static const char *const readings[] = { "whole", "beyond" };

/* A number of the settings. */
typedef struct
{
  const char *key;
  const char *title;
  const char *subtitle; /* (nullable) */
  double upper;
  double step;
  guint digits;
  double lower;
} Number;

static const Number overtime[] = {
  { "overtime-limit", N_ ("Minutes that do not count yet"),
    N_ ("Exactly so many are no overtime; a second more is"), 240, 5, 0 },
  { "overtime-first-hours", N_ ("First hours of a day"), N_ ("They are paid by the first factor"),
    24, 1, 0 },
  { "overtime-first-factor", N_ ("Factor of the first hours"), NULL, 10, 0.1, 2, 1 },
  { "overtime-later-factor", N_ ("Factor of the later hours"), NULL, 10, 0.1, 2, 1 },
  { "overtime-price", N_ ("Roubles for an hour of overtime"), N_ ("0: by the factors"), 100000, 10,
    2 },
  { "overtime-year-hours", N_ ("Hours in a year to warn about"), N_ ("0: never"), 2000, 10, 0 },
};

static const Number prices[] = {
  { "pay-talk-seconds", N_ ("Seconds of talk of a paid call"), N_ ("Shorter calls are not paid"),
    600, 5, 0 },
  { "pay-call-price", N_ ("Roubles for a call"), N_ ("Where the list of rates does not say"), 10000,
    1, 2 },
  { "pay-review-price", N_ ("Roubles for a review"), N_ ("Where the list of rates does not say"),
    100000, 50, 2 },
};

static const Number places[] = {
  { "pay-rates-list", N_ ("List of the rates"), N_ ("0: found by its name"), 1000000, 1, 0 },
  { "pay-extras-list", N_ ("List of allowances, remarks and reviews"), N_ ("0: found by its name"),
    1000000, 1, 0 },
  { "pay-signatures-list", N_ ("List of the signed months"), N_ ("0: found by its name"), 1000000,
    1, 0 },
  { "pay-department", N_ ("Department of the reception"),
    N_ ("Is paid where the portal has no list of rates; 0: found by its name"), 1000000, 1, 0 },
};

static const struct
{
  const char *key;
  const char *title;
} scales[] = {
  { "pay-seniority-tiers", N_ ("Seniority, years: per cent") },
  { "pay-first-tiers", N_ ("First visits that came, per cent: roubles") },
  { "pay-waiting-tiers", N_ ("Waiting list that came, per cent: roubles") },
  { "pay-remark-tiers", N_ ("Remarks, number: roubles") },
};

/* --- scales --- */

/* a number with a point or a comma, not negative; FALSE: it is none */
static gboolean
read_number (const char *text, double *number)
{
  g_autofree char *clean = g_strdelimit (g_strdup (text), ",", '.');
  char *end = NULL;

  g_strstrip (clean);
  *number = g_ascii_strtod (clean, &end);

  return *clean != '\0' && *end == '\0' && *number >= 0 && *number < 1e9;
}

static gboolean
add_step (GStrvBuilder *builder, const char *step)
{
  g_auto (GStrv) parts = g_strsplit (step, ":", 2);
  char from[G_ASCII_DTOSTR_BUF_SIZE];
  char value[G_ASCII_DTOSTR_BUF_SIZE];
  double numbers[2];
  g_autofree char *written = NULL;

  if (g_strv_length (parts) != 2 || !read_number (parts[0], &numbers[0]) ||
      !read_number (parts[1], &numbers[1]))
    return FALSE;
  written = g_strdup_printf ("%s:%s", g_ascii_formatd (from, sizeof from, "%.10g", numbers[0]),
                             g_ascii_formatd (value, sizeof value, "%.10g", numbers[1]));
  g_strv_builder_add (builder, written);

  return TRUE;
}

GStrv
desk_pay_scale_parse (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) steps = g_strsplit (text, ";", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    if (*g_strstrip (steps[i]) != '\0' && !add_step (builder, steps[i]))
      return NULL;

  return g_strv_builder_end (builder);
}

char *
desk_pay_scale_format (const char *const *scale)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; scale[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (scale[i], ":", 2);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", parts[0],
                              parts[0] != NULL && parts[1] != NULL ? parts[1] : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_scale_cb (DeskPayPreferences *self, AdwEntryRow *row)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");
  g_auto (GStrv) scale = desk_pay_scale_parse (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autofree char *text = NULL;

  if (scale == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  g_settings_set_strv (self->settings, key, (const char *const *) scale);
  text = desk_pay_scale_format ((const char *const *) scale);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* --- the reading --- */

static gboolean
reading_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *reading = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    if (g_str_equal (reading, readings[i]))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
reading_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (readings) ? g_variant_new_string (readings[row]) : NULL;
}

/* --- the page --- */

static AdwPreferencesGroup *
add_group (DeskPayPreferences *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));

  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

static void
add_numbers (DeskPayPreferences *self,
             AdwPreferencesGroup *group,
             const Number *numbers,
             gsize n_numbers)
{
  for (gsize i = 0; i < n_numbers; i++)
    {
      GtkWidget *row = new_row (_ (numbers[i].title),
                                numbers[i].subtitle != NULL ? _ (numbers[i].subtitle) : NULL);
      GtkWidget *spin =
        gtk_spin_button_new_with_range (numbers[i].lower, numbers[i].upper, numbers[i].step);

      gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), numbers[i].digits);
      gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
      gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (numbers[i].title), -1);
      g_settings_bind (self->settings, numbers[i].key, spin, "value", G_SETTINGS_BIND_DEFAULT);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
      adw_preferences_group_add (group, row);
    }
}

static void
add_reading (DeskPayPreferences *self, AdwPreferencesGroup *group)
{
  const char *names[] = { _ ("A: all of it"), _ ("B: beyond the limit"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("What counts as overtime"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("When a day has more of it than the minutes below"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  desk_name_combo_row (ADW_COMBO_ROW (row));
  g_settings_bind_with_mapping (self->settings, "overtime-reading", row, "selected",
                                G_SETTINGS_BIND_DEFAULT, reading_from_setting, reading_to_setting,
                                NULL, NULL);
  adw_preferences_group_add (group, row);
}

static void
add_unapproved (DeskPayPreferences *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = new_row (_ ("Count days that nobody approved"),
                            _ ("Else each of them is asked about before the month is signed"));
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Count days that nobody approved"), -1);
  g_settings_bind (self->settings, "pay-unapproved", toggle, "active", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
}

static void
add_scales (DeskPayPreferences *self, AdwPreferencesGroup *group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      GtkWidget *row = adw_entry_row_new ();
      g_auto (GStrv) scale = g_settings_get_strv (self->settings, scales[i].key);
      g_autofree char *text = desk_pay_scale_format ((const char *const *) scale);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (scales[i].title));
      gtk_editable_set_text (GTK_EDITABLE (row), text);
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "key", (gpointer) scales[i].key);
      g_signal_connect_object (row, "apply", G_CALLBACK (on_scale_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (group, row);
    }
}

static void
desk_pay_preferences_dispose (GObject *object)
{
  g_clear_object (&DESK_PAY_PREFERENCES (object)->settings);

  G_OBJECT_CLASS (desk_pay_preferences_parent_class)->dispose (object);
}

static void
desk_pay_preferences_class_init (DeskPayPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_pay_preferences_dispose;
}

static void
desk_pay_preferences_init (DeskPayPreferences *self)
{
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "payroll");
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Payroll"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "desk-payroll-symbolic");
}

GtkWidget *
desk_pay_preferences_new (GSettings *settings)
{
  DeskPayPreferences *self = NULL;
  AdwPreferencesGroup *group = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (DESK_TYPE_PAY_PREFERENCES, NULL);
  self->settings = g_object_ref (settings);
  group = add_group (self, _ ("Overtime"),
                     _ ("A day’s time beyond the schedule. The rule stands in "
                        "the head of each sheet."));
  add_reading (self, group);
  add_numbers (self, group, overtime, G_N_ELEMENTS (overtime));
  group = add_group (self, _ ("Calls, reviews, days"), NULL);
  add_numbers (self, group, prices, G_N_ELEMENTS (prices));
  add_unapproved (self, group);
  group = add_group (self, _ ("Scales"),
                     _ ("What is reached, and what it brings from then on, such as “75: 3000; "
                        "90: 5000”."));
  add_scales (self, group);
  group = add_group (self, _ ("Where the portal keeps it"),
                     _ ("The number is in the address of the list."));
  add_numbers (self, group, places, G_N_ELEMENTS (places));

  return GTK_WIDGET (self);
}
