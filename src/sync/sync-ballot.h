/* sync-ballot.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SyncBallot:
 *
 * The poll under a post of the feed, where there is nothing to choose: one question with one
 * answer, so that to answer says no more than that the post was read. Any other poll is none.
 */
typedef struct
{
  gint64 attach;
  gint64 question;
  gint64 answer;
  char *words;    /* owned: the answer's */
  gboolean given; /* this person's answer is there */
  gboolean open;  /* it can be given */
} SyncBallot;

/* result: of vote.AttachedVote.get; (transfer full) (nullable): NULL where there is a choice */
SyncBallot *sync_ballot_read (JsonObject *result);
void sync_ballot_free (SyncBallot *self);
/* (transfer full): the params of vote.AttachedVote.get for the poll under a post */
JsonNode *sync_ballot_new_question (gint64 post);
/* (transfer full) (element-type gint64): who has given the one answer, where there is no choice;
 * result: of vote.AttachedVote.getWithVoted */
GArray *sync_ballot_read_voters (JsonObject *result);
/* (transfer full): the params of vote.AttachedVote.getWithVoted for the poll under a post */
JsonNode *sync_ballot_new_voters_question (gint64 post, int most);
/* (transfer full): the params of vote.AttachedVote.vote */
JsonNode *sync_ballot_new_answer (SyncBallot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncBallot, sync_ballot_free)

G_END_DECLS
