/* clinic-losses.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-appointment.h"
#include "clinic-loss-group.h"

G_BEGIN_DECLS

/* What became of the visits of a period, and why they were lost (clinic.md F-35, 3.2 and 3.6).
 * visits: (element-type ClinicAppointment), whatever their stage. Shares are in tenths of a per
 * cent, rounded half up. */

/* What the lost visits are put together by. */
typedef enum
{
  CLINIC_LOSSES_BY_REASON,
  CLINIC_LOSSES_BY_STAGE,
  CLINIC_LOSSES_BY_DOCTOR,
  CLINIC_LOSSES_BY_SOURCE,
} ClinicLossesBy;

typedef enum
{
  CLINIC_LOSSES_THIS_WEEK,
  CLINIC_LOSSES_LAST_WEEK,
  CLINIC_LOSSES_THIS_MONTH,
  CLINIC_LOSSES_LAST_MONTH,
} ClinicLossesPeriod;

typedef struct
{
  guint visits;    /* all of the period */
  guint lost;      /* in a lost stage */
  guint excused;   /* of the lost: not the reception's */
  guint no_shows;  /* of the lost: did not come */
  guint late;      /* of the lost: cancelled less than 24 h before */
  guint came;      /* took place */
  guint scheduled; /* all but the excused */
  gint64 amount;   /* of the lost, kopecks */
} ClinicLosses;

typedef gboolean (*ClinicLossesTest) (ClinicAppointment *visit);

/* whether a reason or a stage in these words is not the reception's: cancelled by the clinic, a
 * mistake, a double (clinic.md 3.2); words: (nullable) */
gboolean clinic_losses_says_excuse (const char *words);
gboolean clinic_losses_is_lost (ClinicAppointment *visit);
/* lost, and not by the reception: cancelled by the clinic, or a mistake or a double (clinic.md
 * 3.2), as the reason or the stage says in words */
gboolean clinic_losses_is_excused (ClinicAppointment *visit);
/* lost, not excused, and the stage means that the patient did not come */
gboolean clinic_losses_is_no_show (ClinicAppointment *visit);
/* lost, neither excused nor a no-show, less than 24 h before its start; FALSE when the portal does
 * not say when */
gboolean clinic_losses_is_late (ClinicAppointment *visit);

/* part of whole; -1 when there is no whole */
int clinic_losses_share (guint part, guint whole);
void clinic_losses_count (GPtrArray *visits, ClinicLosses *losses);
/* no-shows of those who came or should have: clinic.md 3.6; -1 unknown */
int clinic_losses_no_show_rate (const ClinicLosses *losses);
/* (transfer full): those that the test finds, by start */
GListModel *clinic_losses_pick (GPtrArray *visits, ClinicLossesTest test);
/* (transfer full) (element-type ClinicLossGroup): the largest first, then by name; those of which
 * nothing is known are the last of their size */
GPtrArray *clinic_losses_group (GPtrArray *visits, ClinicLossesBy by);

/* *from <= start < *to, midnights of this computer's time zone; weeks begin on Monday */
void clinic_losses_get_period (ClinicLossesPeriod period, gint64 now, gint64 *from, gint64 *to);

G_END_DECLS
