/* demo-user-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The user fields of leads, deals and contacts as the administrator has set them up: kept in the
 * database, and put among the fields that the other methods know.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

/* Makes the tables, puts the portal's first user fields into them and reads what is there; gives
 * the tables of items the columns that they lack. */
gboolean demo_user_fields_prepare (DemoWorld *self, GError **error);

/* (transfer full): {"ID","FIELD_NAME","USER_TYPE_ID","LABELS":{…},…} of each, by SORT and ID */
GPtrArray *demo_user_fields_list (DemoWorld *self, int type);
/* (transfer full): {"ID","SORT","VALUE","DEF","XML_ID"} of a field of the type "enumeration" */
JsonArray *demo_user_fields_list_items (DemoWorld *self, gint64 field);
JsonArray *demo_user_fields_list_items_of (DemoWorld *self, int type, const char *upper);

/* Returns the new field's id. config: as demo_user_fields_list() gives it, without ID. */
gint64 demo_user_fields_add (DemoWorld *self, int type, JsonObject *config, GError **error);
void demo_user_fields_update (DemoWorld *self, int type, gint64 id, JsonObject *config);
void demo_user_fields_delete (DemoWorld *self, int type, gint64 id, const char *upper);
/* xml_id: (nullable): one is made */
void demo_user_fields_put_item (DemoWorld *self,
                                gint64 field,
                                gint64 id,
                                const char *value,
                                const char *xml_id,
                                gint64 sort,
                                gboolean is_default);
void demo_user_fields_delete_item (DemoWorld *self, gint64 field, gint64 id);

G_END_DECLS
