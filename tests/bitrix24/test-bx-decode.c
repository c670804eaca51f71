/* test-bx-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-decode.h"
#include "bx-error.h"

#include <string.h>

static void
test_the_tree_is_the_one_of_json_glib (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "null",
    "true",
    "\"\"",
    " { \"a\" : [ 1 , 2.5 , -3 , 1e3 , true , false , null , \"x\" ] , \"b\" : { } } ",
    "{\"a\":1,\"a\":2}",
    "{\"\":{\"\":[[],[{}]]}}",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u0416\\ud83d\\ude00\"",
    "\"Смирнова Анна \\u003cb\\u003e\"",
    "[9223372036854775807,-9223372036854775808]",
    "[0.1,3500.00,1.7976931348623157e308]",
    "{\"result\":{\"result\":{\"p0\":[{\"ID\":\"1\"}]},\"result_error\":[]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) ours = bx_decode (texts[i], strlen (texts[i]), &error);
      g_autoptr (JsonNode) theirs = json_from_string (texts[i], NULL);
      g_autofree char *our_text = NULL;
      g_autofree char *their_text = NULL;

      g_test_message ("row %u", i);
      g_assert_no_error (error);
      our_text = json_to_string (ours, FALSE);
      their_text = json_to_string (theirs, FALSE);
      g_assert_cmpstr (our_text, ==, their_text);
      g_assert_true (json_node_equal (ours, theirs));
    }
}

static void
test_what_is_not_json_is_refused (void)
{
  static const char *const texts[] = {
    "",         " ",        "{",         "[",
    "[1",       "[1,",      "[1,]",      "{\"a\"",
    "{\"a\":",  "{\"a\":1", "{,}",       "{\"a\":1,}",
    "{a:1}",    "'a'",      "\"",        "\"a",
    "\"\\",     "\"\\x\"",  "\"\\u12\"", "\"\\u12g4\"",
    "\"a\nb\"", "nul",      "truth",     "-",
    "1.2.3",    "1 2",      "{} {}",     "<html>",
    "\"\xff\"", "[1}",      "{\"a\":1]", "\"\\ud83d\\u00\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = bx_decode (texts[i], strlen (texts[i]), &error);

      g_test_message ("row %u", i);
      g_assert_null (node);
      g_assert_error (error, BX_ERROR, BX_ERROR_MALFORMED);
    }
}

static void
test_every_beginning_of_an_answer_is_refused (void)
{
  static const char text[] =
    "{\"result\":[{\"ID\":\"1\",\"N\":\"\\u0416\\n\",\"x\":[true,null,-1.5e3]}],"
    "\"time\":{\"start\":1}}";

  for (gsize length = 0; length < strlen (text); length++)
    {
      /* a buffer of its own, so that a sanitizer sees a byte too many */
      g_autofree char *part = g_memdup2 (text, length);
      g_autoptr (JsonNode) node = bx_decode (part, length, NULL);

      g_assert_null (node);
    }
}

static void
test_halves_of_characters_and_zeros_become_marks (void)
{
  static const char text[] = "[\"\\ud83d\",\"\\ude00x\",\"a\\u0000b\",\"\\ud83d\\u0041\"]";
  static const char *const expected[] = { "\xef\xbf\xbd", "\xef\xbf\xbdx",
                                          "a\xef\xbf\xbd"
                                          "b",
                                          "\xef\xbf\xbd"
                                          "A" };
  g_autoptr (JsonNode) node = bx_decode (text, strlen (text), NULL);

  g_assert_nonnull (node);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), i), ==,
                     expected[i]);
}

static void
test_two_hundred_levels_are_the_end (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint levels = 199; levels <= 201; levels += 2)
    {
      g_autoptr (JsonNode) node = NULL;

      g_string_truncate (text, 0);

      for (guint i = 0; i < levels; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < levels; i++)
        g_string_append_c (text, ']');

      node = bx_decode (text->str, text->len, NULL);
      g_assert_cmpint (node != NULL, ==, levels <= 200);
    }
}

static void
test_a_byte_order_mark_is_skipped (void)
{
  g_autoptr (JsonNode) node = bx_decode ("\xef\xbb\xbf{}", 5, NULL);

  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/bx-decode/" #name, test_##name)
  ADD (the_tree_is_the_one_of_json_glib);
  ADD (what_is_not_json_is_refused);
  ADD (every_beginning_of_an_answer_is_refused);
  ADD (halves_of_characters_and_zeros_become_marks);
  ADD (two_hundred_levels_are_the_end);
  ADD (a_byte_order_mark_is_skipped);

  return g_test_run ();
}
