/* sync-invoice-round.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One look at what waits for this person and at what she put forward: the tasks of business
 * processes with the documents they are about, the stages of a smart process, and her own invoices
 * (office.md 2.1, 4.2, 4.3). One batch, and one more for what is new.
 */

#pragma once

#include "sync-context.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;        /* owned: ClinicInvoice.id */
  JsonObject *row; /* owned */
} SyncInvoiceRow;

SyncInvoiceRow *sync_invoice_row_new (const char *id, JsonObject *row);
void sync_invoice_row_free (SyncInvoiceRow *self);
/* (transfer full): an empty array of them */
GPtrArray *sync_invoice_rows_new (void);

/**
 * SyncInvoiceRound:
 *
 * What one look has brought. Owned by whoever asked.
 */
typedef struct
{
  gint64 begun;         /* monotonic µs */
  GPtrArray *tasks;     /* owned, (nullable): JsonObject; NULL: it could not be asked */
  GPtrArray *documents; /* owned, of SyncInvoiceRow: of the tasks that were not known */
  GPtrArray *mine;      /* owned, (nullable): SyncInvoiceRow; NULL: it could not be asked */
  GPtrArray *queue;     /* owned, (nullable): SyncInvoiceRow: items on the stages that wait */
  gboolean no_tasks;    /* the webhook or the tariff has no business processes */
  GError *failure;      /* owned, (nullable): why the tasks could not be asked */
} SyncInvoiceRound;

void sync_invoice_round_free (SyncInvoiceRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncInvoiceRound, sync_invoice_round_free)

/* known: ids (char) of invoices whose documents need not be read again; (nullable): none */
void sync_invoice_round_async (SyncContext *context,
                               SyncInvoiceScheme *scheme,
                               GHashTable *known,
                               BxPriority priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full); BX_ERROR when the portal could not be asked at all */
SyncInvoiceRound *sync_invoice_round_finish (GAsyncResult *result, GError **error);

/* params of lists.element.get or crm.item.get for one row; (transfer full) */
JsonNode *sync_invoice_new_get_params (const SyncInvoiceSource *source, gint64 row_id);
const char *sync_invoice_peek_get_method (const SyncInvoiceSource *source);
/* (transfer none) (nullable): the row that it was answered */
JsonObject *sync_invoice_peek_row (const SyncInvoiceSource *source, BxAnswer *answer);
/* (transfer full): columns of bizproc.task.list */
JsonNode *sync_invoice_new_task_select (void);

G_END_DECLS
