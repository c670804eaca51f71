/* test-sync-call-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-call-event.h"

static SyncCallEvent *
parse (const char *command, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_assert_nonnull (node);

  return sync_call_event_parse ("voximplant", command, json_node_get_object (node));
}

static void
test_an_invite_names_the_client_by_caller_id (void)
{
  g_autoptr (SyncCallEvent) event =
    parse ("invite",
           "{\"callId\":\"5E31.1\",\"callerId\":\"79000000001\",\"lineNumber\":\"reg150908\","
           "\"companyPhoneNumber\":\"Регистратура\",\"phoneNumber\":\"Регистратура\","
           "\"portalCall\":false,\"portalCallData\":[],\"CRM\":{\"FOUND\":\"Y\",\"CONTACT\":"
           "{\"NAME\":\"Иванова Анна\",\"POST\":\"\",\"PHOTO\":\"\"},\"COMPANY\":[]}}");

  g_assert_cmpint (event->kind, ==, SYNC_CALL_EVENT_RING);
  g_assert_cmpstr (event->id, ==, "5E31.1");
  g_assert_cmpstr (event->number, ==, "79000000001");
  g_assert_cmpstr (event->line, ==, "reg150908");
  g_assert_cmpstr (event->line_name, ==, "Регистратура");
  g_assert_cmpstr (event->hint, ==, "Иванова Анна");
  g_assert_false (event->internal);
}

static void
test_an_external_call_names_the_client_by_phone_number (void)
{
  g_autoptr (SyncCallEvent) in =
    parse ("showExternalCall", "{\"callId\":\"externalCall.1\",\"phoneNumber\":\"+79000000001\","
                               "\"lineNumber\":null,\"CRM\":[],\"toUserId\":[7]}");
  g_autoptr (SyncCallEvent) out =
    parse ("showExternalCall", "{\"callId\":\"externalCall.2\",\"phoneNumber\":\"+79000000001\","
                               "\"CRM\":[],\"fromUserId\":[7]}");

  g_assert_cmpint (in->kind, ==, SYNC_CALL_EVENT_RING);
  g_assert_cmpstr (in->number, ==, "+79000000001");
  g_assert_null (in->line);
  g_assert_null (in->hint);
  g_assert_cmpint (out->kind, ==, SYNC_CALL_EVENT_DIAL);
}

static void
test_a_withheld_number_is_empty_not_missing (void)
{
  g_autoptr (SyncCallEvent) event =
    parse ("invite", "{\"callId\":\"1\",\"callerId\":\"\",\"CRM\":false,\"config\":false}");

  g_assert_cmpstr (event->number, ==, "");
}

static void
test_a_colleague_is_named (void)
{
  g_autoptr (SyncCallEvent) event =
    parse ("invite",
           "{\"callId\":\"1\",\"callerId\":\"101\",\"portalCall\":true,\"portalCallUserId\":14,"
           "\"portalCallData\":{\"users\":{\"14\":{\"id\":14,\"name\":\"Марина Орлова\"}}}}");

  g_assert_true (event->internal);
  g_assert_cmpstr (event->hint, ==, "Марина Орлова");
}

static void
test_the_end_says_whether_somebody_hung_up (void)
{
  g_autoptr (SyncCallEvent) taken = parse ("timeout", "{\"callId\":\"1\"}");
  g_autoptr (SyncCallEvent) missed = parse ("timeout", "{\"callId\":\"1\",\"failedCode\":\"304\"}");
  g_autoptr (SyncCallEvent) left =
    parse ("timeout", "{\"callId\":\"1\",\"failedCode\":\"\",\"externalHangup\":true}");

  g_assert_cmpint (taken->kind, ==, SYNC_CALL_EVENT_END);
  g_assert_false (taken->hung_up);
  g_assert_true (missed->hung_up);
  g_assert_true (left->hung_up);
}

static void
test_what_is_unknown_or_incomplete_is_passed_over (void)
{
  static const struct
  {
    const char *command;
    const char *json;
  } messages[] = {
    { "balanceUpdate", "{\"callId\":\"1\"}" },
    { "invite", "{}" },
    { "invite", "{\"callId\":\"\"}" },
    { "invite", "{\"callId\":{}}" },
    { "completeTransfer", "{\"callId\":\"1\"}" },
    { "replaceCallerId", "{\"callId\":\"1\"}" },
    { "timeout", "{\"callId\":null,\"failedCode\":5}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    g_assert_null (parse (messages[i].command, messages[i].json));

  g_assert_null (sync_call_event_parse ("voximplant", "invite", NULL));
  g_assert_null (sync_call_event_parse ("im", "invite", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/call-event/invite", test_an_invite_names_the_client_by_caller_id);
  g_test_add_func ("/sync/call-event/external",
                   test_an_external_call_names_the_client_by_phone_number);
  g_test_add_func ("/sync/call-event/withheld", test_a_withheld_number_is_empty_not_missing);
  g_test_add_func ("/sync/call-event/colleague", test_a_colleague_is_named);
  g_test_add_func ("/sync/call-event/end", test_the_end_says_whether_somebody_hung_up);
  g_test_add_func ("/sync/call-event/unknown", test_what_is_unknown_or_incomplete_is_passed_over);

  return g_test_run ();
}
