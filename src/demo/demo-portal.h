/* demo-portal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DemoPortal:
 *
 * The demo clinic's Bitrix24 portal in this process: REST, Push & Pull and a day that lives, on a
 * port of 127.0.0.1. Either in a thread of its own with demo_portal_start(), so that the
 * application is not slowed down by what pretends to be far away, or in the caller's thread with
 * demo_portal_start_here(). Whoever made it stops it.
 */
#define DEMO_TYPE_PORTAL (demo_portal_get_type ())

G_DECLARE_FINAL_TYPE (DemoPortal, demo_portal, DEMO, PORTAL, GObject)

/**
 * DemoPortalOptions:
 * @port: 0 for any that is free
 * @patients: how many contacts; 0 for the default of 3000
 * @seed: what the clinic is made from; 0 for the default of 1
 * @secret: (nullable): the webhook's secret, or %NULL for a random one
 * @path: (nullable): an SQLite file for what is written, or %NULL for memory
 * @now: freeze the clinic's clock at this unix time; 0 for the real clock
 * @crm_mode: 1 classic with leads (also for 0), 2 simple
 * @user_id: whose webhook demo_portal_get_url() gives; 0 for the first receptionist
 * @earlier_calls: how many calls of today the statistics have at the start
 * @control: whether tests may steer it through `/control/`
 * @living_day: whether calls ring and colleagues work by themselves
 * @open_visits: how many open appointments there are beside the ordinary ones
 * @no_robots: whether the portal does nothing by itself: no deals of leads, no messages
 * @posts: how many older posts the news feed has beside the ordinary dozen
 * @invoices: DemoSetup: how the clinic has set up its invoices; 0 for the default
 * @more_tasks: how many more invoices wait for the manager beside the ordinary dozen
 * @more_rows: how many more rows the registry of invoices has
 * @history: for how many days back there are visits, enquiries, calls and invoices, and the month
 * of the payroll's worked example with them; 0 for some weeks, so that the start is quick
 * @fixtures: whether the people of the acceptance scenarios are among the patients
 */
typedef struct
{
  guint port;
  guint patients;
  guint seed;
  const char *secret;
  const char *path;
  gint64 now;
  int crm_mode;
  gint64 user_id;
  guint earlier_calls;
  gboolean control;
  gboolean living_day;
  gboolean fixtures;
  guint open_visits;
  gboolean no_robots;
  guint posts;
  int invoices;
  guint more_tasks;
  guint more_rows;
  guint history;
} DemoPortalOptions;

/* what `reception --demo` shows: a living day with 60 calls behind it */
#define DEMO_PORTAL_OPTIONS_INIT                                                                   \
  {                                                                                                \
    .patients = 3000, .seed = 1, .crm_mode = 1, .user_id = 7, .earlier_calls = 60,                 \
    .living_day = TRUE, .fixtures = TRUE                                                           \
  }

DemoPortal *demo_portal_new (const DemoPortalOptions *options);
gboolean demo_portal_start (DemoPortal *self, GError **error);
gboolean demo_portal_start_here (DemoPortal *self, GError **error);
void demo_portal_stop (DemoPortal *self);
const char *demo_portal_get_url (DemoPortal *self);
/* the user who is the receptionist (also for NULL), the head or the accountant; 0: there is none */
gint64 demo_portal_find_role (const char *role);
/* Writes the clinic's own tables (demo-tables.h) of a portal that runs in this thread. */
gboolean demo_portal_write_tables (DemoPortal *self, const char *path, GError **error);
char *demo_portal_dup_url_for (DemoPortal *self, gint64 user_id);
char *demo_portal_dup_control_url (DemoPortal *self);
char *demo_portal_dup_mis_url (DemoPortal *self);

/* who may read the medical system */
#define DEMO_PORTAL_MIS_USER "reception"
#define DEMO_PORTAL_MIS_PASSWORD "demo"

G_END_DECLS
