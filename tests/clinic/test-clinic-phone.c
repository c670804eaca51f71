/* test-clinic-phone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-phone.h"

#include <string.h>

/* Memory is expensive in a sanitized build that remembers who asked for it. */
#ifdef __SANITIZE_ADDRESS__
#define SOME 2000
#define MANY 5000
#else
#define SOME 20000
#define MANY 100000
#endif

/* The portal's NormalizePhone, written down a second time and in another way. */
static char *
make_portal_key (const char *text)
{
  g_autoptr (GRegex) others = g_regex_new ("[^0-9#*,;]", 0, 0, NULL);
  g_autoptr (GRegex) plus_eight = g_regex_new ("^[^0-9#*,;+]*\\+[^0-9#*,;]*8", 0, 0, NULL);
  g_autofree char *kept = g_regex_replace_literal (others, text, -1, 0, "", 0, NULL);
  g_autofree char *key = NULL;
  g_auto (GStrv) parts = NULL;

  if (strlen (kept) < 10 || g_regex_match_simple ("^8[012]", kept, 0, 0) ||
      (kept[0] == '8' && g_regex_match (plus_eight, text, 0, NULL)))
    key = g_strdup (kept);
  else if (g_str_has_prefix (kept, "00"))
    key = g_strdup (kept + 2);
  else if (g_str_has_prefix (kept, "011"))
    key = g_strdup (kept + 3);
  else if (kept[0] == '8')
    key = g_strconcat ("7", kept + 1, NULL);
  else
    key = g_strdup (kept[0] == '0' ? kept + 1 : kept);

  parts = g_regex_split_simple ("[,;#]", key, 0, 0);

  return g_strdup (parts[0] != NULL ? parts[0] : "");
}

static void
test_the_table_holds (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("RECEPTION_FIXTURES"), "phones.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int rows = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, ";", -1);
      g_autofree char *key = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *number = NULL;

      if (**line == '#' || g_strv_length (cells) != 3)
        continue;

      rows++;
      g_test_message ("%s", *line);
      key = clinic_phone_dup_key (cells[0]);
      shown = clinic_phone_dup_display (cells[0]);
      number = g_strdup_printf ("%" G_GUINT64_FORMAT, clinic_phone_key_number (cells[0]));
      g_assert_cmpstr (key, ==, cells[1]);
      g_assert_cmpstr (shown, ==, cells[2]);
      g_assert_cmpstr (number, ==, *cells[1] != '\0' ? cells[1] : "0");
      g_assert_cmpint (clinic_phone_is_hidden (cells[0]), ==, *cells[1] == '\0');
    }

  g_assert_cmpint (rows, >, 50);
}

static void
test_an_extension_after_a_semicolon_is_no_part_of_the_number (void)
{
  g_autofree char *key = clinic_phone_dup_key ("+79161234567;105");

  g_assert_cmpstr (key, ==, "79161234567");
}

/* Any way to write a Russian number: prefix x separators x extension. */
static void
test_every_way_to_write_a_number_gives_one_key (void)
{
  static const char *const prefixes[] = {
    "+7", "8", "7", "", "+ 7", "007", "0117", "8107", "+007"
  };
  static const char *const separators[] = { "", " ", "-", "--", ".", " (", ") ", "\xc2\xa0", "–" };
  static const char *const tails[] = { "",   " ",    " доб. 5", " ДОБ.5", " ext 77", "x5",
                                       "#1", ",123", ";1",      "*9",     " вн. 12", " (Анна)" };
  g_autoptr (GRand) random = g_rand_new_with_seed (24);

  for (int i = 0; i < SOME; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = NULL;
      g_autofree char *key = NULL;
      char number[11];

      /* Russian area codes begin with 3, 4, 8 or 9 */
      g_snprintf (number, sizeof number, "%c%09d", "3489"[g_rand_int_range (random, 0, 4)],
                  g_rand_int_range (random, 0, 1000000000));
      if (number[0] == '8' && number[1] == '9')
        number[1] = '1';
      expected = g_strconcat ("7", number, NULL);

      g_string_append (text, prefixes[g_rand_int_range (random, 0, G_N_ELEMENTS (prefixes))]);
      for (int digit = 0; digit < 10; digit++)
        {
          if (g_rand_int_range (random, 0, 3) == 0)
            g_string_append (text,
                             separators[g_rand_int_range (random, 0, G_N_ELEMENTS (separators))]);
          g_string_append_c (text, number[digit]);
        }
      g_string_append (text, tails[g_rand_int_range (random, 0, G_N_ELEMENTS (tails))]);

      key = clinic_phone_dup_key (text->str);
      if (g_strcmp0 (key, expected) != 0)
        g_error ("%s gives %s, not %s", text->str, key, expected);
    }
}

/* a random text of the signs that numbers are made of, often a spelling of what came before */
static char *
make_spelling (GRand *random)
{
  static const char *const starts[] = { "",    "+", "8",  "+8", "7",   "+7", "0",    "00",
                                        "011", "9", "80", "81", "810", "86", "+800", "+86" };
  static const char signs[] = "0123456789000000011112789 -().+#*,;";
  GString *text = g_string_new (starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))]);
  int length = g_rand_int_range (random, 0, 4) == 0 ? g_rand_int_range (random, 0, 46) : 10;

  for (int i = 0; i < length; i++)
    g_string_append_c (text, g_rand_boolean (random)
                               ? '1'
                               : signs[g_rand_int_range (random, 0, sizeof signs - 1)]);

  return g_string_free (text, FALSE);
}

