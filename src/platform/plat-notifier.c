/* plat-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-notifier"

#include "plat-notifier.h"

#include <libnotify/notify.h>

#include "plat-thread.h"

/* org.freedesktop.Notifications, NotificationClosed */
#define REASON_DISMISSED 2

/* What lives in the thread and is touched by nothing else, but for its reference count and the
 * values that never change. */
typedef struct
{
  GMainContext *context; /* owned: where the signals are emitted */
  GWeakRef notifier;     /* who emits them */
  char *app_name;        /* owned */
  char *app_id;          /* owned */
  char *show_label;      /* owned */
  char *mute_label;      /* owned */

  GHashTable *shown; /* owned (char *id: Shown) */
  GStrv caps;        /* owned (nullable): what the daemon can do, once known */
  gboolean is_away;  /* there was no daemon when we last looked */
} Desk;

/* The notification of one call. It is kept alive until the call's end, as libnotify forgets the
 * buttons of one that is let go. */
typedef struct
{
  Desk *desk;                       /* unowned: it owns us */
  char *id;                         /* owned */
  NotifyNotification *notification; /* owned */
  gboolean dismissed;
  gboolean quiet; /* of no call */
} Shown;

/* Something sent to the thread, or back from it. */
typedef struct
{
  Desk *desk;  /* owned */
  char *id;    /* owned (nullable) */
  char *title; /* owned (nullable); an action's name on the way back */
  char *body;  /* owned (nullable) */
  gboolean quiet;
} Message;

struct _PlatNotifier
{
  GObject parent_instance;

  PlatThread *thread; /* owned */
  Desk *desk;         /* owned */
};

G_DEFINE_FINAL_TYPE (PlatNotifier, plat_notifier, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_ACTIVATED,
} PlatNotifierSignal;

static guint signals[SIGNAL_ACTIVATED + 1];

static gboolean
is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static void
desk_clear (gpointer data)
{
  Desk *desk = data;

  g_clear_pointer (&desk->shown, g_hash_table_unref);
  g_clear_pointer (&desk->caps, g_strfreev);
  g_clear_pointer (&desk->app_name, g_free);
  g_clear_pointer (&desk->app_id, g_free);
  g_clear_pointer (&desk->show_label, g_free);
  g_clear_pointer (&desk->mute_label, g_free);
  g_clear_pointer (&desk->context, g_main_context_unref);
  g_weak_ref_clear (&desk->notifier);
}

static void
desk_unref (Desk *desk)
{
  g_atomic_rc_box_release_full (desk, desk_clear);
}

static Message *
message_new (Desk *desk, const char *id, const char *title, const char *body)
{
  Message *message = g_new0 (Message, 1);

  message->desk = g_atomic_rc_box_acquire (desk);
  message->id = g_strdup (id);
  message->title = g_strdup (title);
  message->body = g_strdup (body);

  return message;
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_clear_pointer (&message->desk, desk_unref);
  g_clear_pointer (&message->id, g_free);
  g_clear_pointer (&message->title, g_free);
  g_clear_pointer (&message->body, g_free);
  g_free (message);
}

/* --- in the main thread --- */

static gboolean
on_activated_cb (gpointer user_data)
{
  const Message *message = user_data;
  g_autoptr (PlatNotifier) self = g_weak_ref_get (&message->desk->notifier);

  if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, message->id, message->title);

  return G_SOURCE_REMOVE;
}

/* --- in the notifier's thread --- */

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_signal_handlers_disconnect_by_data (shown->notification, shown);
  g_clear_object (&shown->notification);
  g_clear_pointer (&shown->id, g_free);
  g_free (shown);
}

static void
on_action_cb (NotifyNotification *notification, char *action, gpointer user_data)
{
  const Shown *shown = user_data;
  const char *name = g_str_equal (action, "mute") ? "mute" : "show";
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_activated_cb, message_new (shown->desk, shown->id, name, NULL),
                         message_free);
  g_source_attach (source, shown->desk->context);
}

