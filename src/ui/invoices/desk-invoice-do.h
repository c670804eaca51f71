/* desk-invoice-do.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/* What a person does to an invoice that is hers, or that she pays. Payloads: see
 * ClinicCommandKind. fields: a{ss} and files: a(ssay), both (nullable), not floating. */

/* (transfer full) (nullable): what the portal asks of this person about an invoice */
ClinicTask *
desk_invoice_dup_task (ClinicSession *session, ClinicInvoice *invoice, ClinicTaskKind kind);
/* (transfer full) (nullable): the way out of a task that means this and is possible */
ClinicInvoiceWay *desk_invoice_dup_way (ClinicTask *task, ClinicDecision decision);
/* (transfer full) (nullable): the command of this desk about an invoice that the portal does not
 * have yet */
ClinicCommand *desk_invoice_dup_command (ClinicSession *session, ClinicInvoice *invoice);

/* (transfer full) (nullable): what is to be fixed, as a sentence: the reason that was given, or
 * what the process says. task: (nullable): that of the rework */
char *desk_invoice_dup_fix (ClinicInvoice *invoice, ClinicTask *task);

/* (transfer full): a new one */
ClinicCommand *desk_invoice_new_submit (ClinicSession *session,
                                        const char *title,
                                        GVariant *fields,
                                        GVariant *files);
/* (transfer full): fixed, to be decided again. task: that of the rework */
ClinicCommand *desk_invoice_new_resend (ClinicSession *session,
                                        ClinicTask *task,
                                        GVariant *fields,
                                        GVariant *files);
/* (transfer full) (nullable): not wanted any more; NULL: the process has no such way */
ClinicCommand *desk_invoice_new_withdraw (ClinicSession *session, ClinicTask *task);
/* (transfer full): paid on this day, YYYY-MM-DD */
ClinicCommand *
desk_invoice_new_paid (ClinicSession *session, ClinicInvoice *invoice, const char *day);
/* (transfer full): the act, as files */
ClinicCommand *
desk_invoice_new_act (ClinicSession *session, ClinicInvoice *invoice, GVariant *files);

G_END_DECLS
