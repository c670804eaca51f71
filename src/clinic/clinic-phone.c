/* clinic-phone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-phone"

#include "clinic-phone.h"

#include <string.h>

/* A number of the world has at most 15 digits (E.164); what is longer is rubbish that is kept only
 * so far that it stays different from other rubbish. */
#define MAX_SIGNS 48
#define MAX_KEY 32
#define MAX_DISPLAY 40
#define E164_DIGITS 15
/* so many digits make a number complete enough for a word after it to begin something else */
#define DIGITS_BEFORE_WORD 5

/* The signs of a spelling that mean something: digits and # * , ; with what stood before them. */
typedef struct
{
  char signs[MAX_SIGNS + 1];
  gboolean plus;
} Spelling;

static gboolean
begins_a_word (const char *text, gsize *length)
{
  gunichar c;

  *length = 1;
  if ((guchar) *text < 0x80)
    return g_ascii_isalpha (*text) || *text == '@';

  c = g_utf8_get_char_validated (text, -1);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return FALSE;

  *length = (gsize) (g_utf8_next_char (text) - text);

  return g_unichar_isalpha (c);
}

/* A word after the digits («доб. 12», "ext", "x", «мама», the host of a SIP address) ends the
 * number: the portal would glue the digits behind it to the number. */
static void
read_spelling (Spelling *spelling, const char *text)
{
  gsize n = 0, digits = 0, length = 1;

  memset (spelling, 0, sizeof *spelling);

  for (; text != NULL && *text != '\0' && n < MAX_SIGNS; text += length)
    {
      length = 1;

      if (g_ascii_isdigit (*text))
        {
          spelling->signs[n++] = *text;
          digits++;
        }
      else if (strchr ("#*,;", *text) != NULL)
        spelling->signs[n++] = *text;
      else if (*text == '+' && n == 0)
        spelling->plus = TRUE;
      else if (begins_a_word (text, &length) && digits >= DIGITS_BEFORE_WORD)
        break;
    }
}

static void
drop_signs (char *signs, gsize count)
{
  memmove (signs, signs + count, strlen (signs + count) + 1);
}

/* The portal's own rule: NormalizePhone of main/tools.php, step by step. */
static void
apply_portal_rule (Spelling *spelling)
{
  char *signs = spelling->signs;

  if (strlen (signs) >= 10)
    {
      if (signs[0] == '8' && (spelling->plus || strchr ("012", signs[1]) != NULL))
        ;
      else if (g_str_has_prefix (signs, "00"))
        drop_signs (signs, 2);
      else if (g_str_has_prefix (signs, "011"))
        drop_signs (signs, 3);
      else if (signs[0] == '8')
        signs[0] = '7';
      else if (signs[0] == '0')
        drop_signs (signs, 1);
    }

  signs[strcspn (signs, ",;#")] = '\0';
}

static void
put_before (char *digits, const char *prefix)
{
  g_autofree char *all = g_strconcat (prefix, digits, NULL);

  g_strlcpy (digits, all, MAX_SIGNS + 1);
}

/* Goes beyond the portal's key, and depends on nothing but that key: so what the portal joins
 * stays joined. */
static void
join_more (char *key)
{
  gsize length;

  while (*key == '*')
    drop_signs (key, 1);
  key[strcspn (key, "*")] = '\0';

  /* 8-10 is how one dials abroad from Russia */
  if (g_str_has_prefix (key, "810") && strlen (key) >= 13)
    drop_signs (key, 3);

  length = strlen (key);
  if (length == 10 && key[0] == '7' && strchr ("012", key[1]) == NULL)
    /* a bare «861 234-56-78», of which the portal took the 8 for the trunk prefix */
    {
      drop_signs (key, 1);
      put_before (key, "78");
    }
  else if (length == 10)
    put_before (key, "7");
  else if (length == 11 && g_str_has_prefix (key, "89"))
    /* «+8 900 …»: no country has the code 89 */
    key[0] = '7';
  else if (length > 11 && length <= E164_DIGITS && key[0] == '7')
    /* +86… that lost its plus: no number of the zone 7 is that long */
    key[0] = '8';

  key[MAX_KEY] = '\0';
}

static void
read_key (Spelling *spelling, const char *text)
{
  read_spelling (spelling, text);
  apply_portal_rule (spelling);
  join_more (spelling->signs);
}

/* The number as one dials it from abroad. It is the key but for a number of ten digits, where the
 * key may have to follow the portal's mistakes and a plus must be believed. */
