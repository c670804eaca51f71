/* test-demo-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comments, tasks and contacts of a deal are changed and deleted; a deal that is deleted leaves
 * nothing behind.
 */

#include "demo-world-test.h"

#include <string.h>

typedef struct
{
  DemoWorld *world; /* owned */
  GString *events;  /* owned: "what {changes};" */
  gint64 deal;
} Fixture;

static void
on_committed_cb (DemoWorld *world, const char *what, gint64 id, gint64 user_id, gpointer user_data)
{
  Fixture *self = user_data;
  JsonObject *changes = demo_world_get_changes (world);
  g_autoptr (JsonNode) node =
    changes != NULL ? json_node_init_object (json_node_alloc (), changes) : NULL;
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : g_strdup ("");

  g_string_append_printf (self->events, "%s %s;", what, text);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) item = NULL;

  self->world = test_world_new (50, 1);
  self->events = g_string_new (NULL);
  item = test_call (self->world, "crm.item.add",
                    "{'entityTypeId':2,'fields':{'categoryId':5,'contactIds':[12,13]}}");
  self->deal = json_object_get_int_member (test_item (item), "id");
  g_signal_connect (self->world, "committed", G_CALLBACK (on_committed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->world);
  g_string_free (self->events, TRUE);
}

/* @format: JSON with ' for ", and one %s for the deal's id */
static char *
with_deal (Fixture *self, const char *format)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->deal);
  g_auto (GStrv) parts = g_strsplit (format, "%s", -1);

  return g_strjoinv (id, parts);
}

static JsonNode *
call (Fixture *self, const char *method, const char *format)
{
  g_autofree char *params = with_deal (self, format);

  return test_call (self->world, method, params);
}

static void
answers (Fixture *self, const char *method, const char *format, const char *wanted)
{
  g_autofree char *params = with_deal (self, format);

  test_answers (self->world, method, params, wanted);
}

static void
refuses (Fixture *self, const char *method, const char *format, const char *name)
{
  g_autofree char *params = with_deal (self, format);

  test_refused (self->world, method, params, name);
}

static void
test_a_comment_is_read_changed_and_deleted (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) added =
    call (self, "crm.timeline.comment.add",
          "{'fields':{'ENTITY_ID':%s,'ENTITY_TYPE':'deal','COMMENT':'Придёт с мужем'}}");
  gint64 id = json_node_get_int (added);
  g_autofree char *one = g_strdup_printf ("{'id':%" G_GINT64_FORMAT "}", id);
  g_autofree char *change =
    g_strdup_printf ("{'id':%" G_GINT64_FORMAT ",'fields':{'COMMENT':'Придёт одна'}}", id);
  g_autofree char *foreign =
    g_strdup_printf ("{'id':%" G_GINT64_FORMAT ",'ownerTypeId':2,'ownerId':4001}", id);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *got = NULL;

  test_answers (self->world, "crm.timeline.comment.update", change, number);
  got = test_text (self->world, "crm.timeline.comment.get", one);
  g_assert_nonnull (strstr (got, "\"ENTITY_TYPE\":\"deal\""));
  g_assert_nonnull (strstr (got, "\"COMMENT\":\"Придёт одна\""));
  test_refused (self->world, "crm.timeline.comment.delete", foreign, "OWNER_NOT_FOUND");
  test_answers (self->world, "crm.timeline.comment.delete", one, "null");
  test_refused (self->world, "crm.timeline.comment.get", one, "");
  test_refused (self->world, "crm.timeline.comment.update", change, "NOT_FOUND");
  g_assert_nonnull (strstr (self->events->str, "\"comment\":\"Придёт с мужем\"};comment.update "));
}

