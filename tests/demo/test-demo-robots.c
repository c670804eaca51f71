/* test-demo-robots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the portal does by itself: messages to patients, their answers, the afternoon's cut-off.
 */

#include "demo-world-test.h"

#include <string.h>

#define HOUR 3600

/* a sanitizer needs minutes for what takes half a second without one */
#ifdef __SANITIZE_ADDRESS__
#define OPEN_VISITS 200
#else
#define OPEN_VISITS 5000
#endif

typedef struct
{
  DemoWorld *world; /* owned */
  gint64 deal;      /* a visit of tomorrow at 18:00, booked a second ago */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) item = NULL;

  self->world = test_world_new (50, 1);
  item = test_call (self->world, "crm.item.add",
                    "{'entityTypeId':2,'fields':{'categoryId':5,'contactId':3,'ufCrmDoctor':27,"
                    "'ufCrmVisitTime':'2026-11-22T18:00:00+03:00'}}");
  self->deal = json_object_get_int_member (test_item (item), "id");
  demo_world_advance (self->world, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->world);
}

static void
update (Fixture *self, const char *fields)
{
  g_autofree char *params =
    g_strdup_printf ("{'entityTypeId':2,'id':%" G_GINT64_FORMAT ",'fields':%s}", self->deal,
                     fields);
  g_autoptr (JsonNode) result = test_call (self->world, "crm.item.update", params);

  g_assert_nonnull (result);
}

/* (transfer full): the activities of the deal of one provider, the oldest first */
static JsonNode *
list_activities (Fixture *self, const char *provider)
{
  g_autofree char *params =
    g_strdup_printf ("{'filter':{'BINDINGS':[{'OWNER_TYPE_ID':2,'OWNER_ID':%" G_GINT64_FORMAT
                     "}],'@PROVIDER_ID':['%s']},'order':{'ID':'ASC'},'select':['ID','SETTINGS',"
                     "'DESCRIPTION','DIRECTION','COMPLETED','TYPE_ID','ASSOCIATED_ENTITY_ID']}",
                     self->deal, provider);

  return test_call (self->world, "crm.activity.list", params);
}

static guint
count_messages (Fixture *self)
{
  g_autoptr (JsonNode) list = list_activities (self, "CRM_SMS");

  return json_array_get_length (json_node_get_array (list));
}

static int
status_of_last (Fixture *self)
{
  g_autoptr (JsonNode) node = list_activities (self, "CRM_SMS");
  JsonArray *list = json_node_get_array (node);
  JsonObject *last = json_array_get_object_element (list, json_array_get_length (list) - 1);
  JsonObject *message =
    json_object_get_object_member (json_object_get_object_member (last, "SETTINGS"),
                                   "ORIGINAL_MESSAGE");

  return (int) json_object_get_int_member (message, "STATUS_ID");
}

static void
assert_stage (Fixture *self, const char *stage, int confirm)
{
  g_autoptr (JsonObject) item = demo_world_get_item (self->world, 2, self->deal);

  g_assert_cmpstr (json_object_get_string_member (item, "stageId"), ==, stage);
  g_assert_cmpint (json_object_get_int_member_with_default (item, "ufCrmConfirm", 0), ==, confirm);
}

static void
test_a_booked_patient_gets_a_message (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) node = list_activities (self, "CRM_SMS");
  JsonArray *list = json_node_get_array (node);
  JsonObject *first = json_array_get_object_element (list, 0);
  g_autofree char *settings = json_to_string (json_object_get_member (first, "SETTINGS"), FALSE);

  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "DESCRIPTION"), ==,
                   "Вы записаны на 22.11 в 18:00, врач Петров. Невский пр., 12. «Улыбка»");
  g_assert_cmpstr (json_object_get_string_member (first, "DIRECTION"), ==, "2");
  g_assert_cmpstr (json_object_get_string_member (first, "TYPE_ID"), ==, "6");
  g_assert_nonnull (strstr (settings, "\"MESSAGE_TO\":\"+79000000003\""));
}

static void
test_a_message_is_queued_sent_and_delivered (Fixture *self, gconstpointer data)
{
  demo_world_advance (self->world, 10);
  update (self, "{'stageId':'C5:UC_ZAVTRA'}");
  g_assert_cmpuint (count_messages (self), ==, 2);
  g_assert_cmpint (status_of_last (self), ==, 11);
  demo_world_advance (self->world, 1);
  g_assert_cmpint (status_of_last (self), ==, 13);
  demo_world_advance (self->world, 1);
  g_assert_cmpint (status_of_last (self), ==, 14);
}

