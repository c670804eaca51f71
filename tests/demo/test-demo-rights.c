/* test-demo-rights.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the administrator and the colleagues of the demo portal do to a receptionist: moves that are
 * not allowed, fields that are required, funnels and stages that are gone, deals that are deleted.
 */

#include "demo-fixture.h"

#include <string.h>

/* the visit of tomorrow of the first patient */
static gint64
find_deal (Fixture *fixture)
{
  g_autoptr (JsonObject) answer =
    fixture_call (fixture, "crm.item.list",
                  "{\"entityTypeId\":2,\"select\":[\"id\"],\"filter\":{\"contactId\":1,"
                  "\"=stageSemanticId\":\"P\"}}");
  JsonObject *result = json_object_get_object_member (answer, "result");

  return json_object_get_int_member (
    json_array_get_object_element (json_object_get_array_member (result, "items"), 0), "id");
}

/* (transfer full): the item after the update, NULL when it is refused with this code and text */
static JsonObject *
update (Fixture *fixture, gint64 deal, const char *fields, const char *error, const char *text)
{
  g_autofree char *json =
    g_strdup_printf ("{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT ",\"fields\":%s}", deal,
                     fields);
  g_autoptr (JsonObject) answer = fixture_call (fixture, "crm.item.update", json);
  JsonObject *result;

  if (error != NULL)
    {
      g_assert_cmpuint (fixture->status, ==, 400);
      g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, error);
      g_assert_cmpstr (json_object_get_string_member (answer, "error_description"), ==, text);
      return NULL;
    }
  g_assert_cmpuint (fixture->status, ==, 200);
  result = json_object_get_object_member (answer, "result");

  return json_object_ref (json_object_get_object_member (result, "item"));
}

static void
control (Fixture *fixture, const char *command, const char *json)
{
  g_autoptr (JsonObject) answer = fixture_control (fixture, command, json);

  g_assert_nonnull (answer);
}

static void
test_a_forbidden_move_is_refused_to_a_person (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autofree char *edit = g_strdup_printf ("{\"type\":2,\"id\":%" G_GINT64_FORMAT
                                           ",\"user\":9,\"fields\":{\"stageId\":\"C5:WON\"}}",
                                           deal);
  g_autoptr (JsonObject) moved = NULL;

  control (fixture, "rights", "{\"forbid\":{\"user\":7,\"to\":\"C5:WON\"}}");
  g_assert_null (update (fixture, deal, "{\"stageId\":\"C5:WON\"}", "0",
                         "Недостаточно прав для изменения стадии"));
  moved = update (fixture, deal, "{\"stageId\":\"C5:UC_CONFIRM\"}", NULL, NULL);
  g_assert_cmpstr (json_object_get_string_member (moved, "stageId"), ==, "C5:UC_CONFIRM");
  control (fixture, "edit", edit);
}

static void
test_required_fields_are_asked_for_only_when_told_to (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autoptr (JsonObject) unchecked = NULL;
  g_autoptr (JsonObject) back = NULL;
  g_autoptr (JsonObject) complete = NULL;

  control (fixture, "rights",
           "{\"require\":{\"stage\":\"C5:UC_DOROGO\",\"field\":\"ufCrmLossReason\"}}");
  unchecked = update (fixture, deal, "{\"stageId\":\"C5:UC_DOROGO\"}", NULL, NULL);
  g_assert_cmpstr (json_object_get_string_member (unchecked, "stageId"), ==, "C5:UC_DOROGO");
  back = update (fixture, deal, "{\"stageId\":\"C5:NEW\"}", NULL, NULL);
  g_assert_nonnull (back);

  control (fixture, "rights", "{\"check\":true}");
  g_assert_null (update (fixture, deal, "{\"stageId\":\"C5:UC_DOROGO\"}",
                         "CRM_FIELD_ERROR_REQUIRED",
                         "Поле «Причина отказа» обязательно для заполнения"));
  complete =
    update (fixture, deal, "{\"stageId\":\"C5:UC_DOROGO\",\"ufCrmLossReason\":1043}", NULL, NULL);
  g_assert_cmpstr (json_object_get_string_member (complete, "stageId"), ==, "C5:UC_DOROGO");
}

