/* demo-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "demo-method.h"
#include "demo-rights.h"

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

/* The people who always are there, whatever the seed (ids of contacts):
 *
 *   1  Иванова Анна Сергеевна, 36     +7 900 000-00-01, visit tomorrow 10:30 with dr. Петров
 *                                     (user 27), debt 3 200 ₽ in the comments
 *   2  Иванов Миша, 7                 89000000001, the same number; visit next Monday 15:00
 *   3  Сидоров Пётр Алексеевич, 52    8 (900) 000-00-03 доб. 12; the last completed visit is six
 *                                     calendar months ago to the day, a cancelled one a month ago
 *   4  Смирнова Анна Викторовна, 34   +79000000004; allergy to lidocaine; seven visits; an open
 *                                     lead about implants
 *   5  <b>Ким</b> & Ко Вера           8 (900) 000-00-05; markup in the surname
 *   6  a surname and a name of 90 letters   +7 900 000-00-06
 *   7  Кузнецов Артём Игоревич        +79000000007 and +7 (495) 000-00-07
 *   8  Соколова Вера Павловна         no phone
 *   9  Фёдорова Алёна Петровна, 25    9000000009: ten digits, not found by 79000000009
 *  10  Федорова Алена Петровна, 47    8-900-000-00-10; a namesake but for the dots
 *
 * +7 900 000-00-99 is nobody's. */

G_DECLARE_FINAL_TYPE (DemoWorld, demo_world, DEMO, WORLD, GObject)

typedef struct
{
  guint patients;     /* default 3000 */
  guint seed;         /* default 1 */
  guint open_visits;  /* how many more open appointments there are than such a clinic has */
  guint history;      /* for how many days back there are visits and enquiries; 0: some weeks */
  const char *path;   /* (nullable): SQLite file for what is written, NULL for memory */
  gint64 now;         /* unix seconds: freeze the clinic's clock here; 0 = the real clock */
  int crm_mode;       /* 1 classic (leads), 2 simple */
  gboolean fixtures;  /* kept for callers: those people stand at the front in any case */
  gboolean no_robots; /* no automation: a lead that is booked gets no deal, nobody a message */
} DemoWorldOptions;

/* what the portal does by itself */
typedef enum
{
  DEMO_ROBOTS_NONE = 0,
  DEMO_ROBOTS_LEADS = 1 << 0,    /* a booked lead becomes a deal */
  DEMO_ROBOTS_MESSAGES = 1 << 1, /* patients are told and asked; the cut-off of the afternoon */
  DEMO_ROBOTS_ANSWERS = 1 << 2,  /* patients answer, on a living day */
} DemoRobots;

DemoWorld *demo_world_new (const DemoWorldOptions *options, GError **error);

/* the clinic's clock, unix seconds; moved by the control interface */
gint64 demo_world_get_now (DemoWorld *self);
void demo_world_set_now (DemoWorld *self, gint64 now);
void demo_world_advance (DemoWorld *self, gint64 seconds);

/* All but the answers work from the beginning, unless there are none. */
DemoRobots demo_world_get_robots (DemoWorld *self);
void demo_world_set_robots (DemoWorld *self, DemoRobots robots);
/* Does what has become due on the clinic's clock. */
void demo_world_run_robots (DemoWorld *self);
/* The patient of a deal writes back: "+", "-" or anything else. */
void demo_world_answer (DemoWorld *self, gint64 deal, const char *text);

int demo_world_get_crm_mode (DemoWorld *self);
void demo_world_set_crm_mode (DemoWorld *self, int mode);
/* (transfer none): what the administrator of the portal allows */
DemoRights *demo_world_get_rights (DemoWorld *self);
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

/* Deletes an item as another user would. */
gboolean demo_world_delete (DemoWorld *self, int type, gint64 id, gint64 user_id, GError **error);
/* Deletes a stage; what stood in it goes to the first stage of its dictionary beforehand. */
gboolean
demo_world_delete_stage (DemoWorld *self, const char *entity, const char *status, GError **error);

typedef struct
{
  int type; /* of the owner: 1 lead, 2 deal, 3 contact */
  gint64 owner;
  const char *provider; /* VOXIMPLANT_CALL, CRM_TODO … */
  const char *subject;
  const char *description; /* (nullable) */
  int direction;           /* 1 incoming, 2 outgoing, 0 none */
  gint64 start;            /* unix seconds */
  gint64 finish;
  gboolean completed;
  gint64 user_id;       /* who is responsible, and who made it */
  const char *origin;   /* (nullable): such as VI_externalCall.… */
  gint64 associated;    /* of a message: its id, else 0 */
  const char *settings; /* (nullable): of a message: SETTINGS as JSON */
} DemoActivity;

/* Puts an activity in the timeline of its owner (a contact or a deal), whose dates follow. Returns
 * its id. */
gint64 demo_world_add_activity (DemoWorld *self, const DemoActivity *activity);
/* Binds the activity to one more entity. */
void demo_world_bind_activity (DemoWorld *self, gint64 activity, int type, gint64 owner);

/* Signal "committed" (const char *what, gint64 id, gint64 user_id): after each write: "deal.add",
 * "deal.update", "lead.add", "contact.add", "comment.add", "call.register"… for the journal. */
void demo_world_emit_committed (DemoWorld *self, const char *what, gint64 id, gint64 user_id);
/* The same with what changed: {"stageId":["C5:NEW","C5:WON"],…}, before and after. */
void demo_world_emit_change (DemoWorld *self,
                             const char *what,
                             gint64 id,
                             gint64 user_id,
                             JsonObject *changes);
/* (transfer none) (nullable): what changed, while "committed" is emitted */
JsonObject *demo_world_get_changes (DemoWorld *self);

G_END_DECLS
