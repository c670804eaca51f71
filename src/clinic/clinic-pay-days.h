/* clinic-pay-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-sheet.h"

G_BEGIN_DECLS

/* The sheet of an employee day by day: each of her shifts, whether it counted or not. */

typedef struct
{
  const ClinicFactWork *work;  /* of the inputs */
  const ClinicPayShift *shift; /* of the sheet; NULL: it is not counted */
  gint64 end;                  /* when it ended, as it is counted, unix seconds; 0 not known */
  gint64 late;                 /* seconds that she came after its planned beginning */
  gint64 early;                /* seconds that she came before it, whether they count or not */
  gint64 worked;               /* seconds that she was there, less the break; 0 not known */
} ClinicPayDay;

/* (transfer full) of ClinicPayDay, in the order of the works; points into both */
GArray *clinic_pay_days_new (const ClinicPayInputs *inputs, const ClinicPaySheet *sheet);
/* whether the flag speaks of this shift */
gboolean clinic_pay_day_has_flag (const ClinicPayDay *self, const ClinicPayFlag *flag);
/* (transfer full): what there is to say about it, in sentences; "" nothing */
char *clinic_pay_day_dup_notes (const ClinicPayDay *self, const ClinicPaySheet *sheet);
/* seconds of the schedule, less the break; 0 nobody planned it, or it is leave */
gint64 clinic_pay_day_get_planned (const ClinicPayDay *self);

G_END_DECLS
