/* clinic-shift-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-shift-watch"

#include "clinic-shift-watch.h"

struct _ClinicShiftWatch
{
  GObject parent_instance;

  GListModel *commands; /* owned */
  GPtrArray *items;     /* owned, elements owned: what is in the outbox now */
  GPtrArray *moved;     /* owned, elements owned */
};

G_DEFINE_FINAL_TYPE (ClinicShiftWatch, clinic_shift_watch, G_TYPE_OBJECT)

/* Another time of a visit that had one. */
static gboolean
is_move (ClinicCommand *command)
{
  GVariant *payload = clinic_command_get_payload (command);

  return clinic_command_get_kind (command) == CLINIC_COMMAND_CHANGE_APPOINTMENT &&
         clinic_command_get_state (command) == CLINIC_COMMAND_DONE && payload != NULL &&
         g_variant_lookup (payload, "moves", "x", NULL);
}

static void
on_commands_changed_cb (ClinicShiftWatch *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + removed; i++)
    {
      ClinicCommand *command = g_ptr_array_index (self->items, i);

      if (is_move (command))
        g_ptr_array_add (self->moved, g_object_ref (command));
    }
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (self->items, (int) i, g_list_model_get_item (self->commands, i));
}

static void
clinic_shift_watch_finalize (GObject *object)
{
  ClinicShiftWatch *self = CLINIC_SHIFT_WATCH (object);

  g_clear_object (&self->commands);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->moved, g_ptr_array_unref);

  G_OBJECT_CLASS (clinic_shift_watch_parent_class)->finalize (object);
}

static void
clinic_shift_watch_class_init (ClinicShiftWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clinic_shift_watch_finalize;
}

static void
clinic_shift_watch_init (ClinicShiftWatch *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->moved = g_ptr_array_new_with_free_func (g_object_unref);
}

ClinicShiftWatch *
clinic_shift_watch_new (GListModel *commands)
{
  ClinicShiftWatch *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (commands), NULL);

  self = g_object_new (CLINIC_TYPE_SHIFT_WATCH, NULL);
  self->commands = g_object_ref (commands);
  g_signal_connect_object (commands, "items-changed", G_CALLBACK (on_commands_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_commands_changed_cb (self, 0, 0, g_list_model_get_n_items (commands));

  return self;
}

GPtrArray *
clinic_shift_watch_dup_moved (ClinicShiftWatch *self, gint64 from)
{
  GPtrArray *moved = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (CLINIC_IS_SHIFT_WATCH (self), moved);

  for (guint i = 0; i < self->moved->len; i++)
    {
      ClinicCommand *command = g_ptr_array_index (self->moved, i);

      if (clinic_command_get_created (command) >= from)
        g_ptr_array_add (moved, g_object_ref (command));
    }

  return moved;
}
