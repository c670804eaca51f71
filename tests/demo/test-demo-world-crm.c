/* test-demo-world-crm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo clinic's CRM methods keep every quirk of the real portal.
 */

#include "demo-world-test.h"

#include <string.h>

typedef struct
{
  DemoWorld *world; /* owned */
  GString *events;  /* owned: "what id user;" */
} Fixture;

static void
on_committed_cb (DemoWorld *world, const char *what, gint64 id, gint64 user_id, gpointer user_data)
{
  Fixture *self = user_data;

  g_string_append_printf (self->events, "%s %" G_GINT64_FORMAT ";", what, user_id);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->world = test_world_new (500, 1);
  self->events = g_string_new (NULL);
  g_signal_connect (self->world, "committed", G_CALLBACK (on_committed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->world);
  g_string_free (self->events, TRUE);
}

static gint64
add (Fixture *self, const char *params)
{
  g_autoptr (JsonNode) result = test_call (self->world, "crm.item.add", params);

  return json_object_get_int_member (test_item (result), "id");
}

static gint64
add_deal (Fixture *self)
{
  return add (self, "{'entityTypeId':2,'fields':{'categoryId':5,'contactIds':[12,13],"
                    "'ufCrmVisitTime':'2026-12-01T10:00:00+03:00'}}");
}

static JsonNode *
update (Fixture *self, int type, gint64 id, const char *fields)
{
  g_autofree char *params =
    g_strdup_printf ("{'entityTypeId':%d,'id':%" G_GINT64_FORMAT ",'fields':%s}", type, id, fields);

  return test_call (self->world, "crm.item.update", params);
}

static void
test_a_foreign_stage_is_put_back_without_a_word (Fixture *self, gconstpointer data)
{
  gint64 id = add_deal (self);
  g_autoptr (JsonNode) foreign = update (self, 2, id, "{'stageId':'C7:NEW'}");
  g_autoptr (JsonNode) moved = update (self, 2, id, "{'stageId':'C5:UC_CONFIRM'}");

  g_assert_cmpstr (json_object_get_string_member (test_item (foreign), "stageId"), ==, "C5:NEW");
  g_assert_cmpstr (json_object_get_string_member (test_item (moved), "stageId"), ==,
                   "C5:UC_CONFIRM");
  g_assert_cmpstr (self->events->str, ==, "deal.add 7;deal.update 7;");
}

static void
test_an_update_that_changes_nothing_keeps_the_time (Fixture *self, gconstpointer data)
{
  gint64 id = add_deal (self);
  g_autoptr (JsonNode) same = NULL;
  g_autoptr (JsonNode) other = NULL;

  demo_world_advance (self->world, 60);
  same = update (self, 2, id, "{'stageId':'C5:NEW','unknown':5,'id':1}");
  other = update (self, 2, id, "{'comments':'Перезвонить'}");
  g_assert_cmpstr (json_object_get_string_member (test_item (same), "updatedTime"), ==,
                   "2026-11-21T15:00:00+03:00");
  g_assert_cmpstr (json_object_get_string_member (test_item (other), "updatedTime"), ==,
                   "2026-11-21T15:01:00+03:00");
}

static void
test_a_final_stage_closes_the_deal_and_writes_history (Fixture *self, gconstpointer data)
{
  gint64 id = add_deal (self);
  g_autoptr (JsonNode) won = update (self, 2, id, "{'stageId':'C5:WON','closed':'N'}");
  g_autofree char *history =
    g_strdup_printf ("{'entityTypeId':2,'filter':{'OWNER_ID':%" G_GINT64_FORMAT
                     "},'select':['TYPE_ID','STAGE_ID','STAGE_SEMANTIC_ID'],'order':{'ID':'ASC'}}",
                     id);
  g_autoptr (JsonNode) rows = test_call (self->world, "crm.stagehistory.list", history);
  JsonObject *item = test_item (won);
  JsonObject *last = json_array_get_object_element (test_items (rows), 1);

  g_assert_cmpstr (json_object_get_string_member (item, "closed"), ==, "Y");
  g_assert_cmpstr (json_object_get_string_member (item, "stageSemanticId"), ==, "S");
  g_assert_cmpstr (json_object_get_string_member (item, "previousStageId"), ==, "C5:NEW");
  g_assert_cmpstr (json_object_get_string_member (item, "closedate"), ==,
                   "2026-11-21T03:00:00+03:00");
  g_assert_cmpint (json_object_get_int_member (item, "movedBy"), ==, 7);
  g_assert_cmpint (json_object_get_int_member (last, "TYPE_ID"), ==, 3);
  g_assert_true (json_object_has_member (last, "ID"));
}

static void
test_a_change_of_funnel_finds_the_first_stage_of_the_same_meaning (Fixture *self,
                                                                   gconstpointer data)
{
  gint64 id = add_deal (self);
  g_autoptr (JsonNode) moved = update (self, 2, id, "{'categoryId':7}");

  g_assert_cmpstr (json_object_get_string_member (test_item (moved), "stageId"), ==, "C7:NEW");
}

static void
test_codes_with_digits_are_mangled_after_a_prefix (Fixture *self, gconstpointer data)
{
  TestAnswer answer;
  g_autoptr (JsonNode) refused =
    test_call_full (self->world, "crm.item.list",
                    "{'entityTypeId':2,'filter':{'=ufCrm_68A1B2C3D4E5F':931}}", &answer);
  g_autoptr (JsonNode) plain = test_call (
    self->world, "crm.item.list",
    "{'entityTypeId':2,'select':['ufCrm_68A1B2C3D4E5F'],'filter':{'ufCrm_68A1B2C3D4E5F':[931]}}");
  g_autoptr (JsonNode) digits =
    test_call (self->world, "crm.item.list",
               "{'entityTypeId':2,'filter':{'=ufCrm_1751364000123':'нет такого'}}");
  g_autoptr (JsonNode) original =
    test_call (self->world, "crm.item.list",
               "{'entityTypeId':2,'useOriginalUfNames':'Y',"
               "'filter':{'>=UF_CRM_68A1B2C3D4E5F':932,'=categoryId':5}}");
  JsonObject *row = json_array_get_object_element (test_items (original), 0);

  g_assert_null (refused);
  g_assert_cmpstr (answer.name, ==, "INVALID_ARG_VALUE");
  g_assert_cmpstr (answer.text, ==,
                   "Invalid filter: field '=UF_CRM_68_A_1_B_2_C_3_D_4_E_5_F' is not allowed in "
                   "filter");
  g_assert_cmpuint (json_array_get_length (test_items (plain)), ==, 50);
  g_assert_cmpuint (json_array_get_length (test_items (digits)), ==, 0);
  g_assert_cmpint (json_object_get_int_member (row, "UF_CRM_68A1B2C3D4E5F"), >=, 932);
  g_assert_false (json_object_has_member (row, "ufCrm_68A1B2C3D4E5F"));
}

static void
test_original_names_with_a_select_lose_even_the_id (Fixture *self, gconstpointer data)
{
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':2,'useOriginalUfNames':'Y','select':['id','stageId'],"
                "'filter':{'contactId':2}}",
                "{'items':[[]]}");
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':2,'useOriginalUfNames':'Y','select':['id','UF_CRM_DOCTOR'],"
                "'filter':{'contactId':2}}",
                "{'items':[{'UF_CRM_DOCTOR':28}]}");
}

