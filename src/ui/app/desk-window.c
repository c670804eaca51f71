/* desk-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-window"

#include "desk-window.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"
#include "desk-clipboard.h"
#include "desk-fit.h"
#include "desk-pages.h"
#include "desk-tel.h"
#include "desk-toast.h"
#include "desk-welcome.h"

#define SPINNER_DELAY_MS 300

/**
 * DeskWindow:
 *
 * The one window of the desk: the workspace while there is a session, the welcome page while there
 * is none. Everything inside talks to it by the `win.` actions that it installs. Closing it hides
 * it when the desk is to go on in the background.
 */
struct _DeskWindow
{
  AdwApplicationWindow parent_instance;

  DeskConnection *connection; /* owned */
  GSettings *settings;        /* owned */
  guint spinner_id;
  gboolean painted;

  GtkStack *views; /* unowned, template child, as all below */
  GtkWidget *starting;
  GtkSpinner *spinner;
  GtkWidget *workspace; /* unowned, in views, (nullable) */
  GtkWidget *welcome;   /* unowned, in views, (nullable) */
};

G_DEFINE_FINAL_TYPE (DeskWindow, desk_window, ADW_TYPE_APPLICATION_WINDOW)

static void
remove_view (DeskWindow *self, GtkWidget **view)
{
  if (*view != NULL)
    gtk_stack_remove (self->views, *view);
  *view = NULL;
}

static void
show_workspace (DeskWindow *self)
{
  ClinicSession *session = desk_connection_get_session (self->connection);
  g_autofree char *page = g_settings_get_string (self->settings, "last-page");

  self->workspace = desk_workspace_new (session);
  if (!desk_workspace_show_page (DESK_WORKSPACE (self->workspace), page))
    g_debug ("the last page is not there any more: %s", page);
  gtk_stack_add_child (self->views, self->workspace);
  gtk_stack_set_visible_child (self->views, self->workspace);
  remove_view (self, &self->welcome);
}

static void
show_welcome (DeskWindow *self)
{
  if (self->welcome == NULL)
    {
      self->welcome = desk_welcome_new (self->connection);
      gtk_stack_add_child (self->views, self->welcome);
    }
  gtk_stack_set_visible_child (self->views, self->welcome);
}

static gboolean
on_spinner_delay_ended_cb (gpointer user_data)
{
  DeskWindow *self = DESK_WINDOW (user_data);

  self->spinner_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

/* What takes no time shows no spinner. */
static void
show_starting (DeskWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_stack_set_visible_child (self->views, self->starting);
  if (self->spinner_id == 0)
    self->spinner_id = g_timeout_add (SPINNER_DELAY_MS, on_spinner_delay_ended_cb, self);
}

static void
set_actions_enabled (DeskWindow *self, gboolean enabled)
{
  static const char *names[] = {
    "open-patient",   "open-appointment", "show-page", "show-call",    "hide-call", "back",
    "search",         "show-link",        "refresh",   "dial",         "on-shift",  "show-missed",
    "show-call-list", "show-important",   "leave",     "dial-patient", "search-for"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

static void
on_connection_changed_cb (DeskWindow *self)
{
  DeskConnectionState state = desk_connection_get_state (self->connection);

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  /* GtkStack (4.8) never lets go of a child that is removed while the focus is in it. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  set_actions_enabled (self, state == DESK_CONNECTION_OPEN);
  if (state != DESK_CONNECTION_OPEN)
    {
      if (self->workspace != NULL)
        gtk_stack_set_visible_child (self->views, self->starting);
      remove_view (self, &self->workspace);
    }

  switch (state)
    {
    case DESK_CONNECTION_OPEN:
      show_workspace (self);
      break;
    case DESK_CONNECTION_WELCOME:
    case DESK_CONNECTION_LOCKED:
    case DESK_CONNECTION_FAILED:
      show_welcome (self);
      break;
    case DESK_CONNECTION_STARTING:
    default:
      show_starting (self);
      break;
    }
}

static DeskWorkspace *
workspace (gpointer user_data)
{
  return DESK_WORKSPACE (DESK_WINDOW (user_data)->workspace);
}

static ClinicSession *
session (gpointer user_data)
{
  return desk_connection_get_session (DESK_WINDOW (user_data)->connection);
}

static void
on_open_patient_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 id = g_variant_get_int64 (parameter);

  if (id > 0)
    desk_workspace_show_patient (workspace (user_data), id);
}

static void
on_open_appointment_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 id = g_variant_get_int64 (parameter);

  if (id > 0)
    desk_workspace_show_appointment (workspace (user_data), id);
}

static void
on_show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskWindow *self = DESK_WINDOW (user_data);

  if (desk_workspace_show_page (workspace (self), g_variant_get_string (parameter, NULL)))
    g_settings_set_string (self->settings, "last-page", desk_workspace_get_page (workspace (self)));
}

static void
on_show_missed_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_show_missed (workspace (user_data));
}

/* One key: the page, and the list of tomorrow. */
static void
on_show_call_list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskWindow *self = DESK_WINDOW (user_data);

  desk_workspace_show_call_list (workspace (self));
  g_settings_set_string (self->settings, "last-page", desk_workspace_get_page (workspace (self)));
}

static void
on_show_important_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_show_important (workspace (user_data));
}

static void
on_show_call_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_show_call (workspace (user_data), g_variant_get_string (parameter, NULL));
}

static void
on_hide_call_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_hide_pane (workspace (user_data));
}

