/* clinic-report-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Clinics count differently: what is agreed here is a setting, and is printed in the head of every
 * report that rests on it (clinic.md 3.6). */

/* Whom the first visits that took place are compared with (доведение: первичные). */
typedef enum
{
  CLINIC_BRINGING_OF_BOOKED,    /* first-visit patients who were booked */
  CLINIC_BRINGING_OF_CONTACTED, /* target leads of people who count as new */
} ClinicBringing;

typedef struct
{
  guint first_months; /* after so many months without a visit a patient is a first one again */
  gboolean first_inclusive; /* exactly as many months ago is first */
  ClinicBringing bringing;
  const char *const *not_target; /* (nullable): words of lead stages that make a lead no target, as
                                    clinic_name_fold_letters(), or stages' keys; NULL: spam, double,
                                    not about a visit */
  guint service_seconds;         /* answered within these is in time */
  guint short_seconds;           /* given up within these is not counted */
  guint callback_minutes;        /* called back within these is in time */
  guint lost_hours;              /* not reached within these is lost */
  guint late_hours;              /* cancelled within these before the visit is late */
  guint day_begins;              /* minutes of the day: where no opening hours are known */
  guint day_ends;
} ClinicReportRules;

/* what clinic.md 3.6 proposes */
void clinic_report_rules_init (ClinicReportRules *rules);
/* (transfer full) (nullable): not_target from what a person wrote, "спам, дубль"; NULL: nothing */
char **clinic_report_rules_split_words (const char *text);
/* the words in force, NULL-terminated; (transfer none) */
const char *const *clinic_report_rules_get_not_target (const ClinicReportRules *rules);
/* whether a lead in that stage is not one that wants a visit; name: (nullable) */
gboolean
clinic_report_rules_is_target (const ClinicReportRules *rules, const char *key, const char *name);

G_END_DECLS