static void
test_unknown_names_are_dropped_from_select_and_refused_in_filter (Fixture *self, gconstpointer data)
{
  test_answers (
    self->world, "crm.item.list",
    "{'entityTypeId':2,'select':['ufCrmDoctor','nonsense','fm'],'filter':{'contactId':2}}",
    "{'items':[{'ufCrmDoctor':28}]}");
  test_refused (self->world, "crm.item.list", "{'entityTypeId':2,'filter':{'nonsense':1}}",
                "INVALID_ARG_VALUE");
  test_refused (self->world, "crm.item.list", "{'entityTypeId':2,'order':{'nonsense':'ASC'}}",
                "INVALID_ARG_VALUE");
  test_refused (self->world, "crm.item.list", "{'entityTypeId':2,'order':{'id':'UP'}}",
                "INVALID_ARG_VALUE");
}

static void
test_a_list_where_a_number_belongs_ends_a_chain (Fixture *self, gconstpointer data)
{
  test_refused (self->world, "crm.item.list", "{'entityTypeId':3,'filter':{'>id':[]}}",
                "INVALID_ARG_VALUE");
  test_refused (self->world, "crm.item.update", "{'entityTypeId':2,'id':[],'fields':{}}", "100");
  test_refused (self->world, "crm.item.get", "{'entityTypeId':2}", "100");
}

