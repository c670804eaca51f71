/* desk-task-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskTaskFacts:
 *
 * What is known of an invoice besides its document: what may be the same bill, what the process
 * says, the particulars, and who had it for how long. An earlier invoice is opened by the action
 * "invoices.browse" with its address.
 */
#define DESK_TYPE_TASK_FACTS (desk_task_facts_get_type ())

G_DECLARE_FINAL_TYPE (DeskTaskFacts, desk_task_facts, DESK, TASK_FACTS, GtkWidget)

GtkWidget *desk_task_facts_new (ClinicSession *session);
/* both (nullable). twins: ClinicInvoice that may be the same bill, (nullable) */
void desk_task_facts_set (DeskTaskFacts *self,
                          ClinicTask *task,
                          ClinicInvoiceCase *invoice_case,
                          GListModel *twins);

G_END_DECLS
