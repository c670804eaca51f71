/* desk-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-application"

#include "desk-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "desk-accels.h"
#include "desk-diagnose.h"
#include "desk-export.h"
#include "desk-invoice-bell.h"
#include "desk-manners.h"
#include "desk-news-bell.h"
#include "desk-options.h"
#include "desk-pages.h"
#include "desk-preferences.h"
#include "desk-ringer.h"
#include "desk-search-provider.h"
#include "desk-tel.h"
#include "reception-config.h"

/* A session that does not close by then is left to its store's own recovery. */
#define CLOSE_TIMEOUT_S 5

/**
 * DeskApplication:
 *
 * The desk as one process: a second start speaks to the first. Owns the connection, the window and
 * the application's actions; makes nothing that the first picture does not need.
 */
struct _DeskApplication
{
  AdwApplication parent_instance;

  ClinicServices *services;      /* owned */
  DeskConnection *connection;    /* owned */
  GSettings *settings;           /* owned, (nullable) before startup */
  DeskRinger *ringer;            /* owned, (nullable): as long as the session */
  DeskNewsBell *bell;            /* owned, (nullable): the same */
  DeskInvoiceBell *invoice_bell; /* owned, (nullable): the same */
  DeskWindow *window;            /* unowned, the application holds it, (nullable) */
  GtkWindow *preferences;        /* weak, (nullable) */
  DeskManners *manners;          /* owned, (nullable) before startup */
  DeskSearchProvider *provider;  /* owned, (nullable) without a bus */
  DeskOptions *options;          /* owned: of this start */
  char *page;                    /* owned, (nullable): to be shown once there is a session */
  char *number;                  /* owned, (nullable): rings once there is a session */
  char *dialled;                 /* owned, (nullable): of a tel: link, to be dialled or shown */
  guint close_timeout_id;
  guint signal_ids[2];
  gboolean waited; /* a tel: link came when there was no session */
  gboolean started;
  gboolean closing;
  gboolean background; /* started without a window, which nobody has asked for yet */
  gboolean welcomed;   /* a person was asked for an address in this run */
};

G_DEFINE_FINAL_TYPE (DeskApplication, desk_application, ADW_TYPE_APPLICATION)

/* What had to wait for the session. */
static void
deliver (DeskApplication *self)
{
  ClinicSession *session = desk_connection_get_session (self->connection);

  if (session == NULL)
    return;

  /* the first session may be there before the window is */
  if (self->page != NULL && self->window != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-page", "s", self->page);
      g_clear_pointer (&self->page, g_free);
    }
  if (self->number != NULL)
    clinic_session_ring (session, self->number);
  g_clear_pointer (&self->number, g_free);

  /* the person's link comes when she looks at another window: only a desk that is ready dials */
  if (self->dialled != NULL && self->window != NULL)
    {
      gboolean ready = !self->waited;
      g_autofree char *way = g_settings_get_string (self->settings, "dial-with");

      /* a telephone that gives the link back to us would never dial */
      gtk_widget_activate_action (GTK_WIDGET (self->window),
                                  ready && g_str_equal (way, "portal") ? "win.dial"
                                                                       : "win.search-for",
                                  "s", self->dialled);
      g_clear_pointer (&self->dialled, g_free);
    }
  self->waited = FALSE;
}

static void
show_window (DeskApplication *self)
{
  self->background = FALSE;
  gtk_window_present (GTK_WINDOW (self->window));
}

/* At the sign-in nobody asked for a window, but an address must be asked for. */
static void
follow_state (DeskApplication *self)
{
  switch (desk_connection_get_state (self->connection))
    {
    case DESK_CONNECTION_WELCOME:
    case DESK_CONNECTION_LOCKED:
    case DESK_CONNECTION_FAILED:
      self->welcomed = desk_connection_get_state (self->connection) == DESK_CONNECTION_WELCOME;
      if (self->background && self->window != NULL)
        show_window (self);
      break;
    case DESK_CONNECTION_OPEN:
      if (self->welcomed && self->window != NULL)
        desk_manners_welcome (self->manners);
      self->welcomed = FALSE;
      break;
    case DESK_CONNECTION_STARTING:
    default:
      break;
    }
}

