/* desk-post-readers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desk-post-look.h"

G_BEGIN_DECLS

/**
 * DeskPostReaders:
 *
 * Who has read an important post and who has not: a line under it that opens the list of names.
 */
#define DESK_TYPE_POST_READERS (desk_post_readers_get_type ())

G_DECLARE_FINAL_TYPE (DeskPostReaders, desk_post_readers, DESK, POST_READERS, AdwBin)

GtkWidget *desk_post_readers_new (void);
/* The portal is asked at once about one that is pinned, about others when the list is opened. */
void desk_post_readers_show (DeskPostReaders *self, ClinicPost *post, DeskPostLook *look);

G_END_DECLS
