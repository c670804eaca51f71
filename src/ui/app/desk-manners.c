/* desk-manners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-manners"

#include "desk-manners.h"

#include "desk-about.h"
#include "desk-check-window.h"
#include "desk-help.h"
#include "desk-screen-lock.h"
#include "desk-quiet.h"
#include "desk-shortcuts.h"
#include "desk-tour.h"

struct _DeskManners
{
  GObject parent_instance;

  GtkApplication *application; /* unowned, it owns us */
  ClinicServices *services;    /* owned */
  GSettings *settings;         /* owned */
  DeskQuiet *quiet;            /* owned */
  GCancellable *cancellable;   /* owned: of locking */
  GtkWindow *checks;           /* weak, (nullable) */
  GtkWindow *help;             /* weak, (nullable) */
  GtkWindow *tour;             /* weak, (nullable) */
};

G_DEFINE_FINAL_TYPE (DeskManners, desk_manners, G_TYPE_OBJECT)

/* (nullable): the desk's own */
static GtkWindow *
main_window (DeskManners *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    if (GTK_IS_APPLICATION_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
on_diagnose_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskManners *self = DESK_MANNERS (user_data);

  if (self->checks == NULL)
    g_set_weak_pointer (&self->checks,
                        GTK_WINDOW (desk_check_window_new (main_window (self), self->services)));
  gtk_window_present (self->checks);
}

static void
on_help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskManners *self = DESK_MANNERS (user_data);

  if (self->help == NULL)
    g_set_weak_pointer (&self->help, GTK_WINDOW (desk_help_new (main_window (self))));
  gtk_window_present (self->help);
}

static void
on_tour_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskManners *self = DESK_MANNERS (user_data);

  if (self->tour == NULL)
    g_set_weak_pointer (&self->tour, GTK_WINDOW (desk_tour_new (main_window (self))));
  gtk_window_present (self->tour);
}

static void
on_quiet_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_quiet_begin (DESK_MANNERS (user_data)->quiet, g_variant_get_uint32 (parameter));
}

static void
on_quiet_end_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_quiet_end (DESK_MANNERS (user_data)->quiet);
}

static void
on_locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!desk_screen_lock_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("this desktop does not let itself be locked: %s", error->message);
}

static void
on_lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_screen_lock_async (DESK_MANNERS (user_data)->cancellable, on_locked_cb, NULL);
}

static void
on_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (desk_shortcuts_new (main_window (DESK_MANNERS (user_data)))));
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_about_show (main_window (DESK_MANNERS (user_data)));
}

static const GActionEntry actions[] = {
  { .name = "diagnose", .activate = on_diagnose_cb },
  { .name = "help", .activate = on_help_cb },
  { .name = "tour", .activate = on_tour_cb },
  { .name = "quiet", .activate = on_quiet_cb, .parameter_type = "u" },
  { .name = "quiet-end", .activate = on_quiet_end_cb },
  { .name = "lock", .activate = on_lock_cb },
  { .name = "shortcuts", .activate = on_shortcuts_cb },
  { .name = "about", .activate = on_about_cb },
};

static void
on_quiet_changed_cb (DeskManners *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->application), "quiet-end");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), desk_quiet_get_until (self->quiet) > 0);
}

void
desk_manners_welcome (DeskManners *self)
{
  g_return_if_fail (DESK_IS_MANNERS (self));

  if (g_settings_get_boolean (self->settings, "tour-seen") || main_window (self) == NULL)
    return;

  g_settings_set_boolean (self->settings, "tour-seen", TRUE);
  on_tour_cb (NULL, NULL, self);
}

static void
close_window (GtkWindow **window)
{
  if (*window != NULL)
    gtk_window_destroy (*window);
}

void
desk_manners_close (DeskManners *self)
{
  g_return_if_fail (DESK_IS_MANNERS (self));

  g_cancellable_cancel (self->cancellable);
  close_window (&self->checks);
  close_window (&self->help);
  close_window (&self->tour);
}

static void
desk_manners_dispose (GObject *object)
{
  DeskManners *self = DESK_MANNERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->checks);
  g_clear_weak_pointer (&self->help);
  g_clear_weak_pointer (&self->tour);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->quiet);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_manners_parent_class)->dispose (object);
}

static void
desk_manners_class_init (DeskMannersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_manners_dispose;
}

static void
desk_manners_init (DeskManners *self)
{
  self->cancellable = g_cancellable_new ();
}

DeskManners *
desk_manners_new (GtkApplication *application, ClinicServices *services, GSettings *settings)
{
  DeskManners *self = g_object_new (DESK_TYPE_MANNERS, NULL);

  self->application = application;
  self->services = g_object_ref (services);
  self->settings = g_object_ref (settings);
  self->quiet = desk_quiet_new (settings);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   self);
  g_signal_connect_object (self->quiet, "notify::until", G_CALLBACK (on_quiet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_quiet_changed_cb (self);

  return self;
}
