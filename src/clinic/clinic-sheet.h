/* clinic-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ClinicSheetKind:
 * @CLINIC_SHEET_TEXT: words; never taken for a formula
 * @CLINIC_SHEET_COUNT: a whole number
 * @CLINIC_SHEET_MONEY: kopecks
 * @CLINIC_SHEET_DATE: unix seconds, of which the day counts
 * @CLINIC_SHEET_TIME: unix seconds, of which hour and minute count
 * @CLINIC_SHEET_DATETIME: unix seconds
 * @CLINIC_SHEET_PERCENT: tenths of a per cent
 * @CLINIC_SHEET_MINUTES: how long, in minutes; shown as 165:30
 * @CLINIC_SHEET_LINK: words that open a web page
 *
 * What a column holds.
 */
typedef enum
{
  CLINIC_SHEET_TEXT,
  CLINIC_SHEET_COUNT,
  CLINIC_SHEET_MONEY,
  CLINIC_SHEET_DATE,
  CLINIC_SHEET_TIME,
  CLINIC_SHEET_DATETIME,
  CLINIC_SHEET_PERCENT,
  CLINIC_SHEET_MINUTES,
  CLINIC_SHEET_LINK,
} ClinicSheetKind;

/* How numbers are drawn: to compare, to see a course of time, to see parts of a whole. */
typedef enum
{
  CLINIC_CHART_BARS,
  CLINIC_CHART_LINES,
  CLINIC_CHART_SHARES,
} ClinicChartKind;

/**
 * ClinicSheet:
 *
 * A table to be written to a file, printed or drawn: what a page shows, as a value. It has lines
 * above (the rule in force, the filter), columns of a kind each, rows, groups of rows with
 * subtotals, and a footer. Filled once, then only read, so that a thread may write it; holds a
 * hundred thousand rows in a few tens of megabytes: equal texts are kept once.
 */
typedef struct _ClinicSheet ClinicSheet;

#define CLINIC_TYPE_SHEET (clinic_sheet_get_type ())

/* a cell with a number that is not known; nothing is written there */
#define CLINIC_SHEET_EMPTY G_MININT64
/* no such column */
#define CLINIC_SHEET_NONE G_MAXUINT

GType clinic_sheet_get_type (void);
/* title: over the table and on the tab; shortened and cleaned of what a tab may not have by the
 * workbook */
ClinicSheet *clinic_sheet_new (const char *title);
ClinicSheet *clinic_sheet_ref (ClinicSheet *self);
void clinic_sheet_unref (ClinicSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicSheet, clinic_sheet_unref)

/* --- filling it --- */

/* a line above the table: the rule in force, the period, the filter */
void clinic_sheet_add_line (ClinicSheet *self, const char *line);
/* a line below the table: when it was made, who made it, under which filter; NULL: none */
void clinic_sheet_set_footer (ClinicSheet *self, const char *footer);
/* width: characters, 0: as wide as the widest of the first rows needs.
 * Returns: the number of the column. All columns come before the first row. */
guint
clinic_sheet_add_column (ClinicSheet *self, const char *name, ClinicSheetKind kind, guint width);
/* the column ends with the sum of its rows; not for texts, days and per cents */
void clinic_sheet_set_sum (ClinicSheet *self, guint column);
/* a column of per cents ends with the sum of one column as a part of the sum of another */
void
clinic_sheet_set_ratio (ClinicSheet *self, guint column, guint part_column, guint whole_column);
/* the rows that follow belong together, under this name and above their subtotal */
void clinic_sheet_begin_group (ClinicSheet *self, const char *name);
/* what groups are, for the column that a CSV file gets of it; «Group» unless given */
void clinic_sheet_set_group_name (ClinicSheet *self, const char *name);
/* a row of empty cells below all others; the next functions fill it */
void clinic_sheet_add_row (ClinicSheet *self);
/* TEXT and LINK; text: (nullable) */
void clinic_sheet_put_text (ClinicSheet *self, guint column, const char *text);
/* All other kinds. COUNT; MONEY: kopecks; DATE, TIME, DATETIME: unix seconds, shown in the zone of
 * this computer; PERCENT: tenths of a per cent; MINUTES: minutes. */
void clinic_sheet_put_number (ClinicSheet *self, guint column, gint64 number);
/* LINK: what is shown and the web page it opens. Whatever is no page for people (other schemes, an
 * address of the portal's REST, anything with a token) is left out, and the text stays: files are
 * passed on. */
void clinic_sheet_put_link (ClinicSheet *self, guint column, const char *text, const char *url);
/* A chart beside the table, drawn over all rows; not together with groups. values: columns of
 * numbers; previous: the column of the same in the period before, or CLINIC_SHEET_NONE. */
void clinic_sheet_set_chart (ClinicSheet *self,
                             ClinicChartKind kind,
                             const char *title,
                             guint categories,
                             const guint *values,
                             guint n_values,
                             guint previous);

/* --- reading it --- */

typedef struct
{
  const char *name;
  ClinicSheetKind kind;
  guint width;
  gboolean has_sum;
  guint part, whole; /* of a ratio, else CLINIC_SHEET_NONE */
} ClinicSheetColumn;

typedef struct
{
  const char *name;
  guint from, to; /* its rows, to: the first that is not */
} ClinicSheetGroup;

typedef struct
{
  ClinicChartKind kind;
  const char *title;
  guint categories;
  const guint *values;
  guint n_values;
  guint previous;
} ClinicSheetChart;

const char *clinic_sheet_get_title (ClinicSheet *self);
/* (transfer none): NULL-terminated */
const char *const *clinic_sheet_get_lines (ClinicSheet *self);
/* (nullable) */
const char *clinic_sheet_get_footer (ClinicSheet *self);
/* «Total», in the language of the person */
const char *clinic_sheet_get_total_name (ClinicSheet *self);
const char *clinic_sheet_get_group_name (ClinicSheet *self);
guint clinic_sheet_get_n_columns (ClinicSheet *self);
const ClinicSheetColumn *clinic_sheet_get_column (ClinicSheet *self, guint column);
guint clinic_sheet_get_n_rows (ClinicSheet *self);
guint clinic_sheet_get_n_groups (ClinicSheet *self);
/* valid until the next group is begun */
const ClinicSheetGroup *clinic_sheet_get_group (ClinicSheet *self, guint group);
/* (nullable): the chart, NULL: none */
const ClinicSheetChart *clinic_sheet_get_chart (ClinicSheet *self);
/* (nullable): of TEXT and LINK, NULL: empty */
const char *clinic_sheet_get_text (ClinicSheet *self, guint row, guint column);
/* (nullable): the web page of a LINK */
const char *clinic_sheet_get_url (ClinicSheet *self, guint row, guint column);
/* of the other kinds; CLINIC_SHEET_EMPTY: empty */
gint64 clinic_sheet_get_number (ClinicSheet *self, guint row, guint column);
/* the sum of rows from … to - 1; unknown cells count nothing */
gint64 clinic_sheet_sum (ClinicSheet *self, guint column, guint from, guint to);
/* what stands under a column: the sum, or the ratio in tenths of a per cent, half up;
 * CLINIC_SHEET_EMPTY when it has neither or the whole is nothing */
gint64 clinic_sheet_total (ClinicSheet *self, guint column, guint from, guint to);
gboolean clinic_sheet_has_totals (ClinicSheet *self);

G_END_DECLS
