/* test-bx-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-scan.h"

#include <string.h>

static void
assert_text (const char *json, const char *expected)
{
  g_autofree char *copy = g_strdup (json);
  BxScan scan = { copy };

  g_assert_cmpstr (bx_scan_text (&scan), ==, expected);
}

static void
test_texts_are_unescaped_in_place (void)
{
  assert_text ("\"\"", "");
  assert_text (" \"Анна\"", "Анна");
  assert_text ("\"\\u0410\\u043d\\u043d\\u0430 B\"", "Анна B");
  assert_text ("\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"", "a\"b\\c/d\b\f\n\r\t");
  assert_text ("\"\\ud83d\\ude00!\"", "\xf0\x9f\x98\x80!");
  /* no letters: half of a pair, a zero byte, broken digits */
  assert_text ("\"a\\ud83db\"", "a\xef\xbf\xbd"
                                "b");
  assert_text ("\"\\u0000x\"", "\xef\xbf\xbdx");
  assert_text ("\"\\u12\"", "?12");
  assert_text ("null", NULL);
  assert_text ("12", NULL);
  assert_text ("[\"a\"]", NULL);
}

static void
test_numbers_come_as_numbers_and_as_texts (void)
{
  char text[] = "[12, \"13\" ,-4,\"\",null,true,{\"a\":1},14]";
  const gint64 expected[] = { 12, 13, -4, 99, 99, 99, 99, 14 };
  BxScan scan = { text };
  guint n = 0;

  g_assert_true (bx_scan_enter (&scan, '['));
  while (bx_scan_more (&scan, ']'))
    g_assert_cmpint (bx_scan_int (&scan, 99), ==, expected[n++]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  g_assert_false (scan.bad);
}

static void
test_members_are_found_behind_anything (void)
{
  char text[] =
    "{\"a\":[1,{\"ID\":\"]}\"}],\"b\":\"\\\"ID\\\":7}\",\"IDs\":1, \"ID\" : 5 ,\"c\":{}}";
  BxScan scan = { text };
  gint64 id = 0;

  g_assert_true (bx_scan_enter (&scan, '{'));
  while (bx_scan_more (&scan, '}') && bx_scan_member (&scan))
    {
      if (bx_scan_is (&scan, "ID"))
        id = bx_scan_int (&scan, 0);
      else
        bx_scan_skip (&scan);
    }
  g_assert_cmpint (id, ==, 5);
  g_assert_false (scan.bad);
  g_assert_cmpstr (scan.at, ==, "");
}

static void
read_all (char *text)
{
  BxScan scan = { text };

  if (!bx_scan_enter (&scan, '['))
    return;
  while (bx_scan_more (&scan, ']'))
    {
      if (!bx_scan_enter (&scan, '{'))
        bx_scan_text (&scan);
      else
        while (bx_scan_more (&scan, '}') && bx_scan_member (&scan))
          bx_scan_skip (&scan);
    }
}

/* whatever is cut off or changed, reading ends within the text */
static void
test_broken_texts_end (void)
{
  static const char whole[] = "[{\"ID\":\"12\",\"NAME\":\"\\u0410\\\"n\",\"PHONE\":[{\"VALUE\":"
                              "\"+7\"},{}],\"x\":null},\"\\ud83d\\ude00\", 7 ]";
  static const char noise[] = "\"\\[]{},:x0 u";

  for (gsize length = 0; length < sizeof whole; length++)
    {
      g_autofree char *part = g_strndup (whole, length);

      read_all (part);
      for (gsize i = 0; i < sizeof noise - 1 && length < sizeof whole - 1; i++)
        {
          g_autofree char *other = g_strdup (whole);

          other[length] = noise[i];
          read_all (other);
        }
    }
}

static char *
split (const char *body, GHashTable *texts)
{
  g_hash_table_remove_all (texts);

  return bx_scan_split (body, strlen (body), texts);
}

static void
test_results_are_taken_out_of_a_batch (void)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *rest =
    split ("{\"result\":{\"result\":{\"p0\":[{\"ID\":\"1\"}],\"p1\": [] },\"result_error\":[],"
           "\"result_time\":{\"p0\":{\"operating\":1}}},\"time\":{\"finish\":2}}",
           texts);

  g_assert_cmpstr (rest, ==,
                   "{\"result\":{\"result\":{\"p0\":null,\"p1\": null },\"result_error\":[],"
                   "\"result_time\":{\"p0\":{\"operating\":1}}},\"time\":{\"finish\":2}}");
  g_assert_cmpstr (g_hash_table_lookup (texts, "p0"), ==, "[{\"ID\":\"1\"}]");
  g_assert_cmpstr (g_hash_table_lookup (texts, "p1"), ==, "[]");
}

static void
test_other_answers_are_left_whole (void)
{
  static const char *const others[] = {
    "",
    "[]",
    "<html>",
    "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}",
    "{\"result\":[{\"result\":{\"p0\":1}}]}",
    "{\"result\":{\"result\":[],\"result_error\":{\"p0\":{\"error\":\"X\"}}}}",
    "{\"result\":{\"result\":{\"p0\":[{\"ID\":\"1\"}],\"p1\":[{\"I",
    "{\"result\":{\"result\":{\"p0\":[1]}}} trailing",
    "{\"result\":{\"result\":{\"p0\":\"\xff\"}}}",
  };
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *rest = split (others[i], texts);

      g_assert_null (rest);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bx-scan/texts", test_texts_are_unescaped_in_place);
  g_test_add_func ("/bx-scan/numbers", test_numbers_come_as_numbers_and_as_texts);
  g_test_add_func ("/bx-scan/members", test_members_are_found_behind_anything);
  g_test_add_func ("/bx-scan/broken", test_broken_texts_end);
  g_test_add_func ("/bx-scan/split", test_results_are_taken_out_of_a_batch);
  g_test_add_func ("/bx-scan/others", test_other_answers_are_left_whole);

  return g_test_run ();
}