/* The robots have a clock of their own, for the clinic's may stand. */
static void
test_a_message_is_delivered_though_the_clock_stands (Fixture *self, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  update (self, "{'stageId':'C5:UC_ZAVTRA'}");
  while (status_of_last (self) != 14 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (status_of_last (self), ==, 14);
}

static void
test_a_plus_confirms_and_a_minus_cancels (Fixture *self, gconstpointer data)
{
  update (self, "{'stageId':'C5:UC_ZAVTRA'}");
  demo_world_answer (self->world, self->deal, "+");
  assert_stage (self, "C5:UC_CONFIRM", 911);
  update (self, "{'stageId':'C5:UC_ZAVTRA'}");
  demo_world_answer (self->world, self->deal, "Нет");
  assert_stage (self, "C5:UC_CANCEL", 912);
}

static void
test_other_words_move_nothing_and_wait_for_somebody (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer;

  update (self, "{'stageId':'C5:UC_ZAVTRA'}");
  demo_world_answer (self->world, self->deal, "А можно на час позже?");
  assert_stage (self, "C5:UC_ZAVTRA", 0);
  node = list_activities (self, "IMOPENLINES_SESSION");
  answer = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (answer, "DESCRIPTION"), ==,
                   "А можно на час позже?");
  g_assert_cmpstr (json_object_get_string_member (answer, "COMPLETED"), ==, "N");
  g_assert_cmpstr (json_object_get_string_member (answer, "DIRECTION"), ==, "1");
}

static void
test_who_is_silent_till_four_is_to_be_called (Fixture *self, gconstpointer data)
{
  update (self, "{'stageId':'C5:UC_ZAVTRA'}");
  demo_world_advance (self->world, HOUR - 60);
  assert_stage (self, "C5:UC_ZAVTRA", 0);
  demo_world_advance (self->world, 60);
  assert_stage (self, "C5:UC_SILENT", 913);
  demo_world_answer (self->world, self->deal, "да");
  assert_stage (self, "C5:UC_CONFIRM", 911);
}

static void
test_two_hours_before_comes_the_last_message (Fixture *self, gconstpointer data)
{
  update (self, "{'ufCrmVisitTime':'2026-11-22T19:00:00+03:00','stageId':'C5:UC_CONFIRM'}");
  demo_world_set_now (self->world, TEST_NOW + 25 * HOUR);
  g_assert_cmpuint (count_messages (self), ==, 1);
  demo_world_set_now (self->world, TEST_NOW + 26 * HOUR);
  g_assert_cmpuint (count_messages (self), ==, 2);
}

static void
test_without_robots_nothing_is_sent (Fixture *self, gconstpointer data)
{
  demo_world_set_robots (self->world, DEMO_ROBOTS_NONE);
  update (self, "{'stageId':'C5:UC_ZAVTRA'}");
  g_assert_cmpuint (count_messages (self), ==, 1);
}

static guint
count_in_stage (DemoWorld *world, const char *stage)
{
  g_autofree char *params = g_strdup_printf (
    "{'entityTypeId':2,'select':['id'],'filter':{'=stageId':'%s','>=ufCrmVisitTime':"
    "'2026-11-22T00:00:00+03:00','<ufCrmVisitTime':'2026-11-23T00:00:00+03:00'}}",
    stage);
  TestAnswer answer;
  g_autoptr (JsonNode) result = test_call_full (world, "crm.item.list", params, &answer);

  return (guint) answer.total;
}

static void
test_most_patients_of_a_living_day_answer (void)
{
  g_autoptr (DemoWorld) world = test_world_new (3000, 1);
  guint asked = count_in_stage (world, "C5:UC_ZAVTRA");
  guint yes = count_in_stage (world, "C5:UC_CONFIRM");

  demo_world_set_robots (world, demo_world_get_robots (world) | DEMO_ROBOTS_ANSWERS);
  for (guint i = 0; i < 40; i++)
    demo_world_advance (world, 300);
  g_assert_cmpuint (asked, >, 5);
  g_assert_cmpuint (count_in_stage (world, "C5:UC_ZAVTRA"), ==, 0);
  g_assert_cmpuint (count_in_stage (world, "C5:UC_CONFIRM") - yes, >, asked / 2);
}

static void
test_visits_of_these_days_have_their_messages_behind_them (void)
{
  g_autoptr (DemoWorld) world = test_world_new (3000, 1);
  TestAnswer messages;
  TestAnswer answers;
  TestAnswer calls;
  g_autoptr (JsonNode) a =
    test_call_full (world, "crm.activity.list",
                    "{'filter':{'PROVIDER_ID':'CRM_SMS','BINDINGS':[{'OWNER_TYPE_ID':2}]}}",
                    &messages);
  g_autoptr (JsonNode) b = test_call_full (
    world, "crm.activity.list",
    "{'filter':{'PROVIDER_ID':'IMOPENLINES_SESSION','BINDINGS':[{'OWNER_TYPE_ID':2}]}}", &answers);
  g_autoptr (JsonNode) c =
    test_call_full (world, "crm.activity.list",
                    "{'filter':{'PROVIDER_ID':'VOXIMPLANT_CALL','BINDINGS':[{'OWNER_TYPE_ID':2}]}}",
                    &calls);

  g_assert_cmpint (messages.total, >, 600);
  g_assert_cmpint (answers.total, >, 60);
  g_assert_cmpint (calls.total, >, 3);
}

