/* demo-items.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading and writing leads, deals and contacts.
 */

#pragma once

#include "demo-filter.h"
#include "demo-world.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): all fields as crm.item.get gives them */
JsonObject *demo_items_get (DemoWorld *self, int type, gint64 id, gboolean original_names);
/* (transfer full) (nullable): all fields as crm.contact.get and its likes give them */
JsonObject *demo_items_get_legacy (DemoWorld *self, int type, gint64 id);
/* (transfer full): DemoMultifield */
GArray *demo_items_get_multifields (DemoWorld *self, int type, gint64 id);
gboolean demo_items_exists (DemoWorld *self, int type, gint64 id);

typedef struct
{
  DemoFilter *filter; /* unowned */
  const char *order;  /* SQL, or "" */
  guint offset;
  guint limit;
  GArray *columns;         /* unowned: int, indices of fields */
  gboolean with_multi;     /* fm (or PHONE, EMAIL when legacy_multi says so) */
  gboolean original_names; /* UF_CRM_… instead of ufCrm… */
  gboolean legacy;
  const char *multi_kinds; /* legacy: "PHONE,EMAIL" */
} DemoItemsQuery;

/* (transfer full): the rows; an item with no members is an empty array, as PHP has it */
JsonArray *demo_items_list (DemoWorld *self, DemoFields *fields, const DemoItemsQuery *query);
gint64 demo_items_count (DemoWorld *self, DemoFields *fields, DemoFilter *filter);

/* @fields: as crm.item.add. Returns the new id, 0 on error. */
gint64 demo_items_add (DemoWorld *self,
                       int type,
                       JsonObject *fields,
                       gint64 user_id,
                       gboolean original_names,
                       GError **error);
gboolean demo_items_update (DemoWorld *self,
                            int type,
                            gint64 id,
                            JsonObject *fields,
                            gint64 user_id,
                            gboolean original_names,
                            GError **error);
/* The same without asking for rights and required fields: a robot's, or another person's. */
gboolean demo_items_edit (DemoWorld *self,
                          int type,
                          gint64 id,
                          JsonObject *fields,
                          gint64 user_id,
                          GError **error);
gboolean demo_items_delete (DemoWorld *self, int type, gint64 id, gint64 user_id, GError **error);
/* A comment, a call or a task moves the dates of what it is about. */
void demo_items_touch (DemoWorld *self, int type, gint64 id, gint64 user_id);

G_END_DECLS
