/* sync-audience.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-answer.h"
#include "clinic-post.h"
#include "clinic-readership.h"
#include "sync-context.h"
#include "sync-staff.h"

G_BEGIN_DECLS

/* Who got a post and who has read it, while that is gathered: what the portal tells is taken piece
 * by piece, and becomes the two lists of the readership at the end. Owned by the one chain of
 * callbacks of sync_readership_read(). */
typedef struct
{
  SyncContext *context;         /* owned */
  SyncStaff *staff;             /* owned */
  ClinicReadership *readership; /* owned */
  GHashTable *readers;          /* owned: ids */
  GHashTable *polled;           /* owned: ids of those readers whom the poll alone knows */
  GHashTable *recipients;       /* owned: ids that are named one by one */
  GHashTable *departments;      /* owned: ids */
  GPtrArray *groups;            /* owned: ids as texts */
  GHashTable *strangers;        /* owned: id -> ClinicUser, of those who are no employees */
  GHashTable *noticed;          /* owned: id of a reader -> unix seconds */
  gint64 post;
  gint64 author;
  gboolean is_everybody;
  gboolean is_told; /* who got it */
} SyncAudience;

SyncAudience *sync_audience_new (SyncContext *context,
                                 SyncStaff *staff,
                                 ClinicReadership *readership,
                                 ClinicPost *post);
void sync_audience_free (SyncAudience *audience);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncAudience, sync_audience_free)

/* log.blogpost.getusers.important: ids */
void sync_audience_take_readers (SyncAudience *audience, BxAnswer *answer);
/* who has answered the poll under it, where that says no more than that it was read:
 * vote.AttachedVote.getWithVoted */
void sync_audience_take_voters (SyncAudience *audience, BxAnswer *answer);
/* {"TYPE":"DR","ID":"5"}, or "DR5" */
void sync_audience_take_destination (SyncAudience *audience, JsonNode *node);
/* socialnetwork.api.livefeed.blogpost.getBlogPostMobileFullData */
void sync_audience_take_destinations (SyncAudience *audience, BxAnswer *answer);
/* one of those it was addressed to, by way of a group */
void sync_audience_add_recipient (SyncAudience *audience, gint64 id);

/* fills the readership with all that was taken */
void sync_audience_finish (SyncAudience *audience);
/* the readership says why it is not filled */
void sync_audience_fail (SyncAudience *audience, const GError *error);

G_END_DECLS
