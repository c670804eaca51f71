/* desk-board-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-moves"

#include "desk-board-moves.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-toast.h"
#include "reception-config.h"

/* The countdown is in seconds; it must not be late by much of one. */
#define TICK_MS 200

/* What was moved together. */
typedef struct
{
  GPtrArray *items;    /* owned, of GObject (owned) */
  GPtrArray *commands; /* owned, of ClinicCommand (owned): beside items */
  ClinicStage *stage;  /* owned, (nullable): NULL: another change than a move */
  char *words;         /* owned, (nullable): what that is */
  gint64 due;          /* monotonic µs: sent from then on */
} Group;

static void
group_free (Group *group)
{
  g_clear_pointer (&group->items, g_ptr_array_unref);
  g_clear_pointer (&group->commands, g_ptr_array_unref);
  g_clear_object (&group->stage);
  g_clear_pointer (&group->words, g_free);
  g_free (group);
}

struct _DeskBoardMoves
{
  GObject parent_instance;

  GtkWidget *widget;               /* weak, (nullable): gone while the last answers come */
  ClinicSession *session;          /* owned */
  const ClinicBoardTraits *traits; /* unowned, outlives us */
  ClinicEntity entity;
  GSettings *settings; /* owned */
  GPtrArray *groups;   /* owned, of Group: the latest last */
  AdwToast *toast;     /* owned, (nullable): of the latest group */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (DeskBoardMoves, desk_board_moves, G_TYPE_OBJECT)

enum
{
  UNDOING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Group *
last_group (DeskBoardMoves *self)
{
  return self->groups->len > 0 ? g_ptr_array_index (self->groups, self->groups->len - 1) : NULL;
}

/* --- the toast --- */

static char *
one_text (const char *stage, int seconds, gboolean message)
{
  if (message && seconds > 0)
    return g_strdup_printf (_ ("Moving to “%1$s” in %2$d s: the patient will get a message"), stage,
                            seconds);
  if (message)
    return g_strdup_printf (_ ("Moved to “%1$s”: the patient will get a message"), stage);

  return g_strdup_printf (_ ("Moving to “%1$s” in %2$d s"), stage, seconds);
}

static char *
many_text (const char *stage, int seconds, gboolean message, guint n)
{
  if (message && seconds > 0)
    return g_strdup_printf (
      ngettext ("Moving %3$u to “%1$s” in %2$d s: the patients will get a message",
                "Moving %3$u to “%1$s” in %2$d s: the patients will get a message", n),
      stage, seconds, n);
  if (message)
    return g_strdup_printf (ngettext ("Moved %2$u to “%1$s”: the patients will get a message",
                                      "Moved %2$u to “%1$s”: the patients will get a message", n),
                            stage, n);

  return g_strdup_printf (ngettext ("Moving %3$u to “%1$s” in %2$d s",
                                    "Moving %3$u to “%1$s” in %2$d s", n),
                          stage, seconds, n);
}

/* (transfer full): titles of toasts are markup, names of stages are not */
static char *
dup_title (DeskBoardMoves *self, Group *group, int seconds)
{
  const char *name = group->stage != NULL ? clinic_stage_get_name (group->stage) : group->words;
  g_autofree char *stage = g_markup_escape_text (name != NULL ? name : "", -1);
  guint n = group->items->len;
  gboolean message = FALSE;

  if (group->stage == NULL)
    /* Translators: what will be sent, and the seconds until then */
    return g_strdup_printf (_ ("%1$s, in %2$d s"), stage, seconds);

  message = desk_board_moves_sends_message (self, group->stage);

  return n == 1 ? one_text (stage, seconds, message) : many_text (stage, seconds, message, n);
}

static void
drop_toast (DeskBoardMoves *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  if (toast == NULL)
    return;
  g_signal_handlers_disconnect_by_data (toast, self);
  adw_toast_dismiss (toast);
}

static void
say (DeskBoardMoves *self, const char *words)
{
  AdwToast *toast = NULL;

  if (self->widget == NULL)
    return;
  toast = adw_toast_new (words);
  adw_toast_set_timeout (toast, 3);
  desk_toast (self->widget, toast);
}

static void
show_countdown (DeskBoardMoves *self)
{
  Group *group = last_group (self);
  gint64 left = 0;
  g_autofree char *title = NULL;

  if (group == NULL || self->toast == NULL)
    return;

  left = MAX (group->due - g_get_monotonic_time (), 0);
  title = dup_title (self, group, (int) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC));
  if (g_strcmp0 (adw_toast_get_title (self->toast), title) != 0)
    adw_toast_set_title (self->toast, title);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  DeskBoardMoves *self = DESK_BOARD_MOVES (user_data);
  Group *group = last_group (self);
  gint64 now = g_get_monotonic_time ();