static void
test_the_older_list_starts_over_instead (Fixture *self, gconstpointer data)
{
  g_autofree char *empty =
    test_text (self->world, "crm.contact.list", "{'select':['ID'],'filter':{'>ID':[]},'start':-1}");
  g_autofree char *filled =
    test_text (self->world, "crm.contact.list",
               "{'select':['ID'],'filter':{'>ID':[{'ID':'7'}]},'start':-1}");

  g_assert_true (g_str_has_prefix (empty, "[{\"ID\":\"1\"}"));
  g_assert_true (g_str_has_prefix (filled, "[{\"ID\":\"2\"}"));
}

static void
test_the_older_list_ignores_a_misspelt_key_and_has_text_alone (Fixture *self, gconstpointer data)
{
  TestAnswer answer;
  g_autoptr (JsonNode) all =
    test_call_full (self->world, "crm.contact.list", "{'filter':{'NAEM':'Анна'}}", &answer);

  g_assert_cmpint (answer.total, ==, 500);
  test_answers (self->world, "crm.contact.list",
                "{'select':['ID','LAST_NAME','BIRTHDATE','PHONE'],'filter':{'@ID':[8]}}",
                "[{'ID':'8','LAST_NAME':'Соколова','BIRTHDATE':'1948-09-14T03:00:00+03:00'}]");
  test_refused (self->world, "crm.contact.list", "{'filter':'ID'}", "");
  test_refused (self->world, "crm.contact.get", "{'id':100000}", "");
}

static void
test_the_older_masks_do_not_bring_phones (Fixture *self, gconstpointer data)
{
  g_autofree char *masks =
    test_text (self->world, "crm.contact.list", "{'select':['*','UF_*'],'filter':{'ID':1}}");
  g_autofree char *one = test_text (self->world, "crm.contact.get", "{'id':1}");

  g_assert_null (strstr (masks, "PHONE\":["));
  g_assert_nonnull (strstr (masks, "UF_CRM_MIS_PATIENT"));
  g_assert_nonnull (strstr (one, "\"PHONE\":[{\"ID\":\"4\",\"VALUE_TYPE\":\"MOBILE\","
                                 "\"VALUE\":\"+7 900 000-00-01\",\"TYPE_ID\":\"PHONE\"}]"));
}

static void
test_start_is_rounded_down_and_minus_one_counts_nothing (Fixture *self, gconstpointer data)
{
  TestAnswer rounded;
  TestAnswer uncounted;
  TestAnswer older;
  g_autoptr (JsonNode) a =
    test_call_full (self->world, "crm.item.list",
                    "{'entityTypeId':3,'start':99,'order':{'id':'ASC'}}", &rounded);
  g_autoptr (JsonNode) b =
    test_call_full (self->world, "crm.item.list", "{'entityTypeId':3,'start':-1}", &uncounted);
  g_autoptr (JsonNode) c = test_call_full (self->world, "crm.contact.list", "{'start':-1}", &older);
  JsonObject *first = json_array_get_object_element (test_items (a), 0);

  g_assert_cmpint (json_object_get_int_member (first, "id"), ==, 51);
  g_assert_cmpint (rounded.total, ==, 500);
  g_assert_cmpint (rounded.next, ==, 100);
  g_assert_cmpint (uncounted.total, ==, -1);
  g_assert_cmpint (uncounted.next, ==, -1);
  g_assert_cmpint (older.total, ==, 0);
  g_assert_cmpint (older.next, ==, -1);
}

static void
test_groups_are_joined_by_their_own_logic (Fixture *self, gconstpointer data)
{
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':3,'select':['id'],'order':{'id':'ASC'},'filter':{'<id':11,'0':"
                "{'logic':'OR','0':{'%lastName':'ИВАНОВ'},'1':{'=name':'алена'}}}}",
                "{'items':[{'id':1},{'id':2},{'id':9},{'id':10}]}");
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':3,'select':['id'],'order':{'id':'DESC'},'filter':{'@id':['3','1'],"
                "'!name':'Вера'}}",
                "{'items':[{'id':3},{'id':1}]}");
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':3,'select':['id'],'filter':{'=%lastName':'сидор%','<id':11}}",
                "{'items':[{'id':3}]}");
}

