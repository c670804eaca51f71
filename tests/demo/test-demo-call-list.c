/* test-demo-call-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal's call lists of contacts, and the fields by which desks share one of their own.
 */

#include "demo-world-test.h"

typedef struct
{
  DemoWorld *world; /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->world = test_world_new (50, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->world);
}

static void
forbids (Fixture *self, const char *params)
{
  TestAnswer answer;
  g_autoptr (JsonNode) result =
    test_call_full (self->world, "crm.calllist.items.get", params, &answer);

  g_assert_null (result);
  g_assert_cmpuint (answer.status, ==, 403);
  g_assert_cmpstr (answer.name, ==, "ACCESS_ERROR");
}

static void
test_a_list_is_made_and_read (Fixture *self, gconstpointer data)
{
  test_answers (self->world, "crm.calllist.add", "{'ENTITY_TYPE':'CONTACT','ENTITIES':[3,1]}", "1");
  test_answers (self->world, "crm.calllist.items.get", "{'LIST_ID':1}",
                "[{'ID':1,'STATUS':'IN_WORK','ENTITY_TYPE':3},"
                "{'ID':3,'STATUS':'IN_WORK','ENTITY_TYPE':3}]");
  test_answers (self->world, "crm.calllist.get", "{'ID':1}",
                "{'ID':'1','DATE_CREATE':'2026-11-21 15:00:00','CREATED_BY_ID':'7',"
                "'WEBFORM_ID':null,'ENTITY_TYPE_ID':'3','ENTITY_TYPE':'CONTACT'}");
  test_answers (self->world, "crm.calllist.statuslist", "{}",
                "[{'ID':251,'NAME':'В работе','SORT':10,'STATUS_ID':'IN_WORK'},"
                "{'ID':253,'NAME':'Успешно','SORT':20,'STATUS_ID':'SUCCESS'},"
                "{'ID':255,'NAME':'Неверный номер','SORT':30,'STATUS_ID':'WRONG_NUMBER'},"
                "{'ID':257,'NAME':'Больше не звонить','SORT':40,'STATUS_ID':'STOP_CALLING'}]");
}

static void
test_an_update_overwrites_the_members (Fixture *self, gconstpointer data)
{
  test_answers (self->world, "crm.calllist.add", "{'ENTITY_TYPE':'CONTACT','ENTITIES':[1,2]}", "1");
  test_answers (self->world, "crm.calllist.update",
                "{'LIST_ID':1,'ENTITY_TYPE':'CONTACT','ENTITIES':[2,4]}", "true");
  test_answers (self->world, "crm.calllist.items.get",
                "{'LIST_ID':1,'FILTER':{'STATUS':'IN_WORK'}}",
                "[{'ID':2,'STATUS':'IN_WORK','ENTITY_TYPE':3},"
                "{'ID':4,'STATUS':'IN_WORK','ENTITY_TYPE':3}]");
}

/* the trap of the real one: nobody there is answered as if one had no right to see them */
static void
test_nobody_is_a_refusal (Fixture *self, gconstpointer data)
{
  test_answers (self->world, "crm.calllist.add", "{'ENTITY_TYPE':'CONTACT','ENTITIES':[1]}", "1");
  forbids (self, "{'LIST_ID':1,'FILTER':{'STATUS':'SUCCESS'}}");
  test_answers (self->world, "crm.calllist.update",
                "{'LIST_ID':1,'ENTITY_TYPE':'CONTACT','ENTITIES':[]}", "true");
  forbids (self, "{'LIST_ID':1}");
}

