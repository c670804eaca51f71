/* desk-board-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-state"

#include "desk-board-state.h"

#include <glib/gi18n.h>

#include "desk-format.h"

/* Whoever answered so lately is there: what is old here waits for its turn among our own requests.
 */
#define FRESH_SECONDS 20

gboolean
desk_board_is_denied (ClinicSession *session)
{
  const char *const *scopes = clinic_link_get_missing_scopes (clinic_session_get_link (session));

  return scopes != NULL && g_strv_contains (scopes, "crm");
}

gboolean
desk_board_is_loading (ClinicSession *session)
{
  ClinicBook *book = clinic_session_get_book (session);
  ClinicLoadState state = clinic_book_get_state (book);

  return state == CLINIC_LOAD_LOADING ||
         (state == CLINIC_LOAD_STALE && clinic_book_get_as_of (book) == 0);
}

char *
desk_board_dup_old_text (ClinicSession *session, gint64 as_of)
{
  ClinicLink *link = clinic_session_get_link (session);
  g_autofree char *moment = desk_format_day_time (as_of, clinic_session_get_now (session));
  gboolean known = *moment != '\0';

  if (clinic_link_get_busy (link))
    return known ? g_strdup_printf (_ ("The portal is busy: data as of %s"), moment)
                 : g_strdup (_ ("The portal is busy, it is asked again by itself"));
  if (clinic_link_get_state (link) == CLINIC_LINK_OFFLINE)
    return known ? g_strdup_printf (_ ("No connection: data as of %s"), moment)
                 : g_strdup (_ ("No connection to the portal"));
  if (clinic_link_get_state (link) == CLINIC_LINK_DENIED)
    return known
             ? g_strdup_printf (_ ("The portal refuses this desk: the data is as of %s"), moment)
             : g_strdup (_ ("The portal refuses this desk"));

  if (clinic_link_get_last_answer (link) > clinic_session_get_now (session) - FRESH_SECONDS)
    return known ? g_strdup_printf (_ ("Being updated: data as of %s"), moment)
                 : g_strdup (_ ("Being updated"));

  return known ? g_strdup_printf (_ ("The portal does not answer: data as of %s"), moment)
               : g_strdup (_ ("The portal does not answer"));
}

char *
desk_board_dup_notice (ClinicSession *session)
{
  ClinicLink *link = clinic_session_get_link (session);
  ClinicBook *book = clinic_session_get_book (session);

  if (clinic_book_get_state (book) != CLINIC_LOAD_STALE &&
      clinic_link_get_state (link) != CLINIC_LINK_OFFLINE &&
      !(clinic_link_get_busy (link) && desk_board_is_loading (session)))
    return NULL;

  return desk_board_dup_old_text (session, clinic_book_get_as_of (book));
}
