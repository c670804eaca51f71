/* desk-cancel-choices.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"
#include "clinic-stage.h"

G_BEGIN_DECLS

/* What there is to choose from when a patient cancels. */

/* (transfer full) (element-type ClinicWindow): the nearest free times that are not its own; most:
 * no more than so many, perhaps none */
GArray *
desk_cancel_list_offers (ClinicSession *session, ClinicAppointment *appointment, guint most);
/* (transfer full) (nullable) (element-type ClinicAppointment or ClinicLead): who waits for the
 * window that this visit leaves. Nobody is called for one that is over, or that somebody else has
 * already: NULL. */
GPtrArray *desk_cancel_list_people (ClinicSession *session, ClinicAppointment *appointment);
/* (transfer full): the stages (of ClinicStage) that mean lost. wanted: (nullable); proposed: (out):
 * the position of the wanted one, else of the first that is not a no-show */
GListModel *desk_cancel_list_stages (ClinicSession *session, ClinicStage *wanted, guint *proposed);

G_END_DECLS
