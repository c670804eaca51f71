/* mis-scene.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A medical system and a portal with a few visits, for the tests of the comparison. Time zone: UTC.
 */

#pragma once

#include "clinic-patient.h"
#include "clinic-reconcile.h"

/* Saturday, 21 November 2026, 15:00 UTC */
#define MIS_NOW (G_GINT64_CONSTANT (1795273200))
#define MIS_DAY (24 * 3600)
/* tomorrow, 10:30 */
#define MIS_TEN_THIRTY (MIS_NOW + 19 * 3600 + 1800)

typedef struct
{
  GListStore *stages;      /* owned */
  GListStore *doctors;     /* owned */
  ClinicMisRules *rules;   /* owned */
  GPtrArray *visits;       /* owned */
  GPtrArray *appointments; /* owned */
  GPtrArray *patients;     /* owned */
  ClinicReconcileInput input;
  gint64 last_id;
} MisScene;

MisScene *mis_scene_new (void);
void mis_scene_free (MisScene *scene);
ClinicStage *mis_scene_stage (MisScene *scene, ClinicStageRole role);
ClinicStage *mis_scene_find_stage (MisScene *scene, const char *id);
void mis_scene_add_stage (MisScene *scene,
                          const char *id,
                          const char *name,
                          int sort,
                          ClinicStageKind kind,
                          ClinicStageRole role);
void mis_scene_add_doctor (MisScene *scene, gint64 id, const char *name);
/* name: "Иванова Анна" */
ClinicPatient *
mis_scene_add_patient (MisScene *scene, gint64 id, const char *name, const char *phone);
/* of tomorrow, 10:30, with doctor «Петров И. С.» and patient 1 */
ClinicMisVisit *mis_scene_add_visit (MisScene *scene, const char *id, const char *raw);
void mis_scene_set_visit_patient (ClinicMisVisit *visit, const char *name, const char *phone);
/* the same on the portal; key: (nullable) */
ClinicAppointment *
mis_scene_add_appointment (MisScene *scene, const char *key, ClinicStageRole role);
void mis_scene_set_stage (ClinicAppointment *appointment, ClinicStage *stage);
void mis_scene_set_patient (MisScene *scene, ClinicAppointment *appointment, gint64 id);
/* what a portal does of it; asserts that the preconditions hold */
void mis_scene_apply (MisScene *scene, ClinicCommand *command);
/* (transfer full): such as "time:v1:7=safe stage:v1:7=ask", "" when all is well */
char *mis_scene_tell (GPtrArray *mismatches);

/* What is wrong: as mis_scene_tell(); the first appointment is 101. */
void assert_tells (MisScene *scene, const char *expected);
/* (transfer full) (nullable): of everything that is wrong */
ClinicCommand *repair_all (MisScene *scene);
/* what the payload of a repair says */
void assert_text (ClinicCommand *command, const char *key, const char *expected);
void assert_number (ClinicCommand *command, const char *key, gint64 expected);
void assert_flag (ClinicCommand *command, const char *key);
void assert_lacks (ClinicCommand *command, const char *key);
/* takes it, and there is nothing left to say */
void assert_cures (MisScene *scene, ClinicCommand *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MisScene, mis_scene_free)
