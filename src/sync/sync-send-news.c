/* sync-send-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * «Я прочитал», and comments of posts. The portal keeps a vote once however often it is given; it
 * counts when its list of readers has the person, and not before. Where the portal has no vote, or
 * refuses it, a poll under the post whose one answer is there to say "read" can stand for it.
 */

#define G_LOG_DOMAIN "sync-send-news"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "sync-ballot.h"
#include "sync-bbcode.h"
#include "sync-news-ask.h"

/* how often the list of readers was looked at in vain */
#define LOOKS "looks"
/* the portal's times and our idea of its clock are whole seconds each */
#define CLOCK_SLACK 2

/* --- «Я прочитал» --- */

static JsonNode *
new_post_params (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  return bx_json_build ("{'POST_ID': %" G_GINT64_FORMAT "}",
                        sync_command_peek_int (self->command, "post"));
}

/* seconds until the list of readers is looked at again */
static double
get_pause (gint64 looks)
{
  static const double pauses[] = { 5, 30, 120 };

  return looks < (gint64) G_N_ELEMENTS (pauses) ? pauses[looks] : 150;
}

static void
return_waiting (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 looks = sync_command_peek_int (self->command, LOOKS);
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_WAIT);

  sent->seconds = get_pause (looks);
  sync_command_put_int (self->command, LOOKS, looks + 1);
  sync_send_return (task, sent);
}

static void
return_read (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_return_done (task, CLINIC_ENTITY_NONE, sync_command_peek_int (self->command, "post"));
}

/* a post that is not there any more has no readers: nobody can ever be among them */
static void
on_post_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (rows != NULL && json_array_get_length (rows) == 0)
    sync_send_return_refused (task, g_strdup (_ ("The message is not on the portal any more.")));
  else
    return_waiting (task);
}

/* takes the task over */
static void
ask_for_post (GTask *task)
{
  sync_send_call (task, "log.blogpost.get", new_post_params (task), BX_CALL_READ, on_post_cb);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));

  if (answer == NULL &&
      (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || sync_error_is_passing (error)))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (answer != NULL && sync_news_find_reader (answer, me) == 1)
    return_read (task);
  else if (sync_command_peek_int (self->command, LOOKS) < 3)
    return_waiting (task);
  else
    ask_for_post (g_steal_pointer (&task));
}

/* takes the task over (docs: log/log-blogpost-getusers-important) */
static void
look (GTask *task, GAsyncReadyCallback callback)
{
  sync_send_call (task, "log.blogpost.getusers.important", new_post_params (task), BX_CALL_READ,
                  callback);
}

/* --- the poll --- */

/* takes the task over (docs: vote/vote.attachedvote.get) */
static void
ask_for_ballot (GTask *task, GAsyncReadyCallback callback)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_call (task, "vote.AttachedVote.get",
                  sync_ballot_new_question (sync_command_peek_int (self->command, "post")),
                  BX_CALL_READ, callback);
}

/* What the portal's refusal leaves: a poll that has this person's answer, or can have it. */
static void
on_offered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  g_autoptr (SyncBallot) ballot =
    answer != NULL ? sync_ballot_read (bx_answer_get_object (answer)) : NULL;

  if (answer == NULL && !sync_send_is_refusal (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (ballot != NULL && ballot->given)
    {
      sync_command_put (self->command, SYNC_POST_POLL, ballot->words);
      return_read (task);
      return;
    }
  sync_command_put (self->command, SYNC_POST_OFFER,
                    ballot != NULL && ballot->open ? ballot->words : NULL);
  sync_send_return_error (task, g_steal_pointer (&self->refusal));
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer == NULL)
    return;
  sync_command_put (self->command, SYNC_POST_VOTED, "Y");
  sync_send_return_step (task);
}

/* Whether an answer is there is looked at before it is given, and once more after it. */
static void
on_ballot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  g_autoptr (SyncBallot) ballot =
    answer != NULL ? sync_ballot_read (bx_answer_get_object (answer)) : NULL;

  if (answer == NULL)
    return;
  if (ballot == NULL ||
      g_strcmp0 (ballot->words, sync_command_peek (self->command, SYNC_POST_POLL)) != 0)
    sync_send_return_refused (task, g_strdup (_ ("The poll was changed.")));
  else if (ballot->given)
    return_read (task);
  else if (sync_command_peek (self->command, SYNC_POST_VOTED) != NULL)
    return_waiting (task);
  else if (!ballot->open)
    sync_send_return_refused (task, g_strdup (_ ("The poll is over.")));
  else
    sync_send_call (g_steal_pointer (&task), "vote.AttachedVote.vote",
                    sync_ballot_new_answer (ballot), BX_CALL_WRITE, on_answered_cb);
}

