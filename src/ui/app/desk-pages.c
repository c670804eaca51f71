/* desk-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pages"

#include "desk-pages.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "clinic-missed-group.h"
#include "desk-calls-page.h"

static DeskTallyMark
mark_missed (gpointer item)
{
  switch (clinic_missed_group_get_state (item))
    {
    case CLINIC_MISSED_LATE:
      return DESK_TALLY_LATE;
    case CLINIC_MISSED_WAITING:
    case CLINIC_MISSED_TRIED:
      return DESK_TALLY_WAITS;
    case CLINIC_MISSED_CALLED_BACK:
    case CLINIC_MISSED_GOT_THROUGH:
    default:
      return DESK_TALLY_NOTHING;
    }
}

DeskTally *
desk_pages_tally_missed (ClinicSession *session)
{
  return desk_tally_new (clinic_session_get_missed (session), mark_missed, "state");
}

static const DeskPage pages[] = {
  { "calls", N_ ("Calls"), "call-start-symbolic", desk_calls_page_new, desk_pages_tally_missed },
};

const DeskPage *
desk_pages (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (pages);

  return pages;
}

const DeskPage *
desk_pages_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];

  return NULL;
}
