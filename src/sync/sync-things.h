/* sync-things.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the shelves must know of appointments and leads. The owner of the shelf is a ClinicBook, or
 * NULL where no names are looked up.
 */

#pragma once

#include "sync-shelf.h"

G_BEGIN_DECLS

extern const SyncShelfKind sync_appointments;
extern const SyncShelfKind sync_leads;

G_END_DECLS
