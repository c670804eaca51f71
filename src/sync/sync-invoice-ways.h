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

/* --- FIELDS of bizproc.task.complete --- */

/* (transfer none) (nullable): PARAMETERS.Fields of a row */
JsonArray *sync_invoice_peek_descriptors (JsonObject *row);
/* whether it asks for a company; rule: (out) */
gboolean sync_invoice_read_rule (JsonObject *descriptor, SyncPartyRule *rule);
/* (transfer full) (nullable): one field of a form, NULL without an id; a PARTY has no options yet
 */
ClinicFormField *sync_invoice_read_descriptor (JsonObject *descriptor);
/* (transfer full) (nullable): a value as ClinicFormField has it, in the portal's writing. Never of
 * a file. NULL: there is nothing to be sent. known: (nullable): what the portal has there now,
 * whose currency is kept */
JsonNode *sync_invoice_write_value (const char *type,
                                    gboolean multiple,
                                    const char *value,
                                    const char *known);
/* (transfer full) (nullable): what the portal has, as ClinicFormField has it */
char *sync_invoice_read_value (ClinicFieldKind kind, JsonNode *node);

G_END_DECLS