static void
test_a_user_flag_is_shown_by_letters_and_filtered_by_numbers (Fixture *self, gconstpointer data)
{
  gint64 id = add (self, "{'entityTypeId':2,'fields':{'categoryId':5,'ufCrmFirstVisit':'Y',"
                         "'contactId':11}}");
  g_autofree char *by_number = g_strdup_printf (
    "{'entityTypeId':2,'select':['ufCrmFirstVisit'],'filter':{'id':%" G_GINT64_FORMAT
    ",'ufCrmFirstVisit':1}}",
    id);
  g_autofree char *by_letter =
    g_strdup_printf ("{'entityTypeId':2,'select':['id'],'filter':{'id':%" G_GINT64_FORMAT
                     ",'ufCrmFirstVisit':'Y'}}",
                     id);

  test_answers (self->world, "crm.item.list", by_number, "{'items':[{'ufCrmFirstVisit':'Y'}]}");
  test_answers (self->world, "crm.item.list", by_letter, "{'items':[]}");
}

static void
test_contacts_of_a_deal_keep_their_order_and_are_found_by_any (Fixture *self, gconstpointer data)
{
  gint64 id = add_deal (self);
  g_autofree char *find = g_strdup_printf (
    "{'entityTypeId':2,'select':['contactId','contactIds'],'filter':{'id':%" G_GINT64_FORMAT
    ",'@contactIds':[13]}}",
    id);
  g_autofree char *list = g_strdup_printf ("{'id':%" G_GINT64_FORMAT "}", id);

  test_answers (self->world, "crm.item.list", find,
                "{'items':[{'contactId':12,'contactIds':[12,13]}]}");
  test_answers (self->world, "crm.deal.contact.items.get", list,
                "[{'CONTACT_ID':12,'SORT':10,'ROLE_ID':0,'IS_PRIMARY':'Y'},"
                "{'CONTACT_ID':13,'SORT':20,'ROLE_ID':0,'IS_PRIMARY':'N'}]");
  test_refused (self->world, "crm.item.add", "{'entityTypeId':2,'fields':{'contactIds':'12'}}",
                "100");
}

static void
test_phones_change_by_operation_and_an_array_only_adds (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) added =
    update (self, 3, 4,
            "{'fm':[{'typeId':'PHONE','valueType':'WORK','value':'8 (999) 111-22-33'}]}");
  g_autoptr (JsonNode) ignored = update (self, 3, 4, "{'fm':{'16':{'value':''}}}");
  g_autoptr (JsonNode) removed = NULL;

  test_answers (self->world, "crm.duplicate.findbycomm",
                "{'type':'PHONE','values':['79991112233','79000000004'],'entity_type':'CONTACT'}",
                "{'CONTACT':[4]}");
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (test_item (ignored), "fm")),
                    ==, 2);
  removed = update (self, 3, 4, "{'fm':{'16':{'typeId':'PHONE','value':''}}}");
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (test_item (removed), "fm")),
                    ==, 1);
  test_answers (self->world, "crm.duplicate.findbycomm",
                "{'type':'PHONE','values':['79000000004'],'entity_type':'CONTACT'}", "[]");
}

static void
test_a_written_patient_wins_over_the_made_one (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) changed = update (self, 3, 30, "{'lastName':'Новая','name':'Жанна'}");
  g_autoptr (JsonNode) deleted = NULL;
  gint64 id = add (self, "{'entityTypeId':3,'fields':{'name':'Зоя','fm':[{'typeId':'PHONE',"
                         "'valueType':'MOBILE','value':'+79995554433'}]}}");
  TestAnswer answer;
  g_autoptr (JsonNode) all = NULL;

  g_assert_cmpint (id, ==, 501);
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':3,'select':['id','name','phone','hasPhone'],'order':{'id':'ASC'},"
                "'filter':{'>=updatedTime':'2026-11-21T15:00:00+03:00','>id':499}}",
                "{'items':[{'id':501,'name':'Зоя','phone':'+79995554433','hasPhone':'Y'}]}");
  test_answers (
    self->world, "crm.contact.list",
    "{'select':['ID','LAST_NAME'],'filter':{'>=DATE_MODIFY':'2026-11-21T15:00:00+03:00',"
    "'<ID':100}}",
    "[{'ID':'30','LAST_NAME':'Новая'}]");
  deleted = test_call (self->world, "crm.item.delete", "{'entityTypeId':3,'id':31}");
  g_assert_true (JSON_NODE_HOLDS_ARRAY (deleted));
  all = test_call_full (self->world, "crm.contact.list",
                        "{'select':['ID'],'filter':{'>ID':28},'order':{'ID':'ASC'}}", &answer);
  g_assert_cmpint (answer.total, ==, 472);
  test_refused (self->world, "crm.item.get", "{'entityTypeId':3,'id':31}", "NOT_FOUND");
  test_refused (self->world, "crm.item.update",
                "{'entityTypeId':3,'id':30,'fields':{'name':'','lastName':''}}",
                "CRM_FIELD_ERROR_REQUIRED");
}

