/* sync-readership.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who has read an important post, and who has not: those who got it less those who have read it.
 * Who got it is told to the author and to administrators alone.
 */

#pragma once

#include "clinic-post.h"
#include "clinic-readership.h"
#include "sync-context.h"
#include "sync-staff.h"

G_BEGIN_DECLS

/* (transfer full): at once, then filled */
ClinicReadership *sync_readership_open (SyncContext *context, SyncStaff *staff, ClinicPost *post);
/* fills one that is there anew */
void sync_readership_read (SyncContext *context,
                           SyncStaff *staff,
                           ClinicPost *post,
                           ClinicReadership *readership);

G_END_DECLS