static void
on_closed_cb (NotifyNotification *notification, gpointer user_data)
{
  Shown *shown = user_data;

  if (notify_notification_get_closed_reason (notification) == REASON_DISMISSED)
    shown->dismissed = TRUE;
}

static gboolean
can (Desk *desk, const char *capability)
{
  return desk->caps != NULL && g_strv_contains ((const char *const *) desk->caps, capability);
}

/* (transfer full) (nullable): asked without libnotify, which would log a warning at each call of a
 * desktop without a daemon. In a sandbox it speaks with a portal instead. */
static GStrv
ask_for_caps (void)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;
  GStrv caps = NULL;

  if (is_sandboxed ())
    return g_strdupv ((GStrv) (const char *[]){ "actions", NULL });

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus != NULL)
    answer =
      g_dbus_connection_call_sync (bus, "org.freedesktop.Notifications",
                                   "/org/freedesktop/Notifications",
                                   "org.freedesktop.Notifications", "GetCapabilities", NULL,
                                   G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (answer != NULL)
    g_variant_get (answer, "(^as)", &caps);

  return caps;
}

/* The daemon may be started later than we are, so it is asked for until it answers. */
static gboolean
has_daemon (Desk *desk)
{
  if (desk->caps == NULL)
    desk->caps = ask_for_caps ();
  if (desk->caps == NULL && !desk->is_away)
    g_debug ("there is no notification daemon");
  desk->is_away = desk->caps == NULL;

  return !desk->is_away;
}

/* (transfer full): the desk's thread keeps it in desk->shown */
static Shown *
shown_new (Desk *desk, const char *id, gboolean quiet)
{
  Shown *shown = g_new0 (Shown, 1);
  NotifyNotification *notification = notify_notification_new ("", "", desk->app_id);

  shown->desk = desk;
  shown->id = g_strdup (id);
  shown->notification = notification;
  shown->quiet = quiet;
  if (!quiet)
    {
      notify_notification_set_urgency (notification, NOTIFY_URGENCY_CRITICAL);
      notify_notification_set_category (notification, "call.incoming");
      notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
    }
  notify_notification_set_hint (notification, "desktop-entry", g_variant_new_string (desk->app_id));
  /* the ring is ours: it stops when the call is answered */
  notify_notification_set_hint (notification, "suppress-sound", g_variant_new_boolean (TRUE));
  if (can (desk, "actions"))
    {
      notify_notification_add_action (notification, "default", desk->show_label, on_action_cb,
                                      shown, NULL);
      /* the portal makes a button of "default" too */
      if (!is_sandboxed ())
        notify_notification_add_action (notification, "show", desk->show_label, on_action_cb, shown,
                                        NULL);
      if (!quiet)
        notify_notification_add_action (notification, "mute", desk->mute_label, on_action_cb, shown,
                                        NULL);
    }
  g_signal_connect (notification, "closed", G_CALLBACK (on_closed_cb), shown);

  return shown;
}

