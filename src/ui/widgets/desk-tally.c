/* desk-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-tally"

#include "desk-tally.h"

/* What is measured in minutes is not late by many seconds. */
#define TICK_SECONDS 10

/**
 * DeskTally:
 *
 * Counts what waits for a person in a list whose items change in place: the number on a badge.
 * Emits "changed" once after any number of changes. A stock GtkFilterListModel does not look at an
 * item again when its property changes.
 */
struct _DeskTally
{
  GObject parent_instance;

  GListModel *model; /* owned */
  GPtrArray *items;  /* owned, elements owned: those whose changes we hear */
  char *detailed;    /* owned, (nullable): "notify::state" */
  DeskTallyFunc mark;
  gpointer data;            /* owned when there is free_data, (nullable) */
  GDestroyNotify free_data; /* (nullable) */
  guint tick_id;            /* 0: the marks do not depend on the clock */
  guint waiting;
  guint late;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (DeskTally, desk_tally, G_TYPE_OBJECT)

enum
{
  CHANGED,
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
count (DeskTally *self)
{
  guint waiting = 0, late = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      DeskTallyMark mark = self->mark (g_ptr_array_index (self->items, i), self->data);

      waiting += mark != DESK_TALLY_NOTHING;
      late += mark == DESK_TALLY_LATE;
    }
  if (waiting != self->waiting || late != self->late)
    {
      self->waiting = waiting;
      self->late = late;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  g_signal_emit (self, signals[COUNTED], 0);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskTally *self = DESK_TALLY (user_data);

  self->idle_id = 0;
  count (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_tick_cb (gpointer user_data)
{
  count (DESK_TALLY (user_data));

  return G_SOURCE_CONTINUE;
}

static void
count_soon (DeskTally *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);
}

static void
on_items_changed_cb (DeskTally *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + removed; i++)
    if (self->detailed != NULL)
      g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, i), count_soon, self);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);

  for (guint i = position; i < position + added; i++)
    {
      gpointer item = g_list_model_get_item (self->model, i);

      if (self->detailed != NULL)
        g_signal_connect_object (item, self->detailed, G_CALLBACK (count_soon), self,
                                 G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->items, i, item);
    }
  count_soon (self);
}

static void
desk_tally_dispose (GObject *object)
{
  DeskTally *self = DESK_TALLY (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (desk_tally_parent_class)->dispose (object);
}

static void
desk_tally_finalize (GObject *object)
{
  DeskTally *self = DESK_TALLY (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->detailed, g_free);
  if (self->free_data != NULL)
    self->free_data (self->data);

  G_OBJECT_CLASS (desk_tally_parent_class)->finalize (object);
}

static void
desk_tally_class_init (DeskTallyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_tally_dispose;
  object_class->finalize = desk_tally_finalize;

  /**
   * DeskTally::changed:
   *
   * A count is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_TALLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  /**
   * DeskTally::counted:
   *
   * The items were looked at: something about them may be another, even when the counts are not.
   */
  signals[COUNTED] = g_signal_new ("counted", DESK_TYPE_TALLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
desk_tally_init (DeskTally *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static DeskTally *
create (GListModel *model,
        DeskTallyFunc mark,
        gpointer data,
        GDestroyNotify free_data,
        const char *property)
{
  DeskTally *self = g_object_new (DESK_TYPE_TALLY, NULL);

  self->model = g_object_ref (model);
  self->mark = mark;
  self->data = data;
  self->free_data = free_data;
  if (g_strcmp0 (property, "*") == 0)
    self->detailed = g_strdup ("notify");
  else if (property != NULL)
    self->detailed = g_strconcat ("notify::", property, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
  count (self);

  return self;
}

DeskTally *
desk_tally_new (GListModel *model, DeskTallyFunc mark, gpointer data, const char *property)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);
  g_return_val_if_fail (mark != NULL, NULL);

  return create (model, mark, data, NULL, property);
}

DeskTally *
desk_tally_new_clocked (GListModel *model,
                        DeskTallyFunc mark,
                        gpointer data,
                        GDestroyNotify free_data,
                        const char *property)
{
  DeskTally *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);
  g_return_val_if_fail (mark != NULL, NULL);

  self = create (model, mark, data, free_data, property);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, self);

  return self;
}

void
desk_tally_refresh (DeskTally *self)
{
  g_return_if_fail (DESK_IS_TALLY (self));

  count (self);
}

guint
desk_tally_get_waiting (DeskTally *self)
{
  g_return_val_if_fail (DESK_IS_TALLY (self), 0);

  return self->waiting;
}

guint
desk_tally_get_late (DeskTally *self)
{
  g_return_val_if_fail (DESK_IS_TALLY (self), 0);

  return self->late;
}
