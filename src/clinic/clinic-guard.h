/* clinic-guard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-appointment.h"
#include "clinic-stage.h"

G_BEGIN_DECLS

/* The guard «Визит завтра» (clinic.md A-3, F-24): a visit of tomorrow that nobody moved into the
 * stage that sends the reminder gets none, and a window is left empty. Tomorrow is the day after
 * that of `now` in this computer's time zone; the clock may have been changed in between. */

/**
 * ClinicGuardReason:
 * @CLINIC_GUARD_NONE: it is where it should be, or not of tomorrow
 * @CLINIC_GUARD_BEHIND: still in a stage from before the reminder
 * @CLINIC_GUARD_UNLISTED: in a stage that the portal does not list
 * @CLINIC_GUARD_REFUSED: still behind, as the portal did not take a change: see its problem
 */
typedef enum
{
  CLINIC_GUARD_NONE,
  CLINIC_GUARD_BEHIND,
  CLINIC_GUARD_UNLISTED,
  CLINIC_GUARD_REFUSED,
} ClinicGuardReason;

/* (transfer full) (nullable): the first stage that means that the visit is tomorrow */
ClinicStage *clinic_guard_dup_stage (GListModel *stages);
/* the minute of the day, as in the setting guard-hour, is reached */
gboolean clinic_guard_is_due (gint64 now, int minute);
/* the visit begins tomorrow, and the portal has it */
gboolean clinic_guard_is_tomorrow (ClinicAppointment *visit, gint64 now);
/* Why a visit of tomorrow is not ready. stage: (nullable): of clinic_guard_dup_stage(); without it
 * nothing can be behind */
ClinicGuardReason clinic_guard_look (ClinicAppointment *visit, ClinicStage *stage, gint64 now);
/* The visits of tomorrow that are not ready, by time. n_tomorrow: (out) (optional): how many there
 * are tomorrow, without those that are lost or cancelled. (transfer full) of ClinicAppointment */
GPtrArray *
clinic_guard_find (GListModel *visits, ClinicStage *stage, gint64 now, guint *n_tomorrow);

G_END_DECLS