static gboolean
show_worker (gpointer data)
{
  const Message *message = data;
  Desk *desk = message->desk;
  Shown *shown = g_hash_table_lookup (desk->shown, message->id);
  g_autofree char *escaped = g_markup_escape_text (message->body, -1);
  g_autoptr (GError) error = NULL;

  if (!has_daemon (desk))
    return G_SOURCE_REMOVE;
  if (shown == NULL)
    {
      shown = shown_new (desk, message->id, message->quiet);
      g_hash_table_insert (desk->shown, shown->id, shown);
    }
  if (shown->dismissed && !shown->quiet)
    return G_SOURCE_REMOVE;

  notify_notification_update (shown->notification, message->title,
                              can (desk, "body-markup") ? escaped : message->body, desk->app_id);
  if (!notify_notification_show (shown->notification, &error))
    {
      g_debug ("a notification was not shown: %s", error->message);
      /* perhaps another daemon took its place */
      g_clear_pointer (&desk->caps, g_strfreev);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
withdraw_worker (gpointer data)
{
  const Message *message = data;
  Shown *shown = g_hash_table_lookup (message->desk->shown, message->id);

  if (shown == NULL)
    return G_SOURCE_REMOVE;

  if (!shown->dismissed)
    notify_notification_close (shown->notification, NULL);
  g_hash_table_remove (message->desk->shown, message->id);

  return G_SOURCE_REMOVE;
}

static gboolean
start_worker (gpointer data)
{
  const Message *message = data;

  /* its connection is bound to the thread that it is first used in */
  if (!notify_init (message->desk->app_name))
    g_debug ("libnotify cannot be used");

  return G_SOURCE_REMOVE;
}

static gboolean
end_worker (gpointer data)
{
  const Message *message = data;
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, message->desk->shown);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((Shown *) value)->dismissed)
      notify_notification_close (((Shown *) value)->notification, NULL);
  g_hash_table_remove_all (message->desk->shown);
  notify_uninit ();

  return G_SOURCE_REMOVE;
}

/* --- the object --- */

static void
send (PlatNotifier *self, GSourceFunc worker, const char *id, const char *title, const char *body)
{
  plat_thread_send (self->thread, worker, message_new (self->desk, id, title, body), message_free);
}

static void
plat_notifier_dispose (GObject *object)
{
  PlatNotifier *self = PLAT_NOTIFIER (object);

  if (self->thread != NULL)
    {
      send (self, end_worker, NULL, NULL, NULL);
      g_clear_pointer (&self->thread, plat_thread_free);
    }

  G_OBJECT_CLASS (plat_notifier_parent_class)->dispose (object);
}

static void
plat_notifier_finalize (GObject *object)
{
  PlatNotifier *self = PLAT_NOTIFIER (object);

  g_clear_pointer (&self->desk, desk_unref);

  G_OBJECT_CLASS (plat_notifier_parent_class)->finalize (object);
}

static void
plat_notifier_class_init (PlatNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plat_notifier_dispose;
  object_class->finalize = plat_notifier_finalize;

  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", PLAT_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
plat_notifier_init (PlatNotifier *self)
{
  self->desk = g_atomic_rc_box_new0 (Desk);
  self->desk->context = g_main_context_ref_thread_default ();
  self->desk->shown = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, shown_free);
  g_weak_ref_init (&self->desk->notifier, self);
  self->thread = plat_thread_new ("notifier");
}

PlatNotifier *
plat_notifier_new (const char *app_name,
                   const char *app_id,
                   const char *show_label,
                   const char *mute_label)
{
  PlatNotifier *self = g_object_new (PLAT_TYPE_NOTIFIER, NULL);

  /* before the thread gets its first message, which makes these visible there */
  self->desk->app_name = g_strdup (app_name);
  self->desk->app_id = g_strdup (app_id);
  self->desk->show_label = g_strdup (show_label);
  self->desk->mute_label = g_strdup (mute_label);
  send (self, start_worker, NULL, NULL, NULL);

  return self;
}

void
plat_notifier_show (PlatNotifier *self, const char *id, const char *title, const char *body)
{
  g_return_if_fail (PLAT_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);

  send (self, show_worker, id, title != NULL ? title : "", body != NULL ? body : "");
}

void
plat_notifier_show_quietly (PlatNotifier *self, const char *id, const char *title, const char *body)
{
  Message *message = NULL;

  g_return_if_fail (PLAT_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);

  message = message_new (self->desk, id, title != NULL ? title : "", body != NULL ? body : "");
  message->quiet = TRUE;
  plat_thread_send (self->thread, show_worker, message, message_free);
}

void
plat_notifier_withdraw (PlatNotifier *self, const char *id)
{
  g_return_if_fail (PLAT_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);

  send (self, withdraw_worker, id, NULL, NULL);
}
