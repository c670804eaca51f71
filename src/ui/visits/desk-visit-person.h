/* desk-visit-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskVisitPerson:
 *
 * For whom an appointment is: somebody found by name or number while it is typed, or a new
 * patient. Says whom the portal knows under a new patient's number already, so that nobody is
 * made twice. Emits "changed".
 */
#define DESK_TYPE_VISIT_PERSON (desk_visit_person_get_type ())

G_DECLARE_FINAL_TYPE (DeskVisitPerson, desk_visit_person, DESK, VISIT_PERSON, GtkWidget)

GtkWidget *desk_visit_person_new (ClinicSession *session);
/* fixed: nobody else can be chosen */
void desk_visit_person_set_patient (DeskVisitPerson *self, ClinicPatient *patient, gboolean fixed);
/* chosen as soon as she is read */
void desk_visit_person_set_patient_id (DeskVisitPerson *self, gint64 patient_id, gboolean fixed);
/* a new patient with what is known of her so far; all (nullable) */
void desk_visit_person_set_new (DeskVisitPerson *self, const char *name, const char *phone);
/* (transfer none) (nullable): why nobody can be booked yet, in words */
const char *desk_visit_person_get_problem (DeskVisitPerson *self);
/* (transfer full): for lists, "" for nobody */
char *desk_visit_person_get_name (DeskVisitPerson *self);
/* the payload of CREATE_APPOINTMENT: patient x, or last, first, second, phone, birth */
void desk_visit_person_write (DeskVisitPerson *self, GVariantDict *dict);
/* something was typed or chosen by hand */
gboolean desk_visit_person_is_touched (DeskVisitPerson *self);

G_END_DECLS
