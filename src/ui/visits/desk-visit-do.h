/* desk-visit-do.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "clinic-stage.h"
#include "clinic-windows.h"

G_BEGIN_DECLS

/* What a person does to an appointment. Everything becomes one command of the session, which waits
 * for the seconds of undo before the portal hears of it. */

/* (transfer full) (nullable): the first stage of the appointments with that role */
ClinicStage *desk_visit_dup_stage (ClinicSession *session, ClinicStageRole role);
/* (transfer full) (nullable): what the book's list of doctors has */
ClinicDoctor *desk_visit_dup_doctor (ClinicSession *session, gint64 doctor_id);
/* Makes the list hold the book's doctors, and returns the position of the one to choose. A list of
 * its own for each row to choose from: a row chooses by itself when its list changes, and that is
 * no wish of the person. Newer GTK does not let a row have nothing chosen either: who is not among
 * the book's doctors, or nobody, is a doctor without an id on top, who is called as said. */
guint desk_visit_fill_doctors (ClinicSession *session,
                               GListStore *doctors,
                               gint64 doctor_id,
                               const char *nobody);
/* the position of a doctor, or GTK_INVALID_LIST_POSITION */
guint desk_visit_find_doctor (GListModel *doctors, gint64 doctor_id);
/* (transfer full): the book's own object for an appointment that came from elsewhere, or that one
 */
ClinicAppointment *desk_visit_dup_current (ClinicSession *session, ClinicAppointment *visit);
/* (transfer full): a name for lists, "" unknown */
char *desk_visit_doctor_name (ClinicSession *session, gint64 doctor_id);
/* opening hours as the settings say, the session's clock */
ClinicWindowRules desk_visit_rules (ClinicSession *session, int minutes, gint64 except);

/* Payloads: see ClinicCommandKind. What would stay as it is is left out. */

/* the stage, and the one it is seen in as the precondition */
void desk_visit_set_stage (GVariantDict *dict, ClinicAppointment *visit, ClinicStage *stage);
/* the time, and the one that is seen as the precondition */
void desk_visit_set_start (GVariantDict *dict, ClinicAppointment *visit, gint64 start);
/* Another time in the same appointment: it is booked again, was moved once more, waits no longer,
 * and is not confirmed. doctor_id, minutes: 0 stay. */
void desk_visit_set_move (ClinicSession *session,
                          GVariantDict *dict,
                          ClinicAppointment *visit,
                          gint64 start,
                          gint64 doctor_id,
                          int minutes);
/* (transfer full): dict is emptied */
ClinicCommand *
desk_visit_command_change (ClinicSession *session, ClinicAppointment *visit, GVariantDict *dict);

/* Holds the command back for the seconds of undo, keeps it, and says so in a toast. Never
 * cancelled with the widget: what the person did is kept in any case.
 * done (nullable): called with whether it was kept; not when `owner` is gone by then */
typedef void (*DeskVisitDone) (gpointer owner, gboolean kept);
void desk_visit_submit (GtkWidget *widget,
                        ClinicSession *session,
                        ClinicCommand *command,
                        const char *words,
                        DeskVisitDone done,
                        gpointer owner);
/* moves it to the stage that means confirmed; FALSE when there is nothing to confirm */
gboolean desk_visit_confirm (GtkWidget *widget, ClinicSession *session, ClinicAppointment *visit);

G_END_DECLS
