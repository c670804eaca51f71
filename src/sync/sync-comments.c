/* sync-comments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-comments"

#include "sync-comments.h"

#include "clinic-comment.h"
#include "clinic-model.h"
#include "sync-send.h"

#define KEY_COMMAND "sync-command-id"

static const char *
get_command_id (ClinicComment *comment)
{
  return g_object_get_data (G_OBJECT (comment), KEY_COMMAND);
}

static guint
find_pending (GListModel *comments, const char *command_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      g_autoptr (ClinicComment) comment = g_list_model_get_item (comments, i);

      if (g_strcmp0 (get_command_id (comment), command_id) == 0)
        return i;
    }

  return G_MAXUINT;
}

static void
add_pending (SyncContext *context, GListModel *comments, ClinicCommand *command)
{
  g_autoptr (ClinicComment) comment = clinic_comment_new ();
  ClinicLink *link = sync_context_get_link (context);

  clinic_comment_set_text (comment, sync_command_peek (command, "text"));
  clinic_comment_set_author_id (comment, clinic_link_get_user_id (link));
  clinic_comment_set_author_name (comment, clinic_link_get_user_name (link));
  clinic_comment_set_created (comment, clinic_command_get_created (command));
  clinic_comment_set_pending (comment, TRUE);
  g_object_set_data_full (G_OBJECT (comment), KEY_COMMAND,
                          g_strdup (clinic_command_get_id (command)), g_free);
  g_list_store_insert (G_LIST_STORE (comments), 0, comment);
}

void
sync_comments_show (SyncContext *context, GListModel *comments, ClinicCommand *command)
{
  guint position = find_pending (comments, clinic_command_get_id (command));
  ClinicCommandState state = clinic_command_get_state (command);
  g_autoptr (ClinicComment) comment = NULL;

  if (position == G_MAXUINT && state != CLINIC_COMMAND_DONE)
    {
      add_pending (context, comments, command);
      return;
    }
  if (position == G_MAXUINT || state != CLINIC_COMMAND_DONE)
    return;
  comment = g_list_model_get_item (comments, position);
  clinic_comment_set_id (comment, clinic_command_get_result_id (command));
  clinic_comment_set_pending (comment, FALSE);
}

static gboolean
waits (GListModel *commands, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (commands, i);

      if (g_strcmp0 (clinic_command_get_id (command), id) == 0)
        return TRUE;
    }

  return FALSE;
}

void
sync_comments_drop (GListModel *comments, GListModel *commands)
{
  for (guint i = g_list_model_get_n_items (comments); i > 0; i--)
    {
      g_autoptr (ClinicComment) comment = g_list_model_get_item (comments, i - 1);

      if (clinic_comment_get_pending (comment) && !waits (commands, get_command_id (comment)))
        g_list_store_remove (G_LIST_STORE (comments), i - 1);
    }
}

static gboolean
is_same (gpointer kept, gpointer fresh)
{
  return kept == fresh || (clinic_comment_get_id (kept) > 0 &&
                           clinic_comment_get_id (kept) == clinic_comment_get_id (fresh));
}

void
sync_comments_take (GListModel *comments, GPtrArray *told)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  /* what waits in the outbox stays on top until the portal tells of it */
  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      g_autoptr (ClinicComment) comment = g_list_model_get_item (comments, i);

      if (clinic_comment_get_pending (comment))
        g_ptr_array_add (all, g_steal_pointer (&comment));
    }
  for (guint i = 0; i < told->len; i++)
    g_ptr_array_add (all, g_object_ref (g_ptr_array_index (told, i)));
  clinic_model_reconcile (G_LIST_STORE (comments), all, is_same,
                          (ClinicModelUpdate) clinic_comment_update);
}
