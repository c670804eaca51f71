/* desk-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pages"

#include "desk-pages.h"

#include <glib/gi18n.h>

#include "clinic-call-rules.h"
#include "clinic-enums.h"
#include "clinic-guard.h"
#include "clinic-leads.h"
#include "clinic-orphans.h"
#include "clinic-missed-group.h"
#include "clinic-windows.h"
#include "desk-board-page.h"
#include "desk-call-list-page.h"
#include "desk-calls-page.h"
#include "desk-expenses-page.h"
#include "desk-invoices-page.h"
#include "desk-leads-page.h"
#include "desk-losses-page.h"
#include "desk-mismatch-page.h"
#include "desk-news-page.h"
#include "desk-payroll-page.h"
#include "desk-post-words.h"
#include "desk-reports-page.h"
#include "reception-config.h"

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

static DeskTally *
tally_missed (ClinicSession *session)
{
  return desk_tally_new (clinic_session_get_missed (session), mark_missed, NULL, "state");
}

/* Visits of today and tomorrow are called about today. */
#define SOON_SECONDS (36 * 3600)
/* From then on whoever was not called yet is late (clinic.md 3.2). */
#define EVENING_MINUTE (18 * 60)

/* What marks depend on besides the item. */
typedef struct
{
  ClinicSession *session; /* owned */
  GSettings *settings;    /* owned */
} Scene;

static Scene *
scene_new (ClinicSession *session)
{
  Scene *scene = g_new0 (Scene, 1);

  scene->session = g_object_ref (session);
  scene->settings = g_settings_new (RECEPTION_APP_ID);

  return scene;
}

static void
scene_free (gpointer data)
{
  Scene *scene = data;

  g_clear_object (&scene->session);
  g_clear_object (&scene->settings);
  g_free (scene);
}

/* a visit of tomorrow whose patient will not be reminded, and it is time */
static gboolean
is_unguarded (ClinicAppointment *visit, Scene *scene)
{
  gint64 now = clinic_session_get_now (scene->session);
  g_autoptr (ClinicStage) stage = NULL;

  if (!clinic_guard_is_tomorrow (visit, now) ||
      !clinic_guard_is_due (now, g_settings_get_int (scene->settings, "guard-hour")))
    return FALSE;
  stage =
    clinic_guard_dup_stage (clinic_book_get_stages (clinic_session_get_book (scene->session)));

  return clinic_guard_look (visit, stage, now) != CLINIC_GUARD_NONE;
}

/* What somebody should do something about: call those who do not answer or do not want to come,
 * remind those of tomorrow, and decide about what the portal would not take. */
static DeskTallyMark
mark_visit (gpointer item, gpointer data)
{
  Scene *scene = data;
  gint64 start = clinic_appointment_get_start (item);
  ClinicStage *stage = clinic_appointment_get_stage (item);
  ClinicStageRole role = stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;
  const char *problem = clinic_appointment_get_problem (item);

  if ((problem != NULL && *problem != '\0') || is_unguarded (item, scene))
    return DESK_TALLY_LATE;

  if (role != CLINIC_STAGE_ROLE_UNCONFIRMED && role != CLINIC_STAGE_ROLE_CANCELLED)
    return DESK_TALLY_NOTHING;

  return start < clinic_session_get_now (scene->session) + SOON_SECONDS ? DESK_TALLY_WAITS
                                                                        : DESK_TALLY_NOTHING;
}

static DeskTally *
tally_visits (ClinicSession *session)
{
  return desk_tally_new_clocked (clinic_book_get_appointments (clinic_session_get_book (session)),
                                 mark_visit, scene_new (session), scene_free, "*");
}

/* New ones wait for somebody; booked ones that no appointment came of are an alarm. */
static DeskTallyMark
mark_lead (gpointer item, gpointer data)
{
  gint64 now = clinic_session_get_now (((Scene *) data)->session);
  const char *problem = clinic_lead_get_problem (item);

  if ((problem != NULL && *problem != '\0') || clinic_leads_is_late (item, now) ||
      clinic_orphans_is_one (item, now))
    return DESK_TALLY_LATE;

  return clinic_leads_is_new (item) ? DESK_TALLY_WAITS : DESK_TALLY_NOTHING;
}

