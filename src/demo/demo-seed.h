/* demo-seed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that fill the demo clinic with visits and leads share.
 */

#pragma once

#include "demo-services.h"
#include "demo-world-private.h"

G_BEGIN_DECLS

#define DEMO_MAX_STEPS 8

typedef struct
{
  const char *stage; /* unowned, static */
  gint64 when;
} DemoStep;

typedef struct
{
  gint64 contact;
  gint64 start;
  const DemoService *service; /* unowned, static */
  int doctor;
  int chair; /* the item of UF_CRM_CHAIR */
  gint64 created;
  int confirm; /* the item of UF_CRM_CONFIRM, 0 for none */
  int loss;    /* the item of UF_CRM_LOSS_REASON, 0 for none */
  gboolean first;
  gboolean waiting; /* wants an earlier time */
  int moves;        /* how often it was moved, 0 for never */
  guint64 number;   /* the visit's own random number */
  int user;         /* whose it is, 0 for one by the number */
  gint64 lead;      /* what it was made from, 0 for none */
  guint n_steps;
  DemoStep steps[DEMO_MAX_STEPS]; /* ascending; the last is where the deal stands */
} DemoVisit;

/* An enquiry that is over. */
typedef struct
{
  gint64 contact; /* 0: somebody new */
  gint64 created;
  gint64 waits; /* when it came on the waiting list, 0 for never */
  gint64 moved;
  const char *stage;  /* unowned, static */
  const char *source; /* unowned, static */
  int user;
  guint64 number; /* its own random number */
  gint64 visit;   /* place of its visit in the array, -1 for none */
} DemoEnquiry;

/* demo-seed.c */
int demo_seed_get_user (DemoWorld *self, const DemoVisit *visit);
const char *demo_seed_get_source (const DemoVisit *visit);
/* demo-seed-visits.c: whether a doctor of that specialty sees such people, and they are not of the
 * worked example, whose visits are made one by one */
gboolean demo_seed_suits (DemoWorld *self, gint64 contact, int specialty);
/* demo-seed-past.c: the last patient who was written down by then */
gint64 demo_seed_find_last (DemoWorld *self, gint64 moment);
/* with years of history: who comes at that time */
gint64
demo_seed_pick_past (DemoWorld *self, GArray *visits, guint64 number, int specialty, gint64 at);
/* Who came for the first time, or for the first time in half a year, is said so. visits: by their
 * creation */
void demo_seed_settle (DemoWorld *self, GArray *visits);
/* demo-seed-enquiries.c: what the visits were made from, and what became nothing; visits: by their
 * creation */
void demo_seed_enquiries (DemoWorld *self, GArray *visits, GArray *enquiries);
/* demo-seed-example.c: the month of the payroll's worked example */
gboolean demo_seed_has_example (DemoWorld *self);
gint64 demo_seed_example_begin (void);
gboolean demo_seed_is_example (DemoWorld *self, gint64 contact);
void demo_seed_plan_example (DemoWorld *self, GArray *visits);
/* Those of the waiting list: (transfer full): DemoEnquiry. visits: by their creation */
GArray *demo_seed_example_enquiries (DemoWorld *self, GArray *visits);
/* demo-seed-steps.c: the way of a visit through the funnel up to the clinic's clock */
void demo_seed_walk (DemoVisit *visit, gint64 now);
void demo_seed_step (DemoVisit *visit, const char *stage, gint64 when);
/* demo-seed-messages.c */
void demo_seed_messages (DemoWorld *self, GArray *visits, gint64 first);
/* demo-seed-open.c: `self->open_visits` more */
void demo_seed_plan_open (DemoWorld *self, GArray *visits);
/* demo-seed-visits.c: (transfer full): DemoVisit */
GArray *demo_seed_plan (DemoWorld *self);
/* somebody who can be a patient of this specialty */
gint64 demo_seed_pick_patient (DemoWorld *self, GArray *visits, guint64 number, int specialty);
void demo_seed_plan_fixtures (DemoWorld *self, GArray *visits);

G_END_DECLS
