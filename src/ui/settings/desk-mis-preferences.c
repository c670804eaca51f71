/* desk-mis-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mis-preferences"

#include "desk-mis-preferences.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk-mis-words.h"
#include "desk-name.h"
#include "desk-setting-lock.h"

struct _DeskMisPreferences
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;           /* owned */
  ClinicServices *services;      /* owned */
  ClinicSession *session;        /* owned, (nullable) */
  GCancellable *cancellable;     /* owned: of the keyring */
  GtkFileChooserNative *chooser; /* owned, (nullable): open now */

  AdwComboRow *kind; /* unowned, template child, as all below */
  AdwEntryRow *url;
  AdwEntryRow *user;
  AdwEntryRow *password;
  AdwActionRow *preset;
  GtkWidget *preset_clear;
  AdwActionRow *folder;
  AdwActionRow *state;
  GtkWidget *read;
  AdwPreferencesGroup *automatic;
};

G_DEFINE_FINAL_TYPE (DeskMisPreferences, desk_mis_preferences, ADW_TYPE_PREFERENCES_PAGE)

/* the rows of the combo row, in its order */
static const char *const kinds[] = { "none", "odata", "field", "files" };

/* --- how it is connected --- */

static gboolean
kind_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *kind = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i]))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
kind_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (kinds) ? g_variant_new_string (kinds[row]) : NULL;
}

static void
show_path (AdwActionRow *row, GSettings *settings, const char *key, const char *none)
{
  g_autofree char *path = g_settings_get_string (settings, key);

  adw_action_row_set_subtitle (row, *path != '\0' ? path : none);
}

/* The demo clinic has one of its own, whatever is set up here. */
static gboolean
has_one (DeskMisPreferences *self)
{
  return self->session != NULL && !desk_mis_is_absent (clinic_mis_desk_get_link (
                                    clinic_session_get_mis_desk (self->session)));
}

static void
show_rows (DeskMisPreferences *self)
{
  g_autofree char *kind = g_settings_get_string (self->settings, "mis-kind");
  g_autofree char *preset = g_settings_get_string (self->settings, "mis-preset");
  gboolean odata = g_str_equal (kind, "odata");
  gboolean files = g_str_equal (kind, "files");

  gtk_widget_set_visible (GTK_WIDGET (self->url), odata);
  gtk_widget_set_visible (GTK_WIDGET (self->user), odata);
  gtk_widget_set_visible (GTK_WIDGET (self->password), odata);
  gtk_widget_set_visible (GTK_WIDGET (self->folder), files);
  gtk_widget_set_visible (GTK_WIDGET (self->preset), odata || files);
  gtk_widget_set_visible (self->preset_clear, *preset != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->state), !g_str_equal (kind, "none") || has_one (self));
  show_path (self->preset, self->settings, "mis-preset",
             _ ("The names that come with the application"));
  show_path (self->folder, self->settings, "mis-folder", _ ("Not chosen"));
}

static void
show_state (DeskMisPreferences *self)
{
  ClinicMisLink *link = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_sensitive (self->read, self->session != NULL);
  if (self->session == NULL)
    {
      adw_action_row_set_subtitle (self->state, _ ("Not connected"));
      return;
    }
  link = clinic_mis_desk_get_link (clinic_session_get_mis_desk (self->session));
  words = desk_mis_words_link (link, clinic_session_get_now (self->session));
  adw_action_row_set_subtitle (self->state, words);
  show_rows (self);
}

static void
on_url_applied_cb (DeskMisPreferences *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->url)));

  g_settings_set_string (self->settings, "mis-url", g_strstrip (text));
}

static void
on_user_applied_cb (DeskMisPreferences *self)
{
  g_settings_set_string (self->settings, "mis-user",
                         gtk_editable_get_text (GTK_EDITABLE (self->user)));
}

/* --- the password --- */

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMisPreferences) self = DESK_MIS_PREFERENCES (user_data);
  g_autoptr (GError) error = NULL;
  gboolean stored =
    clinic_services_store_mis_password_finish (CLINIC_SERVICES (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!stored)
    {
      g_debug ("The password could not be kept: %s", error->message);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                     _ ("Password: the keyring does not take it"));
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                 _ ("Password: in the keyring"));
}

static void
on_password_applied_cb (DeskMisPreferences *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));

  clinic_services_store_mis_password_async (self->services, *password != '\0' ? password : NULL,
                                            self->cancellable, on_stored_cb, g_object_ref (self));
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMisPreferences) self = DESK_MIS_PREFERENCES (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *password =
    clinic_services_load_mis_password_finish (CLINIC_SERVICES (source), result, &error);

  if (error != NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                 password != NULL ? _ ("Password: in the keyring")
                                                  : _ ("Password"));
  if (password != NULL)
    explicit_bzero (password, strlen (password));
}

/* --- files and folders --- */

static void
on_chosen_cb (DeskMisPreferences *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  const char *key = g_object_get_data (G_OBJECT (chooser), "key");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    g_settings_set_string (self->settings, key, path);
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (chooser));
}

