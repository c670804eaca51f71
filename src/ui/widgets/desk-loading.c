/* desk-loading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-loading"

#include "desk-loading.h"

/* What loads faster than this only flickers. */
#define DELAY_MS 300

struct _DeskLoading
{
  GObject parent_instance;

  guint source; /* until it is due */
  gboolean due;
};

static guint due_signal;

G_DEFINE_FINAL_TYPE (DeskLoading, desk_loading, G_TYPE_OBJECT)

static gboolean
on_due_cb (gpointer user_data)
{
  DeskLoading *self = DESK_LOADING (user_data);

  self->source = 0;
  self->due = TRUE;
  g_signal_emit (self, due_signal, 0);

  return G_SOURCE_REMOVE;
}

static void
desk_loading_dispose (GObject *object)
{
  g_clear_handle_id (&DESK_LOADING (object)->source, g_source_remove);

  G_OBJECT_CLASS (desk_loading_parent_class)->dispose (object);
}

static void
desk_loading_class_init (DeskLoadingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_loading_dispose;

  due_signal =
    g_signal_new ("due", DESK_TYPE_LOADING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_loading_init (DeskLoading *self)
{
}

DeskLoading *
desk_loading_new (void)
{
  return g_object_new (DESK_TYPE_LOADING, NULL);
}

void
desk_loading_set (DeskLoading *self, gboolean loading)
{
  g_return_if_fail (DESK_IS_LOADING (self));

  if (!loading)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      self->due = FALSE;
    }
  else if (!self->due && self->source == 0)
    {
      self->source = g_timeout_add (DELAY_MS, on_due_cb, self);
    }
}

const char *
desk_loading_peek_state (DeskLoading *self)
{
  g_return_val_if_fail (DESK_IS_LOADING (self), "waiting");

  return self->due ? "loading" : "waiting";
}