static void
test_a_task_gets_another_deadline_and_is_done (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) added =
    call (self, "crm.activity.todo.add",
          "{'ownerTypeId':2,'ownerId':%s,'deadline':'2026-11-22T10:00:00+03:00','title':'Звонок'}");
  gint64 id = json_object_get_int_member (json_node_get_object (added), "id");
  g_autofree char *one = g_strdup_printf ("{'id':%" G_GINT64_FORMAT "}", id);
  g_autofree char *later =
    g_strdup_printf ("{'id':%" G_GINT64_FORMAT
                     ",'ownerTypeId':2,'ownerId':%%s,'value':'2026-11-22T12:00:00+03:00'}",
                     id);
  g_autofree char *renamed =
    g_strdup_printf ("{'id':%" G_GINT64_FORMAT
                     ",'ownerTypeId':2,'ownerId':%%s,'deadline':'2026-11-23T09:30:00+03:00',"
                     "'title':'Перезвонить','responsibleId':9}",
                     id);
  g_autofree char *done =
    g_strdup_printf ("{'id':%" G_GINT64_FORMAT ",'fields':{'COMPLETED':'Y'}}", id);
  g_autofree char *wanted = g_strdup_printf ("{'id':%" G_GINT64_FORMAT "}", id);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  answers (self, "crm.activity.todo.updateDeadline", later, wanted);
  first = test_text (self->world, "crm.activity.get", one);
  g_assert_nonnull (strstr (first, "\"DEADLINE\":\"2026-11-22T12:00:00+03:00\""));
  answers (self, "crm.activity.todo.update", renamed, wanted);
  second = test_text (self->world, "crm.activity.get", one);
  g_assert_nonnull (strstr (second, "\"SUBJECT\":\"Перезвонить\""));
  g_assert_nonnull (strstr (second, "\"RESPONSIBLE_ID\":\"9\""));
  g_assert_nonnull (strstr (second, "\"DEADLINE\":\"2026-11-23T09:30:00+03:00\""));
  test_answers (self->world, "crm.activity.update", done, "true");
  third = test_text (self->world, "crm.activity.get", one);
  g_assert_nonnull (strstr (third, "\"COMPLETED\":\"Y\",\"STATUS\":\"2\""));
  refuses (self, "crm.activity.todo.updateDeadline", later, "CAN_NOT_UPDATE_COMPLETED_TODO");
  refuses (self, "crm.activity.todo.update", "{'id':1,'ownerTypeId':2,'ownerId':%s}", "100");
}

static void
test_contacts_of_a_deal_are_set_added_and_taken_away (Fixture *self, gconstpointer data)
{
  answers (self, "crm.deal.contact.items.set",
           "{'id':%s,'items':[{'CONTACT_ID':14},{'CONTACT_ID':15,'IS_PRIMARY':'Y'}]}", "true");
  answers (self, "crm.item.list",
           "{'entityTypeId':2,'select':['contactId','contactIds'],'filter':{'id':%s}}",
           "{'items':[{'contactId':15,'contactIds':[15,14]}]}");
  answers (self, "crm.deal.contact.add", "{'id':%s,'fields':{'CONTACT_ID':16}}", "true");
  answers (self, "crm.deal.contact.add", "{'id':%s,'fields':{'CONTACT_ID':16}}", "false");
  answers (self, "crm.deal.contact.delete", "{'id':%s,'fields':{'CONTACT_ID':15}}", "true");
  answers (self, "crm.deal.contact.delete", "{'id':%s,'fields':{'CONTACT_ID':15}}", "false");
  answers (self, "crm.item.list",
           "{'entityTypeId':2,'select':['contactId','contactIds'],'filter':{'id':%s}}",
           "{'items':[{'contactId':14,'contactIds':[14,16]}]}");
  answers (self, "crm.deal.contact.items.delete", "{'id':%s}", "true");
  answers (self, "crm.deal.contact.items.get", "{'id':%s}", "[]");
  refuses (self, "crm.deal.contact.items.set", "{'id':%s,'items':5}", "");
  refuses (self, "crm.deal.contact.add", "{'id':%s,'fields':{}}", "");
}

static void
test_a_deleted_deal_leaves_no_history_and_no_id_comes_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) moved =
    call (self, "crm.item.update",
          "{'entityTypeId':2,'id':%s,'fields':{'stageId':'C5:UC_CONFIRM'}}");
  g_autoptr (JsonNode) comment =
    call (self, "crm.timeline.comment.add",
          "{'fields':{'ENTITY_ID':%s,'ENTITY_TYPE':'deal','COMMENT':'а'}}");
  g_autoptr (JsonNode) next = NULL;
  g_autoptr (JsonNode) history = NULL;
  JsonObject *row;

  answers (self, "crm.item.delete", "{'entityTypeId':2,'id':%s}", "[]");
  refuses (self, "crm.item.get", "{'entityTypeId':2,'id':%s}", "NOT_FOUND");
  refuses (self, "crm.item.delete", "{'entityTypeId':2,'id':%s}", "NOT_FOUND");
  answers (self, "crm.item.list", "{'entityTypeId':2,'filter':{'id':%s}}", "{'items':[]}");
  answers (self, "crm.stagehistory.list", "{'entityTypeId':2,'filter':{'OWNER_ID':%s}}",
           "{'items':[]}");
  answers (self, "crm.timeline.comment.list", "{'filter':{'ENTITY_ID':%s,'ENTITY_TYPE':'deal'}}",
           "[]");

  next = call (self, "crm.item.add", "{'entityTypeId':2,'fields':{'categoryId':5}}");
  g_assert_cmpint (json_object_get_int_member (test_item (next), "id"), ==, self->deal + 1);
  history = call (self, "crm.stagehistory.list", "{'entityTypeId':2,'order':{'ID':'DESC'}}");
  row = json_array_get_object_element (test_items (history), 0);
  g_assert_cmpint (json_object_get_int_member (row, "OWNER_ID"), ==, self->deal + 1);
  g_assert_nonnull (strstr (self->events->str, ";deal.delete ;deal.add {"));
}

