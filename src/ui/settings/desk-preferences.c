/* desk-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-preferences"

#include "desk-preferences.h"

#include <glib/gi18n.h>

#include "desk-board-preferences.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-invoice-preferences.h"
#include "desk-mapping-page.h"
#include "desk-memory.h"
#include "desk-mis-preferences.h"
#include "desk-mis-words-page.h"
#include "desk-name.h"
#include "desk-pay-preferences.h"
#include "desk-question.h"
#include "desk-quiet.h"
#include "desk-report-preferences.h"
#include "desk-setting-lock.h"

#define TEST_RING_MS 2000

/**
 * DeskPreferences:
 *
 * The desk's settings; each takes effect at once. Also where a desk changes its clinic, or forgets
 * it with all that is stored of it.
 */
struct _DeskPreferences
{
  AdwPreferencesWindow parent_instance;

  DeskConnection *connection; /* owned */
  GSettings *settings;        /* owned */
  DeskQuiet *quieting;        /* owned */
  GCancellable *cancellable;  /* owned: of forgetting */
  guint ring_id;
  DeskMappingPage *mapping; /* unowned, child, as the next */
  DeskMisPreferences *mis;
  DeskMisWordsPage *mis_words;
  DeskInvoicePreferences *invoices; /* unowned, page of the window */
  DeskReportPreferences *reports;   /* the same */

  AdwActionRow *portal; /* unowned, template child, as all below */
  GtkWidget *portal_group;
  GtkWidget *notify;
  GtkWidget *names;
  GtkWidget *names_row;
  AdwActionRow *quiet_row;
  GtkSwitch *quiet;
  GtkWidget *sound;
  GtkWidget *volume_row;
  GtkAdjustment *volume;
  GtkWidget *test_row;
  GtkAdjustment *share;
  GtkWidget *background;
  GtkWidget *autostart;
  GtkAdjustment *clipboard;
  GtkWidget *provider;
  GtkWidget *provider_phones;
  GtkWidget *provider_phones_row;
  GtkAdjustment *wrap_up;
  GtkAdjustment *missed;
  AdwComboRow *dial;
};

G_DEFINE_FINAL_TYPE (DeskPreferences, desk_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* the rows of the combo row, in its order */
static const char *const dial_ways[] = { "portal", "tel" };

static gboolean
dial_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *way = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (dial_ways); i++)
    if (g_str_equal (way, dial_ways[i]))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
dial_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (dial_ways) ? g_variant_new_string (dial_ways[row]) : NULL;
}

static void
bind_settings (DeskPreferences *self)
{
  const struct
  {
    const char *key;
    gpointer object;
    const char *property;
  } bindings[] = {
    { "notify-calls", self->notify, "active" },
    { "notify-names", self->names, "active" },
    { "ring-sound", self->sound, "active" },
    { "ring-volume", self->volume, "value" },
    { "requests-per-second", self->share, "value" },
    { "run-in-background", self->background, "active" },
    { "autostart", self->autostart, "active" },
    { "clipboard-seconds", self->clipboard, "value" },
    { "search-provider", self->provider, "active" },
    { "search-phones", self->provider_phones, "active" },
    { "wrap-up-seconds", self->wrap_up, "value" },
    { "missed-minutes", self->missed, "value" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      g_settings_bind (self->settings, bindings[i].key, bindings[i].object, bindings[i].property,
                       G_SETTINGS_BIND_DEFAULT);
      desk_setting_lock (GTK_WIDGET (self), self->settings, bindings[i].key, bindings[i].object);
    }
  g_settings_bind_with_mapping (self->settings, "dial-with", self->dial, "selected",
                                G_SETTINGS_BIND_DEFAULT, dial_from_setting, dial_to_setting, NULL,
                                NULL);
  desk_setting_lock (GTK_WIDGET (self), self->settings, "dial-with", self->dial);
  g_object_bind_property (self->notify, "active", self->names_row, "sensitive",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->provider, "active", self->provider_phones_row, "sensitive",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->sound, "active", self->volume_row, "sensitive",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->sound, "active", self->test_row, "sensitive",
                          G_BINDING_SYNC_CREATE);
}

static ClinicSession *
session (DeskPreferences *self)
{
  return desk_connection_get_session (self->connection);
}

static void
on_connection_changed_cb (DeskPreferences *self)
{
  ClinicLink *link = session (self) != NULL ? clinic_session_get_link (session (self)) : NULL;
  g_autofree char *address = NULL;

  gtk_widget_set_sensitive (self->portal_group, link != NULL);
  desk_mapping_page_set_session (self->mapping, session (self));
  desk_mis_preferences_set_session (self->mis, session (self));
  desk_mis_words_page_set_session (self->mis_words, session (self));
  desk_invoice_preferences_set_session (self->invoices, session (self));
  desk_report_preferences_set_session (self->reports, session (self));
  if (link == NULL)
    {
      adw_action_row_set_subtitle (self->portal, _ ("Not connected"));
      return;
    }

  if (desk_connection_is_demo (self->connection))
    address = g_strdup (_ ("Demo clinic"));
  else if (desk_connection_get_remembered (self->connection))
    address = g_strdup_printf (_ ("%s, the webhook ••••••••, in the keyring"),
                               clinic_link_get_portal (link));
  else
    address = g_strdup_printf (_ ("%s, the webhook ••••••••, for this run only"),
                               clinic_link_get_portal (link));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->portal), FALSE);
  adw_action_row_set_subtitle (self->portal, address);
}

