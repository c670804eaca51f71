/* clinic-diagnosis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-check.h"

G_BEGIN_DECLS

/**
 * ClinicDiagnosis:
 *
 * The connection's checklist while it is being worked through: every line is there from the
 * beginning, and its state changes once it is known. Holds no personal data and no secrets, so it
 * may be shown, copied and sent to whoever helps.
 *
 * Several parts work at it at once; it is done when the last of them is.
 */
#define CLINIC_TYPE_DIAGNOSIS (clinic_diagnosis_get_type ())

G_DECLARE_FINAL_TYPE (ClinicDiagnosis, clinic_diagnosis, CLINIC, DIAGNOSIS, GObject)

/* Property "done" (gboolean): nobody works at it any more */
ClinicDiagnosis *clinic_diagnosis_new (void);
/* ClinicCheck, in the order of ClinicCheckKind; (transfer none) */
GListModel *clinic_diagnosis_get_checks (ClinicDiagnosis *self);
gboolean clinic_diagnosis_get_done (ClinicDiagnosis *self);
/* the worst state of all lines; UNCHECKED: nothing could be looked at */
ClinicCheckState clinic_diagnosis_get_worst (ClinicDiagnosis *self);
/* the line of a kind, of METHODS the one of a family; (transfer none) */
ClinicCheck *clinic_diagnosis_get (ClinicDiagnosis *self, ClinicCheckKind kind, const char *family);

/* --- for those who work at it --- */

/* a line is settled; problem: (nullable) */
void clinic_diagnosis_settle (ClinicDiagnosis *self,
                              ClinicCheckKind kind,
                              ClinicCheckState state,
                              ClinicCheckReason reason,
                              const char *problem);
void clinic_diagnosis_set_running (ClinicDiagnosis *self, ClinicCheckKind kind);
/* one line for each family of methods; NULL at the end */
void clinic_diagnosis_set_families (ClinicDiagnosis *self, const char *const *families);
/* what still runs could not be looked at, because of what comes before it */
void clinic_diagnosis_give_up (ClinicDiagnosis *self, ClinicCheckKind first, ClinicCheckKind last);
/* each hold() needs a release(); done with the last one */
void clinic_diagnosis_hold (ClinicDiagnosis *self);
void clinic_diagnosis_release (ClinicDiagnosis *self);

G_END_DECLS