  if (group != NULL && group->due <= now)
    drop_toast (self);
  for (guint i = self->groups->len; i > 0; i--)
    if (((Group *) g_ptr_array_index (self->groups, i - 1))->due <= now)
      g_ptr_array_remove_index (self->groups, i - 1);
  show_countdown (self);
  if (self->groups->len > 0)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

static void
on_toast_dismissed_cb (DeskBoardMoves *self)
{
  g_clear_object (&self->toast);
}

static void
show_toast (DeskBoardMoves *self, Group *group, gboolean undo)
{
  g_autofree char *title = NULL;
  int seconds = g_settings_get_int (self->settings, "undo-seconds");

  drop_toast (self);
  if (self->widget == NULL)
    return;
  title = dup_title (self, group, seconds);
  self->toast = g_object_ref_sink (adw_toast_new (title));
  if (undo)
    {
      adw_toast_set_button_label (self->toast, _ ("Undo"));
      adw_toast_set_timeout (self->toast, 0);
    }
  adw_toast_set_priority (self->toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (desk_board_moves_undo), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  desk_toast (self->widget, g_object_ref (self->toast));
}

/* --- the commands --- */

static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskBoardMoves) self = DESK_BOARD_MOVES (user_data);
  g_autoptr (GError) error = NULL;

