/* dummy-scenes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dummy-session.h"

#include "clinic-call-record.h"
#include "clinic-lead.h"
#include "clinic-missed-group.h"
#include "clinic-post.h"
#include "clinic-stage.h"

G_BEGIN_DECLS

/* Saturday, 21 November 2026, 15:00 UTC: the moment of the acceptance scenarios. */
#define DUMMY_NOW G_GINT64_CONSTANT (1795273200)

/* People, visits and calls to fill a DummySession with; (transfer full) unless said. */

/* the usual stages of the appointments' funnel */
void dummy_add_stages (DummySession *session);
/* what load_period_async() reads: 40 visits of the last days, 12 of them lost: 5 too expensive, 3
 * who did not come, 2 ill, 1 cancelled by the clinic, 1 without a reason */
void dummy_add_losses (DummySession *session);
/* so many visits of the hours around DUMMY_NOW in all stages, with all that a card can say; some
 * days of them when there are more than eighty */
void dummy_add_visits (DummySession *session, guint n_visits);
/* the usual stages of the leads */
void dummy_add_lead_stages (DummySession *session);
/* an enquiry that is so many minutes in the stage; (transfer none), the book has it */
ClinicLead *
dummy_lead (DummySession *session, gint64 id, const char *name, const char *stage_id, int minutes);
ClinicPatient *
dummy_patient (gint64 id, const char *last, const char *first, const char *birth_date);
/* a visit days from now at hour:30 with Dr Petrov, in the stage with that role */
ClinicAppointment *
dummy_visit (DummySession *session, gint64 id, int days, int hour, ClinicStageRole role);
/* next: (nullable) */
ClinicCandidate *dummy_candidate (ClinicPatient *patient, ClinicAppointment *next, int visits);
/* A call that has been ringing for some seconds. number: NULL = withheld. Nobody is looked up yet:
 * see dummy_identify(). */
ClinicCall *dummy_call (const char *id, const char *number, int seconds);
/* the look-up answers with these people, up to a NULL */
void dummy_identify (ClinicCall *call, ClinicCallerState state, ...) G_GNUC_NULL_TERMINATED;
ClinicMissedGroup *dummy_missed (const char *number,
                                 const char *name,
                                 int minutes,
                                 int count,
                                 ClinicMissedState state);
ClinicCallRecord *
dummy_record (const char *number, const char *name, int minutes, const char *code, gboolean out);

/* (transfer none): a post in the feed, hours before now; title (nullable) */
ClinicPost *dummy_post (DummySession *session,
                        gint64 id,
                        const char *author,
                        const char *title,
                        const char *text,
                        int hours);
/* (transfer none): the same, important, for so many days */
ClinicPost *dummy_important_post (DummySession *session,
                                  gint64 id,
                                  const char *title,
                                  const char *text,
                                  int hours,
                                  int days);
/* a feed of a clinic: two important posts to be read, one that was, and what colleagues write */
void dummy_add_news (DummySession *session);
/* n more posts, of all lengths */
void dummy_add_many_posts (DummySession *session, guint n_posts);
/* (transfer full): nine readers, and three who are missing unless only the readers are known */
ClinicReadership *dummy_readership (gboolean only_readers);

G_END_DECLS
