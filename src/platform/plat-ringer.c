/* plat-ringer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-ringer"

#include "plat-ringer.h"

#include <gsound.h>
#include <math.h>

#include "plat-thread.h"

/* between two rounds, as a telephone pauses; and before another try without a sound server */
#define PAUSE_MS 1200
#define RETRY_MS 5000
/* what a volume of nearly nothing is in decibels */
#define SILENCE_DB (-60.0)

/* What the thread works with; only the atomic fields are touched by others. */
typedef struct
{
  char *sound_path;          /* owned */
  int ringing;               /* atomic: whether it is to ring */
  int rounds;                /* atomic */
  int volume;                /* atomic: per mille */
  GCancellable *cancellable; /* owned (nullable): set while it rings */
  GSource *next;             /* owned (nullable): the next round */
  gboolean theme_lacks_it;
} Bell;

struct _PlatRinger
{
  GObject parent_instance;

  PlatThread *thread; /* owned */
  Bell *bell;         /* owned, shared with the thread */
};

G_DEFINE_FINAL_TYPE (PlatRinger, plat_ringer, G_TYPE_OBJECT)

static void begin_round (Bell *bell);

static void
bell_clear (gpointer data)
{
  Bell *bell = data;

  g_clear_object (&bell->cancellable);
  g_clear_pointer (&bell->sound_path, g_free);
}

static void
bell_unref (gpointer bell)
{
  g_atomic_rc_box_release_full (bell, bell_clear);
}

/* --- in the ringer's thread --- */

/* (transfer none) (nullable): one for as long as the process lives. A context that goes unloads its
 * driver, and a thread of libcanberra that has just ended a sound may still be in it. */
static GSoundContext *
get_sounds (void)
{
  static GSoundContext *sounds;
  static GMutex lock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (sounds == NULL)
    sounds = gsound_context_new (NULL, NULL);

  return sounds;
}

static gboolean
on_next_round_cb (gpointer user_data)
{
  Bell *bell = user_data;

  g_clear_pointer (&bell->next, g_source_unref);
  begin_round (bell);

  return G_SOURCE_REMOVE;
}

static void
begin_round_later (Bell *bell, guint ms)
{
  g_assert (bell->next == NULL);

  bell->next = g_timeout_source_new (ms);
  g_source_set_callback (bell->next, on_next_round_cb, g_atomic_rc_box_acquire (bell), bell_unref);
  g_source_attach (bell->next, g_main_context_get_thread_default ());
}

static void
on_played_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bell *bell = user_data;
  g_autoptr (GError) error = NULL;
  gboolean played = gsound_context_play_full_finish (GSOUND_CONTEXT (source), result, &error);
  guint pause = PAUSE_MS;

  /* stopped meanwhile, or even started again: that round goes on by itself */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || bell->cancellable == NULL ||
      bell->next != NULL || g_task_get_cancellable (G_TASK (result)) != bell->cancellable)
    {
      bell_unref (bell);
      return;
    }

  if (!played && g_error_matches (error, GSOUND_ERROR, GSOUND_ERROR_NOTFOUND) &&
      !bell->theme_lacks_it)
    {
      bell->theme_lacks_it = TRUE;
      pause = 0;
    }
  else if (!played)
    {
      g_debug ("no sound: %s", error->message);
      pause = RETRY_MS;
    }

  begin_round_later (bell, pause);
  bell_unref (bell);
}

static void
begin_round (Bell *bell)
{
  double volume = g_atomic_int_get (&bell->volume) / 1000.0;
  char decibels[G_ASCII_DTOSTR_BUF_SIZE];
  GSoundContext *sounds = get_sounds ();
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);

  if (sounds == NULL)
    {
      begin_round_later (bell, RETRY_MS);
      return;
    }

  g_ascii_formatd (decibels, sizeof decibels, "%.1f",
                   volume > 0.001 ? MAX (20.0 * log10 (volume), SILENCE_DB) : SILENCE_DB);
  g_hash_table_insert (attributes, (gpointer) GSOUND_ATTR_CANBERRA_VOLUME, decibels);
  g_hash_table_insert (attributes, (gpointer) GSOUND_ATTR_MEDIA_ROLE, (gpointer) "event");
  if (bell->theme_lacks_it)
    g_hash_table_insert (attributes, (gpointer) GSOUND_ATTR_MEDIA_FILENAME, bell->sound_path);
  else
    g_hash_table_insert (attributes, (gpointer) GSOUND_ATTR_EVENT_ID,
                         (gpointer) "phone-incoming-call");

  g_atomic_int_inc (&bell->rounds);
  gsound_context_play_fullv (sounds, attributes, bell->cancellable, on_played_cb,
                             g_atomic_rc_box_acquire (bell));
}

static void
start (Bell *bell)
{
  bell->cancellable = g_cancellable_new ();
  begin_round (bell);
}

static void
stop (Bell *bell)
{
  if (bell->next != NULL)
    g_source_destroy (bell->next);
  g_clear_pointer (&bell->next, g_source_unref);
  g_cancellable_cancel (bell->cancellable);
  g_clear_object (&bell->cancellable);
}

/* Only the last wish counts: a sound that is stopped as it begins may end twice in libcanberra. */
static gboolean
follow_worker (gpointer data)
{
  Bell *bell = data;
  gboolean ringing = g_atomic_int_get (&bell->ringing);

  if (ringing && bell->cancellable == NULL)
    start (bell);
  else if (!ringing && bell->cancellable != NULL)
    stop (bell);

  return G_SOURCE_REMOVE;
}

/* --- the object --- */

static void
plat_ringer_dispose (GObject *object)
{
  PlatRinger *self = PLAT_RINGER (object);

  if (self->thread != NULL)
    {
      plat_ringer_set_ringing (self, FALSE);
      g_clear_pointer (&self->thread, plat_thread_free);
    }

  G_OBJECT_CLASS (plat_ringer_parent_class)->dispose (object);
}

static void
plat_ringer_finalize (GObject *object)
{
  PlatRinger *self = PLAT_RINGER (object);

  g_clear_pointer (&self->bell, bell_unref);

  G_OBJECT_CLASS (plat_ringer_parent_class)->finalize (object);
}

static void
plat_ringer_class_init (PlatRingerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plat_ringer_dispose;
  object_class->finalize = plat_ringer_finalize;
}

static void
plat_ringer_init (PlatRinger *self)
{
  self->bell = g_atomic_rc_box_new0 (Bell);
  self->bell->volume = 1000;
  self->thread = plat_thread_new ("ringer");
}

PlatRinger *
plat_ringer_new (const char *sound_path)
{
  PlatRinger *self = g_object_new (PLAT_TYPE_RINGER, NULL);

  self->bell->sound_path = g_strdup (sound_path);

  return self;
}

void
plat_ringer_set_ringing (PlatRinger *self, gboolean ringing)
{
  g_return_if_fail (PLAT_IS_RINGER (self));

  g_atomic_int_set (&self->bell->ringing, ringing);
  plat_thread_send (self->thread, follow_worker, g_atomic_rc_box_acquire (self->bell), bell_unref);
}

void
plat_ringer_set_volume (PlatRinger *self, double volume)
{
  g_return_if_fail (PLAT_IS_RINGER (self));

  g_atomic_int_set (&self->bell->volume, (int) (CLAMP (volume, 0.0, 1.0) * 1000.0));
}

guint
plat_ringer_get_rounds (PlatRinger *self)
{
  g_return_val_if_fail (PLAT_IS_RINGER (self), 0);

  return (guint) g_atomic_int_get (&self->bell->rounds);
}
