/* demo-robots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-robots"

#include "demo-robots.h"

#include "demo-items.h"
#include "demo-multifield.h"

#define ROBOT_SECONDS 2

static const char *
text_of (JsonObject *item, const char *key)
{
  JsonNode *node = json_object_get_member (item, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : "";
}

static gint64
make_contact (DemoWorld *self, gint64 lead, JsonObject *item, gint64 user_id)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  gint64 contact;

  json_object_set_string_member (fields, "name", text_of (item, "name"));
  json_object_set_string_member (fields, "secondName", text_of (item, "secondName"));
  json_object_set_string_member (fields, "lastName", text_of (item, "lastName"));
  json_object_set_string_member (fields, "sourceId", text_of (item, "sourceId"));
  json_object_set_int_member (fields, "leadId", lead);
  if (json_object_has_member (item, "fm"))
    json_object_set_member (fields, "fm", json_node_copy (json_object_get_member (item, "fm")));
  contact = demo_items_add (self, DEMO_CONTACT, fields, user_id, FALSE, NULL);

  return contact;
}

gint64
demo_robots_convert (DemoWorld *self, gint64 lead, gint64 user_id)
{
  g_autoptr (JsonObject) item = demo_items_get (self, DEMO_LEAD, lead, FALSE);
  g_autoptr (JsonObject) fields = json_object_new ();
  gint64 contact;

  if (item == NULL)
    return 0;

  contact = json_object_get_int_member_with_default (item, "contactId", 0);
  if (contact == 0)
    contact = make_contact (self, lead, item, user_id);
  json_object_set_string_member (fields, "title", text_of (item, "title"));
  json_object_set_int_member (fields, "categoryId", DEMO_FUNNEL);
  json_object_set_string_member (fields, "stageId", "C5:NEW");
  json_object_set_int_member (fields, "leadId", lead);
  json_object_set_int_member (fields, "contactId", contact);
  json_object_set_string_member (fields, "sourceId", text_of (item, "sourceId"));
  json_object_set_string_member (fields, "comments", text_of (item, "comments"));
  json_object_set_int_member (fields, "assignedById",
                              json_object_get_int_member_with_default (item, "assignedById", 0));

  return demo_items_add (self, DEMO_DEAL, fields, user_id, FALSE, NULL);
}

void
demo_robots_run (DemoWorld *self, gint64 now)
{
  for (;;)
    {
      g_autoptr (sqlite3_stmt) row =
        demo_schema_prepare (self, "SELECT lead, user FROM robot WHERE due <= ? LIMIT 1");
      g_autofree char *sql = NULL;
      gint64 lead;
      gint64 user_id;

      sqlite3_bind_int64 (row, 1, now);
      if (sqlite3_step (row) != SQLITE_ROW)
        return;
      lead = sqlite3_column_int64 (row, 0);
      user_id = sqlite3_column_int64 (row, 1);
      sqlite3_reset (row);
      sql = g_strdup_printf ("DELETE FROM robot WHERE lead = %" G_GINT64_FORMAT, lead);
      demo_schema_exec (self, sql, NULL);
      demo_robots_convert (self, lead, user_id);
    }
}

/* The clinic's clock may stand still; the robots wake all the same. */
static gboolean
on_robot_due_cb (gpointer user_data)
{
  DemoWorld *self = user_data;

  self->robot_source = 0;
  demo_robots_run (self, G_MAXINT64);

  return G_SOURCE_REMOVE;
}

void
demo_robots_lead_moved (DemoWorld *self, gint64 lead, const char *stage, gint64 user_id)
{
  g_autofree char *sql = NULL;
  g_autoptr (GSource) source = NULL;

  if (!self->robots || self->crm_mode != 1 || !g_str_equal (stage, "CONVERTED"))
    return;

  sql = g_strdup_printf ("REPLACE INTO robot VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                         ", %" G_GINT64_FORMAT ")",
                         lead, demo_world_get_now (self) + ROBOT_SECONDS, user_id);
  demo_schema_exec (self, sql, NULL);
  if (self->robot_source != 0)
    return;
  source = g_timeout_source_new_seconds (ROBOT_SECONDS);
  g_source_set_callback (source, on_robot_due_cb, self, NULL);
  self->robot_source = g_source_attach (source, self->context);
}
