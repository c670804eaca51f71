/* desk-pay-do.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-visit-do.h"

G_BEGIN_DECLS

/* What the manager does about somebody's month. All of it goes through the outbox and can be undone
 * for the seconds of undo. month: the first day of it (clinic-days.h). */

/* Asks with the total, then signs; says what is left to be answered instead, where something is.
 * Signed already: signs anew what is counted now. */
void desk_pay_sign (GtkWidget *widget, ClinicSession *session, ClinicPayCard *card, int month);
/* takes the signature back */
void desk_pay_withdraw (GtkWidget *widget, ClinicSession *session, ClinicPayCard *card, int month);
/* end: unix seconds, 0: she did not work; done: (nullable): as of desk_visit_submit() */
void desk_pay_answer (GtkWidget *widget,
                      ClinicSession *session,
                      ClinicPayCard *card,
                      const ClinicPayFlag *flag,
                      gint64 end,
                      DeskVisitDone done,
                      gpointer owner);

G_END_DECLS
