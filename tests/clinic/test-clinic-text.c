/* test-clinic-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-text.h"

#include <string.h>
#include <time.h>

static ClinicTextBlock *
get (GPtrArray *blocks, guint position)
{
  g_assert_cmpuint (position, <, blocks->len);

  return g_ptr_array_index (blocks, position);
}

static void
check_markup (const char *text, const char *markup)
{
  g_autoptr (GPtrArray) blocks = clinic_text_parse (text);

  g_assert_cmpuint (blocks->len, ==, 1);
  g_assert_cmpstr (get (blocks, 0)->markup, ==, markup);
}

static void
test_words_are_bold_and_linked (void)
{
  static const struct
  {
    const char *text;
    const char *markup;
  } table[] = {
    { "[B]a[/B] [i]b[/i] [U]c[/U] [S]d[/S]", "<b>a</b> <i>b</i> <u>c</u> <s>d</s>" },
    { "[URL=https://ulybka.ru/reg?a=1&b=2]форму[/URL]",
      "<a href=\"https://ulybka.ru/reg?a=1&amp;b=2\">форму</a>" },
    { "[url]https://ulybka.ru[/url]", "<a href=\"https://ulybka.ru\">https://ulybka.ru</a>" },
    { "см. https://ulybka.ru/reg.",
      "см. <a href=\"https://ulybka.ru/reg\">https://ulybka.ru/reg</a>." },
    { "[USER=7]Павел Громов[/USER] проверит", "<b>Павел Громов</b> проверит" },
    { "[color=#ff0000]a[/color][COLOR=red]b[/COLOR]", "<span foreground=\"#ff0000\">a</span>b" },
    { "[size=20pt][font=Arial][center]a[/center][/font][/size]", "a" },
    { "до встречи :)", "до встречи 🙂" },
    { "10:30 :)нет", "10:30 :)нет" },
    { "one\r\ntwo", "one\ntwo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    check_markup (table[i].text, table[i].markup);
}

static void
test_what_is_no_tag_stays (void)
{
  check_markup ("[важно] в [10:30], [1] и [] [ok]", "[важно] в [10:30], [1] и [] [ok]");
  check_markup ("a < b & \"c\"", "a &lt; b &amp; &quot;c&quot;");
  check_markup ("[b", "[b");
  check_markup ("[*] без списка", "[*] без списка");
}

static void
test_unknown_tags_vanish_and_their_text_does_not (void)
{
  check_markup ("[FOO=1]a[/FOO] [bar]b[/bar] [VOTE ID=5]c", "a b c");
  check_markup ("[url=javascript:alert(1)]жми[/url]", "жми");
}

static void
test_tags_that_cross_are_put_right (void)
{
  check_markup ("[b]a[i]b[/b]c[/i]", "<b>a<i>b</i></b><i>c</i>");
  check_markup ("[b]never closed", "<b>never closed</b>");
  check_markup ("[/b]a", "a");
  check_markup ("[url=http://a.ru]a [url=http://b.ru]b[/url] http://c.ru[/url]",
                "<a href=\"http://a.ru\">a b http://c.ru</a>");
}

static void
test_bold_goes_on_in_the_next_paragraph (void)
{
  g_autoptr (GPtrArray) blocks = clinic_text_parse ("[b]one\n \ntwo[/b]\n\n\n\nthree");

  g_assert_cmpuint (blocks->len, ==, 3);
  g_assert_cmpstr (get (blocks, 0)->markup, ==, "<b>one</b>");
  g_assert_cmpstr (get (blocks, 1)->markup, ==, "<b>two</b>");
  g_assert_cmpstr (get (blocks, 2)->markup, ==, "three");
}

static void
test_lists_have_markers_and_depth (void)
{
  g_autoptr (GPtrArray) blocks = clinic_text_parse (
    "Коллеги:\n[LIST=1]\n[*]один\n[LIST]\n[*]внутри\n[/LIST]\n[*]два\n[/LIST]\nвсё");

  g_assert_cmpuint (blocks->len, ==, 5);
  g_assert_cmpint (get (blocks, 0)->kind, ==, CLINIC_TEXT_PARAGRAPH);
  g_assert_cmpint (get (blocks, 1)->kind, ==, CLINIC_TEXT_ITEM);
  g_assert_cmpstr (get (blocks, 1)->marker, ==, "1.");
  g_assert_cmpstr (get (blocks, 1)->markup, ==, "один");
  g_assert_cmpstr (get (blocks, 2)->marker, ==, "•");
  g_assert_cmpuint (get (blocks, 2)->depth, ==, 1);
  g_assert_cmpstr (get (blocks, 3)->marker, ==, "2.");
  g_assert_cmpuint (get (blocks, 3)->depth, ==, 0);
  g_assert_cmpint (get (blocks, 4)->kind, ==, CLINIC_TEXT_PARAGRAPH);
}

static void
test_quotations_code_and_tables (void)
{
  g_autoptr (GPtrArray) blocks =
    clinic_text_parse ("[QUOTE]так [b]сказал[/b] он[/QUOTE][CODE]if (a < b) [b]x[/b];[/CODE]"
                       "[TABLE][TR][TH]День[/TH][TH]Часы[/TH][/TR]\n[TR][TD]пн[/TD][TD]8–20\nбез "
                       "обеда[/TD][/TR][/TABLE]");

  g_assert_cmpuint (blocks->len, ==, 4);
  g_assert_cmpuint (get (blocks, 0)->quotes, ==, 1);
  g_assert_cmpstr (get (blocks, 0)->markup, ==, "так <b>сказал</b> он");
  g_assert_cmpint (get (blocks, 1)->kind, ==, CLINIC_TEXT_CODE);
  g_assert_cmpstr (get (blocks, 1)->markup, ==, "if (a &lt; b) [b]x[/b];");
  g_assert_cmpuint (get (blocks, 1)->quotes, ==, 0);
  g_assert_cmpint (get (blocks, 2)->kind, ==, CLINIC_TEXT_ROW);
  g_assert_true (get (blocks, 2)->header);
  g_assert_cmpuint (get (blocks, 2)->cells->len, ==, 2);
  g_assert_false (get (blocks, 3)->header);
  g_assert_cmpstr (g_ptr_array_index (get (blocks, 3)->cells, 1), ==, "8–20\nбез обеда");
}

static void
test_pictures_and_files_are_blocks (void)
{
  g_autoptr (GPtrArray) blocks = clinic_text_parse (
    "План: [DISK FILE ID=505] и [disk file id=n9043][IMG]https://ulybka.ru/a.png[/IMG]конец");

  g_assert_cmpuint (blocks->len, ==, 6);
  g_assert_cmpint (get (blocks, 1)->kind, ==, CLINIC_TEXT_FILE);
  g_assert_cmpstr (get (blocks, 1)->target, ==, "505");
  g_assert_cmpstr (get (blocks, 3)->target, ==, "n9043");
  g_assert_cmpint (get (blocks, 4)->kind, ==, CLINIC_TEXT_IMAGE);
  g_assert_cmpstr (get (blocks, 4)->target, ==, "https://ulybka.ru/a.png");
}

static void
test_plain_text_has_everything (void)
{
  g_autofree char *plain = clinic_text_to_plain (
    "[b]Коллеги![/b]\n[LIST][*]a & b[*]c[/LIST][TABLE][TR][TD]x[/TD][TD]y[/TD][/TR][/TABLE]");

  g_assert_cmpstr (plain, ==, "Коллеги!\n• a & b\n• c\nx · y");
}

/* --- whatever comes --- */

