/* desk-post-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"
#include "desk-file-shelf.h"
#include "desk-photo-album.h"

G_BEGIN_DECLS

/* What the page knows of a post while it is open, besides the post: rows come and go with the
 * scrolling. Owned by DeskNewsOrder, which outlives the rows. */
typedef struct
{
  ClinicSession *session; /* unowned: the order's */
  DeskFileShelf *shelf;   /* unowned: the order's */
  DeskPhotoAlbum *album;  /* unowned: the order's */
  char *seen;             /* owned (nullable): the revision whose end was on screen */
  char *pressed; /* owned (nullable): the revision that «I have read it» was pressed for */
  ClinicReadership *readership; /* owned (nullable) */
  gboolean pinned;              /* stands before the others */
  gboolean unfolded;
  gboolean commented; /* «Read» was sent as a comment */
  gint64 reminded;    /* unix seconds: when those who have not read were reminded, 0 not here */
} DeskPostLook;

void desk_post_look_free (DeskPostLook *self);

/* the end of the text that is on show now was on screen */
gboolean desk_post_look_has_seen (DeskPostLook *self, ClinicPost *post);
/* the text of an important post that is to be read is never folded */
gboolean desk_post_look_folds (DeskPostLook *self, ClinicPost *post);

G_END_DECLS
