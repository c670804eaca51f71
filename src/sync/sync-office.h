/* sync-office.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-archive.h"
#include "clinic-command.h"
#include "clinic-link.h"
#include "clinic-payroll.h"
#include "store-repository.h"

G_BEGIN_DECLS

/**
 * SyncOffice:
 *
 * A portal without a desk: what can be counted, for a report that nobody looks at. Takes no calls
 * and never touches the outbox, so that it may work in the store of a desk that is open on this
 * computer.
 */
#define SYNC_TYPE_OFFICE (sync_office_get_type ())

G_DECLARE_FINAL_TYPE (SyncOffice, sync_office, SYNC, OFFICE, GObject)

/* Starts at once; does not wait for the network. store: opened, taken over: closed with the office.
 * (transfer full); NULL with CLINIC_ERROR_INVALID when it is no webhook's address. */
SyncOffice *
sync_office_new (const char *address, StoreRepository *store, GSettings *settings, GError **error);
/* (transfer none), as of ClinicSession */
ClinicLink *sync_office_get_link (SyncOffice *self);
ClinicArchive *sync_office_get_archive (SyncOffice *self);
ClinicPayroll *sync_office_get_payroll (SyncOffice *self);
StoreRepository *sync_office_get_store (SyncOffice *self);
/* unix seconds by the portal's clock */
gint64 sync_office_get_now (SyncOffice *self);
/* whether the portal has told, since this office was opened, who we are and what we may do */
gboolean sync_office_is_ready (SyncOffice *self);
/* Reads who the patients are, once it is ready: whose number it was that somebody spoke with is
 * known by their cards alone. Takes a while where this computer has not been a desk. */
void sync_office_want_patients (SyncOffice *self);
gboolean sync_office_has_patients (SyncOffice *self);

/* Brings one command to the portal, at once and once. sent_at: when it was first tried, unix
 * seconds by the portal's clock; 0 never: then nothing is looked for that an earlier attempt has
 * made. finish: the id of what was made, -1 on error: CLINIC_ERROR_OFFLINE where trying again may
 * help, FORBIDDEN or CONFLICT with the portal's words. */
void sync_office_send_async (SyncOffice *self,
                             ClinicCommand *command,
                             gint64 sent_at,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gint64 sync_office_send_finish (SyncOffice *self, GAsyncResult *result, GError **error);

/* stops everything and closes the store */
void sync_office_close_async (SyncOffice *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean sync_office_close_finish (SyncOffice *self, GAsyncResult *result, GError **error);

G_END_DECLS