static void
test_what_the_portal_joins_stays_joined (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (24);
  int joined = 0;

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *text = make_spelling (random);
      g_autofree char *portal_key = make_portal_key (text);
      g_autofree char *key = clinic_phone_dup_key (text);
      const char *known = g_hash_table_lookup (keys, portal_key);

      g_assert_cmpuint (strlen (key), <=, 32);
      if (known != NULL && g_strcmp0 (known, key) != 0)
        g_error ("the portal takes %s for %s, which was %s, not %s", text, portal_key, known, key);
      joined += known != NULL;
      if (known == NULL)
        g_hash_table_insert (keys, g_steal_pointer (&portal_key), g_steal_pointer (&key));
    }

  g_assert_cmpint (joined, >, MANY / 20);
}

static void
test_our_key_finds_itself (void)
{
  static const char *const numbers[] = { "+79000000001",  "861 234-56-78",  "+8612345678901",
                                         "+442079460958", "8 800 555 0000", "3201122",
                                         "105",           "7012345678" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *once = clinic_phone_dup_key (numbers[i]);
      g_autofree char *twice = clinic_phone_dup_key (once);

      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_rubbish_is_bounded_and_matches_nobody (void)
{
  g_autofree char *forty = g_strnfill (40, '7');
  g_autofree char *million = g_strnfill (1 << 20, '9');
  static const char broken[] = { '8', '9', '\xff', '\xd0', '0', '0', '\xd0', '\0', '1', '\0' };
  const char *const texts[] = { forty, million, broken, "\xd0", "+", "#", "+++;;;***", "\xf0\x9f" };

  g_assert_cmpuint (clinic_phone_key_number (forty), ==, 0);
  g_assert_cmpuint (clinic_phone_key_number (million), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *key = clinic_phone_dup_key (texts[i]);
      g_autofree char *shown = clinic_phone_dup_display (texts[i]);
      g_autofree char *dialled = clinic_phone_dup_dial (texts[i]);
      g_auto (GStrv) values = clinic_phone_dup_search_values (texts[i]);

      g_assert_cmpuint (strlen (key), <=, 32);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (shown, -1), <=, 40);
      g_assert_true (dialled == NULL || strlen (dialled) <= 16);
      g_assert_nonnull (values);
    }
}

static void
test_no_text_is_a_hidden_number (void)
{
  g_autofree char *key = clinic_phone_dup_key (NULL);
  g_autofree char *shown = clinic_phone_dup_display (NULL);

  g_assert_cmpstr (key, ==, "");
  g_assert_cmpstr (shown, ==, "");
  g_assert_true (clinic_phone_is_hidden (NULL));
  g_assert_null (clinic_phone_dup_dial (NULL));
}

static void
test_an_extension_is_internal_and_a_client_is_not (void)
{
  g_assert_true (clinic_phone_is_internal ("105"));
  g_assert_true (clinic_phone_is_internal ("32-01-12"));
  g_assert_false (clinic_phone_is_internal ("320-11-22"));
  g_assert_false (clinic_phone_is_internal ("9000000001"));
  g_assert_false (clinic_phone_is_internal ("anonymous"));
}

static void
assert_values (const char *text, const char *expected)
{
  g_auto (GStrv) values = clinic_phone_dup_search_values (text);
  g_autofree char *all = g_strjoinv (" ", values);

  g_assert_cmpstr (all, ==, expected);
}

static void
test_the_portal_is_asked_for_both_spellings (void)
{
  assert_values ("8 (900) 000-00-01 доб. 3", "79000000001 9000000001");
  assert_values ("+8612345678901", "+8612345678901 8612345678901");
  assert_values ("+44 20 7946 0958", "442079460958");
  assert_values ("anonymous", "");
}

static void
assert_dialled (const char *text, const char *expected)
{
  g_autofree char *dialled = clinic_phone_dup_dial (text);

  g_assert_cmpstr (dialled, ==, expected);
}

static void
test_a_number_is_dialled_with_a_plus (void)
{
  assert_dialled ("8 (900) 000-00-01", "+79000000001");
  assert_dialled ("861 234-56-78", "+78612345678");
  assert_dialled ("747 123 45 67", "+77471234567");
  assert_dialled ("+45 12 34 56 78", "+4512345678");
  assert_dialled ("105", "105");
  assert_dialled ("private", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/phone/the-table-holds", test_the_table_holds);
  g_test_add_func ("/clinic/phone/an-extension-after-a-semicolon-is-no-part-of-the-number",
                   test_an_extension_after_a_semicolon_is_no_part_of_the_number);
  g_test_add_func ("/clinic/phone/every-way-to-write-a-number-gives-one-key",
                   test_every_way_to_write_a_number_gives_one_key);
  g_test_add_func ("/clinic/phone/what-the-portal-joins-stays-joined",
                   test_what_the_portal_joins_stays_joined);
  g_test_add_func ("/clinic/phone/our-key-finds-itself", test_our_key_finds_itself);
  g_test_add_func ("/clinic/phone/rubbish-is-bounded-and-matches-nobody",
                   test_rubbish_is_bounded_and_matches_nobody);
  g_test_add_func ("/clinic/phone/no-text-is-a-hidden-number", test_no_text_is_a_hidden_number);
  g_test_add_func ("/clinic/phone/an-extension-is-internal-and-a-client-is-not",
                   test_an_extension_is_internal_and_a_client_is_not);
  g_test_add_func ("/clinic/phone/the-portal-is-asked-for-both-spellings",
                   test_the_portal_is_asked_for_both_spellings);
  g_test_add_func ("/clinic/phone/a-number-is-dialled-with-a-plus",
                   test_a_number_is_dialled_with_a_plus);

  return g_test_run ();
}
