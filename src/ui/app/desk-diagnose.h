/* desk-diagnose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"

G_BEGIN_DECLS

/* `reception --diagnose`: works through the connection's checklist and prints it; needs no display
 * and no instance that runs, and disturbs none. address: (nullable): of this run, else the
 * keyring's; demo: that of the demo clinic. Answers the exit status: 1 when something is broken. */
int desk_diagnose (ClinicServices *services, const char *address, gboolean demo);

G_END_DECLS
