/* test-demo-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clinic that the seed makes: the same each time, found by phone, quick at any size.
 */

#include "demo-world-test.h"

#include <string.h>
#include <time.h>

#include <glib/gstdio.h>

#include "demo-people.h"
#include "demo-permutation.h"
#include "demo-phone.h"

static double
cpu_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
test_the_same_seed_makes_the_same_clinic (void)
{
  static const char *const questions[][2] = {
    { "crm.contact.list", "{'select':['*','UF_*','PHONE','EMAIL'],'filter':{'>ID':100}}" },
    { "crm.item.list", "{'entityTypeId':2,'start':500}" },
    { "crm.item.list", "{'entityTypeId':1}" },
    { "crm.stagehistory.list", "{'entityTypeId':2,'order':{'ID':'DESC'}}" },
  };
  g_autoptr (DemoWorld) first = test_world_new (800, 5);
  g_autoptr (DemoWorld) second = test_world_new (800, 5);
  g_autoptr (DemoWorld) other = test_world_new (800, 6);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *a = test_text (first, questions[i][0], questions[i][1]);
      g_autofree char *b = test_text (second, questions[i][0], questions[i][1]);
      g_autofree char *c = test_text (other, questions[i][0], questions[i][1]);

      g_assert_cmpstr (a, ==, b);
      g_assert_cmpstr (a, !=, c);
    }
}

