/* sync-session-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of SyncSession alone.
 */

#pragma once

#include "sync-session.h"

#include "sync-archive.h"
#include "sync-book.h"
#include "sync-calls.h"
#include "sync-files.h"
#include "sync-invoices.h"
#include "sync-mapping.h"
#include "sync-mis-desk.h"
#include "sync-news.h"
#include "sync-outbox.h"
#include "sync-patients.h"
#include "sync-payroll.h"
#include "sync-startup.h"

G_BEGIN_DECLS

struct _SyncSession
{
  GObject parent_instance;

  SyncContext *context;   /* owned */
  SyncStartup *startup;   /* owned */
  SyncPatients *patients; /* owned */
  SyncOutbox *outbox;     /* owned */
  SyncFiles *files;       /* owned */
  SyncCalls *calls;       /* owned */
  SyncBook *book;         /* owned */
  SyncMapping *mapping;   /* owned */
  SyncMisDesk *mis_desk;  /* owned */
  SyncNews *news;         /* owned */
  SyncInvoices *invoices; /* owned */
  SyncArchive *archive;   /* owned */
  SyncPayroll *payroll;   /* owned */
  gboolean on_shift;
  gboolean filling; /* the background's reading has begun */
  gboolean was_connected;
  gboolean stopped;
};

/* --- sync-session.c --- */

/* tells the link how the channel of calls is */
void sync_session_update_calls_state (SyncSession *self);
/* Ends all parts and what they have asked; once. Nothing starts again after it. */
void sync_session_stop (SyncSession *self);

/* --- sync-session-iface.c --- */

void sync_session_iface_init (ClinicSessionInterface *iface);

G_END_DECLS
