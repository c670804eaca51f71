/* demo-multifield.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-multifield"

#include "demo-multifield.h"

#include <string.h>

#include "demo-items.h"
#include "demo-phone.h"

#define VALUE_LENGTH 250 /* what the portal's column holds */

/* Ids of what the seed makes are four times the id of the patient and a little. */
static gint64
next_id (DemoWorld *self)
{
  gint64 made = (gint64) demo_people_get_count (self->people) * 4 + 1000;

  return MAX (made, demo_schema_get_int (self, "SELECT max(id) FROM multifield")) + 1;
}

static char *
make_key (const char *kind, const char *value)
{
  return g_str_equal (kind, "PHONE") ? demo_phone_normalise (value) : g_utf8_strdown (value, -1);
}

/* @id: 0 for the next free one */
void
demo_multifield_add (DemoWorld *self,
                     int type,
                     gint64 owner,
                     gint64 id,
                     const char *kind,
                     const char *value_type,
                     const char *value)
{
  g_autoptr (sqlite3_stmt) statement =
    demo_schema_prepare (self, "INSERT INTO multifield VALUES (?, ?, ?, ?, ?, ?, ?)");
  g_autofree char *valid = g_utf8_make_valid (value, MIN ((gssize) strlen (value), VALUE_LENGTH));
  g_autofree char *key = make_key (kind, valid);

  sqlite3_bind_int64 (statement, 1, id != 0 ? id : next_id (self));
  sqlite3_bind_int (statement, 2, type);
  sqlite3_bind_int64 (statement, 3, owner);
  sqlite3_bind_text (statement, 4, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, value_type, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, valid, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, key, -1, SQLITE_STATIC);
  demo_schema_step (self, statement);
}

static gboolean
delete_one (DemoWorld *self, int type, gint64 owner, gint64 id)
{
  g_autoptr (sqlite3_stmt) statement =
    demo_schema_prepare (self, "DELETE FROM multifield WHERE id = ? AND type = ? AND owner = ?");

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int (statement, 2, type);
  sqlite3_bind_int64 (statement, 3, owner);
  demo_schema_step (self, statement);

  return sqlite3_changes (self->db) > 0;
}

static gboolean
is_known_kind (const char *kind)
{
  static const char *const kinds[] = { "PHONE", "EMAIL", "WEB", "IM", "LINK", NULL };

  return g_strv_contains (kinds, kind);
}

/* An element without its typeId has no effect, and no error tells so. */
static gboolean
apply_element (DemoWorld *self, int type, gint64 owner, const char *key, JsonNode *node)
{
  JsonObject *element = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *kind = element != NULL ? demo_json_dup_string (element, "typeId") : NULL;
  g_autofree char *value = element != NULL ? demo_json_dup_string (element, "value") : NULL;
  g_autofree char *value_type =
    element != NULL ? demo_json_dup_string (element, "valueType") : NULL;
  gint64 id = key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;
  gboolean was;

  if (kind == NULL || !is_known_kind (kind))
    return FALSE;

  was = id > 0 && delete_one (self, type, owner, id);
  if (value == NULL || value[0] == '\0')
    return was;
  demo_multifield_add (self, type, owner, was ? id : 0, kind,
                       value_type != NULL && value_type[0] != '\0' ? value_type : "WORK", value);

  return TRUE;
}

gboolean
demo_multifield_apply (DemoWorld *self, int type, gint64 owner, JsonNode *fm)
{
  gboolean changed = FALSE;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (fm != NULL && JSON_NODE_HOLDS_ARRAY (fm))
    {
      g_autoptr (GPtrArray) list = demo_json_node_list (fm);

      for (guint i = 0; i < list->len; i++)
        changed |= apply_element (self, type, owner, NULL, list->pdata[i]);
    }
  else if (fm != NULL && JSON_NODE_HOLDS_OBJECT (fm))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (fm));
      while (json_object_iter_next_ordered (&iter, &key, &node))
        changed |= apply_element (self, type, owner, key, node);
    }

  return changed;
}

gboolean
demo_multifield_has (DemoWorld *self, int type, gint64 owner, const char *kind)
{
  g_autoptr (GArray) fields = demo_items_get_multifields (self, type, owner);

  for (guint i = 0; i < fields->len; i++)
    {
      if (g_str_equal (g_array_index (fields, DemoMultifield, i).kind, kind))
        return TRUE;
    }

  return FALSE;
}

void
demo_multifield_copy (DemoWorld *self, int from, gint64 from_id, int to, gint64 to_id)
{
  g_autoptr (GArray) fields = demo_items_get_multifields (self, from, from_id);

  for (guint i = 0; i < fields->len; i++)
    {
      const DemoMultifield *field = &g_array_index (fields, DemoMultifield, i);
      /* A made contact that is written for the first time keeps the ids that were seen. */
      gint64 id = from == to && from_id == to_id ? field->id : 0;

      demo_multifield_add (self, to, to_id, id, field->kind, field->value_type, field->value);
    }
}

void
demo_multifield_delete_all (DemoWorld *self, int type, gint64 owner)
{
  g_autoptr (sqlite3_stmt) statement =
    demo_schema_prepare (self, "DELETE FROM multifield WHERE type = ? AND owner = ?");

  sqlite3_bind_int (statement, 1, type);
  sqlite3_bind_int64 (statement, 2, owner);
  demo_schema_step (self, statement);
}
