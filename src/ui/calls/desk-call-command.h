/* desk-call-command.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/* What a card asks the session to do. Every command carries its own id, made once: asking the
 * portal again with it changes nothing a second time. All (transfer full). */

/* payload: a{sv}, floating: see ClinicCommandKind */
ClinicCommand *desk_command_new (ClinicSession *session,
                                 ClinicCommandKind kind,
                                 ClinicEntity entity,
                                 gint64 entity_id,
                                 GVariant *payload);
/* text for the timeline of a patient, an appointment or a lead */
ClinicCommand *desk_command_new_comment (ClinicSession *session,
                                         ClinicEntity entity,
                                         gint64 entity_id,
                                         const char *text);
/* a lead (or, without leads, a contact and a deal) from a call; name, comment: (nullable) */
ClinicCommand *desk_command_new_lead (ClinicSession *session,
                                      ClinicCall *call,
                                      const char *name,
                                      const char *comment);
/* the same from a number of the journal; one number makes one, however often it is asked for */
ClinicCommand *desk_command_new_number_lead (ClinicSession *session, const char *number);
/* Moves the appointment to the stage that means "confirmed". (nullable): there is no such stage,
 * or the appointment stands in it already. */
ClinicCommand *desk_command_new_confirm (ClinicSession *session, ClinicAppointment *appointment);
/* How the call ended. (nullable): there is nothing to keep it with */
ClinicCommand *
desk_command_new_outcome (ClinicSession *session, ClinicCall *call, ClinicOutcome outcome);

G_END_DECLS
