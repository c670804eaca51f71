/* sync-ballot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-ballot"

#include "sync-ballot.h"

#include "bx-json.h"
#include "sync-news-map.h"

#define CONNECTOR "Bitrix\\Vote\\Attachment\\BlogPostConnector"

void
sync_ballot_free (SyncBallot *self)
{
  g_clear_pointer (&self->words, g_free);
  g_free (self);
}

/* (nullable): the entry of {"1":{…}} when there is but one */
static JsonObject *
find_only (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  g_autoptr (GPtrArray) rows = sync_news_map_rows (node);

  return rows->len == 1 ? g_ptr_array_index (rows, 0) : NULL;
}

/* {"attach":{"ID":1,"QUESTIONS":{"1":{"ID":"1",…,"ANSWERS":{"1":{"ID":"1","MESSAGE":"…",…}}}},
 *  "canVote":true,"isVoted":false,"isFinished":false,…}} (docs: vote/vote.attachedvote.get) */
SyncBallot *
sync_ballot_read (JsonObject *result)
{
  JsonObject *attach = bx_json_get_object (result, "attach");
  JsonObject *question = find_only (attach, "QUESTIONS");
  JsonObject *answer = find_only (question, "ANSWERS");
  g_autoptr (SyncBallot) self = g_new0 (SyncBallot, 1);

  self->attach = bx_json_get_int (attach, "ID", 0);
  self->question = bx_json_get_int (question, "ID", 0);
  self->answer = bx_json_get_int (answer, "ID", 0);
  self->words = g_strdup (bx_json_get_string (answer, "MESSAGE"));
  self->given = bx_json_get_bool (attach, "isVoted", FALSE);
  self->open =
    bx_json_get_bool (attach, "canVote", FALSE) && !bx_json_get_bool (attach, "isFinished", FALSE);
  if (self->attach <= 0 || self->question <= 0 || self->answer <= 0 || self->words == NULL ||
      *self->words == '\0')
    return NULL;

  return g_steal_pointer (&self);
}

/* {"attach":{…},"voted":{"3":[{"ID":1,"NAME":"…",…}]}} (docs: vote/vote.attachedvote.getWithVoted);
 * of an anonymous poll nobody is told */
GArray *
sync_ballot_read_voters (JsonObject *result)
{
  g_autoptr (SyncBallot) ballot = sync_ballot_read (result);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *answer = NULL;
  JsonArray *voters;

  if (ballot == NULL)
    return ids;
  answer = g_strdup_printf ("%" G_GINT64_FORMAT, ballot->answer);
  voters = bx_json_get_array (bx_json_get_object (result, "voted"), answer);
  for (guint i = 0; voters != NULL && i < json_array_get_length (voters); i++)
    {
      JsonObject *voter = bx_json_node_object (json_array_get_element (voters, i));
      gint64 id = bx_json_get_int (voter, "ID", 0);

      if (id > 0)
        g_array_append_val (ids, id);
    }

  return ids;
}

JsonNode *
sync_ballot_new_question (gint64 post)
{
  return bx_json_build ("{'moduleId': 'blog', 'entityType': %s, 'entityId': %" G_GINT64_FORMAT "}",
                        CONNECTOR, post);
}

JsonNode *
sync_ballot_new_voters_question (gint64 post, int most)
{
  return bx_json_build ("{'moduleId': 'blog', 'entityType': %s, 'entityId': %" G_GINT64_FORMAT
                        ", 'pageSize': %d}",
                        CONNECTOR, post, most);
}

JsonNode *
sync_ballot_new_answer (SyncBallot *self)
{
  return bx_json_build ("{'attachId': %" G_GINT64_FORMAT ", 'ballot': {'%" G_GINT64_FORMAT
                        "': ['%" G_GINT64_FORMAT "']}}",
                        self->attach, self->question, self->answer);
}
