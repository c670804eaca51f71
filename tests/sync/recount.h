/* recount.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of a report counted a second time: by SQL, from the portal's own tables, without a
 * line of the application.
 */

#pragma once

#include "clinic-question.h"

#include <sqlite3.h>

typedef struct
{
  gint64 part;
  gint64 whole;
  gint64 unknown;
  gint64 ripening;
  gint64 sum;  /* of the values of the part */
  gint64 open; /* minutes, of CLINIC_MEASURE_CHAIR_LOAD */
} RecountGroup;

/* the tables that the demo portal wrote; to be closed */
sqlite3 *recount_open (const char *path);
/* whether the portal's tables tell all that the measure is counted from */
gboolean recount_can (ClinicMeasure measure);
/* (transfer full): key of a group, as ClinicReportGroup has it -> RecountGroup. now: unix seconds.
 * The question asks for CLINIC_PERIOD_DAYS. Hours and months by the process's zone. */
GHashTable *recount (sqlite3 *tables, const ClinicQuestion *question, gint64 now);
