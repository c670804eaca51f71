/* sync-mis-create-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of sync-mis-create alone.
 */

#pragma once

#include "sync-mis-create.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One visit; owned by the work. */
typedef struct
{
  ClinicCommand *command; /* owned */
  const char *key;        /* of the command */
  JsonObject *fields;     /* owned */
  JsonObject *item;       /* owned, (nullable): what was made */
  char *person;           /* owned, (nullable): key of the new patient */
  gboolean asked;         /* whether the portal has her number */
  gboolean timed;         /* whether she has an appointment then */
} SyncMisMaking;

/* All of them; owned by the task. */
typedef struct
{
  SyncContext *context; /* owned */
  GPtrArray *waiting;   /* owned, of SyncMisMaking */
  GPtrArray *sent;      /* owned, of SyncMisMaking: in the request that is under way */
  GPtrArray *keys;      /* owned, of char *: to be looked for */
  GHashTable *unsure;   /* owned */
  GHashTable *people;   /* owned: key of a new patient -> her id (gint64) */
  GHashTable *used;     /* owned: keys of those who have an appointment now */
  GArray *doubles;      /* owned, of SyncMisDouble: to be deleted again */
  SyncMisMade *made;    /* owned */
  guint most;
  guint *most_out; /* unowned: the caller's */
  gint64 began;    /* monotonic µs */
} SyncMisWork;

/* --- sync-mis-create.c --- */

/* it is not made: says why to its command, and waits no more; words: (nullable) */
void
sync_mis_create_drop (SyncMisWork *work, guint index, ClinicCommandState state, const char *words);
/* adds those that wait, whose patients are there; takes the task over */
void sync_mis_create_add_some (GTask *task);

/* --- sync-mis-create-people.c --- */

/* asks whether the portal has the new patients' numbers, adds whom it lacks, and goes on with
 * sync_mis_create_add_some(); takes the task over */
void sync_mis_create_ask_numbers (GTask *task);

G_END_DECLS
