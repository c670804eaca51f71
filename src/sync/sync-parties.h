/* sync-parties.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"
#include "store-repository.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SyncParties:
 *
 * What the companies and contacts are called that invoices name by number ("CO_12", "C_5"). Names
 * are kept in the store; each is asked for once in a session, many in one request, so that one that
 * was changed on the portal is not shown as it was for ever. Owned by the context.
 */
#define SYNC_TYPE_PARTIES (sync_parties_get_type ())

G_DECLARE_FINAL_TYPE (SyncParties, sync_parties, SYNC, PARTIES, GObject)

/* emits "changed" when names came; store: (nullable): then nothing is kept */
SyncParties *sync_parties_new (BxClient *client, StoreRepository *store, GCancellable *cancellable);
/* by its number; (transfer none) (nullable): NULL: not known, and asked for. Good until "changed"
 */
const char *sync_parties_find (SyncParties *self, const char *key);
/* what somebody else has read; said by sync_parties_announce(), and kept with the other names */
void sync_parties_learn (SyncParties *self, const char *key, const char *name);
void sync_parties_announce (SyncParties *self);

typedef void (*SyncPartyFunc) (const char *key, const char *name, gpointer user_data);

/* all names that are known */
void sync_parties_foreach (SyncParties *self, SyncPartyFunc func, gpointer user_data);

/* whether it is the number of a company or a contact; text: (nullable) */
gboolean sync_parties_is_key (const char *text);
/* what a field holds, "CO_12", or "12" of a field that can hold things of one kind alone, as the
 * number that sync_parties_find() takes; kind: "CO" or "C". (transfer full) (nullable): NULL: it
 * holds nothing. What is neither company nor contact stays as it is. */
char *sync_parties_dup_key (const char *value, const char *kind);

G_END_DECLS
