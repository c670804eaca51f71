/* sync-invoice-ways.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tasks of the portal's business processes, and the ways out of them, built from what the portal
 * says of each (docs: bizproc/bizproc-task/bizproc-task-list; office.md 2.1, 2.5). Pure functions.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "clinic-task.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* STATUS of bizproc.task.complete */
enum
{
  SYNC_TASK_YES = 1,
  SYNC_TASK_NO = 2,
  SYNC_TASK_OK = 3,
  SYNC_TASK_CANCEL = 4,
};

/* Sets kind, ways and fields of the task by a row of bizproc.task.list. me: the person's id */
void sync_invoice_ways_build (ClinicTask *task, JsonObject *row, gint64 me);
/* the same of an item of a smart process that stands on a stage */
void sync_invoice_ways_build_stage (ClinicTask *task,
                                    const SyncInvoiceSource *source,
                                    ClinicInvoiceState state);
/* Takes "3:decision=approve" apart: field and value: (out) (transfer full) (nullable). */
int sync_invoice_way_read (const char *id, char **field, char **value);

G_END_DECLS