static void
on_connection_changed_cb (DeskApplication *self)
{
  ClinicSession *session = desk_connection_get_session (self->connection);

  g_clear_object (&self->ringer);
  g_clear_object (&self->bell);
  g_clear_object (&self->invoice_bell);
  if (self->provider != NULL)
    desk_search_provider_set_session (self->provider, session);
  if (self->window != NULL)
    desk_export_offer_session (GTK_WINDOW (self->window), session);
  if (self->closing)
    return;

  follow_state (self);
  if (session == NULL)
    return;

  self->ringer = desk_ringer_new (session, self->services, self->settings);
  self->bell = desk_news_bell_new (session, self->services, self->settings);
  self->invoice_bell = desk_invoice_bell_new (session, self->services);
  deliver (self);
}

static void
ensure_started (DeskApplication *self)
{
  g_autofree char *portal = NULL;

  if (self->started)
    return;

  self->started = TRUE;
  portal = desk_options_take_portal (self->options);
  desk_connection_start (self->connection, portal, desk_options_get_demo (self->options));
  if (portal != NULL)
    memset (portal, 0, strlen (portal));
}

static void
ensure_window (DeskApplication *self)
{
  if (self->window != NULL)
    return;

  self->window = desk_window_new (GTK_APPLICATION (self), self->connection, self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  desk_export_offer (GTK_WINDOW (self->window), clinic_services_get_exporter (self->services));
  desk_export_offer_session (GTK_WINDOW (self->window),
                             desk_connection_get_session (self->connection));
}

static void
desk_application_activate (GApplication *application)
{
  DeskApplication *self = DESK_APPLICATION (application);

  if (self->closing)
    return;

  ensure_started (self);
  ensure_window (self);
  show_window (self);
  deliver (self);
}

/* A tel: link: of the command line, or of the desktop. FALSE: it is none. */
static gboolean
take_link (DeskApplication *self, const char *uri)
{
  g_autofree char *number = desk_tel_dup_number (uri);

  if (number == NULL)
    return FALSE;

  g_clear_pointer (&self->dialled, g_free);
  self->dialled = g_steal_pointer (&number);
  self->waited = desk_connection_get_session (self->connection) == NULL;

  return TRUE;
}

static void
desk_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  DeskApplication *self = DESK_APPLICATION (application);
  g_autofree char *uri = n_files > 0 ? g_file_get_uri (files[0]) : NULL;

  if (uri != NULL)
    take_link (self, uri);
  g_application_activate (application);
}

/* started with the session of the desktop: works, and shows itself when there is reason to */
static void
begin_in_background (DeskApplication *self)
{
  self->background = TRUE;
  ensure_started (self);
  ensure_window (self);
  deliver (self);
}

static void
show_demo (DeskApplication *self, GApplicationCommandLine *command_line)
{
  DeskConnectionState state = desk_connection_get_state (self->connection);

  if (state == DESK_CONNECTION_WELCOME)
    desk_connection_open_demo (self->connection);
  else if (!desk_connection_is_demo (self->connection))
    g_application_command_line_printerr (
      command_line, "%s\n",
      _ ("Reception is already running with a clinic; quit it first to open the demo clinic."));
}

/* Runs in the first instance for every start, this one's and later ones'. */
static int
desk_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  DeskApplication *self = DESK_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  gboolean running = self->started, demo = FALSE;
  const char *page = NULL, *number = NULL;
  g_autofree const char **links = NULL;

  g_variant_dict_lookup (dict, "page", "&s", &page);
  g_variant_dict_lookup (dict, "incoming-call", "&s", &number);
  g_variant_dict_lookup (dict, "demo", "b", &demo);

  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &links);

  if (links != NULL && links[0] != NULL && !take_link (self, links[0]))
    {
      g_application_command_line_printerr (command_line,
                                           _ ("“%s” is no link to a telephone number.\n"),
                                           links[0]);
      return 2;
    }
  if (page != NULL && desk_pages_find (page) == NULL)
    {
      g_application_command_line_printerr (command_line, _ ("There is no page “%s”.\n"), page);
      return 2;
    }
  if (page != NULL)
    {
      g_clear_pointer (&self->page, g_free);
      self->page = g_strdup (page);
    }
  if (number != NULL)
    {
      g_clear_pointer (&self->number, g_free);
      self->number = desk_options_clean_number (number);
    }

  /* A ring must not bring the window before what the person does now. */
  if (running && number != NULL)
    {
      deliver (self);
      return 0;
    }
  if (running && demo)
    show_demo (self, command_line);
  if (!g_variant_dict_contains (dict, "background"))
    g_application_activate (application);
  else if (!running)
    begin_in_background (self);

  return 0;
}

/* Beside an instance that runs, or without any. */
static int
diagnose (DeskApplication *self)
{
  g_autofree char *portal = desk_options_take_portal (self->options);
  int status = desk_diagnose (self->services, portal, desk_options_get_demo (self->options));

  if (portal != NULL)
    memset (portal, 0, strlen (portal));

  return status;
}

