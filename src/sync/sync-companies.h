/* sync-companies.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-form-field.h"
#include "clinic-party-list.h"
#include "sync-parties.h"
#include "sync-party-rule.h"

G_BEGIN_DECLS

/**
 * SyncCompanies:
 *
 * All companies of the CRM, as forms offer them to be chosen. Read by their numbers, as many pages
 * as there are in a request, when somebody opens a form that asks for one; kept in the store, so
 * that one can be chosen without the portal too. Owned by the context.
 */
#define SYNC_TYPE_COMPANIES (sync_companies_get_type ())

G_DECLARE_FINAL_TYPE (SyncCompanies, sync_companies, SYNC, COMPANIES, GObject)

/* store: (nullable): then nothing is kept */
SyncCompanies *sync_companies_new (BxClient *client,
                                   StoreRepository *store,
                                   SyncParties *parties,
                                   GCancellable *cancellable);
/* What a field can name. Of contacts those that invoices have named so far: all of them are the
 * clinic's patients. own_first: the clinic's own stand before the others; (transfer full) */
ClinicPartyList *
sync_companies_list (SyncCompanies *self, const SyncPartyRule *rule, gboolean own_first);
/* gives a PARTY what can be chosen */
void sync_companies_offer (SyncCompanies *self, ClinicFormField *field, const SyncPartyRule *rule);

G_END_DECLS
