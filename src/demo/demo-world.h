/* demo-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "demo-method.h"

G_BEGIN_DECLS

/**
 * DemoWorld:
 *
 * The data of the demo clinic «Стоматология Улыбка»: patients, visits, leads, staff, stages.
 * Made from a seed; patients are computed on demand from their id, so a million cost nothing until
 * they are read; what is written is kept in SQLite (in memory unless a path is given) and wins over
 * what is computed. Lives in one thread.
 */
#define DEMO_TYPE_WORLD (demo_world_get_type ())

G_DECLARE_FINAL_TYPE (DemoWorld, demo_world, DEMO, WORLD, GObject)

typedef struct
{
  guint patients;     /* default 3000 */
  guint seed;         /* default 1 */
  const char *path;   /* (nullable): SQLite file for what is written, NULL for memory */
  gint64 now;         /* unix seconds: freeze the clinic's clock here; 0 = the real clock */
  int crm_mode;       /* 1 classic (leads), 2 simple */
  gboolean fixtures;  /* the people of the acceptance scenarios stand at the front (clinic.md 6) */
} DemoWorldOptions;

DemoWorld *demo_world_new (const DemoWorldOptions *options, GError **error);

/* the clinic's clock, unix seconds; moved by the control interface */
gint64 demo_world_get_now (DemoWorld *self);
void demo_world_set_now (DemoWorld *self, gint64 now);
void demo_world_advance (DemoWorld *self, gint64 seconds);

guint demo_world_get_patients (DemoWorld *self);
int demo_world_get_crm_mode (DemoWorld *self);
void demo_world_set_crm_mode (DemoWorld *self, int mode);
/* the shared SQLite connection, for tables of other parts (calls). Opaque here: sqlite3* */
gpointer demo_world_get_database (DemoWorld *self);

/* (transfer full): ids of the contacts with this phone, portal normalisation, ascending, ≤ limit */
GArray *demo_world_find_contacts (DemoWorld *self, const char *phone, guint limit);
GArray *demo_world_find_leads (DemoWorld *self, const char *phone, guint limit);
/* (transfer full) (nullable): one entity with the keys and types of crm.item.get.
 * type: 1 lead, 2 deal, 3 contact */
JsonObject *demo_world_get_item (DemoWorld *self, int type, gint64 id);
/* (transfer full) (nullable): a random phone of a known patient with (or without) a visit soon */
char *demo_world_pick_phone (DemoWorld *self, GRand *random, gboolean with_visit);
/* (transfer full): a phone that nobody has */
char *demo_world_unknown_phone (DemoWorld *self, GRand *random);
/* (transfer full) (nullable): a phone that two patients share */
char *demo_world_family_phone (DemoWorld *self, GRand *random);
/* (transfer full) (nullable): {"ID","NAME","LAST_NAME",…} as user.get gives it */
JsonObject *demo_world_get_user (DemoWorld *self, gint64 id);

/* Changes an item as another user would, with everything that follows (stage history, dates,
 * robots). fields: as crm.item.update. */
gboolean demo_world_edit (DemoWorld *self,
                          int type,
                          gint64 id,
                          JsonObject *fields,
                          gint64 user_id,
                          GError **error);

/* Signal "committed" (const char *what, gint64 id, gint64 user_id): after each write: "deal.add",
 * "deal.update", "lead.add", "contact.add", "comment.add", "call.register"… for the journal. */
void demo_world_emit_committed (DemoWorld *self, const char *what, gint64 id, gint64 user_id);

G_END_DECLS
