/* demo-example.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of the payroll's worked example that are counted from visits, enquiries and calls;
 * its working time is in demo-work.h.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

#define DEMO_EXAMPLE_FIRST 40   /* first-visit patients who were booked */
#define DEMO_EXAMPLE_CAME 32    /* of those */
#define DEMO_EXAMPLE_WAITING 25 /* people of the waiting list with whom somebody spoke */
#define DEMO_EXAMPLE_WAITED 15  /* of those, who came */
#define DEMO_EXAMPLE_CALLS 640  /* that were answered, with ten seconds of talk or more */

/* the midnight on which the month begins, 0 when this clinic has none */
gint64 demo_example_get_begin (DemoWorld *self);
/* whether he is of those whom the example counts */
gboolean demo_example_has_patient (DemoWorld *self, gint64 contact);
/* the patient, and when she was spoken with; index: of the waiting ones */
gint64 demo_example_get_waiting (DemoWorld *self, guint index);
gint64 demo_example_get_contacted (guint index);

G_END_DECLS
