/* clinic-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-name"

#include "clinic-name.h"

#include <stdio.h>
#include <string.h>

/* The same keys in both layouts, in the same order. */
#define LATIN_KEYS "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
#define LATIN_SHIFTED "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
#define RUSSIAN_KEYS "ёйцукенгшщзхъфывапролджэячсмитьбю"
#define RUSSIAN_SHIFTED "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"

/* й is a letter of its own and stays; any other letter loses what stands above or below it */
static gunichar
fold_letter (gunichar c)
{
  gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  c = g_unichar_tolower (c);
  if (c < 0x80 || c == 0x439 || (c >= 0x430 && c < 0x450))
    return c;
  if (c == 0x451)
    return 0x435;

  return g_unichar_fully_decompose (c, TRUE, base, G_N_ELEMENTS (base)) > 0 ? base[0] : c;
}

static gboolean
is_inside_a_word (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2bc || g_unichar_ismark (c) || c == 0xad;
}

/* Plain Russian and Latin letters, which nearly all names are written with, are folded byte by
 * byte: a hundred thousand names are folded at the first start. Returns FALSE at anything else. */
static gboolean
fold_quickly (const char *text, char *out)
{
  const char *start = out;
  gboolean divided = FALSE;

  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    {
      guchar letter[2] = { *c, 0 };

      if (*c == 0xd0 || *c == 0xd1)
        {
          gunichar code = (gunichar) (*c & 0x1f) << 6 | (c[1] & 0x3f);

          if (code == 0x401 || code == 0x451)
            code = 0x435;
          else if (code >= 0x410 && code < 0x430)
            code += 0x20;
          else if (code < 0x430 || code >= 0x450)
            return FALSE;
          letter[0] = (guchar) (0xc0 | code >> 6);
          letter[1] = (guchar) (0x80 | (code & 0x3f));
          c++;
        }
      else if (*c >= 0x80)
        return FALSE;
      else if (g_ascii_isalnum (*c))
        letter[0] = (guchar) g_ascii_tolower (*c);
      else
        {
          divided = divided || *c != '\'';
          continue;
        }

      if (divided && out > start)
        *out++ = ' ';
      divided = FALSE;
      *out++ = (char) letter[0];
      if (letter[1] != 0)
        *out++ = (char) letter[1];
    }

  *out = '\0';

  return TRUE;
}

char *
clinic_name_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  g_autofree char *quick = NULL;
  GString *folded = NULL;
  gboolean divided = FALSE;

  if (text == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  /* what is folded is never longer, but for a space that divides two words */
  quick = g_malloc (strlen (text) + 2);
  if (fold_quickly (text, quick))
    return g_steal_pointer (&quick);

  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  text = composed;
  folded = g_string_sized_new (strlen (text) + 1);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isalnum (c))
        {
          if (divided && folded->len > 0)
            g_string_append_c (folded, ' ');
          divided = FALSE;
          g_string_append_unichar (folded, fold_letter (c));
        }
      else if (!is_inside_a_word (c))
        divided = TRUE;
    }

  return g_string_free (folded, FALSE);
}

char *
clinic_name_fold_letters (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autofree char *small = g_utf8_casefold (composed, -1);
  g_auto (GStrv) parts = g_strsplit (small, "ё", -1);

  return g_strjoinv ("е", parts);
}

/* the character on the same key, or c itself */
static gunichar
swap_key (gunichar c, const char *from, const char *to)
{
  const char *at = g_utf8_strchr (from, -1, c);

  return at == NULL
           ? c
           : g_utf8_get_char (g_utf8_offset_to_pointer (to, g_utf8_pointer_to_offset (from, at)));
}

static gboolean
has_russian (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_CYRILLIC)
      return TRUE;

  return FALSE;
}

