/* clinic-mis-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-stage.h"
#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * ClinicMisRules:
 *
 * How the words of a medical system become stages of the portal: word -> status -> stage. Data that
 * a clinic sets, with clinic.md 3.3 as the beginning; several words may mean one status, several
 * statuses one stage. Made anew whenever one of them changes.
 */
#define CLINIC_TYPE_MIS_RULES (clinic_mis_rules_get_type ())

G_DECLARE_FINAL_TYPE (ClinicMisRules, clinic_mis_rules, CLINIC, MIS_RULES, GObject)

/* stages: of ClinicStage, with their roles; (transfer none), only read now */
ClinicMisRules *clinic_mis_rules_new (GListModel *stages);
/* what a word means; case and the spaces around it do not matter */
void clinic_mis_rules_set_word (ClinicMisRules *self, const char *raw, ClinicMisStatus status);
/* where visits of a word belong, whatever the status says; stage_id NULL: by the status */
void clinic_mis_rules_set_stage (ClinicMisRules *self, const char *raw, const char *stage_id);
/* UNKNOWN: nobody has said it */
ClinicMisStatus clinic_mis_rules_get_status (ClinicMisRules *self, const char *raw);
/* (transfer none) (nullable): where a visit with this word, and on this day, belongs; NULL: it may
 * stay where it is (UNKNOWN, or the portal has no such stage). tomorrow: the visit is tomorrow. */
ClinicStage *clinic_mis_rules_get_stage (ClinicMisRules *self, const char *raw, gboolean tomorrow);
/* the same for a status, whatever the word */
ClinicStage *
clinic_mis_rules_find_stage (ClinicMisRules *self, ClinicMisStatus status, gboolean tomorrow);
/* (transfer none) (nullable): the lost stage for what is there twice, by its name («Дубль»,
 * «Ошибка или дубль»): none of the others would tell the truth */
ClinicStage *clinic_mis_rules_find_twice (ClinicMisRules *self);

G_END_DECLS