/* Identity of the rows that lists are read by: an id above all that were ever given. */
static void
test_history_ids_go_on_after_the_latest_rows_were_deleted (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) before =
    call (self, "crm.stagehistory.list", "{'entityTypeId':2,'order':{'ID':'DESC'}}");
  gint64 last =
    json_object_get_int_member (json_array_get_object_element (test_items (before), 0), "ID");
  g_autoptr (JsonNode) gone = call (self, "crm.item.delete", "{'entityTypeId':2,'id':%s}");
  g_autoptr (JsonNode) added =
    call (self, "crm.item.add", "{'entityTypeId':2,'fields':{'categoryId':5}}");
  g_autofree char *since =
    g_strdup_printf ("{'entityTypeId':2,'select':['OWNER_ID'],'filter':{'>ID':%" G_GINT64_FORMAT
                     "}}",
                     last);
  g_autoptr (JsonNode) after = call (self, "crm.stagehistory.list", since);

  g_assert_cmpuint (json_array_get_length (test_items (after)), ==, 1);
}

static void
test_the_journal_tells_what_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) moved =
    call (self, "crm.item.update",
          "{'entityTypeId':2,'id':%s,'fields':{'stageId':'C5:UC_CONFIRM','ufCrmConfirm':911,"
          "'ufCrmVisitTime':'2026-12-01T10:00:00+03:00'}}");

  g_assert_cmpstr (self->events->str, ==,
                   "deal.update {\"stageId\":[\"C5:NEW\",\"C5:UC_CONFIRM\"],"
                   "\"ufCrmVisitTime\":[null,\"2026-12-01T10:00:00+03:00\"],"
                   "\"ufCrmConfirm\":[null,911]};");
}

static void
test_dictionaries_of_stages_tell_their_ends (Fixture *self, gconstpointer data)
{
  g_autofree char *types = test_text (self->world, "crm.status.entity.types", "{}");

  g_assert_nonnull (
    strstr (types, "{\"ID\":\"DEAL_STAGE_5\",\"NAME\":\"Стадии сделки (Приёмы стоматологии)\","
                   "\"PARENT_ID\":\"DEAL_STAGE\",\"SEMANTIC_INFO\":{\"START_FIELD\":\"C5:NEW\","
                   "\"FINAL_SUCCESS_FIELD\":\"C5:WON\",\"FINAL_UNSUCCESS_FIELD\":\"C5:LOSE\","
                   "\"FINAL_SORT\":0},\"PREFIX\":\"C5\",\"FIELD_ATTRIBUTE_SCOPE\":\"category_5\","
                   "\"ENTITY_TYPE_ID\":2,\"CATEGORY_ID\":\"5\"}"));
  test_answers (self->world, "crm.status.entity.items", "{'entityId':'DEAL_TYPE'}",
                "[{'NAME':'Приём','SORT':10,'STATUS_ID':'SALE'},"
                "{'NAME':'Услуги','SORT':20,'STATUS_ID':'SERVICES'}]");
  test_refused (self->world, "crm.status.entity.items", "{}", "");
}

#define ADD(test) g_test_add ("/demo-timeline/" #test, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD (test_a_comment_is_read_changed_and_deleted);
  ADD (test_a_task_gets_another_deadline_and_is_done);
  ADD (test_contacts_of_a_deal_are_set_added_and_taken_away);
  ADD (test_a_deleted_deal_leaves_no_history_and_no_id_comes_twice);
  ADD (test_history_ids_go_on_after_the_latest_rows_were_deleted);
  ADD (test_the_journal_tells_what_changed);
  ADD (test_dictionaries_of_stages_tell_their_ends);

  return g_test_run ();
}
