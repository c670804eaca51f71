/* demo-mis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

/**
 * DemoMis:
 *
 * The demo clinic's medical system: a 1C with a document for each visit, a catalogue of patients
 * and one of doctors. It knows the visits of the portal's deals that have its key in ORIGIN_ID, as
 * the deals are: an integration carries there what is done here. What somebody changes in the
 * medical system itself stays changed until the portal has caught up. Lives in the portal's thread
 * and is owned by its server.
 */
#define DEMO_TYPE_MIS (demo_mis_get_type ())

G_DECLARE_FINAL_TYPE (DemoMis, demo_mis, DEMO, MIS, GObject)

/**
 * DemoMisVisit:
 *
 * What somebody writes into a visit; what is 0, NULL or -1 stays as it is.
 */
typedef struct
{
  gint64 start;
  int minutes;
  gint64 doctor;      /* a user of the portal */
  gint64 contact;     /* a patient of the portal */
  const char *name;   /* of a patient whom the portal does not know */
  const char *phone;  /* likewise */
  const char *birth;  /* likewise: YYYY-MM-DD */
  const char *status; /* a value of the enumeration, such as "Подтвержден" */
  const char *comment;
  int deleted; /* 1 marked, 0 not, -1 as it is */
} DemoMisVisit;

#define DEMO_MIS_VISIT_INIT                                                                        \
  {                                                                                                \
    .deleted = -1                                                                                  \
  }

DemoMis *demo_mis_new (DemoWorld *world);
/* Things happen by themselves: a while after the first reading somebody moves a visit, writes a
 * status that nobody has heard of, and makes a visit without telling the portal. */
void demo_mis_live (DemoMis *self);

/* the key of a deal's visit: what a seeded deal has in ORIGIN_ID; (transfer full) */
char *demo_mis_key (gint64 deal, guint64 number);
/* Changes a visit as somebody does who works in the medical system. FALSE: there is no such. */
gboolean demo_mis_change (DemoMis *self, const char *key, const DemoMisVisit *visit);
/* Makes a visit that the portal does not know. (transfer full): its key */
char *demo_mis_add (DemoMis *self, const DemoMisVisit *visit);

/* (transfer full) (element-type JsonObject): all rows, as OData tells them */
GPtrArray *demo_mis_list_visits (DemoMis *self);
GPtrArray *demo_mis_list_doctors (DemoMis *self);
typedef gboolean (*DemoMisWanted) (const char *key, gpointer user_data);
/* of the patients whose key is wanted */
GPtrArray *demo_mis_list_patients (DemoMis *self, DemoMisWanted is_wanted, gpointer user_data);
GPtrArray *demo_mis_list_phones (DemoMis *self, DemoMisWanted is_wanted, gpointer user_data);

G_END_DECLS
