/* clinic-day-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-windows.h"

G_BEGIN_DECLS

/**
 * ClinicDayBlock:
 * @visit: (unowned): the column has it
 * @start: unix seconds
 * @end: unix seconds
 * @lane: 0 … n_lanes - 1: visits at the same time lie beside each other
 * @n_lanes: how many lie beside each other here
 * @assumed: the visit does not say how long it lasts
 *
 * A visit in a column of a day.
 */
typedef struct
{
  ClinicAppointment *visit;
  gint64 start;
  gint64 end;
  guint lane;
  guint n_lanes;
  gboolean assumed;
} ClinicDayBlock;

/**
 * ClinicDayColumn:
 *
 * What a doctor, or a chair, is booked with on one day, and what is free between. Only ClinicDay
 * changes it, and tells.
 */
#define CLINIC_TYPE_DAY_COLUMN (clinic_day_column_get_type ())

G_DECLARE_FINAL_TYPE (ClinicDayColumn, clinic_day_column, CLINIC, DAY_COLUMN, GObject)

/* of the doctor or the chair; 0: the visits that have none */
gint64 clinic_day_column_get_id (ClinicDayColumn *self);
/* (transfer none): never NULL, "" unknown */
const char *clinic_day_column_get_name (ClinicDayColumn *self);
/* (transfer none): never NULL, "" unknown, or a chair */
const char *clinic_day_column_get_specialty (ClinicDayColumn *self);
/* (transfer none): ClinicDayBlock by start */
GArray *clinic_day_column_get_blocks (ClinicDayColumn *self);
/* (transfer none): ClinicWindow by start: from now on, on quarter hours; none when the column is
 * nobody's */
GArray *clinic_day_column_get_windows (ClinicDayColumn *self);
/* minutes of all the windows */
gint64 clinic_day_column_get_free (ClinicDayColumn *self);

/* --- for ClinicDay --- */

ClinicDayColumn *clinic_day_column_new (gint64 id);
/* (nullable) */
void clinic_day_column_set_names (ClinicDayColumn *self, const char *name, const char *specialty);
void clinic_day_column_add (ClinicDayColumn *self, ClinicAppointment *visit);
void clinic_day_column_remove (ClinicDayColumn *self, ClinicAppointment *visit);
/* looks anew at times and lengths; rules: of the windows */
void clinic_day_column_arrange (ClinicDayColumn *self,
                                const ClinicWindowRules *rules,
                                ClinicPlace place,
                                gint64 day);

G_END_DECLS