static void
on_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_back (workspace (user_data));
}

static void
on_search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_search (workspace (user_data));
}

static void
on_search_for_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_search_for (workspace (user_data), g_variant_get_string (parameter, NULL));
}

static void
on_fullscreen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (user_data);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
on_show_link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_workspace_show_link (workspace (user_data));
}

static void
on_refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  /* first: what is on its way for the person is not asked for a second time with the rest */
  desk_workspace_reload_page (workspace (user_data));
  clinic_session_refresh (session (user_data));
  clinic_mis_desk_refresh (clinic_session_get_mis_desk (session (user_data)));
}

static void
on_on_shift_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  clinic_session_set_on_shift (session (user_data), TRUE);
}

static void
on_retry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskWindow *self = DESK_WINDOW (user_data);

  if (desk_connection_get_session (self->connection) == NULL)
    desk_connection_retry (self->connection);
}

static void
on_leave_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  desk_connection_leave (DESK_WINDOW (user_data)->connection);
}

static void
on_copy_number_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskWindow *self = DESK_WINDOW (user_data);
  const char *number = g_variant_get_string (parameter, NULL);
  g_autofree char *dialled = clinic_phone_dup_dial (number);

  desk_clipboard_copy (GTK_WIDGET (self), dialled != NULL ? dialled : number,
                       (guint) g_settings_get_int (self->settings, "clipboard-seconds"));
  desk_toast (GTK_WIDGET (self->views), adw_toast_new (_ ("Number copied")));
}

/* Gives the number to the telephone program of this computer. */
static void
dial_here (DeskWindow *self, const char *number)
{
  g_autofree char *dialled = clinic_phone_dup_dial (number);
  g_autofree char *uri = NULL;

  if (dialled == NULL)
    {
      desk_toast (GTK_WIDGET (self->views), adw_toast_new (_ ("This number cannot be dialled")));
      return;
    }

  if (desk_tel_is_ours ())
    {
      desk_toast (GTK_WIDGET (self->views),
                  adw_toast_new (_ ("This computer has no other telephone program")));
      return;
    }

  uri = g_strconcat ("tel:", dialled, NULL);
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

/* What dial_async() needs to come back to; the window may be gone by then. */
typedef struct
{
  GWeakRef window;
  char *number; /* owned */
} Dialling;

static void
dialling_free (Dialling *dialling)
{
  g_weak_ref_clear (&dialling->window);
  g_clear_pointer (&dialling->number, g_free);
  g_free (dialling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dialling, dialling_free)

static void
on_dialled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Dialling) dialling = user_data;
  g_autoptr (DeskWindow) self = g_weak_ref_get (&dialling->window);
  g_autoptr (GError) error = NULL;
  gboolean ok = clinic_session_dial_finish (CLINIC_SESSION (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (ok)
    {
      desk_toast (GTK_WIDGET (self->views),
                  adw_toast_new (_ ("The portal is calling your telephone")));
      return;
    }

  g_message ("the portal did not dial: %s", error->message);
  desk_toast (GTK_WIDGET (self->views),
              adw_toast_new (_ ("The portal did not dial; trying this computer's telephone")));
  dial_here (self, dialling->number);
}

static void
dial (DeskWindow *self, const char *number, gint64 patient_id)
{
  g_autofree char *way = g_settings_get_string (self->settings, "dial-with");
  Dialling *dialling;

  clinic_session_expect_call (session (self), number, patient_id);
  if (g_str_equal (way, "tel"))
    {
      dial_here (self, number);
      return;
    }

  dialling = g_new0 (Dialling, 1);
  g_weak_ref_init (&dialling->window, self);
  dialling->number = g_strdup (number);
  clinic_session_dial_async (session (self), number, NULL, on_dialled_cb, dialling);
}

static void
on_dial_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  dial (DESK_WINDOW (user_data), g_variant_get_string (parameter, NULL), 0);
}

/* whom it is for is known: the card of the call need not ask */
static void
on_dial_patient_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *number;
  gint64 patient_id;

  g_variant_get (parameter, "(&sx)", &number, &patient_id);
  dial (DESK_WINDOW (user_data), number, patient_id);
}

