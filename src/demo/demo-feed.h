/* demo-feed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal's news feed: posts, who may read them, who has read the important ones, comments and
 * files. Its tables live in the world's database.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

#define DEMO_FEED_COLUMNS                                                                          \
  "p.id, p.author, p.published, p.title, p.text, p.micro, p.important, p.until, p.props,"          \
  " (SELECT count(*) FROM feed_comment c WHERE c.post = p.id)"

/**
 * DemoPost:
 *
 * One post. What it points to lives as long as its owner says.
 */
typedef struct
{
  gint64 id;
  gint64 author;
  gint64 published; /* unix seconds */
  const char *title;
  const char *text;
  gboolean micro; /* the title was cut out of the text */
  gboolean important;
  gint64 until;      /* unix seconds, 0 none */
  gboolean no_props; /* it has no user fields */
  gint64 comments;
} DemoPost;

/* Makes the tables and, the first time, the clinic's posts; extra: how many older ones besides. */
gboolean demo_feed_prepare (DemoWorld *self, guint extra, GError **error);
/* demo-feed-seed.c */
void demo_feed_seed (DemoWorld *self, guint extra);

/* Takes over all but the id and the comments, and says its id. dest: codes, "UA DR3 U7". The author
 * of an important post counts as one who has read it. */
gint64 demo_feed_add (DemoWorld *self, const DemoPost *post, const char *dest);
void demo_feed_address (DemoWorld *self, gint64 post, const char *dest);
/* One row of «SELECT DEMO_FEED_COLUMNS FROM feed_post p»; texts belong to the row. */
void demo_feed_read (sqlite3_stmt *row, DemoPost *post);
/* (transfer full): the condition that a user may read p: no parameter */
char *demo_feed_dup_condition (DemoWorld *self, gint64 user);
gboolean demo_feed_may_read (DemoWorld *self, gint64 post, gint64 user);
gboolean demo_feed_exists (DemoWorld *self, gint64 post);
/* 0: there is none */
gint64 demo_feed_get_author (DemoWorld *self, gint64 post);
/* what happened lifts a post to the top of the feed */
void demo_feed_touch (DemoWorld *self, gint64 post, gint64 when);

/* --- who has read --- */

void demo_feed_vote (DemoWorld *self, gint64 post, gint64 user);
/* Votes from now on are kept, and stay out of the lists of readers until it is over. */
void demo_feed_hold_back (DemoWorld *self, gboolean is_held);
/* (transfer full): gint64, growing */
GArray *demo_feed_list_readers (DemoWorld *self, gint64 post);

/* --- comments --- */

/* the feed's entry that stands for a post */
#define demo_feed_get_log_id(post) ((post) *2 + 10000)

gint64 demo_feed_comment (DemoWorld *self, gint64 post, gint64 user, const char *text, gint64 when);

/* --- the row of log.blogpost.get: demo-feed-row.c --- */

JsonObject *demo_feed_make_row (DemoWorld *self, const DemoPost *post);

/* --- files: demo-attached.c --- */

gint64 demo_attached_add (DemoWorld *self,
                          gint64 post,
                          const char *name,
                          GBytes *content,
                          gint64 user,
                          gint64 when);
/* (transfer full): ids of the attachments of a post */
GArray *demo_attached_list (DemoWorld *self, gint64 post);
/* the id of the file on the drive */
gint64 demo_attached_get_object (gint64 attached);

G_END_DECLS
