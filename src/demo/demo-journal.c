/* demo-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-journal"

#include "demo-journal.h"

#include "demo-batch.h"

#define MAX_ENTRIES 10000

/* the parameters of a request are cut at this many bytes */
#define MAX_PARAMS 4000

struct _DemoJournal
{
  GQueue requests; /* owned: JsonObject */
  GQueue writes;   /* owned: JsonObject */
  gint64 order;
};

DemoJournal *
demo_journal_new (void)
{
  return g_new0 (DemoJournal, 1);
}

void
demo_journal_free (DemoJournal *self)
{
  demo_journal_clear (self);
  g_free (self);
}

void
demo_journal_clear (DemoJournal *self)
{
  g_queue_clear_full (&self->requests, (GDestroyNotify) json_object_unref);
  g_queue_clear_full (&self->writes, (GDestroyNotify) json_object_unref);
}

static void
add_entry (DemoJournal *self, GQueue *queue, JsonObject *entry)
{
  json_object_set_int_member (entry, "order", ++self->order);
  json_object_set_double_member (entry, "time", (double) g_get_monotonic_time () / G_USEC_PER_SEC);
  g_queue_push_tail (queue, entry);
  if (queue->length > MAX_ENTRIES)
    json_object_unref (g_queue_pop_head (queue));
}

static gboolean
add_command (const char *key, const char *command, gpointer user_data)
{
  json_object_set_string_member (user_data, key, command);

  return TRUE;
}

static char *
shorten (JsonObject *params)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), params);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *head = g_strndup (text, MAX_PARAMS);

  return g_utf8_make_valid (head, -1);
}

/**
 * demo_journal_add_request:
 * @self: the journal
 * @user_id: whose webhook
 * @method: the method
 * @params: its parameters
 * @status: the HTTP status of the answer, 0 when none was given
 * @fault: (nullable): the fault that was played
 *
 * Writes down one HTTP request.
 */
void
demo_journal_add_request (DemoJournal *self,
                          gint64 user_id,
                          const char *method,
                          JsonObject *params,
                          guint status,
                          const char *fault)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "method", method);
  json_object_set_int_member (entry, "user", user_id);
  json_object_set_int_member (entry, "status", status);
  if (fault != NULL)
    json_object_set_string_member (entry, "fault", fault);
  if (g_ascii_strcasecmp (method, "batch") == 0)
    {
      JsonObject *commands = json_object_new ();

      demo_batch_foreach (params, add_command, commands);
      json_object_set_object_member (entry, "commands", commands);
    }
  else
    {
      g_autofree char *text = shorten (params);

      json_object_set_string_member (entry, "params", text);
    }
  add_entry (self, &self->requests, entry);
}

/* Writes down one committed change of the clinic's data. changes: (nullable): the fields with their
 * values before and after */
void
demo_journal_add_write (DemoJournal *self,
                        const char *what,
                        gint64 id,
                        gint64 user_id,
                        JsonObject *changes)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "what", what);
  json_object_set_int_member (entry, "id", id);
  json_object_set_int_member (entry, "user", user_id);
  if (changes != NULL)
    json_object_set_object_member (entry, "changes", json_object_ref (changes));
  add_entry (self, &self->writes, entry);
}

static JsonArray *
list_entries (GQueue *queue)
{
  JsonArray *array = json_array_new ();

  for (GList *l = queue->head; l != NULL; l = l->next)
    json_array_add_object_element (array, json_object_ref (l->data));

  return array;
}

/* (transfer full): {"requests":[…],"writes":[…]} */
JsonObject *
demo_journal_dup_entries (DemoJournal *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "requests", list_entries (&self->requests));
  json_object_set_array_member (object, "writes", list_entries (&self->writes));

  return object;
}