static const GActionEntry actions[] = {
  { .name = "open-patient", .activate = on_open_patient_cb, .parameter_type = "x" },
  { .name = "open-appointment", .activate = on_open_appointment_cb, .parameter_type = "x" },
  { .name = "show-page", .activate = on_show_page_cb, .parameter_type = "s" },
  { .name = "show-missed", .activate = on_show_missed_cb },
  { .name = "show-call-list", .activate = on_show_call_list_cb },
  { .name = "show-important", .activate = on_show_important_cb },
  { .name = "show-call", .activate = on_show_call_cb, .parameter_type = "s" },
  { .name = "hide-call", .activate = on_hide_call_cb },
  { .name = "back", .activate = on_back_cb },
  { .name = "search", .activate = on_search_cb },
  { .name = "search-for", .activate = on_search_for_cb, .parameter_type = "s" },
  { .name = "fullscreen", .activate = on_fullscreen_cb },
  { .name = "show-link", .activate = on_show_link_cb },
  { .name = "refresh", .activate = on_refresh_cb },
  { .name = "on-shift", .activate = on_on_shift_cb },
  { .name = "dial", .activate = on_dial_cb, .parameter_type = "s" },
  { .name = "dial-patient", .activate = on_dial_patient_cb, .parameter_type = "(sx)" },
  { .name = "copy-number", .activate = on_copy_number_cb, .parameter_type = "s" },
  { .name = "retry", .activate = on_retry_cb },
  { .name = "leave", .activate = on_leave_cb },
};

/* What the benchmark of the start waits for: the first picture, and the first with today's calls
 * from the store. */
static void
on_after_paint_cb (DeskWindow *self, GdkFrameClock *clock)
{
  ClinicSession *open = session (self);
  gboolean has_day =
    open != NULL && g_list_model_get_n_items (clinic_session_get_call_log (open)) > 0;

  if (!self->painted)
    g_debug ("painted the window at %" G_GINT64_FORMAT, g_get_monotonic_time ());
  self->painted = TRUE;
  if (!has_day)
    return;

  g_debug ("painted the day at %" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_signal_handlers_disconnect_by_func (clock, on_after_paint_cb, self);
}

static void
desk_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (desk_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (on_after_paint_cb), widget, G_CONNECT_SWAPPED);
}

static gboolean
desk_window_close_request (GtkWindow *window)
{
  DeskWindow *self = DESK_WINDOW (window);

  if (desk_connection_get_session (self->connection) != NULL &&
      g_settings_get_boolean (self->settings, "run-in-background"))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return GDK_EVENT_STOP;
    }

  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (window)), "quit",
                                  NULL);

  return GDK_EVENT_STOP;
}

static void
restore_size (DeskWindow *self)
{
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  /* what was right for another monitor may be larger than all that are there now */
  desk_fit_window (GTK_WINDOW (self));
}

static void
desk_window_dispose (GObject *object)
{
  DeskWindow *self = DESK_WINDOW (object);

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_object (&self->connection);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_window_parent_class)->dispose (object);
}

static gboolean
on_editing_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  return focus != NULL &&
         gtk_widget_activate_action_variant (focus, g_variant_get_string (args, NULL), NULL);
}

/* What GTK itself finds only where the keyboard has a Latin layout too. */
static void
add_russian_editing_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Cyrillic_ya, GDK_CONTROL_MASK, "text.undo" },
    { GDK_KEY_Cyrillic_ya, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "text.redo" },
    { GDK_KEY_Cyrillic_che, GDK_CONTROL_MASK, "clipboard.cut" },
    { GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK, "clipboard.copy" },
    { GDK_KEY_Cyrillic_em, GDK_CONTROL_MASK, "clipboard.paste" },
    { GDK_KEY_Cyrillic_ef, GDK_CONTROL_MASK, "selection.select-all" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, on_editing_key_cb,
                                  "s", keys[i].action);
}

static void
desk_window_class_init (DeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = desk_window_close_request;
  widget_class->realize = desk_window_realize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, views);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, starting);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, spinner);
  /* Escape is no accelerator: whatever is nearer (a popover, an entry) comes first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.hide-call", NULL);
  add_russian_editing_keys (widget_class);
}

static void
desk_window_init (DeskWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

DeskWindow *
desk_window_new (GtkApplication *application, DeskConnection *connection, GSettings *settings)
{
  DeskWindow *self;

  g_return_val_if_fail (DESK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (DESK_TYPE_WINDOW, "application", application, NULL);
  self->connection = g_object_ref (connection);
  self->settings = g_object_ref (settings);
  restore_size (self);
  g_signal_connect_object (connection, "changed", G_CALLBACK (on_connection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_connection_changed_cb (self);

  return self;
}

DeskWorkspace *
desk_window_get_workspace (DeskWindow *self)
{
  g_return_val_if_fail (DESK_IS_WINDOW (self), NULL);

  return self->workspace != NULL ? DESK_WORKSPACE (self->workspace) : NULL;
}