static void
test_a_shuffle_can_be_undone_and_always_ends (void)
{
  static const guint64 outside[] = { 9990, 9999, 65536, G_MAXUINT64 - 5, G_MAXUINT64 };
  g_autoptr (DemoPeople) people = demo_people_new (3, 100, TEST_NOW);
  DemoMultifield fields[DEMO_MAX_MULTIFIELDS];
  DemoPermutation shuffle;

  demo_permutation_init (&shuffle, 5000, 10, 7);
  g_assert_cmpuint (shuffle.size, ==, 9990);
  for (guint64 i = 0; i < shuffle.size; i++)
    {
      guint64 other = demo_permutation_apply (&shuffle, i, FALSE);

      g_assert_cmpuint (other, <, shuffle.size);
      g_assert_cmpuint (demo_permutation_apply (&shuffle, other, TRUE), ==, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    for (int inverse = 0; inverse <= 1; inverse++)
      g_assert_cmpuint (demo_permutation_apply (&shuffle, outside[i], inverse), ==, outside[i]);
  /* who is nobody has no phone */
  g_assert_cmpuint (demo_people_get_multifields (people, 0, fields), ==, 0);
  g_assert_cmpuint (demo_people_get_multifields (people, -1, fields), ==, 0);
}

static void
test_every_stored_phone_leads_back_to_its_owner (void)
{
  g_autoptr (DemoPeople) people = demo_people_new (3, 8000, TEST_NOW - 15 * 3600);
  guint without = 0;
  guint shared = 0;

  for (gint64 id = 1; id <= 8000; id++)
    {
      DemoMultifield fields[DEMO_MAX_MULTIFIELDS];
      guint count = demo_people_get_multifields (people, id, fields);

      without += count == 0 || !g_str_equal (fields[0].kind, "PHONE");
      for (guint i = 0; i < count && g_str_equal (fields[i].kind, "PHONE"); i++)
        {
          g_autofree char *key = demo_phone_normalise (fields[i].value);
          g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
          gboolean found = FALSE;

          demo_people_find_phone (people, key, ids);
          g_assert_cmpuint (ids->len, <=, 2);
          for (guint j = 0; j < ids->len; j++)
            found |= g_array_index (ids, gint64, j) == id;
          g_assert_true (found);
          shared += ids->len == 2;
        }
    }
  g_assert_cmpuint (without, >, 40);
  g_assert_cmpuint (without, <, 160);
  g_assert_cmpuint (shared, >, 1000);
}

static void
test_the_normaliser_is_the_portals (void)
{
  static const char *const table[][2] = {
    { "+7 (916) 123-45-67", "79161234567" },
    { "8 (916) 123-45-67", "79161234567" },
    { "0079161234567", "79161234567" },
    { "+79161234567;105", "79161234567" },
    { "8(812)320-11-22", "78123201122" },
    { "9161234567", "9161234567" },
    { "+8612345678901", "8612345678901" },
    { "320-11-22", "3201122" },
    { "8 (900) 000-00-03 доб. 12", "7900000000312" },
    { "8122334455", "8122334455" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *key = demo_phone_normalise (table[i][0]);

      g_assert_cmpstr (key, ==, table[i][1]);
    }
}

static void
test_the_people_of_the_scenarios_are_there (void)
{
  g_autoptr (DemoWorld) world = test_world_new (3000, 1);

  test_answers (world, "crm.duplicate.findbycomm",
                "{'type':'PHONE','values':['79000000001'],'entity_type':'CONTACT'}",
                "{'CONTACT':[1,2]}");
  test_answers (world, "crm.duplicate.findbycomm", "{'type':'PHONE','values':['+79000000099']}",
                "[]");
  test_answers (world, "crm.item.list",
                "{'entityTypeId':2,'filter':{'contactId':1,'>ufCrmVisitTime':'2026-11-21'},"
                "'select':['ufCrmVisitTime','ufCrmDoctor']}",
                "{'items':[{'ufCrmVisitTime':'2026-11-22T10:30:00+03:00','ufCrmDoctor':27}]}");
  test_answers (world, "crm.item.list",
                "{'entityTypeId':2,'filter':{'contactId':2},'select':['ufCrmVisitTime']}",
                "{'items':[{'ufCrmVisitTime':'2026-11-23T15:00:00+03:00'}]}");
  test_answers (world, "crm.item.list",
                "{'entityTypeId':2,'filter':{'contactId':3,'stageSemanticId':'S'},"
                "'select':['ufCrmVisitTime']}",
                "{'items':[{'ufCrmVisitTime':'2026-05-21T11:00:00+03:00'}]}");
  test_answers (world, "crm.item.list",
                "{'entityTypeId':3,'filter':{'id':2},'select':['birthdate']}",
                "{'items':[{'birthdate':'2019-05-26T03:00:00+03:00'}]}");
  test_answers (
    world, "crm.item.list",
    "{'entityTypeId':1,'filter':{'contactId':4,'stageSemanticId':'P'},'select':['title']}",
    "{'items':[{'title':'Имплантация двух зубов: расчёт стоимости'}]}");
}

static void
test_an_extension_in_words_and_ten_digits_hide_a_patient_from_the_portals_search (void)
{
  g_autoptr (DemoWorld) world = test_world_new (3000, 1);

  test_answers (world, "crm.duplicate.findbycomm", "{'type':'PHONE','values':['79000000003']}",
                "[]");
  test_answers (world, "crm.duplicate.findbycomm", "{'type':'PHONE','values':['79000000009']}",
                "[]");
  test_answers (world, "crm.duplicate.findbycomm", "{'type':'PHONE','values':['9000000009']}",
                "{'CONTACT':[9]}");
}

static gint64
count_visits (DemoWorld *world, const char *day, const char *next_day, const char *more)
{
  g_autofree char *params =
    g_strdup_printf ("{'entityTypeId':2,'select':['id'],'filter':{'>=ufCrmVisitTime':'%s',"
                     "'<ufCrmVisitTime':'%s'%s}}",
                     day, next_day, more);
  TestAnswer answer;
  g_autoptr (JsonNode) result = test_call_full (world, "crm.item.list", params, &answer);

  return answer.total;
}

static void
test_a_working_day_has_sixty_to_eighty_visits (void)
{
  g_autoptr (DemoWorld) world = test_world_new (3000, 1);
  gint64 saturday = count_visits (world, "2026-11-21", "2026-11-22", "");
  gint64 sunday = count_visits (world, "2026-11-22", "2026-11-23", "");
  gint64 done = count_visits (world, "2026-11-21", "2026-11-22", ",'stageSemanticId':'S'");
  gint64 waiting = count_visits (world, "2026-11-21T15:30", "2026-11-22", ",'=closed':'Y'");
  gint64 in_chair = count_visits (world, "2026-11-21", "2026-11-22", ",'stageId':'C5:UC_INCHAIR'");
  gint64 ready = count_visits (world, "2026-11-22", "2026-11-23", ",'stageId':'C5:UC_CONFIRM'");

  g_test_message ("%" G_GINT64_FORMAT " today, %" G_GINT64_FORMAT " tomorrow, %" G_GINT64_FORMAT
                  " done, %" G_GINT64_FORMAT " in chairs",
                  saturday, sunday, done, in_chair);
  g_assert_cmpint (saturday, >=, 60);
  g_assert_cmpint (saturday, <=, 80);
  g_assert_cmpint (sunday, >, 5);
  g_assert_cmpint (sunday, <, 35);
  g_assert_cmpint (done, >, 15);
  g_assert_cmpint (in_chair, >=, 2);
  g_assert_cmpint (in_chair, <=, 8);
  g_assert_cmpint (ready, >, 3);
  /* Nobody's later visit has already happened, though some were cancelled. */
  g_assert_cmpint (waiting, <, 8);
}

static void
test_the_last_step_of_the_history_is_where_the_deal_stands (void)
{
  g_autoptr (DemoWorld) world = test_world_new (500, 1);
  g_autoptr (JsonNode) deals =
    test_call (world, "crm.item.list",
               "{'entityTypeId':2,'select':['id','stageId','movedTime'],'filter':{'=categoryId':5},"
               "'order':{'id':'DESC'}}");

  for (guint i = 0; i < json_array_get_length (test_items (deals)); i++)
    {
      JsonObject *deal = json_array_get_object_element (test_items (deals), i);
      g_autofree char *params =
        g_strdup_printf ("{'entityTypeId':2,'filter':{'OWNER_ID':%" G_GINT64_FORMAT
                         "},'order':{'ID':'DESC'}}",
                         json_object_get_int_member (deal, "id"));
      g_autoptr (JsonNode) history = test_call (world, "crm.stagehistory.list", params);
      JsonArray *rows = test_items (history);
      JsonObject *last = json_array_get_object_element (rows, 0);
      JsonObject *first = json_array_get_object_element (rows, json_array_get_length (rows) - 1);

      g_assert_cmpstr (json_object_get_string_member (last, "STAGE_ID"), ==,
                       json_object_get_string_member (deal, "stageId"));
      g_assert_cmpstr (json_object_get_string_member (last, "CREATED_TIME"), ==,
                       json_object_get_string_member (deal, "movedTime"));
      g_assert_cmpint (json_object_get_int_member (first, "TYPE_ID"), ==, 1);
    }
}

static void
test_a_million_patients_start_at_once_and_page_quickly (void)
{
  DemoWorldOptions options = { .patients = 1000000, .now = TEST_NOW };
  double before = cpu_milliseconds ();
  g_autoptr (DemoWorld) world = demo_world_new (&options, NULL);
  double started = cpu_milliseconds ();
  TestAnswer answer;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *params = g_strdup_printf (
        "{'select':['ID','NAME','SECOND_NAME','LAST_NAME','BIRTHDATE','DATE_MODIFY','PHONE',"
        "'UF_CRM_MIS_PATIENT'],'filter':{'>ID':%u},'order':{'ID':'ASC'},'start':-1}",
        i * 9000);
      g_autoptr (JsonNode) page = test_call_full (world, "crm.contact.list", params, &answer);

      g_assert_cmpuint (json_array_get_length (json_node_get_array (page)), ==, 50);
    }
  g_test_message ("start %.0f ms, page %.3f ms of CPU", started - before,
                  (cpu_milliseconds () - started) / 100);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat ((cpu_milliseconds () - started) / 100, <, 5);
  g_assert_cmpfloat (started - before, <, 1500);
#endif
}

static void
test_the_total_of_a_million_costs_nothing (void)
{
  g_autoptr (DemoWorld) world = test_world_new (1000000, 1);
  double before = cpu_milliseconds ();
  TestAnswer answer;
  g_autoptr (JsonNode) all =
    test_call_full (world, "crm.contact.list", "{'select':['ID'],'order':{'ID':'ASC'}}", &answer);

  g_assert_cmpint (answer.total, ==, 1000000);
  g_assert_cmpint (answer.next, ==, 50);
  g_test_message ("counted in %.1f ms", cpu_milliseconds () - before);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat (cpu_milliseconds () - before, <, 50);
#endif
}

static void
test_the_latest_changes_of_a_million_are_found_and_exact (void)
{
  g_autoptr (DemoWorld) world = test_world_new (20000, 1);
  g_autoptr (DemoPeople) people = demo_people_new (1, 20000, TEST_NOW - 15 * 3600);
  gint64 since = TEST_NOW - 15 * 3600 - 3 * 86400;
  gint64 expected = 0;
  TestAnswer answer;
  g_autoptr (JsonNode) changed = NULL;

  for (gint64 id = 1; id <= 20000; id++)
    expected += demo_people_get_updated (people, id) >= since;
  changed =
    test_call_full (world, "crm.contact.list",
                    "{'select':['ID'],'filter':{'>=DATE_MODIFY':'2026-11-18T00:00:00+03:00'}}",
                    &answer);
  g_assert_cmpint (expected, >, 0);
  g_assert_cmpint (answer.total, ==, expected);
}

static void
test_phones_are_picked_for_calls (void)
{
  g_autoptr (DemoWorld) world = test_world_new (3000, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *visitor = demo_world_pick_phone (world, random, TRUE);
      g_autofree char *patient = demo_world_pick_phone (world, random, FALSE);
      g_autofree char *family = demo_world_family_phone (world, random);
      g_autofree char *unknown = demo_world_unknown_phone (world, random);
      g_autoptr (GArray) both = demo_world_find_contacts (world, family, 20);
      g_autoptr (GArray) nobody = demo_world_find_contacts (world, unknown, 20);

      g_assert_true (g_str_has_prefix (visitor, "+7"));
      g_assert_cmpuint (strlen (patient), ==, strlen ("+79000000000"));
      g_assert_cmpuint (both->len, >=, 2);
      g_assert_cmpuint (nobody->len, ==, 0);
    }
}

static void
test_a_kept_clinic_is_the_same_after_a_restart (void)
{
  g_autofree char *folder = g_dir_make_tmp ("demo-world-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "portal.db", NULL);
  DemoWorldOptions options = { .patients = 400, .path = path, .now = TEST_NOW };
  g_autoptr (DemoWorld) first = demo_world_new (&options, NULL);
  g_autoptr (DemoWorld) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *question = "{'select':['*','UF_*','PHONE'],'filter':{'>ID':20}}";

  g_object_unref (g_steal_pointer (&first));
  first = demo_world_new (&options, NULL);
  g_clear_pointer (&second, g_object_unref);
  {
    g_autoptr (JsonNode) written =
      test_call (first, "crm.item.update",
                 "{'entityTypeId':3,'id':30,'fields':{'comments':'Перезвонить'}}");

    g_assert_nonnull (written);
  }
  before = test_text (first, "crm.contact.list", question);
  g_assert_finalize_object (g_steal_pointer (&first));

  options.now = TEST_NOW + 86400;
  second = demo_world_new (&options, NULL);
  after = test_text (second, "crm.contact.list", question);
  g_assert_cmpstr (before, ==, after);
  g_assert_finalize_object (g_steal_pointer (&second));
  for (guint i = 0; i < 3; i++)
    {
      static const char *const ends[] = { "", "-wal", "-shm" };
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(test) g_test_add_func ("/demo-world/" #test, test)
  ADD (test_the_same_seed_makes_the_same_clinic);
  ADD (test_a_shuffle_can_be_undone_and_always_ends);
  ADD (test_every_stored_phone_leads_back_to_its_owner);
  ADD (test_the_normaliser_is_the_portals);
  ADD (test_the_people_of_the_scenarios_are_there);
  ADD (test_an_extension_in_words_and_ten_digits_hide_a_patient_from_the_portals_search);
  ADD (test_a_working_day_has_sixty_to_eighty_visits);
  ADD (test_the_last_step_of_the_history_is_where_the_deal_stands);
  ADD (test_a_million_patients_start_at_once_and_page_quickly);
  ADD (test_the_total_of_a_million_costs_nothing);
  ADD (test_the_latest_changes_of_a_million_are_found_and_exact);
  ADD (test_phones_are_picked_for_calls);
  ADD (test_a_kept_clinic_is_the_same_after_a_restart);
#undef ADD

  return g_test_run ();
}
