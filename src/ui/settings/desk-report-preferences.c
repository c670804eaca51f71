/* desk-report-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-preferences"

#include "desk-report-preferences.h"

#include <glib/gi18n.h>

#include "clinic-error.h"
#include "clinic-report-sheet.h"
#include "desk-addressees.h"
#include "desk-name.h"
#include "desk-setting-lock.h"

struct _DeskReportPreferences
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;       /* owned */
  ClinicServices *services;  /* owned */
  ClinicSession *session;    /* owned, (nullable) */
  GCancellable *cancellable; /* owned */
  char *problem;             /* owned, (nullable): why the switch could not be turned */
  gboolean filling;

  GtkAdjustment *first_months; /* unowned, template child, as all below */
  AdwEntryRow *not_target;
  AdwActionRow *on_row;
  GtkSwitch *on;
  AdwComboRow *way;
  AdwEntryRow *mail;
  GtkLabel *note;
  AdwPreferencesGroup *reports;
  AdwPreferencesGroup *people;
  DeskAddressees *addressees; /* (nullable): in the group of people */
};

G_DEFINE_FINAL_TYPE (DeskReportPreferences, desk_report_preferences, ADW_TYPE_PREFERENCES_PAGE)

/* the rows of the combo row, in its order */
static const char *const ways[] = { "portal", "mail" };

/* what there is besides saved questions: names as the command line has them */
static const struct
{
  const char *name;
  const char *title;
} documents[] = {
  { "payroll", N_ ("Payroll") },
  { "expenses", N_ ("Expenses") },
  { "registry", N_ ("Registry of invoices") },
};

/* --- how it stands --- */

static gboolean
goes_by_mail (DeskReportPreferences *self)
{
  g_autofree char *way = g_settings_get_string (self->settings, "monthly-way");

  return g_str_equal (way, "mail");
}

/* (transfer none) (nullable): what would keep them from being sent */
static const char *
find_missing (DeskReportPreferences *self)
{
  g_auto (GStrv) reports = g_settings_get_strv (self->settings, "monthly-reports");
  g_auto (GStrv) people = g_settings_get_strv (self->settings, "monthly-people");

  if (!g_settings_get_boolean (self->settings, "monthly-on"))
    return NULL;
  if (reports[0] == NULL)
    return _ ("No report is chosen yet.");

  return people[0] == NULL && !goes_by_mail (self) ? _ ("Nobody is chosen yet to get them.") : NULL;
}

static void
show_state (DeskReportPreferences *self)
{
  const char *note = self->problem != NULL ? self->problem : find_missing (self);
  gboolean by_mail = goes_by_mail (self);

  gtk_widget_set_visible (GTK_WIDGET (self->mail), by_mail);
  gtk_widget_set_visible (GTK_WIDGET (self->people), !by_mail);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  adw_action_row_set_subtitle (self->on_row,
                               by_mail
                                 ? _ ("The mail program opens with the letter; somebody sends it.")
                                 : NULL);
}

/* --- the switch --- */

/* (transfer full): what to do instead */
static char *
dup_problem (const GError *error)
{
  const char *command =
    g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
      ? "flatpak run --command=reception io.github.reception24.Reception report --monthly"
      : "reception report --monthly";

  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND))
    return g_strdup_printf (_ ("This computer lets no program set up a timer (there is no systemd "
                               "here, or Reception runs in a sandbox). Have this command run on "
                               "the first of each month instead, for example by cron:\n%s"),
                            command);

  return g_strdup_printf (_ ("The timer could not be set up: %s"), error->message);
}

static void
turn (DeskReportPreferences *self, gboolean on)
{
  self->filling = TRUE;
  gtk_switch_set_active (self->on, on);
  self->filling = FALSE;
  g_settings_set_boolean (self->settings, "monthly-on", on);
}

static void
on_monthly_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskReportPreferences) self = DESK_REPORT_PREFERENCES (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = clinic_services_set_monthly_finish (CLINIC_SERVICES (source), result, &error);

  if (self->services == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->on_row), TRUE);
  if (done)
    {
      turn (self, gtk_switch_get_active (self->on));
    }
  else
    {
      /* what cannot be asked does nothing either */
      self->problem = gtk_switch_get_active (self->on) ? dup_problem (error) : NULL;
      turn (self, FALSE);
    }
  show_state (self);
}

static void
on_switch_cb (DeskReportPreferences *self)
{
  if (self->filling)
    return;
  g_clear_pointer (&self->problem, g_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self->on_row), FALSE);
  clinic_services_set_monthly_async (self->services, gtk_switch_get_active (self->on),
                                     self->cancellable, on_monthly_cb, g_object_ref (self));
}

/* --- which --- */

static gboolean
is_chosen (char **chosen, const char *name)
{
  return g_strv_contains ((const char *const *) chosen, name);
}

static void
on_report_cb (DeskReportPreferences *self, GParamSpec *pspec, GtkCheckButton *check)
{
  g_auto (GStrv) before = g_settings_get_strv (self->settings, "monthly-reports");
  const char *name = g_object_get_data (G_OBJECT (check), "name");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], name))
      g_strv_builder_add (builder, before[i]);
  if (gtk_check_button_get_active (check))
    g_strv_builder_add (builder, name);
  after = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "monthly-reports", (const char *const *) after);
}

