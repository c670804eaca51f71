/* reception-services.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"

G_BEGIN_DECLS

/**
 * ReceptionServices:
 *
 * The composition root's half of the application: puts the portal's client, the store, the
 * keyring, notifications and the demo clinic together behind ClinicServices. Made once, in main.
 */
#define RECEPTION_TYPE_SERVICES (reception_services_get_type ())

G_DECLARE_FINAL_TYPE (ReceptionServices, reception_services, RECEPTION, SERVICES, GObject)

ClinicServices *reception_services_new (void);

G_END_DECLS
