/* desk-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pages"

#include "desk-pages.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "clinic-missed-group.h"
#include "desk-board-page.h"
#include "desk-calls-page.h"

static DeskTallyMark
mark_missed (gpointer item, gpointer data)
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
  return desk_tally_new (clinic_session_get_missed (session), mark_missed, NULL, "state");
}

/* Visits of today and tomorrow are called about today. */
#define SOON_SECONDS (36 * 3600)

/* What somebody should do something about: call those who do not answer or do not want to come,
 * and decide about what the portal would not take. */
static DeskTallyMark
mark_visit (gpointer item, gpointer data)
{
  gint64 start = clinic_appointment_get_start (item);
  ClinicStage *stage = clinic_appointment_get_stage (item);
  ClinicStageRole role = stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;
  const char *problem = clinic_appointment_get_problem (item);

  if (problem != NULL && *problem != '\0')
    return DESK_TALLY_LATE;

  if (role != CLINIC_STAGE_ROLE_UNCONFIRMED && role != CLINIC_STAGE_ROLE_CANCELLED)
    return DESK_TALLY_NOTHING;

  return start < clinic_session_get_now (data) + SOON_SECONDS ? DESK_TALLY_WAITS
                                                              : DESK_TALLY_NOTHING;
}

static DeskTally *
tally_visits (ClinicSession *session)
{
  return desk_tally_new (clinic_book_get_appointments (clinic_session_get_book (session)),
                         mark_visit, session, "*");
}

static const DeskPage pages[] = {
  { .id = "calls",
    .icon_name = "call-start-symbolic",
    .create = desk_calls_page_new,
    .tally = desk_pages_tally_missed,
    .title = N_ ("Calls") },
    { .id = "appointments",
      .icon_name = "x-office-calendar-symbolic",
      .create = desk_board_page_new,
      .tally = tally_visits,
      .key = "F6",
      .title = N_ ("Appointments") },
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
