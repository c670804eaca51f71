/* demo-world-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calls methods of the demo clinic as the server would.
 */

#pragma once

#include "demo-world.h"

/* Saturday, 21 November 2026, 15:00 in the clinic: the hour of the acceptance scenarios */
#define TEST_NOW G_GINT64_CONSTANT (1795262400)

typedef struct
{
  gint64 total;
  gint64 next;
  guint status;
  char name[64];
  char text[256];
} TestAnswer;

static inline DemoWorld *
test_world_new (guint patients, guint seed)
{
  DemoWorldOptions options = { .patients = patients, .seed = seed, .now = TEST_NOW };
  g_autoptr (GError) error = NULL;
  DemoWorld *world = demo_world_new (&options, &error);

  g_assert_no_error (error);

  return world;
}

static inline const DemoMethod *
test_find_method (const char *name)
{
  const DemoMethod *tables[] = { demo_crm_methods (), demo_user_methods () };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const DemoMethod *method = tables[i]; method->name != NULL; method++)
        {
          if (g_str_equal (method->name, name))
            return method;
        }
    }
  g_assert_not_reached ();
}

/* @params: JSON with ' for " */
static inline JsonNode *
test_call_full (DemoWorld *world, const char *method, const char *params, TestAnswer *answer)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (params), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (quoted, NULL);
  g_autoptr (GError) error = NULL;
  DemoCall call = { .world = world, .user_id = 7, .method = method, .total = -1, .next = -1 };
  JsonNode *result;

  g_assert_nonnull (node);
  call.params = json_node_get_object (node);
  call.start = json_object_get_int_member_with_default (call.params, "start", 0);
  result = test_find_method (method)->run (&call, &error);
  answer->total = call.total;
  answer->next = call.next;
  answer->status = 0;
  if (error != NULL)
    {
      answer->status = demo_error_get_status (error);
      g_strlcpy (answer->name, demo_error_get_name (error), sizeof answer->name);
      g_strlcpy (answer->text, error->message, sizeof answer->text);
    }
  g_assert_true ((result == NULL) == (error != NULL));

  return result;
}

static inline JsonNode *
test_call (DemoWorld *world, const char *method, const char *params)
{
  TestAnswer answer;
  JsonNode *result = test_call_full (world, method, params, &answer);

  if (result == NULL)
    g_error ("%s: %s %s", method, answer.name, answer.text);

  return result;
}

static inline void
test_refused (DemoWorld *world, const char *method, const char *params, const char *name)
{
  TestAnswer answer;
  g_autoptr (JsonNode) result = test_call_full (world, method, params, &answer);

  g_assert_null (result);
  g_assert_cmpuint (answer.status, ==, 400);
  g_assert_cmpstr (answer.name, ==, name);
}

static inline char *
test_text (DemoWorld *world, const char *method, const char *params)
{
  g_autoptr (JsonNode) result = test_call (world, method, params);

  return json_to_string (result, FALSE);
}

/* the answer is this JSON, written with ' for " */
static inline void
test_answers (DemoWorld *world, const char *method, const char *params, const char *wanted)
{
  g_autofree char *text = test_text (world, method, params);
  g_autofree char *quoted = g_strdelimit (g_strdup (wanted), "'", '"');

  g_assert_cmpstr (text, ==, quoted);
}

static inline JsonArray *
test_items (JsonNode *result)
{
  return json_object_get_array_member (json_node_get_object (result), "items");
}

static inline JsonObject *
test_item (JsonNode *result)
{
  return json_object_get_object_member (json_node_get_object (result), "item");
}