char *
clinic_name_swap_layout (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *plain = clinic_name_fold (valid);
  g_autofree char *folded = NULL;
  g_autoptr (GString) swapped = g_string_new (NULL);
  gboolean russian = has_russian (valid);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (russian)
        c = swap_key (swap_key (c, RUSSIAN_KEYS, LATIN_KEYS), RUSSIAN_SHIFTED, LATIN_SHIFTED);
      else
        c = swap_key (swap_key (c, LATIN_KEYS, RUSSIAN_KEYS), LATIN_SHIFTED, RUSSIAN_SHIFTED);
      g_string_append_unichar (swapped, c);
    }

  folded = clinic_name_fold (swapped->str);

  return strcmp (folded, plain) == 0 ? NULL : g_steal_pointer (&folded);
}

static void
append_word (GString *name, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, word);
}

char *
clinic_name_full (ClinicPatient *patient)
{
  GString *name = NULL;

  g_return_val_if_fail (CLINIC_IS_PATIENT (patient), g_strdup (""));

  name = g_string_new (NULL);
  append_word (name, clinic_patient_get_last_name (patient));
  append_word (name, clinic_patient_get_first_name (patient));
  append_word (name, clinic_patient_get_second_name (patient));

  return g_string_free (name, FALSE);
}

static void
append_initial (GString *name, const char *word)
{
  gunichar c = word != NULL ? g_utf8_get_char_validated (word, -1) : 0;

  if (!g_unichar_isalpha (c))
    return;
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append_unichar (name, g_unichar_toupper (c));
  g_string_append_c (name, '.');
}

char *
clinic_name_short (const char *last, const char *first, const char *second)
{
  GString *name = g_string_new (NULL);

  append_word (name, last);
  /* without a family name initials alone would name nobody */
  if (name->len == 0)
    {
      append_word (name, first);
      append_word (name, second);
    }
  else
    {
      append_initial (name, first);
      append_initial (name, second);
    }

  return g_string_free (name, FALSE);
}

/* (transfer full): the words of a name, folded, leading initials moved behind */
static char **
split_name (const char *name)
{
  g_autofree char *plain = g_strndup (name, strcspn (name, "(,"));
  g_autofree char *folded = clinic_name_fold (plain);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) turned = g_strv_builder_new ();
  guint initials = 0;

  while (words[initials] != NULL && g_utf8_strlen (words[initials], -1) == 1)
    initials++;
  for (guint i = initials; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (turned, words[i]);
  for (guint i = 0; i < initials; i++)
    g_strv_builder_add (turned, words[i]);

  return g_strv_builder_end (turned);
}

static gboolean
words_agree (const char *word, const char *other)
{
  if (g_utf8_strlen (word, -1) == 1 || g_utf8_strlen (other, -1) == 1)
    return g_utf8_get_char (word) == g_utf8_get_char (other);

  return strcmp (word, other) == 0;
}

guint
clinic_name_count_agreeing (const char *name, const char *other)
{
  g_auto (GStrv) words = split_name (name != NULL ? name : "");
  g_auto (GStrv) others = split_name (other != NULL ? other : "");
  guint n = 0;

  for (; words[n] != NULL && others[n] != NULL; n++)
    if (!words_agree (words[n], others[n]))
      return 0;

  return n;
}

static gboolean
read_day (const char *text, int *year, int *month, int *day)
{
  int end = 0;

  return text != NULL && sscanf (text, "%4d-%2d-%2d%n", year, month, day, &end) == 3 &&
         (text[end] == '\0' || text[end] == 'T') && *year > 0 && *month > 0 && *day > 0 &&
         g_date_valid_dmy ((GDateDay) *day, (GDateMonth) *month, (GDateYear) *year);
}

int
clinic_name_age (const char *birth_date, const char *on_day)
{
  int year, month, day, on_year, on_month, on_mday, age;

  if (!read_day (birth_date, &year, &month, &day) ||
      !read_day (on_day, &on_year, &on_month, &on_mday))
    return -1;

  age = on_year - year - ((on_month < month || (on_month == month && on_mday < day)) ? 1 : 0);

  return age < 0 ? -1 : age;
}
