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
  guint n_steps;
  DemoStep steps[DEMO_MAX_STEPS]; /* ascending; the last is where the deal stands */
} DemoVisit;

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
