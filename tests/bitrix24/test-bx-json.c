/* test-bx-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-decode.h"
#include "bx-error.h"
#include "bx-json.h"

#include <string.h>

static JsonObject *
parse_member (const char *value, JsonNode **root)
{
  g_autofree char *text = g_strdup_printf ("{\"m\":%s}", value);
  g_autoptr (GError) error = NULL;

  *root = json_from_string (text, &error);
  g_assert_no_error (error);

  return json_node_get_object (*root);
}

static void
test_numbers_come_as_numbers_and_as_text (void)
{
  static const struct
  {
    const char *value;
    gint64 expected;
  } rows[] = {
    { "123", 123 },
    { "\"123\"", 123 },
    { "123.0", 123 },
    { "\"123.00\"", 123 },
    { "-5", -5 },
    { "\" 7 \"", 7 },
    { "0", 0 },
    { "\"9007199254740993\"", G_GINT64_CONSTANT (9007199254740993) },
    { "9223372036854775807", G_MAXINT64 },
    { "\"9223372036854775808\"", 42 },
    { "1e300", 42 },
    { "\"\"", 42 },
    { "\"12 руб.\"", 42 },
    { "\"0x10\"", 42 },
    { "\"nan\"", 42 },
    { "true", 42 },
    { "null", 42 },
    { "[]", 42 },
    { "{}", 42 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) root = NULL;
      JsonObject *object = parse_member (rows[i].value, &root);

      g_test_message ("%s", rows[i].value);
      g_assert_cmpint (bx_json_get_int (object, "m", 42), ==, rows[i].expected);
    }
}

static void
test_money_comes_with_a_point_and_as_text (void)
{
  static const struct
  {
    const char *value;
    double expected;
  } rows[] = {
    { "3500", 3500 },    { "3500.5", 3500.5 }, { "\"3500.50\"", 3500.5 }, { "\"\"", -1 },
    { "\"1e999\"", -1 }, { "\"inf\"", -1 },    { "false", -1 },           { "null", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) root = NULL;
      JsonObject *object = parse_member (rows[i].value, &root);

      g_test_message ("%s", rows[i].value);
      g_assert_cmpfloat_with_epsilon (bx_json_get_double (object, "m", -1), rows[i].expected, 1e-9);
    }
}

static void
test_flags_come_in_every_spelling (void)
{
  static const char *const yes[] = { "true", "\"Y\"", "\"y\"", "1", "\"1\"", "\"true\"" };
  static const char *const no[] = { "false", "\"N\"", "0", "\"0\"", "\"false\"" };
  static const char *const neither[] = { "null", "\"\"", "\"maybe\"", "[]", "{}", "1.5" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      g_autoptr (JsonNode) root = NULL;

      g_assert_true (bx_json_get_bool (parse_member (yes[i], &root), "m", FALSE));
    }

  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_autoptr (JsonNode) root = NULL;

      g_assert_false (bx_json_get_bool (parse_member (no[i], &root), "m", TRUE));
    }

  for (guint i = 0; i < G_N_ELEMENTS (neither); i++)
    {
      g_autoptr (JsonNode) root = NULL;
      JsonObject *object = parse_member (neither[i], &root);

      g_test_message ("%s", neither[i]);
      g_assert_true (bx_json_get_bool (object, "m", TRUE));
      g_assert_false (bx_json_get_bool (object, "m", FALSE));
    }
}

static void
test_an_empty_object_may_be_an_array_or_false (void)
{
  static const char *const empty[] = { "[]", "false", "null", "\"\"" };
  g_autoptr (JsonNode) full = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (JsonNode) root = NULL;

      g_assert_null (bx_json_get_object (parse_member (empty[i], &root), "m"));
    }

  g_assert_nonnull (bx_json_get_object (parse_member ("{\"a\":1}", &full), "m"));
  g_assert_null (bx_json_get_object (NULL, "m"));
  g_assert_null (bx_json_get_array (NULL, "m"));
  g_assert_cmpint (bx_json_get_int (NULL, "m", 5), ==, 5);
}

static void
test_a_text_is_a_text_and_an_id_may_be_made_one (void)
{
  g_autoptr (JsonNode) number = NULL;
  g_autoptr (JsonNode) text = NULL;
  g_autofree char *from_number = NULL;
  g_autofree char *from_text = NULL;

  g_assert_null (bx_json_get_string (parse_member ("651", &number), "m"));
  from_number = bx_json_dup_string (json_node_get_object (number), "m");
  g_assert_cmpstr (from_number, ==, "651");

  g_assert_cmpstr (bx_json_get_string (parse_member ("\"C5:NEW\"", &text), "m"), ==, "C5:NEW");
  from_text = bx_json_dup_string (json_node_get_object (text), "m");
  g_assert_cmpstr (from_text, ==, "C5:NEW");
}

static void
test_a_date_is_the_day_that_was_meant (void)
{
  static const struct
  {
    const char *value;
    const char *expected;
  } rows[] = {
    { "\"2026-07-29T03:00:00+03:00\"", "2026-07-29" },
    { "\"2026-07-29\"", "2026-07-29" },
    { "\"1984-03-12T03:00:00+03:00\"", "1984-03-12" },
    { "\"1984-03-12T00:00:00+03:00\"", "1984-03-12" },
    { "\"1984-07-12T04:00:00+04:00\"", "1984-07-12" },
    { "\"1984-07-12T03:00:00+04:00\"", "1984-07-12" },
    { "\"2026-07-28T19:00:00-05:00\"", "2026-07-29" },
    { "\"2024-02-29T03:00:00+03:00\"", "2024-02-29" },
    { "\"2023-02-29T03:00:00+03:00\"", NULL },
    { "\"0000-00-00\"", NULL },
    { "\"\"", NULL },
    { "\"12.03.1984\"", NULL },
    { "null", NULL },
    { "[]", NULL },
    { "19840312", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) root = NULL;
      g_autofree char *date = bx_json_dup_date (parse_member (rows[i].value, &root), "m");

      g_test_message ("%s", rows[i].value);
      g_assert_cmpstr (date, ==, rows[i].expected);
    }
}

static void
test_a_moment_keeps_its_offset (void)
{
  static const struct
  {
    const char *value;
    gint64 expected;
  } rows[] = {
    { "\"2026-09-16T10:30:00+03:00\"", 1789543800 },
    { "\"2026-09-16T07:30:00Z\"", 1789543800 },
    { "\"2026-09-16 07:30:00\"", 1789543800 },
    { "1789543800", 1789543800 },
    { "\"1789543800\"", 1789543800 },
    { "\"2026-09-16\"", 1789516800 },
    { "\"soon\"", 0 },
    { "\"\"", 0 },
    { "false", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) root = NULL;

      g_test_message ("%s", rows[i].value);
      g_assert_cmpint (bx_json_get_unix (parse_member (rows[i].value, &root), "m"), ==,
                       rows[i].expected);
    }
}

static void
test_what_a_person_typed_cannot_break_out_of_params (void)
{
  g_autoptr (JsonNode) list = bx_json_build ("[1, 'two']");
  g_autoptr (JsonNode) node = NULL;
  const char *typed = "O'Нил \"x\",\"ID\":1} \\ \n\t%s";
  JsonObject *object;

  node = bx_json_build ("{'name': %s, 'said': 'he said %s', \"id\": %" G_GINT64_FORMAT
                        ", 'n': %d, 'x': %g, 'none': %s, 'list': %p, 'filter': {'%%name': true}}",
                        typed, typed, G_MAXINT64, -3, 0.5, (const char *) NULL, list);
  object = json_node_get_object (node);

  g_assert_cmpuint (json_object_get_size (object), ==, 8);
  g_assert_cmpstr (bx_json_get_string (object, "name"), ==, typed);
  g_assert_true (g_str_has_suffix (bx_json_get_string (object, "said"), typed));
  g_assert_cmpint (bx_json_get_int (object, "id", 0), ==, G_MAXINT64);
  g_assert_cmpint (bx_json_get_int (object, "n", 0), ==, -3);
  g_assert_cmpfloat_with_epsilon (bx_json_get_double (object, "x", 0), 0.5, 1e-9);
  g_assert_true (json_object_get_null_member (object, "none"));
  g_assert_cmpuint (json_array_get_length (bx_json_get_array (object, "list")), ==, 2);
  g_assert_true (bx_json_get_bool (bx_json_get_object (object, "filter"), "%name", FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/bx-json/" #name, test_##name)
  ADD (numbers_come_as_numbers_and_as_text);
  ADD (money_comes_with_a_point_and_as_text);
  ADD (flags_come_in_every_spelling);
  ADD (an_empty_object_may_be_an_array_or_false);
  ADD (a_text_is_a_text_and_an_id_may_be_made_one);
  ADD (a_date_is_the_day_that_was_meant);
  ADD (a_moment_keeps_its_offset);
  ADD (what_a_person_typed_cannot_break_out_of_params);

  return g_test_run ();
}
