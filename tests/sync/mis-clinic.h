/* mis-clinic.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-mis.h"
#include "sync-fixture.h"

#define HOUR 3600
#define DAY (24 * HOUR)

/* A session with a medical system that a test fills by hand. */
typedef struct
{
  SyncFixture *fixture; /* unowned */
  FakeMis *mis;         /* owned */
  ClinicBook *book;     /* unowned */
  ClinicMisDesk *desk;  /* unowned */
  ClinicMisLink *link;  /* unowned */
  gint64 now;           /* when the session was opened */
} MisClinic;

/* opens the first session; a medical system that agrees with the portal, not connected yet */
void mis_clinic_open (MisClinic *clinic, SyncFixture *fixture);
/* opens a session, and waits until the book and the index are there */
void mis_clinic_open_session (MisClinic *clinic, SyncFixture *fixture);
/* makes the medical system agree with the portal in everything */
void mis_clinic_mirror (MisClinic *clinic);
void mis_clinic_connect (MisClinic *clinic);
/* waits until it was read some times more */
void mis_clinic_wait (MisClinic *clinic, guint more);
/* waits for so many committed writes of a kind */
void mis_clinic_wait_for_writes (SyncFixture *fixture, const char *what, guint writes);
void mis_clinic_close (MisClinic *clinic);
/* (transfer none): an appointment to come in this stage, or one that is over */
ClinicAppointment *mis_clinic_find_in_stage (MisClinic *clinic, const char *stage);
/* (transfer none) (nullable): visit_id: (nullable): any */
ClinicMismatch *
mis_clinic_find_mismatch (MisClinic *clinic, ClinicMismatchKind kind, const char *visit_id);
guint mis_clinic_count (MisClinic *clinic);
void mis_clinic_print (MisClinic *clinic);
/* (transfer full): a visit there as a copy that can be changed */
ClinicMisVisit *mis_clinic_dup_visit (MisClinic *clinic, const char *id);
/* (transfer full): a visit of the same patient and doctor */
ClinicMisVisit *
mis_clinic_new_visit (MisClinic *clinic, const char *id, ClinicAppointment *of, gint64 start);
/* a time at which nobody has a visit */
gint64 mis_clinic_some_day (MisClinic *clinic);
guint mis_clinic_count_comments (SyncFixture *fixture, gint64 deal_id);
/* (transfer full) (element-type ClinicAppointment): appointments of patients whose number is known,
 * in no final stage */
GPtrArray *mis_clinic_list_open (MisClinic *clinic);
/* a time for the i-th new visit: the third to the twelfth day from now, a minute for each */
gint64 mis_clinic_time_of (MisClinic *clinic, guint i);
/* a new visit "PREFIX-i" of one of these patients */
void mis_clinic_put_new (MisClinic *clinic, GPtrArray *of, const char *prefix, guint i);
/* gives visits that are booked for the next days a later time, takes them from the list, and
 * returns how many */
guint mis_clinic_move_some (MisClinic *clinic, GPtrArray *of, guint most);
/* how many deals there are of how many of these visits (nullable) */
guint mis_clinic_count_deals (SyncFixture *fixture, const char *prefix, guint *visits);
/* (transfer full): deals with this originId */
JsonArray *mis_clinic_list_with_origin (SyncFixture *fixture, const char *origin);
