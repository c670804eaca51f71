/* clinic-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"
#include "clinic-question.h"
#include "clinic-report-rules.h"

G_BEGIN_DECLS

/* The answer to a ClinicQuestion. Every figure is the number of rows that it was counted from, and
 * tells which they are. */

/* Which of a group's figures. */
typedef enum
{
  CLINIC_FIGURE_PART,
  CLINIC_FIGURE_WHOLE,
  CLINIC_FIGURE_UNKNOWN,  /* what the portal does not tell: not counted, or not as it may be */
  CLINIC_FIGURE_RIPENING, /* not decided yet: «дозревает» */
} ClinicFigure;
#define CLINIC_N_FIGURES (CLINIC_FIGURE_RIPENING + 1)

/* A row that a figure was counted from. */
typedef struct
{
  gint64 id;     /* as the facts have it */
  gint32 value;  /* what it adds, by the unit: seconds, minutes; 0 where rows are counted */
  guint16 set;   /* ClinicFactSet that it is of */
  guint16 flags; /* 1 << ClinicFigure */
} ClinicReportRow;

/* A line of the report. */
typedef struct
{
  const char *key;  /* as the portal writes it, "" not said; for calendar groups "2026-11-01", for
                       days of the week "1" to "7", for hours "0" to "23" */
  const char *name; /* (nullable): in words; NULL: not said, or a calendar group */
  int day;          /* calendar stretches: their first day in the period, else CLINIC_DAYS_NONE */
  gint64 figures[CLINIC_N_FIGURES];
  gint64 amount; /* of the rows of the part, kopecks */
  gint64 sum;    /* of the values of the rows of the part: seconds or minutes */
  gint64 whole;  /* CLINIC_UNIT_LOAD: minutes that are open; else figures[WHOLE] */
  int share;     /* tenths of a per cent; counts: of all groups, 1000 together; rates and load: part
                    of whole; -1 none */
  gint64 value;  /* mean or median in seconds, half up; -1 none */
} ClinicReportGroup;

#define CLINIC_TYPE_REPORT (clinic_report_get_type ())
G_DECLARE_FINAL_TYPE (ClinicReport, clinic_report, CLINIC, REPORT, GObject)

/* Counts. now: unix seconds, decides what may still come and what "this month" is. Safe in any
 * thread; a report over two years takes less than 150 ms. A filter by a name that the measure's
 * rows do not have is not applied, and a grouping that it does not have puts all together: see
 * clinic_measure_has_name(). */
ClinicReport *clinic_report_new (ClinicFacts *facts,
                                 const ClinicQuestion *question,
                                 const ClinicReportRules *rules,
                                 gint64 now);

const ClinicQuestion *clinic_report_get_question (ClinicReport *self);
/* *from <= day < *to */
void clinic_report_get_days (ClinicReport *self, int *from, int *to);
/* Calendar groups in their order and without gaps; others by size, those not said last. */
guint clinic_report_get_n_groups (ClinicReport *self);
const ClinicReportGroup *clinic_report_get_group (ClinicReport *self, guint place);
/* all groups together */
const ClinicReportGroup *clinic_report_get_total (ClinicReport *self);
/* (transfer full) (element-type ClinicReportRow): what the figure was counted from, by time;
 * group: NULL for the total. For CLINIC_UNIT_LOAD the whole has no rows to open. */
GArray *
clinic_report_dup_rows (ClinicReport *self, const ClinicReportGroup *group, ClinicFigure figure);
/* (nullable) (transfer none): the same question of the period it is compared with */
ClinicReport *clinic_report_get_before (ClinicReport *self);
/* (nullable): the group of the period before that stands for this one: the same name, or the same
 * place in the calendar. It is of clinic_report_get_before(). */
const ClinicReportGroup *clinic_report_get_group_before (ClinicReport *self,
                                                         const ClinicReportGroup *group);
/* (transfer none): the rules in force, sentences for the head of the report */
const char *const *clinic_report_get_rules (ClinicReport *self);
/* whether the replica has all of the period up to now; if not, which days it has, *from < *to, or
 * none: *from == *to */
gboolean clinic_report_is_whole (ClinicReport *self, int *from, int *to);

G_END_DECLS