/* --- the vote --- */

static void
on_voted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL && sync_send_is_refusal (error) &&
      sync_context_has_scope (self->context, "vote"))
    {
      self->refusal = error;
      ask_for_ballot (g_steal_pointer (&task), on_offered_cb);
      return;
    }
  if (answer == NULL)
    {
      sync_send_return_error (task, error);
      return;
    }
  if (!bx_json_get_bool (bx_answer_get_object (answer), "success", FALSE))
    {
      sync_send_return_refused (task, g_strdup (_ ("The portal did not take it.")));
      return;
    }
  sync_command_put (self->command, SYNC_POST_VOTED, "Y");
  sync_send_return_step (task);
}

/* The one argument of the portal's controller is called `params`. */
static void
vote (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_call (task, "socialnetwork.api.livefeed.blogpost.important.vote",
                  bx_json_build ("{'params': {'POST_ID': %" G_GINT64_FORMAT "}}",
                                 sync_command_peek_int (self->command, "post")),
                  BX_CALL_WRITE, on_voted_cb);
}

/* an attempt whose answer was lost may have arrived */
static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));

  if (answer == NULL &&
      (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || sync_error_is_passing (error)))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (answer != NULL && sync_news_find_reader (answer, me) == 1)
    return_read (task);
  else
    vote (g_steal_pointer (&task));
}

void
sync_send_read (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (sync_command_peek (self->command, SYNC_POST_POLL) != NULL)
    ask_for_ballot (task, on_ballot_cb);
  else if (sync_command_peek (self->command, SYNC_POST_VOTED) != NULL)
    look (task, on_looked_cb);
  else if (self->check)
    look (task, on_checked_cb);
  else
    vote (task);
}

/* --- comments --- */

static void
return_commented (GTask *task, gint64 id)
{
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_DONE);

  sent->is_comment = TRUE;
  sent->result_id = id;
  sync_send_return (task, sent);
}

static void
on_commented_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer != NULL)
    {
      return_commented (task, bx_json_node_int (bx_answer_get_result (answer), 0));
    }
  else if (g_strcmp0 (bx_error_get_remote_description (error), "Duplicate comment") == 0)
    {
      /* the same words of the same person stand there */
      g_clear_error (&error);
      return_commented (task, 0);
    }
  else
    {
      sync_send_return_error (task, error);
    }
}

/* docs: log/blogcomment/log-blogcomment-add */
static void
add_comment (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *text = sync_command_peek (self->command, "text");

  sync_send_call (task, "log.blogcomment.add",
                  bx_json_build ("{'POST_ID': %" G_GINT64_FORMAT ", 'TEXT': %s}",
                                 sync_command_peek_int (self->command, "post"),
                                 text != NULL ? text : ""),
                  BX_CALL_WRITE, on_commented_cb);
}

static gboolean
is_ours (SyncSend *self, JsonObject *row)
{
  gint64 id = bx_json_get_int (row, "id", 0);

  return id > 0 && bx_json_get_unix (row, "date") >= self->sent_at - CLOCK_SLACK &&
         (self->claimed == NULL || !g_hash_table_contains (self->claimed, &id)) &&
         sync_bbcode_equal (bx_json_get_string (row, "text"),
                            sync_command_peek (self->command, "text"));
}

static void
on_own_comments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  JsonArray *rows =
    answer != NULL ? bx_json_get_array (bx_answer_get_object (answer), "comments") : NULL;

  if (answer == NULL)
    return;
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (row != NULL && is_ours (self, row))
        {
          return_commented (task, bx_json_get_int (row, "id", 0));
          return;
        }
    }
  add_comment (g_steal_pointer (&task));
}

/* No key marks a comment: it is known again by its text, among the person's own (docs:
 * log/blogcomment/log-blogcomment-user-get). */
void
sync_send_comment_post (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (self->check)
    sync_send_call (task, "log.blogcomment.user.get", bx_json_build ("{'LIMIT': 100}"),
                    BX_CALL_READ, on_own_comments_cb);
  else
    add_comment (task);
}