static void
read_number (Spelling *spelling, const char *text)
{
  char *digits = spelling->signs;

  read_spelling (spelling, text);
  digits[strcspn (digits, "*,;#")] = '\0';

  if (strlen (digits) != 10)
    read_key (spelling, text);
  else if (!spelling->plus && digits[0] != '0')
    put_before (digits, "7");
}

/* 266696687 is ANONYMOUS on a telephone's keys; only zeros are no number either */
static gboolean
is_no_number (const char *key)
{
  return key[strspn (key, "0")] == '\0' || strcmp (key, "266696687") == 0;
}

char *
clinic_phone_dup_key (const char *text)
{
  Spelling spelling;

  read_key (&spelling, text);

  return g_strdup (is_no_number (spelling.signs) ? "" : spelling.signs);
}

guint64
clinic_phone_key_number (const char *text)
{
  Spelling spelling;

  read_key (&spelling, text);
  if (is_no_number (spelling.signs) || strlen (spelling.signs) > 18)
    return 0;

  return g_ascii_strtoull (spelling.signs, NULL, 10);
}

gboolean
clinic_phone_is_hidden (const char *text)
{
  Spelling spelling;

  read_key (&spelling, text);

  return is_no_number (spelling.signs);
}

gboolean
clinic_phone_is_internal (const char *text)
{
  Spelling spelling;

  if (clinic_phone_is_hidden (text))
    return FALSE;

  read_number (&spelling, text);

  return strlen (spelling.signs) < 7;
}

static gsize
get_country_code_length (const char *digits)
{
  static const char *const two = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 "
                                 "54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 "
                                 "95 98";
  char code[3] = { digits[0], digits[1], '\0' };

  if (digits[0] == '1' || digits[0] == '7')
    return 1;

  return strstr (two, code) != NULL ? 2 : 3;
}

/* +44 207 946 09 58: groups of three, and what is left in twos */
static char *
group_foreign (const char *digits)
{
  GString *text = g_string_new ("+");
  gsize code = get_country_code_length (digits);

  g_string_append_len (text, digits, (gssize) code);
  digits += code;

  while (*digits != '\0')
    {
      gsize left = strlen (digits);
      gsize group = left == 2 || left == 4 ? 2 : MIN (left, 3);

      g_string_append_c (text, ' ');
      g_string_append_len (text, digits, (gssize) group);
      digits += group;
    }

  return g_string_free (text, FALSE);
}

static char *
shorten (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *start = NULL;

  /* four bytes for each character at most, so nothing that is shown is lost */
  valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_DISPLAY * 4));
  if (g_utf8_strlen (valid, -1) <= MAX_DISPLAY)
    return g_steal_pointer (&valid);

  start = g_utf8_substring (valid, 0, MAX_DISPLAY - 1);

  return g_strconcat (start, "…", NULL);
}

char *
clinic_phone_dup_display (const char *text)
{
  Spelling spelling;
  const char *digits = spelling.signs;
  gsize length;

  if (clinic_phone_is_hidden (text))
    return shorten (text != NULL ? text : "");

  read_number (&spelling, text);
  length = strlen (digits);

  if (length == 11 && digits[0] == '7')
    return g_strdup_printf ("+7 %.3s %.3s-%.2s-%.2s", digits + 1, digits + 4, digits + 7,
                            digits + 9);
  if (length >= 10 && length <= E164_DIGITS)
    return group_foreign (digits);
  if (length == 7)
    return g_strdup_printf ("%.3s-%.2s-%.2s", digits, digits + 3, digits + 5);
  if (length == 6)
    return g_strdup_printf ("%.2s-%.2s-%.2s", digits, digits + 2, digits + 4);

  return shorten (length > 0 && length < 6 ? digits : text);
}

char **
clinic_phone_dup_search_values (const char *text)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autofree char *key = clinic_phone_dup_key (text);

  if (*key == '8')
    {
      /* only the plus keeps the portal from taking it for the Russian trunk prefix */
      g_autofree char *plus = g_strconcat ("+", key, NULL);

      g_strv_builder_add (values, plus);
    }
  if (*key != '\0')
    g_strv_builder_add (values, key);
  if (*key == '7' && strlen (key) == 11)
    g_strv_builder_add (values, key + 1);

  return g_strv_builder_end (values);
}

char *
clinic_phone_dup_dial (const char *text)
{
  Spelling spelling;
  gsize length;

  if (clinic_phone_is_hidden (text))
    return NULL;

  read_number (&spelling, text);
  length = strlen (spelling.signs);
  if (length == 0 || length > E164_DIGITS)
    return NULL;

  /* a short number is dialled as it is: an extension, or one of the same town */
  return g_strconcat (length >= 10 ? "+" : "", spelling.signs, NULL);
}