/* A lost stage does without what is mandatory everywhere else. */
static void
test_a_mandatory_field_is_not_asked_for_by_a_lost_stage (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autoptr (JsonObject) lost = NULL;
  g_autoptr (JsonObject) made = NULL;

  control (fixture, "rights", "{\"check\":true,\"admin\":{\"user\":7,\"on\":true}}");
  made = fixture_call (fixture, "crm.deal.userfield.add",
                       "{\"fields\":{\"USER_TYPE_ID\":\"string\",\"FIELD_NAME\":\"PASS\","
                       "\"LABEL\":\"Пропуск\",\"MANDATORY\":\"Y\"}}");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_null (update (fixture, deal, "{\"stageId\":\"C5:UC_CONFIRM\"}",
                         "CRM_FIELD_ERROR_REQUIRED", "Поле «Пропуск» обязательно для заполнения"));
  lost = update (fixture, deal, "{\"stageId\":\"C5:UC_DOROGO\"}", NULL, NULL);
  g_assert_cmpstr (json_object_get_string_member (lost, "stageId"), ==, "C5:UC_DOROGO");
}

static void
test_a_deleted_stage_is_gone_and_moves_to_it_are_undone (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autoptr (JsonObject) list = NULL;
  g_autoptr (JsonObject) moved = NULL;
  g_autofree char *text = NULL;

  control (fixture, "stage", "{\"entity\":\"DEAL_STAGE_5\",\"status\":\"C5:UC_SILENT\"}");
  list = fixture_call (fixture, "crm.status.list", "{}");
  text = fixture_to_text (list, "result");
  g_assert_null (strstr (text, "C5:UC_SILENT"));
  moved = update (fixture, deal, "{\"stageId\":\"C5:UC_SILENT\"}", NULL, NULL);
  g_assert_cmpstr (json_object_get_string_member (moved, "stageId"), !=, "C5:UC_SILENT");
}

