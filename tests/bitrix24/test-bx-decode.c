/* test-bx-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-decode.h"
#include "bx-error.h"

#include <string.h>

static void
test_what_is_not_json_is_refused (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "{",
    "[",
    "[1",
    "[1,",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{,}",
    "{a:1}",
    "\"",
    "\"a",
    "\"\\",
    "nul",
    "truth",
    "-",
    "<html>",
    "[1}",
    "{\"a\":1]",
    "\"\xff\"",
    "Forbidden",
    "<!DOCTYPE html><p>{\"result\":1}",
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
  ADD (what_is_not_json_is_refused);
  ADD (every_beginning_of_an_answer_is_refused);
  ADD (two_hundred_levels_are_the_end);
  ADD (a_byte_order_mark_is_skipped);

  return g_test_run ();
}
