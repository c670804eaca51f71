/* store-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-index"

#include "store-index.h"

#include <string.h>

#include "clinic-name.h"

/* Bytes of one word of a name that are indexed: a longer one is rubbish, and is found by these. */
#define MAX_WORD 256
#define KEY_LETTERS 10
#define LETTER_BITS 6
#define TAIL_DIGITS 18

/* the place of a folded letter in the alphabet; 0 is the end of the name */
static guint64
get_letter_code (gunichar c)
{
  if (c == ' ')
    return 1;
  if (c < 0x80 && g_ascii_isdigit ((char) c))
    return 2;
  if (c < 0x80)
    return 3 + (c - 'a');
  if (c >= 0x430 && c < 0x450)
    return 29 + (c - 0x430);

  return 61;
}

static void
append_word (GString *raw, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (raw->len > 0)
    g_string_append_c (raw, ' ');
  g_string_append_len (raw, word, (gssize) strnlen (word, MAX_WORD));
}

gboolean
store_index_write_name (GString *out, const char *last, const char *first, const char *second)
{
  g_autofree char *folded = NULL;

  g_string_truncate (out, 0);
  append_word (out, last);
  append_word (out, first);
  append_word (out, second);

  folded = clinic_name_fold (out->str);
  g_string_assign (out, folded);

  return out->len > 0;
}

static guint64
pack_letters (const char *folded, guint *letters)
{
  guint64 key = 0;

  *letters = 0;
  for (; *folded != '\0' && *letters < KEY_LETTERS; folded = g_utf8_next_char (folded))
    {
      key = key << LETTER_BITS | get_letter_code (g_utf8_get_char (folded));
      ++*letters;
    }

  return key << LETTER_BITS * (KEY_LETTERS - *letters);
}

guint64
store_index_get_name_key (const char *folded)
{
  guint letters = 0;

  return pack_letters (folded, &letters);
}

void
store_index_get_name_range (const char *folded, guint64 *from, guint64 *to)
{
  guint letters = 0;

  *from = pack_letters (folded, &letters);
  *to = *from + (G_GUINT64_CONSTANT (1) << LETTER_BITS * (KEY_LETTERS - letters));
}

guint64
store_index_get_tail (guint64 key)
{
  guint64 tail = 0;

  for (int i = 0; i < TAIL_DIGITS; i++, key /= 10)
    tail = tail * 10 + key % 10;

  return tail;
}

void
store_index_get_tail_range (const char *digits, guint64 *from, guint64 *to)
{
  gsize length = strlen (digits);
  guint64 step = 1;

  g_assert (length <= TAIL_DIGITS);

  for (gsize i = length; i < TAIL_DIGITS; i++)
    step *= 10;

  *from = store_index_get_tail (g_ascii_strtoull (digits, NULL, 10));
  *to = *from + step;
}