/* Runs in every instance, before it is known which one is the first. */
static int
desk_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  DeskApplication *self = DESK_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  gboolean has_portal = g_variant_dict_contains (dict, "portal");

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("reception %s\n", RECEPTION_VERSION);
      return 0;
    }

  desk_options_read (self->options, dict);
  if (g_variant_dict_contains (dict, "diagnose"))
    return diagnose (self);
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr (_ ("Reception cannot start: %s\n"), error->message);
      return 1;
    }
  if (has_portal && g_application_get_is_remote (application))
    g_printerr ("%s\n", _ ("Reception is already running: the address given with --portal is "
                           "ignored. Quit it first."));

  return -1;
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskApplication) self = DESK_APPLICATION (user_data);

  desk_connection_close_finish (DESK_CONNECTION (source), result, NULL);
  g_clear_handle_id (&self->close_timeout_id, g_source_remove);
  g_application_quit (G_APPLICATION (self));
}

static gboolean
on_close_timeout_cb (gpointer user_data)
{
  DeskApplication *self = DESK_APPLICATION (user_data);

  g_warning ("the session did not close within %d s", CLOSE_TIMEOUT_S);
  self->close_timeout_id = 0;
  g_application_quit (G_APPLICATION (self));

  return G_SOURCE_REMOVE;
}

static void
begin_quit (DeskApplication *self)
{
  if (self->closing)
    return;

  self->closing = TRUE;
  if (self->window != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  self->close_timeout_id = g_timeout_add_seconds (CLOSE_TIMEOUT_S, on_close_timeout_cb, self);
  desk_connection_close_async (self->connection, on_closed_cb, g_object_ref (self));
}

static gboolean
on_signal_cb (gpointer user_data)
{
  begin_quit (DESK_APPLICATION (user_data));

  return G_SOURCE_CONTINUE;
}

static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  begin_quit (DESK_APPLICATION (user_data));
}

static void
on_show_call_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskApplication *self = DESK_APPLICATION (user_data);

  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "show-call", parameter);
}

static void
on_mute_call_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskApplication *self = DESK_APPLICATION (user_data);

  if (self->ringer != NULL)
    desk_ringer_mute (self->ringer, g_variant_get_string (parameter, NULL));
}

static void
on_show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskApplication *self = DESK_APPLICATION (user_data);

  g_clear_pointer (&self->page, g_free);
  self->page = g_variant_dup_string (parameter, NULL);
  g_application_activate (G_APPLICATION (self));
}

/* What the menu of the icon starts where there is D-Bus activation. */
static void
on_calls_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "show-page",
                                  g_variant_new_string ("calls"));
}

static void
on_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskApplication *self = DESK_APPLICATION (user_data);

  if (!self->started)
    desk_options_set_demo (self->options);
  else if (desk_connection_get_state (self->connection) == DESK_CONNECTION_WELCOME)
    desk_connection_open_demo (self->connection);
  g_application_activate (G_APPLICATION (self));
}

/* parameter: (nullable): the page that is meant */
static void
on_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskApplication *self = DESK_APPLICATION (user_data);

  ensure_window (self);
  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences,
                        GTK_WINDOW (desk_preferences_new (GTK_WINDOW (self->window),
                                                          self->connection, self->settings)));
  if (parameter != NULL)
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self->preferences),
                                                  g_variant_get_string (parameter, NULL));
  gtk_window_present (self->preferences);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = on_quit_cb },
  { .name = "show-call", .activate = on_show_call_cb, .parameter_type = "s" },
  { .name = "mute-call", .activate = on_mute_call_cb, .parameter_type = "s" },
  { .name = "show-page", .activate = on_show_page_cb, .parameter_type = "s" },
  { .name = "calls", .activate = on_calls_cb },
  { .name = "demo", .activate = on_demo_cb },
  { .name = "preferences", .activate = on_preferences_cb },
  { .name = "preferences-page", .activate = on_preferences_cb, .parameter_type = "s" },
};

static void
on_patient_chosen_cb (DeskApplication *self, gint64 patient_id)
{
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-patient", "x", patient_id);
}

static void
on_search_wanted_cb (DeskApplication *self, const char *text)
{
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.search-for", "s", text);
}