  if (clinic_session_submit_finish (CLINIC_SESSION (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("A move could not be kept: %s", error->message);
  say (self, _ ("This could not be kept. Please try again."));
}

static ClinicCommand *
create_command (DeskBoardMoves *self,
                gpointer item,
                ClinicStage *stage,
                const char *note,
                gint64 due)
{
  ClinicCommand *command = clinic_command_new ();
  g_auto (GVariantDict) payload = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *id = g_uuid_string_random ();
  const char *from = self->traits->get_stage_id (item);

  g_variant_dict_insert (&payload, "stage", "s", clinic_stage_get_id (stage));
  g_variant_dict_insert (&payload, "from", "s", from != NULL ? from : "");
  if (note != NULL && *note != '\0')
    g_variant_dict_insert (&payload, "note", "s", note);
  clinic_command_set_id (command, id);
  clinic_command_set_kind (command, CLINIC_COMMAND_MOVE_STAGE);
  clinic_command_set_entity (command, self->entity);
  clinic_command_set_entity_id (command, self->traits->get_id (item));
  clinic_command_set_created (command, clinic_session_get_now (self->session));
  clinic_command_set_payload (command, g_variant_dict_end (&payload));
  clinic_command_set_hold (command, due);

  return command;
}

/* A later move takes the place of an earlier one that is still held: taking it back takes back
 * both, so that there is nothing left to take back of the earlier one. */
static void
forget_item (DeskBoardMoves *self, gpointer item)
{
  for (guint i = self->groups->len; i > 0; i--)
    {
      Group *group = g_ptr_array_index (self->groups, i - 1);
      guint at = 0;

      if (group->stage == NULL || !g_ptr_array_find (group->items, item, &at))
        continue;
      g_ptr_array_remove_index (group->items, at);
      g_ptr_array_remove_index (group->commands, at);
      if (group->items->len == 0)
        g_ptr_array_remove_index (self->groups, i - 1);
    }
}

static void
desk_board_moves_dispose (GObject *object)
{
  DeskBoardMoves *self = DESK_BOARD_MOVES (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  drop_toast (self);
  g_clear_weak_pointer (&self->widget);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_board_moves_parent_class)->dispose (object);
}

static void
desk_board_moves_class_init (DeskBoardMovesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_board_moves_dispose;

  signals[UNDOING] = g_signal_new ("undoing", DESK_TYPE_BOARD_MOVES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
desk_board_moves_init (DeskBoardMoves *self)
{
  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
}

DeskBoardMoves *
desk_board_moves_new (GtkWidget *widget,
                      ClinicSession *session,
                      const ClinicBoardTraits *traits,
                      ClinicEntity entity)
{
  DeskBoardMoves *self = g_object_new (DESK_TYPE_BOARD_MOVES, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->session = g_object_ref (session);
  self->traits = traits;
  self->entity = entity;

  return self;
}

static Group *
group_new (int seconds)
{
  Group *group = g_new0 (Group, 1);

  group->items = g_ptr_array_new_with_free_func (g_object_unref);
  group->commands = g_ptr_array_new_with_free_func (g_object_unref);
  group->due = seconds > 0 ? g_get_monotonic_time () + seconds * G_USEC_PER_SEC : 0;

  return group;
}

/* Takes the group over; with the seconds of undo it stays until they are over. */
static void
submit (DeskBoardMoves *self, Group *group, gboolean say_it)
{
  gboolean undo = group->due > 0;

  for (guint i = 0; i < group->commands->len; i++)
    /* Not cancelled with the page: what the person did must be kept in any case. */
    clinic_session_submit_async (self->session, g_ptr_array_index (group->commands, i), NULL,
                                 on_submitted_cb, g_object_ref (self));

  if (undo || say_it)
    show_toast (self, group, undo);
  if (!undo)
    {
      group_free (group);
      return;
    }
  g_ptr_array_add (self->groups, group);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, on_tick_cb, self);
}

gboolean
desk_board_moves_move (DeskBoardMoves *self, GPtrArray *items, ClinicStage *stage)
{
  return desk_board_moves_move_noted (self, items, stage, NULL);
}

gboolean
desk_board_moves_move_noted (DeskBoardMoves *self,
                             GPtrArray *items,
                             ClinicStage *stage,
                             const char *note)
{
  Group *group = NULL;

  g_return_val_if_fail (DESK_IS_BOARD_MOVES (self), FALSE);
  g_return_val_if_fail (CLINIC_IS_STAGE (stage), FALSE);

  group = group_new (g_settings_get_int (self->settings, "undo-seconds"));
  group->stage = g_object_ref (stage);

  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = g_ptr_array_index (items, i);

      /* What waits to be made on the portal has no number there yet. */
      if (self->traits->get_id (item) <= 0 ||
          g_strcmp0 (self->traits->get_stage_id (item), clinic_stage_get_id (stage)) == 0)
        continue;
      g_ptr_array_add (group->items, g_object_ref (item));
      g_ptr_array_add (group->commands, create_command (self, item, stage, note, group->due));
    }
  if (group->items->len == 0)
    {
      group_free (group);
      return FALSE;
    }

  for (guint i = 0; i < group->items->len; i++)
    forget_item (self, g_ptr_array_index (group->items, i));
  submit (self, group, desk_board_moves_sends_message (self, stage));

  return TRUE;
}

void
desk_board_moves_change (DeskBoardMoves *self,
                         gpointer item,
                         ClinicCommand *command,
                         const char *words)
{
  Group *group = NULL;

  g_return_if_fail (DESK_IS_BOARD_MOVES (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  group = group_new (g_settings_get_int (self->settings, "undo-seconds"));
  group->words = g_strdup (words);
  clinic_command_set_hold (command, group->due);
  g_ptr_array_add (group->items, g_object_ref (item));
  g_ptr_array_add (group->commands, g_object_ref (command));
  submit (self, group, FALSE);
}

gboolean
desk_board_moves_undo (DeskBoardMoves *self)
{
  Group *group = NULL;
  guint n_undone = 0;
  g_autofree char *words = NULL;

  g_return_val_if_fail (DESK_IS_BOARD_MOVES (self), FALSE);

  if (self->groups->len == 0)
    return FALSE;

  group = g_ptr_array_steal_index (self->groups, self->groups->len - 1);
  drop_toast (self);
  g_signal_emit (self, signals[UNDOING], 0, group->items);
  for (guint i = 0; i < group->commands->len; i++)
    n_undone += clinic_session_undo_command (self->session, g_ptr_array_index (group->commands, i));

  if (n_undone == group->commands->len && group->stage == NULL)
    words = g_strdup (_ ("The change is undone"));
  else if (n_undone == group->commands->len)
    words = g_strdup (ngettext ("The move is undone", "The moves are undone", n_undone));
  else if (n_undone == 0)
    words = g_strdup (_ ("Too late to undo: it has been sent"));
  else
    words = g_strdup (_ ("Only a part could be undone: the rest has been sent"));
  say (self, words);
  group_free (group);

  return TRUE;
}

gboolean
desk_board_moves_sends_message (DeskBoardMoves *self, ClinicStage *stage)
{
  g_auto (GStrv) ids = NULL;
  const char *id = clinic_stage_get_id (stage);

  g_return_val_if_fail (DESK_IS_BOARD_MOVES (self), FALSE);

  if (self->entity != CLINIC_ENTITY_APPOINTMENT)
    return FALSE;
  ids = g_settings_get_strv (self->settings, "stages-with-messages");

  return clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_TOMORROW ||
         (id != NULL && g_strv_contains ((const char *const *) ids, id));
}
