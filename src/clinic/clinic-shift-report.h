/* clinic-shift-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-sheet.h"
#include "clinic-shift-watch.h"
#include "clinic-shift.h"

G_BEGIN_DECLS

/**
 * ClinicShiftLine:
 *
 * A line of the end-of-shift report, from above.
 */
typedef enum
{
  CLINIC_SHIFT_CALLS_TAKEN,
  CLINIC_SHIFT_CALLS_MADE,
  CLINIC_SHIFT_NUMBERS_MISSED,
  CLINIC_SHIFT_CALLED_BACK,
  CLINIC_SHIFT_GOT_THROUGH,
  CLINIC_SHIFT_VISITS_BOOKED,
  CLINIC_SHIFT_VISITS_MOVED,
  CLINIC_SHIFT_VISITS_CANCELLED,
  CLINIC_SHIFT_CAME,
  CLINIC_SHIFT_NO_SHOWS,
  CLINIC_SHIFT_CONFIRMED,
  CLINIC_SHIFT_LEFT_MISSED,
  CLINIC_SHIFT_LEFT_UNCONFIRMED,
  CLINIC_SHIFT_LEFT_UNSENT,
  CLINIC_SHIFT_LEFT_MISMATCHES,
} ClinicShiftLine;
#define CLINIC_N_SHIFT_LINES (CLINIC_SHIFT_LEFT_MISMATCHES + 1)

typedef enum
{
  CLINIC_SHIFT_SECTION_CALLS,
  CLINIC_SHIFT_SECTION_VISITS,
  CLINIC_SHIFT_SECTION_LEFT,
} ClinicShiftSection;
#define CLINIC_N_SHIFT_SECTIONS (CLINIC_SHIFT_SECTION_LEFT + 1)

/* Whose: of the person at this desk, or of the whole clinic. */
typedef enum
{
  CLINIC_SHIFT_MINE,
  CLINIC_SHIFT_ALL,
} ClinicShiftSide;
#define CLINIC_N_SHIFT_SIDES (CLINIC_SHIFT_ALL + 1)

/* What is counted; (transfer none), as long as the counting. */
typedef struct
{
  GListModel *call_log;     /* of ClinicCallRecord, today's; (nullable): nobody may say */
  GListModel *missed;       /* of ClinicMissedGroup, today's; (nullable) */
  GListModel *appointments; /* of ClinicAppointment; (nullable) */
  GListModel *commands;     /* of ClinicCommand: what has not reached the portal */
  GListModel *mismatches;   /* of ClinicMismatch; (nullable): no medical system was read */
  ClinicShiftWatch *watch;  /* (nullable) */
  gint64 me;                /* user, 0 not known */
  gint64 now;
} ClinicShiftDay;

/**
 * ClinicShiftReport:
 *
 * What happened in the shift, which is today until now, and what is left for the next one. Calls
 * and who came are counted by the engine of the reports (ClinicReport), over what the session
 * holds. Every figure is the number of its items; what nobody can tell has none.
 */
#define CLINIC_TYPE_SHIFT_REPORT (clinic_shift_report_get_type ())

G_DECLARE_FINAL_TYPE (ClinicShiftReport, clinic_shift_report, CLINIC, SHIFT_REPORT, GObject)

/* What the session knows now; sends nothing. watch: (nullable) */
ClinicShiftDay clinic_shift_report_look (ClinicSession *session, ClinicShiftWatch *watch);
ClinicShiftReport *clinic_shift_report_new (const ClinicShiftDay *day);
/* CLINIC_SHIFT_UNKNOWN; also of what is nobody's own */
int clinic_shift_report_get_number (ClinicShiftReport *self,
                                    ClinicShiftLine line,
                                    ClinicShiftSide side);
/* (transfer none) (nullable) (element-type GObject): ClinicCallRecord, ClinicMissedGroup,
 * ClinicAppointment, ClinicCommand or ClinicMismatch; NULL: unknown */
GPtrArray *
clinic_shift_report_get_items (ClinicShiftReport *self, ClinicShiftLine line, ClinicShiftSide side);
/* unix seconds: when it was counted */
gint64 clinic_shift_report_get_now (ClinicShiftReport *self);

ClinicShiftSection clinic_shift_line_get_section (ClinicShiftLine line);
/* translated */
const char *clinic_shift_line_get_title (ClinicShiftLine line);
/* translated: how it is counted */
const char *clinic_shift_line_get_formula (ClinicShiftLine line);
/* translated */
const char *clinic_shift_section_get_title (ClinicShiftSection section);
/* whether a part of the clinic's number is somebody's own */
gboolean clinic_shift_line_has_mine (ClinicShiftLine line);

/* (transfer full): the figures as a table. heading: over it, the day and who it is */
ClinicSheet *clinic_shift_sheet_new (ClinicShiftReport *self, const char *heading);
/* (transfer full): how each of them is counted */
ClinicSheet *clinic_shift_sheet_new_formulas (void);
/* (transfer full): the figures as lines of text, for a message */
char *clinic_shift_sheet_dup_text (ClinicShiftReport *self, const char *heading);

G_END_DECLS
