/* clinic-day.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-book.h"
#include "clinic-day-column.h"

G_BEGIN_DECLS

/**
 * ClinicDayRules:
 * @day: any second of the day, of this computer's time zone
 * @now: the clinic's clock: what is past is not offered
 * @begins: minutes of the day in which the clinic opens
 * @ends: in which it closes
 * @place: what the columns are
 * @only_id: (optional): just this column, also when nobody is booked there; 0: all
 *
 * What a ClinicDay shows.
 */
typedef struct
{
  gint64 day;
  gint64 now;
  int begins;
  int ends;
  ClinicPlace place;
  gint64 only_id;
} ClinicDayRules;

/**
 * ClinicPresence:
 * @CLINIC_PRESENCE_NONE: nothing to say: not due yet, or over
 * @CLINIC_PRESENCE_LATE: should have begun, and the patient has not come
 * @CLINIC_PRESENCE_WAITING: is in the clinic
 * @CLINIC_PRESENCE_IN_CHAIR: is with the doctor
 *
 * Where the patient of a visit is now.
 */
typedef enum
{
  CLINIC_PRESENCE_NONE,
  CLINIC_PRESENCE_LATE,
  CLINIC_PRESENCE_WAITING,
  CLINIC_PRESENCE_IN_CHAIR,
} ClinicPresence;

/* seconds: (out) (optional): since when, 0 unknown */
ClinicPresence clinic_presence_of (ClinicAppointment *visit, gint64 now, gint64 *seconds);

/**
 * ClinicDay:
 *
 * One day of the appointment book: a column for each doctor or chair that has visits, by name.
 * Visits that are lost or cancelled take no time and are not in it. A column stays until another
 * day is chosen, so that one from which the last visit is moved does not disappear under the hand.
 * Where nobody is booked at all, there is a column for everybody. Emits "changed".
 */
#define CLINIC_TYPE_DAY (clinic_day_get_type ())

G_DECLARE_FINAL_TYPE (ClinicDay, clinic_day, CLINIC, DAY, GObject)

ClinicDay *clinic_day_new (ClinicBook *book);
void clinic_day_set_rules (ClinicDay *self, const ClinicDayRules *rules);
/* (transfer none): as they were set */
const ClinicDayRules *clinic_day_get_rules (ClinicDay *self);
/* (transfer none) (element-type ClinicDayColumn) */
GPtrArray *clinic_day_get_columns (ClinicDay *self);
/* visits in all columns */
guint clinic_day_get_n_visits (ClinicDay *self);
/* The hours to draw, unix seconds: those in which the clinic is open, and what is booked beside
 * them; full hours of the clock. */
void clinic_day_get_hours (ClinicDay *self, gint64 *from, gint64 *to);

G_END_DECLS
