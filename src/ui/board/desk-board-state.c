/* desk-board-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-state"

#include "desk-board-state.h"

#include <glib/gi18n.h>

#include "desk-format.h"

gboolean
desk_board_is_denied (ClinicSession *session)
{
  const char *const *scopes = clinic_link_get_missing_scopes (clinic_session_get_link (session));

  return scopes != NULL && g_strv_contains (scopes, "crm");
}

gboolean
desk_board_is_loading (ClinicSession *session)
{
  return clinic_book_get_state (clinic_session_get_book (session)) == CLINIC_LOAD_LOADING;
}

char *
desk_board_dup_notice (ClinicSession *session)
{
  ClinicLink *link = clinic_session_get_link (session);
  ClinicBook *book = clinic_session_get_book (session);
  ClinicLoadState state = clinic_book_get_state (book);
  g_autofree char *as_of =
    desk_format_day_time (clinic_book_get_as_of (book), clinic_session_get_now (session));

  if (clinic_link_get_state (link) == CLINIC_LINK_OFFLINE && *as_of != '\0')
    return g_strdup_printf (_ ("No connection: data as of %s"), as_of);
  if (clinic_link_get_state (link) == CLINIC_LINK_OFFLINE)
    return g_strdup (_ ("No connection to the portal"));
  if (state == CLINIC_LOAD_STALE && *as_of != '\0')
    return g_strdup_printf (_ ("The portal does not answer: data as of %s"), as_of);
  if (state == CLINIC_LOAD_STALE)
    return g_strdup (_ ("The portal does not answer"));

  return NULL;
}