static void
test_a_comment_moves_the_dates_of_its_owner (Fixture *self, gconstpointer data)
{
  gint64 id = add_deal (self);
  g_autofree char *params =
    g_strdup_printf ("{'fields':{'ENTITY_ID':%" G_GINT64_FORMAT
                     ",'ENTITY_TYPE':'deal','COMMENT':'Перезвонить после 18:00'}}",
                     id);
  g_autofree char *get = g_strdup_printf ("{'entityTypeId':2,'id':%" G_GINT64_FORMAT "}", id);
  g_autofree char *list =
    g_strdup_printf ("{'filter':{'ENTITY_ID':%" G_GINT64_FORMAT ",'ENTITY_TYPE':'deal'}}", id);
  g_autoptr (JsonNode) comment = NULL;
  g_autoptr (JsonNode) deal = NULL;
  g_autofree char *comments = NULL;

  demo_world_advance (self->world, 30);
  comment = test_call (self->world, "crm.timeline.comment.add", params);
  deal = test_call (self->world, "crm.item.get", get);
  comments = test_text (self->world, "crm.timeline.comment.list", list);
  g_assert_cmpint (json_node_get_int (comment), >, 0);
  g_assert_cmpstr (json_object_get_string_member (test_item (deal), "updatedTime"), ==,
                   "2026-11-21T15:00:30+03:00");
  g_assert_nonnull (strstr (comments, "\"AUTHOR_ID\":\"7\""));
  test_refused (self->world, "crm.timeline.comment.add",
                "{'fields':{'ENTITY_ID':1,'ENTITY_TYPE':'deal','COMMENT':'x'}}", "OWNER_NOT_FOUND");
  test_refused (self->world, "crm.timeline.comment.add",
                "{'FIELDS':{'ENTITY_ID':1,'ENTITY_TYPE':'deal','COMMENT':'x'}}", "100");
}

static void
test_calls_and_tasks_stand_in_the_timeline (Fixture *self, gconstpointer data)
{
  DemoActivity call = {
    .type = 3,
    .owner = 1,
    .provider = "VOXIMPLANT_CALL",
    .subject = "Входящий от Ивановой",
    .direction = 1,
    .start = TEST_NOW - 60,
    .finish = TEST_NOW,
    .completed = TRUE,
    .user_id = 8,
  };
  gint64 id = demo_world_add_activity (self->world, &call);
  g_autoptr (JsonNode) todo =
    test_call (self->world, "crm.activity.todo.add",
               "{'ownerTypeId':3,'ownerId':1,'deadline':'2026-11-22T17:30:00+03:00',"
               "'title':'Перезвонить'}");
  g_autofree char *text =
    test_text (self->world, "crm.activity.list",
               "{'filter':{'BINDINGS':[{'OWNER_TYPE_ID':3,'OWNER_ID':1}],'@PROVIDER_ID':"
               "['VOXIMPLANT_CALL']},'select':['ID','PROVIDER_ID','DIRECTION']}");

  g_assert_nonnull (strstr (text, "\"DIRECTION\":\"1\""));
  g_assert_nonnull (strstr (text, "\"PROVIDER_ID\":\"VOXIMPLANT_CALL\""));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (todo), "id"), ==, id + 1);
  test_refused (self->world, "crm.activity.todo.add",
                "{'ownerTypeId':3,'ownerId':1,'deadline':'завтра'}", "WRONG_DATETIME_FORMAT");
}

