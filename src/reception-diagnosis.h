/* reception-diagnosis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-diagnosis.h"
#include "reception-mis.h"

G_BEGIN_DECLS

/* Looks at everything that the connection needs: the portal, the medical system, the keyring and
 * the notifications. address: (nullable): of session, when there is one, else the keyring's.
 * (transfer full): the checklist, which is filled from now on */
ClinicDiagnosis *reception_diagnose (const char *address,
                                     SyncSession *session,
                                     GSettings *settings,
                                     ReceptionMis *mis,
                                     GCancellable *cancellable);

G_END_DECLS