static void
check_well_formed (const char *markup)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);
  g_autofree char *whole = g_strdup_printf ("<t>%s</t>", markup);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, whole, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

/* the digits of a text, which no tag here has */
static char *
keep_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        g_string_append_c (digits, *text);
    }

  return g_string_free (digits, FALSE);
}

static char *
make_mess (GRand *rand)
{
  static const char *const pieces[] = {
    "[b]",
    "[/b]",
    "[I]",
    "[/I]",
    "[url=http://a.ru/x&y]",
    "[/url]",
    "[list]",
    "[/list]",
    "[*]",
    "[quote]",
    "[/quote]",
    "[code]",
    "[/code]",
    "[table]",
    "[tr]",
    "[td]",
    "[/td]",
    "[/tr]",
    "[/table]",
    "[img]",
    "[/img]",
    "[foo]",
    "[/foo]",
    "[",
    "]",
    "[/",
    "=",
    "\n",
    "\n\n",
    " ",
    "<",
    "&amp;",
    "\"",
    ":)",
    "ж",
    "\t",
    "[color=#abcdef]",
    "[/color]",
    "[th]",
    "[user=x]",
    "[size=",
    "http://",
    "[/user]",
    "\x01",
    "\xd0",
    "[spoiler]",
    "7",
    "12",
  };
  GString *mess = g_string_new (NULL);
  int length = g_rand_int_range (rand, 0, 60);

  for (int i = 0; i < length; i++)
    g_string_append (mess, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (mess, FALSE);
}

static void
check_mess (GRand *rand)
{
  g_autofree char *mess = make_mess (rand);
  g_autoptr (GPtrArray) blocks = clinic_text_parse (mess);
  g_autofree char *plain = clinic_text_to_plain (mess);
  g_autofree char *before = keep_digits (mess);
  g_autofree char *after = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      ClinicTextBlock *block = get (blocks, i);

      check_well_formed (block->markup);
      for (guint j = 0; block->cells != NULL && j < block->cells->len; j++)
        check_well_formed (g_ptr_array_index (block->cells, j));
    }
  after = keep_digits (plain);
  /* markers of lists are none here; an address of a picture is not text */
  if (strstr (mess, "[img]") == NULL && strstr (mess, "[size=") == NULL)
    g_assert_cmpstr (before, ==, after);
}

