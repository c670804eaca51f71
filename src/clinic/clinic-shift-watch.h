/* clinic-shift-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-command.h"

G_BEGIN_DECLS

/**
 * ClinicShiftWatch:
 *
 * What the portal does not tell afterwards and this computer sees as it is done: visits that were
 * moved to another time from here, since the desk was opened. Looks at the outbox: what leaves it
 * as done has reached the portal. Owned by the workspace.
 */
#define CLINIC_TYPE_SHIFT_WATCH (clinic_shift_watch_get_type ())

G_DECLARE_FINAL_TYPE (ClinicShiftWatch, clinic_shift_watch, CLINIC, SHIFT_WATCH, GObject)

/* commands: of ClinicCommand, the session's */
ClinicShiftWatch *clinic_shift_watch_new (GListModel *commands);
/* (transfer container) (element-type ClinicCommand): those made at `from` or later, oldest first */
GPtrArray *clinic_shift_watch_dup_moved (ClinicShiftWatch *self, gint64 from);

G_END_DECLS
