/* sync-invoices-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of SyncInvoices share.
 */

#pragma once

#include "sync-invoice-registry.h"
#include "sync-invoice-shelf.h"
#include "sync-invoices.h"

G_BEGIN_DECLS

/* days of the registry that are read in any case: so long a bill may come twice */
#define SYNC_INVOICES_REGISTRY_DAYS 92
/* kept: how the portal keeps invoices, and when it was last asked */
#define SYNC_INVOICES_SCHEME "invoice-scheme"
#define SYNC_INVOICES_AS_OF "invoice-as-of"
#define SYNC_INVOICES_DRAFTS "invoice-drafts"

struct _SyncInvoices
{
  GObject parent_instance;

  SyncContext *context;          /* owned */
  GCancellable *cancellable;     /* owned */
  SyncInvoiceShelf *shelf;       /* owned */
  SyncInvoiceScheme *scheme;     /* owned, (nullable): until it is known */
  SyncInvoiceRegistry *registry; /* owned */
  JsonObject *description;       /* owned, (nullable): what the scheme was made of */
  GListStore *form;              /* owned, of ClinicFormField */
  GListStore *colleagues;        /* owned, of ClinicUser */
  char *drafts;                  /* owned, (nullable): of forms that are not sent */
  GHashTable *fresh;             /* owned, (nullable): documents that need not be read again */
  gint64 as_of;                  /* unix seconds */
  gint64 scheme_time;            /* unix seconds: when the portal was asked how it keeps them */
  guint timeout_id;
  guint n_loading; /* parts of the store that are still to come */
  gboolean started;
  gboolean stopped;
  gboolean busy;  /* a look is on its way */
  gboolean again; /* and another is wanted, by a person */
  gboolean failed;
  gboolean no_tasks; /* the webhook or the tariff has no business processes */
};

/* sync-invoices-iface.c */
void sync_invoices_iface_init (ClinicInvoicesInterface *iface);

/* --- sync-invoices.c --- */

void sync_invoices_emit_state (SyncInvoices *self);
/* asks the portal now; nothing else may be on its way */
void sync_invoices_look (SyncInvoices *self, BxPriority priority);
void sync_invoices_begin_when_ready (SyncInvoices *self);
/* anew: what rows mean may have changed although the portal's description is the same */
void sync_invoices_use_description (SyncInvoices *self, JsonObject *description, gboolean anew);

G_END_DECLS