static void
test_a_booked_lead_becomes_a_visit_by_itself (Fixture *self, gconstpointer data)
{
  gint64 lead = add (self, "{'entityTypeId':1,'fields':{'name':'Зоя','fm':[{'typeId':'PHONE',"
                           "'valueType':'MOBILE','value':'+79995554433'}]}}");
  g_autoptr (JsonNode) moved = update (self, 1, lead, "{'stageId':'CONVERTED'}");
  g_autofree char *find = g_strdup_printf (
    "{'entityTypeId':2,'select':['stageId','contactId'],'filter':{'leadId':%" G_GINT64_FORMAT "}}",
    lead);

  test_answers (self->world, "crm.item.list", find, "{'items':[]}");
  demo_world_advance (self->world, 3);
  test_answers (self->world, "crm.item.list", find,
                "{'items':[{'stageId':'C5:NEW','contactId':501}]}");
  test_answers (self->world, "crm.duplicate.findbycomm",
                "{'type':'PHONE','values':['89995554433'],'entity_type':'CONTACT'}",
                "{'CONTACT':[501]}");
}

static void
test_in_the_simple_mode_a_lead_is_a_deal_at_once (Fixture *self, gconstpointer data)
{
  gint64 lead;
  g_autofree char *find = NULL;

  demo_world_set_crm_mode (self->world, 2);
  test_answers (self->world, "crm.settings.mode.get", "{}", "2");
  lead = add (self, "{'entityTypeId':1,'fields':{'name':'Зоя','title':'Звонок'}}");
  find = g_strdup_printf (
    "{'entityTypeId':2,'select':['title','contactId'],'filter':{'leadId':%" G_GINT64_FORMAT "}}",
    lead);
  test_answers (self->world, "crm.item.list", find,
                "{'items':[{'title':'Звонок','contactId':501}]}");
}

static void
test_dictionaries_are_whole_and_refuse_lists (Fixture *self, gconstpointer data)
{
  TestAnswer answer;
  g_autoptr (JsonNode) all = test_call_full (self->world, "crm.status.list", "{}", &answer);
  g_autofree char *stages =
    test_text (self->world, "crm.status.list", "{'filter':{'ENTITY_ID':'DEAL_STAGE_5'}}");
  TestAnswer ignored;
  g_autoptr (JsonNode) prefixed =
    test_call_full (self->world, "crm.status.list", "{'filter':{'!ENTITY_ID':'SOURCE'}}", &ignored);

  g_assert_cmpint (answer.total, >, 50);
  g_assert_cmpint (ignored.total, ==, answer.total);
  g_assert_true (g_str_has_prefix (
    stages, "[{\"ID\":\"311\",\"ENTITY_ID\":\"DEAL_STAGE_5\",\"STATUS_ID\":\"C5:NEW\",\"NAME\":"
            "\"Записан\",\"NAME_INIT\":\"Новая\",\"SORT\":\"10\",\"SYSTEM\":\"Y\",\"CATEGORY_ID\":"
            "\"5\",\"COLOR\":\"#39A8EF\",\"SEMANTICS\":null,\"EXTRA\":{\"SEMANTICS\":\"process\","
            "\"COLOR\":\"#39A8EF\"}}"));
  g_assert_nonnull (strstr (stages, "\"SEMANTICS\":\"apology\""));
  test_refused (self->world, "crm.status.list", "{'filter':{'ENTITY_ID':['SOURCE']}}", "");
  test_refused (self->world, "crm.category.list", "{'entityTypeId':1}",
                "ENTITY_TYPE_NOT_SUPPORTED");
  test_answers (self->world, "crm.category.get", "{'entityTypeId':2,'id':0}",
                "{'category':{'id':0,'name':'Общая','sort':300,'entityTypeId':2,"
                "'isDefault':'Y'}}");
}

static void
test_history_is_refused_by_unknown_columns (Fixture *self, gconstpointer data)
{
  test_refused (self->world, "crm.stagehistory.list", "{'entityTypeId':2,'filter':{'TITLE':1}}",
                "INVALID_ARG_VALUE");
  test_refused (self->world, "crm.stagehistory.list", "{'entityTypeId':2,'filter':{'>ID':[]}}",
                "INVALID_ARG_VALUE");
  test_refused (self->world, "crm.stagehistory.list", "{'entityTypeId':3}",
                "ENTITY_TYPE_NOT_SUPPORTED");
}