/* Whoever starts us by a search expects its answer right after our name appears. */
static gboolean
desk_application_dbus_register (GApplication *application,
                                GDBusConnection *bus,
                                const char *path,
                                GError **error)
{
  DeskApplication *self = DESK_APPLICATION (application);
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  if (!G_APPLICATION_CLASS (desk_application_parent_class)
         ->dbus_register (application, bus, path, error))
    return FALSE;

  self->provider = desk_search_provider_new (settings);
  g_signal_connect_object (self->provider, "open", G_CALLBACK (on_patient_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->provider, "search", G_CALLBACK (on_search_wanted_cb), self,
                           G_CONNECT_SWAPPED);

  return desk_search_provider_export (self->provider, bus, path, error);
}

static void
desk_application_dbus_unregister (GApplication *application, GDBusConnection *bus, const char *path)
{
  DeskApplication *self = DESK_APPLICATION (application);

  if (self->provider != NULL)
    desk_search_provider_unexport (self->provider);
  G_APPLICATION_CLASS (desk_application_parent_class)->dbus_unregister (application, bus, path);
}

static void
desk_application_startup (GApplication *application)
{
  DeskApplication *self = DESK_APPLICATION (application);

  G_APPLICATION_CLASS (desk_application_parent_class)->startup (application);

  self->settings = g_settings_new (RECEPTION_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->manners = desk_manners_new (GTK_APPLICATION (self), self->services, self->settings);
  desk_accels_set (GTK_APPLICATION (self));
  self->signal_ids[0] = g_unix_signal_add (SIGTERM, on_signal_cb, self);
  self->signal_ids[1] = g_unix_signal_add (SIGINT, on_signal_cb, self);
}

static void
desk_application_shutdown (GApplication *application)
{
  DeskApplication *self = DESK_APPLICATION (application);

  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_clear_handle_id (&self->signal_ids[i], g_source_remove);
  g_clear_handle_id (&self->close_timeout_id, g_source_remove);
  if (self->preferences != NULL)
    gtk_window_destroy (self->preferences);
  desk_manners_close (self->manners);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));

  G_APPLICATION_CLASS (desk_application_parent_class)->shutdown (application);
}

static void
desk_application_dispose (GObject *object)
{
  DeskApplication *self = DESK_APPLICATION (object);

  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->manners);
  g_clear_object (&self->provider);
  if (self->window != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  self->window = NULL;
  g_clear_object (&self->ringer);
  g_clear_object (&self->bell);
  g_clear_object (&self->invoice_bell);
  g_clear_object (&self->connection);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_application_parent_class)->dispose (object);
}

static void
desk_application_finalize (GObject *object)
{
  DeskApplication *self = DESK_APPLICATION (object);

  g_clear_pointer (&self->options, desk_options_free);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->dialled, g_free);

  G_OBJECT_CLASS (desk_application_parent_class)->finalize (object);
}

static void
desk_application_class_init (DeskApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_application_dispose;
  object_class->finalize = desk_application_finalize;
  application_class->activate = desk_application_activate;
  application_class->command_line = desk_application_command_line;
  application_class->dbus_register = desk_application_dbus_register;
  application_class->dbus_unregister = desk_application_dbus_unregister;
  application_class->open = desk_application_open;
  application_class->handle_local_options = desk_application_handle_local_options;
  application_class->shutdown = desk_application_shutdown;
  application_class->startup = desk_application_startup;
}

static void
desk_application_init (DeskApplication *self)
{
  self->options = desk_options_new ();
  desk_options_add (G_APPLICATION (self));
}

DeskApplication *
desk_application_new (ClinicServices *services)
{
  DeskApplication *self;

  g_return_val_if_fail (CLINIC_IS_SERVICES (services), NULL);

  self = g_object_new (DESK_TYPE_APPLICATION, "application-id", RECEPTION_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/reception24/Reception", NULL);
  self->services = g_object_ref (services);
  self->connection = desk_connection_new (services);
  /* after the window, which shows the pages of a new session */
  g_signal_connect_object (self->connection, "changed", G_CALLBACK (on_connection_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

int
desk_application_run (DeskApplication *self, int argc, char **argv)
{
  g_auto (GStrv) arguments = NULL;

  g_return_val_if_fail (DESK_IS_APPLICATION (self), 1);

  arguments = desk_options_hide_secrets (self->options, argc, argv);

  return g_application_run (G_APPLICATION (self), argc, arguments);
}

DeskConnection *
desk_application_get_connection (DeskApplication *self)
{
  g_return_val_if_fail (DESK_IS_APPLICATION (self), NULL);

  return self->connection;
}

DeskWindow *
desk_application_get_window (DeskApplication *self)
{
  g_return_val_if_fail (DESK_IS_APPLICATION (self), NULL);

  return self->window;
}
