/* desk-photo-album.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "clinic-news.h"

G_BEGIN_DECLS

/**
 * DeskPhotoAlbum:
 *
 * The photos of those who wrote something, as small as they are shown, for as long as the page is
 * there; never on the disk. Signal "arrived" (gint64 user). Owned by the page.
 */
#define DESK_TYPE_PHOTO_ALBUM (desk_photo_album_get_type ())

G_DECLARE_FINAL_TYPE (DeskPhotoAlbum, desk_photo_album, DESK, PHOTO_ALBUM, GObject)

DeskPhotoAlbum *desk_photo_album_new (ClinicNews *news);
/* (transfer none) (nullable): NULL: there is none, or not yet: it is asked for then */
GdkTexture *desk_photo_album_get (DeskPhotoAlbum *self, gint64 user);
/* nothing is asked for any more */
void desk_photo_album_stop (DeskPhotoAlbum *self);

G_END_DECLS
