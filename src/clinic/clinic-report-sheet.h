/* clinic-report-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-chart.h"
#include "clinic-report.h"
#include "clinic-sheet.h"

G_BEGIN_DECLS

/* A report as people read it: lines and columns for the screen, and the same as a table for files
 * and paper and as a chart. The numbers of all three are these. */

/**
 * ClinicReportColumn:
 *
 * What may stand in a line.
 */
typedef enum
{
  CLINIC_REPORT_NAME,
  CLINIC_REPORT_WHOLE, /* of rates: out of how many; of load: minutes that are open */
  CLINIC_REPORT_PART,  /* how many; of load: booked minutes */
  CLINIC_REPORT_SHARE, /* tenths of a per cent */
  CLINIC_REPORT_VALUE, /* seconds */
  CLINIC_REPORT_AMOUNT,
  CLINIC_REPORT_BEFORE, /* the number that matters, in the period before */
  CLINIC_REPORT_CHANGE, /* from then to now; of rates in tenths of a percentage point */
  CLINIC_REPORT_UNKNOWN,
  CLINIC_REPORT_RIPENING,
} ClinicReportColumn;

/**
 * ClinicReportLine:
 * @group: (nullable): of the report; NULL: nothing of it in this period
 * @before: (nullable): of the period before
 *
 * A line of the table.
 */
typedef struct
{
  const ClinicReportGroup *group;
  const ClinicReportGroup *before;
} ClinicReportLine;

/* (transfer full) (element-type ClinicReportColumn): those that this report has */
GArray *clinic_report_dup_columns (ClinicReport *self);
/* (transfer full) (element-type ClinicReportLine): its groups, and below them those that only the
 * period before has, so that sums are whole */
GArray *clinic_report_dup_lines (ClinicReport *self);
/* all together */
ClinicReportLine clinic_report_get_total_line (ClinicReport *self);
/* whether there is a period before that can be compared: all of it is known */
gboolean clinic_report_is_compared (ClinicReport *self);

/* (transfer full): in words: a doctor, «November 2026»; of the total: «Total» */
char *clinic_report_dup_name (ClinicReport *self, const ClinicReportLine *line);
/* translated: the head of a column */
const char *clinic_report_get_head (ClinicReport *self, ClinicReportColumn column);
ClinicSheetKind clinic_report_get_kind (ClinicReport *self, ClinicReportColumn column);
/* CLINIC_SHEET_EMPTY: not known, or nothing to tell; not of the name */
gint64 clinic_report_get_number (ClinicReport *self,
                                 const ClinicReportLine *line,
                                 ClinicReportColumn column);

/* (transfer full): «First-visit patients last month by source» */
char *clinic_question_dup_sentence (const ClinicQuestion *question);
/* (transfer full): «1 Nov 2026»; day: ClinicDays */
char *clinic_report_dup_day (int day);
/* (transfer full): «1 Nov 2026 – 30 Nov 2026» */
char *clinic_report_dup_days (ClinicReport *self);

/* what suits: bars for few stretches of time and for names, lines for many stretches */
ClinicChartKind clinic_report_get_chart_kind (ClinicReport *self);
/* (transfer full): the number that matters, and the same in the period before */
ClinicChart *clinic_report_to_chart (ClinicReport *self);
/* (transfer full): everything, with the formula, the rules in force and what is not known above
 * it; footer: (nullable) */
ClinicSheet *clinic_report_to_sheet (ClinicReport *self, ClinicChartKind chart, const char *footer);

G_END_DECLS
