/* desk-colleague-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-user.h"
#include "desk-pick-list.h"

G_BEGIN_DECLS

/* Somebody of the clinic: a DeskPickList of ClinicUser. colleagues:
 * clinic_invoices_get_colleagues() */
GtkWidget *desk_colleague_list_new (GListModel *colleagues);
/* (transfer full): "Соколова Елена" */
char *desk_colleague_dup_name (ClinicUser *user);

G_END_DECLS