static void
test_a_hidden_funnel_is_denied_and_left_out_of_lists (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autofree char *get = g_strdup_printf ("{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT "}", deal);
  g_autoptr (JsonObject) one = NULL;
  g_autoptr (JsonObject) some = NULL;
  g_autoptr (JsonObject) funnels = NULL;
  g_autoptr (JsonObject) history = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *url = g_strconcat (fixture->control, "rights", NULL);
  g_autoptr (GBytes) cleared = NULL;
  g_autofree char *text = NULL;

  control (fixture, "rights", "{\"hide\":{\"user\":7,\"category\":5}}");
  one = fixture_call (fixture, "crm.item.get", get);
  g_assert_cmpstr (json_object_get_string_member (one, "error"), ==, "ACCESS_DENIED");
  g_assert_null (
    update (fixture, deal, "{\"stageId\":\"C5:WON\"}", "ACCESS_DENIED", "Доступ запрещен"));
  some =
    fixture_call (fixture, "crm.item.list", "{\"entityTypeId\":2,\"filter\":{\"=categoryId\":5}}");
  g_assert_cmpint (json_object_get_int_member (some, "total"), ==, 0);
  history = fixture_call (fixture, "crm.stagehistory.list",
                          "{\"entityTypeId\":2,\"filter\":{\"CATEGORY_ID\":5}}");
  g_assert_cmpint (json_object_get_int_member (history, "total"), ==, 0);
  funnels = fixture_call (fixture, "crm.category.list", "{\"entityTypeId\":2}");
  text = fixture_to_text (funnels, "result");
  g_assert_null (strstr (text, "\"id\":5"));

  cleared = fixture_send (fixture, "DELETE", url, NULL, NULL, NULL);
  again = fixture_call (fixture, "crm.item.get", get);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_a_colleague_deletes_a_deal (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autofree char *order =
    g_strdup_printf ("{\"type\":2,\"id\":%" G_GINT64_FORMAT ",\"user\":9}", deal);
  g_autofree char *get = g_strdup_printf ("{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT "}", deal);
  g_autoptr (JsonObject) gone = NULL;
  g_autoptr (JsonObject) journal = NULL;
  g_autofree char *writes = NULL;

  control (fixture, "delete", order);
  gone = fixture_call (fixture, "crm.item.get", get);
  g_assert_cmpstr (json_object_get_string_member (gone, "error"), ==, "NOT_FOUND");
  journal = fixture_journal (fixture);
  writes = fixture_to_text (journal, "writes");
  g_assert_nonnull (strstr (writes, "\"what\":\"deal.delete\""));
  g_assert_nonnull (strstr (writes, "\"user\":9"));
}

static void
test_the_journal_has_the_fields_of_each_write_in_order (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) journal = NULL;
  JsonArray *writes;
  JsonObject *changes;
  JsonArray *pair;

  control (fixture, "robots", "{\"messages\":false}");
  first = update (fixture, deal, "{\"stageId\":\"C5:UC_CONFIRM\"}", NULL, NULL);
  second = update (fixture, deal, "{\"stageId\":\"C5:UC_ARRIVED\"}", NULL, NULL);
  journal = fixture_journal (fixture);
  writes = json_object_get_array_member (journal, "writes");
  g_assert_cmpuint (json_array_get_length (writes), ==, 2);
  changes = json_object_get_object_member (json_array_get_object_element (writes, 1), "changes");
  pair = json_object_get_array_member (changes, "stageId");
  g_assert_cmpstr (json_array_get_string_element (pair, 0), ==, "C5:UC_CONFIRM");
  g_assert_cmpstr (json_array_get_string_element (pair, 1), ==, "C5:UC_ARRIVED");
}

/* The kanban's messages go to those who look at it in a browser. */
static void
test_a_webhook_hears_nothing_of_moved_cards (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  Listener *listener = listener_open (fixture, NULL);
  g_autoptr (JsonObject) moved =
    update (fixture, deal, "{\"stageId\":\"C5:UC_CONFIRM\"}", NULL, NULL);

  g_assert_null (listener_wait (listener, 0, 300));
  listener_free (listener);
}

static void
test_a_patients_reply_moves_the_card (Fixture *fixture, gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autofree char *order = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"text\":\"+\"}", deal);
  g_autofree char *get = g_strdup_printf ("{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT "}", deal);
  g_autoptr (JsonObject) asked =
    update (fixture, deal, "{\"stageId\":\"C5:UC_ZAVTRA\"}", NULL, NULL);
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *text = NULL;

  control (fixture, "reply", order);
  answer = fixture_call (fixture, "crm.item.get", get);
  text = fixture_to_text (answer, "result");
  g_assert_nonnull (strstr (text, "\"stageId\":\"C5:UC_CONFIRM\""));
  g_assert_nonnull (strstr (text, "\"movedBy\":1"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/demo/rights/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("moves", test_a_forbidden_move_is_refused_to_a_person);
  ADD ("required", test_required_fields_are_asked_for_only_when_told_to);
  ADD ("mandatory", test_a_mandatory_field_is_not_asked_for_by_a_lost_stage);
  ADD ("stage", test_a_deleted_stage_is_gone_and_moves_to_it_are_undone);
  ADD ("funnel", test_a_hidden_funnel_is_denied_and_left_out_of_lists);
  ADD ("deleted", test_a_colleague_deletes_a_deal);
  ADD ("journal", test_the_journal_has_the_fields_of_each_write_in_order);
  ADD ("pull", test_a_webhook_hears_nothing_of_moved_cards);
  ADD ("reply", test_a_patients_reply_moves_the_card);

  return g_test_run ();
}
