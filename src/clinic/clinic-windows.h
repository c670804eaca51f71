/* clinic-windows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-appointment.h"

G_BEGIN_DECLS

/* Free time between the visits that are known. A day is a day of this computer's time zone; starts
 * lie on the quarter hours of its clock, also when the clocks change. */

/* How long a visit lasts that does not say. */
#define CLINIC_WINDOWS_USUAL_MINUTES 30
#define CLINIC_WINDOWS_STEP_MINUTES 15

/**
 * ClinicPlace:
 *
 * Whose time it is that a visit takes.
 */
typedef enum
{
  CLINIC_PLACE_DOCTOR,
  CLINIC_PLACE_CHAIR,
} ClinicPlace;

/* A free time, start <= t < end in unix seconds. */
typedef struct
{
  gint64 start;
  gint64 end;
  gint64 doctor_id; /* of nearest(); else 0 */
} ClinicWindow;

typedef struct
{
  int day_begins; /* minutes of the day in which the clinic opens */
  int day_ends;   /* in which it closes, up to 1440 */
  int minutes;    /* how long a window must be; 0: CLINIC_WINDOWS_USUAL_MINUTES */
  gint64 now;     /* nothing is offered before this, unix seconds */
  gint64 except;  /* id of the visit that is to be moved: its own time is free; 0 none */
} ClinicWindowRules;

/* midnight of the day that is `days` after that of `when` */
gint64 clinic_windows_day (gint64 when, int days);
/* unix seconds of a minute of the day that `when` is in */
gint64 clinic_windows_at (gint64 when, int minute);
/* a visit that takes somebody's time: it has one, and is neither lost nor cancelled */
gboolean clinic_windows_takes_time (ClinicAppointment *appointment);
/* unix seconds */
gint64 clinic_windows_end_of (ClinicAppointment *appointment);

/* The stretches of the day of `day` in which nobody is booked with the place, at least as long as
 * the rules want, by time. appointments: of ClinicAppointment. (transfer full) of ClinicWindow */
GArray *clinic_windows_free (GListModel *appointments,
                             const ClinicWindowRules *rules,
                             ClinicPlace place,
                             gint64 place_id,
                             gint64 day);
/* Every quarter hour of that day at which a visit of the wanted length may begin. (transfer full)
 * of ClinicWindow */
GArray *clinic_windows_starts (GListModel *appointments,
                               const ClinicWindowRules *rules,
                               ClinicPlace place,
                               gint64 place_id,
                               gint64 day);
/* The first n windows from now on that do not overlap: of the doctor on days on which the doctor
 * works, which is to say has visits, then of others of the specialty on theirs, then of the
 * doctor on any day; a fortnight ahead. Each is as long as was wanted. doctors: of ClinicDoctor.
 * (transfer full) of ClinicWindow */
GArray *clinic_windows_nearest (GListModel *appointments,
                                GListModel *doctors,
                                const ClinicWindowRules *rules,
                                gint64 doctor_id,
                                guint n);
/* (transfer full) (nullable): the first visit of the place that overlaps start + minutes */
ClinicAppointment *clinic_windows_dup_clash (GListModel *appointments,
                                             const ClinicWindowRules *rules,
                                             ClinicPlace place,
                                             gint64 place_id,
                                             gint64 start);

G_END_DECLS
