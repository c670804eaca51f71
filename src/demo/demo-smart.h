/* demo-smart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The smart process «Счета на оплату», as far as it is not like leads and deals: its dictionary,
 * who may see and move what, and files in fields.
 */

#pragma once

#include "demo-world-private.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define DEMO_SMART_FILE_PATH "/rest/crm.controller.item.getFile.json"
#define DEMO_SMART_STAGE(name) "DT1036_12:" name

/* whether this portal has it */
gboolean demo_smart_is_there (DemoWorld *self);
/* (transfer full): items of crm.item.fields, of the field's UPPER name */
JsonArray *demo_smart_list_choices (const char *upper);
/* the first number of the choices of a field */
#define DEMO_SMART_FIRST_CATEGORY 701
#define DEMO_SMART_FIRST_PAYER 731

/* --- rights --- */

gboolean demo_smart_sees_all (DemoWorld *self, gint64 user);
gboolean demo_smart_may_read (DemoWorld *self, gint64 item, gint64 user);
/* author: who has brought the invoice */
gboolean
demo_smart_may_move (DemoWorld *self, gint64 user, gint64 author, const char *from, const char *to);

/* --- files --- */

/* (transfer full): the numbers that are kept of what was sent, as a JSON array. held: (nullable):
 * those that are there */
char *
demo_smart_take_files (DemoWorld *self, const DemoField *field, const char *held, JsonNode *node);
/* Puts the documented objects, with their addresses, where the numbers of files are. */
void demo_smart_link_files (DemoCall *call, JsonNode *item);
/* Answers a GET of urlMachine. */
void demo_smart_serve (DemoWorld *world, SoupServerMessage *message, GHashTable *query);

/* --- methods --- */

JsonNode *demo_smart_types (DemoCall *call, GError **error);
JsonNode *demo_smart_owner_types (DemoCall *call, GError **error);
/* crm.category.list of the smart process */
JsonNode *demo_smart_list_funnels (DemoCall *call);

G_END_DECLS
