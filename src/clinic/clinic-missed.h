/* clinic-missed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-record.h"
#include "clinic-missed-group.h"

G_BEGIN_DECLS

gboolean clinic_missed_is_missed (ClinicCallRecord *record);
GPtrArray *clinic_missed_group_records (GPtrArray *records, gint64 now, guint allowed_minutes);
gboolean clinic_missed_needs_call (ClinicMissedGroup *group);

G_END_DECLS
