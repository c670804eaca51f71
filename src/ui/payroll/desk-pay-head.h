/* desk-pay-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-export.h"

G_BEGIN_DECLS

/**
 * DeskPayHead:
 *
 * Whose sheet it is, what it comes to, how far it is, the rules it rests on, and the buttons that
 * sign it.
 */
#define DESK_TYPE_PAY_HEAD (desk_pay_head_get_type ())

G_DECLARE_FINAL_TYPE (DeskPayHead, desk_pay_head, DESK, PAY_HEAD, GtkWidget)

GtkWidget *desk_pay_head_new (ClinicSession *session);
/* sheet: (nullable): what is on show, not kept; manages: whether she may sign */
void desk_pay_head_show (DeskPayHead *self,
                         ClinicPayCard *card,
                         const ClinicPaySheet *sheet,
                         gboolean manages);
/* (transfer none) */
DeskExport *desk_pay_head_get_export (DeskPayHead *self);

G_END_DECLS