static void
add_report (DeskReportPreferences *self, const char *name, const char *title, gboolean chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  g_object_set_data_full (G_OBJECT (check), "name", g_strdup (name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (on_report_cb), self,
                           G_CONNECT_SWAPPED);
  /* names of doctors may be in it */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->reports, row);
}

static void
add_question (DeskReportPreferences *self, const char *text, gboolean chosen)
{
  g_autoptr (ClinicQuestion) question = clinic_question_from_string (text, NULL);
  g_autofree char *sentence = NULL;

  if (question == NULL)
    return;
  /* whatever it asks for on its page */
  question->period = CLINIC_PERIOD_LAST_MONTH;
  sentence = clinic_question_dup_sentence (question);
  add_report (self, text, sentence, chosen);
}

static void
fill_reports (DeskReportPreferences *self)
{
  g_auto (GStrv) saved = g_settings_get_strv (self->settings, "report-questions");
  g_auto (GStrv) chosen = g_settings_get_strv (self->settings, "monthly-reports");

  for (guint i = 0; saved[i] != NULL; i++)
    add_question (self, saved[i], is_chosen (chosen, saved[i]));
  /* a question that is saved no more, but still sent */
  for (guint i = 0; chosen[i] != NULL; i++)
    if (!is_chosen (saved, chosen[i]))
      add_question (self, chosen[i], TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    add_report (self, documents[i].name, _ (documents[i].title),
                is_chosen (chosen, documents[i].name));
}

/* --- how and to whom --- */

static gboolean
way_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *way = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (way, ways[i]))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
way_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (ways) ? g_variant_new_string (ways[row]) : NULL;
}

static void
on_people_cb (DeskReportPreferences *self)
{
  g_auto (GStrv) codes = NULL;

  if (self->filling)
    return;
  codes = desk_addressees_dup_codes (self->addressees);
  g_settings_set_strv (self->settings, "monthly-people", (const char *const *) codes);
}

static void
fill_people (DeskReportPreferences *self)
{
  g_auto (GStrv) codes = g_settings_get_strv (self->settings, "monthly-people");
  GtkWidget *addressees = NULL;

  if (self->addressees != NULL)
    adw_preferences_group_remove (self->people, GTK_WIDGET (self->addressees));
  self->addressees = NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->people), self->session != NULL);
  if (self->session == NULL)
    return;
  /* nobody is left out: who sends them may want them too */
  addressees = desk_addressees_new (clinic_session_get_news (self->session), 0);
  self->addressees = DESK_ADDRESSEES (addressees);
  self->filling = TRUE;
  desk_addressees_set_codes (self->addressees, (const char *const *) codes);
  self->filling = FALSE;
  g_signal_connect_object (addressees, "changed", G_CALLBACK (on_people_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->people, addressees);
}

/* --- the type --- */

static void
desk_report_preferences_dispose (GObject *object)
{
  DeskReportPreferences *self = DESK_REPORT_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_report_preferences_parent_class)->dispose (object);
}

static void
desk_report_preferences_finalize (GObject *object)
{
  g_clear_pointer (&DESK_REPORT_PREFERENCES (object)->problem, g_free);

  G_OBJECT_CLASS (desk_report_preferences_parent_class)->finalize (object);
}

static void
desk_report_preferences_class_init (DeskReportPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_report_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_report_preferences_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/settings/desk-report-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, first_months);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, not_target);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, on_row);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, on);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, way);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, mail);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, note);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, reports);
  gtk_widget_class_bind_template_child (widget_class, DeskReportPreferences, people);
  gtk_widget_class_bind_template_callback (widget_class, on_switch_cb);
}

static void
desk_report_preferences_init (DeskReportPreferences *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_combo_row (self->way);
}

GtkWidget *
desk_report_preferences_new (GSettings *settings, ClinicServices *services)
{
  DeskReportPreferences *self = g_object_new (DESK_TYPE_REPORT_PREFERENCES, NULL);

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (CLINIC_IS_SERVICES (services), NULL);

  self->settings = g_object_ref (settings);
  self->services = g_object_ref (services);
  g_settings_bind (settings, "first-visit-months", self->first_months, "value",
                   G_SETTINGS_BIND_DEFAULT);
  desk_setting_lock (GTK_WIDGET (self), settings, "first-visit-months", self->first_months);
  g_settings_bind (settings, "not-target-words", self->not_target, "text", G_SETTINGS_BIND_DEFAULT);
  desk_setting_lock (GTK_WIDGET (self), settings, "not-target-words", self->not_target);
  turn (self, g_settings_get_boolean (settings, "monthly-on"));
  g_settings_bind_with_mapping (settings, "monthly-way", self->way, "selected",
                                G_SETTINGS_BIND_DEFAULT, way_from_setting, way_to_setting, NULL,
                                NULL);
  g_settings_bind (settings, "monthly-mail", self->mail, "text", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  fill_reports (self);
  fill_people (self);
  show_state (self);

  return GTK_WIDGET (self);
}

void
desk_report_preferences_set_session (DeskReportPreferences *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_REPORT_PREFERENCES (self));

  if (g_set_object (&self->session, session))
    fill_people (self);
}
