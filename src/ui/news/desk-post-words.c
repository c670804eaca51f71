/* desk-post-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-words"

#include "desk-post-words.h"

#include <glib/gi18n.h>

#include "clinic-text.h"
#include "desk-board-state.h"
#include "desk-format.h"

#define TITLE_CHARS 80

gboolean
desk_post_is_to_read (ClinicPost *post)
{
  ClinicPostState state = clinic_post_get_state (post);

  return state == CLINIC_POST_UNREAD || state == CLINIC_POST_REFUSED;
}

gboolean
desk_post_is_pressing (ClinicPost *post, gint64 now)
{
  gint64 until = clinic_post_get_until (post);

  return desk_post_is_to_read (post) && (until == 0 || now <= until);
}

gboolean
desk_post_is_edited (ClinicPost *post)
{
  const char *known = clinic_post_get_read_revision (post);

  return clinic_post_get_state (post) == CLINIC_POST_UNREAD && known != NULL && *known != '\0' &&
         g_strcmp0 (known, clinic_post_get_revision (post)) != 0;
}

char *
desk_post_dup_important (ClinicPost *post, gint64 now)
{
  g_autofree char *day = desk_format_month_day (clinic_post_get_until (post), now);

  if (desk_post_is_edited (post))
    return g_strdup (_ ("Important: the text was changed after you had read it"));
  if (*day == '\0')
    return g_strdup (_ ("Important"));

  /* Translators: the last day: “Important until 30 Nov” */
  return g_strdup_printf (_ ("Important until %s"), day);
}

/* (transfer full): "21 Nov, 15:04" */
static char *
dup_moment (gint64 when, gint64 now)
{
  g_autofree char *day = desk_format_month_day (when, now);
  g_autofree char *time = desk_format_time (when);

  return *day != '\0' ? g_strdup_printf (C_ ("visit", "%1$s, %2$s"), day, time) : g_strdup ("");
}

char *
desk_post_dup_state (ClinicPost *post, gint64 now)
{
  g_autofree char *moment = dup_moment (clinic_post_get_read (post), now);
  const char *problem = clinic_post_get_problem (post);

  switch (clinic_post_get_state (post))
    {
    case CLINIC_POST_SENT:
      return *moment == '\0'
               ? g_strdup (_ ("Marked as read here, not sent to the portal yet"))
               : g_strdup_printf (_ ("Marked as read %s, not sent to the portal yet"), moment);
    case CLINIC_POST_WAITING:
      return g_strdup (_ ("Sent, the portal has not confirmed it yet"));
    case CLINIC_POST_READ:
      return *moment == '\0' ? g_strdup (_ ("Read: the portal has confirmed it"))
                             : g_strdup_printf (_ ("Read %s"), moment);
    case CLINIC_POST_POLLED:
      return *moment == '\0'
               ? g_strdup (
                   _ ("Your answer is in the poll; the portal did not take “I have read it”"))
               : g_strdup_printf (_ (
                                    "Marked as read %s. Your answer is in the poll; the portal did "
                                    "not take “I have read it”"),
                                  moment);
    case CLINIC_POST_REFUSED:
      return problem == NULL || *problem == '\0'
               ? g_strdup (_ ("The portal did not take your “I have read it”"))
               : g_strdup_printf (_ ("The portal did not take your “I have read it”: %s"), problem);
    case CLINIC_POST_UNKNOWN:
      return g_strdup (_ ("Asking the portal whether you have read it…"));
    case CLINIC_POST_UNREAD:
    case CLINIC_POST_PLAIN:
    default:
      return g_strdup ("");
    }
}

char *
desk_post_dup_title (ClinicPost *post)
{
  const char *title = clinic_post_get_title (post);
  g_autofree char *plain = NULL;

  if (title != NULL && *title != '\0')
    return g_strdup (title);
  plain = clinic_text_to_plain (clinic_post_get_text (post));
  g_strdelimit (plain, "\n", ' ');
  if (g_utf8_strlen (plain, -1) <= TITLE_CHARS)
    return g_steal_pointer (&plain);
  *g_utf8_offset_to_pointer (plain, TITLE_CHARS) = '\0';

  return g_strconcat (plain, "…", NULL);
}

char *
desk_post_dup_notice (ClinicSession *session)
{
  ClinicNews *news = clinic_session_get_news (session);

  if (clinic_news_get_state (news) != CLINIC_LOAD_STALE &&
      clinic_link_get_state (clinic_session_get_link (session)) != CLINIC_LINK_OFFLINE)
    return NULL;

  return desk_board_dup_old_text (session, clinic_news_get_as_of (news));
}