static DeskTally *
tally_leads (ClinicSession *session)
{
  return desk_tally_new_clocked (clinic_book_get_leads (clinic_session_get_book (session)),
                                 mark_lead, scene_new (session), scene_free, "*");
}

/* What is on the call list of tomorrow; late: nobody is called in the evening. */
static DeskTallyMark
mark_unsure (gpointer item, gpointer data)
{
  gint64 now = clinic_session_get_now (((Scene *) data)->session);

  if (!clinic_call_rules_is_tomorrows (item, now))
    return DESK_TALLY_NOTHING;

  return now >= clinic_windows_at (now, EVENING_MINUTE) ? DESK_TALLY_LATE : DESK_TALLY_WAITS;
}

static DeskTally *
tally_unsure (ClinicSession *session)
{
  return desk_tally_new_clocked (clinic_book_get_appointments (clinic_session_get_book (session)),
                                 mark_unsure, scene_new (session), scene_free, "*");
}

/* An important message is late when its last day has come. */
static DeskTallyMark
mark_post (gpointer item, gpointer data)
{
  gint64 now = clinic_session_get_now (((Scene *) data)->session);
  gint64 until = clinic_post_get_until (item);

  if (!desk_post_is_pressing (item, now))
    return DESK_TALLY_NOTHING;

  return until != 0 && until - now < 24 * 3600 ? DESK_TALLY_LATE : DESK_TALLY_WAITS;
}

DeskTally *
desk_pages_tally_news (ClinicSession *session)
{
  return desk_tally_new_clocked (clinic_news_get_posts (clinic_session_get_news (session)),
                                 mark_post, scene_new (session), scene_free, "*");
}

static gboolean
has_leads (ClinicSession *session)
{
  return !clinic_link_get_simple_crm (clinic_session_get_link (session));
}

static const DeskPage pages[] = {
  { .id = "calls",
    .icon_name = "call-start-symbolic",
    .create = desk_calls_page_new,
    .tally = tally_missed,
    .title = N_ ("Calls") },
  { .id = "appointments",
    .icon_name = "x-office-calendar-symbolic",
    .create = desk_board_page_new,
    .tally = tally_visits,
    .key = "F6",
    .title = N_ ("Appointments") },
  { .id = "leads",
    .icon_name = "mail-unread-symbolic",
    .create = desk_leads_page_new,
    .tally = tally_leads,
    .key = "F7",
    .is_available = has_leads,
    .title = N_ ("Enquiries") },
  { .id = "call-list",
    .icon_name = "view-list-symbolic",
    .create = desk_call_list_page_new,
    .tally = tally_unsure,
    .title = N_ ("Call List") },
  { .id = "news",
    .icon_name = "x-office-document-symbolic",
    .create = desk_news_page_new,
    .tally = desk_pages_tally_news,
    .title = N_ ("News") },
  { .id = "invoices",
    .icon_name = "desk-invoice-symbolic",
    .create = desk_invoices_page_new,
    .tally = desk_invoices_page_tally,
    .key = "<Primary>i",
    .russian_key = "<Primary>Cyrillic_sha",
    .title = N_ ("Invoices") },
  { .id = "mismatches",
    .icon_name = "desk-compare-symbolic",
    .create = desk_mismatch_page_new,
    .tally = desk_mismatch_page_tally,
    .key = "<Primary>m",
    .russian_key = "<Primary>Cyrillic_softsign",
    .title = N_ ("Mismatches") },
  { .id = "losses",
    .icon_name = "view-list-bullet-symbolic",
    .create = desk_losses_page_new,
    .title = N_ ("Losses") },
  { .id = "reports",
    .icon_name = "desk-report-symbolic",
    .create = desk_reports_page_new,
    .title = N_ ("Reports") },
  { .id = "expenses",
    .icon_name = "desk-expenses-symbolic",
    .create = desk_expenses_page_new,
    .title = N_ ("Expenses") },
  { .id = "payroll",
    .icon_name = "desk-payroll-symbolic",
    .create = desk_payroll_page_new,
    .key = "<Primary>j",
    .russian_key = "<Primary>Cyrillic_o",
    .is_available = desk_payroll_page_is_available,
    .title = N_ ("Payroll") },
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

gboolean
desk_pages_is_available (const DeskPage *page, ClinicSession *session)
{
  return page->is_available == NULL || page->is_available (session);
}