static void
choose (DeskMisPreferences *self, const char *title, GtkFileChooserAction action, const char *key)
{
  if (self->chooser != NULL)
    return;
  self->chooser =
    gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_object_set_data (G_OBJECT (self->chooser), "key", (gpointer) key);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_preset_cb (DeskMisPreferences *self)
{
  choose (self, _ ("File With the Names"), GTK_FILE_CHOOSER_ACTION_OPEN, "mis-preset");
}

static void
on_preset_clear_cb (DeskMisPreferences *self)
{
  g_settings_reset (self->settings, "mis-preset");
}

static void
on_folder_cb (DeskMisPreferences *self)
{
  choose (self, _ ("Folder With the Exported Tables"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
          "mis-folder");
}

static void
on_read_cb (DeskMisPreferences *self)
{
  if (self->session != NULL)
    clinic_mis_desk_refresh (clinic_session_get_mis_desk (self->session));
}

/* --- what is repaired without a person --- */

static void
on_automatic_cb (DeskMisPreferences *self, GParamSpec *pspec, GtkSwitch *toggle)
{
  const char *nick = g_object_get_data (G_OBJECT (toggle), "nick");
  g_auto (GStrv) before = g_settings_get_strv (self->settings, "mis-automatic");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    if (g_strcmp0 (before[i], nick) != 0)
      g_strv_builder_add (builder, before[i]);
  if (gtk_switch_get_active (toggle))
    g_strv_builder_add (builder, nick);
  after = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "mis-automatic", (const char *const *) after);
}

static void
add_automatic (DeskMisPreferences *self)
{
  static const struct
  {
    const char *nick;
    const char *title;
    const char *subtitle;
  } rows[] = {
    { "time", N_ ("Another time"),
      N_ ("The appointment gets the time of the MIS and is booked anew") },
    { "doctor", N_ ("Another doctor"), N_ ("The appointment gets the doctor of the MIS") },
    { "stage", N_ ("Another stage"),
      N_ ("The patient has come, is with the doctor, the visit took place") },
    { "no-appointment", N_ ("No appointment in CRM"),
      N_ ("An appointment is made, once for all desks") },
    { "no-visit", N_ ("Deleted in the MIS"),
      N_ ("The appointment waits in “Cancelled” for a call to the patient") },
    { "patient", N_ ("No patient linked"),
      N_ ("When exactly one patient has this number and name") },
  };
  g_auto (GStrv) now = g_settings_get_strv (self->settings, "mis-automatic");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *toggle = gtk_switch_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (rows[i].title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (rows[i].subtitle));
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
      gtk_switch_set_active (GTK_SWITCH (toggle),
                             g_strv_contains ((const char *const *) now, rows[i].nick));
      g_object_set_data (G_OBJECT (toggle), "nick", (gpointer) rows[i].nick);
      gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (rows[i].title), -1);
      g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_automatic_cb), self,
                               G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
      adw_preferences_group_add (self->automatic, row);
      desk_setting_lock (row, self->settings, "mis-automatic", row);
    }
}

/* --- the type --- */

static void
desk_mis_preferences_dispose (GObject *object)
{
  DeskMisPreferences *self = DESK_MIS_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  desk_mis_preferences_set_session (self, NULL);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_mis_preferences_parent_class)->dispose (object);
}

static void
desk_mis_preferences_class_init (DeskMisPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_mis_preferences_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/settings/desk-mis-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, kind);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, url);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, user);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, password);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, preset);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, preset_clear);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, folder);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, state);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, read);
  gtk_widget_class_bind_template_child (widget_class, DeskMisPreferences, automatic);
  gtk_widget_class_bind_template_callback (widget_class, on_url_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_user_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_preset_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_read_cb);
}

static void
desk_mis_preferences_init (DeskMisPreferences *self)
{
  AdwActionRow **texts[] = { &self->preset, &self->folder, &self->state };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_combo_row (self->kind);
  /* paths and what a server says are text */
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (*texts[i]), FALSE);
}

static void
lock_rows (DeskMisPreferences *self)
{
  const struct
  {
    const char *key;
    gpointer row;
  } rows[] = {
    { "mis-kind", self->kind },     { "mis-url", self->url },       { "mis-user", self->user },
    { "mis-folder", self->folder }, { "mis-preset", self->preset },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    desk_setting_lock (GTK_WIDGET (self), self->settings, rows[i].key, rows[i].row);
}

GtkWidget *
desk_mis_preferences_new (GSettings *settings, ClinicServices *services)
{
  DeskMisPreferences *self = g_object_new (DESK_TYPE_MIS_PREFERENCES, NULL);
  g_autofree char *url = NULL, *user = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self->settings = g_object_ref (settings);
  self->services = g_object_ref (services);
  url = g_settings_get_string (settings, "mis-url");
  user = g_settings_get_string (settings, "mis-user");
  gtk_editable_set_text (GTK_EDITABLE (self->url), url);
  gtk_editable_set_text (GTK_EDITABLE (self->user), user);
  /* only now: what was set by us needs no applying */
  adw_entry_row_set_show_apply_button (self->url, TRUE);
  adw_entry_row_set_show_apply_button (self->user, TRUE);
  adw_entry_row_set_show_apply_button (self->password, TRUE);
  g_settings_bind_with_mapping (settings, "mis-kind", self->kind, "selected",
                                G_SETTINGS_BIND_DEFAULT, kind_from_setting, kind_to_setting, NULL,
                                NULL);
  g_signal_connect_object (settings, "changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  add_automatic (self);
  lock_rows (self);
  show_rows (self);
  show_state (self);
  clinic_services_load_mis_password_async (services, self->cancellable, on_loaded_cb,
                                           g_object_ref (self));

  return GTK_WIDGET (self);
}

void
desk_mis_preferences_set_session (DeskMisPreferences *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_MIS_PREFERENCES (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (clinic_mis_desk_get_link (
                                            clinic_session_get_mis_desk (self->session)),
                                          self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_object (clinic_mis_desk_get_link (clinic_session_get_mis_desk (session)),
                           "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}
