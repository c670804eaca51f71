/* desk-notices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-notices"

#include "desk-notices.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-banner.h"
#include "desk-link-words.h"
#include "desk-pages.h"

#define PATIENCE_MS 5000

/**
 * DeskNotices:
 *
 * The banners under the header: calls do not arrive, the data is old, changes need a decision, an
 * important message of the portal is to be read.
 * A short break of the channel is nobody's business: the first banner waits for some seconds,
 * unless the person herself went off shift.
 */
struct _DeskNotices
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  guint patience;         /* milliseconds */
  guint patience_id;
  guint idle_id;
  gboolean broken;  /* calls do not arrive now */
  gboolean patient; /* ...and it is too early to say so */

  DeskTally *news; /* owned: important messages to be read */

  DeskBanner *calls;  /* unowned, our child */
  DeskBanner *stale;  /* unowned, our child */
  DeskBanner *failed; /* unowned, our child */
  DeskBanner *unread; /* unowned, our child */
};

G_DEFINE_FINAL_TYPE (DeskNotices, desk_notices, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} DeskNoticesProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static void
show_calls (DeskNotices *self)
{
  ClinicLink *link = clinic_session_get_link (self->session);
  gboolean paused = clinic_link_get_calls_state (link) == CLINIC_LINK_PAUSED;
  g_autofree char *text = desk_link_calls_text (link, clinic_session_get_now (self->session));

  if (text == NULL || (self->patient && !paused))
    {
      desk_banner_set_title (self->calls, NULL);
      return;
    }

  desk_banner_set_urgent (self->calls, !paused);
  if (paused)
    desk_banner_set_button (self->calls, _ ("Back on Shift"), "win.on-shift");
  else
    desk_banner_set_button (self->calls, _ ("Try Now"), "win.refresh");
  desk_banner_set_title (self->calls, text);
}

static gboolean
on_patience_ended_cb (gpointer user_data)
{
  DeskNotices *self = DESK_NOTICES (user_data);

  self->patience_id = 0;
  self->patient = FALSE;
  show_calls (self);

  return G_SOURCE_REMOVE;
}

static void
follow_calls (DeskNotices *self)
{
  g_autofree char *text = desk_link_calls_text (clinic_session_get_link (self->session),
                                                clinic_session_get_now (self->session));
  gboolean broken = text != NULL;

  if (broken != self->broken)
    {
      self->broken = broken;
      self->patient = broken;
      g_clear_handle_id (&self->patience_id, g_source_remove);
      if (broken)
        self->patience_id = g_timeout_add (self->patience, on_patience_ended_cb, self);
    }
  show_calls (self);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskNotices *self = DESK_NOTICES (user_data);
  ClinicLink *link = clinic_session_get_link (self->session);
  g_autofree char *stale = desk_link_stale_text (link, clinic_session_get_now (self->session));
  g_autofree char *failed = desk_link_failed_text (link);

  self->idle_id = 0;
  follow_calls (self);
  desk_banner_set_title (self->stale, stale);
  desk_banner_set_title (self->failed, failed);

  return G_SOURCE_REMOVE;
}

/* The link changes several properties at a time. */
static void
on_link_changed_cb (DeskNotices *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);
}

/* until it is acknowledged */
static void
show_news (DeskNotices *self)
{
  guint n_unread = desk_tally_get_waiting (self->news);
  g_autofree char *text = NULL;

  if (n_unread == 1)
    text = g_strdup (_ ("New important message"));
  else if (n_unread > 1)
    text =
      g_strdup_printf (ngettext ("%u important message waits for your “I have read it”",
                                 "%u important messages wait for your “I have read it”", n_unread),
                       n_unread);
  desk_banner_set_title (self->unread, text);
}

static void
desk_notices_constructed (GObject *object)
{
  DeskNotices *self = DESK_NOTICES (object);

  G_OBJECT_CLASS (desk_notices_parent_class)->constructed (object);

  g_signal_connect_object (clinic_session_get_link (self->session), "notify",
                           G_CALLBACK (on_link_changed_cb), self, G_CONNECT_SWAPPED);
  on_link_changed_cb (self);
  self->news = desk_pages_tally_news (self->session);
  g_signal_connect_object (self->news, "changed", G_CALLBACK (show_news), self, G_CONNECT_SWAPPED);
  show_news (self);
}

static void
desk_notices_dispose (GObject *object)
{
  DeskNotices *self = DESK_NOTICES (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->news);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_notices_parent_class)->dispose (object);
}

static void
desk_notices_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DeskNotices *self = DESK_NOTICES (object);

  switch ((DeskNoticesProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_notices_class_init (DeskNoticesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = desk_notices_constructed;
  object_class->dispose = desk_notices_dispose;
  object_class->set_property = desk_notices_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLINIC_TYPE_SESSION,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static DeskBanner *
add_banner (GtkWidget *box)
{
  GtkWidget *banner = desk_banner_new ();

  gtk_box_append (GTK_BOX (box), banner);

  return DESK_BANNER (banner);
}

static void
desk_notices_init (DeskNotices *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->patience = PATIENCE_MS;
  self->calls = add_banner (box);
  self->stale = add_banner (box);
  self->failed = add_banner (box);
  self->unread = add_banner (box);
  desk_banner_set_urgent (self->stale, TRUE);
  desk_banner_set_button (self->stale, _ ("Check…"), "app.diagnose");
  desk_banner_set_button (self->failed, _ ("Decide…"), "win.show-link");
  desk_banner_set_button (self->unread, _ ("Read"), "win.show-important");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
desk_notices_new (ClinicSession *session)
{
  return g_object_new (DESK_TYPE_NOTICES, "session", session, NULL);
}

void
desk_notices_set_patience (DeskNotices *self, guint milliseconds)
{
  g_return_if_fail (DESK_IS_NOTICES (self));

  self->patience = milliseconds;
}

const char *
desk_notices_get_calls_text (DeskNotices *self)
{
  g_return_val_if_fail (DESK_IS_NOTICES (self), NULL);

  return desk_banner_get_title (self->calls);
}

const char *
desk_notices_get_stale_text (DeskNotices *self)
{
  g_return_val_if_fail (DESK_IS_NOTICES (self), NULL);

  return desk_banner_get_title (self->stale);
}

const char *
desk_notices_get_failed_text (DeskNotices *self)
{
  g_return_val_if_fail (DESK_IS_NOTICES (self), NULL);

  return desk_banner_get_title (self->failed);
}

const char *
desk_notices_get_news_text (DeskNotices *self)
{
  g_return_val_if_fail (DESK_IS_NOTICES (self), NULL);

  return desk_banner_get_title (self->unread);
}
