/* desk-ringer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-ringer"

#include "desk-ringer.h"

#include "desk-call-text.h"
#include "desk-quiet.h"

#include <glib/gi18n.h>

/* A call that we tell of. */
typedef struct
{
  ClinicCall *call;             /* owned */
  GSignalGroup *caller_signals; /* owned */
  char *body;                   /* owned, nullable: what the notification says */
  gboolean notified;
  gboolean muted;
} Ring;

struct _DeskRinger
{
  GObject parent_instance;

  ClinicSession *session;   /* owned */
  ClinicServices *services; /* owned */
  GSettings *settings;      /* owned */
  GPtrArray *rings;         /* owned, Ring */
};

G_DEFINE_FINAL_TYPE (DeskRinger, desk_ringer, G_TYPE_OBJECT)

static void update (DeskRinger *self);

static void
ring_free (gpointer data)
{
  Ring *ring = data;

  g_clear_object (&ring->caller_signals);
  g_clear_object (&ring->call);
  g_clear_pointer (&ring->body, g_free);
  g_free (ring);
}

static gboolean
rings (ClinicCall *call)
{
  return clinic_call_get_state (call) == CLINIC_CALL_STATE_RINGING &&
         clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_IN;
}

static void
withdraw (DeskRinger *self, Ring *ring)
{
  if (ring->notified)
    clinic_services_withdraw_call (self->services, ring->call);

  ring->notified = FALSE;
  g_clear_pointer (&ring->body, g_free);
}

static void
notify_of (DeskRinger *self, Ring *ring)
{
  g_autofree char *body = NULL;

  if (!rings (ring->call) || !g_settings_get_boolean (self->settings, "notify-calls") ||
      desk_quiet_is_on (self->settings))
    {
      withdraw (self, ring);
      return;
    }

  if (g_settings_get_boolean (self->settings, "notify-names"))
    body = desk_call_text_line (ring->call, clinic_session_get_now (self->session));
  else
    body = g_strdup (_ ("The card is open at the reception desk"));

  if (ring->notified && g_strcmp0 (ring->body, body) == 0)
    return;

  clinic_services_notify_call (self->services, ring->call, _ ("Incoming call"), body);
  ring->notified = TRUE;
  g_clear_pointer (&ring->body, g_free);
  ring->body = g_steal_pointer (&body);
}

static void
update (DeskRinger *self)
{
  gboolean sound = FALSE;

  for (guint i = 0; i < self->rings->len; i++)
    {
      Ring *ring = g_ptr_array_index (self->rings, i);

      g_signal_group_set_target (ring->caller_signals, clinic_call_get_caller (ring->call));
      notify_of (self, ring);
      sound |= rings (ring->call) && !ring->muted;
    }

  clinic_services_set_ringing (self->services,
                               sound && g_settings_get_boolean (self->settings, "ring-sound") &&
                                 !desk_quiet_is_on (self->settings));
}

static gboolean
is_ring_of (gconstpointer ring, gconstpointer call)
{
  return ((const Ring *) ring)->call == call;
}

static void
add_ring (DeskRinger *self, ClinicCall *call)
{
  Ring *ring = g_new0 (Ring, 1);

  ring->call = g_object_ref (call);
  ring->caller_signals = g_signal_group_new (CLINIC_TYPE_CALLER);
  g_signal_group_connect_object (ring->caller_signals, "notify", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::caller", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rings, ring);
}

static void
on_items_changed_cb (DeskRinger *self)
{
  GListModel *calls = clinic_session_get_calls (self->session);
  g_autoptr (GHashTable) present = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (calls, i);

      if (!g_ptr_array_find_with_equal_func (self->rings, call, is_ring_of, NULL))
        add_ring (self, call);
      g_hash_table_add (present, g_steal_pointer (&call));
    }

  for (guint i = self->rings->len; i > 0; i--)
    {
      Ring *ring = g_ptr_array_index (self->rings, i - 1);

      if (g_hash_table_contains (present, ring->call))
        continue;

      withdraw (self, ring);
      g_signal_handlers_disconnect_by_data (ring->call, self);
      g_ptr_array_remove_index (self->rings, i - 1);
    }

  update (self);
}

static void
desk_ringer_dispose (GObject *object)
{
  DeskRinger *self = DESK_RINGER (object);

  for (guint i = 0; i < self->rings->len; i++)
    withdraw (self, g_ptr_array_index (self->rings, i));
  if (self->services != NULL)
    clinic_services_set_ringing (self->services, FALSE);

  g_ptr_array_set_size (self->rings, 0);
  g_clear_object (&self->session);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_ringer_parent_class)->dispose (object);
}

static void
desk_ringer_finalize (GObject *object)
{
  DeskRinger *self = DESK_RINGER (object);

  g_clear_pointer (&self->rings, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_ringer_parent_class)->finalize (object);
}

static void
desk_ringer_class_init (DeskRingerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_ringer_dispose;
  object_class->finalize = desk_ringer_finalize;
}

static void
desk_ringer_init (DeskRinger *self)
{
  self->rings = g_ptr_array_new_with_free_func (ring_free);
}

DeskRinger *
desk_ringer_new (ClinicSession *session, ClinicServices *services, GSettings *settings)
{
  DeskRinger *self = g_object_new (DESK_TYPE_RINGER, NULL);

  g_set_object (&self->session, session);
  g_set_object (&self->services, services);
  g_set_object (&self->settings, settings);

  g_signal_connect_object (clinic_session_get_calls (session), "items-changed",
                           G_CALLBACK (on_items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  on_items_changed_cb (self);

  return self;
}

void
desk_ringer_mute (DeskRinger *self, const char *call_id)
{
  g_return_if_fail (DESK_IS_RINGER (self));

  for (guint i = 0; i < self->rings->len; i++)
    {
      Ring *ring = g_ptr_array_index (self->rings, i);

      if (call_id == NULL || *call_id == '\0' ||
          g_strcmp0 (clinic_call_get_id (ring->call), call_id) == 0)
        ring->muted = TRUE;
    }

  update (self);
}
