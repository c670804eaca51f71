/* demo-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

typedef struct
{
  int type; /* SQLITE_NULL, SQLITE_INTEGER, SQLITE_FLOAT or SQLITE_TEXT */
  gint64 number;
  double real;
  char *text; /* owned (nullable) */
} DemoCell;

/**
 * DemoRow:
 *
 * One lead, deal or contact while it is written: what it was and what it shall be.
 */
typedef struct
{
  DemoWorld *world;   /* unowned */
  DemoFields *fields; /* unowned */
  int type;
  gint64 id;
  guint size;
  DemoCell *was;   /* owned */
  DemoCell *now;   /* owned */
  gboolean *given; /* owned: set by the caller and not the same as before */
} DemoRow;

DemoRow *demo_row_new (DemoWorld *world, int type);
void demo_row_free (DemoRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoRow, demo_row_free)

gboolean demo_row_load (DemoRow *self, gint64 id);
void demo_row_insert (DemoRow *self);
void demo_row_update (DemoRow *self);

/* Takes what crm.item.add or update was sent; unknown and read only fields are passed over. */
gboolean demo_row_take (DemoRow *self, JsonObject *fields, gboolean original_names, GError **error);
gboolean demo_row_is_changed (DemoRow *self);
gboolean demo_row_changed (DemoRow *self, const char *upper);
void demo_row_restore (DemoRow *self, const char *upper);

void demo_row_set_int (DemoRow *self, const char *upper, gint64 value);
void demo_row_set_real (DemoRow *self, const char *upper, double value);
void demo_row_set_text (DemoRow *self, const char *upper, const char *value);
gint64 demo_row_get_int (DemoRow *self, const char *upper);
/* "" when there is none */
const char *demo_row_get_text (DemoRow *self, const char *upper);
const char *demo_row_get_old_text (DemoRow *self, const char *upper);
gboolean demo_row_has (DemoRow *self, const char *upper);
/* whether a field that must be filled in is not */
gboolean demo_row_is_empty (DemoRow *self, guint index);
/* (transfer full): {"stageId":["C5:NEW","C5:WON"],…}: what anybody could have written and somebody
 * has, before and after */
JsonObject *demo_row_describe (DemoRow *self);

G_END_DECLS
