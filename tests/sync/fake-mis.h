/* fake-mis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment.h"
#include "clinic-mis.h"

/**
 * FakeMis:
 *
 * A medical system made of visits that a test puts there. May be read by several sessions.
 */
#define FAKE_TYPE_MIS (fake_mis_get_type ())

G_DECLARE_FINAL_TYPE (FakeMis, fake_mis, FAKE, MIS, GObject)

FakeMis *fake_mis_new (void);
/* puts a visit there, instead of the one with its id */
void fake_mis_put (FakeMis *self, ClinicMisVisit *visit);
void fake_mis_remove (FakeMis *self, const char *id);
/* (transfer none) (nullable) */
ClinicMisVisit *fake_mis_find (FakeMis *self, const char *id);
/* (transfer full): a visit that agrees with the appointment */
ClinicMisVisit *fake_mis_new_visit_of (ClinicAppointment *appointment);
/* readings fail with this; message NULL: they work again */
void fake_mis_fail (FakeMis *self, ClinicError code, const char *message);
/* (transfer full): all of them as a table that MisFiles reads (data/mis/files.ini) */
char *fake_mis_dup_table (FakeMis *self);
guint fake_mis_get_readings (FakeMis *self);
/* monotonic µs: when each of them began; (transfer none) (element-type gint64) */
GArray *fake_mis_get_times (FakeMis *self);