static void
test_some_wait_for_an_earlier_time (void)
{
  g_autoptr (DemoWorld) world = test_world_new (3000, 1);
  TestAnswer petrovs;
  TestAnswer leads;
  g_autoptr (JsonNode) a = test_call_full (
    world, "crm.item.list",
    "{'entityTypeId':2,'filter':{'ufCrmWaiting':1,'=stageSemanticId':'P','ufCrmDoctor':27}}",
    &petrovs);
  g_autoptr (JsonNode) b =
    test_call_full (world, "crm.item.list",
                    "{'entityTypeId':1,'filter':{'=stageId':'UC_WAITLIST'}}", &leads);
  JsonObject *first = json_array_get_object_element (test_items (a), 0);

  g_assert_cmpint (petrovs.total, >=, 2);
  g_assert_cmpstr (json_object_get_string_member (first, "ufCrmWaiting"), ==, "Y");
  g_assert_cmpint (leads.total, >=, 2);
}

/* What a desk asks every few seconds: the best of ten, for others use this machine too. */
static gint64
measure_poll (DemoWorld *world)
{
  static const char *const polls[][2] = {
    { "crm.stagehistory.list",
      "{'entityTypeId':2,'start':-1,'order':{'ID':'ASC'},'filter':{'>ID':90000}}" },
    { "crm.item.list",
      "{'entityTypeId':2,'start':-1,'select':['id','title','stageId','categoryId','contactId',"
      "'updatedTime','ufCrmVisitTime','ufCrmDoctor','ufCrmConfirm'],"
      "'order':{'updatedTime':'ASC','id':'ASC'},'filter':{'0':"
      "{'logic':'OR','0':{'>updatedTime':'2026-11-21T12:00:00+03:00'},'1':{'=updatedTime':"
      "'2026-11-21T12:00:00+03:00','>id':4001}}}}" },
    { "crm.item.list", "{'entityTypeId':1,'start':-1,'select':['id','title','stageId'],'filter':{'>"
                       "=updatedTime':'2026-11-21T12:00:00+03:00'}}" },
    { "crm.item.list",
      "{'entityTypeId':2,'start':-1,'select':['id'],'order':{'id':'ASC'},'filter':{'=categoryId':5,"
      "'@stageId':['C5:NEW','C5:UC_ZAVTRA'],'>=ufCrmVisitTime':'2026-11-21T00:00:00+03:00'}}" },
  };
  gint64 best = G_MAXINT64;

  for (guint turn = 0; turn < 10; turn++)
    {
      gint64 began = g_get_monotonic_time ();

      for (guint i = 0; i < G_N_ELEMENTS (polls); i++)
        {
          g_autoptr (JsonNode) result = test_call (world, polls[i][0], polls[i][1]);

          g_assert_cmpuint (json_array_get_length (test_items (result)), <=, 50);
        }
      best = MIN (best, g_get_monotonic_time () - began);
    }

  return best;
}

static void
test_thousands_of_open_visits_are_there_at_once (void)
{
  DemoWorldOptions options = { .seed = 1, .now = TEST_NOW, .open_visits = OPEN_VISITS };
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (DemoWorld) world = demo_world_new (&options, &error);
  gint64 took = g_get_monotonic_time () - began;
  TestAnswer open;
  g_autoptr (JsonNode) list = test_call_full (
    world, "crm.item.list",
    "{'entityTypeId':2,'select':['id'],'filter':{'=categoryId':5,'=stageSemanticId':'P'}}", &open);

  g_assert_no_error (error);
  g_assert_cmpint (open.total, >=, OPEN_VISITS);
  g_test_message ("%.2f s", (double) took / G_USEC_PER_SEC);
#ifndef __SANITIZE_ADDRESS__
  /* two seconds are promised; this machine may have other things to do */
  g_assert_cmpint (took, <, 8 * G_USEC_PER_SEC);
  g_assert_cmpint (measure_poll (world), <, 30000);
#else
  g_assert_cmpint (measure_poll (world), >, 0);
#endif
}

#define ADD(test) g_test_add ("/demo-robots/" #test, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD (test_a_booked_patient_gets_a_message);
  ADD (test_a_message_is_queued_sent_and_delivered);
  ADD (test_a_message_is_delivered_though_the_clock_stands);
  ADD (test_a_plus_confirms_and_a_minus_cancels);
  ADD (test_other_words_move_nothing_and_wait_for_somebody);
  ADD (test_who_is_silent_till_four_is_to_be_called);
  ADD (test_two_hours_before_comes_the_last_message);
  ADD (test_without_robots_nothing_is_sent);
  g_test_add_func ("/demo-robots/living", test_most_patients_of_a_living_day_answer);
  g_test_add_func ("/demo-robots/past", test_visits_of_these_days_have_their_messages_behind_them);
  g_test_add_func ("/demo-robots/waiting", test_some_wait_for_an_earlier_time);
  g_test_add_func ("/demo-robots/open", test_thousands_of_open_visits_are_there_at_once);

  return g_test_run ();
}
