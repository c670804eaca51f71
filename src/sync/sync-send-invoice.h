/* sync-send-invoice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the ways of sending something about an invoice share. Each takes the task over, as those of
 * sync-send-private.h.
 */

#pragma once

#include "sync-invoice-scheme.h"
#include "sync-send-private.h"

G_BEGIN_DECLS

#define SYNC_STEP_COMMENT                                                                          \
  "comment" /* the stage is changed: what was said about it goes after it                          \
             */

void sync_send_complete_task (GTask *task);
void sync_send_delegate_task (GTask *task);
void sync_send_move_invoice (GTask *task);
void sync_send_submit_invoice (GTask *task);
void sync_send_change_invoice (GTask *task);

/* (transfer none) (nullable): NULL: it is not known yet how the portal keeps invoices; the task has
 * returned that it has to wait */
SyncInvoiceScheme *sync_send_take_scheme (GTask *task);
/* (transfer none) (nullable): what the person gave for a field */
const char *sync_send_peek_field (GTask *task, const char *id);
/* Ends as done, because somebody else was faster: reads who it was, as far as the portal tells. */
void sync_send_return_gone (GTask *task);

/* Puts what the person gave, and her files, into the fields of an element or item; row: (nullable):
 * what is there now, whose files are kept */
void sync_send_put_fields (GTask *task,
                           const SyncInvoiceSource *source,
                           JsonObject *row,
                           JsonObject *fields);

/* --- files --- */

/* Brings the first file of these fields that is not there yet to the person's drive: a step.
 * drive_fields: ids of fields whose files lie on the drive. FALSE: all are there, or there are
 * none; the task is the caller's still. */
gboolean sync_send_upload (GTask *task, const char *const *drive_fields);
/* (transfer full) (nullable): ["name", "base64"], or an array of them; NULL: no file was given */
JsonNode *sync_send_new_pairs (GTask *task, const char *field, gboolean multiple);
/* (transfer full): what was brought to the drive for a field: ids of its objects, gint64 */
GArray *sync_send_list_uploaded (GTask *task, const char *field);
/* whether the person gave a file for it */
gboolean sync_send_has_file (GTask *task, const char *field);

G_END_DECLS
