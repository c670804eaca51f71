/* desk-task-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/* How what is asked about an invoice is put into words. All that are char * are (transfer full) and
 * never NULL. now: clinic_session_get_now() */

/* overdue, or waits for more than a day */
gboolean desk_task_is_late (ClinicTask *task, gint64 now);
/* the task's own time is over, or the invoice's day of payment */
gboolean desk_task_is_overdue (ClinicTask *task, gint64 now);
/* "waits 3 h"; "" when it is not known */
char *desk_task_dup_wait (ClinicTask *task, gint64 now);
/* "pay by 27 Nov", "overdue: pay by 20 Nov", "answer by 18:00"; "" when there is no such time */
char *desk_task_dup_due (ClinicTask *task, gint64 now);
/* what is asked, unless it is a decision about an invoice: NULL */
const char *desk_task_kind_word (ClinicTaskKind kind);
/* who is paid, or how the document or the task is named; (transfer none) */
const char *desk_task_get_name (ClinicTask *task);
/* the words on the button: the portal's or ours */
char *desk_way_dup_label (ClinicInvoiceWay *way);
/* "ДентСнаб No. 118 of 20 Nov, 48 600 ₽": named so that it is found again */
char *desk_invoice_dup_title (ClinicInvoice *invoice, gint64 now);

/* (nullable): why it cannot be answered now, or what came of the last try. css_class: (out): its
 * colour */
char *desk_task_dup_status (ClinicTask *task, const char **css_class);
/* (transfer none): what is to be written with a way, (nullable). as_rework: it is a rejection that
 * stands for a rework */
const char *desk_way_get_about (ClinicInvoiceWay *way, gboolean as_rework);
/* (nullable): what is asked before something that may be the same bill as the first of the twins
 * (ClinicInvoice, (nullable)) is approved or paid */
char *desk_invoice_dup_twin_question (GListModel *twins, gboolean pays, gint64 now);
/* (nullable): what an approval or a payment is asked about again. twins: ClinicInvoice that may be
 * the same bill, (nullable); limit: kopecks, 0 none */
char *desk_task_dup_question (ClinicTask *task,
                              ClinicInvoiceWay *way,
                              GListModel *twins,
                              gint64 limit,
                              gint64 now);

G_END_DECLS