/* Memory is expensive in a sanitized build that remembers who asked for it. */
#ifdef __SANITIZE_ADDRESS__
#define ROUNDS 500
#define MOST_SECONDS 20
#else
#define ROUNDS 20000
#define MOST_SECONDS 1
#endif

/* RECEPTION_FUZZ: how many, when it is to be thorough */
static void
test_any_text_is_well_formed_and_complete (void)
{
  const char *many = g_getenv ("RECEPTION_FUZZ");
  gint64 rounds = many != NULL ? g_ascii_strtoll (many, NULL, 10) : ROUNDS;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (gint64 i = 0; i < rounds; i++)
    check_mess (rand);
}

/* 200 KB of the worst that came to mind; the time is the bar of a post that opens */
static void
test_a_long_text_takes_no_time (void)
{
  static const char *const pieces[] = { "[",      "[b]",      "[code]", "[img]",  "[/x]",  "[*]",
                                        "[list]", "[quote]a", "a\n\n",  "слово ", "[url=a" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      GString *text = g_string_new (NULL);
      g_autoptr (GPtrArray) blocks = NULL;
      clock_t start;
      double seconds = 0;

      while (text->len < 200 * 1024)
        g_string_append (text, pieces[i]);
      /* the processor's time: other programs run */
      start = clock ();
      blocks = clinic_text_parse (text->str);
      seconds = (double) (clock () - start) / CLOCKS_PER_SEC;
      g_test_message ("%s: %.1f ms", pieces[i], seconds * 1000);
      g_assert_cmpfloat (seconds, <, MOST_SECONDS);
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/text/words", test_words_are_bold_and_linked);
  g_test_add_func ("/clinic/text/no-tag", test_what_is_no_tag_stays);
  g_test_add_func ("/clinic/text/unknown", test_unknown_tags_vanish_and_their_text_does_not);
  g_test_add_func ("/clinic/text/crossing", test_tags_that_cross_are_put_right);
  g_test_add_func ("/clinic/text/paragraphs", test_bold_goes_on_in_the_next_paragraph);
  g_test_add_func ("/clinic/text/lists", test_lists_have_markers_and_depth);
  g_test_add_func ("/clinic/text/quotations", test_quotations_code_and_tables);
  g_test_add_func ("/clinic/text/files", test_pictures_and_files_are_blocks);
  g_test_add_func ("/clinic/text/plain", test_plain_text_has_everything);
  g_test_add_func ("/clinic/text/any", test_any_text_is_well_formed_and_complete);
  g_test_add_func ("/clinic/text/long", test_a_long_text_takes_no_time);

  return g_test_run ();
}
