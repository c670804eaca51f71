/* test-demo-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-query.h"

static void
assert_query (const char *query, const char *expected)
{
  g_autoptr (JsonObject) object = demo_query_parse (query);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_pairs_become_strings (void)
{
  assert_query ("a=1&b=two&c", "{\"a\":\"1\",\"b\":\"two\",\"c\":\"\"}");
  assert_query (NULL, "{}");
  assert_query ("&&=x", "{}");
}

static void
test_a_plus_is_a_space (void)
{
  assert_query ("q=a+b%2Bc", "{\"q\":\"a b+c\"}");
  assert_query ("q=100%", "{\"q\":\"100%\"}");
}

static void
test_brackets_nest (void)
{
  assert_query ("filter[%3E%3Did]=5&filter[name]=x",
                "{\"filter\":{\">=id\":\"5\",\"name\":\"x\"}}");
  assert_query ("a[b][c]=1&a[b][d]=2", "{\"a\":{\"b\":{\"c\":\"1\",\"d\":\"2\"}}}");
  assert_query ("a%5Bb%5D=1", "{\"a\":{\"b\":\"1\"}}");
}

static void
test_empty_brackets_append (void)
{
  assert_query ("select[]=id&select[]=title", "{\"select\":[\"id\",\"title\"]}");
  assert_query ("a[b][]=1&a[b][]=2", "{\"a\":{\"b\":[\"1\",\"2\"]}}");
  assert_query ("a[5]=x&a[]=y", "{\"a\":{\"5\":\"x\",\"6\":\"y\"}}");
}

static void
test_numbers_from_zero_make_a_list (void)
{
  assert_query ("v[0]=a&v[1]=b", "{\"v\":[\"a\",\"b\"]}");
  assert_query ("v[1]=b&v[0]=a", "{\"v\":{\"1\":\"b\",\"0\":\"a\"}}");
  assert_query ("v[0]=a&v[2]=c", "{\"v\":{\"0\":\"a\",\"2\":\"c\"}}");
}

static void
test_a_name_ends_at_the_first_equals_sign (void)
{
  assert_query ("filter[>=id]=5", "{\"filter_>\":\"id]=5\"}");
}

static void
test_a_later_pair_wins (void)
{
  assert_query ("a=1&a=2", "{\"a\":\"2\"}");
}

static void
test_bytes_that_are_no_text_do_no_harm (void)
{
  assert_query ("a=%FF%00b", "{\"a\":\"\357\277\275\"}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/query/pairs", test_pairs_become_strings);
  g_test_add_func ("/demo/query/plus", test_a_plus_is_a_space);
  g_test_add_func ("/demo/query/nest", test_brackets_nest);
  g_test_add_func ("/demo/query/append", test_empty_brackets_append);
  g_test_add_func ("/demo/query/list", test_numbers_from_zero_make_a_list);
  g_test_add_func ("/demo/query/equals", test_a_name_ends_at_the_first_equals_sign);
  g_test_add_func ("/demo/query/later", test_a_later_pair_wins);
  g_test_add_func ("/demo/query/bytes", test_bytes_that_are_no_text_do_no_harm);

  return g_test_run ();
}
