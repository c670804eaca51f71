/* desk-quiet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-quiet"

#include "desk-quiet.h"

#define KEY "quiet-until"
#define HOUR 3600
/* the computer may sleep meanwhile, so it looks at the clock now and then */
#define LOOK_SECONDS 20

struct _DeskQuiet
{
  GObject parent_instance;

  GSettings *settings; /* owned */
  gint64 until;
  guint look_id;
};

G_DEFINE_FINAL_TYPE (DeskQuiet, desk_quiet, G_TYPE_OBJECT)

typedef enum
{
  PROP_UNTIL = 1,
} DeskQuietProperty;

static GParamSpec *properties[PROP_UNTIL + 1];

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void look (DeskQuiet *self);

static gboolean
on_look_cb (gpointer user_data)
{
  DeskQuiet *self = DESK_QUIET (user_data);

  self->look_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
look (DeskQuiet *self)
{
  gint64 left = g_settings_get_int64 (self->settings, KEY) - get_now ();
  gint64 until = left > 0 ? g_settings_get_int64 (self->settings, KEY) : 0;

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (left > 0)
    self->look_id = g_timeout_add_seconds ((guint) MIN (left, LOOK_SECONDS), on_look_cb, self);
  else if (g_settings_get_int64 (self->settings, KEY) != 0)
    g_settings_set_int64 (self->settings, KEY, 0);
  if (until == self->until)
    return;

  self->until = until;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNTIL]);
}

gboolean
desk_quiet_is_on (GSettings *settings)
{
  return g_settings_get_int64 (settings, KEY) > get_now ();
}

gint64
desk_quiet_end_of_day (GSettings *settings, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  int minute = g_settings_get_int (settings, "day-ends");
  g_autoptr (GDateTime) midnight =
    g_date_time_new_local (g_date_time_get_year (time), g_date_time_get_month (time),
                           g_date_time_get_day_of_month (time), 0, 0, 0);
  g_autoptr (GDateTime) end = g_date_time_add_minutes (midnight, minute);
  gint64 until = g_date_time_to_unix (end);

  return until > now ? until : now + HOUR;
}

void
desk_quiet_begin (DeskQuiet *self, guint minutes)
{
  gint64 now = get_now ();

  g_return_if_fail (DESK_IS_QUIET (self));

  g_settings_set_int64 (self->settings, KEY,
                        minutes > 0 ? now + minutes * 60
                                    : desk_quiet_end_of_day (self->settings, now));
}

void
desk_quiet_end (DeskQuiet *self)
{
  g_return_if_fail (DESK_IS_QUIET (self));

  g_settings_set_int64 (self->settings, KEY, 0);
}

gint64
desk_quiet_get_until (DeskQuiet *self)
{
  g_return_val_if_fail (DESK_IS_QUIET (self), 0);

  return self->until;
}

static void
desk_quiet_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DeskQuietProperty) prop_id)
    {
    case PROP_UNTIL:
      g_value_set_int64 (value, DESK_QUIET (object)->until);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_quiet_dispose (GObject *object)
{
  DeskQuiet *self = DESK_QUIET (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_quiet_parent_class)->dispose (object);
}

static void
desk_quiet_class_init (DeskQuietClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_quiet_dispose;
  object_class->get_property = desk_quiet_get_property;

  properties[PROP_UNTIL] =
    g_param_spec_int64 ("until", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
desk_quiet_init (DeskQuiet *self)
{
}

DeskQuiet *
desk_quiet_new (GSettings *settings)
{
  DeskQuiet *self = g_object_new (DESK_TYPE_QUIET, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);

  return self;
}
