/* desk-post-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-look"

#include "desk-post-look.h"

#include "desk-post-words.h"

void
desk_post_look_free (DeskPostLook *self)
{
  g_clear_pointer (&self->seen, g_free);
  g_clear_pointer (&self->pressed, g_free);
  g_clear_object (&self->readership);
  g_free (self);
}

gboolean
desk_post_look_has_seen (DeskPostLook *self, ClinicPost *post)
{
  const char *revision = clinic_post_get_revision (post);

  return self->seen != NULL && g_strcmp0 (self->seen, revision != NULL ? revision : "") == 0;
}

gboolean
desk_post_look_folds (DeskPostLook *self, ClinicPost *post)
{
  return !self->unfolded && !self->pinned && !desk_post_is_to_read (post);
}
