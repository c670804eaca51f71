/* demo-world-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that make up the demo clinic share with one another and with nobody else.
 */

#pragma once

#include <sqlite3.h>

#include "demo-contacts.h"
#include "demo-directory.h"
#include "demo-fields.h"
#include "demo-people.h"
#include "demo-rights.h"
#include "demo-world.h"

G_BEGIN_DECLS

struct _DemoWorld
{
  GObject parent_instance;

  sqlite3 *db;                    /* owned */
  DemoPeople *people;             /* owned */
  DemoFields *fields[DEMO_TYPES]; /* owned, by type of entity; [0] is NULL */
  DemoContacts *contacts;         /* owned */
  DemoRights *rights;             /* owned */
  GHashTable *statements;         /* owned: literal SQL -> sqlite3_stmt */
  JsonObject *changes;            /* unowned, (nullable): of the write that is being told */
  guint seed;
  int setups;        /* DemoSetup: how invoices are approved, 0 until that is known */
  int launch;        /* DemoLaunch: what becomes of a process that shall start */
  guint history;     /* days, 0 for some weeks */
  gint64 example;    /* the first patient of the worked example; -1 none, 0 not known yet */
  guint open_visits; /* that the seed makes beside the ordinary ones */
  int crm_mode;
  DemoRobots robots;
  gint64 frozen;         /* the clinic's clock when it stands, else 0 */
  gint64 offset;         /* how far the clinic's clock is ahead of the real one */
  gint64 today;          /* the portal's midnight when the clinic was made */
  guint robot_source;    /* wakes the robots */
  GMainContext *context; /* owned: of the thread that the world lives in */
};

/* demo-schema.c */
gboolean demo_schema_create (DemoWorld *self, GError **error);
/* after the visits are in: it is quicker so */
gboolean demo_schema_create_indices (DemoWorld *self, GError **error);
gboolean demo_schema_exec (DemoWorld *self, const char *sql, GError **error);
sqlite3_stmt *demo_schema_prepare (DemoWorld *self, const char *sql);
/* (transfer none): the same statement each time for what is run often; sql: a literal */
sqlite3_stmt *demo_schema_reuse (DemoWorld *self, const char *sql);
gint64 demo_schema_get_int (DemoWorld *self, const char *sql);
void demo_schema_step (DemoWorld *self, sqlite3_stmt *statement);

/* demo-seed.c */
void demo_seed_visits (DemoWorld *self);
/* demo-seed-leads.c */
void demo_seed_leads (DemoWorld *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
