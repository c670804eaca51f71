/* reception-mis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-session.h"

G_BEGIN_DECLS

/**
 * ReceptionMis:
 *
 * Gives the session its medical system: that of the demo clinic, or that of the settings, with the
 * password from the keyring (or, for tests and hooks, from RECEPTION_MIS_PASSWORD), made anew
 * whenever one of them changes. Owned by ReceptionServices.
 */
#define RECEPTION_TYPE_MIS (reception_mis_get_type ())

G_DECLARE_FINAL_TYPE (ReceptionMis, reception_mis, RECEPTION, MIS, GObject)

/* datadir: where the presets are */
ReceptionMis *reception_mis_new (GSettings *settings, const char *datadir);
/* demo: (nullable): the address of the demo clinic's medical system, when it is its session */
void reception_mis_set_session (ReceptionMis *self, SyncSession *session, const char *demo);
/* the password in the keyring is another one */
void reception_mis_reconnect (ReceptionMis *self);
/* Reads the visits of today and tomorrow once, beside the session's own readings, to see whether it
 * works. finish: how many there are, -1 on error: CLINIC_ERROR of
 * ClinicMis; NOT_FOUND with name NULL: none is set up. name: (out) (transfer full) (nullable) */
void reception_mis_try_async (ReceptionMis *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
int
reception_mis_try_finish (ReceptionMis *self, GAsyncResult *result, char **name, GError **error);

G_END_DECLS