static void
test_fields_tell_both_names_and_the_items (Fixture *self, gconstpointer data)
{
  g_autofree char *text = test_text (self->world, "crm.item.fields", "{'entityTypeId':2}");

  g_assert_nonnull (strstr (text, "\"ufCrm_68A1B2C3D4E5F\":{\"type\":\"enumeration\""));
  g_assert_nonnull (strstr (text, "\"upperName\":\"UF_CRM_VISIT_TIME\""));
  g_assert_nonnull (strstr (text, "{\"ID\":\"911\",\"VALUE\":\"Да\"}"));
}

static void
test_the_staff_is_listed (Fixture *self, gconstpointer data)
{
  TestAnswer answer;
  g_autoptr (JsonNode) all = test_call_full (self->world, "user.get", "{}", &answer);

  g_assert_cmpint (answer.total, ==, 21);
  test_answers (self->world, "profile", "{}",
                "{'ID':'7','ADMIN':false,'NAME':'Ольга','LAST_NAME':'Петрова',"
                "'PERSONAL_GENDER':'F','TIME_ZONE':''}");
  test_answers (self->world, "user.get",
                "{'FILTER':{'UF_PHONE_INNER':'103'},'select':['ID','NAME']}",
                "[{'ID':'8','NAME':'Марина'}]");
  test_answers (self->world, "user.search", "{'FILTER':{'LAST_NAME':'журав'},'select':['ID']}",
                "[{'ID':'26'}]");
}

static void
test_a_wrong_value_is_refused_and_nothing_is_written (Fixture *self, gconstpointer data)
{
  test_refused (self->world, "crm.item.update",
                "{'entityTypeId':2,'id':4001,'fields':{'ufCrmVisitTime':'завтра'}}",
                "CRM_FIELD_ERROR_VALUE_NOT_VALID");
  test_refused (self->world, "crm.item.update", "{'entityTypeId':2,'id':1,'fields':{}}",
                "NOT_FOUND");
  test_refused (self->world, "crm.item.list", "{'entityTypeId':5}", "ENTITY_TYPE_NOT_SUPPORTED");
  test_refused (self->world, "crm.item.list", "{'entityTypeId':999}", "NOT_FOUND");
  test_refused (self->world, "crm.item.list", "{}", "100");
  g_assert_cmpstr (self->events->str, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(test) g_test_add ("/demo-world-crm/" #test, Fixture, NULL, set_up, test, tear_down)
  ADD (test_a_foreign_stage_is_put_back_without_a_word);
  ADD (test_an_update_that_changes_nothing_keeps_the_time);
  ADD (test_a_final_stage_closes_the_deal_and_writes_history);
  ADD (test_a_change_of_funnel_finds_the_first_stage_of_the_same_meaning);
  ADD (test_codes_with_digits_are_mangled_after_a_prefix);
  ADD (test_original_names_with_a_select_lose_even_the_id);
  ADD (test_unknown_names_are_dropped_from_select_and_refused_in_filter);
  ADD (test_a_list_where_a_number_belongs_ends_a_chain);
  ADD (test_the_older_list_starts_over_instead);
  ADD (test_the_older_list_ignores_a_misspelt_key_and_has_text_alone);
  ADD (test_the_older_masks_do_not_bring_phones);
  ADD (test_start_is_rounded_down_and_minus_one_counts_nothing);
  ADD (test_groups_are_joined_by_their_own_logic);
  ADD (test_a_user_flag_is_shown_by_letters_and_filtered_by_numbers);
  ADD (test_contacts_of_a_deal_keep_their_order_and_are_found_by_any);
  ADD (test_phones_change_by_operation_and_an_array_only_adds);
  ADD (test_a_written_patient_wins_over_the_made_one);
  ADD (test_a_comment_moves_the_dates_of_its_owner);
  ADD (test_calls_and_tasks_stand_in_the_timeline);
  ADD (test_a_booked_lead_becomes_a_visit_by_itself);
  ADD (test_in_the_simple_mode_a_lead_is_a_deal_at_once);
  ADD (test_dictionaries_are_whole_and_refuse_lists);
  ADD (test_history_is_refused_by_unknown_columns);
  ADD (test_fields_tell_both_names_and_the_items);
  ADD (test_the_staff_is_listed);
  ADD (test_a_wrong_value_is_refused_and_nothing_is_written);
#undef ADD

  return g_test_run ();
}
