/* demo-people.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-json.h"

G_BEGIN_DECLS

#define DEMO_FIXTURES 10
#define DEMO_TEXT_SIZE 512

typedef struct
{
  gint64 id;
  const char *kind;       /* PHONE or EMAIL */
  const char *value_type; /* MOBILE, WORK, HOME … */
  char value[256];
} DemoMultifield;

#define DEMO_MAX_MULTIFIELDS 3

/**
 * DemoPeople:
 *
 * The patients as the seed makes them. Each is computed from his id alone, and a phone leads back
 * to its owners by arithmetic, so a million of them need neither time nor memory. Immutable.
 *
 * Ids come in blocks of eight: seven households, one of them with two people. A permutation of the
 * number space gives each household its phone.
 */
typedef struct _DemoPeople DemoPeople;

DemoPeople *demo_people_new (guint seed, guint patients, gint64 today);
void demo_people_free (DemoPeople *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoPeople, demo_people_free)

guint demo_people_get_count (DemoPeople *self);
guint demo_people_get_age (DemoPeople *self, gint64 id);
gint64 demo_people_get_created (DemoPeople *self, gint64 id);
gint64 demo_people_get_updated (DemoPeople *self, gint64 id);
/* DEMO_C_NAME and other columns of text; @buffer is where a made text is put */
const char *
demo_people_get_text (DemoPeople *self, gint64 id, int column, char buffer[DEMO_TEXT_SIZE]);
gint64 demo_people_get_int (DemoPeople *self, gint64 id, int column);
guint demo_people_get_multifields (DemoPeople *self,
                                   gint64 id,
                                   DemoMultifield fields[DEMO_MAX_MULTIFIELDS]);
/* appends the ids of the people whose stored phone has this key (demo_phone_normalise) */
void demo_people_find_phone (DemoPeople *self, const char *key, GArray *ids);
/* nobody with a smaller id was changed at or after the moment */
gint64 demo_people_first_updated_since (DemoPeople *self, gint64 moment);
/* 0 when the code is nobody's */
gint64 demo_people_find_mis (DemoPeople *self, const char *code);
/* «Иванова А. С.» (transfer full) */
char *demo_people_dup_short_name (DemoPeople *self, gint64 id);
/* the first id of the two that share a phone in this block of eight; 0 when the block is not full
 */
gint64 demo_people_get_pair (DemoPeople *self, guint block);

G_END_DECLS