static void
on_change_cb (DeskPreferences *self)
{
  if (session (self) != NULL)
    desk_connection_leave (self->connection);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskPreferences) self = DESK_PREFERENCES (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (desk_connection_forget_finish (DESK_CONNECTION (source), result, &error))
    {
      desk_memory_forget ();
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = g_strdup_printf (_ ("Not everything could be removed: %s"), error->message);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (text));
}

static void
on_forget_confirmed_cb (DeskPreferences *self, const char *response)
{
  if (g_strcmp0 (response, "forget") != 0 || session (self) == NULL)
    return;

  desk_connection_forget_async (self->connection, self->cancellable, on_forgotten_cb,
                                g_object_ref (self));
}

static void
on_forget_cb (DeskPreferences *self)
{
  GtkWidget *dialog;
  g_autofree char *body = NULL;
  guint unsent;

  if (session (self) == NULL)
    return;

  unsent = g_list_model_get_n_items (clinic_session_get_commands (session (self)));
  if (unsent == 0)
    body = g_strdup (_ ("All that is stored here of the clinic's patients and calls is removed, "
                        "with the webhook's address. The portal keeps everything."));
  else
    body = g_strdup_printf (
      ngettext ("All that is stored here of the clinic's patients and calls is removed, with the "
                "webhook's address. %u change has not reached the portal yet and will be lost.",
                "All that is stored here of the clinic's patients and calls is removed, with the "
                "webhook's address. %u changes have not reached the portal yet and will be lost.",
                unsent),
      unsent);

  dialog = desk_question_new (GTK_WIDGET (self), _ ("Forget this clinic?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "forget",
                                    _ ("Forget"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_forget_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* It ends by itself, so the row says when. */
static void
show_quiet (DeskPreferences *self)
{
  gboolean on = desk_quiet_is_on (self->settings);
  g_autofree char *time = desk_format_time (desk_quiet_get_until (self->quieting));
  g_autofree char *until = g_strdup_printf (_ ("No ring and no notifications until %s"), time);

  gtk_switch_set_active (self->quiet, on);
  adw_action_row_set_subtitle (
    self->quiet_row,
    on ? until : _ ("No ring and no notifications until the clinic closes; calls are shown"));
}

static void
on_quiet_cb (DeskPreferences *self)
{
  gboolean on = gtk_switch_get_active (self->quiet);

  if (self->quieting == NULL || on == desk_quiet_is_on (self->settings))
    return;
  if (on)
    desk_quiet_begin (self->quieting, 0);
  else
    desk_quiet_end (self->quieting);
}

static void
stop_test (DeskPreferences *self)
{
  if (self->ring_id == 0)
    return;

  g_clear_handle_id (&self->ring_id, g_source_remove);
  clinic_services_set_ringing (desk_connection_get_services (self->connection), FALSE);
}

static gboolean
on_test_ended_cb (gpointer user_data)
{
  DeskPreferences *self = DESK_PREFERENCES (user_data);

  stop_test (self);

  return G_SOURCE_REMOVE;
}

static void
on_test_cb (DeskPreferences *self)
{
  /* While somebody really rings, it can be heard anyhow. */
  if (session (self) != NULL &&
      g_list_model_get_n_items (clinic_session_get_calls (session (self))) > 0)
    return;

  stop_test (self);
  clinic_services_set_ringing (desk_connection_get_services (self->connection), TRUE);
  self->ring_id = g_timeout_add (TEST_RING_MS, on_test_ended_cb, self);
}

static void
desk_preferences_dispose (GObject *object)
{
  DeskPreferences *self = DESK_PREFERENCES (object);

  if (self->connection != NULL)
    stop_test (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->quieting);
  g_clear_object (&self->connection);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_preferences_parent_class)->dispose (object);
}

static void
desk_preferences_class_init (DeskPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_preferences_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/settings/desk-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, portal);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, portal_group);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, notify);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, names);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, names_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, quiet_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, quiet);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, sound);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, volume_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, volume);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, test_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, share);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, background);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, autostart);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, clipboard);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, provider);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, provider_phones);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, provider_phones_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, wrap_up);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, missed);
  gtk_widget_class_bind_template_child (widget_class, DeskPreferences, dial);
  gtk_widget_class_bind_template_callback (widget_class, on_change_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_test_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_quiet_cb);
}

static void
desk_preferences_init (DeskPreferences *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  desk_name_combo_row (self->dial);
}

GtkWidget *
desk_preferences_new (GtkWindow *parent, DeskConnection *connection, GSettings *settings)
{
  DeskPreferences *self;

  g_return_val_if_fail (DESK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (DESK_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->connection = g_object_ref (connection);
  self->settings = g_object_ref (settings);
  self->quieting = desk_quiet_new (settings);
  bind_settings (self);
  g_signal_connect_object (self->quieting, "notify::until", G_CALLBACK (show_quiet), self,
                           G_CONNECT_SWAPPED);
  show_quiet (self);
  self->mapping = DESK_MAPPING_PAGE (desk_mapping_page_new ());
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (desk_board_preferences_new (settings)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (self->mapping));
  self->mis = DESK_MIS_PREFERENCES (
    desk_mis_preferences_new (settings, desk_connection_get_services (connection)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (self->mis));
  self->mis_words = DESK_MIS_WORDS_PAGE (desk_mis_words_page_new ());
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (self->mis_words));
  self->invoices = DESK_INVOICE_PREFERENCES (desk_invoice_preferences_new (settings));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (self->invoices));
  self->reports = DESK_REPORT_PREFERENCES (
    desk_report_preferences_new (settings, desk_connection_get_services (connection)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (self->reports));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (desk_pay_preferences_new (settings)));
  g_signal_connect_object (connection, "changed", G_CALLBACK (on_connection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_connection_changed_cb (self);
  desk_fit_columns (GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
