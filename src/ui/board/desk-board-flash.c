/* desk-board-flash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-flash"

#include "desk-board-flash.h"

#include <glib/gi18n.h>

/* How long a card says who moved it. */
#define SECONDS 8

typedef struct
{
  char *name;   /* owned */
  gint64 until; /* monotonic µs */
} Mover;

struct _DeskBoardFlash
{
  GObject parent_instance;

  GHashTable *movers; /* owned: item (owned) to Mover (owned) */
  guint source;       /* while there are any */
};

G_DEFINE_FINAL_TYPE (DeskBoardFlash, desk_board_flash, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
mover_free (gpointer data)
{
  Mover *mover = data;

  g_clear_pointer (&mover->name, g_free);
  g_free (mover);
}

static gboolean
is_over (gpointer item, gpointer mover, gpointer now)
{
  return ((Mover *) mover)->until <= *(gint64 *) now;
}

static gboolean
on_second_cb (gpointer user_data)
{
  DeskBoardFlash *self = DESK_BOARD_FLASH (user_data);
  gint64 now = g_get_monotonic_time ();

  if (g_hash_table_foreach_remove (self->movers, is_over, &now) > 0)
    g_signal_emit (self, signals[CHANGED], 0);
  if (g_hash_table_size (self->movers) > 0)
    return G_SOURCE_CONTINUE;

  self->source = 0;

  return G_SOURCE_REMOVE;
}

static void
desk_board_flash_dispose (GObject *object)
{
  DeskBoardFlash *self = DESK_BOARD_FLASH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_remove_all (self->movers);

  G_OBJECT_CLASS (desk_board_flash_parent_class)->dispose (object);
}

static void
desk_board_flash_finalize (GObject *object)
{
  g_clear_pointer (&DESK_BOARD_FLASH (object)->movers, g_hash_table_unref);

  G_OBJECT_CLASS (desk_board_flash_parent_class)->finalize (object);
}

static void
desk_board_flash_class_init (DeskBoardFlashClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_board_flash_dispose;
  object_class->finalize = desk_board_flash_finalize;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_BOARD_FLASH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_board_flash_init (DeskBoardFlash *self)
{
  self->movers = g_hash_table_new_full (NULL, NULL, g_object_unref, mover_free);
}

DeskBoardFlash *
desk_board_flash_new (void)
{
  return g_object_new (DESK_TYPE_BOARD_FLASH, NULL);
}

void
desk_board_flash_add (DeskBoardFlash *self, GObject *item, const char *name)
{
  Mover *mover = NULL;

  g_return_if_fail (DESK_IS_BOARD_FLASH (self));

  mover = g_new0 (Mover, 1);
  mover->name = g_strdup (name != NULL && *name != '\0' ? name : _ ("a colleague"));
  mover->until = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  g_hash_table_insert (self->movers, g_object_ref (item), mover);
  if (self->source == 0)
    self->source = g_timeout_add_seconds (1, on_second_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
desk_board_flash_get_name (DeskBoardFlash *self, gpointer item)
{
  Mover *mover = NULL;

  g_return_val_if_fail (DESK_IS_BOARD_FLASH (self), NULL);

  mover = item != NULL ? g_hash_table_lookup (self->movers, item) : NULL;

  return mover != NULL ? mover->name : NULL;
}
