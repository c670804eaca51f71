/* sync-bookings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"
#include "sync-shelf.h"

G_BEGIN_DECLS

/**
 * SyncBookings:
 *
 * Which appointment was made of which lead, as the appointments say (leadId). Finds booked leads
 * that have none, and sees whether the portal itself makes them (crm.md 6). Owned by the book.
 */
#define SYNC_TYPE_BOOKINGS (sync_bookings_get_type ())

G_DECLARE_FINAL_TYPE (SyncBookings, sync_bookings, SYNC, BOOKINGS, GObject)

SyncBookings *sync_bookings_new (SyncContext *context, SyncShelf *appointments, SyncShelf *leads);
/* FALSE: it was made of no lead that is known */
gboolean sync_bookings_note_appointment (SyncBookings *self, ClinicAppointment *appointment);
/* a lead that comes anew learns of its appointment */
void sync_bookings_note_lead (SyncBookings *self, ClinicLead *lead);
/* (transfer full): ids (gint64) of booked leads whose appointments should be looked for */
GArray *sync_bookings_review (SyncBookings *self);
gboolean sync_bookings_has_robot (SyncBookings *self);
/* an earlier run saw one */
void sync_bookings_set_robot (SyncBookings *self);

G_END_DECLS