static void
test_what_is_wrong_is_named (Fixture *self, gconstpointer data)
{
  static const char *const wrong[][3] = {
    { "add", "{'ENTITIES':[1]}", "ERROR_ARGUMENT" },
    { "add", "{'ENTITY_TYPE':'CONTACT'}", "ERROR_ARGUMENT" },
    { "add", "{'ENTITY_TYPE':'CONTACT','ENTITIES':'1'}", "ENTITIES_ERROR" },
    { "add", "{'ENTITY_TYPE':'DEAL','ENTITIES':[1]}", "ENTITY_TYPE_ERROR" },
    { "add", "{'ENTITY_TYPE':'CONTACT','ENTITIES':[1,999999]}", "ENTITY_ERROR" },
    { "add", "{'ENTITY_TYPE':'CONTACT','ENTITIES':[1],'WEBFORM_ID':5}", "WEBFORM_ERROR" },
    { "get", "{}", "ERROR_ARGUMENT" },
    { "get", "{'ID':17}", "LIST_ID_ERROR" },
    { "items.get", "{}", "ERROR_ARGUMENT" },
    { "items.get", "{'LIST_ID':0}", "LIST_ID_ERROR" },
    { "items.get", "{'LIST_ID':17}", "LIST_ID_ERROR" },
    { "items.get", "{'LIST_ID':1,'FILTER':{'STATUS':'LATER'}}", "STATUS_ERROR" },
    { "update", "{'LIST_ID':17,'ENTITY_TYPE':'CONTACT','ENTITIES':[1]}", "LIST_ID_ERROR" },
    { "update", "{'LIST_ID':1,'ENTITY_TYPE':'CONTACT','ENTITIES':[999999]}", "ENTITIES_ERROR" },
    { "update", "{'LIST_ID':1,'ENTITY_TYPE':'COMPANY','ENTITIES':[]}", "ENTITY_TYPE_ERROR" },
  };

  test_answers (self->world, "crm.calllist.add", "{'ENTITY_TYPE':'CONTACT','ENTITIES':[1]}", "1");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *method = g_strconcat ("crm.calllist.", wrong[i][0], NULL);

      test_refused (self->world, method, wrong[i][1], wrong[i][2]);
    }
}

static void
test_a_mark_is_found_by_what_it_says (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) added =
    test_call (self->world, "crm.item.add",
               "{'entityTypeId':2,'fields':{'categoryId':5,'ufCrmCallList':'by=7'}}");
  gint64 id = json_object_get_int_member (test_item (added), "id");
  g_autofree char *found = g_strdup_printf (
    "{'entityTypeId':2,'select':['id'],'start':-1,'filter':{'=id':%" G_GINT64_FORMAT
    ",'ufCrmCallList':'by=7'}}",
    id);
  g_autofree char *none = g_strdup_printf (
    "{'entityTypeId':2,'select':['id'],'start':-1,'filter':{'=id':%" G_GINT64_FORMAT
    ",'ufCrmCallList':''}}",
    id);
  g_autofree char *wanted = g_strdup_printf ("{'items':[{'id':%" G_GINT64_FORMAT "}]}", id);

  test_answers (self->world, "crm.item.list", found, wanted);
  test_answers (self->world, "crm.item.list", none, "{'items':[]}");
}

static void
test_some_patients_are_not_to_be_called (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) changed = NULL;

  test_answers (self->world, "crm.contact.list",
                "{'select':['ID','UF_CRM_STOP_CALLING'],'filter':{'UF_CRM_STOP_CALLING':1}}",
                "[{'ID':'41','UF_CRM_STOP_CALLING':'1'}]");
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':3,'select':['id','ufCrmStopCalling'],'start':-1,"
                "'filter':{'ufCrmStopCalling':1}}",
                "{'items':[{'id':41,'ufCrmStopCalling':'Y'}]}");
  changed = test_call (self->world, "crm.item.update",
                       "{'entityTypeId':3,'id':41,'fields':{'ufCrmStopCalling':'N'}}");
  test_answers (self->world, "crm.contact.list",
                "{'select':['ID'],'filter':{'UF_CRM_STOP_CALLING':1}}", "[]");
}

#define ADD(name, func) g_test_add ("/demo/call-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("made", test_a_list_is_made_and_read);
  ADD ("updated", test_an_update_overwrites_the_members);
  ADD ("nobody", test_nobody_is_a_refusal);
  ADD ("wrong", test_what_is_wrong_is_named);
  ADD ("mark", test_a_mark_is_found_by_what_it_says);
  ADD ("stop-calling", test_some_patients_are_not_to_be_called);

  return g_test_run ();
}
