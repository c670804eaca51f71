/* desk-visit-edit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskVisitEdit:
 *
 * What can be put right in an appointment where it stands: the time of its day, the doctor, the
 * price, the comment. Every row is a change of its own. What others change meanwhile appears,
 * except under the hands of somebody who writes.
 */
#define DESK_TYPE_VISIT_EDIT (desk_visit_edit_get_type ())

G_DECLARE_FINAL_TYPE (DeskVisitEdit, desk_visit_edit, DESK, VISIT_EDIT, GtkWidget)

GtkWidget *desk_visit_edit_new (ClinicSession *session);
/* visit: (nullable) */
void desk_visit_edit_set_visit (DeskVisitEdit *self, ClinicAppointment *visit);
/* the visit changed */
void desk_visit_edit_refresh (DeskVisitEdit *self);

G_END_DECLS
