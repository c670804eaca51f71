/* desk-report-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-notice"

#include "desk-report-notice.h"

#include <glib/gi18n.h>

#include "desk-board-state.h"

gboolean
desk_report_is_empty (ClinicReport *report)
{
  const ClinicReportGroup *total = clinic_report_get_total (report);

  for (ClinicFigure i = CLINIC_FIGURE_PART; i < CLINIC_N_FIGURES; i++)
    if (total->figures[i] != 0)
      return FALSE;

  return total->whole == 0;
}

gboolean
desk_report_is_unknown (ClinicReport *report)
{
  int from, to;

  return !clinic_report_is_whole (report, &from, &to) && from == to &&
         desk_report_is_empty (report);
}

/* (transfer full) (nullable): which days of the period are there */
static char *
dup_known_words (ClinicReport *report)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  int from, to;

  if (clinic_report_is_whole (report, &from, &to))
    return NULL;
  if (from == to)
    return g_strdup (_ ("Not all of this period is on this computer yet."));
  first = clinic_report_dup_day (from);
  last = clinic_report_dup_day (to - 1);

  return g_strdup_printf (_ ("Only the days from %1$s to %2$s are known on this computer."), first,
                          last);
}

/* (transfer full) (nullable): how old what was counted is, or how much is still to come */
static char *
dup_reading_words (ClinicSession *session)
{
  ClinicArchive *archive = clinic_session_get_archive (session);
  int percent = (int) (100 * CLAMP (clinic_archive_get_progress (archive), 0.0, 1.0));

  if (clinic_archive_get_state (archive) == CLINIC_LOAD_STALE)
    return desk_board_dup_old_text (session, clinic_archive_get_as_of (archive));
  if (clinic_archive_get_state (archive) != CLINIC_LOAD_LOADING)
    return NULL;

  return g_strdup_printf (_ ("The past is still being read from the portal: %d%%. The numbers may "
                             "change."),
                          percent);
}

char *
desk_report_dup_notice (ClinicReport *report, ClinicSession *session)
{
  g_autofree char *reading = dup_reading_words (session);
  g_autofree char *known = dup_known_words (report);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (desk_report_is_unknown (report))
    return NULL;

  if (reading != NULL)
    g_strv_builder_add (builder, reading);
  if (known != NULL)
    g_strv_builder_add (builder, known);
  if (clinic_report_get_before (report) != NULL && !clinic_report_is_compared (report))
    g_strv_builder_add (builder,
                        _ (
                          "The period before is not known whole, so nothing is compared with it."));
  lines = g_strv_builder_end (builder);

  return lines[0] != NULL ? g_strjoinv ("\n", lines) : NULL;
}
